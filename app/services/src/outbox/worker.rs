//! The worker: sends mail as it comes, gathers the daily mail, keeps the calendar, and tidies up once an hour.

use std::future::ready;
use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};

use super::transport::Transport;
use crate::{Refusal, Services};

/// How often to look whether a day has come: agreements come into force, and the time to sign runs out.
const CALENDAR_EVERY: Duration = Duration::from_secs(60);
/// How often to look for mail that another server put in, or whose pause is over.
const LOOK_EVERY: Duration = Duration::from_secs(15);
const TIDY_EVERY: Duration = Duration::from_secs(60 * 60);

impl Services {
    /// Works until `shutdown` ends; a mail that is on its way is finished first. Without a transport mail stays
    /// in the outbox, to be read there; the demo judges it all the same.
    pub async fn run_worker(
        &self,
        transport: Option<Transport>,
        shutdown: impl Future<Output = ()>,
    ) {
        tokio::pin!(shutdown);
        let transport = transport.as_ref();
        let sends = transport.is_some() || self.settings().demo;
        let mut tidy_at = Instant::now();
        let mut calendar_at = Instant::now();
        loop {
            if sends && self.look_after_mail(transport).await {
                tokio::select! {
                    biased;
                    () = &mut shutdown => return,
                    () = ready(()) => continue,
                }
            }
            tokio::select! {
                () = &mut shutdown => return,
                () = self.house.mail_waits.notified() => {}
                () = sleep(LOOK_EVERY) => {}
                () = sleep_until(calendar_at) => {
                    calendar_at = Instant::now() + CALENDAR_EVERY;
                    if let Err(refusal) = self.keep_calendar().await {
                        tracing::error!(error = ?refusal, "could not keep the calendar");
                    }
                }
                () = sleep_until(tidy_at) => {
                    tidy_at = Instant::now() + TIDY_EVERY;
                    if let Err(refusal) = self.tidy().await {
                        tracing::error!(error = ?refusal, "could not tidy up");
                    }
                }
            }
        }
    }

    /// Takes away what has expired: sessions, attempts to sign in, kept posts, mail of long ago.
    pub async fn tidy(&self) -> Result<(), Refusal> {
        self.purge_mail().await?;
        self.purge_sessions().await?;
        self.purge_attempts().await?;
        self.purge_kept_posts().await
    }

    /// Whether there was something to do. A database that does not answer is asked again at the next look.
    async fn look_after_mail(&self, transport: Option<&Transport>) -> bool {
        let done = match self.send_next(transport).await {
            Ok(false) => self.gather_mail().await.map(|gathered| gathered > 0),
            other => other,
        };
        done.unwrap_or_else(|refusal| {
            tracing::error!(error = ?refusal, "could not look after the mail");
            false
        })
    }
}
