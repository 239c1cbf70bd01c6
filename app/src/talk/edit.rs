//! An author puts their comment right, as long as they can.

use domain::form::Posted;
use domain::process::Act;
use domain::talk::EDIT_MINUTES;
use leptos::prelude::*;
use services::Refusal;
use services::offers;
use services::talk::{Comment, Thread};

use super::writing::{BODY, BodyField, Draft};
use super::{RoomBand, markdown};
use crate::{
    components::{Button, ButtonGroup, ErrorSummary, SummaryError},
    page::{Asked, Away, Page, page},
    posts::{Answer, Form, Typed},
};

/// `/offers/{ref}/talk/{thread}/{comment}/edit`.
#[component]
pub fn EditPage() -> impl IntoView {
    page(load, show)
}

struct Edit {
    thread: Thread,
    comment: Comment,
    draft: Draft,
    /// What was saved from elsewhere in between, where something was.
    clash: Option<String>,
    version: i64,
}

async fn load(asked: Asked) -> Result<Edit, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let at = (asked.param("thread"), asked.param("comment"));
    let (viewer, talk) = (asked.viewer()?, asked.services().talk());
    let (thread, comment) = talk
        .comment(viewer, asked.hat(), &reference, at, Act::Comment)
        .await?;
    if !comment.may_edit && !comment.is_own {
        let words = "Only its author can change a comment.";
        return Err(Refusal::NotAllowed(words.to_owned()).into());
    }
    let typed = asked.typed();
    if !comment.may_edit && typed.is_none() {
        return Err(Away::To(format!(
            "/offers/{reference}/talk/{}#{}",
            thread.slug, comment.slug
        )));
    }
    let conflict = typed.and_then(|typed| typed.conflict.as_ref());
    Ok(Edit {
        version: match (conflict, typed) {
            (Some(conflict), _) => conflict.version,
            (None, Some(typed)) => version(typed).unwrap_or(comment.version),
            (None, None) => comment.version,
        },
        clash: conflict.map(|conflict| conflict.theirs.clone()),
        draft: Draft::of(typed),
        thread,
        comment,
    })
}

fn version(typed: &Typed) -> Option<i64> {
    typed.text("version")?.parse().ok()
}

fn show(edit: Edit) -> impl IntoView {
    let Edit {
        thread,
        comment,
        draft,
        clash,
        version,
    } = edit;
    let back = format!(
        "/offers/{}/talk/{}#{}",
        thread.reference, thread.slug, comment.slug
    );
    let mut errors = draft.errors();
    let clash = clash.map(|theirs| {
        errors.push(SummaryError::at(
            BODY,
            "You changed this comment from another page meanwhile. Put both together and save again",
        ));
        view! {
            <h2 class="govuk-heading-s">"What it says now"</h2>
            <div class="so-prose so-comment" dir="auto" inner_html=markdown::html(&theirs)></div>
        }
    });
    let fault = draft.fault(BODY);
    let value = draft.body.clone().or(Some(comment.body));
    let until = format!(
        "You can change it for {EDIT_MINUTES} minutes from when you sent it. Readers see that it was changed, and what it said before."
    );
    let cancel = back.clone();
    view! {
        <Page title=format!("Change your comment: {}", thread.reference) back=("The thread", back) narrow=true>
            <ErrorSummary errors/>
            {draft.was_kept()}
            <span class="govuk-caption-l"><bdi>{thread.about}</bdi></span>
            <h1 class="govuk-heading-l">"Change your comment"</h1>
            <RoomBand room=thread.room/>
            <p class="govuk-body">{until}</p>
            {clash}
            <Form>
                <input type="hidden" name="version" value=version.to_string()/>
                <BodyField label="Your comment" value fault/>
                <ButtonGroup>
                    <Button prevent_double_click=true>"Save the change"</Button>
                    <a class="govuk-link" href=cancel>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let (thread, comment) = (asked.param("thread"), asked.param("comment"));
    let version = posted.text("version").and_then(|text| text.parse().ok());
    asked
        .services()
        .talk()
        .edit(
            &asked.doer()?,
            &reference,
            (thread, comment),
            version.unwrap_or_default(),
            posted.text(BODY).unwrap_or_default(),
        )
        .await?;
    Ok(Answer::to(format!(
        "/offers/{reference}/talk/{thread}#{comment}"
    )))
}
