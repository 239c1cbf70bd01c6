//! One entry: what the chain says of one event. People stand in it by pseudonym and texts by salted digest,
//! so that an account or a text can be erased outside and the chain still checks.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use crate::Refusal;
use crate::digest::digest;
use crate::store::events;

/// The order of the fields is the order in the hash: new ones go to the end, none goes away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub event: String,
    pub at: String,
    pub kind: String,
    pub offer: Option<String>,
    pub room: String,
    pub person: String,
    pub organisation: Option<String>,
    pub role: Option<String>,
    pub texts: String,
}

impl Entry {
    /// The entry of an event that was not erased.
    pub fn of(event: &events::Model, pseudonym: &str) -> Result<Self, Refusal> {
        let (Some(salt), Some(payload)) = (&event.salt, &event.payload) else {
            return Err(Refusal::broken("an event is recorded with its texts"));
        };
        Ok(Self {
            texts: digest(&[salt, payload]),
            ..Self::without_texts(event, pseudonym)
        })
    }

    /// What an event says beside its texts.
    pub fn without_texts(event: &events::Model, pseudonym: &str) -> Self {
        Self {
            event: event.id.clone(),
            at: written(event.at),
            kind: event.kind.clone(),
            offer: event.offer_id.clone(),
            room: event.room.clone(),
            person: pseudonym.to_owned(),
            organisation: event.organisation_id.clone(),
            role: event.role.clone(),
            texts: String::new(),
        }
    }
}

/// The hash of an entry in its place.
pub fn hash(previous: &str, seq: i64, content: &str) -> String {
    digest(&[previous, &seq.to_string(), content])
}

fn written(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Micros, true)
}
