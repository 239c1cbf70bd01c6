//! What the list of a section says of each matter: the few facts by which one knows it.

use domain::form::{Entry, Sheet};
use domain::offer::{Around, Matter};

/// Heading and words, without what is blank.
pub(super) fn facts(matter: &Matter, sheet: &Sheet, around: &Around) -> Vec<(String, String)> {
    let names: &[&str] = match matter {
        Matter::Outcome(_) => &["lead", "service", "users"],
        Matter::SavingsLine(_) => &["outcome", "kind", "grade", "standing", "source"],
        Matter::Investment(_) => &["investor", "kind", "grade", "standing", "source"],
        Matter::Engagement(_) => &["group", "stage", "when"],
        Matter::Partner(_) => &["role", "kind", "email"],
        Matter::Budget(_) => &["kind", "purpose", "host"],
        Matter::Freedom(_) => &["kind", "barrier", "departments", "source"],
        Matter::Scope(_) | Matter::Evidence(_) | Matter::Sharing(_) | Matter::Governance(_) => &[],
    };
    let mut facts: Vec<_> = names
        .iter()
        .filter_map(|name| sheet.field(name))
        .filter(|field| !field.is_blank())
        .map(|field| (field.label.clone(), field.words().replace('\n', ", ")))
        .collect();
    match matter {
        Matter::Outcome(outcome) => {
            let names: Vec<_> = outcome
                .indicators
                .iter()
                .map(|one| one.name.as_str())
                .filter(|name| !name.is_empty())
                .collect();
            if !names.is_empty() {
                facts.push(("Indicators".to_owned(), names.join("; ")));
            }
        }
        Matter::SavingsLine(line) => {
            let by_year = around.years.iter().filter_map(|year| {
                let (low, high) = (line.low.get(year)?, line.high.get(year)?);
                Some(format!("{year}: {}", range(low, high)))
            });
            push(&mut facts, "Savings", by_year.collect());
        }
        Matter::Investment(investment) => {
            let by_year = around.years.iter().filter_map(|year| {
                Some(format!("{year}: {}", shown(investment.amount.get(year)?)))
            });
            push(&mut facts, "Investment", by_year.collect());
        }
        Matter::Budget(budget) => {
            if let Some(promised) = budget.promised(&around.years) {
                facts.push(("Promised over the term".to_owned(), promised.to_string()));
            }
        }
        Matter::Scope(_)
        | Matter::Evidence(_)
        | Matter::Sharing(_)
        | Matter::Engagement(_)
        | Matter::Partner(_)
        | Matter::Freedom(_)
        | Matter::Governance(_) => {}
    }
    facts
}

fn push(facts: &mut Vec<(String, String)>, heading: &str, by_year: Vec<String>) {
    if !by_year.is_empty() {
        facts.push((heading.to_owned(), by_year.join("; ")));
    }
}

fn shown(amount: &Entry<domain::money::Pence>) -> String {
    match amount {
        Entry::Is(amount) => amount.short(),
        Entry::Unread { unread } => format!("“{unread}” (cannot be read)"),
        Entry::Blank => "not given".to_owned(),
    }
}

fn range(low: &Entry<domain::money::Pence>, high: &Entry<domain::money::Pence>) -> String {
    if low == high {
        shown(low)
    } else {
        format!("{} to {}", shown(low), shown(high))
    }
}
