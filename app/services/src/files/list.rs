//! The files of an offer, as far as somebody may know of them.

use chrono::{DateTime, Utc};
use domain::file::{FileKind, FileState, Place, may_remove};
use domain::offer::Key;
use domain::process::{Act, Hat, OfferFacts, Reference, Role, Room, Rooms, permit, permit_any};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::desk::may_attach;
use super::open::is_held_back;
use super::view::author;
use super::{FileLine, FileList, Files, OnePage, Removed, place};
use crate::negotiation::TermView;
use crate::offers::head::known;
use crate::offers::sight::Seen;
use crate::offers::{OfferView, Paging};
use crate::refusal::allowed;
use crate::store::files::{self, FileColumn, FileRow, SeenFiles};
use crate::{Refusal, Viewer};

/// How many a page of the offer shows; the list of all files has the others.
const SHOWN: u64 = 20;

/// Which files to list; all where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub room: Option<Room>,
    /// A page of the offer.
    pub place: Option<Place>,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    file: FileRow,
    by_name: String,
    organisation_name: String,
    removed_by_name: Option<String>,
}

impl Files<'_> {
    /// The files in the viewer’s rooms, under any of their hats; also those that were taken away. `hat` is the one
    /// they wear.
    ///
    /// # Errors
    /// Not found where none of the hats sees the offer.
    pub async fn all(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        filter: &Filter,
        paging: Paging,
    ) -> Result<FileList, Refusal> {
        let db = self.services.read();
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadFiles, reference).await?;
        let mut wanted = of(&seen);
        if let Some(room) = filter.room {
            wanted = wanted.filter(FileColumn::Room.eq(room.code()));
        }
        if let Some(place) = &filter.place {
            wanted = wanted.filter(FileColumn::ShownAt.eq(place.shown_at().to_string()));
        }
        let total = wanted.clone().count(db).await?;
        let some = wanted.limit(paging.size()).offset(paging.offset());
        Ok(FileList {
            lines: lines(db, &seen, hat, some).await?,
            page: paging.page(),
            pages: paging.pages(total),
            total,
            may_attach: may_attach(*self, hat, &seen.facts),
            reached: seen.head.reached(),
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
        })
    }

    /// Those that belong to a section of the offer, or an entry of it, and are there, the latest first. A section has
    /// those of its entries too.
    ///
    /// # Errors
    /// What the table says of reading files.
    pub async fn on_section(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        offer: &OfferView,
        place: Place,
    ) -> Result<OnePage, Refusal> {
        let rooms = rooms(viewer, &offer.facts)?;
        let there = files::seen(&offer.id, rooms, offer.submitted_at);
        let reads = Reads {
            facts: &offer.facts,
            submitted_at: offer.submitted_at,
            hat,
        };
        self.on_page(there, &reads, place, |place| {
            let entry = place.key().and_then(|key| offer.proposal.find(key));
            place.words(entry.map(|kept| kept.matter.title()).as_deref())
        })
        .await
    }

    /// The same of a term and the positions on it.
    ///
    /// # Errors
    /// What the table says of reading files.
    pub async fn on_term(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        term: &TermView,
    ) -> Result<OnePage, Refusal> {
        let rooms = rooms(viewer, &term.facts)?;
        let there = files::seen_of(&term.reference.to_string(), rooms);
        let reads = Reads {
            facts: &term.facts,
            // What is part of a draft belongs to sections.
            submitted_at: None,
            hat,
        };
        let place = Place::Term(term.number);
        self.on_page(there, &reads, place, |place| place.words(None))
            .await
    }

    /// The same of a milestone of delivery.
    ///
    /// # Errors
    /// What the table says of reading files.
    pub async fn on_milestone(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        (reference, slug): (&Reference, &str),
    ) -> Result<OnePage, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadFiles, reference).await?;
        let there = of(&seen);
        let reads = Reads {
            facts: &seen.facts,
            submitted_at: seen.head.row.submitted_at,
            hat,
        };
        let place = Place::Milestone(Key::new(slug));
        self.on_page(there, &reads, place, |place| place.words(None))
            .await
    }

    /// One statement.
    async fn on_page(
        self,
        there: SeenFiles,
        reads: &Reads<'_>,
        place: Place,
        about: impl Fn(&Place) -> String,
    ) -> Result<OnePage, Refusal> {
        let here = match &place {
            Place::Section(_) | Place::Term(_) | Place::Milestone(_) => {
                FileColumn::ShownAt.eq(place.to_string())
            }
            Place::Matter { .. } | Place::Position { .. } => {
                FileColumn::Place.eq(place.to_string())
            }
        };
        let there = there
            .filter(here)
            .filter(FileColumn::RemovedAt.is_null())
            .limit(SHOWN + 1);
        let rows = rows(self.services.read(), there).await?;
        let more = rows.len() as u64 > SHOWN;
        let some = rows
            .into_iter()
            .take(usize::try_from(SHOWN).unwrap_or(usize::MAX));
        Ok(OnePage {
            lines: some
                .map(|(row, place)| row.line(about(&place), place, reads))
                .collect::<Result<_, Refusal>>()?,
            may_attach: may_attach(self, reads.hat, reads.facts),
            reference: reads.facts.reference.clone(),
            place,
            more,
        })
    }

    /// One file, for whoever wants to do something with it under the hat that is worn.
    ///
    /// # Errors
    /// What the table says of `act`; not found where it stands in a room that none of the hats sees.
    pub async fn one(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        (slug, act): (&str, Act),
    ) -> Result<(FileLine, OfferFacts), Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadFiles, reference).await?;
        let doer = hat.and_then(|hat| viewer.acting_as(hat));
        doer.ok_or(Refusal::NotFound)?.may(act, Some(&seen.facts))?;
        let one = of(&seen).filter(FileColumn::Slug.eq(slug));
        let mut found = lines(self.services.read(), &seen, hat, one).await?;
        let line = found.pop().ok_or(Refusal::NotFound)?;
        Ok((line, seen.facts))
    }
}

/// All that this viewer may know of in the offer.
pub(super) fn of(seen: &Seen) -> SeenFiles {
    files::seen(&seen.head.row.id, seen.rooms(), seen.head.row.submitted_at)
}

/// Who reads a list, of which offer.
struct Reads<'a> {
    facts: &'a OfferFacts,
    submitted_at: Option<DateTime<Utc>>,
    hat: Option<&'a Hat>,
}

/// The rooms of somebody who may read files of this offer.
fn rooms(viewer: &Viewer, facts: &OfferFacts) -> Result<Rooms, Refusal> {
    let hats = viewer.hats();
    allowed(permit_any(&hats, Act::ReadFiles, Some(facts)).verdict)?;
    Ok(Rooms::of_any(&hats, facts))
}

async fn lines(
    db: &impl ConnectionTrait,
    seen: &Seen,
    hat: Option<&Hat>,
    wanted: SeenFiles,
) -> Result<Vec<FileLine>, Refusal> {
    let rows = rows(db, wanted).await?;
    let places = rows.iter().map(|(_, place)| place);
    let entries = place::entries(db, &seen.head, seen.rooms(), places).await?;
    let reads = Reads {
        facts: &seen.facts,
        submitted_at: seen.head.row.submitted_at,
        hat,
    };
    rows.into_iter()
        .map(|(row, place)| row.line(place::words(&place, &entries), place, &reads))
        .collect()
}

/// The latest first, each with what it belongs to.
async fn rows(db: &impl ConnectionTrait, wanted: SeenFiles) -> Result<Vec<(Row, Place)>, Refusal> {
    let rows = files::with_names(wanted)
        .order_by_desc(FileColumn::AttachedAt)
        .order_by_desc(FileColumn::Slug)
        .into_model::<Row>()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let place = row.file.place.parse().map_err(Refusal::broken)?;
            Ok((row, place))
        })
        .collect()
}

impl Row {
    fn line(self, about: String, place: Place, reads: &Reads<'_>) -> Result<FileLine, Refusal> {
        let file = self.file;
        let removed = file.removed_at.map(|at| Removed {
            by: self.removed_by_name.unwrap_or_default(),
            at,
            reason: file.reason.clone().unwrap_or_default(),
        });
        let room = known(&file.room, Room::from_code)?;
        Ok(FileLine {
            may_remove: removed.is_none() && reads.may_remove(&file, room),
            held_back: is_held_back(&file, reads.submitted_at),
            room,
            kind: known(&file.kind, FileKind::from_code)?,
            bytes: u64::try_from(file.bytes).unwrap_or_default(),
            state: known(&file.state, FileState::from_code)?,
            by: author(self.by_name, self.organisation_name, &file.role),
            at: file.attached_at,
            slug: file.slug,
            name: file.name,
            sha256: file.sha256,
            place,
            about,
            removed,
        })
    }
}

impl Reads<'_> {
    /// Whether the hat that is worn can take this file away now.
    fn may_remove(&self, file: &FileRow, room: Room) -> bool {
        let from = Role::from_code(&file.role).map(Role::side);
        let by = file.attached_by.as_str().into();
        self.hat.is_some_and(|hat| {
            permit(Some(hat), Act::RemoveFile, Some(self.facts)).is_allowed()
                && Rooms::of(hat, self.facts).sees(room)
                && from.is_some_and(|from| may_remove(hat, &by, from))
        })
    }
}
