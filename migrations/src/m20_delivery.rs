//! Delivery: milestones with every forecast they ever had, what they wait for, and the addresses of calendars.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [milestones(), versions(), links(), feeds()] {
            manager.create_table(table).await?;
        }
        for index in [
            unique("milestones", &["offer_id", "slug"]),
            unique("milestones", &["offer_id", "source"]),
            index("milestones", &["stands", "due"]),
            index("milestones", &["stands", "slip", "due"]),
            index("milestones", &["owner_organisation", "stands", "due"]),
            index("milestone_links", &["offer_id"]),
            index("milestone_links", &["after_id"]),
            unique("calendar_feeds", &["digest"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "calendar_feeds",
                "milestone_links",
                "milestone_versions",
                "milestones",
            ],
        )
        .await
    }
}

fn maybe_day(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().null().take()
}

fn maybe_number(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().null().take()
}

fn milestones() -> TableCreateStatement {
    Table::create()
        .table("milestones")
        .col(id("id").primary_key())
        .col(id("offer_id"))
        .col(text("slug"))
        // The id of the obligation that it is; none for one that people added on the way.
        .col(maybe_text("source"))
        .col(maybe_text("kind"))
        // JSON: the obligation as it was agreed last.
        .col(maybe_text("agreed"))
        .col(maybe_number("term"))
        .col(text("title"))
        // How much, in words.
        .col(text("promised"))
        // By the code under which the agreement names them, with the name.
        .col(text("owner"))
        .col(text("owner_name"))
        .col(maybe_text("owner_organisation"))
        .col(text("side"))
        .col(day("due"))
        .col(maybe_day("forecast"))
        .col(maybe_day("achieved_on"))
        // By how many days its own forecast lies after its day, while it is not achieved.
        .col(number("slip"))
        // Whether it is still to be done: agreed and needed, not achieved, under an agreement in force.
        .col(flag("stands"))
        // The version of the agreement that it is no longer in.
        .col(maybe_number("gone_in"))
        .col(flag("dropped"))
        // Whether its owner was told.
        .col(flag("told_due"))
        .col(flag("told_late"))
        // JSON: what people filled in.
        .col(text("content"))
        .col(version())
        // The house lays what is agreed.
        .col(maybe_text("by_id"))
        .col(moment("at"))
        .col(maybe_text("edited_by"))
        .col(moment("edited_at"))
        .foreign_key(&mut names(("milestones", "offer_id"), ("offers", "id")))
        .foreign_key(&mut names(("milestones", "by_id"), ("people", "id")))
        .foreign_key(&mut names(("milestones", "edited_by"), ("people", "id")))
        .take()
}

fn versions() -> TableCreateStatement {
    Table::create()
        .table("milestone_versions")
        .col(id("milestone_id"))
        .col(big_number("version"))
        // Its day then: a variation can have changed it since.
        .col(day("due"))
        .col(text("content"))
        .col(maybe_text("edited_by"))
        .col(moment("edited_at"))
        .primary_key(Index::create().col("milestone_id").col("version"))
        .foreign_key(&mut names(
            ("milestone_versions", "milestone_id"),
            ("milestones", "id"),
        ))
        .foreign_key(&mut names(
            ("milestone_versions", "edited_by"),
            ("people", "id"),
        ))
        .take()
}

fn links() -> TableCreateStatement {
    Table::create()
        .table("milestone_links")
        .col(id("milestone_id"))
        .col(id("after_id"))
        .col(id("offer_id"))
        .primary_key(Index::create().col("milestone_id").col("after_id"))
        .foreign_key(&mut names(
            ("milestone_links", "milestone_id"),
            ("milestones", "id"),
        ))
        .foreign_key(&mut names(
            ("milestone_links", "after_id"),
            ("milestones", "id"),
        ))
        .take()
}

fn feeds() -> TableCreateStatement {
    Table::create()
        .table("calendar_feeds")
        .col(id("person_id").primary_key())
        // Of the secret in its address, which is stored nowhere.
        .col(text("digest"))
        .col(moment("made_at"))
        .foreign_key(&mut names(
            ("calendar_feeds", "person_id"),
            ("people", "id"),
        ))
        .take()
}
