//! Following a link: looking at it changes nothing, since mail scanners look too; claiming it works once.

use domain::process::{Hat, OrganisationId, PersonId, Role};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::link::{LinkRefusal, OpenLink, digest_of, open_at};
use crate::act::Doer;
use crate::store::{organisations, people, sign_in_links};
use crate::{Refusal, Services};

/// Who came in by a link, and where it leads on to, within the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    pub person: PersonId,
    pub destination: String,
    /// What an invitation gave: the hat to act under first.
    pub hat: Option<Hat>,
}

impl Services {
    /// What the page with the button says. Changes nothing.
    pub async fn look_at_link(&self, token: &str) -> Result<OpenLink, LinkRefusal> {
        let (link, person) = find(self.read(), token).await?;
        open_at(&link, self.real_now())?;
        let invited_to = match gift(&link) {
            None => None,
            Some((organisation, role)) => {
                let organisation = organisations::Entity::find_by_id(organisation.as_str())
                    .one(self.read())
                    .await?
                    .ok_or(LinkRefusal::Unknown)?;
                Some((organisation.name, role))
            }
        };
        Ok(OpenLink {
            name: person.name,
            email: person.email,
            invited_to,
        })
    }

    /// Takes the link, once, however many ask at the same moment. Who takes an invitation has joined.
    pub async fn claim_link(&self, token: &str) -> Result<Claimed, LinkRefusal> {
        let now = self.real_now();
        let (link, person) = find(self.read(), token).await?;
        open_at(&link, now)?;
        let person_id = PersonId::from(person.id);
        let doer = match gift(&link) {
            Some((organisation, role)) => Doer::new(
                Hat::new(person_id.clone(), organisation, role),
                person.pseudonym,
            ),
            None => Doer::house(),
        };
        let mut act = self.begin(&doer).await?;
        // Among those who come at once, the database lets one find the link unused.
        let taken = sign_in_links::Entity::update_many()
            .col_expr(sign_in_links::Column::UsedAt, Expr::value(now))
            .filter(sign_in_links::Column::Id.eq(link.id.as_str()))
            .filter(sign_in_links::Column::UsedAt.is_null())
            .filter(sign_in_links::Column::SupersededAt.is_null())
            .filter(sign_in_links::Column::CancelledAt.is_null())
            .exec(act.db())
            .await?;
        if taken.rows_affected == 0 {
            let (link, _) = find(act.db(), token).await?;
            open_at(&link, now)?;
            return Err(LinkRefusal::Used);
        }
        if let Some((organisation, role)) = gift(&link) {
            act.join(&person_id, &organisation, role).await?;
        }
        act.commit().await?;
        Ok(Claimed {
            hat: gift(&link)
                .map(|(organisation, role)| Hat::new(person_id.clone(), organisation, role)),
            person: person_id,
            destination: link.destination,
        })
    }
}

/// The link and its person. A disabled person’s link is as unknown as one that never was.
async fn find(
    db: &impl ConnectionTrait,
    token: &str,
) -> Result<(sign_in_links::Model, people::Model), LinkRefusal> {
    let link = sign_in_links::Entity::find()
        .filter(sign_in_links::Column::TokenDigest.eq(digest_of(token)))
        .one(db)
        .await?
        .ok_or(LinkRefusal::Unknown)?;
    let person = people::Entity::find_by_id(link.person_id.as_str())
        .one(db)
        .await?
        .ok_or_else(|| Refusal::broken("a link without a person"))?;
    match person.disabled_at {
        None => Ok((link, person)),
        Some(_) => Err(LinkRefusal::Unknown),
    }
}

fn gift(link: &sign_in_links::Model) -> Option<(OrganisationId, Role)> {
    let organisation = link.organisation_id.as_deref()?;
    let role = Role::from_code(link.role.as_deref()?)?;
    Some((organisation.into(), role))
}
