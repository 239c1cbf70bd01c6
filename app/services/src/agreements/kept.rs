//! One sheet as it is kept: what was signed as the domain has it, and the rows that follow from it.

use chrono::{DateTime, Utc};
use domain::agreement::{Issue, Memorandum, MemorandumSheet, Sheet, Signatory};
use domain::process::{Hat, PersonId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait,
    QueryFilter, QuerySelect, RelationDef,
};

use super::papers::{IssueRow, count, once};
use super::view::{SheetKind, SheetLine};
use crate::act::guarded;
use crate::store::agreement::{sheet, signatory};
use crate::{Refusal, chance};

/// A sheet with what its row needs to be saved again.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub id: String,
    pub number: i32,
    pub issue_id: Option<String>,
    pub variation: Option<u32>,
    pub text: Option<String>,
    pub row_version: i64,
    pub body: Body,
    /// Whether a memorandum has to be signed first, so that it is nobody’s turn yet.
    pub waits: bool,
}

/// What is signed.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    Agreement(Issue),
    Memorandum(MemorandumSheet),
}

impl Body {
    pub const fn kind(&self) -> SheetKind {
        match self {
            Self::Agreement(_) => SheetKind::Agreement,
            Self::Memorandum(_) => SheetKind::Memorandum,
        }
    }

    pub const fn sheet(&self) -> &Sheet {
        match self {
            Self::Agreement(issue) => &issue.sheet,
            Self::Memorandum(memorandum) => &memorandum.sheet,
        }
    }

    pub const fn sheet_mut(&mut self) -> &mut Sheet {
        match self {
            Self::Agreement(issue) => &mut issue.sheet,
            Self::Memorandum(memorandum) => &mut memorandum.sheet,
        }
    }

    /// Whether one of these memoranda has to be signed before.
    pub fn waits(&self, memoranda: &[MemorandumSheet]) -> bool {
        match self {
            Self::Agreement(issue) => !issue.unsigned(memoranda).is_empty(),
            Self::Memorandum(_) => false,
        }
    }

    fn written(&self) -> Result<String, Refusal> {
        Ok(match self {
            Self::Agreement(issue) => serde_json::to_string(issue)?,
            Self::Memorandum(memorandum) => serde_json::to_string(memorandum)?,
        })
    }
}

impl Kept {
    pub fn of(row: sheet::Model, issues: &[IssueRow]) -> Result<Self, Refusal> {
        let of_issue = |one: &&IssueRow| Some(&one.id) == row.issue_id.as_ref();
        let variation = issues.iter().find(of_issue).and_then(|one| one.variation);
        let body = if row.kind == SheetKind::Agreement.code() {
            Body::Agreement(serde_json::from_str(&row.body)?)
        } else {
            Body::Memorandum(serde_json::from_str(&row.body)?)
        };
        Ok(Self {
            id: row.id,
            number: row.number,
            issue_id: row.issue_id,
            variation: variation.map(count).transpose()?,
            text: row.text,
            row_version: row.version,
            body,
            waits: false,
        })
    }

    pub fn slug(&self) -> String {
        format!("{}{}", self.body.kind().letter(), self.number)
    }

    /// The memorandum that is signed on it.
    pub fn memorandum(&self) -> Result<Option<Memorandum>, Refusal> {
        Ok(self.text.as_deref().map(serde_json::from_str).transpose()?)
    }

    /// Those whose turn it is.
    pub fn due(&self) -> Vec<&Signatory> {
        if self.waits {
            Vec::new()
        } else {
            self.body.sheet().due()
        }
    }

    /// What lists show of it to somebody with these hats.
    pub fn line(&self, hats: &[Hat]) -> SheetLine {
        let sheet = self.body.sheet();
        let due = self.due();
        let (budget, term, version) = match &self.body {
            Body::Agreement(issue) => (None, None, Some(issue.version)),
            Body::Memorandum(one) => (Some(one.budget.clone()), Some(one.term), None),
        };
        SheetLine {
            slug: self.slug(),
            kind: self.body.kind(),
            title: sheet.title.clone(),
            budget,
            term,
            version,
            variation: self.variation,
            digest: sheet.digest,
            state: sheet.state(),
            opened_at: sheet.opened_at,
            last_day: sheet.last_day,
            signed: sheet.signatures().count(),
            of: sheet.signatories.len(),
            due: due.iter().map(|one| one.holder().name.clone()).collect(),
            waits_for_me: due
                .iter()
                .any(|one| hats.iter().any(|hat| one.is_held_by(hat))),
            refusal: sheet.refusal().cloned(),
            stopped: sheet.stopped.clone(),
        }
    }

    /// Writes a new sheet with its signatories.
    ///
    /// # Errors
    /// `AlreadyDone` where another is out, which somebody on another server was quicker with.
    pub async fn add(
        db: &impl ConnectionTrait,
        offer_id: &str,
        number: i32,
        body: Body,
        (issue_id, text): (Option<String>, Option<String>),
        variation: Option<u32>,
        memoranda: &[MemorandumSheet],
    ) -> Result<Self, Refusal> {
        let id = chance::new_id();
        let sheet = body.sheet();
        let budget = match &body {
            Body::Agreement(_) => None,
            Body::Memorandum(one) => Some(one.budget.to_string()),
        };
        let added = sheet::Entity::insert(sheet::ActiveModel {
            id: Set(id.clone()),
            offer_id: Set(offer_id.to_owned()),
            kind: Set(body.kind().code().to_owned()),
            number: Set(number),
            issue_id: Set(issue_id.clone()),
            budget: Set(budget),
            text: Set(text.clone()),
            body: Set(body.written()?),
            digest: Set(sheet.digest.to_string()),
            state: Set(sheet.state().code().to_owned()),
            last_day: Set(sheet.last_day),
            opened_at: Set(sheet.opened_at),
            version: Set(1),
        })
        .exec_without_returning(db)
        .await;
        added.map_err(once)?;
        let kept = Self {
            id,
            number,
            issue_id,
            variation,
            text,
            row_version: 1,
            waits: body.waits(memoranda),
            body,
        };
        kept.keep_signatories(db, &[]).await?;
        Ok(kept)
    }

    /// Writes what became of it, and whose turn it is. `before` are the signatories as they were.
    pub async fn save(
        &mut self,
        db: &impl ConnectionTrait,
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let sheet = self.body.sheet();
        let saved = sheet::Entity::update_many()
            .set(sheet::ActiveModel {
                body: Set(self.body.written()?),
                state: Set(sheet.state().code().to_owned()),
                version: Set(self.row_version + 1),
                ..Default::default()
            })
            .filter(sheet::Column::Id.eq(self.id.as_str()))
            .filter(sheet::Column::Version.eq(self.row_version))
            .exec(db)
            .await?;
        guarded(saved.rows_affected)?;
        self.row_version += 1;
        let before = signatory::Entity::find()
            .filter(signatory::Column::SheetId.eq(self.id.as_str()))
            .all(db)
            .await?;
        signatory::Entity::delete_many()
            .filter(signatory::Column::SheetId.eq(self.id.as_str()))
            .exec(db)
            .await?;
        self.write_signatories(db, &before, now).await
    }

    async fn keep_signatories(
        &self,
        db: &impl ConnectionTrait,
        before: &[signatory::Model],
    ) -> Result<(), Refusal> {
        self.write_signatories(db, before, self.body.sheet().opened_at)
            .await
    }

    async fn write_signatories(
        &self,
        db: &impl ConnectionTrait,
        before: &[signatory::Model],
        now: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let sheet = self.body.sheet();
        let due = self.due();
        let is_due = |one: &Signatory| due.iter().any(|other| std::ptr::eq(*other, one));
        let rows = (0..).zip(&sheet.signatories).map(|(position, one)| {
            let person = one.holder().person.to_string();
            let waits = is_due(one);
            let waited = before
                .iter()
                .find(|row| row.due && row.person_id == person)
                .and_then(|row| row.since);
            signatory::ActiveModel {
                sheet_id: Set(self.id.clone()),
                position: Set(position),
                person_id: Set(person),
                organisation_id: Set(one.organisation.to_string()),
                due: Set(waits),
                since: Set(waits.then(|| waited.unwrap_or(now))),
            }
        });
        signatory::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
        Ok(())
    }
}

/// Whether anything of an offer waits for the signature of this person.
pub(crate) async fn waits_for(
    db: &impl ConnectionTrait,
    offer_id: &str,
    person: Option<&PersonId>,
) -> Result<bool, Refusal> {
    let Some(person) = person else {
        return Ok(false);
    };
    let sheet: RelationDef = signatory::Entity::belongs_to(sheet::Entity)
        .from(signatory::Column::SheetId)
        .to(sheet::Column::Id)
        .into();
    let waiting = signatory::Entity::find()
        .join(JoinType::InnerJoin, sheet)
        .filter(sheet::Column::OfferId.eq(offer_id))
        .filter(signatory::Column::PersonId.eq(person.as_str()))
        .filter(signatory::Column::Due.eq(true))
        .limit(1)
        .count(db)
        .await?;
    Ok(waiting > 0)
}
