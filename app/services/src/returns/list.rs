//! The periods of an agreement, and how each stands.

use chrono::{DateTime, Utc};
use domain::delivery::returns::{Period, Standing};
use domain::process::{Act, Reference, permit_any};

use super::Returns;
use super::kept::Kept;
use crate::{Refusal, Viewer};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnList {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    /// The earliest first.
    pub rows: Vec<ReturnRow>,
    /// Whether this viewer may change the dates.
    pub may_change: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnRow {
    pub period: Period,
    pub standing: Standing,
    pub submitted_at: Option<DateTime<Utc>>,
    pub reviewed_at: Option<DateTime<Utc>>,
}

impl Returns<'_> {
    /// Every period of an agreement. Three statements.
    ///
    /// # Errors
    /// Not found, or the wrong stage, as for reading delivery.
    pub async fn list(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<ReturnList, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadDelivery, reference).await?;
        let today = self.services.today();
        let kept = Kept::all(self.services.read(), &seen.head.row.id).await?;
        let rows = kept.into_iter().map(|kept| ReturnRow {
            standing: kept.state.on(&kept.period, today),
            period: kept.period,
            submitted_at: kept.row.submitted_at,
            reviewed_at: kept.row.reviewed_at,
        });
        let may = permit_any(&seen.hats, Act::ReviewReturn, Some(&seen.facts)).verdict;
        Ok(ReturnList {
            rows: rows.collect(),
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
            may_change: may.is_allowed(),
        })
    }
}
