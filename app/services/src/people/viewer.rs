//! Who looks at a page: a person with all their hats, in one query.

use domain::process::{Hat, OrganisationId, OrganisationKind, PersonId, Role};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationDef, Select,
    sea_query::{SelectStatement, SimpleExpr},
};

use crate::act::Doer;
use crate::store::{memberships, organisations, people};
use crate::{Refusal, Services};

/// A person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    /// In the order in which they were given.
    pub hats: Vec<WornHat>,
    pseudonym: String,
}

/// A hat with the names people read on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WornHat {
    pub hat: Hat,
    pub organisation_name: String,
    pub organisation_kind: OrganisationKind,
    /// What people say for short: an abbreviation, or else the name.
    pub organisation_short: String,
}

impl Viewer {
    /// The hats alone, as `permit_any` asks for them.
    pub fn hats(&self) -> Vec<Hat> {
        self.hats.iter().map(|worn| worn.hat.clone()).collect()
    }

    /// The person acting under one of their hats; none if they do not wear it.
    pub fn acting_as(&self, hat: &Hat) -> Option<Doer> {
        let (worn, others): (Vec<Hat>, Vec<Hat>) =
            self.hats().into_iter().partition(|worn| worn == hat);
        let worn = worn.into_iter().next()?;
        Some(Doer::new(worn, self.pseudonym.clone()).with_others(others))
    }
}

impl Services {
    /// The person with all their hats. None where nobody has this id, or the account is disabled.
    pub async fn viewer(&self, person: &PersonId) -> Result<Option<Viewer>, Refusal> {
        let rows = with_hats()
            .filter(people::Column::Id.eq(person.as_str()))
            .into_model::<PersonWithHat>()
            .all(self.read())
            .await?;
        Ok(viewers(rows).pop())
    }
}

/// Those of these people who are not disabled, each with all their hats. One query.
pub(crate) async fn viewers_among(
    db: &impl ConnectionTrait,
    ids: &[String],
) -> Result<Vec<Viewer>, Refusal> {
    viewers_where(db, people::Column::Id.is_in(ids)).await
}

/// The same of those whose ids a query finds.
pub(crate) async fn viewers_found(
    db: &impl ConnectionTrait,
    ids: SelectStatement,
) -> Result<Vec<Viewer>, Refusal> {
    viewers_where(db, people::Column::Id.in_subquery(ids)).await
}

async fn viewers_where(db: &impl ConnectionTrait, who: SimpleExpr) -> Result<Vec<Viewer>, Refusal> {
    let rows = with_hats()
        .filter(who)
        .into_model::<PersonWithHat>()
        .all(db)
        .await?;
    Ok(viewers(rows))
}

/// A row for each hat of a person, and one for a person without any.
#[derive(FromQueryResult)]
pub(crate) struct PersonWithHat {
    id: String,
    pseudonym: String,
    name: String,
    email: String,
    organisation_id: Option<String>,
    role: Option<String>,
    organisation_name: Option<String>,
    organisation_kind: Option<String>,
    abbreviation: Option<String>,
}

/// Those who are not disabled, with the memberships that have not ended.
pub(crate) fn with_hats() -> Select<people::Entity> {
    let mut joined: RelationDef = people::Entity::belongs_to(memberships::Entity)
        .from(people::Column::Id)
        .to(memberships::Column::PersonId)
        .into();
    joined =
        joined.on_condition(|_, _| Condition::all().add(memberships::Column::EndedAt.is_null()));
    let belongs: RelationDef = memberships::Entity::belongs_to(organisations::Entity)
        .from(memberships::Column::OrganisationId)
        .to(organisations::Column::Id)
        .into();
    people::Entity::find()
        .select_only()
        .columns([
            people::Column::Id,
            people::Column::Pseudonym,
            people::Column::Name,
            people::Column::Email,
        ])
        .columns([
            memberships::Column::OrganisationId,
            memberships::Column::Role,
        ])
        .column_as(organisations::Column::Name, "organisation_name")
        .column_as(organisations::Column::Kind, "organisation_kind")
        .column(organisations::Column::Abbreviation)
        .join(JoinType::LeftJoin, joined)
        .join(JoinType::LeftJoin, belongs)
        .filter(people::Column::DisabledAt.is_null())
        .order_by_asc(people::Column::Id)
        .order_by_asc(memberships::Column::Id)
}

/// Gathers the rows of each person. A role or kind this version does not know makes no hat.
pub(crate) fn viewers(rows: Vec<PersonWithHat>) -> Vec<Viewer> {
    let mut viewers: Vec<Viewer> = Vec::new();
    for row in rows {
        let worn = row.worn();
        match viewers.last_mut() {
            Some(viewer) if viewer.person.as_str() == row.id => viewer.hats.extend(worn),
            Some(_) | None => viewers.push(Viewer {
                person: row.id.into(),
                name: row.name,
                email: row.email,
                hats: worn.into_iter().collect(),
                pseudonym: row.pseudonym,
            }),
        }
    }
    viewers
}

impl PersonWithHat {
    fn worn(&self) -> Option<WornHat> {
        let name = self.organisation_name.clone()?;
        Some(WornHat {
            hat: Hat::new(
                self.id.as_str(),
                OrganisationId::new(self.organisation_id.clone()?),
                Role::from_code(self.role.as_deref()?)?,
            ),
            organisation_short: self.abbreviation.clone().unwrap_or_else(|| name.clone()),
            organisation_name: name,
            organisation_kind: OrganisationKind::from_code(self.organisation_kind.as_deref()?)?,
        })
    }
}
