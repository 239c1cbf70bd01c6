//! What somebody typed when they named who signs: a person, an office and a turn for each party.

use chrono::NaiveDate;
use domain::agreement::{Capacity, SigningParty};
use domain::form::{Posted, Read};
use domain::process::PersonId;
use services::agreements::{IssueForm, ToIssue, ToName};
use services::{Fault, Refusal};

pub const LAST_DAY: &str = "last-day";

/// The name of a field about one party: `office-department-hmt`.
pub fn field(what: &str, party: &SigningParty) -> String {
    format!("{what}-{}", party.code().replace(':', "-"))
}

/// What is wrong with the signatories as a whole stands at none of them.
pub fn at_fields(refusal: Refusal) -> Refusal {
    let Refusal::Invalid(faults) = refusal else {
        return refusal;
    };
    let faults = faults.into_iter().map(|fault| match fault.field.as_str() {
        LAST_DAY => fault,
        _ => Fault {
            field: String::new(),
            ..fault
        },
    });
    Refusal::Invalid(faults.collect())
}

/// What was typed, as far as it is whole.
pub fn read(form: &IssueForm, posted: &Posted) -> Result<ToIssue, Refusal> {
    let text = |name: &str| posted.text(name).unwrap_or_default().trim().to_owned();
    let mut faults = Vec::new();
    let mut fault = |field: &str, words: String| {
        faults.push(Fault {
            field: field.to_owned(),
            words,
        });
    };
    let mut signatories = Vec::new();
    for one in &form.parties {
        let at = |what: &str| field(what, &one.party);
        let (signer, office, step) = (at("signer"), at("office"), at("step"));
        let person = text(&signer);
        if person.is_empty() {
            fault(&signer, format!("Name who signs for {}", one.name));
        } else if text(&office).is_empty() {
            let words = format!("Enter the office of whoever signs for {}", one.name);
            fault(&office, words);
        }
        let turn = match text(&step).as_str() {
            "" => Ok(1),
            typed => typed.parse::<u32>(),
        };
        let turn = turn.ok().filter(|turn| (1..=99).contains(turn));
        if turn.is_none() {
            fault(&step, "Enter the turn as a number, 1 or more".to_owned());
        }
        let mut name = |person: String, office: String, capacity: Capacity, step: u32| {
            signatories.push(ToName {
                party: one.party.clone(),
                person: PersonId::from(person),
                office,
                capacity,
                step,
            });
        };
        let approver = text(&at("approver"));
        if !approver.is_empty() {
            let office = text(&at("approver-office"));
            if office.is_empty() {
                let words = format!("Enter the office of whoever approves for {}", one.name);
                fault(&at("approver-office"), words);
            }
            name(approver, office, Capacity::Approver, 1);
        }
        name(person, text(&office), Capacity::Signer, turn.unwrap_or(1));
    }
    let last_day = match text(LAST_DAY).as_str() {
        "" => {
            fault(LAST_DAY, "Enter the last day to sign".to_owned());
            None
        }
        typed => match NaiveDate::read(typed) {
            Ok(day) => Some(day),
            Err(words) => {
                fault(LAST_DAY, words);
                None
            }
        },
    };
    if faults.is_empty() {
        Ok(ToIssue {
            signatories,
            last_day,
        })
    } else {
        Err(Refusal::Invalid(faults))
    }
}
