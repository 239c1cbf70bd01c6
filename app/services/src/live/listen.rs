//! Hearing the other servers of the house, over a connection of its own, from the first stream on.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::{self, PgPool, postgres::PgListener};
use sea_orm::{DatabaseConnection, DbBackend};

use super::hub::{Hub, Signal};
use super::message::{CHANNEL, Message, Says, send};
use crate::{Refusal, Services};

/// How long a server that cannot listen waits before it tries again.
const PAUSE: Duration = Duration::from_secs(1);

impl Services {
    /// Begins to listen, once. SQLite has one server, which hears itself.
    pub(super) async fn listen(&self) -> Result<(), Refusal> {
        let db = self.read();
        if db.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let hub = &self.house.hub;
        let started = hub.listening.get_or_try_init(async || {
            let pool = db.get_postgres_connection_pool().clone();
            let listener = open(&pool).await?;
            tokio::spawn(hear(listener, pool, hub.clone(), self.write().clone()));
            if let Err(refusal) = send(self.write(), &hub.instance, vec![Says::Who]).await {
                tracing::debug!(?refusal, "other servers are not asked who is there");
            }
            Ok::<(), sqlx::Error>(())
        });
        started
            .await
            .map_err(|fault| Refusal::Busy(Box::new(fault)))?;
        send(self.write(), &hub.instance, vec![Says::Who]).await
    }
}

async fn open(pool: &PgPool) -> Result<PgListener, sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

/// Until the database is closed.
async fn hear(mut listener: PgListener, pool: PgPool, hub: Arc<Hub>, db: DatabaseConnection) {
    loop {
        match listener.try_recv().await {
            Ok(Some(notification)) => take(&hub, &db, notification.payload()).await,
            // The connection broke and stands again: what was told meanwhile is lost.
            Ok(None) => hub.send_to_all(&Signal::MayHaveMissed),
            Err(sqlx::Error::PoolClosed) => return,
            Err(fault) => {
                tracing::warn!(%fault, "other servers cannot be heard");
                listener = loop {
                    tokio::time::sleep(PAUSE).await;
                    match open(&pool).await {
                        Ok(listener) => break listener,
                        Err(sqlx::Error::PoolClosed) => return,
                        Err(fault) => tracing::debug!(%fault, "still not"),
                    }
                };
                hub.send_to_all(&Signal::MayHaveMissed);
            }
        }
    }
}

async fn take(hub: &Hub, db: &DatabaseConnection, payload: &str) {
    let message: Message = match serde_json::from_str(payload) {
        Ok(message) => message,
        // A server of another version may say what this one does not know.
        Err(fault) => {
            tracing::debug!(%fault, "a message of another server cannot be read");
            return;
        }
    };
    if message.from == hub.instance {
        return;
    }
    match message.says {
        Says::News(notice) => hub.tell(notice),
        Says::Here { stream, present } => hub.arrive(stream, present),
        Says::Gone { stream } => hub.leave(&stream),
        Says::Who => {
            let here = hub.own().into_iter();
            let here = here.map(|(stream, present)| Says::Here { stream, present });
            if let Err(refusal) = send(db, &hub.instance, here.collect()).await {
                tracing::debug!(?refusal, "another server cannot be told who is here");
            }
        }
    }
}
