//! What becomes of the whole negotiation: begun, settled, reopened, ended.

use std::collections::BTreeMap;

use domain::mail::MailKind;
use domain::negotiation::PartyId;
use domain::process::{Act, Role, Room, Side};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Letter, leaders, send, speakers};
use crate::act::ActTx;
use crate::negotiation::keep::POSITION;
use crate::negotiation::names::PartyName;
use crate::offers::head::Head;
use crate::offers::parties::Parties;
use crate::offers::recipients::holders;
use crate::store::negotiation::turn;
use crate::{Refusal, london};

/// The terms lie on the table: one mail to each who speaks for a department, however many terms wait for it.
/// The place reads it in the mail that says that its offer is accepted.
pub(crate) async fn asked_at_acceptance(act: &mut ActTx, head: &Head) -> Result<(), Refusal> {
    let codes: Vec<String> = turn::Entity::find()
        .select_only()
        .column(turn::Column::Party)
        .filter(turn::Column::OfferId.eq(head.row.id.as_str()))
        .filter(turn::Column::Waits.eq(POSITION))
        .order_by_asc(turn::Column::Party)
        .into_tuple()
        .all(act.db())
        .await?;
    let mut waiting: BTreeMap<PartyId, usize> = BTreeMap::new();
    for code in codes {
        *waiting.entry(PartyId::from_code(&code)).or_default() += 1;
    }
    waiting.remove(&PartyId::Place);
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let link = act.services().url(&head.address(OWN_TERMS));
    for (party, terms) in waiting {
        let department = PartyName::of(&party, &head.place_name).name;
        let (wait, need) = match terms {
            1 => ("1 term waits".to_owned(), "One of its terms needs"),
            several => (format!("{several} terms wait"), "Some of its terms need"),
        };
        let letter = Letter {
            kind: MailKind::PositionAsked,
            subject: format!("{name}: {wait} for your department’s position"),
            body: format!(
                "The programme office accepted “{title}” ({name}) of {} on {at}. {need} the agreement of \
                 {department}. Read what is offered and asked for, and say where you stand: {wait} for you.\n\n\
                 {link}\n",
                head.place_name,
            ),
            link: link.clone(),
            room: Room::Joint,
            wanted: Act::TakePosition,
            term: None,
        };
        let people = speakers(act, head, &party).await?;
        send(act, &head.row.id, people, &letter);
    }
    Ok(())
}

/// The table of terms, cut to what waits for whoever reads it.
const OWN_TERMS: &str = "/terms?show=ours";

/// The champion has settled the terms.
pub(crate) async fn settled(act: &mut ActTx, head: &Head) -> Result<(), Refusal> {
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let link = act.services().url(&head.address("/terms"));
    let letter = Letter {
        kind: MailKind::OfferSettled,
        subject: format!("{name}: its terms are settled"),
        body: format!(
            "The champion settled the terms of “{title}” ({name}) of {} on {at}. Each is agreed by everybody who \
             has to, withdrawn or refused. What is agreed can now be issued for signature:\n\n{link}\n",
            head.place_name,
        ),
        link,
        room: Room::Joint,
        wanted: Act::ReadTerms,
        term: None,
    };
    to_everybody(act, head, &letter).await
}

/// One side found that it no longer agrees.
pub(crate) async fn reopened(act: &mut ActTx, head: &Head, reason: &str) -> Result<(), Refusal> {
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let who = match act.doer().role() {
        Some(Role::PlaceLeader) => head.place_name.as_str(),
        _ => "The champion",
    };
    let link = act.services().url(&head.address("/terms"));
    let letter = Letter {
        kind: MailKind::NegotiationReopened,
        subject: format!("{name}: its negotiation is open again"),
        body: format!(
            "{who} reopened the negotiation of “{title}” ({name}) on {at}, and gives this reason:\n\n{reason}\n\n\
             Every term stays as it was agreed until somebody reopens it.\n\n{link}\n"
        ),
        link,
        room: Room::Joint,
        wanted: Act::ReadTerms,
        term: None,
    };
    to_everybody(act, head, &letter).await
}

/// The programme office has ended the negotiation.
pub(crate) async fn ended(act: &mut ActTx, head: &Head, reason: &str) -> Result<(), Refusal> {
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let link = act.services().url(&head.address(""));
    let letter = Letter {
        kind: MailKind::NegotiationEnded,
        subject: format!("{name}: its negotiation has ended"),
        body: format!(
            "The programme office ended the negotiation of “{title}” ({name}) of {} on {at}, and gives this \
             reason:\n\n{reason}\n\nNothing more is needed from you. What was said stays readable:\n\n{link}\n",
            head.place_name,
        ),
        link,
        room: Room::Joint,
        wanted: Act::ReadTerms,
        term: None,
    };
    to_everybody(act, head, &letter).await
}

/// Who leads on each side, who reviews it for a department, and the programme office.
async fn to_everybody(act: &mut ActTx, head: &Head, letter: &Letter) -> Result<(), Refusal> {
    let mut people = leaders(act, head, Side::Place).await?;
    people.append(&mut leaders(act, head, Side::Whitehall).await?);
    for department in Parties::of(act.db(), &head.row.id).await?.departments {
        let party = PartyId::Department(department);
        people.append(&mut speakers(act, head, &party).await?);
    }
    people.append(&mut holders(act.db(), &[Role::ProgrammeOffice], None).await?);
    send(act, &head.row.id, people, letter);
    Ok(())
}
