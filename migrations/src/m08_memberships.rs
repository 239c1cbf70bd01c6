//! Invitations that can be cancelled, organisations that the programme office knows, and who reads an offer for
//! its department.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut column in [maybe_moment("cancelled_at"), maybe_text("invited_by")] {
            manager
                .alter_table(
                    Table::alter()
                        .table("sign_in_links")
                        .add_column(&mut column)
                        .take(),
                )
                .await?;
        }
        manager
            .create_index(index("sign_in_links", &["organisation_id", "created_at"]))
            .await?;
        // An organisation that a place named in its draft is the place's own affair until the offer is submitted
        // or the programme office adds it itself.
        manager
            .alter_table(
                Table::alter()
                    .table("organisations")
                    .add_column(flag("listed"))
                    .take(),
            )
            .await?;
        manager
            .create_index(index("organisations", &["name"]))
            .await?;
        manager
            .create_index(index("organisations", &["lead_place", "name"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("reviewer_assignments")
                    .col(id("offer_id"))
                    .col(id("organisation_id"))
                    .col(id("person_id"))
                    .col(moment("since"))
                    .primary_key(
                        Index::create()
                            .col("offer_id")
                            .col("organisation_id")
                            .col("person_id"),
                    )
                    .foreign_key(&mut names(
                        ("reviewer_assignments", "offer_id"),
                        ("offers", "id"),
                    ))
                    .foreign_key(&mut names(
                        ("reviewer_assignments", "organisation_id"),
                        ("organisations", "id"),
                    ))
                    .foreign_key(&mut names(
                        ("reviewer_assignments", "person_id"),
                        ("people", "id"),
                    ))
                    .take(),
            )
            .await?;
        manager
            .create_index(index(
                "reviewer_assignments",
                &["person_id", "organisation_id"],
            ))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["reviewer_assignments"]).await?;
        for name in [
            "organisations_by_lead_place_name",
            "organisations_by_name",
            "sign_in_links_by_organisation_id_created_at",
        ] {
            manager
                .drop_index(Index::drop().name(name).to_owned())
                .await?;
        }
        for (table, column) in [
            ("organisations", "listed"),
            ("sign_in_links", "invited_by"),
            ("sign_in_links", "cancelled_at"),
        ] {
            manager
                .alter_table(Table::alter().table(table).drop_column(column).take())
                .await?;
        }
        Ok(())
    }
}
