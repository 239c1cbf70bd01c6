//! What people fill in of a milestone: one further milestone under a term, and how any of them comes on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::standing::Dates;
use crate::form::{Entry, Form, Pick, Posted, Sheet, ask};
use crate::offer::YesNo;

/// What a milestone has to know of the agreement around it.
#[derive(Clone, Debug, Default)]
pub struct Among {
    /// Those for whom whoever fills it in answers.
    pub owners: Vec<Pick>,
    /// The terms of the agreement, by number.
    pub terms: Vec<Pick>,
    /// The other milestones.
    pub others: Vec<Pick>,
}

/// One that it waits for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct After {
    /// By its name in addresses.
    pub milestone: String,
}

/// A further milestone, on the way to what was agreed. Its day is its baseline, and stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Planned {
    pub title: String,
    /// The number of the term that it serves.
    pub term: String,
    /// By code.
    pub owner: String,
    pub due: Entry<NaiveDate>,
    pub after: Vec<After>,
    pub note: String,
}

impl Planned {
    fn fields(&mut self, f: &mut Form, among: &Among) {
        f.line(
            ask("title", "What will be done").needed("Say what will be done"),
            &mut self.title,
        );
        f.pick_short(
            ask("term", "Term that it serves").needed("Choose the term that it serves"),
            among.terms.iter(),
            &mut self.term,
        );
        f.pick(
            ask("owner", "Who answers for it").needed("Choose who answers for it"),
            among.owners.iter(),
            &mut self.owner,
        );
        f.entry(
            ask("due", "Due")
                .hint("Like 1 April 2013. This day stays: if it slips, you give a new forecast.")
                .needed("Enter the day on which it is due"),
            &mut self.due,
        );
        after(f, among, &mut self.after);
        f.prose(ask("note", "Note").words(200), &mut self.note);
    }

    /// Takes over what was posted, understood or not.
    pub fn read(&mut self, posted: &Posted, among: &Among) {
        Form::read(posted, |form| self.fields(form, among));
    }

    /// Lays it out for filling in.
    pub fn sheet(&self, among: &Among) -> Sheet {
        let mut copy = self.clone();
        Form::show(|form| copy.fields(form, among))
    }
}

/// How a milestone comes on. Each version of it is kept, so that no earlier forecast is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Coming {
    /// When it is expected now; blank where that is its own day.
    pub forecast: Entry<NaiveDate>,
    /// Why the forecast is another than before.
    pub why: String,
    pub achieved_on: Entry<NaiveDate>,
    /// What shows that it was achieved.
    pub evidence: String,
    pub after: Vec<After>,
    pub note: String,
    /// Of one that was added: whether it still is needed.
    pub needed: Option<YesNo>,
}

impl Coming {
    fn fields(&mut self, f: &mut Form, among: &Among, was_added: bool) {
        f.entry(
            ask("forecast", "Forecast")
                .hint("Like 1 April 2013. Leave empty while it is expected on its day."),
            &mut self.forecast,
        );
        f.prose(
            ask("why", "Why the forecast changes")
                .hint("Both sides read it.")
                .words(100),
            &mut self.why,
        );
        f.entry(
            ask("achieved", "Achieved on").hint("Leave empty until it is."),
            &mut self.achieved_on,
        );
        let is_achieved = !self.achieved_on.is_blank();
        f.prose(
            ask("evidence", "What shows that it was achieved")
                .words(300)
                .needed_if(is_achieved, "Say what shows that it was achieved"),
            &mut self.evidence,
        );
        after(f, among, &mut self.after);
        f.prose(ask("note", "Note").words(200), &mut self.note);
        if was_added {
            f.radios(
                ask("needed", "Is it still needed?")
                    .hint("What is agreed stays until a variation. This one was added on the way."),
                &mut self.needed,
            );
        }
    }

    /// Takes over what was posted, understood or not.
    pub fn read(&mut self, posted: &Posted, among: &Among, was_added: bool) {
        Form::read(posted, |form| self.fields(form, among, was_added));
    }

    /// Lays it out for filling in.
    pub fn sheet(&self, among: &Among, was_added: bool) -> Sheet {
        let mut copy = self.clone();
        Form::show(|form| copy.fields(form, among, was_added))
    }

    /// Its days, beside the one that was agreed.
    pub fn dates(&self, due: NaiveDate) -> Dates {
        Dates {
            due,
            forecast: self.forecast.value().copied().filter(|day| *day != due),
            achieved_on: self.achieved_on.value().copied(),
        }
    }

    /// Whether it is no longer needed, as somebody said.
    pub fn is_dropped(&self) -> bool {
        self.needed.is_some_and(|needed| !needed.is_yes())
    }

    /// The ids of those that it waits for, each once.
    pub fn waits_for(&self) -> Vec<String> {
        waits_for(&self.after)
    }

    /// As it stands, with nothing said yet of why it changes: what somebody begins a change with.
    #[must_use]
    pub fn afresh(&self) -> Self {
        Self {
            why: String::new(),
            ..self.clone()
        }
    }

    /// Whether these say the same of the milestone, whatever was given as the reason.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.afresh() == other.afresh()
    }

    /// What cannot be, beside its field: a forecast that has passed or has no reason, and what is achieved on a day
    /// that has not come.
    pub fn faults(
        &self,
        before: &Self,
        due: NaiveDate,
        today: NaiveDate,
    ) -> Vec<(&'static str, &'static str)> {
        let mut faults = Vec::new();
        let (now, was) = (self.dates(due), before.dates(due));
        if now.achieved_on.is_none() && now.forecast != was.forecast {
            if now.forecast.is_some_and(|forecast| forecast < today) {
                faults.push((
                    "forecast",
                    "A forecast lies ahead: enter today or a later day, or when it was achieved",
                ));
            }
            if self.why.trim().is_empty() {
                faults.push(("why", "Say why the forecast changes"));
            }
        }
        if now.achieved_on.is_some_and(|on| on > today) {
            faults.push((
                "achieved",
                "This day has not come: enter it as the forecast",
            ));
        }
        faults
    }
}

/// The ids of several that are waited for, each once.
pub fn waits_for(after: &[After]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for one in after {
        let id = one.milestone.trim();
        if !id.is_empty() && !ids.iter().any(|other| other == id) {
            ids.push(id.to_owned());
        }
    }
    ids
}

fn after(f: &mut Form, among: &Among, values: &mut Vec<After>) {
    f.rows(
        ask("after", "Milestone that comes first")
            .hint("If it slips past the day of this one, this one shows as blocked."),
        values,
        |one, f| {
            f.pick_short(
                ask("milestone", "Milestone"),
                among.others.iter(),
                &mut one.milestone,
            );
        },
    );
}
