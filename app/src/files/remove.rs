//! Somebody takes a file away, with a reason: asked once more before it is done.

use domain::form::Posted;
use domain::process::{Act, Reference};
use leptos::prelude::*;
use services::files::FileLine;
use services::{Refusal, offers};

use crate::{
    components::{
        Button, ButtonGroup, ButtonKind, ErrorSummary, SummaryError, Textarea, WarningText,
    },
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
    talk::RoomBand,
};

const REASON: &str = "reason";

/// `/offers/{ref}/files/{file}/remove`.
#[component]
pub fn RemoveFilePage() -> impl IntoView {
    page(load, show)
}

struct Remove {
    reference: Reference,
    line: FileLine,
    reason: Option<String>,
    fault: Option<String>,
}

async fn load(asked: Asked) -> Result<Remove, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let files = asked.services().files();
    let this = (asked.param("file"), Act::RemoveFile);
    let (line, facts) = files
        .one(asked.viewer()?, asked.hat(), &reference, this)
        .await?;
    if line.removed.is_some() {
        return Err(Away::To(format!("/offers/{}/files", facts.reference)));
    }
    if !line.may_remove {
        let words = "Only who attached a file, or who leads the same side, can remove it.";
        return Err(Refusal::NotAllowed(words.to_owned()).into());
    }
    let typed = asked.typed();
    Ok(Remove {
        reference: facts.reference,
        line,
        reason: typed
            .and_then(|typed| typed.text(REASON))
            .map(str::to_owned),
        fault: typed
            .and_then(|typed| typed.fault(REASON))
            .map(str::to_owned),
    })
}

fn show(remove: Remove) -> impl IntoView {
    let Remove {
        reference,
        line,
        reason,
        fault,
    } = remove;
    let errors = fault
        .iter()
        .map(|words| SummaryError::at(REASON, words))
        .collect();
    let files = format!("/offers/{reference}/files");
    let back = files.clone();
    view! {
        <Page title=format!("Remove a file: {reference}") back=("Files", files) narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l"><bdi>{line.about}</bdi></span>
            <h1 class="govuk-heading-l">"Remove “"<bdi>{line.name}</bdi>"”?"</h1>
            <RoomBand room=line.room/>
            <WarningText>
                "The file itself is deleted, and cannot be brought back. Its name, its digest and your reason stay, for those who could read it."
            </WarningText>
            <Form>
                <Textarea
                    name=REASON
                    label="Why is it removed?"
                    label_class="govuk-label--s"
                    hint="Everybody who could read the file reads this."
                    value=reason
                    error=fault
                    rows=3
                />
                <ButtonGroup>
                    <Button kind=ButtonKind::Warning prevent_double_click=true>"Remove the file"</Button>
                    <a class="govuk-link" href=back>"Keep it"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub(super) async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let reason = posted.text(REASON).unwrap_or_default();
    asked
        .services()
        .files()
        .remove(&asked.doer()?, &reference, asked.param("file"), reason)
        .await?;
    Ok(Answer::to(format!(
        "/offers/{reference}/files?done=removed"
    )))
}
