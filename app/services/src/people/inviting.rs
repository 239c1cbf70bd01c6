//! Inviting people to an organisation: by mail, accepted once, for a fortnight; sent again and cancelled.

use domain::process::{Act, OrganisationId, OrganisationKind, Role};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::directory::find_known;
use super::{read_address, read_name};
use crate::act::{ActTx, Doer};
use crate::offers::head::known;
use crate::sign_in::{HOME, Kind};
use crate::store::{memberships, people, sign_in_links};
use crate::{Fault, Invitation, Refusal, Services};

/// Somebody to be invited, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewMember {
    pub name: String,
    pub email: String,
    pub role: Option<Role>,
}

impl Services {
    /// Invites somebody to a role in an organisation. They join when they follow the link.
    ///
    /// # Errors
    /// `Invalid` at `name`, `email` or `role`.
    pub async fn invite_member(
        &self,
        doer: &Doer,
        organisation: &OrganisationId,
        new: &NewMember,
    ) -> Result<(), Refusal> {
        doer.may_for(Act::ManagePeople, organisation)?;
        let mut act = self.begin(doer).await?;
        let row = find_known(act.db(), doer.hats(), organisation).await?;
        let kind = known(&row.kind, OrganisationKind::from_code)?;
        let (name, email) = (read_name(&new.name), read_address(&new.email));
        let role = new.role.filter(|role| kind.roles().contains(role));
        let (name, email, role) = match (name, email, role) {
            (Ok(name), Ok(email), Some(role)) => (name, email, role),
            (name, email, role) => {
                let missing = role
                    .is_none()
                    .then(|| Refusal::fault("role", "Choose what they do for the organisation"));
                return Err(together([name.err(), email.err(), missing]));
            }
        };
        act.refuse_member(&email, organisation, role).await?;
        act.send_invitation(organisation, &email, &name, role)
            .await?;
        act.commit().await
    }

    /// Sends a pending invitation once more: the link in the former mail stops working.
    ///
    /// # Errors
    /// `WrongStage` where it was accepted or cancelled meanwhile.
    pub async fn invite_again(
        &self,
        doer: &Doer,
        organisation: &OrganisationId,
        invitation: &str,
    ) -> Result<(), Refusal> {
        doer.may_for(Act::ManagePeople, organisation)?;
        let mut act = self.begin(doer).await?;
        find_known(act.db(), doer.hats(), organisation).await?;
        let (link, person) = act.pending(organisation, invitation).await?;
        let role = known(link.role.as_deref().unwrap_or_default(), Role::from_code)?;
        act.send_invitation(organisation, &person.email, &person.name, role)
            .await?;
        act.commit().await
    }

    /// Takes a pending invitation back: its link says so from now on.
    ///
    /// # Errors
    /// `WrongStage` where it was accepted meanwhile; `AlreadyDone` where it is cancelled already.
    pub async fn cancel_invitation(
        &self,
        doer: &Doer,
        organisation: &OrganisationId,
        invitation: &str,
    ) -> Result<(), Refusal> {
        doer.may_for(Act::ManagePeople, organisation)?;
        let mut act = self.begin(doer).await?;
        find_known(act.db(), doer.hats(), organisation).await?;
        let (link, person) = act.pending(organisation, invitation).await?;
        let cancelled = sign_in_links::Entity::update_many()
            .col_expr(
                sign_in_links::Column::CancelledAt,
                Expr::value(self.real_now()),
            )
            .filter(sign_in_links::Column::Id.eq(link.id.as_str()))
            .filter(sign_in_links::Column::UsedAt.is_null())
            .filter(sign_in_links::Column::CancelledAt.is_null())
            .exec(act.db())
            .await?;
        if cancelled.rows_affected == 0 {
            return Err(accepted());
        }
        act.record_beside(
            "invitation-cancelled",
            &serde_json::json!({
                "person": person.id,
                "organisation": organisation.as_str(),
                "role": link.role,
            }),
        )?;
        act.commit().await
    }
}

impl ActTx {
    async fn send_invitation(
        &mut self,
        organisation: &OrganisationId,
        email: &str,
        name: &str,
        role: Role,
    ) -> Result<(), Refusal> {
        let inviter = self.doer_name().await?;
        let invitation = Invitation {
            address: email,
            name,
            organisation,
            role,
            destination: HOME,
        };
        self.invite_to_join(invitation, &inviter).await?;
        let person = self.person_at(email, name).await?;
        self.record_beside(
            "person-invited",
            &serde_json::json!({
                "person": person.as_str(),
                "organisation": organisation.as_str(),
                "role": role.code(),
            }),
        )?;
        Ok(())
    }

    /// What the one who does this is called.
    pub(super) async fn doer_name(&self) -> Result<String, Refusal> {
        let Some(person) = self.doer().person() else {
            return Ok("The programme office".to_owned());
        };
        let row = people::Entity::find_by_id(person.as_str())
            .one(self.db())
            .await?;
        Ok(row.map(|row| row.name).unwrap_or_default())
    }

    async fn pending(
        &self,
        organisation: &OrganisationId,
        invitation: &str,
    ) -> Result<(sign_in_links::Model, people::Model), Refusal> {
        let link = sign_in_links::Entity::find_by_id(invitation)
            .filter(sign_in_links::Column::OrganisationId.eq(organisation.as_str()))
            .filter(sign_in_links::Column::Kind.eq(Kind::Invitation.code()))
            .filter(sign_in_links::Column::Destination.eq(HOME))
            .one(self.db())
            .await?
            .ok_or(Refusal::NotFound)?;
        if link.used_at.is_some() {
            return Err(accepted());
        }
        if link.cancelled_at.is_some() || link.superseded_at.is_some() {
            return Err(Refusal::AlreadyDone);
        }
        let person = people::Entity::find_by_id(link.person_id.as_str())
            .one(self.db())
            .await?
            .ok_or_else(|| Refusal::broken("an invitation without a person"))?;
        Ok((link, person))
    }

    /// Whom nobody needs to invite, and whom nobody can.
    async fn refuse_member(
        &self,
        email: &str,
        organisation: &OrganisationId,
        role: Role,
    ) -> Result<(), Refusal> {
        let Some(person) = people::Entity::find()
            .filter(people::Column::Email.eq(email))
            .one(self.db())
            .await?
        else {
            return Ok(());
        };
        if person.disabled_at.is_some() {
            return Err(Refusal::fault(
                "email",
                "The account with this email address was closed. Ask the programme office to open it again",
            ));
        }
        let has_it = memberships::Entity::find()
            .filter(memberships::Column::PersonId.eq(person.id.as_str()))
            .filter(memberships::Column::OrganisationId.eq(organisation.as_str()))
            .filter(memberships::Column::Role.eq(role.code()))
            .filter(memberships::Column::EndedAt.is_null())
            .one(self.db())
            .await?;
        match has_it {
            None => Ok(()),
            Some(_) => Err(Refusal::fault(
                "email",
                format!("{} has this role already", person.name),
            )),
        }
    }
}

fn accepted() -> Refusal {
    Refusal::WrongStage(
        "This invitation was accepted in the meantime. You can end the role instead.".to_owned(),
    )
}

/// All that is wrong, at once.
fn together(refusals: impl IntoIterator<Item = Option<Refusal>>) -> Refusal {
    let mut faults: Vec<Fault> = Vec::new();
    for refusal in refusals.into_iter().flatten() {
        match refusal {
            Refusal::Invalid(more) => faults.extend(more),
            other => return other,
        }
    }
    Refusal::Invalid(faults)
}
