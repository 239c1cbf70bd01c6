//! What the store holds of an agreement in force and of its returns, as the domain knows it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::agreement::{Content, Force};
use domain::delivery::returns::{
    Before, Claim, Filled, Part, PartCode, PartKind, PartState, Period, PeriodCode, ReturnState,
};
use domain::offer::{Key, SavingsArea};
use domain::process::{Hat, OrganisationId, Role};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationDef,
};

use crate::Refusal;
use crate::ledger::entries;
use crate::offers::head::Head;
use crate::store::agreement::{agreement, issue};
use crate::store::returns::{claim, part, period};
use crate::store::{offers, partner_answers};

/// The agreement of an offer, as it is in force or was.
pub(crate) struct Agreed {
    pub content: Content,
    pub force: Force,
    pub version: i32,
}

impl Agreed {
    /// The version in force, or the last one that was. Two statements.
    ///
    /// # Errors
    /// `NotFound` before any is.
    pub async fn of(db: &impl ConnectionTrait, offer_id: &str) -> Result<Self, Refusal> {
        Self::found(db, offer_id, None).await
    }

    /// The version that was in force at a moment; the first one where none was yet.
    pub async fn as_of(
        db: &impl ConnectionTrait,
        offer_id: &str,
        moment: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        Self::found(db, offer_id, Some(moment)).await
    }

    async fn found(
        db: &impl ConnectionTrait,
        offer_id: &str,
        moment: Option<DateTime<Utc>>,
    ) -> Result<Self, Refusal> {
        let row = agreement::Entity::find_by_id(offer_id).one(db).await?;
        let row = row.ok_or(Refusal::NotFound)?;
        let (Some(version), Some(since), Some(until)) =
            (row.current, row.in_force_since, row.in_force_until)
        else {
            return Err(Refusal::NotFound);
        };
        let issues = issue::Entity::find()
            .select_only()
            .columns([issue::Column::Content, issue::Column::Version])
            .filter(issue::Column::OfferId.eq(offer_id))
            .filter(issue::Column::InForceSince.is_not_null());
        let issues = match moment {
            None => issues
                .filter(issue::Column::Version.eq(version))
                .order_by_desc(issue::Column::Number),
            Some(moment) => issues
                .filter(
                    sea_orm::Condition::any()
                        .add(issue::Column::InForceAt.lte(moment))
                        .add(issue::Column::Version.eq(1)),
                )
                .order_by_desc(issue::Column::Version)
                .order_by_desc(issue::Column::Number),
        };
        let (content, version): (String, i32) = issues
            .limit(1)
            .into_tuple()
            .one(db)
            .await?
            .ok_or(Refusal::NotFound)?;
        Ok(Self {
            content: serde_json::from_str(&content)?,
            force: Force {
                since,
                until,
                stopped_on: row.stopped_on,
            },
            version,
        })
    }
}

/// Which organisation stands behind whoever reports.
pub(crate) struct Owners {
    place: OrganisationId,
    partners: Vec<(String, OrganisationId)>,
}

impl Owners {
    /// One statement.
    pub async fn of(db: &impl ConnectionTrait, head: &Head) -> Result<Self, Refusal> {
        let partners: Vec<(String, Option<String>)> = partner_answers::Entity::find()
            .select_only()
            .column(partner_answers::Column::MatterSlug)
            .column(partner_answers::Column::OrganisationId)
            .filter(partner_answers::Column::OfferId.eq(head.row.id.as_str()))
            .into_tuple()
            .all(db)
            .await?;
        let partners = partners.into_iter();
        Ok(Self {
            place: head.row.place_id.as_str().into(),
            partners: partners
                .filter_map(|(key, organisation)| Some((key, organisation?.into())))
                .collect(),
        })
    }

    /// None for a partner that has no organisation here.
    pub fn organisation(&self, owner: Option<&Key>) -> Option<&OrganisationId> {
        match owner {
            None => Some(&self.place),
            Some(key) => {
                let mut partners = self.partners.iter();
                partners
                    .find(|(slug, _)| slug == key.as_str())
                    .map(|(_, organisation)| organisation)
            }
        }
    }

    /// Whether this hat fills in what this owner reports.
    pub fn fills(&self, hat: &Hat, owner: Option<&Key>) -> bool {
        let right_role = match owner {
            None => matches!(hat.role, Role::PlaceLeader | Role::Drafter),
            Some(_) => hat.role == Role::Partner,
        };
        right_role && self.organisation(owner) == Some(&hat.organisation)
    }
}

/// A period with its return.
pub(super) struct Kept {
    pub row: period::Model,
    pub period: Period,
    pub state: ReturnState,
}

impl TryFrom<period::Model> for Kept {
    type Error = Refusal;

    fn try_from(row: period::Model) -> Result<Self, Refusal> {
        Ok(Self {
            period: Period {
                code: row.code.parse().map_err(Refusal::broken)?,
                first: row.first_day,
                last: row.last_day,
                opens_on: row.opens_on,
                due_on: row.due_on,
            },
            state: ReturnState::from_code(&row.state)
                .ok_or_else(|| Refusal::broken("a state of a return"))?,
            row,
        })
    }
}

impl Kept {
    /// The return of a period.
    ///
    /// # Errors
    /// `NotFound` where the agreement has no such period.
    pub async fn of(
        db: &impl ConnectionTrait,
        offer_id: &str,
        code: PeriodCode,
    ) -> Result<Self, Refusal> {
        let row = period::Entity::find()
            .filter(period::Column::OfferId.eq(offer_id))
            .filter(period::Column::Code.eq(code.to_string()))
            .one(db)
            .await?;
        row.ok_or(Refusal::NotFound)?.try_into()
    }

    /// Every period of an agreement, the earliest first.
    pub async fn all(db: &impl ConnectionTrait, offer_id: &str) -> Result<Vec<Self>, Refusal> {
        let rows = period::Entity::find()
            .filter(period::Column::OfferId.eq(offer_id))
            .order_by_asc(period::Column::Code)
            .all(db)
            .await?;
        rows.into_iter().map(Self::try_from).collect()
    }
}

/// A part as it is kept.
#[derive(Clone)]
pub(super) struct KeptPart {
    pub state: PartState,
    pub body: Filled,
    pub submitted: Option<Filled>,
    pub before: Option<Filled>,
    pub reason: String,
    pub version: i64,
    pub saved_at: DateTime<Utc>,
    pub by_id: String,
}

impl TryFrom<part::Model> for KeptPart {
    type Error = Refusal;

    fn try_from(row: part::Model) -> Result<Self, Refusal> {
        let read = |text: Option<String>| -> Result<Option<Filled>, Refusal> {
            Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
        };
        Ok(Self {
            state: PartState::from_code(&row.state)
                .ok_or_else(|| Refusal::broken("a state of a part"))?,
            body: serde_json::from_str(&row.body)?,
            submitted: read(row.submitted)?,
            before: read(row.before)?,
            reason: row.reason,
            version: row.version,
            saved_at: row.saved_at,
            by_id: row.by_id,
        })
    }
}

/// Every part of a return of which something is kept.
pub(super) async fn kept_parts(
    db: &impl ConnectionTrait,
    return_id: &str,
) -> Result<BTreeMap<String, KeptPart>, Refusal> {
    let rows = part::Entity::find()
        .filter(part::Column::ReturnId.eq(return_id))
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| Ok((row.code.clone(), row.try_into()?)))
        .collect()
}

#[derive(FromQueryResult)]
struct OtherClaim {
    reference: Option<String>,
    line: String,
    organisation: String,
    area: String,
    title: String,
}

/// What is to be known before these parts are filled in. Three statements at most.
pub(super) async fn before(
    db: &impl ConnectionTrait,
    head: &Head,
    agreed: &Agreed,
    kept: &Kept,
    parts: &[Part],
    today: NaiveDate,
) -> Result<Before, Refusal> {
    let mut ledger = entries::load(db, &head.row.id).await?;
    let own = Some(kept.period.code);
    ledger.entries.retain(|entry| entry.post.period != own);
    let mut before = Before {
        ledger,
        ..Before::default()
    };
    let mine = entries::claims_of(&agreed.content, &head.reference, parts, kept.period.code);
    if !mine.is_empty() {
        let offer: RelationDef = claim::Entity::belongs_to(offers::Entity)
            .from(claim::Column::OfferId)
            .to(offers::Column::Id)
            .into();
        let papers: RelationDef = claim::Entity::belongs_to(agreement::Entity)
            .from(claim::Column::OfferId)
            .to(agreement::Column::OfferId)
            .into();
        let names: Vec<String> = mine
            .iter()
            .map(|one| entries::small(&one.organisation))
            .collect();
        let others = claim::Entity::find()
            .select_only()
            .column(offers::Column::Reference)
            .columns([
                claim::Column::Line,
                claim::Column::Organisation,
                claim::Column::Area,
                claim::Column::Title,
            ])
            .join(JoinType::InnerJoin, offer)
            .join(JoinType::InnerJoin, papers)
            // Of an agreement that is held back nobody is told.
            .filter(
                Condition::any()
                    .add(claim::Column::OfferId.eq(head.row.id.as_str()))
                    .add(agreement::Column::EmbargoUntil.is_null())
                    .add(agreement::Column::EmbargoUntil.lte(today)),
            )
            .filter(claim::Column::Organisation.is_in(names))
            .filter(claim::Column::Year.eq(kept.period.code.year().to_string()))
            .order_by_asc(claim::Column::OfferId)
            .order_by_asc(claim::Column::Line)
            .limit(200)
            .into_model::<OtherClaim>()
            .all(db)
            .await?;
        let others: Vec<Claim> = others
            .into_iter()
            .map(|other| Claim {
                offer: other.reference.unwrap_or_default(),
                line: other.line,
                title: other.title,
                area: SavingsArea::from_code(&other.area),
                organisation: other.organisation,
                year: kept.period.code.year(),
            })
            .collect();
        for one in &mine {
            let alike: Vec<String> = others
                .iter()
                .filter(|other| one.may_be(other))
                .map(|other| other.words(&one.offer))
                .collect();
            if !alike.is_empty() {
                before.alike.insert(one.line.clone(), alike);
            }
        }
    }
    let asks_for_outcomes = parts
        .iter()
        .any(|part| part.code.kind == PartKind::Outcomes);
    if asks_for_outcomes {
        let of_period: RelationDef = part::Entity::belongs_to(period::Entity)
            .from(part::Column::ReturnId)
            .to(period::Column::Id)
            .into();
        let last: Option<Option<String>> = part::Entity::find()
            .select_only()
            .column(part::Column::Submitted)
            .join(JoinType::InnerJoin, of_period)
            .filter(period::Column::OfferId.eq(head.row.id.as_str()))
            .filter(period::Column::Code.lt(kept.row.code.as_str()))
            .filter(part::Column::Code.eq(PartCode::of_lead(PartKind::Outcomes).to_string()))
            .filter(part::Column::Submitted.is_not_null())
            .order_by_desc(period::Column::Code)
            .limit(1)
            .into_tuple()
            .one(db)
            .await?;
        if let Some(Some(text)) = last {
            let filled: Filled = serde_json::from_str(&text)?;
            for part in parts {
                before.measured.extend(filled.measured(part));
            }
        }
    }
    Ok(before)
}
