//! What the pages of one claim have in common: which claim the address names, and what stands.

use domain::form::{Posted, Read};
use domain::money::Pence;
use services::ledger::{ClaimOf, SavingsView, Waiting};
use services::{Fault, Refusal};

use super::at;
use crate::page::{Asked, Away};

/// The claim that the address names.
///
/// # Errors
/// `NotFound` for what is no period.
pub fn named(asked: &Asked) -> Result<ClaimOf, Refusal> {
    Ok(ClaimOf {
        line: asked.param("line").to_owned(),
        period: at::period(asked)?,
    })
}

/// The same as it stands in the ledger.
///
/// # Errors
/// `NotFound` for no claim; else as for the page of savings.
pub async fn stands(asked: &Asked) -> Result<(SavingsView, Waiting), Away> {
    let (reference, claim) = (at::reference(asked)?, named(asked)?);
    let ledger = asked.services().ledger();
    let view = ledger.savings(asked.viewer()?, &reference, None).await?;
    at::by_its_name(asked, &view.reference)?;
    let mut claims = view.claims.iter();
    let found = claims.find(|one| one.line == claim.line && one.period == claim.period);
    let mut one = found.cloned().ok_or(Refusal::NotFound)?;
    let mut waiting = view.waiting.iter();
    one.is_mine |= waiting.any(|other| *other == one && other.is_mine);
    Ok((view, one))
}

/// An amount that was typed.
pub fn amount(posted: &Posted, field: &str) -> Result<Pence, Fault> {
    let fault = |words: String| Fault {
        field: field.to_owned(),
        words,
    };
    match posted.text(field).unwrap_or_default().trim() {
        "" => Err(fault("Enter an amount, or 0".to_owned())),
        text => Pence::read(text).map_err(fault),
    }
}
