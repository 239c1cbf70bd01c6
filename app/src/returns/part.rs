//! `/offers/{ref}/returns/{period}/parts/{part}`: one part, for whoever fills it in.

use domain::delivery::returns::Filled;
use domain::form::{Posted, Sheet};
use domain::process::Act;
use leptos::prelude::*;
use services::returns::PartForm;
use services::{Fault, Refusal};

use super::at;
use crate::{
    components::{
        Button, ButtonGroup, ButtonKind, ErrorSummary, NotificationBanner, SummaryError,
        WarningText,
    },
    offers::{
        conflict::{Clash, ConflictForm, take_chosen},
        sheet::{Fill, summary},
    },
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
};

#[component]
pub fn PartPage() -> impl IntoView {
    page(load, show)
}

struct Open {
    form: PartForm,
    sheet: Sheet,
    version: i64,
    demanding: bool,
    whole: Option<String>,
    was_signed_out: bool,
    clash: Option<Clash>,
}

async fn load(asked: Asked) -> Result<Open, Away> {
    let (reference, period, part) = (at::reference(&asked)?, at::period(&asked), at::part(&asked));
    at::may(&asked, Act::PrepareReturn).await?;
    let returns = asked.services().returns();
    let form = returns
        .part(asked.viewer()?, &reference, period?, &part?)
        .await?;
    at::by_its_name(&asked, &form.reference)?;
    let typed = asked.typed();
    let clash = match typed.and_then(|typed| typed.conflict.as_deref()) {
        // Where there are no texts to compare, what was typed stands in the form again.
        Some(conflict) if !conflict.theirs.is_empty() => {
            let texts: [Filled; 3] = conflict.read_all()?;
            let [base, yours, theirs] = texts.map(|filled| form.of(&filled));
            Some(Clash::between(conflict, &base, yours, &theirs))
        }
        _ => None,
    };
    let whole = typed.and_then(|typed| typed.fault("").map(str::to_owned));
    let version = typed
        .filter(|_| whole.is_none())
        .and_then(|typed| typed.text("version"))
        .and_then(|text| text.parse().ok())
        .filter(|_| typed.is_some_and(|typed| typed.faults.is_empty()))
        .unwrap_or(form.version);
    Ok(Open {
        sheet: form.sheet(typed.map(|typed| &typed.posted)),
        demanding: typed
            .is_some_and(|typed| !typed.faults.is_empty() && typed.posted.act() == "save"),
        was_signed_out: typed.is_some_and(|typed| typed.kept),
        whole,
        version,
        form,
        clash,
    })
}

fn show(open: Open) -> impl IntoView {
    let Open {
        form,
        sheet,
        version,
        demanding,
        whole,
        was_signed_out,
        clash,
    } = open;
    let heading = form.part.title();
    let back = at::one(&form.reference, form.period.code);
    let caption = format!("{} · Return for {}", form.reference, form.period.words());
    let errors: Vec<SummaryError> = whole
        .iter()
        .map(SummaryError::general)
        .chain(summary(&sheet, demanding))
        .collect();
    let wrong = !errors.is_empty();
    let saved = (demanding && whole.is_none())
        .then_some("What you typed is saved. Put these right before the return is submitted.");
    let reason = (!form.reason.is_empty()).then(|| {
        let words = format!("The programme office queries this part: {}", form.reason);
        view! { <WarningText>{words}</WarningText> }
    });
    let body = match clash {
        Some(clash) => view! { <ConflictForm clash caption/> }.into_any(),
        None => view! {
            <ErrorSummary errors description=saved/>
            {was_signed_out.then(|| view! {
                <NotificationBanner text="This is not saved yet: you were signed out, or acted under another role. Here is what you typed: save it to keep it."/>
            })}
            <span class="govuk-caption-l">{caption}</span>
            <h1 class="govuk-heading-l">{heading.clone()}</h1>
            {reason}
            <p class="govuk-body">"Only the place and its partners read this until the return is submitted."</p>
            <Form class="so-form">
                // Enter in a field presses the first button of a form: that has to be this one.
                <button type="submit" name="act" value="save" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">"Save"</button>
                <input type="hidden" name="version" value=version.to_string()/>
                <Fill sheet demanding/>
                <ButtonGroup>
                    <Button name="act" value="save">"Save and check"</Button>
                    <Button kind=ButtonKind::Secondary name="act" value="later">"Save and come back later"</Button>
                </ButtonGroup>
            </Form>
        }
        .into_any(),
    };
    view! {
        <Page title=format!("{heading}: return for {}", form.period.words()) back=("Return", back) wrong narrow=true>
            {body}
        </Page>
    }
}

pub async fn post(asked: Asked, mut posted: Posted) -> Result<Answer, Refusal> {
    let (reference, period, part) = (at::reference(&asked)?, at::period(&asked), at::part(&asked));
    at::may(&asked, Act::PrepareReturn).await?;
    let (period, part) = (period?, part?);
    let returns = asked.services().returns();
    if posted.act() == "choose" {
        let form = returns
            .part(asked.viewer()?, &reference, period, &part)
            .await?;
        take_chosen(&mut posted, &form.sheet(None));
    }
    let version = posted
        .text("version")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let saved = returns
        .save(&asked.doer()?, &reference, period, &part, version, &posted)
        .await?;
    let problems = saved
        .sheet
        .problems()
        .into_iter()
        .map(|(field, words)| (field.to_owned(), words.to_owned()));
    let missing = saved
        .sheet
        .missing()
        .into_iter()
        .filter(|_| posted.act() == "save");
    let faults: Vec<_> = problems
        .chain(missing)
        .map(|(field, words)| Fault { field, words })
        .collect();
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    let back = at::one(&reference, period);
    Ok(Answer::to(format!("{back}?done=saved")))
}
