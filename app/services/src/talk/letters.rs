//! Who is told that something was said: those whom it concerns and who read the room. A mail carries no word of
//! a comment, nor what it is about: mail travels further than rooms reach.

use std::collections::BTreeSet;

use domain::mail::MailKind;
use domain::process::{Act, OrganisationId, PersonId, Role, Room, Rooms};
use sea_orm::QueryTrait;

use super::mentions::Told;
use super::names::room;
use super::open::Open;
use crate::offers::recipients::holders;
use crate::outbox::About;
use crate::people::viewers_found;
use crate::store::talk::{self, ThreadRow};
use crate::{Mail, Refusal};

/// Somebody to tell.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Reader {
    person: PersonId,
    email: String,
}

/// A thread was started: told to who leads on each side that reads it.
pub(super) async fn started(
    open: &mut Open,
    thread: &ThreadRow,
    room: Room,
    told: &Told,
) -> Result<(), Refusal> {
    let mut readers = open.leaders(room).await?;
    readers.retain(|reader| !told.is_told(&reader.person));
    let words = "has started a thread";
    open.tell(readers, MailKind::Comment, words, thread, room, "");
    mentioned(open, thread, room, "", told);
    Ok(())
}

/// Somebody replied: told to those who wrote in the thread before.
pub(super) async fn replied(
    open: &mut Open,
    thread: &ThreadRow,
    reply: &str,
    told: &Told,
) -> Result<(), Refusal> {
    let room = room(&thread.room)?;
    let mut readers = open.readers_who_spoke(thread, room).await?;
    readers.retain(|reader| !told.is_told(&reader.person));
    let below = format!("#{reply}");
    mentioned(open, thread, room, &below, told);
    open.tell(
        readers,
        MailKind::Comment,
        "has replied in a thread",
        thread,
        room,
        &below,
    );
    Ok(())
}

/// Somebody is called: told so, in the place of any other letter about the same words.
pub(super) fn mentioned(open: &mut Open, thread: &ThreadRow, room: Room, below: &str, told: &Told) {
    let readers = told
        .people()
        .into_iter()
        .map(|(person, email)| Reader {
            person: person.clone(),
            email: email.to_owned(),
        })
        .collect();
    let words = "mentions you in a thread";
    open.tell(readers, MailKind::Mentioned, words, thread, room, below);
}

/// Words were released: told to who leads on both sides, and to those who wrote in the joint thread.
pub(super) async fn released(open: &mut Open, joint: &ThreadRow) -> Result<(), Refusal> {
    let mut readers = open.leaders(Room::Joint).await?;
    readers.append(&mut open.readers_who_spoke(joint, Room::Joint).await?);
    let words = "has released a comment to both sides";
    open.tell(
        readers,
        MailKind::CommentReleased,
        words,
        joint,
        Room::Joint,
        "",
    );
    Ok(())
}

impl Open {
    /// The place’s leaders, and the champion or, until there is one, the programme office.
    async fn leaders(&self, room: Room) -> Result<BTreeSet<Reader>, Refusal> {
        let (db, row) = (self.act.db(), &self.head.row);
        let mut readers = BTreeSet::new();
        if matches!(room, Room::Place | Room::Joint) {
            let place = OrganisationId::from(row.place_id.as_str());
            let leaders = holders(db, &[Role::PlaceLeader], Some(&place)).await?;
            readers.extend(leaders.into_iter().map(|one| (one.person, one.email)));
        }
        if matches!(room, Room::Whitehall | Room::Joint) {
            match &row.champion_id {
                Some(champion) => {
                    let champions = holders(db, &[Role::Champion], None).await?;
                    let one = champions
                        .into_iter()
                        .filter(|one| one.person.as_str() == champion);
                    readers.extend(one.map(|one| (one.person, one.email)));
                }
                None => {
                    let office = holders(db, &[Role::ProgrammeOffice], None).await?;
                    readers.extend(office.into_iter().map(|one| (one.person, one.email)));
                }
            }
        }
        Ok(readers
            .into_iter()
            .map(|(person, email)| Reader { person, email })
            .collect())
    }

    /// Those of who wrote in a thread that still read its room.
    async fn readers_who_spoke(
        &self,
        thread: &ThreadRow,
        room: Room,
    ) -> Result<BTreeSet<Reader>, Refusal> {
        let spoke = talk::authors(&thread.id, self.rooms).into_query();
        let people = viewers_found(self.act.db(), spoke).await?;
        Ok(people
            .into_iter()
            .filter(|person| Rooms::of_any(&person.hats(), &self.facts).sees(room))
            .map(|person| Reader {
                person: person.person,
                email: person.email,
            })
            .collect())
    }

    /// One mail each, and none to the one who did it.
    fn tell(
        &mut self,
        readers: BTreeSet<Reader>,
        kind: MailKind,
        did: &str,
        thread: &ThreadRow,
        room: Room,
        below: &str,
    ) {
        let (name, title) = (self.head.reference.to_string(), &self.head.row.title);
        let link = self
            .act
            .services()
            .url(&self.head.address(&format!("/talk/{}{below}", thread.slug)));
        let body = format!(
            "Somebody {did} about “{title}” ({name}), in the room “{}”.\n\nRead it and reply:\n\n{link}\n",
            room.label()
        );
        for reader in readers {
            if reader.person == self.hat.person {
                continue;
            }
            self.act.mail(Mail {
                kind,
                to_person: Some(reader.person),
                to_address: reader.email,
                subject: match kind {
                    MailKind::Mentioned => format!("{name}: you are mentioned in its talk"),
                    _ => format!("{name}: there is something new in its talk"),
                },
                body: body.clone(),
                link: link.clone(),
                about: About::Offer {
                    offer: self.head.row.id.clone(),
                    room,
                    wanted: Act::ReadTalk,
                    partner: None,
                    term: None,
                },
            });
        }
    }
}
