//! Reading the whole chain and saying whether it holds.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use thiserror::Error;

use super::chain::HEAD;
use super::entry::{Entry, hash};
use super::heads::HeadsFile;
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

impl Head {
    /// A head as it is written: `NUMBER:HASH`.
    pub fn read(text: &str) -> Option<Self> {
        let (entries, hash) = text.split_once(':')?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some(Self {
            entries: entries.parse().ok().filter(|entries| *entries >= 0)?,
            hash: is_hash.then(|| hash.to_owned())?,
        })
    }
}

/// A chain that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub entries: i64,
    pub head: Head,
    /// How many heads from earlier times it runs through: those noted outside, and the one given.
    pub kept: usize,
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
    #[error("{entries} entries stand in the chain, and the file of its heads is gone: {file}")]
    HeadsGone { entries: i64, file: PathBuf },
    #[error("the file of the heads of the chain cannot be read: {0}: {1}")]
    Heads(PathBuf, #[source] std::io::Error),
    #[error("line {line} is no head of the chain: {file}")]
    NoHeadInLine { file: PathBuf, line: usize },
    #[error("the chain could not be read: {0}")]
    Unreadable(#[from] Refusal),
}

impl From<sea_orm::DbErr> for AuditError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Unreadable(error.into())
    }
}

impl Services {
    /// From now on notes the head of the chain in this file after every act, and checks the chain against it.
    /// The first call counts.
    pub fn note_heads_in(&self, file: &Path) {
        self.house.heads.get_or_init(|| HeadsFile::new(file));
    }

    /// Notes where the chain stands now, so that what cannot be written is known at the start.
    ///
    /// # Errors
    /// `Broken` where the file cannot be written.
    pub async fn note_head(&self) -> Result<(), Refusal> {
        let Some(heads) = self.house.heads.get() else {
            return Ok(());
        };
        let head = chain_head::Entity::find_by_id(HEAD)
            .one(self.read())
            .await?
            .ok_or_else(|| Refusal::broken("the chain of history has no head"))?;
        let head = Head {
            entries: head.seq,
            hash: head.hash,
        };
        heads.note(self.real_now(), &head).map_err(Refusal::broken)
    }

    /// The same after an act, which stands whether it could be noted or not: the next head proves it too.
    pub(crate) fn note_head_of_act(&self, head: &Head) {
        if let Some(heads) = self.house.heads.get()
            && let Err(fault) = heads.note(self.real_now(), head)
        {
            tracing::error!(%fault, file = %heads.path().display(), "the head of history cannot be noted");
        }
    }

    /// Checks every entry against the one before it and against its event, the end against the head, and
    /// the whole against every head kept from an earlier time: those that were noted, and one that is given.
    pub async fn verify(&self, given: Option<&Head>) -> Result<Verified, AuditError> {
        let noted = match self.house.heads.get() {
            Some(file) => file.read()?.ok_or_else(|| file.path().to_owned()),
            None => Ok(Vec::new()),
        };
        // Noted before what is read here, so none of them lies behind its end.
        let mut kept = Kept::of(noted.iter().flatten().chain(given));
        // One read transaction, so that acts that come in meanwhile do not look like damage.
        let db = &self.house.store.begin_reading().await?;
        let head = chain_head::Entity::find_by_id(HEAD)
            .one(db)
            .await?
            .ok_or(AuditError::NoHead)?;
        let mut seq = 0;
        let mut previous = "0".repeat(64);
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
                kept.meet(seq, &previous)?;
            }
        }
        if head.seq != seq || head.hash != previous {
            return Err(AuditError::CutOff {
                expected: head.seq,
                found: seq,
            });
        }
        if let Some(expected) = kept.furthest() {
            return Err(AuditError::CutOff {
                expected,
                found: seq,
            });
        }
        if let (Err(file), 1..) = (noted, seq) {
            return Err(AuditError::HeadsGone { entries: seq, file });
        }
        let events = sea_orm::PaginatorTrait::count(events::record(), db).await?;
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
            kept: kept.count,
        })
    }
}

/// Heads from earlier times, by the number of entries there were.
struct Kept {
    by_entries: HashMap<i64, HashSet<String>>,
    count: usize,
}

impl Kept {
    fn of<'a>(heads: impl Iterator<Item = &'a Head>) -> Self {
        let mut kept = Self {
            by_entries: HashMap::new(),
            count: 0,
        };
        for head in heads.filter(|head| head.entries > 0) {
            let at = kept.by_entries.entry(head.entries).or_default();
            at.insert(head.hash.clone());
            kept.count += 1;
        }
        kept
    }

    /// The chain has come to an entry: every head that was kept there is its hash.
    fn meet(&mut self, seq: i64, hash: &str) -> Result<(), AuditError> {
        let at = self.by_entries.remove(&seq).unwrap_or_default();
        if at.iter().all(|kept| kept == hash) {
            Ok(())
        } else {
            Err(AuditError::OtherHead { entries: seq })
        }
    }

    /// The furthest that was kept and not met, once the chain has come to its end.
    fn furthest(&self) -> Option<i64> {
        self.by_entries.keys().max().copied()
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
    let events = events::record()
        .filter(events::Column::Id.is_in(ids))
        .all(db)
        .await?;
    let mut pseudonyms: HashMap<String, String> = HashMap::new();
    let persons: HashSet<_> = events
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
