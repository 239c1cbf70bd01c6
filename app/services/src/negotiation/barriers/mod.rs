//! What stands in the way of the deal: raised by either side, owned by whoever can remove it, for both to read.

mod letters;
mod list;
mod one;
mod raise;
mod update;

use domain::form::Sheet;
use domain::negotiation::{Barrier, Subject, Surroundings, TermKind};
use domain::offer::{Key, Proposal};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::offers::head::known;
use crate::store::negotiation::{barrier, term};
use crate::{Fault, Refusal};

pub use list::{BarrierRow, Barriers};
pub use one::{BarrierDesk, BarrierView};

/// The terms of an offer, and what they are about.
async fn surroundings(
    db: &impl ConnectionTrait,
    offer_id: &str,
    proposal: &Proposal,
) -> Result<Surroundings, Refusal> {
    #[derive(FromQueryResult)]
    struct Row {
        number: i32,
        kind: String,
        matter_slug: Option<String>,
    }
    let rows = term::Entity::find()
        .select_only()
        .columns([
            term::Column::Number,
            term::Column::Kind,
            term::Column::MatterSlug,
        ])
        .filter(term::Column::OfferId.eq(offer_id))
        .order_by_asc(term::Column::Number)
        .into_model::<Row>()
        .all(db)
        .await?;
    let subjects = rows
        .into_iter()
        .map(|row| {
            let subject = Subject {
                kind: known(&row.kind, TermKind::from_code)?,
                matter: row.matter_slug.map(Key::new),
            };
            Ok((u32::try_from(row.number).unwrap_or_default(), subject))
        })
        .collect::<Result<Vec<_>, Refusal>>()?;
    Ok(Surroundings::of(
        proposal,
        subjects.iter().map(|(number, subject)| (*number, subject)),
    ))
}

/// The columns that lists ask, as they follow from what the barrier says.
fn columns(barrier: &Barrier) -> Result<barrier::ActiveModel, Refusal> {
    use sea_orm::ActiveValue::Set;
    Ok(barrier::ActiveModel {
        content: Set(serde_json::to_string(barrier)?),
        owner: Set(barrier.owner.clone()),
        stands: Set(barrier.stands()),
        due: Set(barrier.due.value().copied()),
        ..Default::default()
    })
}

/// Refuses a barrier that does not say what, who and when: everybody reads it at once.
fn must_be_said(sheet: &Sheet) -> Result<(), Refusal> {
    let problems = sheet
        .problems()
        .into_iter()
        .map(|(field, words)| (field.to_owned(), words.to_owned()));
    let faults: Vec<Fault> = problems
        .chain(sheet.missing())
        .map(|(field, words)| Fault { field, words })
        .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(faults))
    }
}
