//! Somebody attaches a file.

use bytes::Bytes;
use chrono::TimeDelta;
use domain::file::{
    FileName, FileState, MOST_BYTES, Place, RoomUse, TooMuch, is_held_back, may_attach_at,
    rooms_to_attach,
};
use domain::process::{Act, Filing, Reference, Room};
use sea_orm::{ColumnTrait, QueryFilter};
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use super::check::check;
use super::desk::OTHER_PARTY;
use super::open::{Open, filed};
use super::scanner::Verdict;
use super::{Files, place};
use crate::act::Doer;
use crate::store::files::{self, FileColumn, FileRow};
use crate::{Fault, Refusal, chance};

/// Within this time the same content under the same name is the same file, sent twice.
const ONE_PRESS: TimeDelta = TimeDelta::minutes(1);

/// A file to be.
#[derive(Clone, Debug)]
pub struct NewFile {
    pub place: Place,
    /// Who will read it. Has to be chosen.
    pub room: Option<Room>,
    /// As the browser sent it.
    pub name: String,
    pub content: Bytes,
}

/// A content that is what its name says.
struct Examined {
    name: FileName,
    sha256: String,
    content: Bytes,
}

impl Files<'_> {
    /// Attaches a file, and answers its address below the files of the offer. The content is on disk and scanned
    /// before the act begins; where the act does not happen it goes again.
    ///
    /// # Errors
    /// Faults at `room` and `file`; not found where there is no such place.
    pub async fn attach(
        &self,
        doer: &Doer,
        reference: &Reference,
        new: NewFile,
    ) -> Result<String, Refusal> {
        let keeping = self.keeping()?;
        let NewFile {
            place,
            room,
            name,
            content,
        } = new;
        let examined = match (examine(name, content).await, room) {
            (Ok(examined), Some(room)) => (examined, room),
            (examined, room) => return Err(faults(examined.err(), room)),
        };
        let (examined, room) = examined;
        let (state, found) = match &keeping.scanner {
            None => (FileState::Unscanned, None),
            Some(scanner) => match scanner.look_at(&examined.content).await {
                Verdict::Clean => (FileState::Clean, None),
                Verdict::Silent => (FileState::Quarantined, None),
                Verdict::Found(what) => (FileState::Refused, Some(what)),
            },
        };
        if let Some(what) = found {
            tracing::warn!(found = what, "a file with a virus was not attached");
            return Err(Refusal::fault("file", "A virus was found in this file"));
        }
        let id = chance::new_id();
        keeping.shelf.put(&id, examined.content.clone()).await?;
        let attached = self
            .put_down(doer, reference, (&id, state), (place, room), &examined)
            .await;
        match attached {
            Ok(Put::New(slug)) => Ok(slug),
            Ok(Put::Again(slug)) => {
                self.forget(&id).await;
                Ok(slug)
            }
            // What cannot be known to have happened keeps its content: the sweep looks for its row.
            Err(refusal @ (Refusal::Busy(_) | Refusal::Broken(_))) => Err(refusal),
            Err(refusal) => {
                self.forget(&id).await;
                Err(refusal)
            }
        }
    }

    /// The act itself: the row and the event.
    async fn put_down(
        &self,
        doer: &Doer,
        reference: &Reference,
        (id, state): (&str, FileState),
        (place, room): (Place, Room),
        examined: &Examined,
    ) -> Result<Put, Refusal> {
        let mut open = self.begin(doer, Act::AttachFile, reference).await?;
        let is_there = place::find(open.act.db(), &open.head, open.rooms, &place).await?;
        is_there.ok_or(Refusal::NotFound)?;
        if !may_attach_at(&open.hat, &open.facts, &place) {
            return Err(Refusal::NotAllowed(OTHER_PARTY.to_owned()));
        }
        if !rooms_to_attach(&open.hat, &open.facts).contains(&room) {
            return Err(Refusal::fault("room", NO_ROOM));
        }
        if let Some(slug) = open.just_attached(room, &place, examined).await? {
            return Ok(Put::Again(slug));
        }
        let bytes = examined.content.len();
        let used = files::room_use(open.act.db(), &open.head.row.id, room).await?;
        used.takes(bytes)
            .map_err(|too_much| Refusal::fault("file", too_much.to_string()))?;
        let row = FileRow {
            id: id.to_owned(),
            offer_id: open.head.row.id.clone(),
            slug: chance::slug()?,
            room: room.code().to_owned(),
            place: place.to_string(),
            shown_at: place.shown_at().to_string(),
            name: examined.name.to_string(),
            kind: examined.name.kind().code().to_owned(),
            bytes: i64::try_from(bytes).map_err(Refusal::broken)?,
            sha256: examined.sha256.clone(),
            state: state.code().to_owned(),
            drafted: is_held_back(&open.hat, &open.facts, room),
            attached_by: open.hat.person.to_string(),
            organisation_id: open.hat.organisation.to_string(),
            role: open.hat.role.code().to_owned(),
            attached_at: open.act.now(),
            checked_at: (state != FileState::Unscanned).then(|| open.act.now()),
            found: None,
            removed_by: None,
            removed_at: None,
            reason: None,
            version: 1,
        };
        let file = filed(&row, open.head.row.submitted_at)?;
        let slug = row.slug.clone();
        files::add(open.act.db(), row).await?;
        open.record(Filing::FileAttached {
            file,
            bytes: bytes as u64,
        })?;
        open.act.commit().await?;
        Ok(Put::New(slug))
    }

    /// Takes a content away that has no row; what stays is swept away later.
    pub(super) async fn forget(self, id: &str) {
        let Ok(keeping) = self.keeping() else { return };
        if let Err(refusal) = keeping.shelf.remove(id).await {
            tracing::warn!(?refusal, "a file without a row stays until the next sweep");
        }
    }
}

enum Put {
    New(String),
    /// It was there already.
    Again(String),
}

impl Open {
    /// The same content that this person has only just attached there under this name.
    async fn just_attached(
        &self,
        room: Room,
        place: &Place,
        examined: &Examined,
    ) -> Result<Option<String>, Refusal> {
        let same = files::seen(&self.head.row.id, self.rooms, self.head.row.submitted_at)
            .filter(FileColumn::Room.eq(room.code()))
            .filter(FileColumn::Place.eq(place.to_string()))
            .filter(FileColumn::Name.eq(examined.name.to_string()))
            .filter(FileColumn::Sha256.eq(examined.sha256.as_str()))
            .filter(FileColumn::AttachedBy.eq(self.hat.person.as_str()))
            .filter(FileColumn::AttachedAt.gt(self.act.now() - ONE_PRESS))
            .filter(FileColumn::RemovedAt.is_null())
            .one(self.act.db())
            .await?;
        Ok(same.map(|same| same.slug))
    }
}

const NO_ROOM: &str = "Choose who will read this";

/// Everything that is wrong at once.
fn faults(wrong: Option<Refusal>, room: Option<Room>) -> Refusal {
    let mut faults = Vec::new();
    if room.is_none() {
        faults.push(Fault {
            field: "room".to_owned(),
            words: NO_ROOM.to_owned(),
        });
    }
    match wrong {
        Some(Refusal::Invalid(more)) => faults.extend(more),
        Some(other) => return other,
        None => {}
    }
    Refusal::Invalid(faults)
}

/// Whether it is what its name says. On a thread of its own: archives are read to their end.
async fn examine(name: String, content: Bytes) -> Result<Examined, Refusal> {
    let fault = |words: String| Refusal::fault("file", words);
    let name = FileName::read(&name).map_err(|wrong| fault(wrong.to_string()))?;
    if content.len() > MOST_BYTES {
        return Err(fault(TooMuch::File.to_string()));
    }
    RoomUse::default()
        .takes(content.len())
        .map_err(|wrong| fault(wrong.to_string()))?;
    let looking = spawn_blocking(move || {
        check(name.kind(), &content).map(|()| Examined {
            sha256: format!("{:x}", Sha256::digest(&content)),
            name,
            content,
        })
    });
    let looked = looking.await.map_err(Refusal::broken)?;
    looked.map_err(|unfit| fault(unfit.to_string()))
}
