//! One round: to fill in for the programme office, to read for auditors; and a round to come.

use domain::form::{Posted, Sheet};
use domain::process::Act;
use domain::programme::RoundForm;
use leptos::prelude::*;
use services::Refusal;

use crate::{
    components::{Button, ButtonGroup, ErrorSummary, SummaryError},
    leave::{leave, leave_to_act, may},
    offers::sheet::{Fill, Reading, summary},
    organisations::BothTexts,
    page::{Asked, Page, page},
    posts::{Answer, Form},
};

/// `/programme/rounds/{id}`.
#[component]
pub fn RoundPage() -> impl IntoView {
    page(load, show)
}

/// `/programme/rounds/new`.
#[component]
pub fn NewRoundPage() -> impl IntoView {
    page(load_new, show)
}

struct Shown {
    heading: String,
    sheet: Sheet,
    version: i64,
    may_change: bool,
    /// Whether it was sent and came back: then all that is wrong stands beside its field.
    demanding: bool,
    errors: Vec<SummaryError>,
    /// What somebody else saved in between.
    theirs: Option<Sheet>,
}

async fn load(asked: Asked) -> Result<Shown, Refusal> {
    let viewer = asked.viewer()?;
    leave(viewer, Act::ReadProgramme, None)?;
    let round = asked.services().round(asked.param("id")).await?;
    let mut version = round.version;
    let mut theirs = None;
    if let Some(typed) = asked.typed() {
        match &typed.conflict {
            Some(conflict) => {
                let saved: RoundForm = conflict.read_theirs()?;
                theirs = Some(saved.sheet());
                version = conflict.version;
            }
            None => version = typed_version(&typed.posted),
        }
    }
    let may_change = may(viewer, Act::ManageRounds);
    Ok(filled_in(
        &asked,
        round.form(),
        round.name.clone(),
        version,
        may_change,
        theirs,
    ))
}

async fn load_new(asked: Asked) -> Result<Shown, Refusal> {
    leave_to_act(&asked, Act::ManageRounds, None)?;
    let latest = asked.services().rounds().await?.into_iter().next();
    let parameters = latest.map(|round| round.parameters).unwrap_or_default();
    let form = RoundForm::new("", &parameters);
    Ok(filled_in(
        &asked,
        form,
        "Add a round".to_owned(),
        0,
        true,
        None,
    ))
}

fn filled_in(
    asked: &Asked,
    mut form: RoundForm,
    heading: String,
    version: i64,
    may_change: bool,
    theirs: Option<Sheet>,
) -> Shown {
    let typed = asked.typed();
    if let Some(typed) = typed {
        form.read(&typed.posted);
    }
    let demanding = typed.is_some_and(|typed| !typed.faults.is_empty());
    let sheet = form.sheet();
    Shown {
        heading,
        errors: if demanding {
            summary(&sheet, demanding)
        } else {
            Vec::new()
        },
        sheet,
        version,
        may_change,
        demanding,
        theirs,
    }
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        heading,
        sheet,
        version,
        may_change,
        demanding,
        errors,
        theirs,
    } = shown;
    let mine = sheet.clone();
    let both = theirs.map(|theirs| view! { <BothTexts mine theirs/> });
    let body = if may_change {
        view! {
            <Form class="so-form">
                <input type="hidden" name="version" value=version.to_string()/>
                <Fill sheet demanding/>
                <ButtonGroup>
                    <Button prevent_double_click=true>"Save the round"</Button>
                    <a class="govuk-link" href="/programme/rounds">"Cancel"</a>
                </ButtonGroup>
            </Form>
        }
        .into_any()
    } else {
        view! { <Reading sheet/> }.into_any()
    };
    view! {
        <Page title=heading.clone() back=("Rounds", "/programme/rounds")>
            <ErrorSummary errors/>
            {both}
            <h1 class="govuk-heading-l">{heading}</h1>
            <p class="govuk-body">
                "Offers that are submitted already keep the parameters they were submitted under."
            </p>
            {body}
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let doer = asked.doer()?;
    doer.may(Act::ManageRounds, None)?;
    let id = asked.param("id");
    let mut form = asked.services().round(id).await?.form();
    form.read(&posted);
    asked
        .services()
        .save_round(&doer, id, typed_version(&posted), &form)
        .await?;
    Ok(Answer::to("/programme/rounds?done=saved"))
}

pub async fn post_new(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let doer = asked.doer()?;
    doer.may(Act::ManageRounds, None)?;
    let latest = asked.services().rounds().await?.into_iter().next();
    let parameters = latest.map(|round| round.parameters).unwrap_or_default();
    let mut form = RoundForm::new("", &parameters);
    form.read(&posted);
    asked.services().add_round(&doer, &form).await?;
    Ok(Answer::to("/programme/rounds?done=added"))
}

fn typed_version(posted: &Posted) -> i64 {
    posted
        .text("version")
        .and_then(|text| text.parse().ok())
        .unwrap_or_default()
}
