//! What the list of a section says of each matter: the few facts by which one knows it.

use domain::form::{Field, Sheet, Widget};
use domain::offer::{Around, Matter};

/// Heading and words, without what is blank.
pub(super) fn facts(matter: &Matter, sheet: &Sheet, around: &Around) -> Vec<(String, String)> {
    let names: &[(&str, &str)] = match matter {
        Matter::Outcome(_) => &[("lead", "Led by"), ("service", "Service"), ("users", "For")],
        Matter::Engagement(_) => &[
            ("group", "Who"),
            ("stage", "In"),
            ("when", "When"),
            ("changed", "What it changed"),
        ],
        Matter::Partner(_) => &[
            ("role", "Role"),
            ("kind", "Kind of body"),
            ("brings", "Brings and does"),
            ("email", "Asked at"),
        ],
        Matter::Budget(_) => &[("kind", "Kind"), ("purpose", "For"), ("host", "Host")],
        Matter::Freedom(_) => &[
            ("kind", "Kind"),
            ("barrier", "Barrier"),
            ("departments", "Can be granted by"),
            ("source", "Source"),
        ],
        // These two come once and share a section: its list is where they are read.
        Matter::Governance(_) => &[
            ("accountable-body", "Accountable body"),
            ("board", "Board"),
            ("scrutiny", "Scrutiny"),
            ("to-parliament", "To Whitehall and Parliament"),
            ("between-partners", "Partners to each other"),
            ("to-residents", "To residents"),
        ],
        Matter::Assessment(_) => &[
            ("assessment", "Assessed"),
            ("reporting", "Reported"),
            ("indicators-before", "Indicators now"),
            ("indicators-after", "Indicators under the offer"),
        ],
        Matter::SavingsLine(_)
        | Matter::Investment(_)
        | Matter::Scope(_)
        | Matter::Evidence(_)
        | Matter::Sharing(_) => &[],
    };
    let mut facts: Vec<_> = names
        .iter()
        .filter_map(|(name, label)| Some((sheet.field(name)?, *label)))
        .filter(|(field, _)| !field.is_blank())
        .map(|(field, label)| (label.to_owned(), in_one_line(field)))
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
        Matter::Budget(budget) => {
            if let Some(promised) = budget.promised(&around.years) {
                facts.push(("Promised over the term".to_owned(), promised.to_string()));
            }
        }
        Matter::Scope(_)
        | Matter::Evidence(_)
        | Matter::SavingsLine(_)
        | Matter::Investment(_)
        | Matter::Sharing(_)
        | Matter::Engagement(_)
        | Matter::Partner(_)
        | Matter::Freedom(_)
        | Matter::Governance(_)
        | Matter::Assessment(_) => {}
    }
    facts
}

/// What was ticked becomes a list; a text keeps its sentences.
fn in_one_line(field: &Field) -> String {
    let between = match field.widget {
        Widget::Prose { .. } => " ",
        _ => ", ",
    };
    field.words().replace('\n', between)
}
