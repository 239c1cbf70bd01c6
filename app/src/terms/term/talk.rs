//! What is said about a term, on its page.

use domain::process::Act;
use leptos::prelude::*;
use services::negotiation::TermView;
use services::talk::OnTerm;

use crate::talk::TermTalk;

/// Threads are about the matter of the term, so that they are the same that drafting had begun.
pub fn talk(term: &TermView, talk: OnTerm) -> impl IntoView + use<> {
    let (reference, may_start) = (term.reference.clone(), term.may(Act::Comment));
    view! {
        <section class="so-section" aria-labelledby="talk">
            <h2 class="govuk-heading-m" id="talk">"Talk"</h2>
            <TermTalk reference talk may_start/>
        </section>
    }
}
