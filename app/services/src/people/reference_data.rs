//! What every installation needs before its first person comes: the departments and agencies of the report,
//! the programme office, and a round.

use domain::process::{OrganisationKind, departments};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use crate::parameters::first_round;
use crate::store::{organisations, rounds};
use crate::{Refusal, Services};

/// The id of the programme office.
pub const PROGRAMME_OFFICE: &str = "programme-office";

impl Services {
    /// Puts in what is missing and touches nothing that is there. Nobody’s act, so no event.
    pub async fn ensure_reference_data(&self) -> Result<(), Refusal> {
        let now = self.real_now();
        let row = |id: &str, kind: OrganisationKind, name: &str, short: Option<&str>| {
            organisations::ActiveModel {
                id: Set(id.to_owned()),
                kind: Set(kind.code().to_owned()),
                name: Set(name.to_owned()),
                abbreviation: Set(short.map(str::to_owned)),
                prefix: Set(None),
                lead_place: Set(None),
                created_at: Set(now),
                version: Set(1),
                listed: Set(true),
                region: Set(None),
            }
        };
        let mut known: Vec<_> = departments()
            .iter()
            .map(|known| row(known.code, known.kind, known.name, Some(known.short)))
            .collect();
        known.push(row(
            PROGRAMME_OFFICE,
            OrganisationKind::ProgrammeOffice,
            "Programme office",
            None,
        ));
        organisations::Entity::insert_many(known)
            .on_conflict(
                OnConflict::column(organisations::Column::Id)
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(self.write())
            .await?;
        if rounds::Entity::find().one(self.read()).await?.is_none() {
            rounds::Entity::insert(first_round()?)
                .on_conflict(
                    OnConflict::column(rounds::Column::Id)
                        .do_nothing()
                        .to_owned(),
                )
                .exec_without_returning(self.write())
                .await?;
        }
        Ok(())
    }
}
