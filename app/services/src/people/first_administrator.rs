//! The first administrator of a real installation: made at the machine, let in by one link.

use domain::process::{OrganisationId, Role};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{PROGRAMME_OFFICE, read_address, read_name};
use crate::act::Doer;
use crate::sign_in::{HOME, Kind, NewLink, put_link};
use crate::store::{memberships, people};
use crate::{Refusal, Services};

impl Services {
    /// Makes somebody the programme office’s administrator, and answers the link that lets them in: once, within
    /// 24 hours. They can invite everybody else. `again`: although there is an administrator already, as when the
    /// link was lost. Whoever is known by this address is the same person.
    ///
    /// # Errors
    /// `Invalid` at `email` or `name`; `WrongStage` where there is an administrator.
    pub async fn first_administrator(
        &self,
        address: &str,
        name: Option<&str>,
        again: bool,
    ) -> Result<String, Refusal> {
        let address = read_address(address)?;
        let name = name.map_or_else(|| Ok(address.clone()), read_name)?;
        let office = OrganisationId::from(PROGRAMME_OFFICE);
        let mut act = self.begin(&Doer::house()).await?;
        act.lock_organisations(&[office.to_string()].into()).await?;
        let there = memberships::Entity::find()
            .filter(memberships::Column::OrganisationId.eq(PROGRAMME_OFFICE))
            .filter(memberships::Column::Role.eq(Role::Administrator.code()))
            .filter(memberships::Column::EndedAt.is_null())
            .one(act.db())
            .await?;
        if there.is_some() && !again {
            return Err(Refusal::WrongStage(
                "The programme office has an administrator already, who can invite others. \
                 If nobody can come in any more, say --again"
                    .to_owned(),
            ));
        }
        let person = act.person_at(&address, &name).await?;
        let closed = people::Entity::find_by_id(person.as_str())
            .filter(people::Column::DisabledAt.is_not_null())
            .one(act.db())
            .await?;
        if closed.is_some() {
            return Err(Refusal::WrongStage(format!(
                "The account of {address} was closed. Use another address"
            )));
        }
        act.join(&person, &office, Role::ProgrammeOffice).await?;
        act.join(&person, &office, Role::Administrator).await?;
        let link = put_link(
            &act,
            NewLink {
                kind: Kind::Administrator,
                person: person.as_str(),
                destination: HOME,
                gives: None,
            },
        )
        .await?;
        act.record_beside(
            "administrator-made",
            &serde_json::json!({ "person": person.as_str(), "again": again }),
        )?;
        act.commit().await?;
        Ok(link)
    }
}
