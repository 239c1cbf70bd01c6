//! Contents without a row are swept away: of uploads that ended in the middle of the act, of files that were removed or
//! refused, and what was half written when the house broke off. The worker does it, and shows those that wait to the scanner.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::{Instant, sleep};

use super::Files;
use crate::store::files;
use crate::{Refusal, Services};

/// No act takes so long, so what is older and has no row will have none.
const AGE: TimeDelta = TimeDelta::hours(1);
const SWEEP_EVERY: Duration = Duration::from_secs(60 * 60);
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// Names asked of the database in one go.
const AT_ONCE: usize = 500;

impl Files<'_> {
    /// Takes away what was written before this moment, to its end or not, and belongs to no file that is there. Answers
    /// how many.
    ///
    /// # Errors
    /// Those of the store and of the folder.
    pub async fn sweep(&self, before: DateTime<Utc>) -> Result<u64, Refusal> {
        let Ok(keeping) = self.keeping() else {
            return Ok(0);
        };
        let mut swept = keeping.shelf.sweep_halves(before).await?;
        for some in keeping.shelf.older_than(before).await?.chunks(AT_ONCE) {
            let kept = files::kept(self.services.read(), some).await?;
            for id in some.iter().filter(|id| !kept.contains(id)) {
                keeping.shelf.remove(id).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }
}

impl Services {
    /// Looks after files until `shutdown` ends.
    pub async fn run_file_worker(&self, shutdown: impl Future<Output = ()>) {
        tokio::pin!(shutdown);
        let mut sweep_at = Instant::now();
        loop {
            if let Err(refusal) = self.files().look_at_waiting().await {
                tracing::error!(error = ?refusal, "could not look at the files that wait");
            }
            if Instant::now() >= sweep_at {
                sweep_at = Instant::now() + SWEEP_EVERY;
                match self.files().sweep(self.real_now() - AGE).await {
                    Ok(0) => {}
                    Ok(swept) => tracing::info!(swept, "took away files without a record"),
                    Err(refusal) => tracing::error!(error = ?refusal, "could not sweep the files"),
                }
            }
            tokio::select! {
                () = &mut shutdown => return,
                () = sleep(LOOK_EVERY) => {}
            }
        }
    }
}
