//! Events carry their place in the chain of history, so that the last one in some rooms of an offer is found at once.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

const BY_ROOM: [&str; 3] = ["offer_id", "room", "seq"];

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table("events")
                    .add_column(maybe_big_number("seq"))
                    .take(),
            )
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "UPDATE events SET seq = (SELECT seq FROM history WHERE history.event_id = events.id)",
            )
            .await?;
        manager.create_index(index("events", &BY_ROOM)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut gone = Index::drop();
        gone.table("events")
            .name(format!("events_by_{}", BY_ROOM.join("_")));
        manager.drop_index(gone).await?;
        manager
            .alter_table(Table::alter().table("events").drop_column("seq").take())
            .await
    }
}
