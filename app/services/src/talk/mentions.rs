//! Whom a comment calls: read before it is kept, told by mail and on the work of each, until it is answered.

use std::collections::{BTreeMap, BTreeSet};

use domain::process::{PersonId, Room};
use domain::talk::{Body, Mentions};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use super::audience::{Audience, Callee, CalleeId, Person};
use super::calls::calls;
use super::open::Open;
use crate::store::talk::{self, CommentRow, MentionChange, MentionColumn, MentionRow, ThreadRow};
use crate::{Fault, Refusal, chance};

/// The most that one comment calls.
const MOST_TOLD: usize = 20;

/// Where a form has whom to tell.
const TELL: &str = "tell";

/// What somebody says in a thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saying {
    pub body: String,
    /// Whom to tell of it, as `Tellable` has their codes; those that the words call come on top.
    pub tell: Vec<String>,
}

impl From<&str> for Saying {
    fn from(body: &str) -> Self {
        Self {
            body: body.to_owned(),
            tell: Vec::new(),
        }
    }
}

impl From<&String> for Saying {
    fn from(body: &String) -> Self {
        body.as_str().into()
    }
}

/// Whom one comment calls, each with those who are told by mail.
#[derive(Default)]
pub(super) struct Told(Vec<(CalleeId, Vec<Person>)>);

impl Told {
    /// Who gets the mail: nobody twice.
    pub fn people(&self) -> BTreeMap<&PersonId, &str> {
        let people = self.0.iter().flat_map(|(_, people)| people);
        people
            .map(|person| (&person.id, person.email.as_str()))
            .collect()
    }

    pub fn is_told(&self, person: &PersonId) -> bool {
        self.people().contains_key(person)
    }
}

impl Open {
    /// Whom these words call in this room, with those ticked beside them. `Invalid` with everything that is wrong.
    ///
    /// Whoever does not read the room is told apart from nobody: the answer is the same. Who wrote in `thread` can be
    /// called as well; most comments call nobody, and nothing is asked for these.
    pub(super) async fn told(
        &self,
        room: Room,
        body: &Body,
        tell: &[String],
        thread: Option<&ThreadRow>,
    ) -> Result<Told, Refusal> {
        if tell.is_empty() && !body.as_str().contains('@') {
            return Ok(Told::default());
        }
        let (db, offer) = (self.act.db(), &self.head.row.id);
        let spoke = match thread {
            Some(thread) => self.who_spoke(thread).await?,
            None => Vec::new(),
        };
        let audience = Audience::of(db, offer, &self.facts, &self.hat, &spoke).await?;
        let mut faults = Vec::new();
        let ticked = ticked(&audience, room, tell, &mut faults);
        let called = called(&audience, room, body, &mut faults);
        let mut told = Told::default();
        for callee in ticked.into_iter().chain(called) {
            if told.0.iter().all(|(id, _)| *id != callee.id) {
                let others = callee.in_room(room).filter(|one| one.id != self.hat.person);
                told.0.push((callee.id.clone(), others.cloned().collect()));
            }
        }
        if told.0.len() > MOST_TOLD {
            let words = format!("Choose at most {MOST_TOLD} people and parties to tell");
            faults.push(fault(TELL, words));
        }
        if faults.is_empty() {
            Ok(told)
        } else {
            Err(Refusal::Invalid(faults))
        }
    }

    /// Those of them whom the comment did not call before it was changed.
    pub(super) async fn not_told_yet(
        &self,
        comment: &CommentRow,
        mut told: Told,
    ) -> Result<Told, Refusal> {
        if told.0.is_empty() {
            return Ok(told);
        }
        let before = talk::mentions(&comment.thread_id, self.rooms)
            .filter(MentionColumn::CommentId.eq(comment.id.as_str()))
            .all(self.act.db())
            .await?;
        let was_called = |id: &CalleeId| {
            before.iter().any(|row| match id {
                CalleeId::Person(id) => row.person_id.as_deref() == Some(id.as_str()),
                CalleeId::Organisation(id) => row.organisation_id.as_deref() == Some(id.as_str()),
            })
        };
        told.0.retain(|(id, _)| !was_called(id));
        Ok(told)
    }

    /// Everybody who wrote in the thread.
    async fn who_spoke(&self, thread: &ThreadRow) -> Result<Vec<String>, Refusal> {
        Ok(talk::authors(&thread.id, self.rooms)
            .into_tuple()
            .all(self.act.db())
            .await?)
    }

    /// Keeps whom a comment calls.
    pub(super) async fn call(&self, comment: &CommentRow, told: &Told) -> Result<(), Refusal> {
        let rows = told.0.iter().map(|(callee, _)| {
            let (person_id, organisation_id) = match callee {
                CalleeId::Person(id) => (Some(id.to_string()), None),
                CalleeId::Organisation(id) => (None, Some(id.to_string())),
            };
            MentionRow {
                id: chance::new_id(),
                offer_id: self.head.row.id.clone(),
                thread_id: comment.thread_id.clone(),
                comment_id: comment.id.clone(),
                room: comment.room.clone(),
                person_id,
                organisation_id,
                by_id: self.hat.person.to_string(),
                at: self.act.now(),
                done_at: None,
            }
        });
        Ok(talk::add_mentions(self.act.db(), rows.collect()).await?)
    }

    /// Takes from the work of who does this what calls them in this thread, and says whether there was anything.
    pub(super) async fn heard(&self, thread: &ThreadRow) -> Result<bool, Refusal> {
        let done = talk::change_mentions(thread)
            .set(self.done())
            .filter(calls(&self.hat))
            .exec(self.act.db())
            .await?;
        Ok(done.rows_affected > 0)
    }

    /// The same for everybody: the thread is done with.
    pub(super) async fn heard_by_all(&self, thread: &ThreadRow) -> Result<(), Refusal> {
        talk::change_mentions(thread)
            .set(self.done())
            .exec(self.act.db())
            .await?;
        Ok(())
    }

    fn done(&self) -> MentionChange {
        MentionChange {
            done_at: Set(Some(self.act.now())),
            ..Default::default()
        }
    }
}

fn ticked<'a>(
    audience: &'a Audience,
    room: Room,
    tell: &[String],
    faults: &mut Vec<Fault>,
) -> Vec<&'a Callee> {
    let mut ticked = Vec::new();
    let mut strangers = false;
    for code in tell.iter().collect::<BTreeSet<_>>() {
        match audience.find(code) {
            Some(callee) if callee.in_room(room).next().is_some() => ticked.push(callee),
            Some(callee) => {
                let words = format!(
                    "{} does not read the room “{}”: untick them, or choose another room",
                    callee.name,
                    room.label()
                );
                faults.push(fault(TELL, words));
            }
            None => strangers = true,
        }
    }
    if strangers {
        let words =
            "Choose people and parties from the list: somebody you ticked does not read this room";
        faults.push(fault(TELL, words.to_owned()));
    }
    ticked
}

fn called<'a>(
    audience: &'a Audience,
    room: Room,
    body: &Body,
    faults: &mut Vec<Fault>,
) -> Vec<&'a Callee> {
    let callees: Vec<&Callee> = audience.in_room(room).collect();
    let names: Vec<&str> = callees.iter().map(|callee| callee.name.as_str()).collect();
    let Mentions {
        called,
        strangers,
        unclear,
    } = Mentions::read(body.as_str(), &names);
    if let Some(name) = strangers.first() {
        let words = format!(
            "Nobody called “{name}” reads this room: choose from the list, or write the name without @"
        );
        faults.push(fault("body", words));
    }
    if let Some(name) = unclear.first() {
        let words = format!(
            "Several people here are called “{name}”: tick whom you mean, and write the name without @"
        );
        faults.push(fault("body", words));
    }
    called.into_iter().map(|index| callees[index]).collect()
}

fn fault(field: &str, words: String) -> Fault {
    Fault {
        field: field.to_owned(),
        words,
    }
}
