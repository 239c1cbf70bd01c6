//! Talk on the page of a term: what is open about it, each thread in its room, and the way to start one.

use domain::process::Reference;
use leptos::prelude::*;
use services::talk::OnTerm;

use super::about::about;
use super::list::thread_line;

/// The open threads about what a term says. A new one is started on a page of its own, where its room is chosen
/// before anything is written.
#[component]
pub fn TermTalk(reference: Reference, talk: OnTerm, may_start: bool) -> impl IntoView {
    let below = format!("/offers/{reference}/talk");
    let question = about(talk.section, talk.key.as_ref());
    let none = talk.open.is_empty().then(|| {
        view! { <p class="govuk-body">"No thread about this is open that you may read."</p> }
    });
    let lines: Vec<_> = talk
        .open
        .into_iter()
        .map(|line| thread_line(line, &below))
        .collect();
    let list = (!lines.is_empty()).then(|| view! { <ul class="so-threads">{lines}</ul> });
    let all = if talk.more {
        "There are more: read all talk about this"
    } else {
        "Read all talk about this, also what is resolved"
    };
    let start = may_start.then(|| {
        let href = format!("{below}/new{question}");
        view! { <li><a class="govuk-link" href=href>"Start a thread about this term"</a></li> }
    });
    let read = format!("{below}{question}");
    view! {
        <div data-live-part="talk">{none}{list}</div>
        <ul class="govuk-list">
            {start}
            <li><a class="govuk-link" href=read>{all}</a></li>
        </ul>
    }
}
