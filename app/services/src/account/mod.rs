//! What is held about a person: given out to them, and erased when they go for good. What they did stays in the
//! record, under the role they did it in.

mod erase;
mod export;
mod signatures;
mod traces;

pub use export::{
    AccountExport, HeldAct, HeldFile, HeldMail, HeldPosition, HeldProposal, HeldRole, HeldSession,
    HeldText, HeldVersion,
};
pub use signatures::{HeldHandover, HeldSignature};

use domain::process::Role;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::Refusal;
use crate::store::{memberships, organisations};

/// What an erased person is called who never had a role.
const NOBODY: &str = "A former user";

/// What somebody is called who was here in this role: “A former place leader of Kent”.
pub(crate) fn former(role: Role, organisation: &str) -> String {
    let label = match role {
        Role::Champion => role.label().to_owned(),
        Role::ProgrammeOffice => "officer".to_owned(),
        Role::PlaceLeader
        | Role::Drafter
        | Role::Partner
        | Role::DepartmentReviewer
        | Role::Auditor
        | Role::Administrator => role.label().to_lowercase(),
    };
    format!("A former {label} of {organisation}")
}

/// The same by the role they have had longest, or had last: where no act names another.
async fn former_name(db: &impl ConnectionTrait, person: &str) -> Result<String, Refusal> {
    let roles = memberships::Entity::find()
        .filter(memberships::Column::PersonId.eq(person))
        .order_by_asc(memberships::Column::Since)
        .order_by_asc(memberships::Column::Id)
        .all(db)
        .await?;
    let open = roles.iter().find(|row| row.ended_at.is_none());
    let Some(row) = open.or_else(|| roles.iter().max_by_key(|row| row.ended_at)) else {
        return Ok(NOBODY.to_owned());
    };
    let organisation = organisations::Entity::find_by_id(row.organisation_id.as_str())
        .one(db)
        .await?;
    Ok(Role::from_code(&row.role).zip(organisation).map_or_else(
        || NOBODY.to_owned(),
        |(role, organisation)| former(role, &organisation.name),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_they_are_called_names_the_role() {
        assert_eq!(
            former(Role::PlaceLeader, "Kent"),
            "A former place leader of Kent"
        );
        assert_eq!(
            former(Role::Champion, "Home Office"),
            "A former Whitehall champion of Home Office"
        );
    }
}
