//! The calendar of what somebody owns, under an address that only they know.
//!
//! Of the secret in the address only the digest is kept, so that nobody who reads the store can follow it; who has lost
//! the address makes a new one, and the old one leads nowhere from then on.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::process::{Hat, PersonId, Reference, Role, Side};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationDef, sea_query::OnConflict,
};

use super::Delivery;
use crate::digest::digest;
use crate::offers::head::name_of;
use crate::offers::sight::within_sight;
use crate::store::delivery::{calendar_feed, milestone};
use crate::store::offers;
use crate::{Refusal, chance};

/// The most that one calendar holds.
const MOST: u64 = 500;
/// For how long what was achieved or has passed stays in it.
const BACK: Days = Days::new(366);

/// One milestone in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Never changes.
    pub id: String,
    pub reference: Reference,
    pub slug: String,
    pub title: String,
    pub owner: String,
    /// The day on which it is expected: its own, or the forecast.
    pub on: NaiveDate,
    pub due: NaiveDate,
    pub is_achieved: bool,
    pub changed_at: DateTime<Utc>,
    /// Goes up with each change.
    pub version: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
    reference: Option<String>,
    draft_reference: String,
    slug: String,
    title: String,
    owner_name: String,
    due: NaiveDate,
    forecast: Option<NaiveDate>,
    achieved_on: Option<NaiveDate>,
    edited_at: DateTime<Utc>,
    version: i64,
}

impl Delivery<'_> {
    /// When the address of somebody’s calendar was made; none where they have none.
    pub async fn calendar_made(&self, person: &PersonId) -> Result<Option<DateTime<Utc>>, Refusal> {
        let row = calendar_feed::Entity::find_by_id(person.as_str())
            .one(self.services.read())
            .await?;
        Ok(row.map(|row| row.made_at))
    }

    /// Makes a new address, and answers the secret in it. One that there was before leads nowhere from now on.
    pub async fn renew_calendar(&self, person: &PersonId) -> Result<String, Refusal> {
        let secret = chance::token()?;
        calendar_feed::Entity::insert(calendar_feed::ActiveModel {
            person_id: Set(person.to_string()),
            digest: Set(of(&secret)),
            made_at: Set(self.services.now()),
        })
        .on_conflict(
            OnConflict::column(calendar_feed::Column::PersonId)
                .update_columns([calendar_feed::Column::Digest, calendar_feed::Column::MadeAt])
                .to_owned(),
        )
        .exec_without_returning(self.services.write())
        .await?;
        Ok(secret)
    }

    /// Takes the address away.
    pub async fn remove_calendar(&self, person: &PersonId) -> Result<(), Refusal> {
        calendar_feed::Entity::delete_by_id(person.as_str())
            .exec(self.services.write())
            .await?;
        Ok(())
    }

    /// What the person behind this secret owns, as far as they may see it today.
    ///
    /// # Errors
    /// Not found for a secret that is none, or no longer, and for an account that is closed.
    pub async fn calendar(&self, secret: &str) -> Result<Vec<CalendarEntry>, Refusal> {
        let db = self.services.read();
        let row = calendar_feed::Entity::find()
            .filter(calendar_feed::Column::Digest.eq(of(secret)))
            .one(db)
            .await?
            .ok_or(Refusal::NotFound)?;
        let viewer = self.services.viewer(&row.person_id.into()).await?;
        let hats = viewer.ok_or(Refusal::NotFound)?.hats();
        let Some((sight, own)) = within_sight(&hats).zip(owned_by(&hats)) else {
            return Ok(Vec::new());
        };
        let today = self.services.today();
        let since = today.checked_sub_days(BACK).unwrap_or(today);
        let offer: RelationDef = milestone::Entity::belongs_to(offers::Entity)
            .from(milestone::Column::OfferId)
            .to(offers::Column::Id)
            .into();
        let rows = milestone::Entity::find()
            .select_only()
            .columns([
                milestone::Column::Id,
                milestone::Column::Slug,
                milestone::Column::Title,
                milestone::Column::OwnerName,
                milestone::Column::Due,
                milestone::Column::Forecast,
                milestone::Column::AchievedOn,
                milestone::Column::EditedAt,
                milestone::Column::Version,
            ])
            .columns([offers::Column::Reference, offers::Column::DraftReference])
            .join(JoinType::InnerJoin, offer)
            .filter(sight)
            .filter(own)
            .filter(milestone::Column::Due.gte(since))
            .filter(
                Condition::any()
                    .add(milestone::Column::Stands.eq(true))
                    .add(milestone::Column::AchievedOn.is_not_null()),
            )
            .order_by_asc(milestone::Column::Due)
            .order_by_asc(milestone::Column::Id)
            .limit(MOST)
            .into_model::<Row>()
            .all(db)
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(CalendarEntry {
                    reference: name_of(row.reference.as_deref(), &row.draft_reference)?,
                    id: row.id,
                    slug: row.slug,
                    title: row.title,
                    owner: row.owner_name,
                    on: row.achieved_on.or(row.forecast).unwrap_or(row.due),
                    due: row.due,
                    is_achieved: row.achieved_on.is_some(),
                    changed_at: row.edited_at,
                    version: row.version,
                })
            })
            .collect()
    }
}

fn of(secret: &str) -> String {
    digest(&["calendar", secret])
}

/// What these hats own: that of their organisation; a champion all of Whitehall’s in the offers assigned to them.
fn owned_by(hats: &[Hat]) -> Option<Condition> {
    let mut any = Condition::any();
    for hat in hats {
        match hat.role {
            Role::PlaceLeader | Role::Drafter | Role::Partner | Role::DepartmentReviewer => {
                any = any.add(milestone::Column::OwnerOrganisation.eq(hat.organisation.as_str()));
            }
            Role::Champion => {
                any = any.add(
                    Condition::all()
                        .add(milestone::Column::Side.eq(Side::Whitehall.code()))
                        .add(offers::Column::ChampionId.eq(hat.person.as_str())),
                );
            }
            Role::ProgrammeOffice | Role::Auditor | Role::Administrator => {}
        }
    }
    (!any.is_empty()).then_some(any)
}
