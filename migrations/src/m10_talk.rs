//! Talk: threads of comments, each row in one room for ever, and what comments said before they were changed.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(threads()).await?;
        manager
            .create_index(unique("threads", &["offer_id", "slug"]))
            .await?;
        manager
            .create_index(index("threads", &["offer_id", "room", "last_at"]))
            .await?;
        manager.create_table(comments()).await?;
        manager
            .create_index(unique("comments", &["thread_id", "slug"]))
            .await?;
        manager
            .create_index(index("comments", &["thread_id", "room", "written_at"]))
            .await?;
        manager
            .create_index(index("comments", &["author_id"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("comment_edits")
                    .col(id("comment_id"))
                    .col(big_number("version"))
                    // What that version said, until this moment.
                    .col(text("body"))
                    .col(moment("until"))
                    .primary_key(Index::create().col("comment_id").col("version"))
                    .foreign_key(&mut names(
                        ("comment_edits", "comment_id"),
                        ("comments", "id"),
                    ))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["comment_edits", "comments", "threads"]).await
    }
}

fn threads() -> TableCreateStatement {
    Table::create()
        .table("threads")
        .col(id("id").primary_key())
        .col(id("offer_id"))
        // Short and random: addresses tell nobody what else is said.
        .col(text("slug"))
        .col(text("room"))
        // What it is about: the whole offer, where there is neither.
        .col(maybe_text("section"))
        .col(maybe_text("matter_slug"))
        .col(maybe_text("quote"))
        .col(ColumnDef::new("quote_version").big_integer().null().take())
        .col(id("opening_id"))
        .col(number("comments"))
        .col(moment("started_at"))
        .col(moment("last_at"))
        .col(maybe_moment("resolved_at"))
        .col(maybe_text("resolved_by"))
        // The joint thread that holds what was released of this one.
        .col(maybe_text("released_into"))
        .col(version())
        .foreign_key(&mut names(("threads", "offer_id"), ("offers", "id")))
        .foreign_key(&mut names(("threads", "resolved_by"), ("people", "id")))
        .foreign_key(&mut names(("threads", "released_into"), ("threads", "id")))
        .take()
}

fn comments() -> TableCreateStatement {
    Table::create()
        .table("comments")
        .col(id("id").primary_key())
        .col(id("thread_id"))
        .col(text("slug"))
        // That of its thread, so that no query for comments can forget it.
        .col(text("room"))
        .col(text("body"))
        .col(id("author_id"))
        .col(id("organisation_id"))
        .col(text("role"))
        .col(moment("written_at"))
        .col(maybe_moment("edited_at"))
        // On the copy that is joint: who released it.
        .col(maybe_text("released_by"))
        // On what stays private: when a copy of it was released.
        .col(maybe_moment("released_at"))
        .col(version())
        .foreign_key(&mut names(("comments", "thread_id"), ("threads", "id")))
        .foreign_key(&mut names(("comments", "author_id"), ("people", "id")))
        .foreign_key(&mut names(("comments", "released_by"), ("people", "id")))
        .foreign_key(&mut names(
            ("comments", "organisation_id"),
            ("organisations", "id"),
        ))
        .take()
}
