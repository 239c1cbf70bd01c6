//! How many statements a piece of work sends to the database: tests hold pages to their number by it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::DatabaseConnection;

tokio::task_local! {
    static STATEMENTS: Arc<AtomicU32>;
}

/// Runs `work` and says how many statements its task sent. BEGIN and COMMIT are not counted, nor what the
/// work spawns on other tasks.
pub async fn counting<T>(work: impl Future<Output = T>) -> (T, u32) {
    let statements = Arc::new(AtomicU32::new(0));
    let result = STATEMENTS.scope(statements.clone(), work).await;
    (result, statements.load(Ordering::Relaxed))
}

/// Has the connection report each statement to whoever counts on the task that sent it.
pub(crate) fn count_on(connection: &mut DatabaseConnection) {
    connection.set_metric_callback(|_| {
        // Where nobody counts there is nothing to add to.
        let _ = STATEMENTS.try_with(|statements| statements.fetch_add(1, Ordering::Relaxed));
    });
}
