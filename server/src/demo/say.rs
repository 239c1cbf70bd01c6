//! What is said in the demo: threads, replies, and what is released of them.

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow};
use domain::process::{Hat, Reference, Room};
use domain::talk::{Subject, rooms_to_write_in};
use services::offers::Paging;
use services::talk::{Opening, Thread};
use services::{Doer, Services};

use super::cast::Member;
use super::form::Names;
use super::script::Deed;

/// The threads of one story by their names there: their address, and their room.
#[derive(Default)]
pub struct Threads(BTreeMap<String, (String, Room)>);

impl Threads {
    /// Does what the story says, where it is something that is said.
    pub async fn say(
        &mut self,
        then: &Services,
        member: &Member,
        reference: &Reference,
        names: &Names,
        deed: &Deed,
    ) -> Result<()> {
        let talk = then.talk();
        match deed {
            Deed::Talk {
                thread,
                room,
                section,
                about,
                quote,
                words,
            } => {
                let subject = match about {
                    Some(name) => {
                        let key = names.get(name);
                        let key = key.with_context(|| format!("nothing is called {name}"))?;
                        let view = then.offers().read(&member.viewer, reference).await?;
                        let kind = view.matter(key)?.matter.kind();
                        Subject::of(Some(kind.section()), Some(key.clone()))
                    }
                    None => Subject::of(section.map(|section| section.0), None),
                };
                let opening = Opening {
                    subject,
                    quote: quote.clone().unwrap_or_default(),
                    room: Some(room.0),
                    body: words.clone(),
                };
                let doer = acting(then, member, reference, room.0).await?;
                let slug = talk.start(&doer, reference, &opening).await?;
                self.0.insert(thread.clone(), (slug, room.0));
            }
            Deed::Reply { thread, words } => {
                let (slug, room) = self.thread(thread)?;
                let doer = acting(then, member, reference, room).await?;
                talk.reply(&doer, reference, slug, words).await?;
            }
            Deed::Release {
                thread,
                comment,
                joint,
            } => {
                let (slug, room) = self.thread(thread)?;
                let doer = acting(then, member, reference, room).await?;
                let read = read(then, member, doer.hat(), reference, slug).await?;
                let said = comment
                    .checked_sub(1)
                    .and_then(|nth| read.comments.get(nth))
                    .with_context(|| format!("{thread} has no comment {comment}"))?;
                let released = talk.release(&doer, reference, (slug, &said.slug)).await?;
                self.0.insert(joint.clone(), (released, Room::Joint));
            }
            Deed::Resolve { thread } => {
                let (slug, room) = self.thread(thread)?;
                talk.resolve(
                    &acting(then, member, reference, room).await?,
                    reference,
                    slug,
                )
                .await?;
            }
            _ => return Err(anyhow!("this is not said but done")),
        }
        Ok(())
    }

    fn thread(&self, name: &str) -> Result<(&str, Room)> {
        let (slug, room) = self
            .0
            .get(name)
            .ok_or_else(|| anyhow!("no thread is called {name}"))?;
        Ok((slug, *room))
    }
}

async fn read(
    then: &Services,
    member: &Member,
    hat: Option<&Hat>,
    reference: &Reference,
    slug: &str,
) -> Result<Thread> {
    let (talk, all) = (then.talk(), Paging::of(1, 100));
    Ok(talk
        .thread(&member.viewer, hat, reference, slug, all)
        .await?)
}

/// Somebody under the first of their roles in which they write in this room.
async fn acting(
    then: &Services,
    member: &Member,
    reference: &Reference,
    room: Room,
) -> Result<Doer> {
    let offer = then.offers().read(&member.viewer, reference).await?;
    member.acting_where(|hat| rooms_to_write_in(hat, &offer.facts).contains(&room))
}
