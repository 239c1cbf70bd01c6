//! Closing somebody’s account, and opening it again. An account can have roles in several organisations: only the
//! programme office closes it.

use domain::process::{Act, OrganisationId, PersonId};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};

use super::directory::find_known;
use super::members::member;
use crate::act::Doer;
use crate::store::people;
use crate::{Refusal, Services};

impl Services {
    /// Closes the account of somebody in this organisation: their sessions end everywhere, and no link lets them
    /// in. Their roles stay as they are, for when the account is opened again.
    ///
    /// # Errors
    /// `Invalid` at `role`, in words, where an organisation or an offer would be left without somebody it needs,
    /// and for the doer’s own account.
    pub async fn close_account(
        &self,
        doer: &Doer,
        organisation: &OrganisationId,
        membership: &str,
    ) -> Result<(), Refusal> {
        doer.may_for(Act::DisablePeople, organisation)?;
        let mut act = self.begin(doer).await?;
        find_known(act.db(), doer.hats(), organisation).await?;
        let person = member(act.db(), organisation, membership).await?.person;
        if doer.person() == Some(&person) {
            return Err(Refusal::fault(
                "role",
                "You cannot close your own account here. Somebody else in the programme office can.",
            ));
        }
        for (organisation, role) in act.lock_roles_of(&person).await? {
            act.can_spare(&organisation, &role).await?;
            // What was theirs to read falls to all reviewers of the department.
            act.forget_assignments(&organisation, &role.person).await?;
        }
        act.disable(&person).await?;
        act.commit().await
    }

    /// Opens a closed account again.
    ///
    /// # Errors
    /// `AlreadyDone` where it is open.
    pub async fn open_account(
        &self,
        doer: &Doer,
        organisation: &OrganisationId,
        membership: &str,
    ) -> Result<(), Refusal> {
        doer.may_for(Act::DisablePeople, organisation)?;
        let mut act = self.begin(doer).await?;
        find_known(act.db(), doer.hats(), organisation).await?;
        let person: PersonId = member(act.db(), organisation, membership).await?.person;
        let opened = people::Entity::update_many()
            .col_expr(
                people::Column::DisabledAt,
                Expr::value(None::<chrono::DateTime<chrono::Utc>>),
            )
            .col_expr(
                people::Column::Version,
                Expr::col(people::Column::Version).add(1),
            )
            .filter(people::Column::Id.eq(person.as_str()))
            .filter(people::Column::DisabledAt.is_not_null())
            // Who has gone for good left nothing to open.
            .filter(people::Column::ErasedAt.is_null())
            .exec(act.db())
            .await?;
        if opened.rows_affected == 0 {
            return Err(Refusal::AlreadyDone);
        }
        act.record_beside(
            "person-enabled",
            &serde_json::json!({ "person": person.as_str() }),
        )?;
        act.commit().await
    }
}
