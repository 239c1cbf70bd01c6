//! What somebody needs to know before they write: what about, and who will read it.

use domain::process::{Act, Hat, Reference, Room};
use domain::talk::{Subject, rooms_to_write_in};

use super::Talk;
use super::audience::{Audience, Tellable};
use super::names::about;
use super::open::leave;
use crate::offers::matters_seen::matters_seen;
use crate::{Refusal, Viewer};

/// Where a thread is begun.
#[derive(Clone, Debug)]
pub struct Desk {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub subject: Subject,
    pub about: String,
    /// Whether what it is about stands in the text they read; a section and the whole offer always do.
    pub is_there: bool,
    /// The rooms that the hat which is worn writes in, the more private first.
    pub rooms: Vec<Room>,
    /// Who can be told of what is written, each in some of these rooms.
    pub tellable: Vec<Tellable>,
}

impl Talk<'_> {
    /// For somebody who wants to start a thread.
    ///
    /// # Errors
    /// What the table says of commenting under the hat that is worn.
    pub async fn desk(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        subject: Subject,
    ) -> Result<Desk, Refusal> {
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadTalk, reference)
            .await?;
        leave(viewer, hat, Act::Comment, &seen.facts)?;
        let keys: Vec<_> = subject.key().cloned().into_iter().collect();
        let db = self.services.read();
        let mut matters = matters_seen(db, &seen.head, seen.rooms(), &keys).await?;
        matters.retain(|_, (matter, _)| Some(matter.kind().section()) == subject.section());
        let tellable = match hat {
            Some(hat) => {
                let offer = &seen.head.row.id;
                Audience::of(db, offer, &seen.facts, hat, &[])
                    .await?
                    .listed()
            }
            None => Vec::new(),
        };
        Ok(Desk {
            tellable,
            is_there: keys.iter().all(|key| matters.contains_key(key)),
            about: about(&subject, &matters),
            subject,
            rooms: hat
                .map(|hat| rooms_to_write_in(hat, &seen.facts))
                .unwrap_or_default(),
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
        })
    }
}
