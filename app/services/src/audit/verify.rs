//! Reading the whole chain and saying whether it holds.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use thiserror::Error;

use super::chain::HEAD;
use super::entry::{Entry, hash};
use crate::digest::digest;
use crate::store::{chain_head, events, history, people};
use crate::{Refusal, Services};

/// Entries read at a time.
const PAGE: u64 = 500;

/// The end of the chain at some time. Kept elsewhere, it proves later that nothing before it was cut off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub entries: i64,
    pub hash: String,
}

/// A chain that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub entries: i64,
    pub head: Head,
}

/// Where the chain does not hold.
#[derive(Debug, Error)]
pub enum AuditError {
    #[error("entry {seq} is missing: the chain goes on with {found}")]
    Missing { seq: i64, found: i64 },
    #[error("entry {seq} does not follow from the one before it")]
    OutOfOrder { seq: i64 },
    #[error("entry {seq} is not what was written: its hash is another")]
    Altered { seq: i64 },
    #[error("the event of entry {seq} is not what the chain says of it")]
    EventAltered { seq: i64 },
    #[error("the event of entry {seq} is gone")]
    EventMissing { seq: i64 },
    #[error("the chain ends at entry {found}, and its head says {expected}")]
    CutOff { expected: i64, found: i64 },
    #[error("the chain has no head")]
    NoHead,
    #[error("{events} events stand beside {entries} entries: some happened outside the chain")]
    OutsideChain { events: u64, entries: i64 },
    #[error("the chain does not run through the head that was kept at entry {entries}")]
    OtherHead { entries: i64 },
    #[error("the chain could not be read: {0}")]
    Unreadable(#[from] Refusal),
}

impl From<sea_orm::DbErr> for AuditError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Unreadable(error.into())
    }
}

impl Services {
    /// Checks every entry against the one before it and against its event, the end against the head, and
    /// the whole against a head kept from an earlier time, if one is given.
    pub async fn verify(&self, kept: Option<&Head>) -> Result<Verified, AuditError> {
        // One read transaction, so that acts that come in meanwhile do not look like damage.
        let db = &self.house.store.begin_reading().await?;
        let head = chain_head::Entity::find_by_id(HEAD)
            .one(db)
            .await?
            .ok_or(AuditError::NoHead)?;
        let mut seq = 0;
        let mut previous = "0".repeat(64);
        let mut kept_seen = kept.is_none_or(|kept| kept.entries == 0);
        loop {
            let links = history::Entity::find()
                .filter(history::Column::Seq.gt(seq))
                .order_by_asc(history::Column::Seq)
                .limit(PAGE)
                .all(db)
                .await?;
            if links.is_empty() {
                break;
            }
            let told = told(db, &links).await?;
            for link in links {
                seq += 1;
                check_place(&link, seq, &previous)?;
                check_event(&link, &told)?;
                previous = link.hash;
                if let Some(kept) = kept
                    && kept.entries == seq
                {
                    if kept.hash != previous {
                        return Err(AuditError::OtherHead { entries: seq });
                    }
                    kept_seen = true;
                }
            }
        }
        if head.seq != seq || head.hash != previous {
            return Err(AuditError::CutOff {
                expected: head.seq,
                found: seq,
            });
        }
        if !kept_seen {
            return Err(AuditError::CutOff {
                expected: kept.map_or(0, |kept| kept.entries),
                found: seq,
            });
        }
        let events = sea_orm::PaginatorTrait::count(events::Entity::find(), db).await?;
        if i64::try_from(events).ok() != Some(seq) {
            return Err(AuditError::OutsideChain {
                events,
                entries: seq,
            });
        }
        Ok(Verified {
            entries: seq,
            head: Head {
                entries: seq,
                hash: previous,
            },
        })
    }
}

fn check_place(link: &history::Model, seq: i64, previous: &str) -> Result<(), AuditError> {
    if link.seq != seq {
        return Err(AuditError::Missing {
            seq,
            found: link.seq,
        });
    }
    if link.previous_hash != previous {
        return Err(AuditError::OutOfOrder { seq });
    }
    if link.hash != hash(previous, seq, &link.content) {
        return Err(AuditError::Altered { seq });
    }
    Ok(())
}

/// An event whose texts were erased is checked in all but these.
fn check_event(
    link: &history::Model,
    told: &HashMap<String, (events::Model, String)>,
) -> Result<(), AuditError> {
    let seq = link.seq;
    let said: Entry =
        serde_json::from_str(&link.content).map_err(|_| AuditError::Altered { seq })?;
    let (event, pseudonym) = told
        .get(&link.event_id)
        .ok_or(AuditError::EventMissing { seq })?;
    let texts = match (&event.salt, &event.payload) {
        (Some(salt), Some(payload)) => digest(&[salt, payload]),
        (None, None) => said.texts.clone(),
        (Some(_), None) | (None, Some(_)) => String::new(),
    };
    let found = Entry {
        texts,
        ..Entry::without_texts(event, pseudonym)
    };
    if said == found && link.event_id == said.event {
        Ok(())
    } else {
        Err(AuditError::EventAltered { seq })
    }
}

/// The events of some links, each with the pseudonym of its person.
async fn told(
    db: &impl sea_orm::ConnectionTrait,
    links: &[history::Model],
) -> Result<HashMap<String, (events::Model, String)>, AuditError> {
    let ids = links.iter().map(|link| link.event_id.as_str());
    let events = events::Entity::find()
        .filter(events::Column::Id.is_in(ids))
        .all(db)
        .await?;
    let mut pseudonyms: HashMap<String, String> = HashMap::new();
    let persons: std::collections::HashSet<_> = events
        .iter()
        .filter_map(|event| event.person_id.clone())
        .collect();
    for (id, pseudonym) in people::Entity::find()
        .select_only()
        .columns([people::Column::Id, people::Column::Pseudonym])
        .filter(people::Column::Id.is_in(persons))
        .into_tuple::<(String, String)>()
        .all(db)
        .await?
    {
        pseudonyms.insert(id, pseudonym);
    }
    Ok(events
        .into_iter()
        .map(|event| {
            let pseudonym = match &event.person_id {
                Some(person) => pseudonyms.get(person).cloned().unwrap_or_default(),
                None => "house".to_owned(),
            };
            (event.id.clone(), (event, pseudonym))
        })
        .collect())
}
