//! Where a person is signed in, and the buttons that end it.

use domain::form::Posted;
use leptos::prelude::*;
use services::{IDLE, LONGEST_SESSION, OpenSession, OpenSessions, Refusal, offers::Paging};

use crate::{
    components::{Button, ButtonKind, Tag, TagColour},
    london,
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
    posts::{Answer, Form},
    sign_in::leave,
};

const PATH: &str = "/account/sessions";

/// The button that ends one session; its value says which.
const END: &str = "end";
/// The button that ends all but this one.
const END_OTHERS: &str = "end-others";

#[component]
pub fn SessionsPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<OpenSessions, Away> {
    let viewer = asked.viewer()?;
    let here = asked.session()?.id();
    let open = asked
        .services()
        .open_sessions(&viewer.person, here, Paging::number(page_number(&asked)))
        .await?;
    within(&open.sessions, open.page, open.pages, href)?;
    Ok(open)
}

fn href(page: u64) -> String {
    format!("{PATH}?page={page}")
}

fn show(open: OpenSessions) -> impl IntoView {
    let OpenSessions {
        sessions,
        page,
        pages,
        total,
    } = open;
    let others = (total > 1).then(|| {
        view! {
            <Form action=PATH>
                <Button kind=ButtonKind::Warning name=END_OTHERS value="yes" prevent_double_click=true>
                    "Sign out everywhere else"
                </Button>
            </Form>
        }
    });
    let ends = format!(
        "A browser that is not used for {} hours is signed out by itself, and each of them after {} days.",
        IDLE.num_hours(),
        LONGEST_SESSION.num_days()
    );
    view! {
        <Page title="Where you are signed in" back=("Your account", "/account") narrow=true>
            <h1 class="govuk-heading-l">"Where you are signed in"</h1>
            <p class="govuk-body">
                "If you do not know one of these, sign it out. Then check who reads your mail: "
                "whoever does can sign in as you."
            </p>
            {sessions.into_iter().map(session).collect_view()}
            <Pages here=page last=pages href/>
            {others}
            <p class="govuk-body">{ends}</p>
        </Page>
    }
}

fn session(session: OpenSession) -> impl IntoView {
    let browser = session
        .browser
        .unwrap_or_else(|| "A browser we do not know".to_owned());
    let mark = session
        .is_this_one
        .then(|| view! { <Tag text="This one" colour=TagColour::Green/> });
    let started = london::clock(session.started);
    let about = format!(" of {browser}, signed in on {started}");
    view! {
        <section class="govuk-summary-card">
            <div class="govuk-summary-card__title-wrapper">
                <h2 class="govuk-summary-card__title">{browser} " " {mark}</h2>
                <Form action=PATH>
                    <button
                        type="submit"
                        class="so-link-button"
                        name=END
                        value=session.handle
                    >
                        "Sign out" <span class="govuk-visually-hidden">{about}</span>
                    </button>
                </Form>
            </div>
            <div class="govuk-summary-card__content">
                <p class="govuk-body govuk-!-margin-bottom-1">
                    "Signed in: " <time datetime=london::machine(session.started)>{started}</time>
                </p>
                <p class="govuk-body">
                    "Last used: "
                    <time datetime=london::machine(session.last_seen)>
                        {london::clock(session.last_seen)}
                    </time>
                </p>
            </div>
        </section>
    }
}

/// Ends what was asked for. To end this very session is to sign out.
pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let viewer = asked.viewer()?;
    let services = asked.services();
    let here = asked.session()?.id();
    if posted.text(END_OTHERS).is_some() {
        let here = here.ok_or(Refusal::SignIn)?;
        services.end_other_sessions(&viewer.person, here).await?;
        return Ok(Answer::to(PATH));
    }
    let wanted = posted.text(END).unwrap_or_default();
    if here.is_some_and(|id| services::is_handle_of(wanted, &id)) {
        leave(&asked).await?;
        return Ok(Answer::to("/"));
    }
    services.end_session(&viewer.person, wanted).await?;
    Ok(Answer::to(PATH))
}
