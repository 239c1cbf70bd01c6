//! Erasing an account. Name and address go from everywhere; what was done stays, under the role.

use domain::process::PersonId;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use super::former_name;
use super::traces::Traces;
use crate::act::{ActTx, Doer};
use crate::digest::digest;
use crate::sessions::end_all;
use crate::store::delivery::calendar_feed;
use crate::store::{
    kept_posts, mail_choices, people, provider_identities, reviewer_assignments, sign_in_attempts,
    sign_in_links,
};
use crate::{Fault, Refusal, Services, Viewer};

/// The field in which somebody types their address, so that nobody erases by a slip of the hand.
const CONFIRM: &str = "confirm";

impl Services {
    /// What has to be handed over before this person can go, in words; nothing where they can.
    pub async fn before_erasing(&self, viewer: &Viewer) -> Result<Vec<String>, Refusal> {
        // An act that is not committed: it finds out what the real one would meet.
        let mut act = self.begin(&Doer::house()).await?;
        let faults = act.give_up_roles(&viewer.person).await?;
        Ok(faults.into_iter().map(|fault| fault.words).collect())
    }

    /// Erases the account of the viewer, who has typed their address to confirm it.
    ///
    /// # Errors
    /// `Invalid`: at `confirm` where what was typed is not the address, at `role` where an organisation or an
    /// offer would be left without somebody it needs.
    pub async fn erase_account(
        &self,
        viewer: &Viewer,
        doer: Option<&Doer>,
        confirmed: &str,
    ) -> Result<(), Refusal> {
        if !confirmed.trim().eq_ignore_ascii_case(&viewer.email) {
            return Err(Refusal::fault(
                CONFIRM,
                "Type your email address as it stands above",
            ));
        }
        let house = Doer::house();
        let mut act = self.begin(doer.unwrap_or(&house)).await?;
        let former = former_name(act.db(), viewer.person.as_str()).await?;
        let faults = act.give_up_roles(&viewer.person).await?;
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        let person = people::Entity::find_by_id(viewer.person.as_str())
            .filter(people::Column::ErasedAt.is_null())
            .one(act.db())
            .await?
            .ok_or(Refusal::AlreadyDone)?;
        act.record_beside("account-erased", &json!({ "person": person.id }))?;
        take_away_doors(act.db(), &viewer.person, &person.email).await?;
        Traces::of(&person, &former).erase(act.db()).await?;
        let gone = people::Model {
            // No address that anybody could ask from, and not the same for two.
            email: format!("erased {}", person.pseudonym),
            name: former,
            disabled_at: Some(person.disabled_at.unwrap_or(act.now())),
            erased_at: Some(act.now()),
            version: person.version + 1,
            ..person
        };
        people::Entity::update(gone.into_active_model().reset_all())
            .exec(act.db())
            .await?;
        act.commit().await
    }
}

impl ActTx {
    /// Ends every role of a person. Answers what is in the way, and then nothing must be committed.
    async fn give_up_roles(&mut self, person: &PersonId) -> Result<Vec<Fault>, Refusal> {
        let mut faults = Vec::new();
        for (organisation, member) in self.lock_roles_of(person).await? {
            match self.can_spare(&organisation, &member).await {
                Ok(()) => self.leave(person, &organisation, member.role).await?,
                Err(Refusal::Invalid(more)) => faults.extend(more),
                Err(other) => return Err(other),
            }
        }
        reviewer_assignments::Entity::delete_many()
            .filter(reviewer_assignments::Column::PersonId.eq(person.as_str()))
            .exec(self.db())
            .await?;
        Ok(faults)
    }
}

/// All by which they could come in, or would be known again; and what was kept for them.
async fn take_away_doors(
    db: &DatabaseTransaction,
    person: &PersonId,
    address: &str,
) -> Result<(), Refusal> {
    end_all(db, person).await?;
    sign_in_links::Entity::delete_many()
        .filter(sign_in_links::Column::PersonId.eq(person.as_str()))
        .exec(db)
        .await?;
    sign_in_attempts::Entity::delete_many()
        .filter(sign_in_attempts::Column::AddressDigest.eq(digest(&["address", address])))
        .exec(db)
        .await?;
    provider_identities::Entity::delete_many()
        .filter(provider_identities::Column::PersonId.eq(person.as_str()))
        .exec(db)
        .await?;
    kept_posts::Entity::delete_many()
        .filter(kept_posts::Column::PersonId.eq(person.as_str()))
        .exec(db)
        .await?;
    calendar_feed::Entity::delete_by_id(person.as_str())
        .exec(db)
        .await?;
    mail_choices::Entity::delete_many()
        .filter(mail_choices::Column::PersonId.eq(person.as_str()))
        .exec(db)
        .await?;
    Ok(())
}
