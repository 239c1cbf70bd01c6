//! Looking at rows past the services, and doing damage to them.

use sea_orm::{ConnectionTrait, Statement};

use super::World;

impl World {
    /// How many rows a table has.
    pub async fn rows_in(&self, table: &str) -> i64 {
        self.number(&format!("SELECT COUNT(*) AS answer FROM {table}"))
            .await
    }

    /// The number that a query names `answer`.
    pub async fn number(&self, query: &str) -> i64 {
        let door = self.back_door().await;
        let row = door
            .query_one_raw(Statement::from_string(door.get_database_backend(), query))
            .await
            .expect("asked")
            .expect("a row");
        row.try_get("", "answer").expect("a number")
    }

    /// The texts that a query names `answer`.
    pub async fn texts(&self, query: &str) -> Vec<String> {
        let door = self.back_door().await;
        door.query_all_raw(Statement::from_string(door.get_database_backend(), query))
            .await
            .expect("asked")
            .iter()
            .map(|row| row.try_get("", "answer").expect("a text"))
            .collect()
    }

    /// What nobody but a burglar does.
    pub async fn damage(&self, statement: &str) {
        let door = self.back_door().await;
        door.execute_unprepared(statement).await.expect("done");
    }
}
