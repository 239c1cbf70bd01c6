//! What is looked at and done in these stories.

use services::Refusal;
use services::delivery::{DeliveryFilter, DeliveryHome, MilestoneRow, MilestoneView};
use services::offers::Paging;

use crate::negotiation::cast::Bargain;
use crate::offers::cast::{Actor, Typed, post};

impl Bargain {
    pub async fn home_of_delivery(&self, who: &Actor, filter: &DeliveryFilter) -> DeliveryHome {
        self.services()
            .delivery()
            .home(
                &who.viewer,
                who.doer.hat(),
                &self.kent,
                filter,
                Paging::of(1, 100),
            )
            .await
            .expect("is seen")
    }

    /// All milestones, the earliest due first.
    pub async fn milestones(&self) -> Vec<MilestoneRow> {
        self.services()
            .delivery()
            .milestones_of(&self.cast.priya.viewer, &self.kent)
            .await
            .expect("are seen")
    }

    /// The milestone that is this obligation.
    pub async fn agreed(&self, begins: &str) -> MilestoneRow {
        let all = self.milestones().await;
        let sources: Vec<_> = all.iter().filter_map(|row| row.source.clone()).collect();
        all.into_iter()
            .find(|row| {
                row.source
                    .as_deref()
                    .is_some_and(|id| id.starts_with(begins))
            })
            .unwrap_or_else(|| panic!("{begins} is none of {sources:?}"))
    }

    pub async fn milestone(&self, who: &Actor, slug: &str) -> MilestoneView {
        self.services()
            .delivery()
            .milestone(&who.viewer, who.doer.hat(), &self.kent, slug)
            .await
            .expect("is seen")
    }

    pub async fn says_of(&self, who: &Actor, slug: &str, typed: Typed<'_>) -> Result<(), Refusal> {
        let version = self.milestone(who, slug).await.version;
        self.says_over(who, slug, version, typed).await
    }

    pub async fn says_over(
        &self,
        who: &Actor,
        slug: &str,
        version: i64,
        typed: Typed<'_>,
    ) -> Result<(), Refusal> {
        self.services()
            .delivery()
            .update_milestone(&who.doer, &self.kent, slug, version, &post(typed))
            .await
    }

    pub async fn adds(&self, who: &Actor, typed: Typed<'_>) -> Result<String, Refusal> {
        self.services()
            .delivery()
            .add_milestone(&who.doer, &self.kent, &post(typed))
            .await
    }
}
