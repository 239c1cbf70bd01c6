//! Acceptance turns an offer into its numbered terms.

use domain::negotiation::{Subject, Term, Version, subjects};
use domain::offer::{Kept, Proposal};
use domain::process::{Hat, OrganisationId};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel};

use super::keep::{keep_turns, number};
use super::load::Tracked;
use crate::act::ActTx;
use crate::store::negotiation::{term, version};
use crate::{Refusal, chance, programme};

/// Lays every negotiable matter of the offer on the table, each as version 1 of a term, in the act that accepts it.
///
pub(crate) async fn begin(
    act: &ActTx,
    offer_id: &str,
    proposal: &Proposal,
    lead: &OrganisationId,
) -> Result<(), Refusal> {
    let hat = act.doer().hat().cloned().ok_or(Refusal::SignIn)?;
    for (subject, at) in subjects(proposal).into_iter().zip(1..) {
        let matters = subject.matters(proposal).into_iter().cloned().collect();
        let first = Version {
            number: 1,
            matters,
            by: hat.person.clone(),
            at: act.now(),
            reason: String::new(),
        };
        let tracked = Tracked {
            id: chance::new_id(),
            row_version: 1,
            opened_at: None,
            author: String::new(),
            taken: Vec::new(),
            term: Term::new(at, subject, lead.clone(), first),
        };
        add(act.db(), offer_id, &tracked).await?;
        add_version(act.db(), &tracked.id, &tracked.term.current, &hat).await?;
        keep_turns(act.db(), offer_id, &tracked).await?;
        programme::followed(act.db(), offer_id, &tracked.term, act.now()).await?;
    }
    Ok(())
}

async fn add(db: &impl ConnectionTrait, offer_id: &str, tracked: &Tracked) -> Result<(), Refusal> {
    let term = &tracked.term;
    let Subject { kind, matter } = &term.subject;
    let row = term::Model {
        id: tracked.id.clone(),
        offer_id: offer_id.to_owned(),
        number: number(term.number)?,
        kind: kind.code().to_owned(),
        matter_slug: matter.as_ref().map(ToString::to_string),
        lead_id: term.lead.to_string(),
        current: number(term.current.number)?,
        openings: 0,
        opened_at: None,
        added: "[]".to_owned(),
        closing: None,
        version: tracked.row_version,
    };
    term::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Keeps what a version says, beside all that there were.
pub(super) async fn add_version(
    db: &impl ConnectionTrait,
    term_id: &str,
    says: &Version,
    hat: &Hat,
) -> Result<(), Refusal> {
    version::Entity::insert(version::ActiveModel {
        term_id: Set(term_id.to_owned()),
        number: Set(number(says.number)?),
        matters: Set(text_of(&says.matters)?),
        reason: Set(says.reason.clone()),
        by_id: Set(says.by.to_string()),
        organisation_id: Set(hat.organisation.to_string()),
        role: Set(hat.role.code().to_owned()),
        at: Set(says.at),
    })
    .exec_without_returning(db)
    .await?;
    Ok(())
}

/// The matters of a version as they are kept.
fn text_of(matters: &[Kept]) -> Result<String, Refusal> {
    Ok(serde_json::to_string(matters)?)
}
