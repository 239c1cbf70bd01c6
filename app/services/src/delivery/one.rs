//! One milestone as somebody sees it, and what they need before they add one.

use chrono::{DateTime, NaiveDate, Utc};
use domain::agreement::Content;
use domain::delivery::{Among, Coming, Dates, Obligation, Standing, answers_for};
use domain::form::Pick;
use domain::process::{Act, Hat, Reference, permit};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef, sea_query::Expr,
};

use super::Delivery;
use super::agreed::{Bodies, current, picks};
use super::row::{All, MilestoneRow};
use crate::store::delivery::{milestone, milestone_version};
use crate::store::people;
use crate::{Refusal, Viewer};

/// Where a milestone is added.
#[derive(Clone, Debug)]
pub struct MilestoneDesk {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub among: Among,
}

/// One milestone.
#[derive(Clone, Debug)]
pub struct MilestoneView {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub row: MilestoneRow,
    pub coming: Coming,
    /// What was agreed, where it is that.
    pub agreed: Option<Obligation>,
    /// The version of the agreement that it is no longer in.
    pub gone_in: Option<u32>,
    pub among: Among,
    /// A save names the version that it started from.
    pub version: i64,
    /// By whom it was added, and who changed it last; none where the house did.
    pub added_by: Option<String>,
    pub added_at: DateTime<Utc>,
    pub edited_by: Option<String>,
    pub edited_at: DateTime<Utc>,
    /// Every forecast that there was, the oldest first.
    pub history: Vec<Forecasted>,
    pub waits_for: Vec<Linked>,
    pub leads_to: Vec<Linked>,
    /// The title of its term, the outcome that it serves and what is measured, where the agreement names them.
    pub term_title: Option<String>,
    pub outcome: Option<String>,
    pub measure: Option<String>,
    /// Whether the hat that is worn can bring it up to date now.
    pub may_update: bool,
}

/// What was said of its days at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecasted {
    pub dates: Dates,
    pub why: String,
    /// None where a variation changed its day, or it was laid.
    pub by: Option<String>,
    pub at: DateTime<Utc>,
}

/// Another milestone, beside this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    pub slug: String,
    pub title: String,
    pub standing: Standing,
}

#[derive(FromQueryResult)]
pub(super) struct Whole {
    #[sea_orm(nested)]
    pub milestone: milestone::Model,
    pub adder: Option<String>,
    pub editor: Option<String>,
}

/// The milestone with this name in addresses; not found where the offer has none.
pub(super) async fn whole(
    db: &impl ConnectionTrait,
    offer_id: &str,
    slug: &str,
) -> Result<Whole, Refusal> {
    let adder: RelationDef = milestone::Entity::belongs_to(people::Entity)
        .from(milestone::Column::ById)
        .to(people::Column::Id)
        .into();
    let editor: RelationDef = milestone::Entity::belongs_to(people::Entity)
        .from(milestone::Column::EditedBy)
        .to(people::Column::Id)
        .into();
    milestone::Entity::find()
        .column_as(Expr::col(("adder", people::Column::Name)), "adder")
        .column_as(Expr::col(("editor", people::Column::Name)), "editor")
        .join_as(JoinType::LeftJoin, adder, "adder")
        .join_as(JoinType::LeftJoin, editor, "editor")
        .filter(milestone::Column::OfferId.eq(offer_id))
        .filter(milestone::Column::Slug.eq(slug))
        .into_model::<Whole>()
        .one(db)
        .await?
        .ok_or(Refusal::NotFound)
}

/// The terms of an agreement, to choose from.
pub(super) fn terms(content: &Content) -> Vec<Pick> {
    (content.terms.iter())
        .map(|term| {
            let label = format!("Term {}: {}", term.number, term.title.trim());
            Pick::new(term.number.to_string(), label)
        })
        .collect()
}

impl Delivery<'_> {
    /// For somebody who wants to add a milestone.
    ///
    /// # Errors
    /// What the table says of updating milestones, under the hat that is worn; not allowed where it answers for nobody.
    pub async fn milestone_desk(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
    ) -> Result<MilestoneDesk, Refusal> {
        let db = self.services.read();
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadOffer, reference)
            .await?;
        let doer = hat.and_then(|hat| viewer.acting_as(hat));
        doer.ok_or(Refusal::NotFound)?
            .may(Act::UpdateMilestone, Some(&seen.facts))?;
        let content = current(db, &seen.head.row.id).await?;
        let bodies = Bodies::of(db, &seen.head).await?;
        let all = All::of(db, &seen.head.row.id, self.services.today()).await?;
        let hat = hat.ok_or(Refusal::NotFound)?;
        Ok(MilestoneDesk {
            among: Among {
                owners: picks(&bodies.all(&content), hat),
                terms: terms(&content),
                others: all.others(None),
            },
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
        })
    }

    /// One milestone. Seven statements.
    ///
    /// # Errors
    /// What the table says of reading how delivery is going; not found where there is no such milestone.
    pub async fn milestone(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        slug: &str,
    ) -> Result<MilestoneView, Refusal> {
        let db = self.services.read();
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadDelivery, reference)
            .await?;
        let offer_id = seen.head.row.id.as_str();
        let all = All::of(db, offer_id, self.services.today()).await?;
        let light = all.rows.iter().find(|row| row.slug == slug);
        let row = all.row(light.ok_or(Refusal::NotFound)?)?;
        let found = whole(db, offer_id, slug).await?;
        let content = current(db, offer_id).await?;
        let agreed: Option<Obligation> = (found.milestone.agreed.as_deref())
            .map(serde_json::from_str)
            .transpose()?;
        let may = permit(hat, Act::UpdateMilestone, Some(&seen.facts)).is_allowed()
            && hat.is_some_and(|hat| answers_for(hat, row.owned()))
            && found.milestone.gone_in.is_none();
        let node = all.nodes.iter().find(|node| node.id == slug);
        let waits_for = node.map(|node| node.after.clone()).unwrap_or_default();
        let leads_to = (all.nodes.iter())
            .filter(|node| node.after.iter().any(|id| id == slug))
            .map(|node| node.id.clone());
        let leads_to: Vec<String> = leads_to.collect();
        let outcome = agreed.as_ref().and_then(|agreed| agreed.outcome.as_ref());
        let outcome = outcome.and_then(|key| {
            let mut matters = content.matters();
            let (_, kept) = matters.find(|(_, kept)| kept.key == *key)?;
            Some(kept.title.clone())
        });
        let measure = agreed.as_ref().and_then(|agreed| agreed.measure.as_ref());
        let measure = measure.and_then(|id| {
            let one = content.measures.iter().find(|one| one.id == *id)?;
            Some(one.name.trim().to_owned())
        });
        let term_title = row
            .term
            .and_then(|number| content.term(number))
            .map(|term| term.title.trim().to_owned());
        Ok(MilestoneView {
            history: history(db, &found.milestone.id).await?,
            coming: serde_json::from_str(&found.milestone.content)?,
            gone_in: (found.milestone.gone_in).and_then(|version| u32::try_from(version).ok()),
            among: Among {
                others: all.others(Some(slug)),
                ..Among::default()
            },
            version: found.milestone.version,
            added_by: found.adder,
            added_at: found.milestone.at,
            edited_by: found.editor,
            edited_at: found.milestone.edited_at,
            waits_for: linked(&all, &waits_for),
            leads_to: linked(&all, &leads_to),
            may_update: may,
            term_title,
            outcome,
            measure,
            agreed,
            row,
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
        })
    }
}

fn linked(all: &All, slugs: &[String]) -> Vec<Linked> {
    slugs
        .iter()
        .filter_map(|slug| {
            let row = all.rows.iter().find(|row| row.slug == *slug)?;
            let node = all.nodes.iter().find(|node| node.id == *slug)?;
            Some(Linked {
                slug: row.slug.clone(),
                title: node.title.clone(),
                standing: all.picture.look(slug)?.standing,
            })
        })
        .collect()
}

#[derive(FromQueryResult)]
struct Version {
    due: NaiveDate,
    content: String,
    edited_at: DateTime<Utc>,
    editor: Option<String>,
}

/// The versions in which one of its days became another, with the first.
async fn history(
    db: &impl ConnectionTrait,
    milestone_id: &str,
) -> Result<Vec<Forecasted>, Refusal> {
    let editor: RelationDef = milestone_version::Entity::belongs_to(people::Entity)
        .from(milestone_version::Column::EditedBy)
        .to(people::Column::Id)
        .into();
    let versions = milestone_version::Entity::find()
        .select_only()
        .columns([
            milestone_version::Column::Due,
            milestone_version::Column::Content,
            milestone_version::Column::EditedAt,
        ])
        .column_as(people::Column::Name, "editor")
        .join(JoinType::LeftJoin, editor)
        .filter(milestone_version::Column::MilestoneId.eq(milestone_id))
        .order_by_asc(milestone_version::Column::Version)
        .into_model::<Version>()
        .all(db)
        .await?;
    let mut history: Vec<Forecasted> = Vec::new();
    for version in versions {
        let coming: Coming = serde_json::from_str(&version.content)?;
        let dates = coming.dates(version.due);
        if history.last().is_none_or(|last| last.dates != dates) {
            history.push(Forecasted {
                dates,
                why: coming.why,
                by: version.editor,
                at: version.edited_at,
            });
        }
    }
    Ok(history)
}
