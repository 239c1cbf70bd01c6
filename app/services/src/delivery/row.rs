//! All milestones of an agreement, and how each stands today.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::delivery::{Dates, Node, ObligationKind, Owned, Picture, Standing};
use domain::form::Pick;
use domain::process::{OrganisationId, Side};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::Refusal;
use crate::offers::head::known;
use crate::store::delivery::{milestone, milestone_link};

/// A milestone as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneRow {
    /// Its name in addresses.
    pub slug: String,
    /// The id of the obligation that it is; none for one that people added.
    pub source: Option<String>,
    pub kind: Option<ObligationKind>,
    pub title: String,
    /// How much, in words; empty where there is nothing to count.
    pub promised: String,
    /// By code, and by name.
    pub owner: String,
    pub owner_name: String,
    pub organisation: Option<OrganisationId>,
    pub side: Side,
    pub term: Option<u32>,
    pub dates: Dates,
    pub standing: Standing,
    /// When it can be there, with all that it waits for.
    pub expected: NaiveDate,
    /// How many days after its day that is.
    pub slip: i64,
    /// What holds it up, in a sentence.
    pub held_up: Option<String>,
}

#[derive(FromQueryResult)]
pub(super) struct Light {
    pub id: String,
    pub slug: String,
    source: Option<String>,
    kind: Option<String>,
    term: Option<i32>,
    title: String,
    promised: String,
    owner: String,
    owner_name: String,
    owner_organisation: Option<String>,
    side: String,
    due: NaiveDate,
    forecast: Option<NaiveDate>,
    achieved_on: Option<NaiveDate>,
    gone_in: Option<i32>,
    dropped: bool,
}

/// All milestones of one offer.
pub(super) struct All {
    pub rows: Vec<Light>,
    pub nodes: Vec<Node>,
    pub picture: Picture,
}

impl All {
    /// Two statements, however many there are.
    pub async fn of(
        db: &impl ConnectionTrait,
        offer_id: &str,
        today: NaiveDate,
    ) -> Result<Self, Refusal> {
        let rows = milestone::Entity::find()
            .select_only()
            .columns([
                milestone::Column::Id,
                milestone::Column::Slug,
                milestone::Column::Source,
                milestone::Column::Kind,
                milestone::Column::Term,
                milestone::Column::Title,
                milestone::Column::Promised,
                milestone::Column::Owner,
                milestone::Column::OwnerName,
                milestone::Column::OwnerOrganisation,
                milestone::Column::Side,
                milestone::Column::Due,
                milestone::Column::Forecast,
                milestone::Column::AchievedOn,
                milestone::Column::GoneIn,
                milestone::Column::Dropped,
            ])
            .filter(milestone::Column::OfferId.eq(offer_id))
            .order_by_asc(milestone::Column::Due)
            .order_by_asc(milestone::Column::Id)
            .into_model::<Light>()
            .all(db)
            .await?;
        let links: Vec<(String, String)> = milestone_link::Entity::find()
            .select_only()
            .columns([
                milestone_link::Column::MilestoneId,
                milestone_link::Column::AfterId,
            ])
            .filter(milestone_link::Column::OfferId.eq(offer_id))
            .into_tuple()
            .all(db)
            .await?;
        let slugs: BTreeMap<&str, &str> = rows
            .iter()
            .map(|row| (row.id.as_str(), row.slug.as_str()))
            .collect();
        let mut after: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (id, first) in &links {
            if let Some(slug) = slugs.get(first.as_str()) {
                after.entry(id).or_default().push((*slug).to_owned());
            }
        }
        let nodes: Vec<Node> = rows
            .iter()
            .map(|row| Node {
                id: row.slug.clone(),
                title: row.title.clone(),
                dates: row.dates(),
                stands: row.gone_in.is_none() && !row.dropped,
                after: after.remove(row.id.as_str()).unwrap_or_default(),
            })
            .collect();
        let picture = Picture::of(&nodes, today);
        Ok(Self {
            rows,
            nodes,
            picture,
        })
    }

    /// As lists show them, the earliest due first.
    pub fn shown(&self) -> Result<Vec<MilestoneRow>, Refusal> {
        self.rows.iter().map(|row| self.row(row)).collect()
    }

    pub fn row(&self, row: &Light) -> Result<MilestoneRow, Refusal> {
        let look = self.picture.look(&row.slug).ok_or(Refusal::NotFound)?;
        let kind = row.kind.as_deref();
        let kind = kind.map(|code| known(code, ObligationKind::from_code));
        Ok(MilestoneRow {
            slug: row.slug.clone(),
            source: row.source.clone(),
            kind: kind.transpose()?,
            title: row.title.clone(),
            promised: row.promised.clone(),
            owner: row.owner.clone(),
            owner_name: row.owner_name.clone(),
            organisation: row.owner_organisation.as_deref().map(Into::into),
            side: known(&row.side, Side::from_code)?,
            term: row.term(),
            dates: row.dates(),
            standing: look.standing,
            expected: look.expected,
            slip: look.slip,
            held_up: self.picture.held_up(&row.slug),
        })
    }

    /// The others, to choose from what one waits for: those that still are to be done, or that it waits for already.
    pub fn others(&self, slug: Option<&str>) -> Vec<Pick> {
        let own = slug.and_then(|slug| self.nodes.iter().find(|node| node.id == slug));
        self.rows
            .iter()
            .filter(|row| Some(row.slug.as_str()) != slug)
            .filter(|row| {
                let is_open = self
                    .picture
                    .look(&row.slug)
                    .is_some_and(|look| look.standing.is_open());
                is_open || own.is_some_and(|node| node.after.contains(&row.slug))
            })
            .map(|row| {
                let label = format!("{} ({})", row.title.trim(), row.owner_name);
                Pick::new(row.slug.as_str(), label)
            })
            .collect()
    }
}

impl Light {
    pub const fn dates(&self) -> Dates {
        Dates {
            due: self.due,
            forecast: self.forecast,
            achieved_on: self.achieved_on,
        }
    }

    fn term(&self) -> Option<u32> {
        self.term.and_then(|term| u32::try_from(term).ok())
    }
}

impl MilestoneRow {
    /// Whose it is, for who may bring it up to date.
    pub const fn owned(&self) -> Owned<'_> {
        Owned {
            side: self.side,
            organisation: self.organisation.as_ref(),
        }
    }
}
