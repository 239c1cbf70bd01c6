//! Opening the database: one pool for acts and one for reading beside them, so that whoever only reads never waits
//! behind acts that wait for one another. SQLite has one writer.

use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::counting::count_on;

/// How long a request waits for its turn at the database before it is refused as busy.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// After how long a connection to PostgreSQL is asked whether it still stands.
const IDLE: Duration = Duration::from_secs(30);
const SQLITE_READERS: u32 = 4;
const SQLITE_ROWS: usize = 512;
/// Acts hold theirs from beginning to end, and all of them meet at the head of history: more would only wait there.
const POSTGRES_WRITERS: u32 = 8;
/// A page holds one for a statement at a time. With the writers, four servers keep below the hundred connections
/// that PostgreSQL allows unless it is told otherwise.
const POSTGRES_READERS: u32 = 12;

/// The open database. SQLite lets one write at a time: its writer is a pool of one, so that acts queue
/// in memory instead of asking a locked file again and again, and its readers cannot write at all.
#[derive(Clone)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Store {
    /// `sqlite:` or `postgres:` addresses. A SQLite file is made if there is none.
    pub async fn open(url: &str, patience: Duration) -> Result<Self, DbErr> {
        if url.starts_with("sqlite:") {
            let write = open_sqlite(url, 1, false, patience).await?;
            let read = open_sqlite(url, SQLITE_READERS, true, patience).await?;
            Ok(Self { read, write })
        } else {
            let write = open(for_postgres(url, POSTGRES_WRITERS, patience)).await?;
            // That the server is there, the first has shown.
            let mut readers = for_postgres(url, POSTGRES_READERS, patience);
            readers.connect_lazy(true);
            Ok(Self {
                read: open(readers).await?,
                write,
            })
        }
    }

    /// For reading outside an act.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// For single statements that are no act: sessions, attempts, claims on mail.
    pub fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// A transaction that writes. SQLite takes the write lock at once, so that no read of it grows stale.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.write
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: (self.write.get_database_backend() == DbBackend::Sqlite)
                    .then_some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await
    }

    /// A transaction that reads one state of everything, whatever is committed meanwhile.
    pub async fn begin_reading(&self) -> Result<DatabaseTransaction, DbErr> {
        let postgres = self.read.get_database_backend() == DbBackend::Postgres;
        self.read
            .begin_with_options(TransactionOptions {
                isolation_level: postgres.then_some(IsolationLevel::RepeatableRead),
                access_mode: postgres.then_some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            })
            .await
    }

    pub async fn close(self) -> Result<(), DbErr> {
        self.read.close().await?;
        self.write.close().await
    }
}

async fn open_sqlite(
    url: &str,
    connections: u32,
    reads_only: bool,
    patience: Duration,
) -> Result<DatabaseConnection, DbErr> {
    let mut options = options(url, connections, patience);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(patience)
            // The thread of the connection hands over a whole page of rows before it waits to be asked again.
            .row_buffer_size(SQLITE_ROWS)
            .optimize_on_close(!reads_only, None);
        if reads_only {
            sqlite.pragma("query_only", "on")
        } else {
            sqlite
        }
    });
    open(options).await
}

fn for_postgres(url: &str, connections: u32, patience: Duration) -> ConnectOptions {
    let mut options = options(url, connections, patience);
    // A server that was restarted meanwhile is noticed, without a question before each statement.
    options.test_before_acquire_if_idle_for(IDLE);
    // PostgreSQL plans a statement anew for each of its values as long as it hopes for a better plan, and in the
    // larger tables it never gives up: that took longer than carrying it out. Ours find their rows by an index
    // whatever the values, so one plan is enough, until the statistics change.
    options.map_sqlx_postgres_opts(|postgres| {
        postgres.options([("plan_cache_mode", "force_generic_plan")])
    });
    options
}

fn options(url: &str, connections: u32, patience: Duration) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(patience)
        .test_before_acquire(false)
        // No connection is put down for its age. The pool's sweep counts its idle connections without a
        // lock, may read one fewer than none, and then goes round for ever, holding a thread.
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        // Statements carry people's texts: they are never logged.
        .sqlx_logging(false);
    options
}

async fn open(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let mut connection = Database::connect(options).await?;
    count_on(&mut connection);
    Ok(connection)
}
