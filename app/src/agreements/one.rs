//! `/agreements/{ref}`: the public page of an agreement. Before it is public, those in the offer see it as it will be.

use domain::agreement::{Content, EndKind};
use domain::money::Pence;
use domain::offer::{BudgetKind, Matter};
use leptos::prelude::*;
use services::agreements::{AgreementView, FreedomOn};

use super::{
    at,
    parts::{digest, documents, head, in_force, on, version},
};
use crate::{
    components::{Button, Cell, Column, InsetText, SummaryList, SummaryRow, Table, Tag, TagColour},
    london,
    page::{Asked, Away, Page, page},
};

/// `/agreements/{ref}`.
#[component]
pub fn AgreementPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<AgreementView, Away> {
    Ok(at::read(&asked, None).await?)
}

fn show(view: AgreementView) -> impl IntoView {
    let reference = view.reference.to_string();
    let title = view.content.head.title.clone();
    let home = format!("/agreements/{reference}");
    let text = format!("{home}/versions/{}", view.version);
    let feed = "/agreements.atom";
    view! {
        <Page title=format!("{title}: agreement {reference}") back=("Agreements", "/agreements")>
            {head(&view)}
            {in_force(&view)}
            {ending(&view)}
            {facts(&view)}
            <Button href=text>"Read the whole agreement"</Button>
            {outcomes(&view.content)}
            {savings(&view.content)}
            {freedoms(&view)}
            {budgets(&view.content)}
            {partners(&view.content)}
            <h2 class="govuk-heading-m" id="documents">"Documents"</h2>
            {documents(&view)}
            <p class="govuk-body">
                "The figures as data: "
                <a class="govuk-link" href=format!("{home}/figures.csv")>"CSV"</a>
                ", "
                <a class="govuk-link" href=format!("{home}/figures.json")>"JSON"</a>
            </p>
            {versions(&view)}
            {digest(&view)}
            <p class="govuk-body">
                <a class="govuk-link" href=feed type="application/atom+xml">"Follow all agreements (Atom feed)"</a>
            </p>
        </Page>
    }
}

fn ending(view: &AgreementView) -> Option<impl IntoView + use<>> {
    let ending = view.ending.as_ref()?;
    let words = match ending.kind {
        EndKind::Completed => format!("Completed on {}.", london::date(ending.on)),
        EndKind::Terminated => format!("Terminated on {}.", london::date(ending.on)),
    };
    let reason = ending.reason.clone();
    Some(view! {
        <InsetText>
            <p class="govuk-body govuk-!-font-weight-bold">{words}</p>
            <p class="govuk-body so-lines">{reason}</p>
        </InsetText>
    })
}

fn facts(view: &AgreementView) -> impl IntoView + use<> {
    let head = &view.content.head;
    let scope = view
        .content
        .matters()
        .find_map(|(_, kept)| match &kept.matter {
            Matter::Scope(scope) => Some(scope),
            _ => None,
        });
    let mut rows = vec![
        SummaryRow::new("Place", head.place_name.clone()),
        SummaryRow::new("Kind", head.kind.label()),
        SummaryRow::new(
            "Term",
            format!(
                "{} to {}",
                london::date(head.starts_on),
                london::date(head.ends_on)
            ),
        ),
    ];
    if let Some(scope) = scope {
        let said = [
            ("For those who use the services", &scope.for_users),
            ("For those who pay for them", &scope.for_taxpayers),
        ];
        for (key, words) in said {
            if !words.trim().is_empty() {
                rows.push(SummaryRow::new(key, words.clone()));
            }
        }
    }
    view! { <SummaryList rows class="so-facts"/> }
}

fn outcomes(content: &Content) -> Option<impl IntoView + use<>> {
    let items: Vec<_> = content
        .matters()
        .filter_map(|(_, kept)| match &kept.matter {
            Matter::Outcome(outcome) => {
                let measured: Vec<_> = (content.measures.iter())
                    .filter(|measure| measure.outcome == kept.key)
                    .map(|measure| {
                        let words = target(measure);
                        view! { <li>{words}</li> }
                    })
                    .collect();
                let measured = (!measured.is_empty())
                    .then(|| view! { <ul class="govuk-list govuk-list--bullet so-table__minor">{measured}</ul> });
                let statement = outcome.statement.clone();
                Some(view! { <li><strong>{statement}</strong> {measured}</li> })
            }
            _ => None,
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m" id="outcomes">"Outcomes"</h2>
            <ol class="govuk-list govuk-list--number govuk-list--spaced">{items}</ol>
        }
    })
}

/// `Assessment forms for each new claimant: 1 forms in 2015-16, from 5`.
fn target(measure: &domain::agreement::Measure) -> String {
    use domain::form::Read;

    let last = measure.targets.iter().next_back();
    let from = (measure.baseline.as_ref())
        .map(|figure| format!(", from {}", figure.show()))
        .unwrap_or_default();
    match last {
        Some((year, figure)) => {
            let space = if measure.unit.starts_with('%') {
                ""
            } else {
                " "
            };
            let (name, unit) = (&measure.name, &measure.unit);
            format!("{name}: {}{space}{unit} in {year}{from}", figure.show())
        }
        None => measure.name.clone(),
    }
}

fn savings(content: &Content) -> impl IntoView + use<> {
    let figures = &content.figures;
    let last = figures.central.years.len().checked_sub(1);
    let in_last = |case: &domain::agreement::CaseFigures| {
        last.and_then(|at| case.years.get(at))
            .map(|year| year.additional.rounded())
            .unwrap_or_default()
    };
    let year = content.head.years.last().map(ToString::to_string);
    let range = |low: String, high: String| {
        (low != high).then(|| view! { <dd>{format!("Low {low}, high {high}")}</dd> })
    };
    let total = |case: &domain::agreement::CaseFigures| {
        Pence::total(case.years.iter().map(|year| year.additional))
            .map(Pence::rounded)
            .unwrap_or_default()
    };
    let ratio = figures.central.benefit_cost;
    let ratio = ratio.map(|ratio| {
        view! { <div><dt>"Benefit to cost"</dt><dd>{format!("{ratio} : 1")}</dd></div> }
    });
    let items = view! {
        <div>
            <dt>{format!("Additional in {}", year.unwrap_or_default())}</dt>
            <dd>{in_last(&figures.central)}</dd>
            {range(in_last(&figures.low), in_last(&figures.high))}
        </div>
        <div>
            <dt>"Additional over the term"</dt>
            <dd>{total(&figures.central)}</dd>
            {range(total(&figures.low), total(&figures.high))}
        </div>
        <div>
            <dt>"Net present value"</dt>
            <dd>{figures.central.npv.rounded()}</dd>
            {range(figures.low.npv.rounded(), figures.high.npv.rounded())}
        </div>
        {ratio}
    };
    let rows: Vec<Vec<Cell>> = (figures.central.years.iter())
        .zip(&content.sharing.central)
        .map(|(sums, shares)| {
            vec![
                sums.year.to_string().into(),
                sums.additional.rounded().into(),
                sums.cost.rounded().into(),
                shares.local.rounded().into(),
                shares.central.rounded().into(),
            ]
        })
        .collect();
    let head = vec![
        Column::text("Year"),
        Column::numeric("Additional savings"),
        Column::numeric("Put in"),
        Column::numeric("Stays in the place"),
        Column::numeric("Goes to departments"),
    ];
    view! {
        <h2 class="govuk-heading-m" id="savings">"Savings"</h2>
        <p class="govuk-body">
            "Cashable savings beyond those required of all areas, from central estimates. What was put in is paid back before anything is shared."
        </p>
        <dl class="so-figures">{items}</dl>
        <Table caption="Savings and how they are shared" caption_class="govuk-table__caption--s" head rows row_headers=true/>
    }
}

fn freedoms(view: &AgreementView) -> Option<impl IntoView + use<>> {
    if view.freedoms.is_empty() {
        return None;
    }
    let href = |one: &FreedomOn| {
        format!(
            "/agreements/{}/versions/{}#term-{}",
            view.reference, view.version, one.term
        )
    };
    let rows: Vec<Vec<Cell>> = view
        .freedoms
        .iter()
        .map(|one| {
            let (tag, colour) = one.on.map_or(("Not in force yet", TagColour::Grey), on);
            let days = one.days.map_or_else(
                || "–".to_owned(),
                |(from, until)| format!("{} to {}", london::date(from), london::date(until)),
            );
            let (title, href) = (one.title.clone(), href(one));
            vec![
                Cell::new(view! { <a class="govuk-link" href=href>{title}</a> }),
                one.owners.join(", ").into(),
                days.into(),
                Cell::new(view! { <Tag text=tag colour/> }),
            ]
        })
        .collect();
    let head = vec![
        Column::text("Freedom"),
        Column::text("Granted by"),
        Column::text("Days"),
        Column::text("Today"),
    ];
    Some(view! {
        <h2 class="govuk-heading-m" id="freedoms">"Freedoms"</h2>
        <Table caption="Freedoms that government grants" caption_class="govuk-visually-hidden" head rows row_headers=true class="so-tags"/>
    })
}

fn budgets(content: &Content) -> Option<impl IntoView + use<>> {
    let items: Vec<_> = content
        .budgets()
        .map(|(_, _, budget)| {
            let kind = match budget.kind {
                Some(BudgetKind::Pooled) => "pooled",
                Some(BudgetKind::Aligned) | None => "aligned",
            };
            let promised = budget.promised(&content.head.years).map(Pence::rounded);
            let promised = promised.map(|sum| format!(", {sum} over the term"));
            view! { <li>{budget.title.clone()} " (" {kind} {promised} ")"</li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m" id="budgets">"Budgets"</h2>
            <ul class="govuk-list govuk-list--bullet">{items}</ul>
        }
    })
}

/// Everybody who is in it, in the order in which the text names them.
fn partners(content: &Content) -> impl IntoView + use<> {
    let items: Vec<_> = content
        .bodies
        .iter()
        .map(|body| {
            let kind = body.kind.map(|kind| format!(" ({})", kind.label()));
            view! { <li>{body.name.clone()} {kind}</li> }
        })
        .collect();
    view! {
        <h2 class="govuk-heading-m" id="partners">"Who is in it"</h2>
        <ul class="govuk-list govuk-list--bullet">{items}</ul>
    }
}

fn versions(view: &AgreementView) -> impl IntoView + use<> {
    let items: Vec<_> = view
        .versions
        .iter()
        .map(|line| version(line, &view.reference))
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m" id="versions">"Versions"</h2>
            <ul class="govuk-list govuk-list--spaced">{items}</ul>
        }
    })
}
