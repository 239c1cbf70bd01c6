//! Offers, the numbers their references are made from, and the organisations that are party to each.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("reference_series")
                    .col(text("prefix"))
                    .col(text("series"))
                    .col(big_number("last_number"))
                    .primary_key(Index::create().col("prefix").col("series"))
                    .take(),
            )
            .await?;
        manager.create_table(offers()).await?;
        manager
            .create_index(unique("offers", &["reference"]))
            .await?;
        manager
            .create_index(unique("offers", &["draft_reference"]))
            .await?;
        for columns in [
            &["place_id", "stage", "updated_at"][..],
            &["stage", "updated_at"],
            &["updated_at"],
            &["champion_id", "stage"],
            &["lead_department_id", "stage"],
        ] {
            manager.create_index(index("offers", columns)).await?;
        }
        manager
            .create_table(
                Table::create()
                    .table("offer_parties")
                    .col(id("offer_id"))
                    .col(id("organisation_id"))
                    .col(text("relation"))
                    .primary_key(
                        Index::create()
                            .col("offer_id")
                            .col("organisation_id")
                            .col("relation"),
                    )
                    .foreign_key(&mut names(("offer_parties", "offer_id"), ("offers", "id")))
                    .foreign_key(&mut names(
                        ("offer_parties", "organisation_id"),
                        ("organisations", "id"),
                    ))
                    .take(),
            )
            .await?;
        manager
            .create_index(index(
                "offer_parties",
                &["organisation_id", "relation", "offer_id"],
            ))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["offer_parties", "offers", "reference_series"]).await
    }
}

fn offers() -> TableCreateStatement {
    Table::create()
        .table("offers")
        .col(id("id").primary_key())
        // Given at the first submission, such as KEN-1; a draft is known by the other.
        .col(maybe_text("reference"))
        .col(text("draft_reference"))
        .col(id("place_id"))
        .col(text("kind"))
        .col(text("level"))
        .col(maybe_text("theme"))
        .col(text("title"))
        .col(text("stage"))
        .col(moment("stage_since"))
        .col(id("round_id"))
        // The set the offer was submitted under, as JSON.
        .col(maybe_text("parameters"))
        .col(maybe_moment("first_submitted_at"))
        .col(maybe_moment("submitted_at"))
        .col(maybe_text("champion_id"))
        .col(maybe_text("lead_department_id"))
        // The calendar year in which the first financial year begins.
        .col(number("starts"))
        .col(number("years"))
        .col(maybe_pence("additional_final_pence"))
        .col(maybe_pence("additional_total_pence"))
        .col(maybe_text("carried_from"))
        // The recorded invitation to make a Single Offer (7.14).
        .col(maybe_moment("invited_at"))
        .col(maybe_text("invited_by"))
        .col(flag("illustrative"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .col(version())
        .foreign_key(&mut names(("offers", "place_id"), ("organisations", "id")))
        .foreign_key(&mut names(("offers", "round_id"), ("rounds", "id")))
        .foreign_key(&mut names(("offers", "champion_id"), ("people", "id")))
        .foreign_key(&mut names(
            ("offers", "lead_department_id"),
            ("organisations", "id"),
        ))
        .foreign_key(&mut names(("offers", "carried_from"), ("offers", "id")))
        .take()
}
