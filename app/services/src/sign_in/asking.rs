//! Asking for a link. The answer is the same whether the address is known or not, and whether it is the
//! first time or the sixth.

use askama::Template;
use chrono::TimeDelta;
use domain::mail::MailKind;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
};

use super::invitation::{NewLink, put_link};
use super::link::{HOME, Kind, local_path};
use super::turn::take_turn;
use crate::act::Doer;
use crate::digest::digest;
use crate::outbox::{About, Mail};
use crate::people::read_address;
use crate::store::{people, sign_in_attempts};
use crate::{Refusal, Services, chance};

/// Links in a window, for one address and for one network.
const MOST_LINKS: u64 = 5;
const WINDOW: TimeDelta = TimeDelta::minutes(15);

#[derive(Template)]
#[template(path = "sign_in_link.txt")]
struct SignInMail<'a> {
    link: &'a str,
    minutes: i64,
}

impl Services {
    /// Mails a link to whoever has this address. `network` is where the wish comes from; the link leads on
    /// to `destination` if that lies within the house. Refuses only what is no address.
    pub async fn ask_for_link(
        &self,
        address: &str,
        network: &str,
        destination: &str,
    ) -> Result<(), Refusal> {
        let address = read_address(address)?;
        let destination = local_path(destination).unwrap_or(HOME);
        let mut act = self.begin(&Doer::house()).await?;
        if !self.counts_as_few(act.db(), &address, network).await? {
            return Ok(());
        }
        let person = people::Entity::find()
            .filter(people::Column::Email.eq(address.as_str()))
            .filter(people::Column::DisabledAt.is_null())
            .one(act.db())
            .await?;
        if let Some(person) = person {
            let link = put_link(
                &act,
                NewLink {
                    kind: Kind::SignIn,
                    person: &person.id,
                    destination,
                    gives: None,
                },
            )
            .await?;
            let body = SignInMail {
                link: &link,
                minutes: Kind::SignIn.lives().num_minutes(),
            };
            act.mail(Mail {
                kind: MailKind::SignInLink,
                to_person: Some(person.id.into()),
                to_address: address,
                subject: "Your link to sign in to Single Offer".to_owned(),
                body: body.render().map_err(Refusal::broken)?,
                link,
                about: About::Oneself,
            });
        }
        act.commit().await
    }

    /// Takes away the attempts that no longer count.
    pub(crate) async fn purge_attempts(&self) -> Result<(), Refusal> {
        sign_in_attempts::Entity::delete_many()
            .filter(sign_in_attempts::Column::At.lt(self.real_now() - WINDOW))
            .exec(self.write())
            .await?;
        Ok(())
    }

    /// Counts this wish and says whether it is still among the first of its window. What is refused is not
    /// counted: whoever waits a quarter of an hour gets a link again.
    async fn counts_as_few(
        &self,
        db: &DatabaseTransaction,
        address: &str,
        network: &str,
    ) -> Result<bool, Refusal> {
        let address_digest = digest(&["address", address]);
        take_turn(db, [&address_digest, network]).await?;
        let now = self.real_now();
        for same in [
            sign_in_attempts::Column::AddressDigest.eq(address_digest.as_str()),
            sign_in_attempts::Column::Network.eq(network),
        ] {
            let lately = sign_in_attempts::Entity::find()
                .filter(same)
                .filter(sign_in_attempts::Column::At.gt(now - WINDOW))
                .count(db)
                .await?;
            if lately >= MOST_LINKS {
                return Ok(false);
            }
        }
        sign_in_attempts::Entity::insert(sign_in_attempts::ActiveModel {
            id: Set(chance::new_id()),
            address_digest: Set(address_digest),
            network: Set(network.to_owned()),
            at: Set(now),
        })
        .exec_without_returning(db)
        .await?;
        Ok(true)
    }
}
