//! One mail, and putting it in the outbox in the transaction of the act that causes it.

use domain::mail::{MailKind, MailState};
use domain::negotiation::PartyId;
use domain::offer::Key;
use domain::process::{Act, OrganisationId, PersonId, Room};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};

use crate::sign_in::door_of;
use crate::store::outbox;
use crate::{Refusal, Services, chance};

/// Longest subject, in characters: what mail programs show of it is less.
const LONGEST_SUBJECT: usize = 200;

/// A mail to one address, as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub kind: MailKind,
    pub to_person: Option<PersonId>,
    pub to_address: String,
    pub subject: String,
    pub body: String,
    /// The whole address of the very place, as the body has it.
    pub link: String,
    pub about: About,
}

/// What it is about: by this it is judged when its turn comes, and it is seen who looks after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Whoever gets it, and nobody else.
    Oneself,
    /// An organisation that somebody is to join.
    Organisation(OrganisationId),
    Offer {
        /// Its id.
        offer: String,
        /// The room of what the mail tells.
        room: Room,
        /// What is wanted of whoever gets it; for news, that they read it. Not needed any more once they cannot.
        wanted: Act,
        /// The partner whose answer it is about.
        partner: Option<Key>,
        /// The term, and who has to act on it: judged by what waits on the term then.
        term: Option<(u32, PartyId)>,
    },
}

/// A mail of an act under way, with the event that caused it.
pub(crate) struct Queued {
    pub mail: Mail,
    pub event: Option<String>,
}

/// Writes the rows.
pub(crate) async fn put_in_outbox(
    db: &DatabaseTransaction,
    services: &Services,
    mails: Vec<Queued>,
) -> Result<(), Refusal> {
    if mails.is_empty() {
        return Ok(());
    }
    let rows = mails
        .into_iter()
        .map(|Queued { mail, event }| row(services, chance::new_id(), mail, event));
    outbox::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

pub(super) fn row(
    services: &Services,
    id: String,
    mail: Mail,
    event: Option<String>,
) -> outbox::ActiveModel {
    let now = services.real_now();
    let door = door_of(&mail.link);
    let (offer, room, wanted, partner, term, organisation) = match mail.about {
        About::Oneself => (None, None, None, None, None, None),
        About::Organisation(organisation) => (None, None, None, None, None, Some(organisation)),
        About::Offer {
            offer,
            room,
            wanted,
            partner,
            term,
        } => (Some(offer), Some(room), Some(wanted), partner, term, None),
    };
    let (term, party) = term.unzip();
    let body = match mail.kind.is_chosen() {
        true => format!("{}\n{}", mail.body, footer(services)),
        false => mail.body,
    };
    outbox::ActiveModel {
        message_id: Set(format!("<{id}@{}>", services.mail_host())),
        id: Set(id),
        kind: Set(mail.kind.code().to_owned()),
        to_person: Set(mail.to_person.map(|person| person.to_string())),
        to_address: Set(mail.to_address),
        subject: Set(one_line(&mail.subject)),
        body: Set(body),
        offer_id: Set(offer),
        event_id: Set(event),
        created_at: Set(now),
        due_at: Set(now),
        attempts: Set(0),
        claimed_until: Set(None),
        sent_at: Set(None),
        last_error: Set(None),
        state: Set(MailState::Waiting.code().to_owned()),
        reason: Set(None),
        // What opens a door stands in the mail itself and nowhere else.
        link: Set(door.is_none().then_some(mail.link)),
        door: Set(door),
        room: Set(room.map(|room| room.code().to_owned())),
        organisation_id: Set(organisation.map(|organisation| organisation.to_string())),
        wanted: Set(wanted.map(|wanted| wanted.code().to_owned())),
        matter_slug: Set(partner.map(|partner| partner.to_string())),
        digest_id: Set(None),
        term: Set(term.and_then(|number| i32::try_from(number).ok())),
        party: Set(party.map(|party| party.code().to_owned())),
    }
}

fn footer(services: &Services) -> String {
    format!(
        "You can get such mail once a day, or not at all:\n{}\n",
        services.url("/account/mail")
    )
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
        .map(|letter| match letter {
            // Line and paragraph separators end a line for some.
            '\u{2028}' | '\u{2029}' => ' ',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .take(LONGEST_SUBJECT)
        .collect()
}
