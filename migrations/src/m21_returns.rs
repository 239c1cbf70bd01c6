//! Returns: the periods of an agreement, what is filled in part by part, and the ledger that it goes into.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            plans(),
            returns(),
            parts(),
            versions(),
            entries(),
            totals(),
            claims(),
            verifiers(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            unique("returns", &["offer_id", "code"]),
            index("returns", &["state", "due_on"]),
            index("ledger_entries", &["offer_id", "recorded_at"]),
            index("savings_totals", &["year", "kind"]),
            index("savings_claims", &["organisation", "year"]),
            index("savings_verifiers", &["person_id", "waits_since"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "savings_verifiers",
                "savings_claims",
                "savings_totals",
                "ledger_entries",
                "return_part_versions",
                "return_parts",
                "returns",
                "return_plans",
            ],
        )
        .await
    }
}

/// Which version of an agreement has its periods and its plan laid.
fn plans() -> TableCreateStatement {
    Table::create()
        .table("return_plans")
        .col(id("offer_id").primary_key())
        .col(number("laid"))
        .foreign_key(&mut names(("return_plans", "offer_id"), ("offers", "id")))
        .take()
}

fn returns() -> TableCreateStatement {
    Table::create()
        .table("returns")
        .col(id("id").primary_key())
        .col(id("offer_id"))
        // `2011-12-q1`.
        .col(text("code"))
        .col(day("first_day"))
        .col(day("last_day"))
        .col(day("opens_on"))
        .col(day("due_on"))
        .col(text("state"))
        // The version of the agreement by which it was submitted.
        .col(ColumnDef::new("agreement").integer().null().take())
        .col(maybe_moment("submitted_at"))
        .col(maybe_moment("reviewed_at"))
        // How often the place was reminded: before it was due, and when it was late.
        .col(number("reminded"))
        .col(version())
        .foreign_key(&mut names(("returns", "offer_id"), ("offers", "id")))
        .take()
}

fn parts() -> TableCreateStatement {
    Table::create()
        .table("return_parts")
        .col(id("return_id"))
        // `savings`, `savings-visit`.
        .col(text("code"))
        .col(text("state"))
        // JSON: as it is being filled in; for the place only.
        .col(text("body"))
        // JSON: as it was submitted last, and the time before.
        .col(maybe_text("submitted"))
        .col(maybe_text("before"))
        // Why it was queried.
        .col(text("reason"))
        .col(moment("saved_at"))
        .col(id("by_id"))
        .col(version())
        .primary_key(Index::create().col("return_id").col("code"))
        .foreign_key(&mut names(("return_parts", "return_id"), ("returns", "id")))
        .foreign_key(&mut names(("return_parts", "by_id"), ("people", "id")))
        .take()
}

fn versions() -> TableCreateStatement {
    Table::create()
        .table("return_part_versions")
        .col(id("return_id"))
        .col(text("code"))
        .col(big_number("version"))
        .col(text("body"))
        .col(moment("saved_at"))
        .col(id("by_id"))
        .primary_key(Index::create().col("return_id").col("code").col("version"))
        .foreign_key(&mut names(
            ("return_part_versions", "return_id"),
            ("returns", "id"),
        ))
        .foreign_key(&mut names(
            ("return_part_versions", "by_id"),
            ("people", "id"),
        ))
        .take()
}

/// Nothing in it is ever changed or taken out.
fn entries() -> TableCreateStatement {
    Table::create()
        .table("ledger_entries")
        .col(id("id").primary_key())
        .col(id("offer_id"))
        .col(text("kind"))
        .col(text("year"))
        .col(maybe_text("period"))
        .col(text("line"))
        .col(text("organisation"))
        .col(text("fund"))
        .col(big_number("change"))
        .col(text("reason"))
        .col(moment("recorded_at"))
        .foreign_key(&mut names(("ledger_entries", "offer_id"), ("offers", "id")))
        .take()
}

/// What the ledger comes to by year and kind of saving: for lists over many offers. Written anew with each entry.
fn totals() -> TableCreateStatement {
    Table::create()
        .table("savings_totals")
        .col(id("offer_id"))
        .col(text("year"))
        .col(text("kind"))
        .col(big_number("low"))
        .col(big_number("planned"))
        .col(big_number("high"))
        .col(big_number("forecast"))
        .col(big_number("claimed"))
        .col(big_number("verified"))
        .primary_key(Index::create().col("offer_id").col("year").col("kind"))
        .foreign_key(&mut names(("savings_totals", "offer_id"), ("offers", "id")))
        .take()
}

/// Which savings were claimed, as far as it tells that two could be the same.
fn claims() -> TableCreateStatement {
    Table::create()
        .table("savings_claims")
        .col(id("offer_id"))
        .col(text("line"))
        .col(text("year"))
        // The name of the organisation that claims, in small letters.
        .col(text("organisation"))
        .col(text("area"))
        .col(text("title"))
        .primary_key(Index::create().col("offer_id").col("line").col("year"))
        .foreign_key(&mut names(("savings_claims", "offer_id"), ("offers", "id")))
        .take()
}

fn verifiers() -> TableCreateStatement {
    Table::create()
        .table("savings_verifiers")
        .col(id("offer_id"))
        // Whose claims: the key of a partner, empty for the lead council.
        .col(text("claims"))
        .col(id("person_id"))
        .col(id("organisation_id"))
        .col(moment("named_at"))
        // Since when something waits to be verified.
        .col(maybe_moment("waits_since"))
        .primary_key(Index::create().col("offer_id").col("claims"))
        .foreign_key(&mut names(
            ("savings_verifiers", "offer_id"),
            ("offers", "id"),
        ))
        .foreign_key(&mut names(
            ("savings_verifiers", "person_id"),
            ("people", "id"),
        ))
        .take()
}
