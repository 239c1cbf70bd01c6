//! `/offers/{ref}/returns/{period}`: one return, part by part, and the way to submit it.

use domain::delivery::returns::{PartState, ReturnState, Standing};
use domain::form::Posted;
use domain::process::Act;
use leptos::prelude::*;
use services::Refusal;
use services::returns::{PartView, ReturnView, ToSubmit};

use super::at::{self, Given};
use crate::{
    components::{
        Button, ButtonGroup, ButtonKind, Checkboxes, Choice, Details, ErrorSummary, InsetText,
        NotificationBanner, SummaryList, SummaryRow, Tag, TagColour, WarningText,
    },
    london,
    offers::sheet::Reading,
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
};

#[component]
pub fn ReturnPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    one: ReturnView,
    given: Given,
    done: Option<&'static str>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let reference = at::reference(&asked)?;
    let returns = asked.services().returns();
    let Ok(period) = at::period(&asked) else {
        // Whoever may not read the others is told no more than that.
        returns.list(asked.viewer()?, &reference).await?;
        return Err(Refusal::NotFound.into());
    };
    let one = returns.look(asked.viewer()?, &reference, period).await?;
    at::by_its_name(&asked, &one.reference)?;
    let done = match asked.query("done") {
        Some("submitted") => Some("The return is submitted. The programme office is told."),
        Some("accepted") => Some("The return is accepted."),
        Some("queried") => Some(
            "The return is queried. The place is told, and only what you queried is open again.",
        ),
        Some("dates") => Some("The dates are changed."),
        Some("saved") => Some("What you filled in is saved."),
        _ => None,
    };
    Ok(Shown {
        one,
        given: Given::of(&asked),
        done,
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown { one, given, done } = shown;
    let (reference, words) = (one.reference.clone(), one.period.words());
    let here = at::one(&reference, one.period.code);
    let banner = done.map(|text| view! { <NotificationBanner success=true text/> });
    let on_page = |field: &str| {
        field == "without" || one.parts.iter().any(|part| part.code.to_string() == field)
    };
    let errors = given.errors(on_page);
    let stands = at::standing_tag(one.standing);
    let facts = facts(&one);
    let review = one.may_review.then(|| {
        let href = format!("{here}/review");
        view! { <Button href=href>"Review this return"</Button> }
    });
    let dates = one.may_change_dates.then(|| {
        let href = format!("{here}/dates");
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"Change the dates of this period"</a></p> }
    });
    let not_yet = (one.standing == Standing::NotYet).then(|| {
        let words = format!("It opens on {}.", london::date(one.period.opens_on));
        view! { <InsetText>{words}</InsetText> }
    });
    let hidden = (!one.of_the_place && one.submitted_at.is_none() && one.standing != Standing::NotYet)
        .then(|| view! {
            <InsetText>"The place is filling it in. It is for others to read once it is submitted."</InsetText>
        });
    let parts: Vec<_> = match one.standing {
        Standing::NotYet => Vec::new(),
        _ => one
            .parts
            .iter()
            .map(|view| part(view, &here, one.state))
            .collect(),
    };
    let submit = one.may_submit.then(|| submit(&one, &given));
    view! {
        <Page title=format!("Return for {words}: {reference}") back=("Returns", at::returns(&reference)) wrong=!errors.is_empty()>
            <ErrorSummary errors/>
            {banner}
            <span class="govuk-caption-l">{format!("{reference} {}", one.title)}</span>
            <h1 class="govuk-heading-l">{format!("Return for {words}")}</h1>
            <p class="govuk-body">{stands}</p>
            {facts}
            {not_yet}
            {hidden}
            {review}
            {dates}
            {parts}
            {submit}
        </Page>
    }
}

fn facts(one: &ReturnView) -> impl IntoView + use<> {
    let moment = |at| london::clock(at);
    let rows: Vec<SummaryRow> = [
        Some(SummaryRow::new("Due", london::date(one.period.due_on))),
        one.submitted_at
            .map(|at| SummaryRow::new("Submitted", moment(at))),
        one.reviewed_at
            .map(|at| SummaryRow::new("Reviewed", moment(at))),
        (one.minutes > 0).then(|| {
            SummaryRow::new(
                "Time that it took",
                format!("{} minutes, by everybody together", one.minutes),
            )
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! { <SummaryList rows/> }
}

fn part(part: &PartView, here: &str, state: ReturnState) -> impl IntoView + use<> {
    let code = part.code.to_string();
    let (colour, words) = match (part.state, &part.sheet) {
        (PartState::Open, None) => (TagColour::Grey, "Not filled in"),
        (PartState::Open, Some(_)) => (TagColour::Blue, "Being filled in"),
        (PartState::Submitted, _) => (TagColour::Teal, PartState::Submitted.label()),
        (PartState::Queried, _) => (TagColour::Orange, PartState::Queried.label()),
        (PartState::Accepted, _) => (TagColour::Green, PartState::Accepted.label()),
    };
    let reason = (!part.reason.is_empty()).then(|| {
        let words = format!("Queried: {}", part.reason);
        view! { <WarningText>{words}</WarningText> }
    });
    let faults = (part.may_fill && part.faults > 0).then(|| {
        let words = match part.faults {
            1 => "One thing is missing or cannot be read.".to_owned(),
            several => format!("{several} things are missing or cannot be read."),
        };
        view! { <p class="govuk-body">{words}</p> }
    });
    let sheet = part.sheet.clone().map(|sheet| view! { <Reading sheet/> });
    let changes = (!part.changes.is_empty()).then(|| {
        let rows: Vec<SummaryRow> = part
            .changes
            .iter()
            .map(|change| {
                let or = |text: &str| match text {
                    "" => "nothing".to_owned(),
                    text => text.to_owned(),
                };
                let words = format!("From {} to {}", or(&change.mine), or(&change.theirs));
                SummaryRow::new(change.label.clone(), words)
            })
            .collect();
        let summary = format!("What changed in “{}” since it was submitted before", part.title);
        view! { <Details summary open=state == ReturnState::Submitted><SummaryList rows/></Details> }
    });
    let fill = part.may_fill.then(|| {
        let href = format!("{here}/parts/{code}");
        let words = if part.sheet.is_some() { "Change" } else { "Fill in" };
        let about = format!(" {}", part.title.to_lowercase());
        view! {
            <p class="govuk-body">
                <a class="govuk-link" href=href>{words}<span class="govuk-visually-hidden">{about}</span></a>
            </p>
        }
    });
    let by = format!("By {}", part.owner_name);
    let (title, title_id) = (part.title.clone(), format!("{code}-title"));
    let labelled = title_id.clone();
    view! {
        <section class="so-part" aria-labelledby=labelled>
            <h2 class="govuk-heading-m" id=title_id>
                {title} " " <Tag colour text=words/>
            </h2>
            <p class="govuk-body-s" id=code tabindex="-1">{by}</p>
            {reason}
            {faults}
            {fill}
            {changes}
            {sheet}
        </section>
    }
}

fn submit(one: &ReturnView, given: &Given) -> impl IntoView + use<> {
    let without = (!one.not_filled.is_empty() || given.fault("without").is_some()).then(|| {
        let hint = format!("Not filled in yet: {}.", one.not_filled.join(", "));
        let items = vec![Choice::new("yes", "Submit without what partners have not filled in")];
        view! { <Checkboxes name="without" legend="Parts of partners" hint items values=Vec::new() error=given.fault("without")/> }
    });
    let version = one.version.to_string();
    view! {
        <Form>
            <h2 class="govuk-heading-m">"Submit the return"</h2>
            <p class="govuk-body">"Everybody in the offer reads it from then on, and its figures go into the ledger. It can be changed again if the programme office queries it."</p>
            <input type="hidden" name="version" value=version/>
            {without}
            <ButtonGroup>
                <Button kind=ButtonKind::Primary prevent_double_click=true>"Submit the return"</Button>
            </ButtonGroup>
        </Form>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let (reference, period) = (at::reference(&asked)?, at::period(&asked));
    at::may(&asked, Act::SubmitReturn).await?;
    let period = period?;
    let to_submit = ToSubmit {
        version: posted
            .text("version")
            .and_then(|text| text.parse().ok())
            .unwrap_or(0),
        without_partners: posted.text("without") == Some("yes"),
    };
    let returns = asked.services().returns();
    let sent = returns
        .submit(&asked.doer()?, &reference, period, to_submit)
        .await;
    match sent {
        Ok(()) | Err(Refusal::AlreadyDone) => Ok(Answer::to(format!(
            "{}?done=submitted",
            at::one(&reference, period)
        ))),
        Err(refusal) => Err(refusal),
    }
}
