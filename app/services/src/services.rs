//! The house itself: what every service has at hand.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chrono::{DateTime, Utc};
use migrations::{Migrations, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use thiserror::Error;
use tokio::sync::Notify;

use crate::agreements::Press;
use crate::audit::HeadsFile;
use crate::files::Keeping;
use crate::live::Hub;
use crate::sign_in::Provider;
use crate::store::{PATIENCE, Store};
use crate::{Clock, Refusal, SystemClock};

/// What people can ask of the house. Cheap to clone: all clones share one store.
#[derive(Clone)]
pub struct Services {
    pub(crate) house: Arc<House>,
    pub(crate) stands_still_at: Option<DateTime<Utc>>,
    /// Through which organisations' own sign-in people can come in.
    pub(crate) providers: Arc<[Provider]>,
}

pub(crate) struct House {
    pub(crate) store: Store,
    pub(crate) settings: Settings,
    pub(crate) clock: Arc<dyn Clock>,
    /// Microseconds by which acting time differs from real time; not zero in the demo only.
    pub(crate) shift: AtomicI64,
    /// Those who have a page open that shows what is new.
    pub(crate) hub: Arc<Hub>,
    /// Rung after a commit that left mail.
    pub(crate) mail_waits: Notify,
    /// Where the head of history is noted after each act, where it is.
    pub(crate) heads: OnceLock<HeadsFile>,
    /// Where files are kept, where they are, and who looks at them.
    pub(crate) files: OnceLock<Keeping>,
    /// What prints agreements, where it is set up.
    pub(crate) press: OnceLock<Arc<dyn Press>>,
    /// What the portfolio came to when it was last worked out.
    pub(crate) portfolio: crate::programme::Kept,
}

/// What the house is told at its start.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How people reach it, without a slash at the end: what links in mail begin with.
    pub public_url: String,
    /// The sender of its mail, such as `Single Offer <single-offer@localhost>`.
    pub mail_from: String,
    /// Whether it shows the demo, with a today of its own.
    pub demo: bool,
}

/// Why the house did not open.
#[derive(Debug, Error)]
pub enum StartError {
    #[error("the database did not open: {0}")]
    Open(#[source] DbErr),
    #[error("the tables could not be brought up to date: {0}")]
    Migrate(#[source] DbErr),
    #[error("what every installation needs could not be put in: {0}")]
    ReferenceData(#[source] Refusal),
}

impl Services {
    /// Opens the database at `sqlite:` or `postgres:` and keeps the machine's time.
    pub async fn connect(database_url: &str, settings: Settings) -> Result<Self, StartError> {
        Self::connect_with(database_url, settings, Arc::new(SystemClock)).await
    }

    /// The same with a clock of one's own.
    pub async fn connect_with(
        database_url: &str,
        settings: Settings,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, StartError> {
        Self::connect_waiting(database_url, settings, clock, PATIENCE).await
    }

    /// The same for whoever waits this long for a turn at the database, and not the usual ten seconds.
    pub async fn connect_waiting(
        database_url: &str,
        settings: Settings,
        clock: Arc<dyn Clock>,
        patience: Duration,
    ) -> Result<Self, StartError> {
        let settings = Settings {
            public_url: settings.public_url.trim_end_matches('/').to_owned(),
            ..settings
        };
        Ok(Self {
            house: Arc::new(House {
                store: Store::open(database_url, patience)
                    .await
                    .map_err(StartError::Open)?,
                settings,
                clock,
                shift: AtomicI64::new(0),
                hub: Arc::default(),
                mail_waits: Notify::new(),
                heads: OnceLock::new(),
                files: OnceLock::new(),
                press: OnceLock::new(),
                portfolio: crate::programme::Kept::default(),
            }),
            stands_still_at: None,
            providers: Arc::from([]),
        })
    }

    /// Brings the tables up to date, puts in what every installation needs, and sets the demo's clock.
    pub async fn migrate(&self) -> Result<(), StartError> {
        Migrations::up(self.house.store.write(), None)
            .await
            .map_err(StartError::Migrate)?;
        self.ensure_reference_data()
            .await
            .map_err(StartError::ReferenceData)?;
        self.catch_up().await.map_err(StartError::ReferenceData)?;
        let shift = self
            .clock_shift()
            .await
            .map_err(StartError::ReferenceData)?;
        self.house.shift.store(shift, Ordering::Relaxed);
        Ok(())
    }

    /// Takes every table away again, with all that is in them.
    pub async fn migrate_down(&self) -> Result<(), StartError> {
        Migrations::down(self.house.store.write(), None)
            .await
            .map_err(StartError::Migrate)
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), Refusal> {
        Ok(self.read().execute_unprepared("SELECT 1").await.map(drop)?)
    }

    pub fn settings(&self) -> &Settings {
        &self.house.settings
    }

    /// The address of a path of this house, for mail.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.house.settings.public_url)
    }

    /// Ends every stream, puts all that waits on disk and closes the database; every clone is closed with it.
    pub async fn close(&self) -> Result<(), Refusal> {
        self.end_streams();
        Ok(self.house.store.clone().close().await?)
    }

    /// For reading outside an act.
    pub(crate) fn read(&self) -> &DatabaseConnection {
        self.house.store.read()
    }

    /// For single statements that are no act.
    pub(crate) fn write(&self) -> &DatabaseConnection {
        self.house.store.write()
    }
}
