//! What an outcome or a saving waits for, in words.

use domain::offer::Around;
use leptos::prelude::*;
use services::negotiation::Risk;

use crate::london;

/// A line for each; nothing where nothing puts it at risk.
pub(super) fn waits_for(risks: Vec<Risk>, around: &Around, home: &str) -> Option<AnyView> {
    let lines: Vec<_> = risks
        .into_iter()
        .map(|risk| match risk {
            Risk::Freedom { title } => {
                let words = format!("It waits for the freedom “{title}”.");
                view! { <span class="so-block">{words}</span> }.into_any()
            }
            Risk::Barrier {
                slug, owner, due, ..
            } => {
                let href = format!("{home}/barriers/{slug}");
                let due = due.map_or_else(String::new, |due| format!(" by {}", london::date(due)));
                let whose = format!(" that {} can remove{due}.", around.name(&owner));
                view! {
                    <span class="so-block">
                        "It waits for a " <a class="govuk-link" href=href>"barrier"</a>{whose}
                    </span>
                }
                .into_any()
            }
        })
        .collect();
    (!lines.is_empty()).then(|| lines.into_any())
}
