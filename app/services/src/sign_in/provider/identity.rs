//! Whom a provider means. Issuer and subject name a person for good once they are bound; the first time, an
//! address does it, which the provider has confirmed and may speak for.

use domain::process::PersonId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};
use serde_json::json;

use super::finish::VouchedFor;
use super::{ProviderRefusal, ProviderSettings};
use crate::act::Doer;
use crate::digest::digest;
use crate::people::read_address;
use crate::sign_in::turn::take_turn;
use crate::store::{people, provider_identities};
use crate::{Services, chance};

impl Services {
    pub(super) async fn person_vouched_for(
        &self,
        provider: &ProviderSettings,
        vouched: VouchedFor,
    ) -> Result<PersonId, ProviderRefusal> {
        if let Some(person) = bound(self.read(), provider, &vouched.subject).await? {
            return who_is_here(self.read(), &person).await;
        }
        let address = vouched.address.ok_or(ProviderRefusal::NoVerifiedMail)?;
        let address = read_address(&address).map_err(|_| ProviderRefusal::NoVerifiedMail)?;
        if !provider.speaks_for(&address) {
            return Err(ProviderRefusal::NobodyHere);
        }
        let mut act = self.begin(&Doer::house()).await?;
        let person = people::Entity::find()
            .filter(people::Column::Email.eq(address.as_str()))
            .filter(people::Column::DisabledAt.is_null())
            .one(act.db())
            .await?
            .ok_or(ProviderRefusal::NobodyHere)?;
        if bind(act.db(), provider, &vouched.subject, &person.id, self).await? {
            act.record_beside(
                "provider-bound",
                &json!({ "person": person.id, "issuer": provider.issuer }),
            )?;
            act.commit().await?;
        }
        Ok(person.id.into())
    }
}

impl ProviderSettings {
    fn speaks_for(&self, address: &str) -> bool {
        address.rsplit_once('@').is_some_and(|(_, domain)| {
            self.domains
                .iter()
                .any(|known| known.eq_ignore_ascii_case(domain))
        })
    }
}

/// Binds the subject to the person; false where somebody did just now. Whoever is known by another subject
/// already is somebody else, who has the address now.
async fn bind(
    db: &DatabaseTransaction,
    provider: &ProviderSettings,
    subject: &str,
    person: &str,
    services: &Services,
) -> Result<bool, ProviderRefusal> {
    let name = digest(&["identity", &provider.issuer, subject]);
    take_turn(db, [&name, person]).await?;
    if let Some(bound) = bound(db, provider, subject).await? {
        return if bound == person {
            Ok(false)
        } else {
            Err(ProviderRefusal::NobodyHere)
        };
    }
    let other = provider_identities::Entity::find()
        .filter(provider_identities::Column::PersonId.eq(person))
        .filter(provider_identities::Column::Issuer.eq(provider.issuer.as_str()))
        .one(db)
        .await?;
    if other.is_some() {
        tracing::warn!(
            provider = provider.id,
            person,
            "a provider has another account with the address of somebody it vouched for before"
        );
        return Err(ProviderRefusal::NobodyHere);
    }
    provider_identities::Entity::insert(provider_identities::ActiveModel {
        id: Set(chance::new_id()),
        person_id: Set(person.to_owned()),
        issuer: Set(provider.issuer.clone()),
        subject: Set(subject.to_owned()),
        created_at: Set(services.real_now()),
    })
    .exec_without_returning(db)
    .await?;
    Ok(true)
}

async fn bound(
    db: &impl ConnectionTrait,
    provider: &ProviderSettings,
    subject: &str,
) -> Result<Option<String>, ProviderRefusal> {
    let identity = provider_identities::Entity::find()
        .filter(provider_identities::Column::Issuer.eq(provider.issuer.as_str()))
        .filter(provider_identities::Column::Subject.eq(subject))
        .one(db)
        .await?;
    Ok(identity.map(|identity| identity.person_id))
}

async fn who_is_here(db: &impl ConnectionTrait, person: &str) -> Result<PersonId, ProviderRefusal> {
    let here = people::Entity::find_by_id(person)
        .filter(people::Column::DisabledAt.is_null())
        .one(db)
        .await?;
    here.map(|person| person.id.into())
        .ok_or(ProviderRefusal::NobodyHere)
}
