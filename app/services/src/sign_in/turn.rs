//! One at a time: those who ask about the same thing at once are counted one after the other.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement};
use sha2::{Digest, Sha256};

/// Waits until nobody else is at any of these until this transaction ends. On SQLite a transaction that
/// writes is alone anyway. The keys are taken in one order, so that nobody waits in a circle.
pub async fn take_turn(db: &DatabaseTransaction, keys: [&str; 2]) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let mut locks = keys.map(lock_of);
    locks.sort_unstable();
    for lock in locks {
        db.execute_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_advisory_xact_lock($1)",
            [lock.into()],
        ))
        .await?;
    }
    Ok(())
}

fn lock_of(key: &str) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&Sha256::digest(key)[..8]);
    i64::from_be_bytes(first)
}
