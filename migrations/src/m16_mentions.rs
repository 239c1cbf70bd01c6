//! Whom a comment calls: a person or an organisation, in the room of the comment, until it is answered.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(mentions()).await?;
        // Nobody is called twice by one comment.
        manager
            .create_index(unique("mentions", &["comment_id", "person_id"]))
            .await?;
        manager
            .create_index(unique("mentions", &["comment_id", "organisation_id"]))
            .await?;
        // What waits for somebody is counted on every page.
        manager
            .create_index(index("mentions", &["person_id", "done_at"]))
            .await?;
        manager
            .create_index(index("mentions", &["organisation_id", "done_at"]))
            .await?;
        manager
            .create_index(index("mentions", &["thread_id", "done_at"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["mentions"]).await
    }
}

fn mentions() -> TableCreateStatement {
    Table::create()
        .table("mentions")
        .col(id("id").primary_key())
        .col(id("offer_id"))
        .col(id("thread_id"))
        .col(id("comment_id"))
        // That of the comment, so that no query for mentions can forget it.
        .col(text("room"))
        // One of the two.
        .col(maybe_text("person_id"))
        .col(maybe_text("organisation_id"))
        .col(id("by_id"))
        .col(moment("at"))
        // When whoever is called answered, or set it aside.
        .col(maybe_moment("done_at"))
        .foreign_key(&mut names(("mentions", "offer_id"), ("offers", "id")))
        .foreign_key(&mut names(("mentions", "thread_id"), ("threads", "id")))
        .foreign_key(&mut names(("mentions", "comment_id"), ("comments", "id")))
        .foreign_key(&mut names(("mentions", "person_id"), ("people", "id")))
        .foreign_key(&mut names(
            ("mentions", "organisation_id"),
            ("organisations", "id"),
        ))
        .foreign_key(&mut names(("mentions", "by_id"), ("people", "id")))
        .take()
}
