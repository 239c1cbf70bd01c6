//! “What blocks this offer”, in sentences, each a link to where it is put right.

use leptos::prelude::*;
use services::negotiation::{Blocking, TermTable};

use crate::components::{Details, InsetText};

/// Sentences that stand there at once; the rest unfolds.
const AT_ONCE: usize = 6;

pub fn blocking(blocking: Vec<Blocking>, table: &TermTable) -> impl IntoView + use<> {
    let nobody: Vec<&str> = table
        .nobody_yet
        .iter()
        .map(|party| party.name.as_str())
        .collect();
    let nobody = (!nobody.is_empty()).then(|| {
        let words = format!(
            "Nobody reviews yet for {}. The administrator there, or else the programme office, has that to do.",
            nobody.join(", ")
        );
        view! { <p class="govuk-body">{words}</p> }
    });
    let heading = format!("What blocks {}", table.reference);
    let body = if blocking.is_empty() {
        let words = "Nothing blocks this offer: every term is agreed, withdrawn or refused, and nothing is missing. \
                     The champion can settle it.";
        view! { <InsetText>{words}</InsetText> }.into_any()
    } else {
        sentences(blocking).into_any()
    };
    view! {
        <section class="so-blocks" aria-labelledby="blocks">
            <h2 class="govuk-heading-m" id="blocks">{heading}</h2>
            {body}
            {nobody}
        </section>
    }
}

/// The first few, and the others behind one click.
fn sentences(mut blocking: Vec<Blocking>) -> impl IntoView {
    // One more is no longer than the words that would hide it.
    let at_once = if blocking.len() == AT_ONCE + 1 {
        blocking.len()
    } else {
        AT_ONCE.min(blocking.len())
    };
    let others = blocking.split_off(at_once);
    let more = (!others.is_empty()).then(|| {
        let summary = format!("{} more things", others.len());
        view! { <Details summary>{list(others)}</Details> }
    });
    view! {
        {list(blocking)}
        {more}
    }
}

/// A list of what blocks.
pub fn list(blocking: Vec<Blocking>) -> impl IntoView {
    let items: Vec<_> = blocking
        .into_iter()
        .map(|one| view! { <li><a class="govuk-link" href=one.link>{one.words}</a></li> })
        .collect();
    view! { <ul class="govuk-list govuk-list--bullet so-blocks__list">{items}</ul> }
}
