//! Negotiation: terms with their versions, what each party says of them, what is proposed, what waits, and barriers.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            terms(),
            versions(),
            positions(),
            proposals(),
            turns(),
            reminders(),
            barriers(),
            barrier_versions(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            unique("terms", &["offer_id", "number"]),
            index("term_positions", &["term_id", "version", "opening", "room"]),
            index("term_positions", &["term_id", "party", "at"]),
            index("term_positions", &["by_id"]),
            unique("term_proposals", &["offer_id", "slug"]),
            index("term_proposals", &["term_id", "state", "room"]),
            index("term_proposals", &["offer_id", "state", "room"]),
            index("term_proposals", &["by_id"]),
            index("term_turns", &["term_id"]),
            index("term_turns", &["offer_id"]),
            index("term_turns", &["party", "waits", "since"]),
            index("term_turns", &["side", "since"]),
            unique("term_reminders", &["term_id", "party", "day"]),
            unique("barriers", &["offer_id", "slug"]),
            index("barriers", &["owner", "stands", "due"]),
        ] {
            manager.create_index(index).await?;
        }
        manager
            .alter_table(
                Table::alter()
                    .table("outbox")
                    .add_column(ColumnDef::new("term").integer().null())
                    .take(),
            )
            .await?;
        manager
            .alter_table(
                Table::alter()
                    .table("outbox")
                    .add_column(maybe_text("party"))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["party", "term"] {
            manager
                .alter_table(Table::alter().table("outbox").drop_column(column).take())
                .await?;
        }
        drop_tables(
            manager,
            &[
                "barrier_versions",
                "barriers",
                "term_reminders",
                "term_turns",
                "term_proposals",
                "term_positions",
                "term_versions",
                "terms",
            ],
        )
        .await
    }
}

fn terms() -> TableCreateStatement {
    Table::create()
        .table("terms")
        .col(id("id").primary_key())
        .col(id("offer_id"))
        .col(number("number"))
        .col(text("kind"))
        // The matter, for kinds of which there are several.
        .col(maybe_text("matter_slug"))
        // The department named at acceptance.
        .col(id("lead_id"))
        // The number of the version that stands.
        .col(number("current"))
        .col(number("openings"))
        .col(maybe_moment("opened_at"))
        // JSON: departments that the champion asked for, each with the reason.
        .col(text("added"))
        // JSON: how it was closed; missing while it is not.
        .col(maybe_text("closing"))
        .col(version())
        .foreign_key(&mut names(("terms", "offer_id"), ("offers", "id")))
        .foreign_key(&mut names(("terms", "lead_id"), ("organisations", "id")))
        .take()
}

/// Columns that say who did it, under which hat, and when.
fn by(table: &mut TableCreateStatement) -> &mut TableCreateStatement {
    table
        .col(id("by_id"))
        .col(id("organisation_id"))
        .col(text("role"))
        .col(moment("at"))
}

fn versions() -> TableCreateStatement {
    by(Table::create()
        .table("term_versions")
        .col(id("term_id"))
        .col(number("number"))
        // JSON: the matters as they stood, prose and figures together.
        .col(text("matters"))
        .col(text("reason")))
    .primary_key(Index::create().col("term_id").col("number"))
    .foreign_key(&mut names(("term_versions", "term_id"), ("terms", "id")))
    .foreign_key(&mut names(("term_versions", "by_id"), ("people", "id")))
    .take()
}

fn positions() -> TableCreateStatement {
    by(Table::create()
        .table("term_positions")
        .col(id("id").primary_key())
        .col(id("term_id"))
        .col(text("party"))
        .col(number("version"))
        .col(number("opening"))
        .col(text("room"))
        .col(text("stance"))
        .col(text("words"))
        .col(flag("red_line"))
        .col(text("authority"))
        .col(ColumnDef::new("reply_by").date().null().take())
        // On what was released: whose private position it is.
        .col(maybe_text("released_from")))
    .foreign_key(&mut names(("term_positions", "term_id"), ("terms", "id")))
    .foreign_key(&mut names(("term_positions", "by_id"), ("people", "id")))
    .take()
}

fn proposals() -> TableCreateStatement {
    by(Table::create()
        .table("term_proposals")
        .col(id("id").primary_key())
        .col(id("offer_id"))
        .col(id("term_id"))
        // Short and random: neither an address nor a gap tells of private ones.
        .col(text("slug"))
        .col(text("room"))
        // The version of the term that it starts from.
        .col(number("base"))
        // `change`, `add` or `remove` of one matter.
        .col(text("change"))
        .col(text("matter_slug"))
        // JSON: the matter as it would be.
        .col(text("content"))
        .col(text("reason"))
        // `open`, `taken-up` or `refused`.
        .col(text("state"))
        .col(maybe_text("answered_by"))
        .col(maybe_moment("answered_at"))
        .col(text("answer"))
        // On what was released: the private proposal it was copied from.
        .col(maybe_text("released_from"))
        .col(version()))
    .foreign_key(&mut names(("term_proposals", "term_id"), ("terms", "id")))
    .foreign_key(&mut names(("term_proposals", "offer_id"), ("offers", "id")))
    .foreign_key(&mut names(("term_proposals", "by_id"), ("people", "id")))
    .take()
}

/// What waits on a term, worked out by the domain after each act on it, so that lists ask one index.
fn turns() -> TableCreateStatement {
    Table::create()
        .table("term_turns")
        .col(id("id").primary_key())
        .col(id("term_id"))
        .col(id("offer_id"))
        // `position`: this party has to say where it stands. `answer`: it is to be answered.
        .col(text("waits"))
        .col(text("party"))
        // Who has to act: `place` or `whitehall`.
        .col(text("side"))
        .col(flag("red_line"))
        .col(moment("since"))
        .foreign_key(&mut names(("term_turns", "term_id"), ("terms", "id")))
        .foreign_key(&mut names(("term_turns", "offer_id"), ("offers", "id")))
        .take()
}

fn reminders() -> TableCreateStatement {
    Table::create()
        .table("term_reminders")
        .col(id("id").primary_key())
        .col(id("term_id"))
        .col(text("party"))
        // The day in London.
        .col(day("day"))
        .col(id("by_id"))
        .foreign_key(&mut names(("term_reminders", "term_id"), ("terms", "id")))
        .take()
}

fn barriers() -> TableCreateStatement {
    by(Table::create()
        .table("barriers")
        .col(id("id").primary_key())
        .col(id("offer_id"))
        .col(text("slug"))
        // JSON: the barrier as people fill it in.
        .col(text("content"))
        // For lists: who can remove it, whether it stands, by when.
        .col(text("owner"))
        .col(flag("stands"))
        .col(ColumnDef::new("due").date().null().take())
        .col(id("edited_by"))
        .col(moment("edited_at"))
        .col(version()))
    .foreign_key(&mut names(("barriers", "offer_id"), ("offers", "id")))
    .foreign_key(&mut names(("barriers", "by_id"), ("people", "id")))
    .take()
}

fn barrier_versions() -> TableCreateStatement {
    Table::create()
        .table("barrier_versions")
        .col(id("barrier_id"))
        .col(big_number("version"))
        .col(text("content"))
        .col(id("edited_by"))
        .col(moment("edited_at"))
        .primary_key(Index::create().col("barrier_id").col("version"))
        .foreign_key(&mut names(
            ("barrier_versions", "barrier_id"),
            ("barriers", "id"),
        ))
        .take()
}
