//! What the programme looks over and what people search: freedoms asked for, freedoms granted, savings promised, and
//! the index of words. Triggers keep the index, so that a word is found from the moment its row is committed.

mod on_postgres;
mod on_sqlite;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table("organisations")
                    .add_column(maybe_text("region"))
                    .take(),
            )
            .await?;
        for table in [asks(), precedents(), promised(), promised_kinds()] {
            manager.create_table(table).await?;
        }
        for index in [
            index("freedom_asks", &["kind", "department", "state"]),
            index("freedom_asks", &["department", "state"]),
            index("precedents", &["kind"]),
            index("offers", &["first_submitted_at"]),
        ] {
            manager.create_index(index).await?;
        }
        run(manager, own(manager).0).await?;
        // Whatever is there already goes in as if it were written now.
        run(manager, WRITTEN_AGAIN).await?;
        run(manager, &[own(manager).2]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, own(manager).1).await?;
        let mut gone = Index::drop();
        gone.table("offers").name("offers_by_first_submitted_at");
        manager.drop_index(gone).await?;
        drop_tables(
            manager,
            &[
                "promised_kinds",
                "promised_savings",
                "precedents",
                "freedom_asks",
            ],
        )
        .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("organisations")
                    .drop_column("region")
                    .take(),
            )
            .await
    }
}

const WRITTEN_AGAIN: &[&str] = &[
    "UPDATE offers SET title = title",
    "UPDATE matters SET content = content",
    "UPDATE comments SET body = body",
    "UPDATE files SET name = name",
    "UPDATE memberships SET ended_at = ended_at",
];

/// What each database says in its own words: up, down, and the freedoms that are asked for already.
fn own(
    manager: &SchemaManager,
) -> (
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
) {
    match manager.get_database_backend() {
        DbBackend::Postgres => (on_postgres::UP, on_postgres::DOWN, on_postgres::ASKED),
        _ => (on_sqlite::UP, on_sqlite::DOWN, on_sqlite::ASKED),
    }
}

async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager
            .get_connection()
            .execute_unprepared(statement)
            .await?;
    }
    Ok(())
}

/// A row for each department that can grant a freedom, from the submission of its offer on.
fn asks() -> TableCreateStatement {
    Table::create()
        .table("freedom_asks")
        .col(id("offer_id"))
        .col(text("matter_slug"))
        .col(text("department"))
        // Once the offer is accepted.
        .col(ColumnDef::new("term").integer().null().take())
        .col(text("kind"))
        .col(text("category"))
        .col(text("title"))
        .col(text("state"))
        .col(moment("asked_at"))
        .col(maybe_moment("closed_at"))
        // From the one to the other, in London’s calendar.
        .col(ColumnDef::new("days").integer().null().take())
        .primary_key(
            Index::create()
                .col("offer_id")
                .col("matter_slug")
                .col("department"),
        )
        .foreign_key(&mut names(("freedom_asks", "offer_id"), ("offers", "id")))
        .take()
}

/// A row for each freedom of the version of an agreement that is in force.
fn precedents() -> TableCreateStatement {
    Table::create()
        .table("precedents")
        .col(id("offer_id"))
        .col(text("matter_slug"))
        .col(number("version"))
        .col(number("term"))
        .col(text("kind"))
        .col(text("category"))
        .col(text("title"))
        // JSON: the codes of those who granted it.
        .col(text("departments"))
        // JSON: the freedom as it was agreed.
        .col(text("content"))
        .primary_key(Index::create().col("offer_id").col("matter_slug"))
        .foreign_key(&mut names(("precedents", "offer_id"), ("offers", "id")))
        .take()
}

/// Additional cashable savings that the version in force promises, in each year.
fn promised() -> TableCreateStatement {
    Table::create()
        .table("promised_savings")
        .col(id("offer_id"))
        .col(number("year"))
        .col(big_number("low"))
        .col(big_number("central"))
        .col(big_number("high"))
        .primary_key(Index::create().col("offer_id").col("year"))
        .foreign_key(&mut names(
            ("promised_savings", "offer_id"),
            ("offers", "id"),
        ))
        .take()
}

/// The same over its whole length for each kind of saving; kinds are never added together.
fn promised_kinds() -> TableCreateStatement {
    Table::create()
        .table("promised_kinds")
        .col(id("offer_id"))
        .col(text("kind"))
        .col(big_number("adjusted"))
        .primary_key(Index::create().col("offer_id").col("kind"))
        .foreign_key(&mut names(("promised_kinds", "offer_id"), ("offers", "id")))
        .take()
}
