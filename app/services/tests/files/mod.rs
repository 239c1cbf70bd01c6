//! Files: what is attached and by whom it is read, what is refused, and what the virus scanner has to do with it.

mod attaching;
mod clamd;
mod hostile;
mod made;
mod rooms;
mod scanning;

use std::path::Path;

use domain::file::Place;
use domain::process::{Reference, Room};
use futures_util::TryStreamExt;
use services::Refusal;
use services::files::{FileLine, Filter, NewFile, OnePage};
use services::offers::Paging;

use crate::offers::cast::{Actor, Cast};

/// Who attaches and reads, in the cast of Kent.
struct Table<'a> {
    cast: &'a Cast,
    kent: Reference,
}

fn new(place: &str, room: Room, name: &str, content: &[u8]) -> NewFile {
    NewFile {
        place: place.parse().expect("a place"),
        room: Some(room),
        name: name.to_owned(),
        content: content.to_vec().into(),
    }
}

impl Table<'_> {
    async fn attach(&self, who: &Actor, file: NewFile) -> Result<String, Refusal> {
        let files = self.cast.world.services.files();
        files.attach(&who.doer, &self.kent, file).await
    }

    /// A letter that Kent’s engagement has room for.
    async fn letter(&self, who: &Actor, room: Room, name: &str) -> String {
        let letter = new("engagement", room, name, made::pdf().as_slice());
        self.attach(who, letter).await.expect("is attached")
    }

    async fn remove(&self, who: &Actor, slug: &str, reason: &str) -> Result<(), Refusal> {
        let files = self.cast.world.services.files();
        files.remove(&who.doer, &self.kent, slug, reason).await
    }

    async fn read(&self, who: &Actor, slug: &str) -> Result<Vec<u8>, Refusal> {
        let files = self.cast.world.services.files();
        let open = files.read(&who.viewer, &self.kent, slug).await?;
        let pieces: Vec<_> = open.content.try_collect().await.expect("is read");
        assert_eq!(
            pieces.iter().map(|piece| piece.len() as u64).sum::<u64>(),
            open.bytes
        );
        Ok(pieces.concat())
    }

    async fn all(&self, who: &Actor) -> Result<Vec<FileLine>, Refusal> {
        let files = self.cast.world.services.files();
        let list = files
            .all(
                &who.viewer,
                who.doer.hat(),
                &self.kent,
                &Filter::default(),
                Paging::first(),
            )
            .await?;
        assert_eq!(list.total, list.lines.len() as u64);
        Ok(list.lines)
    }

    /// What they are called that somebody finds.
    async fn names(&self, who: &Actor) -> Vec<String> {
        let lines = self.all(who).await.expect("is seen");
        lines.into_iter().map(|line| line.name).collect()
    }

    async fn one(&self, who: &Actor, slug: &str) -> FileLine {
        let mut lines = self.all(who).await.expect("is seen").into_iter();
        lines.find(|line| line.slug == slug).expect("is there")
    }

    async fn on_section(&self, who: &Actor, place: &str) -> OnePage {
        let services = &self.cast.world.services;
        let offer = services.offers().read(&who.viewer, &self.kent).await;
        let place: Place = place.parse().expect("a place");
        services
            .files()
            .on_section(&who.viewer, who.doer.hat(), &offer.expect("is seen"), place)
            .await
            .expect("is seen")
    }

    /// What lies in the folder.
    fn on_disk(&self) -> usize {
        count(&self.cast.world.files)
    }

    async fn rows(&self) -> i64 {
        self.cast.world.rows_in("files").await
    }
}

fn count(folder: &Path) -> usize {
    let inside = std::fs::read_dir(folder).expect("a folder");
    inside
        .map(|entry| entry.expect("an entry").path())
        .map(|path| if path.is_dir() { count(&path) } else { 1 })
        .sum()
}

/// The words of the only fault, which is at this field.
fn fault_at(field: &str, refused: Result<String, Refusal>) -> String {
    match refused {
        Err(Refusal::Invalid(faults)) => match &faults[..] {
            [fault] if fault.field == field => fault.words.clone(),
            faults => panic!("{faults:?}"),
        },
        other => panic!("{other:?}"),
    }
}
