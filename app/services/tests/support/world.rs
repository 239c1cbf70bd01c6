//! A fresh database for each story, real in both kinds, under a clock that stands still.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use services::{Services, Settings};
use tempfile::TempDir;

use super::StoppedClock;

#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Sqlite,
    Postgres,
}

pub struct World {
    pub services: Services,
    pub clock: Arc<StoppedClock>,
    /// Where another process would find the same database.
    pub database_url: String,
    /// Where files are kept.
    pub files: PathBuf,
}

/// What has to go when the story is over.
enum Place {
    File(TempDir),
    Schema {
        server: String,
        name: String,
        folder: TempDir,
    },
}

/// Tells a story in a fresh world and takes the world away again.
pub fn tell<F: Future<Output = ()>>(kind: Kind, story: impl FnOnce(World) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let (database_url, place) = Place::new(kind).await;
        let world = World::open(database_url, place.files()).await;
        let services = world.services.clone();
        story(world).await;
        services.close().await.expect("the database closes");
        place.clear().await;
    });
}

impl World {
    async fn open(database_url: String, files: PathBuf) -> Self {
        let clock = Arc::new(StoppedClock::new());
        let services = Services::connect_with(&database_url, Self::settings(), clock.clone())
            .await
            .expect("the database opens");
        services.migrate().await.expect("the tables go up");
        keep(&services, &files);
        Self {
            services,
            clock,
            database_url,
            files,
        }
    }

    fn settings() -> Settings {
        Settings {
            public_url: "http://single-offer.example".to_owned(),
            mail_from: "Single Offer <offers@single-offer.example>".to_owned(),
            demo: false,
        }
    }

    /// The same database, as a second server would open it.
    pub async fn second_instance(&self) -> Services {
        let services = self.instance_without_files().await;
        keep(&services, &self.files);
        services
    }

    /// The same, before it is told where files are kept.
    pub async fn instance_without_files(&self) -> Services {
        Services::connect_with(&self.database_url, Self::settings(), self.clock.clone())
            .await
            .expect("the database opens a second time")
    }

    /// The same database, as the demo would open it.
    pub async fn demo_instance(&self) -> Services {
        let settings = Settings {
            demo: true,
            ..Self::settings()
        };
        let services = Services::connect_with(&self.database_url, settings, self.clock.clone())
            .await
            .expect("the database opens a second time");
        services.migrate().await.expect("the tables are up");
        keep(&services, &self.files);
        services
    }

    /// A way round the services, for damage and for looking at rows.
    pub async fn back_door(&self) -> DatabaseConnection {
        door_to(&self.database_url).await
    }
}

impl Place {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where tests learn of their server and draw a name for a schema"
    )]
    async fn new(kind: Kind) -> (String, Self) {
        match kind {
            Kind::Sqlite => {
                let folder = TempDir::new().expect("a folder");
                let file = folder.path().join("story.sqlite");
                (
                    format!("sqlite://{}?mode=rwc", file.display()),
                    Self::File(folder),
                )
            }
            Kind::Postgres => {
                let server = std::env::var("TEST_POSTGRES_URL").expect(
                    "TEST_POSTGRES_URL names no PostgreSQL server: run `make test`, which starts one",
                );
                let name = format!("story_{}", uuid::Uuid::new_v4().simple());
                run(&server, &format!("CREATE SCHEMA {name}")).await;
                let between = if server.contains('?') { '&' } else { '?' };
                (
                    format!("{server}{between}options[search_path]={name}"),
                    Self::Schema {
                        server,
                        name,
                        folder: TempDir::new().expect("a folder"),
                    },
                )
            }
        }
    }

    fn files(&self) -> PathBuf {
        let (Self::File(folder) | Self::Schema { folder, .. }) = self;
        folder.path().join("files")
    }

    async fn clear(self) {
        match self {
            Self::File(folder) => folder.close().expect("the folder goes"),
            Self::Schema { server, name, .. } => {
                run(&server, &format!("DROP SCHEMA {name} CASCADE")).await;
            }
        }
    }
}

fn keep(services: &Services, files: &Path) {
    services
        .keep_files_in(files, None)
        .expect("a folder for files");
}

/// Without the pool's sweep, which may go round for ever: see the store's own options.
async fn door_to(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>);
    Database::connect(options)
        .await
        .expect("the database opens")
}

async fn run(server: &str, statement: &str) {
    let connection = door_to(server).await;
    connection
        .execute_unprepared(statement)
        .await
        .expect("the server does it");
    connection.close().await.expect("the connection closes");
}
