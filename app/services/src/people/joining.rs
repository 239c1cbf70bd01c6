//! People coming, taking on a role, and going. All of it within an act.

use domain::process::{OrganisationId, PersonId, Role};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use super::read_address;
use crate::act::ActTx;
use crate::sessions::end_all;
use crate::store::{memberships, people};
use crate::{Refusal, chance};

impl ActTx {
    /// The person with this address; one who is new here is added under the name given.
    pub async fn person_at(&mut self, address: &str, name: &str) -> Result<PersonId, Refusal> {
        let address = read_address(address)?;
        let known = people::Entity::find()
            .filter(people::Column::Email.eq(address.as_str()))
            .one(self.db())
            .await?;
        if let Some(known) = known {
            return Ok(known.id.into());
        }
        let id = chance::new_id();
        let name = name.trim();
        people::Entity::insert(people::ActiveModel {
            id: Set(id.clone()),
            pseudonym: Set(chance::pseudonym()),
            name: Set(if name.is_empty() { &address } else { name }.to_owned()),
            email: Set(address.clone()),
            disabled_at: Set(None),
            created_at: Set(self.now()),
            version: Set(1),
            erased_at: Set(None),
        })
        .exec_without_returning(self.db())
        .await?;
        self.record_beside("person-added", &serde_json::json!({ "person": id }))?;
        Ok(id.into())
    }

    /// Gives a person a role in an organisation, again if they had left. Nothing happens if they have it.
    pub async fn join(
        &mut self,
        person: &PersonId,
        organisation: &OrganisationId,
        role: Role,
    ) -> Result<(), Refusal> {
        let known = memberships::Entity::find()
            .filter(is_membership(person, organisation, role))
            .one(self.db())
            .await?;
        if known.is_some_and(|known| known.ended_at.is_none()) {
            return Ok(());
        }
        memberships::Entity::insert(memberships::ActiveModel {
            id: Set(chance::new_id()),
            person_id: Set(person.to_string()),
            organisation_id: Set(organisation.to_string()),
            role: Set(role.code().to_owned()),
            since: Set(self.now()),
            ended_at: Set(None),
            version: Set(1),
        })
        .on_conflict(
            OnConflict::columns([
                memberships::Column::PersonId,
                memberships::Column::OrganisationId,
                memberships::Column::Role,
            ])
            .update_columns([memberships::Column::Since, memberships::Column::EndedAt])
            .value(memberships::Column::Version, next_version())
            .to_owned(),
        )
        .exec_without_returning(self.db())
        .await?;
        self.record_beside("person-joined", &membership(person, organisation, role))?;
        Ok(())
    }

    /// Ends a role of a person. They lose the hat at their next request.
    pub async fn leave(
        &mut self,
        person: &PersonId,
        organisation: &OrganisationId,
        role: Role,
    ) -> Result<(), Refusal> {
        let ended = memberships::Entity::update_many()
            .col_expr(memberships::Column::EndedAt, Expr::value(self.now()))
            .col_expr(memberships::Column::Version, next_version())
            .filter(is_membership(person, organisation, role))
            .filter(memberships::Column::EndedAt.is_null())
            .exec(self.db())
            .await?;
        if ended.rows_affected == 0 {
            return Err(Refusal::AlreadyDone);
        }
        self.record_beside("person-left", &membership(person, organisation, role))?;
        Ok(())
    }

    /// Closes a person’s account. Their sessions end, and no link lets them in.
    pub async fn disable(&mut self, person: &PersonId) -> Result<(), Refusal> {
        let disabled = people::Entity::update_many()
            .col_expr(people::Column::DisabledAt, Expr::value(self.now()))
            .col_expr(
                people::Column::Version,
                Expr::col(people::Column::Version).add(1),
            )
            .filter(people::Column::Id.eq(person.as_str()))
            .filter(people::Column::DisabledAt.is_null())
            .exec(self.db())
            .await?;
        if disabled.rows_affected == 0 {
            return Err(Refusal::AlreadyDone);
        }
        end_all(self.db(), person).await?;
        self.record_beside(
            "person-disabled",
            &serde_json::json!({ "person": person.as_str() }),
        )?;
        Ok(())
    }
}

fn next_version() -> sea_orm::sea_query::SimpleExpr {
    Expr::col((memberships::Entity, memberships::Column::Version)).add(1)
}

fn is_membership(
    person: &PersonId,
    organisation: &OrganisationId,
    role: Role,
) -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(memberships::Column::PersonId.eq(person.as_str()))
        .add(memberships::Column::OrganisationId.eq(organisation.as_str()))
        .add(memberships::Column::Role.eq(role.code()))
}

fn membership(person: &PersonId, organisation: &OrganisationId, role: Role) -> serde_json::Value {
    serde_json::json!({
        "person": person.as_str(),
        "organisation": organisation.as_str(),
        "role": role.code(),
    })
}
