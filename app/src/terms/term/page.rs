//! The page of one term: what it says now and what changed, who says what of it, and the form for one’s own word.

use domain::process::Act;
use leptos::prelude::*;
use services::files::OnePage;
use services::negotiation::{TermView, in_brief};
use services::talk::OnTerm;

use super::at::{At, canonical, versions};
use super::take::{Draft, take};
use super::{depends::depends, head::head, leaving::leaving, positions::positions, talk::talk};
use super::{text::text, wording::wording};
use crate::{
    components::{ErrorSummary, NotificationBanner},
    files::files_here,
    kept_page::kept_page,
    live::LiveBar,
    page::{Asked, Away, Page},
};

/// `/offers/{ref}/terms/{n}`, and below it `position`, where a position that was refused comes back.
#[component]
pub fn TermPage() -> impl IntoView {
    kept_page(Act::ReadTerms, load, show)
}

struct Open {
    term: TermView,
    talk: OnTerm,
    files: OnePage,
    draft: Draft,
    done: Option<String>,
}

async fn load(asked: Asked) -> Result<Open, Away> {
    let draft = Draft::of(asked.typed());
    let (shown, mut against) = versions(&asked)?;
    let at = At::of(&asked)?;
    if let Some(read) = draft.overtaken.filter(|read| *read > 0) {
        against = Some(read);
    }
    let term = match at.look(&asked, shown, against).await {
        // The version that somebody says they read never was.
        Err(services::Refusal::NotFound) if draft.overtaken.is_some() => {
            at.look(&asked, shown, None).await?
        }
        looked => looked?,
    };
    canonical(&asked, &term)?;
    let talk = asked.services().talk();
    let files = asked.services().files();
    Ok(Open {
        files: files.on_term(asked.viewer()?, asked.hat(), &term).await?,
        talk: talk.on_term(asked.viewer()?, &term).await?,
        term,
        draft,
        done: asked.query("done").map(str::to_owned),
    })
}

fn show(open: Open) -> impl IntoView {
    let Open {
        term,
        talk: on_term,
        files,
        draft,
        done,
    } = open;
    let live = format!("/offers/{}/terms/{}/live", term.reference, term.number);
    let title = format!("Term {}: {}", term.number, in_brief(&term.name));
    let back = (
        format!("Terms of {}", term.reference),
        format!("/offers/{}/terms", term.reference),
    );
    let form = term
        .own
        .as_ref()
        .filter(|_| term.shows_current() && term.may(Act::TakePosition))
        .map(|own| take(&term, own, &draft));
    view! {
        <Page title back>
            <ErrorSummary errors=draft.errors()/>
            {banner(&term, done.as_deref())}
            {draft.was_signed_out.then(|| view! {
                <NotificationBanner text="This is not recorded yet: you were signed out, or acted under another role. Here is what you typed: send it to record it."/>
            })}
            {head(&term)}
            <LiveBar at=live/>
            <div class="so-term">
                <section class="so-term__text" aria-labelledby="text">{text(&term)}</section>
                <div class="so-term__side">
                    <section aria-labelledby="positions" data-live-part="positions">{positions(&term)}</section>
                    {form}
                </div>
                <div class="so-term__rest">
                    <div data-live-part="wording">{wording(&term)}</div>
                    {depends(&term)}
                    {files_here(files)}
                    {talk(&term, on_term)}
                    {leaving(&term)}
                </div>
            </div>
        </Page>
    }
}

/// What has just been done. It says only what is so: the address can be typed by anybody.
fn banner(term: &TermView, done: Option<&str>) -> Option<impl IntoView + use<>> {
    use domain::negotiation::TermState::{Agreed, Open, Refused, Withdrawn};
    let words = match (done?, term.state) {
        ("position", Agreed) => {
            "Your position is recorded. Everybody has agreed now: the term is locked.".to_owned()
        }
        ("position", _) => "Your position is recorded.".to_owned(),
        ("proposed", _) => "Your proposal is there for those who may read it.".to_owned(),
        ("taken-up", Open) => format!(
            "The wording is taken up. It is version {} now, and everybody is asked again.",
            term.current
        ),
        ("refused-wording", _) => "The proposal is refused, with your reason.".to_owned(),
        ("released", _) => "It is released: both sides read it now.".to_owned(),
        ("reopened", Open) => "The term is open again. Everybody is asked again.".to_owned(),
        ("withdrawn", Withdrawn) => "The term is withdrawn.".to_owned(),
        ("refused", Refused) => "The freedom is refused.".to_owned(),
        ("added", Open) => "The department is asked to agree as well.".to_owned(),
        ("let-go", Open) => "The department is let go.".to_owned(),
        ("reminded", _) => "They get a mail that reminds them.".to_owned(),
        ("reminded-before", _) => {
            "They were reminded today already: once a day is enough.".to_owned()
        }
        _ => return None,
    };
    Some(view! { <NotificationBanner success=true text=words/> })
}
