//! `/offers/{ref}/delivery/savings`: what was planned, claimed and verified, today or as it was reported on a past day.

use chrono::NaiveDate;
use domain::delivery::returns::EntryKind;
use domain::form::Read;
use domain::money::SavingsKind;
use leptos::prelude::*;
use services::ledger::{LineOfYear, SavingsView, Waiting};

use super::at;
use super::sharing::sharing;
use super::tabs::{Tab, delivery_head};
use crate::{
    chart::{ReportedYear, reported},
    components::{
        Button, ButtonKind, Cell, Column, Details, ErrorSummary, Input, InsetText,
        NotificationBanner, SummaryError, Table,
    },
    london,
    markup::Markup,
    page::{Asked, Away, Page, page},
};

const AS_OF: &str = "on";

#[component]
pub fn SavingsPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    view: SavingsView,
    typed: String,
    fault: Option<String>,
    done: Option<&'static str>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let reference = at::reference(&asked)?;
    let typed = asked.query(AS_OF).unwrap_or_default().trim().to_owned();
    let (day, fault) = match typed.as_str() {
        "" => (None, None),
        text => match NaiveDate::read(text) {
            Ok(day) => (Some(day), None),
            Err(words) => (None, Some(words)),
        },
    };
    let ledger = asked.services().ledger();
    let view = ledger.savings(asked.viewer()?, &reference, day).await?;
    at::by_its_name(&asked, &view.reference)?;
    let done = match asked.query("done") {
        Some("verified") => Some("What you verified is in the ledger."),
        Some("corrected") => Some("The correction is in the ledger, with your reason."),
        Some("verifiers") => Some("Whoever verifies is named, and told."),
        _ => None,
    };
    Ok(Shown {
        view,
        typed,
        fault,
        done,
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        view,
        typed,
        fault,
        done,
    } = shown;
    let home = format!("/offers/{}", view.reference);
    let head = delivery_head(&view.reference, &view.place_name, &view.title, Tab::Savings);
    let banner = done.map(|text| view! { <NotificationBanner success=true text/> });
    let errors: Vec<SummaryError> = fault
        .iter()
        .map(|words| SummaryError::at(AS_OF, words))
        .collect();
    let as_of = view.as_of.map(|day| {
        let words = format!(
            "This is what had been reported by the end of {}. Whatever was recorded since is left out.",
            london::date(day)
        );
        view! { <InsetText>{words}</InsetText> }
    });
    let waiting = waiting(&view);
    let charts: Vec<_> = view
        .totals
        .iter()
        .map(|(kind, years)| total(&view, *kind, years))
        .collect();
    let lines: Vec<_> = view
        .lines
        .iter()
        .map(|line| {
            let title = match line.kind {
                Some(kind) => format!(
                    "{} ({}), claimed by {}",
                    line.title,
                    kind.words().to_lowercase(),
                    line.bearer
                ),
                None => line.title.clone(),
            };
            table(title, &view, &line.years)
        })
        .collect();
    let corrections = corrections(&view);
    let correct = correct(&view);
    let verifiers = verifiers(&view);
    let shared = sharing(&view);
    view! {
        <Page title=format!("Savings: {} {}", view.reference, view.title) back=("Summary", home) wrong=!errors.is_empty()>
            <ErrorSummary errors/>
            {banner}
            {head}
            <h2 class="govuk-heading-m">"Savings"</h2>
            <p class="govuk-body">
                "Planned is what the agreement says. Claimed is what returns say. Only what somebody outside the organisation that claims has verified is shared. The ledger is only ever added to, so any past day can be looked at."
            </p>
            <form method="get" class="so-form">
                <Input name=AS_OF label="As reported on (optional)" hint="A day, such as 30 September 2012" value=typed error=fault width=20/>
                <Button kind=ButtonKind::Secondary>"Show"</Button>
            </form>
            {as_of}
            {waiting}
            {charts}
            <h3 class="govuk-heading-s">"Line by line"</h3>
            {lines}
            {shared}
            {verifiers}
            {corrections}
            {correct}
        </Page>
    }
}

fn total(view: &SavingsView, kind: SavingsKind, years: &[LineOfYear]) -> impl IntoView + use<> {
    let each: Vec<ReportedYear> = view
        .years
        .iter()
        .zip(years)
        .map(|(year, one)| ReportedYear {
            label: year.to_string(),
            low: one.low,
            central: one.central,
            high: one.high,
            claimed: one.claimed,
            verified: one.verified,
        })
        .collect();
    let title = format!("{}: planned, claimed and verified", kind.words());
    let drawing = Markup::of(|m| reported(m, kind.key(), &title, &each)).into_view();
    let table = table(format!("{}, all lines", kind.words()), view, years);
    view! {
        {drawing}
        {table}
    }
}

fn table(caption: String, view: &SavingsView, years: &[LineOfYear]) -> impl IntoView + use<> {
    let now = domain::money::FinancialYear::from_date(view.today);
    let head = vec![
        Column::text("Year"),
        Column::numeric("Planned, low"),
        Column::numeric("Planned"),
        Column::numeric("Planned, high"),
        Column::numeric("Forecast"),
        Column::numeric("Claimed"),
        Column::numeric("Verified"),
    ];
    let rows: Vec<Vec<Cell>> = view
        .years
        .iter()
        .zip(years)
        .map(|(year, one)| {
            let label = if *year == now {
                format!("{year}, provisional")
            } else {
                year.to_string()
            };
            vec![
                label.into(),
                one.low.to_string().into(),
                one.central.to_string().into(),
                one.high.to_string().into(),
                one.forecast.to_string().into(),
                one.claimed.to_string().into(),
                one.verified.to_string().into(),
            ]
        })
        .collect();
    view! { <Table caption head rows row_headers=true/> }
}

fn of_claim(view: &SavingsView, one: &Waiting, what: &str) -> String {
    format!(
        "{}/{}/{}/{what}",
        at::savings(&view.reference),
        one.line,
        one.period
    )
}

/// Claims that nobody has verified yet, with the way to do it for whoever is named.
fn waiting(view: &SavingsView) -> impl IntoView + use<> {
    let rows: Vec<Vec<Cell>> = view
        .waiting
        .iter()
        .map(|one| {
            let how = if one.is_mine {
                let href = of_claim(view, one, "verify");
                let about = format!(" {} for {}", one.title, one.period);
                Cell::new(view! {
                    <a class="govuk-link" href=href>"Verify"<span class="govuk-visually-hidden">{about}</span></a>
                })
            } else {
                "Waits for its verifier".into()
            };
            vec![
                one.title.clone().into(),
                one.period.to_string().into(),
                one.claimed.to_string().into(),
                how,
            ]
        })
        .collect();
    let head = vec![
        Column::text("Line"),
        Column::text("Period"),
        Column::numeric("Claimed"),
        Column::text("Verification"),
    ];
    (!rows.is_empty()).then(
        || view! { <Table caption="Claimed and not verified yet" head rows row_headers=true/> },
    )
}

fn verifiers(view: &SavingsView) -> impl IntoView + use<> {
    let rows: Vec<Vec<Cell>> = view
        .verifiers
        .iter()
        .map(|one| {
            let person = one
                .person
                .clone()
                .unwrap_or_else(|| "Nobody is named yet".to_owned());
            vec![one.claims.clone().into(), person.into()]
        })
        .collect();
    let head = vec![Column::text("Claims"), Column::text("Verified by")];
    let name = view.may_name.then(|| {
        let href = format!("{}/verifiers", at::savings(&view.reference));
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"Name who verifies"</a></p> }
    });
    view! {
        <Table caption="Who verifies" head rows row_headers=true/>
        {name}
    }
}

fn corrections(view: &SavingsView) -> impl IntoView + use<> {
    let rows: Vec<Vec<Cell>> = view
        .corrections
        .iter()
        .map(|one| {
            let kind = match one.kind {
                EntryKind::Verified => "Verified",
                _ => "Claim corrected",
            };
            vec![
                london::clock(one.recorded_at).into(),
                one.title.clone().into(),
                one.period
                    .map_or_else(|| "–".to_owned(), |period| period.to_string())
                    .into(),
                kind.into(),
                one.change.to_string().into(),
                one.reason.clone().into(),
            ]
        })
        .collect();
    let head = vec![
        Column::text("When"),
        Column::text("Line"),
        Column::text("Period"),
        Column::text("What"),
        Column::numeric("Change"),
        Column::text("Reason"),
    ];
    (!rows.is_empty())
        .then(|| view! { <Table caption="Entries with a reason, the newest first" head rows/> })
}

/// The claims that the place’s leader can put right.
fn correct(view: &SavingsView) -> impl IntoView + use<> {
    let links: Vec<_> = view
        .claims
        .iter()
        .filter(|_| view.may_correct)
        .map(|one| {
            let href = of_claim(view, one, "correct");
            let words = format!("{}, {}: {}", one.title, one.period, one.claimed);
            view! { <li><a class="govuk-link" href=href>{words}</a></li> }
        })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <Details summary="Correct a claim">
                <ul class="govuk-list govuk-list--bullet">{links}</ul>
            </Details>
        }
    })
}
