//! What somebody was asked to sign, for their own eyes. A sheet holds each signature complete in itself, so it is read
//! from the sheets that name them.

use chrono::{DateTime, Utc};
use domain::agreement::{Handover, Mark, Named, Sheet, Signatory};
use domain::process::PersonId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

use crate::Refusal;
use crate::store::agreement::sheet;

/// One part that they had in signing one text.
#[derive(Debug, Serialize)]
pub struct HeldSignature {
    /// “the agreement KEN-1, version 1”.
    pub of: String,
    /// SHA-256 of the text.
    pub digest: String,
    /// For whom: a place, a partner, a department.
    pub party: String,
    pub name: String,
    pub office: String,
    /// Whether they sign or approve.
    pub capacity: &'static str,
    /// Whether they were named when it was put out; else somebody asked them in their place.
    pub named: bool,
    /// Whom they asked in their own place, with the reason, and when they were asked themselves.
    pub handed_on: Vec<HeldHandover>,
    pub signed: Option<DateTime<Utc>>,
    /// The words that they confirmed.
    pub declaration: Option<String>,
    pub refused: Option<DateTime<Utc>>,
    pub reason: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct HeldHandover {
    pub to: String,
    pub reason: String,
    pub at: DateTime<Utc>,
    pub taken_back: Option<DateTime<Utc>>,
}

/// What the bodies of agreements and of memoranda have in common.
#[derive(Deserialize)]
struct Body {
    sheet: Sheet,
}

/// Their part in every sheet that names them. One statement; of the few sheets that there are, those with their id in
/// them are read.
pub(super) async fn signatures(
    db: &impl ConnectionTrait,
    person: &PersonId,
) -> Result<Vec<HeldSignature>, Refusal> {
    let bodies: Vec<String> = sheet::Entity::find()
        .select_only()
        .column(sheet::Column::Body)
        .filter(sheet::Column::Body.contains(person.as_str()))
        .order_by_asc(sheet::Column::OpenedAt)
        .order_by_asc(sheet::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut held = Vec::new();
    for body in bodies {
        let Body { sheet } = serde_json::from_str(&body)?;
        for one in &sheet.signatories {
            held.extend(part(&sheet, one, person));
        }
    }
    Ok(held)
}

/// The part of this person in one signature; none where they have none.
fn part(sheet: &Sheet, one: &Signatory, person: &PersonId) -> Option<HeldSignature> {
    let is_own = |named: &Named| named.person == *person;
    let asked = one.handed.iter().map(|handed| &handed.to);
    let mut names = [&one.named].into_iter().chain(asked);
    let own = names.find(|named| is_own(named))?;
    let handed_on = one.handed.iter().filter(|_| is_own(&one.named));
    let (mut signed, mut declaration, mut refused, mut reason) = (None, None, None, None);
    match &one.mark {
        Some(Mark::Signed(signature)) if is_own(&signature.by) => {
            signed = Some(signature.at);
            declaration = Some(signature.declaration.clone());
        }
        Some(Mark::Refused(refusal)) if is_own(&refusal.by) => {
            refused = Some(refusal.at);
            reason = Some(refusal.reason.clone());
        }
        Some(Mark::Signed(_) | Mark::Refused(_)) | None => {}
    }
    Some(HeldSignature {
        of: sheet.title.clone(),
        digest: sheet.digest.to_string(),
        party: one.party.code(),
        name: own.name.clone(),
        office: own.office.clone(),
        capacity: one.capacity.label(),
        named: is_own(&one.named),
        handed_on: handed_on.map(HeldHandover::of).collect(),
        signed,
        declaration,
        refused,
        reason,
    })
}

impl HeldHandover {
    fn of(handed: &Handover) -> Self {
        Self {
            to: handed.to.name.clone(),
            reason: handed.reason.clone(),
            at: handed.at,
            taken_back: handed.taken_back,
        }
    }
}
