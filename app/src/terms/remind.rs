//! One click reminds a party of a term that waits for it; at most once a day, whoever clicks.

use domain::{form::Posted, negotiation::PartyId};
use services::{Refusal, negotiation::CHAMPION, offers};

use super::table::{PARTY, SHOW, SORT, WAITING_FOR};
use crate::{
    page::Asked,
    posts::{Answer, address},
};

/// From where it was pressed: the page of the term, or else the table.
pub const BACK: &str = "back";

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let number: u32 = asked.param("n").parse().map_err(|_| Refusal::NotFound)?;
    let party = PartyId::from_code(posted.text(PARTY).unwrap_or_default());
    let (negotiation, doer) = (asked.services().negotiation(), asked.doer()?);
    let reminded = if party.code() == CHAMPION {
        negotiation.remind_champion(&doer, &reference, number).await
    } else {
        negotiation.remind(&doer, &reference, number, &party).await
    };
    let done = match reminded {
        Ok(()) => "reminded",
        Err(Refusal::AlreadyDone) => "reminded-before",
        // There is no page of its own to give back with faults beside its fields.
        Err(Refusal::Invalid(faults)) => {
            let words = faults.into_iter().next().map(|fault| fault.words);
            return Err(Refusal::WrongStage(words.unwrap_or_default()));
        }
        Err(refusal) => return Err(refusal),
    };
    if posted.text(BACK) == Some("term") {
        return Ok(Answer::to(format!(
            "/offers/{reference}/terms/{number}?done={done}"
        )));
    }
    // Back to the table as it was filtered.
    let kept: String = [SHOW, SORT, WAITING_FOR]
        .into_iter()
        .filter_map(|name| Some((name, posted.text(name)?)))
        .map(|(name, text)| format!("{name}={}&", address::text(text)))
        .collect();
    let party = address::text(party.code());
    Ok(Answer::to(format!(
        "/offers/{reference}/terms?{kept}done={done}&term={number}&party={party}"
    )))
}
