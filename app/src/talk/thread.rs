//! One thread: what it is about, what was said, and a reply.

use domain::form::Posted;
use domain::process::Reference;
use leptos::prelude::*;
use services::Refusal;
use services::offers::{self, Paging};
use services::talk::{Saying, Thread, Words};

use super::RoomBand;
use super::said::{Place, Said};
use super::tell::{TELL, TellField};
use super::writing::{BODY, BodyField, Draft};
use crate::{
    components::{Button, ButtonGroup, ButtonKind, ErrorSummary, InsetText, NotificationBanner},
    live::LiveBar,
    london,
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
    posts::{Answer, Form},
};

/// Comments on a page of a thread.
const A_PAGE: u64 = 50;

/// `/offers/{ref}/talk/{thread}`.
#[component]
pub fn ThreadPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    thread: Thread,
    draft: Draft,
    /// What has just been done, as the address says.
    done: Option<&'static str>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let thread = asked
        .services()
        .talk()
        .thread(
            asked.viewer()?,
            asked.hat(),
            &reference,
            asked.param("thread"),
            Paging::of(page_number(&asked), A_PAGE),
        )
        .await?;
    let here = address(&thread);
    if thread.reference.to_string() != asked.param("ref") {
        return Err(Away::To(here));
    }
    within(&thread.comments, thread.page, thread.pages, |page| {
        format!("{here}?page={page}")
    })?;
    let done = match asked.query("done") {
        Some("released") if thread.comments.iter().any(|one| one.released_by.is_some()) => {
            Some("Both sides read this comment from now on.")
        }
        _ => None,
    };
    Ok(Shown {
        draft: Draft::of(asked.typed()),
        done,
        thread,
    })
}

fn address(thread: &Thread) -> String {
    format!("/offers/{}/talk/{}", thread.reference, thread.slug)
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        thread,
        draft,
        done,
    } = shown;
    let here = address(&thread);
    let talk = format!("/offers/{}/talk", thread.reference);
    let place = Place {
        reference: thread.reference.clone(),
        thread: thread.slug.clone(),
        room: thread.room,
    };
    let live = format!("{here}/live");
    let answer = answer(&thread, &draft);
    let called = (thread.calls_me && thread.may_write).then(called);
    let Thread {
        reference,
        title,
        room,
        about,
        text_at,
        quote,
        comments,
        page: page_here,
        pages: last,
        resolved,
        released_into,
        ..
    } = thread;
    let text = text_at.map(|at| {
        let href = format!("/offers/{reference}/{at}");
        view! {
            <p class="govuk-body">
                <a class="govuk-link" href=href>"Read the text that this is about"</a>
            </p>
        }
    });
    let resolved = resolved.map(|(by, at)| {
        view! {
            <InsetText>
                "Resolved by " <bdi>{by}</bdi> {format!(" on {}.", london::clock(at))}
            </InsetText>
        }
    });
    let released = released_into.map(|slug| {
        let href = format!("{talk}/{slug}");
        view! {
            <p class="govuk-body">
                "What was released of this thread goes on "
                <a class="govuk-link" href=href>"in the room of both sides"</a> "."
            </p>
        }
    });
    let comments: Vec<_> = comments
        .into_iter()
        .map(|comment| view! { <Said comment place=place.clone()/> })
        .collect();
    let done = done.map(|words| view! { <NotificationBanner success=true text=words/> });
    view! {
        <Page title=format!("Talk: {about}: {reference}") back=("Talk", talk) narrow=true>
            <ErrorSummary errors=draft.errors()/>
            {draft.was_kept()}
            {done}
            <span class="govuk-caption-l">{format!("{reference} {title}")}</span>
            <h1 class="govuk-heading-l"><bdi>{about}</bdi></h1>
            <RoomBand room/>
            {text}
            {quote.map(|quote| quoted(&reference, quote))}
            <LiveBar at=live/>
            {called}
            <div data-live-part="comments">{resolved}{released}{comments}</div>
            <Pages here=page_here last href=move |page| format!("{here}?page={page}")/>
            {answer}
        </Page>
    }
}

/// The words that the thread is about, and whether the text still has them.
fn quoted(reference: &Reference, quote: Words) -> impl IntoView + use<> {
    let said_in = quote.said_in.map(|said| {
        let href = format!(
            "/offers/{reference}/terms/{}?version={}",
            said.term, said.version
        );
        let words = format!("version {} of term {}", said.version, said.term);
        view! { "From " <a class="govuk-link" href=href>{words}</a> ". " }
    });
    let stands = if quote.still_stand {
        "These words stand in the text now."
    } else {
        "The text has changed since: these words do not stand in it now."
    };
    view! {
        <figure class="so-quote">
            <blockquote class="so-lines" dir="auto">{quote.words}</blockquote>
            <figcaption class="govuk-body-s">{said_in}{stands}</figcaption>
        </figure>
    }
}

/// Said to who is mentioned here, until they have answered.
fn called() -> impl IntoView {
    view! {
        <Form>
            <InsetText>
                <p class="govuk-body">
                    "You are mentioned here. Your reply takes this off your work, and so does this button."
                </p>
                <Button kind=ButtonKind::Secondary name="act" value="done">"Done: nothing to add"</Button>
            </InsetText>
        </Form>
    }
}

/// The form for a reply, in the room of the thread, and the buttons for the thread as a whole.
fn answer(thread: &Thread, draft: &Draft) -> AnyView {
    if !thread.may_write {
        return ().into_any();
    }
    if thread.resolved.is_some() && draft.body.is_none() {
        return view! {
            <Form>
                <Button kind=ButtonKind::Secondary name="act" value="reopen">"Reopen this thread"</Button>
            </Form>
        }
        .into_any();
    }
    let turn = if thread.resolved.is_some() {
        ("reopen", "Reopen this thread")
    } else {
        ("resolve", "Resolve this thread")
    };
    let (room, body, fault) = (thread.room, draft.body.clone(), draft.fault(BODY));
    let tell = view! {
        <TellField
            tellable=thread.tellable.clone()
            rooms=vec![room]
            ticked=draft.tell.clone()
            fault=draft.fault(TELL)
        />
    };
    view! {
        <Form class="so-reply">
            <h2 class="govuk-heading-m">"Reply"</h2>
            <RoomBand room/>
            <BodyField label="Your reply" value=body fault rows=5/>
            {tell}
            <ButtonGroup>
                <Button name="act" value="reply" prevent_double_click=true>"Send the reply"</Button>
                <Button kind=ButtonKind::Secondary name="act" value=turn.0>{turn.1}</Button>
            </ButtonGroup>
        </Form>
    }
    .into_any()
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let (thread, doer, talk) = (
        asked.param("thread"),
        asked.doer()?,
        asked.services().talk(),
    );
    let here = format!("/offers/{reference}/talk/{thread}");
    match posted.act() {
        "resolve" if posted.text(BODY).is_some_and(is_typed) => {
            let words = "Send your reply first, or empty this: resolving does not send it";
            Err(Refusal::fault(BODY, words))
        }
        "resolve" => {
            talk.resolve(&doer, &reference, thread).await?;
            Ok(Answer::to(here))
        }
        "done" => {
            talk.set_aside(&doer, &reference, thread).await?;
            Ok(Answer::to(here))
        }
        "reopen" => match talk.reopen(&doer, &reference, thread).await {
            // What was typed meanwhile is not lost by taking the thread up again.
            Ok(()) | Err(Refusal::AlreadyDone) if posted.text(BODY).is_some_and(is_typed) => {
                Ok(Answer::Again(posted))
            }
            Ok(()) => Ok(Answer::to(here)),
            Err(refusal) => Err(refusal),
        },
        _ => {
            let saying = Saying {
                body: posted.text(BODY).unwrap_or_default().to_owned(),
                tell: posted.all(TELL).to_vec(),
            };
            let reply = talk.reply(&doer, &reference, thread, saying).await?;
            let (pages, reply) = (Paging::of(1, A_PAGE).pages(reply.total), reply.slug);
            Ok(Answer::to(match pages {
                0 | 1 => format!("{here}#{reply}"),
                last => format!("{here}?page={last}#{reply}"),
            }))
        }
    }
}

fn is_typed(text: &str) -> bool {
    !text.trim().is_empty()
}
