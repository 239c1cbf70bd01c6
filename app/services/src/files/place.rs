//! Whether there is what a file is to belong to, and what readers call it.

use std::collections::BTreeMap;

use domain::file::Place;
use domain::offer::Key;
use domain::process::Rooms;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::Refusal;
use crate::offers::head::Head;
use crate::offers::matters_seen::{Versioned, matters_seen};
use crate::store::delivery::milestone;
use crate::store::negotiation::term;

/// The entries that some places name, in the text of who sees these rooms.
pub(super) async fn entries<'a>(
    db: &impl ConnectionTrait,
    head: &Head,
    rooms: Rooms,
    places: impl Iterator<Item = &'a Place>,
) -> Result<BTreeMap<Key, Versioned>, Refusal> {
    let keys: Vec<Key> = places.filter_map(Place::key).cloned().collect();
    matters_seen(db, head, rooms, &keys).await
}

/// What people call the place.
pub(super) fn words(place: &Place, entries: &BTreeMap<Key, Versioned>) -> String {
    let entry = place.key().and_then(|key| entries.get(key));
    let entry = entry.filter(|(matter, _)| Some(matter.kind().section()) == place.section());
    let title = entry.map(|(matter, _)| matter.title());
    place.words(title.as_deref())
}

/// What people call the place, if it is there for who sees these rooms.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    head: &Head,
    rooms: Rooms,
    place: &Place,
) -> Result<Option<String>, Refusal> {
    let entries = entries(db, head, rooms, [place].into_iter()).await?;
    if let Place::Milestone(slug) = place {
        let row = milestone::Entity::find()
            .filter(milestone::Column::OfferId.eq(head.row.id.as_str()))
            .filter(milestone::Column::Slug.eq(slug.as_str()))
            .one(db)
            .await?;
        return Ok(row.map(|row| place.words(Some(&row.title))));
    }
    let is_there = match place {
        Place::Section(_) | Place::Milestone(_) => true,
        Place::Matter { section, key } => entries
            .get(key)
            .is_some_and(|(matter, _)| matter.kind().section() == *section),
        Place::Term(number) | Place::Position { term: number, .. } => {
            let number = i32::try_from(*number).map_err(|_| Refusal::NotFound)?;
            term::Entity::find()
                .filter(term::Column::OfferId.eq(head.row.id.as_str()))
                .filter(term::Column::Number.eq(number))
                .count(db)
                .await?
                > 0
        }
    };
    Ok(is_there.then(|| words(place, &entries)))
}
