//! The worker: sends mail as it comes, and tidies up once an hour.

use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};

use super::transport::Transport;
use crate::{Refusal, Services};

/// How often to look for mail that another server put in, or whose pause is over.
const LOOK_EVERY: Duration = Duration::from_secs(15);
const TIDY_EVERY: Duration = Duration::from_secs(60 * 60);

impl Services {
    /// Works until `shutdown` ends. Without a transport no mail is sent: it stays in the outbox, to be read there.
    pub async fn run_worker(
        &self,
        transport: Option<Transport>,
        shutdown: impl Future<Output = ()>,
    ) {
        tokio::pin!(shutdown);
        let mut tidy_at = Instant::now();
        loop {
            if let Some(transport) = &transport {
                self.send_all(transport).await;
            }
            tokio::select! {
                () = &mut shutdown => return,
                () = self.house.mail_waits.notified() => {}
                () = sleep(LOOK_EVERY) => {}
                () = sleep_until(tidy_at) => {
                    tidy_at = Instant::now() + TIDY_EVERY;
                    if let Err(refusal) = self.tidy().await {
                        tracing::error!(error = ?refusal, "could not tidy up");
                    }
                }
            }
        }
    }

    /// Takes away what has expired: sessions, attempts to sign in, kept posts.
    pub async fn tidy(&self) -> Result<(), Refusal> {
        self.purge_sessions().await?;
        self.purge_attempts().await?;
        self.purge_kept_posts().await
    }

    /// A database that does not answer is asked again at the next look.
    async fn send_all(&self, transport: &Transport) {
        loop {
            match self.send_due(transport).await {
                Ok(0) => return,
                Ok(_) => {}
                Err(refusal) => {
                    tracing::error!(error = ?refusal, "could not look after the mail");
                    return;
                }
            }
        }
    }
}
