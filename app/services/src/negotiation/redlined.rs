//! The terms of an offer as they were laid on the table beside what they say now, with what was said of them: what a
//! redline in Word is made of. It holds what one viewer may see.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::agreement::{Block, LaidSection};
use domain::negotiation::TermState;
use domain::offer::{Around, Kept};
use domain::process::{Act, Reference};
use domain::redline::Remark;
use domain::talk::Subject;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::load::Tracked;
use super::{Negotiation, PartyName};
use crate::offers::sight::Seen;
use crate::store::negotiation::version;
use crate::{Refusal, Viewer};

/// Both texts, and what was said.
#[derive(Clone, Debug)]
pub struct Redlined {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    /// When the terms were laid on the table.
    pub since: Option<DateTime<Utc>>,
    pub before: Vec<LaidSection>,
    /// Without what was withdrawn or refused.
    pub after: Vec<LaidSection>,
    /// Who put forward what a section says now; by its anchor.
    pub written: Vec<(String, String, DateTime<Utc>)>,
    /// In the rooms that the viewer reads: every comment of the open talk, and what parties say where they stand.
    pub remarks: Vec<Remark>,
}

impl Negotiation<'_> {
    /// What bargaining has changed so far.
    ///
    /// # Errors
    /// Not found where none of the viewer’s hats sees the offer; `WrongStage` before there are terms.
    pub async fn redlined(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<Redlined, Refusal> {
        let db = self.services.read();
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadTerms, reference).await?;
        let whole = seen.whole(db).await?;
        let talk = self.services.talk().in_margin(&seen).await?;
        let Seen { head, .. } = seen;
        let mut told = Redlined {
            since: None,
            title: head.row.title,
            place_name: head.place_name,
            reference: head.reference,
            before: Vec::new(),
            after: Vec::new(),
            written: Vec::new(),
            remarks: Vec::new(),
        };
        // An offer that was never accepted has no terms.
        let Some(whole) = whole else {
            return Ok(told);
        };
        let ids = whole.terms.iter().map(|tracked| tracked.id.as_str());
        let first: BTreeMap<String, version::Model> = version::Entity::find()
            .filter(version::Column::TermId.is_in(ids))
            .filter(version::Column::Number.eq(1))
            .all(db)
            .await?
            .into_iter()
            .map(|row| (row.term_id.clone(), row))
            .collect();
        told.since = first.values().map(|row| row.at).min();
        let around = whole.proposal.around();
        for tracked in &whole.terms {
            let before: Vec<Kept> = match first.get(&tracked.id) {
                Some(row) => serde_json::from_str(&row.matters)?,
                None => Vec::new(),
            };
            told.term(tracked, &before, &around);
        }
        for said in talk {
            let on = told.anchor(&said.subject, &whole.terms);
            told.remarks.push(Remark {
                on,
                author: said.author,
                room: said.room.label().to_owned(),
                at: said.at,
                words: said.words,
            });
        }
        Ok(told)
    }
}

impl Redlined {
    /// Where talk about this stands: at the term that it is about; else at a heading of its own behind the terms, the
    /// same in both texts, since no term says all of a section, and none says who the partners are.
    fn anchor(&mut self, subject: &Subject, terms: &[Tracked]) -> String {
        let term = subject.key().and_then(|key| {
            let about = |tracked: &&Tracked| {
                let mut matters = tracked.term.current.matters.iter();
                matters.any(|kept| kept.key == *key)
            };
            terms.iter().find(about)
        });
        if let Some(tracked) = term {
            return format!("term-{}", tracked.term.number);
        }
        let (anchor, heading) = match subject.section() {
            Some(section) => (
                format!("talk-{}", section.code()),
                format!("Talk about the section “{}”", section.title()),
            ),
            None => ("talk".to_owned(), "Talk about the whole offer".to_owned()),
        };
        if self.after.iter().all(|laid| laid.anchor != anchor) {
            let laid = LaidSection {
                anchor: anchor.clone(),
                heading,
                blocks: Vec::new(),
            };
            self.before.push(laid.clone());
            self.after.push(laid);
        }
        anchor
    }

    fn term(&mut self, tracked: &Tracked, before: &[Kept], around: &Around) {
        let term = &tracked.term;
        let anchor = format!("term-{}", term.number);
        let laid = |matters: &[Kept]| LaidSection {
            anchor: anchor.clone(),
            heading: format!("Term {}: {}", term.number, tracked.brief()),
            blocks: blocks(matters, around),
        };
        if !before.is_empty() {
            self.before.push(laid(before));
        }
        match term.state() {
            TermState::Open | TermState::Agreed => self.after.push(laid(&term.current.matters)),
            TermState::Withdrawn | TermState::Refused => {}
        }
        self.written
            .push((anchor.clone(), tracked.author.clone(), term.current.at));
        for (position, taken) in term.positions.iter().zip(&tracked.taken) {
            if position.said.words.is_empty() {
                continue;
            }
            let party = PartyName::of(&position.party, &self.place_name).short;
            let line = if position.said.red_line {
                ". Red line"
            } else {
                ""
            };
            self.remarks.push(Remark {
                on: anchor.clone(),
                author: format!("{}, {party}", taken.name),
                room: format!(
                    "{}. {}{line}",
                    position.room.label(),
                    position.said.stance.label()
                ),
                at: position.at,
                words: position.said.words.clone(),
            });
        }
    }
}

/// A term that holds one thing says it; one that holds several has a group for each.
fn blocks(matters: &[Kept], around: &Around) -> Vec<Block> {
    let says = |kept: &Kept| Block::of(&kept.matter.reading(around));
    match matters {
        [only] => says(only),
        several => (several.iter())
            .map(|kept| Block::Group {
                heading: kept.matter.title(),
                blocks: says(kept),
            })
            .collect(),
    }
}
