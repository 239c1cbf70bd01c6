//! Agreements: what was issued, frozen and in parts, its documents, the sheets that are signed, and variations.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            agreements(),
            issues(),
            parts(),
            documents(),
            sheets(),
            signatories(),
            reminders(),
            variations(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            index("agreements", &["in_force_since"]),
            unique("agreement_issues", &["offer_id", "number"]),
            index("agreement_issues", &["in_force_at"]),
            index("agreement_issues", &["digest"]),
            index("agreement_parts", &["digest"]),
            index("agreement_documents", &["digest"]),
            unique("sheets", &["offer_id", "kind", "number"]),
            index("sheets", &["state", "last_day"]),
            index("sheets", &["digest"]),
            unique("sheet_signatories", &["sheet_id", "person_id"]),
            index("sheet_signatories", &["person_id", "due"]),
            index("agreement_variations", &["stage"]),
        ] {
            manager.create_index(index).await?;
        }
        for only_one in ONE_OPEN {
            manager
                .get_connection()
                .execute_unprepared(only_one)
                .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "agreement_variations",
                "sheet_reminders",
                "sheet_signatories",
                "sheets",
                "agreement_documents",
                "agreement_parts",
                "agreement_issues",
                "agreements",
            ],
        )
        .await
    }
}

/// Whatever several servers do at once, one text of an agreement is out for signature, and one memorandum of a budget.
const ONE_OPEN: &[&str] = &[
    "CREATE UNIQUE INDEX sheets_one_agreement_open ON sheets (offer_id) \
     WHERE kind = 'agreement' AND state = 'open'",
    "CREATE UNIQUE INDEX sheets_one_memorandum_open ON sheets (offer_id, budget) \
     WHERE kind = 'memorandum' AND state = 'open'",
];

fn maybe_day(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().null().take()
}

fn maybe_number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().null().take()
}

fn agreements() -> TableCreateStatement {
    Table::create()
        .table("agreements")
        .col(id("offer_id").primary_key())
        // The public reads nothing before this day.
        .col(maybe_day("embargo_until"))
        // The version in force: what delivery and the public read.
        .col(maybe_number("current"))
        .col(maybe_day("in_force_since"))
        // The last day of its term.
        .col(maybe_day("in_force_until"))
        .col(maybe_day("stopped_on"))
        // JSON: how it ended, once it has.
        .col(maybe_text("ending"))
        .col(version())
        .foreign_key(&mut names(("agreements", "offer_id"), ("offers", "id")))
        .take()
}

fn issues() -> TableCreateStatement {
    Table::create()
        .table("agreement_issues")
        .col(id("id").primary_key())
        .col(id("offer_id"))
        .col(number("number"))
        .col(number("version"))
        // The variation that made it, for a later version.
        .col(maybe_number("variation"))
        // JSON in canonical form, for reading back. What was signed are the parts.
        .col(text("content"))
        .col(text("digest"))
        .col(moment("issued_at"))
        .col(id("by_id"))
        .col(maybe_moment("signed_at"))
        // The day from which this version is the one in force, and when that was noted.
        .col(maybe_day("in_force_since"))
        .col(maybe_moment("in_force_at"))
        .foreign_key(&mut names(
            ("agreement_issues", "offer_id"),
            ("offers", "id"),
        ))
        .foreign_key(&mut names(("agreement_issues", "by_id"), ("people", "id")))
        .take()
}

fn parts() -> TableCreateStatement {
    Table::create()
        .table("agreement_parts")
        .col(id("issue_id"))
        .col(text("name"))
        .col(number("position"))
        .col(text("text"))
        .col(text("digest"))
        .primary_key(Index::create().col("issue_id").col("name"))
        .foreign_key(&mut names(
            ("agreement_parts", "issue_id"),
            ("agreement_issues", "id"),
        ))
        .take()
}

fn documents() -> TableCreateStatement {
    Table::create()
        .table("agreement_documents")
        .col(id("issue_id"))
        // `pdf`, `word` or `redline`.
        .col(text("kind"))
        .col(text("file_name"))
        .col(ColumnDef::new("bytes").blob().not_null().take())
        .col(big_number("size"))
        .col(text("digest"))
        .primary_key(Index::create().col("issue_id").col("kind"))
        .foreign_key(&mut names(
            ("agreement_documents", "issue_id"),
            ("agreement_issues", "id"),
        ))
        .take()
}

fn sheets() -> TableCreateStatement {
    Table::create()
        .table("sheets")
        .col(id("id").primary_key())
        .col(id("offer_id"))
        // `agreement` or `memorandum`, numbered each for itself.
        .col(text("kind"))
        .col(number("number"))
        // What is signed: an issue, or the memorandum of a budget as JSON.
        .col(maybe_text("issue_id"))
        .col(maybe_text("budget"))
        .col(maybe_text("text"))
        // JSON: the sheet with every signature, as the domain has it.
        .col(text("body"))
        // For lists and for the guards of the indexes: what follows from the body.
        .col(text("digest"))
        .col(text("state"))
        .col(day("last_day"))
        .col(moment("opened_at"))
        .col(version())
        .foreign_key(&mut names(("sheets", "offer_id"), ("offers", "id")))
        .foreign_key(&mut names(
            ("sheets", "issue_id"),
            ("agreement_issues", "id"),
        ))
        .take()
}

/// Who has to sign, worked out by the domain after each act on a sheet, so that lists ask one index.
fn signatories() -> TableCreateStatement {
    Table::create()
        .table("sheet_signatories")
        .col(id("sheet_id"))
        .col(number("position"))
        // Whoever has to sign now, and under the hat of which organisation.
        .col(id("person_id"))
        .col(id("organisation_id"))
        // Whether it is their turn, and since when.
        .col(flag("due"))
        .col(maybe_moment("since"))
        .primary_key(Index::create().col("sheet_id").col("position"))
        .foreign_key(&mut names(
            ("sheet_signatories", "sheet_id"),
            ("sheets", "id"),
        ))
        .foreign_key(&mut names(
            ("sheet_signatories", "person_id"),
            ("people", "id"),
        ))
        .take()
}

fn reminders() -> TableCreateStatement {
    Table::create()
        .table("sheet_reminders")
        .col(id("sheet_id"))
        .col(id("person_id"))
        // The day in London.
        .col(day("day"))
        .primary_key(Index::create().col("sheet_id").col("person_id").col("day"))
        .foreign_key(&mut names(
            ("sheet_reminders", "sheet_id"),
            ("sheets", "id"),
        ))
        .take()
}

fn variations() -> TableCreateStatement {
    Table::create()
        .table("agreement_variations")
        .col(id("offer_id"))
        .col(number("number"))
        // JSON: the variation as the domain has it.
        .col(text("body"))
        .col(text("stage"))
        .col(version())
        .primary_key(Index::create().col("offer_id").col("number"))
        .foreign_key(&mut names(
            ("agreement_variations", "offer_id"),
            ("offers", "id"),
        ))
        .take()
}
