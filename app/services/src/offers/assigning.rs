//! The programme office names another champion for an offer under way.

use domain::process::{Act, Event, Guard, PersonId, Reference, Role};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};

use super::recipients::holders;
use super::{Offers, letters};
use crate::Refusal;
use crate::act::{Doer, guarded};
use crate::store::{memberships, offers};

impl Offers<'_> {
    /// Assigns the champion of an offer that was accepted. The new champion is told.
    ///
    /// # Errors
    /// `Invalid` at `champion` for somebody who is none; `AlreadyDone` for the one who is it already.
    pub async fn assign_champion(
        &self,
        doer: &Doer,
        reference: &Reference,
        champion: &PersonId,
    ) -> Result<(), Refusal> {
        let mut open = self.open(doer, Act::AssignChampion, reference).await?;
        // Whoever leaves at this moment is waited for: nobody becomes champion who has just gone.
        let organisations = memberships::Entity::find()
            .filter(memberships::Column::PersonId.eq(champion.as_str()))
            .filter(memberships::Column::Role.eq(Role::Champion.code()))
            .all(open.act.db())
            .await?
            .into_iter()
            .map(|row| row.organisation_id)
            .collect();
        open.act.lock_organisations(&organisations).await?;
        let champions = holders(open.act.db(), &[Role::Champion], None).await?;
        if !champions.iter().any(|holder| holder.person == *champion) {
            return Err(Refusal::fault("champion", Guard::ChampionNamed.words()));
        }
        if open.head.row.champion_id.as_deref() == Some(champion.as_str()) {
            return Err(Refusal::AlreadyDone);
        }
        let saved = offers::Entity::update_many()
            .col_expr(offers::Column::ChampionId, Expr::value(champion.as_str()))
            .col_expr(offers::Column::UpdatedAt, Expr::value(open.act.now()))
            .col_expr(
                offers::Column::Version,
                Expr::col(offers::Column::Version).add(1),
            )
            .filter(offers::Column::Id.eq(open.head.row.id.as_str()))
            .filter(offers::Column::Version.eq(open.head.row.version))
            .exec(open.act.db())
            .await?;
        guarded(saved.rows_affected)?;
        let event = Event::ChampionAssigned {
            champion: champion.clone(),
        };
        open.act.record(&open.head.row.id, &event)?;
        letters::assigned(&mut open.act, &open.head, champion).await?;
        open.act.commit().await
    }
}
