//! How delivery is going under one agreement.

use chrono::NaiveDate;
use domain::delivery::{Standing, answers_for};
use domain::form::Pick;
use domain::process::{Act, Hat, Reference, permit};

use super::row::{All, MilestoneRow};
use super::{Delivery, DeliveryFilter};
use crate::offers::Paging;
use crate::{Refusal, Viewer};

/// The page of delivery.
#[derive(Clone, Debug)]
pub struct DeliveryHome {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub today: NaiveDate,
    /// How many stand how, of all of them.
    pub counts: Vec<(Standing, u64)>,
    /// What asks to be looked at: late, blocked and slipping, the earliest due first; the first few.
    pub trouble: Vec<MilestoneRow>,
    /// Those that the filter takes, a page of them, the earliest due first.
    pub rows: Vec<MilestoneRow>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
    /// Everybody who owns one, by code and name.
    pub owners: Vec<Pick>,
    /// Whether the hat that is worn can add one now.
    pub may_add: bool,
}

/// How many are told in a sentence each.
const TOLD: usize = 8;

impl Delivery<'_> {
    /// How delivery is going under an agreement. Four statements, however many milestones there are.
    ///
    /// # Errors
    /// What the table says of reading how delivery is going.
    pub async fn home(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        filter: &DeliveryFilter,
        paging: Paging,
    ) -> Result<DeliveryHome, Refusal> {
        let db = self.services.read();
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadDelivery, reference)
            .await?;
        let today = self.services.today();
        let all = All::of(db, &seen.head.row.id, today).await?;
        let rows = all.shown()?;
        let mut owners: Vec<Pick> = Vec::new();
        for row in &rows {
            if owners.iter().all(|pick| pick.code != row.owner) {
                owners.push(Pick::new(row.owner.as_str(), row.owner_name.as_str()));
            }
        }
        owners.sort_by(|one, other| one.label.cmp(&other.label));
        let counts = Standing::ALL
            .iter()
            .map(|standing| (*standing, count(all.picture.count(*standing))))
            .collect();
        let trouble: Vec<MilestoneRow> = (rows.iter())
            .filter(|row| row.standing.is_trouble())
            .take(TOLD)
            .cloned()
            .collect();
        let may = permit(hat, Act::UpdateMilestone, Some(&seen.facts)).is_allowed();
        let may_add = may && hat.is_some_and(|hat| answers_for_any(hat, &rows));
        let taken: Vec<MilestoneRow> = rows.into_iter().filter(|row| filter.takes(row)).collect();
        let total = count(taken.len());
        let skipped = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
        let shown = usize::try_from(paging.size()).unwrap_or(usize::MAX);
        Ok(DeliveryHome {
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
            today,
            counts,
            trouble,
            rows: taken.into_iter().skip(skipped).take(shown).collect(),
            page: paging.page(),
            pages: paging.pages(total),
            total,
            owners,
            may_add,
        })
    }

    /// All milestones of an offer, the earliest due first.
    ///
    /// # Errors
    /// What the table says of reading how delivery is going.
    pub async fn milestones_of(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<Vec<MilestoneRow>, Refusal> {
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadDelivery, reference)
            .await?;
        let all = All::of(
            self.services.read(),
            &seen.head.row.id,
            self.services.today(),
        )
        .await?;
        all.shown()
    }
}

fn answers_for_any(hat: &Hat, rows: &[MilestoneRow]) -> bool {
    rows.iter().any(|row| answers_for(hat, row.owned()))
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
