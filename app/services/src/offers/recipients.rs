//! Who gets mail about an offer: those whose turn it is, once each, and never the one who did it.

use domain::process::{OrganisationId, PersonId, Role};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef,
};

use crate::Refusal;
use crate::store::{memberships, organisations, people};

/// Somebody with a role and an address.
pub(crate) struct Holder {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub organisation_name: String,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
    name: String,
    email: String,
    organisation_name: String,
}

/// Everybody who holds one of these roles now, in this organisation or in any, by name.
pub(crate) async fn holders(
    db: &impl ConnectionTrait,
    roles: &[Role],
    organisation: Option<&OrganisationId>,
) -> Result<Vec<Holder>, Refusal> {
    let person: RelationDef = memberships::Entity::belongs_to(people::Entity)
        .from(memberships::Column::PersonId)
        .to(people::Column::Id)
        .into();
    let place: RelationDef = memberships::Entity::belongs_to(organisations::Entity)
        .from(memberships::Column::OrganisationId)
        .to(organisations::Column::Id)
        .into();
    let mut query = memberships::Entity::find()
        .select_only()
        .columns([
            people::Column::Id,
            people::Column::Name,
            people::Column::Email,
        ])
        .column_as(organisations::Column::Name, "organisation_name")
        .join(JoinType::InnerJoin, person)
        .join(JoinType::InnerJoin, place)
        .filter(memberships::Column::Role.is_in(roles.iter().map(|role| role.code())))
        .filter(memberships::Column::EndedAt.is_null())
        .filter(people::Column::DisabledAt.is_null())
        .order_by_asc(people::Column::Name)
        .order_by_asc(people::Column::Id);
    if let Some(organisation) = organisation {
        query = query.filter(memberships::Column::OrganisationId.eq(organisation.as_str()));
    }
    let mut holders: Vec<Holder> = Vec::new();
    for row in query.into_model::<Row>().all(db).await? {
        if holders
            .last()
            .is_none_or(|last| last.person.as_str() != row.id)
        {
            holders.push(Holder {
                person: row.id.into(),
                name: row.name,
                email: row.email,
                organisation_name: row.organisation_name,
            });
        }
    }
    Ok(holders)
}
