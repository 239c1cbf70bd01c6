//! What a mail is about and what has become of it; how soon people want which mail; and the order of “your work”.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One at a time: SQLite alters no more than one thing in a statement.
        for column in new_columns() {
            manager
                .alter_table(Table::alter().table("outbox").add_column(column).take())
                .await?;
        }
        for statement in WHAT_WAS_THERE {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        manager
            .drop_index(Index::drop().table("outbox").name(OLD_INDEX).to_owned())
            .await?;
        for (table, columns) in INDEXES {
            manager.create_index(index(table, columns)).await?;
        }
        manager
            .create_table(
                Table::create()
                    .table("mail_choices")
                    .col(id("person_id"))
                    .col(text("kind"))
                    .col(text("pace"))
                    .primary_key(Index::create().col("person_id").col("kind"))
                    .foreign_key(&mut names(("mail_choices", "person_id"), ("people", "id")))
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["mail_choices"]).await?;
        for (table, columns) in INDEXES {
            let name = format!("{table}_by_{}", columns.join("_"));
            manager
                .drop_index(Index::drop().table(*table).name(name).to_owned())
                .await?;
        }
        manager
            .create_index(index("outbox", &["sent_at", "due_at"]))
            .await?;
        for column in new_columns().iter().rev() {
            let name = column.get_column_name();
            manager
                .alter_table(Table::alter().table("outbox").drop_column(name).take())
                .await?;
        }
        Ok(())
    }
}

fn new_columns() -> Vec<ColumnDef> {
    vec![
        ColumnDef::new("state")
            .text()
            .not_null()
            .default("waiting")
            .take(),
        // Why it was not sent, in words.
        maybe_text("reason"),
        // The page it leads to, unless that address opens a door.
        maybe_text("link"),
        // The digest of the token of the door it opens.
        maybe_text("door"),
        maybe_text("room"),
        maybe_text("organisation_id"),
        // The act that is wanted of whoever gets it.
        maybe_text("wanted"),
        maybe_text("matter_slug"),
        // The daily mail it was put into.
        maybe_text("digest_id"),
    ]
}

/// What stood in the outbox before there were states. Mail of partners is the place’s own.
const WHAT_WAS_THERE: &[&str] = &[
    "UPDATE outbox SET state = 'sent' WHERE sent_at IS NOT NULL",
    "UPDATE outbox SET state = 'retrying' WHERE sent_at IS NULL AND last_error IS NOT NULL",
    "UPDATE outbox SET state = 'failed' WHERE sent_at IS NULL AND attempts >= 12",
    "UPDATE outbox SET room = 'joint' WHERE offer_id IS NOT NULL",
    "UPDATE outbox SET room = 'place' WHERE kind LIKE 'partner-%'",
];

const OLD_INDEX: &str = "outbox_by_sent_at_due_at";

const INDEXES: &[(&str, &[&str])] = &[
    ("outbox", &["state", "due_at", "id"]),
    ("outbox", &["state", "created_at"]),
    ("outbox", &["to_person", "state"]),
    ("outbox", &["digest_id"]),
    ("outbox", &["offer_id", "created_at"]),
    ("offers", &["stage", "stage_since"]),
    ("offers", &["place_id", "stage", "stage_since"]),
    ("partner_answers", &["state", "organisation_id"]),
];
