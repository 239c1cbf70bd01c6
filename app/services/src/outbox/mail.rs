//! One mail, and putting it in the outbox in the transaction of the act that causes it.

use domain::process::PersonId;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};

use crate::store::{events, outbox};
use crate::{Refusal, Services, chance};

/// Longest subject, in characters: what mail programs show of it is less.
const LONGEST_SUBJECT: usize = 200;

/// A mail to one address, as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The code of its kind, such as `sign-in-link`.
    pub kind: &'static str,
    pub to_person: Option<PersonId>,
    pub to_address: String,
    pub subject: String,
    pub body: String,
    /// The id of the offer it is about.
    pub offer: Option<String>,
}

/// Writes the rows. The last event of the act, if it left any, is what its mail is about.
pub(crate) async fn put_in_outbox(
    db: &DatabaseTransaction,
    services: &Services,
    mails: Vec<Mail>,
    event: Option<&events::Model>,
) -> Result<(), Refusal> {
    if mails.is_empty() {
        return Ok(());
    }
    let now = services.real_now();
    let rows = mails.into_iter().map(|mail| {
        let id = chance::new_id();
        outbox::ActiveModel {
            message_id: Set(format!("<{id}@{}>", services.mail_host())),
            id: Set(id),
            kind: Set(mail.kind.to_owned()),
            to_person: Set(mail.to_person.map(|person| person.to_string())),
            to_address: Set(mail.to_address),
            subject: Set(one_line(&mail.subject)),
            body: Set(mail.body),
            offer_id: Set(mail.offer),
            event_id: Set(event.map(|event| event.id.clone())),
            created_at: Set(now),
            due_at: Set(now),
            attempts: Set(0),
            claimed_until: Set(None),
            sent_at: Set(None),
            last_error: Set(None),
        }
    });
    outbox::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

impl Services {
    /// What stands behind the @ of a Message-ID: the host people reach the house at.
    fn mail_host(&self) -> &str {
        let url = &self.settings().public_url;
        let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let end = host.find(['/', ':']).unwrap_or(host.len());
        match &host[..end] {
            "" => "localhost",
            host => host,
        }
    }
}

/// A subject is one line: whatever would begin another header becomes a space.
fn one_line(subject: &str) -> String {
    subject
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(LONGEST_SUBJECT)
        .collect()
}
