//! Words of a private room are released to both sides, after one more look at what exactly they will read.

use domain::form::Posted;
use domain::process::{Act, Room};
use leptos::prelude::*;
use services::Refusal;
use services::offers;
use services::talk::{Comment, Thread};

use super::said::author_line;
use super::{RoomBand, markdown};
use crate::{
    components::{Button, ButtonGroup, ButtonKind, WarningText},
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
};

/// `/offers/{ref}/talk/{thread}/{comment}/release`.
#[component]
pub fn ReleasePage() -> impl IntoView {
    page(load, show)
}

struct Release {
    thread: Thread,
    comment: Comment,
}

async fn load(asked: Asked) -> Result<Release, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let at = (asked.param("thread"), asked.param("comment"));
    let (viewer, talk) = (asked.viewer()?, asked.services().talk());
    let (thread, comment) = talk
        .comment(viewer, asked.hat(), &reference, at, Act::ReleaseToJoint)
        .await?;
    if !comment.may_release {
        return Err(Away::To(format!(
            "/offers/{reference}/talk/{}#{}",
            thread.slug, comment.slug
        )));
    }
    Ok(Release { thread, comment })
}

fn show(release: Release) -> impl IntoView {
    let Release { thread, comment } = release;
    let back = format!(
        "/offers/{}/talk/{}#{}",
        thread.reference, thread.slug, comment.slug
    );
    let quote = thread.quote.map(|quote| {
        view! {
            <p class="govuk-body">"The words quoted:"</p>
            <blockquote class="so-quote so-lines" dir="auto">{quote.words}</blockquote>
        }
    });
    let cancel = back.clone();
    view! {
        <Page title=format!("Release a comment: {}", thread.reference) back=("The thread", back) narrow=true>
            <span class="govuk-caption-l"><bdi>{thread.about}</bdi></span>
            <h1 class="govuk-heading-l">"Release this comment to both sides"</h1>
            <p class="govuk-body">"Now:"</p>
            <RoomBand room=thread.room/>
            <p class="govuk-body">"Then:"</p>
            <RoomBand room=Room::Joint/>
            <p class="govuk-body">
                "These words are put into a thread that both sides read, with who wrote them, and with you as who released them. "
                "All else that was said here stays private: other comments, replies, and when this was written."
            </p>
            <article class="so-comment so-comment--joint">
                <header class="so-comment__head">{author_line(comment.author)}</header>
                <div class="so-prose" dir="auto" inner_html=markdown::html(&comment.body)></div>
            </article>
            {quote}
            <WarningText>"This stands in the history, and cannot be taken back."</WarningText>
            <Form>
                <ButtonGroup>
                    <Button kind=ButtonKind::Warning prevent_double_click=true>"Release to both sides"</Button>
                    <a class="govuk-link" href=cancel>"Keep it private"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, _: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let (thread, comment) = (asked.param("thread"), asked.param("comment"));
    let talk = asked.services().talk();
    match talk
        .release(&asked.doer()?, &reference, (thread, comment))
        .await
    {
        Ok(joint) => Ok(Answer::to(format!(
            "/offers/{reference}/talk/{joint}?done=released"
        ))),
        Err(Refusal::AlreadyDone) => Ok(Answer::to(format!(
            "/offers/{reference}/talk/{thread}#{comment}"
        ))),
        Err(refusal) => Err(refusal),
    }
}
