//! What blocks an offer, in sentences, each with the address where it is put right.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::negotiation::{
    Around, Barrier, Block, PartyId, Stance, Subject, Term, TermKind, TermState, Turn, blocks,
    turns,
};
use domain::offer::{Finding, verdicts};
use domain::process::Section;

use super::load::Tracked;
use super::names::PartyName;
use super::whole::Whole;
use crate::offers::head::Head;
use crate::{Refusal, london};

/// The rule of completeness that is only a warning at submission, and has to be kept to settle.
const REQUIREMENT_KNOWN: &str = "requirement-known";

/// One thing that stands between an offer and its settlement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocking {
    /// What blocks, in a sentence.
    pub words: String,
    /// Where it is put right.
    pub link: String,
}

impl Whole {
    /// Everything that blocks settling: what somebody objects to first, red lines before all else; then who has not
    /// answered, the longest waiting first; then barriers, and what is missing. Nothing where the champion can settle.
    pub fn blocking(&self, head: &Head, today: NaiveDate) -> Result<Vec<Blocking>, Refusal> {
        let parameters = head.parameters()?;
        let verdicts = verdicts(&self.proposal, &parameters);
        let requirement_known = verdicts
            .iter()
            .filter(|verdict| verdict.rule.id == REQUIREMENT_KNOWN)
            .all(|verdict| verdict.holds());
        let terms: Vec<(Term, String)> = self
            .terms
            .iter()
            .map(|tracked| (tracked.term.clone(), tracked.brief()))
            .collect();
        let barriers: Vec<Barrier> = self
            .barriers
            .iter()
            .map(|(_, barrier)| barrier.clone())
            .collect();
        let around = Around {
            verdicts: &verdicts,
            requirement_known,
            // A partner that has not confirmed again is missing by the rules of completeness already.
            to_confirm: &[],
        };
        let address = Addresses::of(self, head);
        let mut found = self.waits(head, today, &address);
        let place = head.place_name.as_str();
        for block in blocks(&terms, &barriers, &around) {
            let link = match &block {
                // Said above, by who has to act.
                Block::Term { .. } => continue,
                Block::Barrier { what, .. } => address.barrier(what),
                Block::Missing(finding) => address.finding(finding),
                Block::RequirementUnknown => address.kind(TermKind::Savings, Section::Savings),
                Block::PartnerToConfirm { .. } => address.section(Section::Partners),
            };
            let words = block.words(|party| PartyName::of(party, place).name);
            found.push(Blocking { words, link });
        }
        Ok(found)
    }

    /// What open terms wait for.
    fn waits(&self, head: &Head, today: NaiveDate, address: &Addresses<'_>) -> Vec<Blocking> {
        let name = |party: &PartyId| PartyName::of(party, &head.place_name).name;
        let mut answers: Vec<Answer<'_>> = Vec::new();
        let mut awaited: BTreeMap<PartyId, Awaited> = BTreeMap::new();
        let mut others: Vec<Blocking> = Vec::new();
        let open = self
            .terms
            .iter()
            .filter(|tracked| tracked.term.state() == TermState::Open);
        for tracked in open {
            let waiting = turns(&tracked.term, tracked.opened_at);
            if waiting.is_empty() {
                let (number, title) = (tracked.term.number, tracked.brief());
                others.push(Blocking {
                    words: format!("Term {number}, {title}, is not agreed yet."),
                    link: address.term(number),
                });
            }
            for turn in waiting {
                match turn {
                    Turn::Position { party, since } => {
                        let one = awaited.entry(party).or_insert(Awaited {
                            numbers: Vec::new(),
                            since,
                        });
                        one.numbers.push(tracked.term.number);
                        one.since = one.since.min(since);
                    }
                    Turn::Answer {
                        to,
                        stance,
                        red_line,
                        since,
                    } => answers.push(Answer {
                        tracked,
                        to,
                        stance,
                        red_line,
                        since,
                    }),
                }
            }
        }
        answers.sort_by_key(|one| (!one.red_line, one.stance != Stance::Object, one.since));
        let mut awaited: Vec<(PartyId, Awaited)> = awaited.into_iter().collect();
        awaited.sort_by_key(|(_, one)| one.since);
        answers
            .iter()
            .map(|one| Blocking {
                words: one.words(&name(&one.to), today),
                link: address.term(one.tracked.term.number),
            })
            .chain(awaited.iter().map(|(party, one)| Blocking {
                words: one.words(&name(party), today),
                link: match one.numbers.as_slice() {
                    [only] => address.term(*only),
                    _ => address.waiting_for(party),
                },
            }))
            .chain(others)
            .collect()
    }
}

/// A party that wants something else.
struct Answer<'a> {
    tracked: &'a Tracked,
    to: PartyId,
    stance: Stance,
    red_line: bool,
    since: DateTime<Utc>,
}

impl Answer<'_> {
    fn words(&self, name: &str, today: NaiveDate) -> String {
        let (number, title) = (self.tracked.term.number, self.tracked.brief());
        let days = days(self.since, today);
        let line = if self.red_line { "red line, " } else { "" };
        match self.stance {
            Stance::AgreeIf => format!(
                "{name} agrees to term {number}, {title}, only with other wording ({line}{days})."
            ),
            Stance::Object | Stance::Agree | Stance::NoInterest => {
                format!("{name} objects to term {number}, {title} ({line}{days}).")
            }
        }
    }
}

/// A party that has not said where it stands, and on what.
struct Awaited {
    numbers: Vec<u32>,
    since: DateTime<Utc>,
}

impl Awaited {
    fn words(&self, name: &str, today: NaiveDate) -> String {
        let days = days(self.since, today);
        let terms = listed(&self.numbers);
        format!("{name} has not said where it stands on {terms} ({days}).")
    }
}

/// `today`, `1 day`, `12 days`.
fn days(since: DateTime<Utc>, today: NaiveDate) -> String {
    match (today - london::local_date(since)).num_days() {
        ..=0 => "since today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// `term 9`, `terms 3, 9 and 11`.
fn listed(numbers: &[u32]) -> String {
    let words: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match words.split_last() {
        None => "no term".to_owned(),
        Some((last, [])) => format!("term {last}"),
        Some((last, rest)) => format!("terms {} and {last}", rest.join(", ")),
    }
}

/// Where things of one offer are read and put right.
struct Addresses<'a> {
    whole: &'a Whole,
    head: &'a Head,
}

impl<'a> Addresses<'a> {
    const fn of(whole: &'a Whole, head: &'a Head) -> Self {
        Self { whole, head }
    }

    fn term(&self, number: u32) -> String {
        self.head.address(&format!("/terms/{number}"))
    }

    fn waiting_for(&self, party: &PartyId) -> String {
        self.head
            .address(&format!("/terms?waiting-for={}", party.code()))
    }

    fn barrier(&self, what: &str) -> String {
        let barrier = self.whole.barriers.iter().find(|(_, one)| one.what == what);
        match barrier {
            Some((slug, _)) => self.head.address(&format!("/barriers/{slug}")),
            None => self.head.address("/barriers"),
        }
    }

    fn section(&self, section: Section) -> String {
        self.head.address(&format!("/{}", section.slug()))
    }

    /// What is missing is bargained over in its term; what no term holds is read in its section.
    fn finding(&self, finding: &Finding) -> String {
        let kept = finding
            .key
            .as_ref()
            .and_then(|key| self.whole.proposal.find(key));
        let subject = kept.and_then(Subject::of);
        let term = subject.and_then(|subject| {
            let mut terms = self.whole.terms.iter().map(|tracked| &tracked.term);
            terms.find(|term| term.subject == subject)
        });
        match (term, finding.section) {
            (Some(term), _) => self.term(term.number),
            (None, Section::Scope) => self.kind(TermKind::Scope, Section::Scope),
            (None, Section::Savings) => self.kind(TermKind::Savings, Section::Savings),
            (None, Section::Sharing) => self.kind(TermKind::Sharing, Section::Sharing),
            (None, Section::Governance) => self.kind(TermKind::Governance, Section::Governance),
            (
                None,
                Section::Evidence
                | Section::Outcomes
                | Section::Engagement
                | Section::Partners
                | Section::Budgets
                | Section::Freedoms,
            ) => self.head.address(&format!("/{}", finding.address())),
        }
    }

    /// The term of a kind that comes once, else the section.
    fn kind(&self, kind: TermKind, section: Section) -> String {
        let mut terms = self.whole.terms.iter().map(|tracked| &tracked.term);
        match terms.find(|term| term.subject.kind == kind) {
            Some(term) => self.term(term.number),
            None => self.section(section),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_listed_as_people_say_it() {
        assert_eq!(listed(&[9]), "term 9");
        assert_eq!(listed(&[3, 9, 11]), "terms 3, 9 and 11");
    }

    #[test]
    fn days_turn_at_midnight_in_london() {
        let late = DateTime::from_timestamp(1_375_313_400, 0).expect("a moment");
        let on = |day| NaiveDate::from_ymd_opt(2013, 8, day).expect("a day");
        assert_eq!(days(late, on(1)), "since today");
        assert_eq!(days(late, on(2)), "1 day");
        assert_eq!(days(late, on(13)), "12 days");
    }
}
