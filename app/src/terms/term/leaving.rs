//! What else can be done with a term: each has a page of its own that says what follows.

use domain::process::Act;
use leptos::prelude::*;
use services::negotiation::TermView;

pub fn leaving(term: &TermView) -> Option<impl IntoView + use<>> {
    let all = [
        (Act::ReopenTerm, "reopen", "Reopen this term"),
        (Act::AddParty, "parties", "Ask one more department to agree"),
        (Act::RefuseFreedom, "refuse", "Refuse this freedom"),
        (Act::WithdrawTerm, "withdraw", "Withdraw this term"),
    ];
    let links: Vec<_> = all
        .into_iter()
        .filter(|(act, ..)| term.may(*act))
        .map(|(_, below, words)| {
            let href = format!("{}/{below}", term.address());
            view! { <li><a class="govuk-link" href=href>{words}</a></li> }
        })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <section class="so-section so-acts" aria-labelledby="acts">
                <h2 class="govuk-heading-m" id="acts">"Other steps"</h2>
                <ul class="govuk-list">{links}</ul>
            </section>
        }
    })
}
