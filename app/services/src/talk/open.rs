//! An act in talk: the offer’s row locked, the doer allowed, and only what the hat they wear sees within reach.

use domain::process::{Act, Hat, OfferFacts, Reference, Room, Rooms, permit};
use domain::talk::rooms_to_write_in;
use sea_orm::{ColumnTrait, QueryFilter};

use super::Talk;
use super::names::{room, subject};
use crate::act::{ActTx, Doer};
use crate::live::{Notice, Stirred};
use crate::offers::head::Head;
use crate::store::talk::{self, CommentColumn, CommentRow, ThreadColumn, ThreadRow};
use crate::{Refusal, Viewer};

pub(super) struct Open {
    pub act: ActTx,
    pub head: Head,
    pub facts: OfferFacts,
    pub hat: Hat,
    pub rooms: Rooms,
}

impl Talk<'_> {
    pub(super) async fn open(
        &self,
        doer: &Doer,
        act: Act,
        reference: &Reference,
    ) -> Result<Open, Refusal> {
        let offers = self.services.offers();
        let (open, facts) = offers.open_knowing(doer, act, reference, None).await?;
        let hat = doer.hat().cloned().ok_or(Refusal::SignIn)?;
        Ok(Open {
            rooms: Rooms::of(&hat, &facts),
            act: open.act,
            head: open.head,
            facts,
            hat,
        })
    }
}

impl Open {
    /// The thread at this address. In a room that this hat does not see, there is none.
    pub async fn thread(&self, slug: &str) -> Result<ThreadRow, Refusal> {
        talk::threads(&self.head.row.id, self.rooms)
            .filter(ThreadColumn::Slug.eq(slug))
            .one(self.act.db())
            .await?
            .ok_or(Refusal::NotFound)
    }

    /// Has those told who have the thread open, or what it is about.
    pub fn stir(&mut self, kind: Stirred, thread: &ThreadRow) -> Result<(), Refusal> {
        let about = subject(thread)?;
        let notice = Notice::of_talk(
            &self.head.row.id,
            room(&thread.room)?,
            (kind, &thread.id),
            (about.section(), about.key()),
        );
        self.act.stir(notice);
        Ok(())
    }

    /// One comment of it.
    pub async fn comment(&self, thread: &ThreadRow, slug: &str) -> Result<CommentRow, Refusal> {
        talk::comments(&thread.id, self.rooms)
            .filter(CommentColumn::Slug.eq(slug))
            .one(self.act.db())
            .await?
            .ok_or(Refusal::NotFound)
    }
}

/// Goes on where the hat that is worn may do this; where another of the viewer’s may, the switch is offered.
pub(super) fn leave(
    viewer: &Viewer,
    hat: Option<&Hat>,
    act: Act,
    facts: &OfferFacts,
) -> Result<(), Refusal> {
    hat.and_then(|hat| viewer.acting_as(hat))
        .ok_or(Refusal::NotFound)?
        .may(act, Some(facts))
}

/// Whether this hat can write in this room now, or in any.
pub(super) fn may_write(hat: &Hat, facts: &OfferFacts, room: Option<Room>) -> bool {
    let rooms = rooms_to_write_in(hat, facts);
    permit(Some(hat), Act::Comment, Some(facts)).is_allowed()
        && match room {
            Some(room) => rooms.contains(&room),
            None => !rooms.is_empty(),
        }
}
