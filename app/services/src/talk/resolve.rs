//! A thread is done with, or is taken up again.

use domain::process::{Act, Event, Reference, Talk as Said};
use sea_orm::ActiveValue::Set;

use super::Talk;
use super::names::{room, subject};
use crate::Refusal;
use crate::act::{Doer, guarded};
use crate::live::Stirred;
use crate::store::talk::{self, ThreadChange};

impl Talk<'_> {
    /// Marks a thread as resolved: nothing more is written there until somebody reopens it.
    ///
    /// # Errors
    /// Not found where the hat that is worn does not read it; already done where it is resolved.
    pub async fn resolve(
        &self,
        doer: &Doer,
        reference: &Reference,
        thread: &str,
    ) -> Result<(), Refusal> {
        self.turn(doer, reference, thread, Said::Resolved).await
    }

    /// Takes a resolved thread up again.
    ///
    /// # Errors
    /// Not found where the hat that is worn does not read it; already done where it is open.
    pub async fn reopen(
        &self,
        doer: &Doer,
        reference: &Reference,
        thread: &str,
    ) -> Result<(), Refusal> {
        self.turn(doer, reference, thread, Said::Reopened).await
    }

    /// Sets aside what calls who does this in a thread: they have nothing to say to it.
    ///
    /// # Errors
    /// Not found where the hat that is worn does not read it; already done where nothing calls them.
    pub async fn set_aside(
        &self,
        doer: &Doer,
        reference: &Reference,
        thread: &str,
    ) -> Result<(), Refusal> {
        let open = self.open(doer, Act::Comment, reference).await?;
        let thread = open.thread(thread).await?;
        if !open.heard(&thread).await? {
            return Err(Refusal::AlreadyDone);
        }
        open.act.commit().await
    }

    async fn turn(
        &self,
        doer: &Doer,
        reference: &Reference,
        thread: &str,
        what: Said,
    ) -> Result<(), Refusal> {
        let mut open = self.open(doer, Act::Comment, reference).await?;
        let thread = open.thread(thread).await?;
        let resolves = what == Said::Resolved;
        if thread.resolved_at.is_some() == resolves {
            return Err(Refusal::AlreadyDone);
        }
        let turned = talk::change_thread(&thread)
            .set(ThreadChange {
                resolved_at: Set(resolves.then(|| open.act.now())),
                resolved_by: Set(resolves.then(|| open.hat.person.to_string())),
                version: Set(thread.version + 1),
                ..Default::default()
            })
            .exec(open.act.db())
            .await?;
        guarded(turned.rows_affected)?;
        if resolves {
            open.heard_by_all(&thread).await?;
        }
        open.act.record(
            &open.head.row.id,
            &Event::Talked {
                room: room(&thread.room)?,
                what,
                section: subject(&thread)?.section(),
            },
        )?;
        open.stir(Stirred::Thread, &thread)?;
        open.act.commit().await
    }
}
