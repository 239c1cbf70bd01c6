//! `/outbox`: the mail of the house, for those who look after it. In the demo everybody sees all of it, since
//! nothing leaves the machine and its links are followed here.

mod entry;

use domain::{form::Posted, mail::MailState};
use leptos::prelude::*;
use services::{OutboxPage as Outbox, Refusal, offers::Paging};

use crate::{
    components::{Button, ButtonKind, Select, SelectOption},
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
    posts::{Answer, form},
    routes::Handlers,
};

use entry::Entry;

const PATH: &str = "/outbox";
/// The filter in the address, and what a button leads back to.
const STATE: &str = "state";
/// The mail that a button sends again.
const MAIL: &str = "mail";

#[component]
pub fn OutboxPage() -> impl IntoView {
    page(load, show)
}

pub fn posts() -> Handlers {
    Handlers::new().route(PATH, form(post))
}

struct Shown {
    outbox: Outbox,
    state: Option<MailState>,
    demo: bool,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let services = asked.services();
    let state = asked.query(STATE).and_then(MailState::from_code);
    let paging = Paging::number(page_number(&asked));
    let outbox = services.outbox(asked.signed_in(), state, paging).await?;
    within(&outbox.entries, outbox.page, outbox.pages, |page| {
        href(state, page)
    })?;
    Ok(Shown {
        outbox,
        state,
        demo: services.settings().demo,
    })
}

/// Sends one again.
pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let doer = asked.doer()?;
    let mail = posted.text(MAIL).unwrap_or_default();
    let state = posted.text(STATE).and_then(MailState::from_code);
    match asked.services().send_again(&doer, mail).await {
        Ok(()) | Err(Refusal::AlreadyDone) => Ok(Answer::to(href(state, 1))),
        Err(refusal) => Err(refusal),
    }
}

fn href(state: Option<MailState>, page: u64) -> String {
    match state {
        Some(state) => format!("{PATH}?{STATE}={}&page={page}", state.code()),
        None => format!("{PATH}?page={page}"),
    }
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        outbox,
        state,
        demo,
    } = shown;
    let Outbox {
        entries,
        page,
        pages,
        mails,
        may_resend,
    } = outbox;
    let about = if demo {
        "The newest first. In the demo everybody sees all mail, and none goes to the people of the demo: their \
         addresses are made up. Elsewhere this page is for those who look after mail, and shows no texts."
    } else {
        "The newest first. The texts are not kept: they hold links that sign people in."
    };
    let count = match mails {
        0 => "No mail".to_owned(),
        1 => "1 mail".to_owned(),
        several => format!("{several} mails"),
    };
    let entries = entries
        .into_iter()
        .map(|mail| view! { <Entry mail may_resend state/> })
        .collect_view();
    view! {
        <Page title="Mail">
            <h1 class="govuk-heading-l">"Mail"</h1>
            <p class="govuk-body">{about}</p>
            <Filter state/>
            <p class="govuk-body" role="status">{count}</p>
            {entries}
            <Pages here=page last=pages href=move |page| href(state, page)/>
        </Page>
    }
}

#[component]
fn Filter(state: Option<MailState>) -> impl IntoView {
    let states = std::iter::once(SelectOption::new("", "Any"))
        .chain(
            MailState::ALL
                .iter()
                .map(|state| SelectOption::new(state.code(), state.label())),
        )
        .collect::<Vec<_>>();
    let all = state.map(|_| view! { <a class="govuk-link" href=PATH>"Show all"</a> });
    view! {
        <form method="get" action=PATH class="so-filter">
            <Select name=STATE label="What became of it" items=states value=state.map(MailState::code)/>
            <div class="govuk-button-group">
                <Button kind=ButtonKind::Secondary>"Filter"</Button>
                {all}
            </div>
        </form>
    }
}
