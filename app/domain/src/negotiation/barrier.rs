//! What stands in the way of the deal, whoever raises it: a law, a system, a form (7.34).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::subject::Subject;
use crate::form::{Entry, Form, Pick, Posted, Sheet, ask, readable};
use crate::offer::{Key, Proposal};
use crate::process::choice::choice;

choice! {
    /// How far a barrier has come.
    pub enum BarrierStatus {
        Open = "open", "Nobody has begun";
        InHand = "in-hand", "Being dealt with";
        Trial = "trial", "A way round it is being tried";
        Removed = "removed", "Removed";
        Accepted = "accepted", "It stays, and the offer lives with it";
    }
}

readable!(BarrierStatus);

impl BarrierStatus {
    /// Whether it still stands in the way.
    pub const fn stands(self) -> bool {
        match self {
            Self::Open | Self::InHand | Self::Trial => true,
            Self::Removed | Self::Accepted => false,
        }
    }
}

/// A step that was taken, or a trial that tests a way round it (7.34).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Step {
    pub on: Entry<NaiveDate>,
    pub what: String,
}

/// One barrier. Its fields are listed once, like those of a matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Barrier {
    /// What stands in the way.
    pub what: String,
    /// Who can remove it: the key of a partner, or the code of a department.
    pub owner: String,
    /// By when.
    pub due: Entry<NaiveDate>,
    /// Unset until somebody says: it stands as long.
    pub status: Option<BarrierStatus>,
    /// The numbers of the terms that cannot be settled before it is out of the way.
    pub blocks: Vec<String>,
    /// The keys of outcomes and savings lines that are at risk while it stands.
    pub puts_at_risk: Vec<String>,
    pub steps: Vec<Step>,
    /// What is tried, where, and until when it is judged.
    pub trial: String,
}

/// What a barrier has to know of the negotiation around it.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Whoever can own it.
    pub bodies: Vec<Pick>,
    /// The terms by number.
    pub terms: Vec<Pick>,
    /// Outcomes and savings lines.
    pub at_risk: Vec<Pick>,
}

impl Surroundings {
    /// Around the terms of an offer, each with its number.
    pub fn of<'a>(
        proposal: &Proposal,
        terms: impl IntoIterator<Item = (u32, &'a Subject)>,
    ) -> Self {
        let around = proposal.around();
        Self {
            bodies: around.bodies().cloned().collect(),
            terms: terms
                .into_iter()
                .map(|(number, subject)| {
                    let title = subject.title(proposal);
                    Pick::new(number.to_string(), format!("Term {number}: {title}"))
                })
                .collect(),
            at_risk: around
                .outcomes
                .iter()
                .chain(&around.lines)
                .cloned()
                .collect(),
        }
    }
}

impl Barrier {
    /// The one list of its fields: see [`crate::form`].
    pub fn fields(&mut self, f: &mut Form, around: &Surroundings) {
        f.prose(
            ask("what", "What stands in the way")
                .words(200)
                .needed("Say what stands in the way"),
            &mut self.what,
        );
        f.pick_short(
            ask("owner", "Who can remove it").needed("Choose who can remove it"),
            around.bodies.iter(),
            &mut self.owner,
        );
        f.entry(
            ask("due", "By when").needed("Enter the date by which it should be out of the way"),
            &mut self.due,
        );
        f.radios(ask("status", "How far has it come?"), &mut self.status);
        f.picks(
            ask("blocks", "Terms that cannot be settled before")
                .hint("Leave empty if the deal can be settled all the same."),
            around.terms.iter(),
            &mut self.blocks,
        );
        f.picks(
            ask("puts-at-risk", "Outcomes and savings that wait for it")
                .hint("They show as at risk."),
            around.at_risk.iter(),
            &mut self.puts_at_risk,
        );
        f.rows(ask("steps", "Step taken"), &mut self.steps, |step, f| {
            f.entry(ask("on", "On").needed("Enter the date"), &mut step.on);
            f.line(
                ask("what", "What was done").needed("Say what was done"),
                &mut step.what,
            );
        });
        f.prose(
            ask("trial", "What is tried to get round it")
                .hint("Where, for how long, and how it is judged (7.34).")
                .words(200),
            &mut self.trial,
        );
    }

    /// Takes over what was posted, understood or not.
    pub fn read(&mut self, posted: &Posted, around: &Surroundings) {
        Form::read(posted, |form| self.fields(form, around));
    }

    /// Lays it out for filling in.
    pub fn sheet(&self, around: &Surroundings) -> Sheet {
        let mut copy = self.clone();
        Form::show(|form| copy.fields(form, around))
    }

    /// Whether it still stands in the way.
    pub fn stands(&self) -> bool {
        self.status.is_none_or(BarrierStatus::stands)
    }

    /// Whether it keeps this term from being settled.
    pub fn blocks(&self, number: u32) -> bool {
        let number = number.to_string();
        self.stands() && self.blocks.contains(&number)
    }

    /// Whether an outcome or a savings line waits for it.
    pub fn puts_at_risk(&self, key: &Key) -> bool {
        self.stands() && self.puts_at_risk.iter().any(|other| other == key.as_str())
    }

    /// Whether it is late on this day. Worked out from dates, never stored.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.stands() && matches!(self.due, Entry::Is(due) if due < today)
    }
}
