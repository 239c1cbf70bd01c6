//! The papers of an agreement as the domain knows them, read from their rows.

use chrono::{DateTime, NaiveDate, Utc};
use domain::agreement::{
    Content, Digest, Ending, Force, Issue, MemorandumSheet, Variation, reopened,
};
use domain::process::Stage;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, sea_query::OnConflict,
};

use super::kept::{Body, Kept};
use crate::Refusal;
use crate::store::agreement::{agreement, issue, sheet, variation};

/// Everything about an agreement but the texts that were issued. Four statements, however much there is.
pub(crate) struct Papers {
    pub agreement: Option<agreement::Model>,
    /// In the order of their issue.
    pub issues: Vec<IssueRow>,
    /// The oldest first.
    pub sheets: Vec<Kept>,
    pub variations: Vec<(variation::Model, Variation)>,
}

/// An issue without its text.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct IssueRow {
    pub id: String,
    pub version: i32,
    pub variation: Option<i32>,
    pub digest: String,
    pub issued_at: DateTime<Utc>,
    pub signed_at: Option<DateTime<Utc>>,
    pub in_force_since: Option<NaiveDate>,
}

impl Papers {
    pub async fn of(db: &impl ConnectionTrait, offer_id: &str) -> Result<Self, Refusal> {
        let agreement = agreement::Entity::find_by_id(offer_id).one(db).await?;
        let issues = issue::Entity::find()
            .select_only()
            .columns([
                issue::Column::Id,
                issue::Column::Version,
                issue::Column::Variation,
                issue::Column::Digest,
                issue::Column::IssuedAt,
                issue::Column::SignedAt,
                issue::Column::InForceSince,
            ])
            .filter(issue::Column::OfferId.eq(offer_id))
            .order_by_asc(issue::Column::Number)
            .into_model::<IssueRow>()
            .all(db)
            .await?;
        let sheets = sheet::Entity::find()
            .filter(sheet::Column::OfferId.eq(offer_id))
            .order_by_asc(sheet::Column::OpenedAt)
            .order_by_asc(sheet::Column::Id)
            .all(db)
            .await?
            .into_iter()
            .map(|row| Kept::of(row, &issues))
            .collect::<Result<_, _>>()?;
        let mut papers = Self {
            agreement,
            sheets,
            issues,
            variations: variations(db, offer_id).await?,
        };
        let memoranda = papers.all_memoranda();
        for kept in &mut papers.sheets {
            kept.waits = kept.body.waits(&memoranda);
        }
        Ok(papers)
    }

    /// Every issue so far, the oldest first.
    pub fn all_issues(&self) -> Vec<Issue> {
        let issues = self.sheets.iter().filter_map(|kept| match &kept.body {
            Body::Agreement(issue) => Some(issue.clone()),
            Body::Memorandum(_) => None,
        });
        issues.collect()
    }

    /// Every memorandum so far, the oldest first.
    pub fn all_memoranda(&self) -> Vec<MemorandumSheet> {
        let memoranda = self.sheets.iter().filter_map(|kept| match &kept.body {
            Body::Agreement(_) => None,
            Body::Memorandum(memorandum) => Some(memorandum.clone()),
        });
        memoranda.collect()
    }

    pub fn all_variations(&self) -> Vec<Variation> {
        self.variations.iter().map(|(_, one)| one.clone()).collect()
    }

    /// The variation within which a sheet is signed: the one that it was issued in; for a memorandum, the one that has
    /// its term on the table while the agreement is in force.
    pub fn variation_of(&self, kept: &Kept, stage: Stage) -> Option<u32> {
        match &kept.body {
            Body::Agreement(_) => kept.variation,
            Body::Memorandum(one) => self.variation_over(one.term, stage),
        }
    }

    /// The open variation that has this term on the table, while the agreement is in force.
    pub fn variation_over(&self, term: u32, stage: Stage) -> Option<u32> {
        let open = self.all_variations();
        (stage == Stage::InForce)
            .then(|| reopened(&open, term).map(|one| one.number))
            .flatten()
    }

    /// The sheet of an issue.
    pub fn sheet_of(&self, issue_id: &str) -> Option<&Kept> {
        let is_it = |kept: &&Kept| kept.issue_id.as_deref() == Some(issue_id);
        self.sheets.iter().find(is_it)
    }

    /// The sheet with this name in addresses.
    pub fn sheet(&self, slug: &str) -> Option<&Kept> {
        self.sheets.iter().find(|kept| kept.slug() == slug)
    }

    /// The issue that is in force, or was last.
    pub fn current(&self) -> Option<&IssueRow> {
        let current = self.agreement.as_ref()?.current?;
        let in_force = |one: &&IssueRow| one.version == current && one.in_force_since.is_some();
        self.issues.iter().rfind(in_force)
    }

    pub fn embargo_until(&self) -> Option<NaiveDate> {
        self.agreement.as_ref()?.embargo_until
    }

    /// The days of the agreement, once it is in force.
    pub fn force(&self) -> Option<Force> {
        let agreement = self.agreement.as_ref()?;
        Some(Force {
            since: agreement.in_force_since?,
            until: agreement.in_force_until?,
            stopped_on: agreement.stopped_on,
        })
    }

    pub fn ending(&self) -> Result<Option<Ending>, Refusal> {
        let ending = self.agreement.as_ref().and_then(|row| row.ending.as_ref());
        Ok(ending
            .map(|ending| serde_json::from_str(ending))
            .transpose()?)
    }
}

/// The variations of an agreement, in their order. One statement.
pub(super) async fn variations(
    db: &impl ConnectionTrait,
    offer_id: &str,
) -> Result<Vec<(variation::Model, Variation)>, Refusal> {
    variation::Entity::find()
        .filter(variation::Column::OfferId.eq(offer_id))
        .order_by_asc(variation::Column::Number)
        .all(db)
        .await?
        .into_iter()
        .map(|row| {
            let variation = serde_json::from_str(&row.body)?;
            Ok((row, variation))
        })
        .collect()
}

/// The frozen text of an issue. One statement.
pub(super) async fn content(db: &impl ConnectionTrait, issue_id: &str) -> Result<Content, Refusal> {
    let text: Option<String> = issue::Entity::find_by_id(issue_id)
        .select_only()
        .column(issue::Column::Content)
        .into_tuple()
        .one(db)
        .await?;
    Ok(serde_json::from_str(&text.ok_or(Refusal::NotFound)?)?)
}

/// The texts that came into force, the oldest first. One statement.
pub(super) async fn contents_in_force(
    db: &impl ConnectionTrait,
    offer_id: &str,
) -> Result<Vec<Content>, Refusal> {
    let texts: Vec<String> = issue::Entity::find()
        .select_only()
        .column(issue::Column::Content)
        .filter(issue::Column::OfferId.eq(offer_id))
        .filter(issue::Column::InForceSince.is_not_null())
        .order_by_asc(issue::Column::Version)
        .into_tuple()
        .all(db)
        .await?;
    texts
        .iter()
        .map(|text| Ok(serde_json::from_str(text)?))
        .collect()
}

/// Has the offer its row of an agreement, and answers it.
pub(super) async fn agreement_row(
    db: &impl ConnectionTrait,
    offer_id: &str,
) -> Result<agreement::Model, Refusal> {
    agreement::Entity::insert(agreement::ActiveModel {
        offer_id: Set(offer_id.to_owned()),
        embargo_until: Set(None),
        current: Set(None),
        in_force_since: Set(None),
        in_force_until: Set(None),
        stopped_on: Set(None),
        ending: Set(None),
        version: Set(1),
    })
    .on_conflict(
        OnConflict::column(agreement::Column::OfferId)
            .do_nothing()
            .to_owned(),
    )
    .exec_without_returning(db)
    .await?;
    let row = agreement::Entity::find_by_id(offer_id).one(db).await?;
    row.ok_or(Refusal::NotFound)
}

/// Writes on the row of an agreement, where it is still as it was read.
pub(super) async fn write_agreement(
    db: &impl ConnectionTrait,
    row: &agreement::Model,
    writes: agreement::ActiveModel,
) -> Result<(), Refusal> {
    let saved = agreement::Entity::update_many()
        .set(agreement::ActiveModel {
            version: Set(row.version + 1),
            ..writes
        })
        .filter(agreement::Column::OfferId.eq(row.offer_id.as_str()))
        .filter(agreement::Column::Version.eq(row.version))
        .exec(db)
        .await?;
    crate::act::guarded(saved.rows_affected)
}

/// What stood in the way because it is there already is done already.
pub(super) fn once(error: sea_orm::DbErr) -> Refusal {
    match error.sql_err() {
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Refusal::AlreadyDone,
        _ => error.into(),
    }
}

pub(super) fn count(number: i32) -> Result<u32, Refusal> {
    u32::try_from(number).map_err(Refusal::broken)
}

pub(super) fn number(count: u32) -> Result<i32, Refusal> {
    i32::try_from(count).map_err(Refusal::broken)
}

pub(super) fn digest(stored: &str) -> Result<Digest, Refusal> {
    stored.parse().map_err(Refusal::broken)
}
