//! Until which day an agreement is held back from the public.

use chrono::NaiveDate;
use domain::process::{Accord, Act, Event, Reference};
use sea_orm::ActiveValue::Set;

use super::Agreements;
use super::papers::{agreement_row, write_agreement};
use crate::act::Doer;
use crate::store::agreement::agreement;
use crate::{Refusal, london};

impl Agreements<'_> {
    /// Sets the day from which anybody may read it; none lets it be published as soon as it is in force.
    ///
    /// # Errors
    /// A fault at `until` for a day that is not to come; `AlreadyDone` where it is set so.
    pub async fn embargo(
        &self,
        doer: &Doer,
        reference: &Reference,
        until: Option<NaiveDate>,
    ) -> Result<(), Refusal> {
        let mut open = self
            .services
            .offers()
            .open(doer, Act::SetEmbargo, reference)
            .await?;
        let today = london::local_date(open.act.now());
        if until.is_some_and(|until| until <= today) {
            return Err(Refusal::fault(
                "until",
                "Choose a day that is later than today",
            ));
        }
        let row = agreement_row(open.act.db(), &open.head.row.id).await?;
        if row.embargo_until == until {
            return Err(Refusal::AlreadyDone);
        }
        let writes = agreement::ActiveModel {
            embargo_until: Set(until),
            ..Default::default()
        };
        write_agreement(open.act.db(), &row, writes).await?;
        let event = Event::Accord(Accord::EmbargoSet { until });
        open.act.record(&open.head.row.id, &event)?;
        open.act.commit().await
    }
}
