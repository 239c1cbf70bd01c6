//! `/offers/{ref}/delivery/outcomes`: each indicator beside its path.

use chrono::NaiveDate;
use domain::delivery::returns::{Path, Rag};
use domain::form::{Figure, Read};
use leptos::prelude::*;
use services::ledger::{MeasureView, OutcomesView};

use super::at;
use super::tabs::{Tab, delivery_head};
use crate::{
    chart::{Dot, path},
    components::{Cell, Column, InsetText, SummaryList, SummaryRow, Table, Tag, TagColour},
    london,
    markup::Markup,
    page::{Asked, Away, Page, page},
};

#[component]
pub fn OutcomesPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<OutcomesView, Away> {
    let reference = at::reference(&asked)?;
    let ledger = asked.services().ledger();
    let view = ledger.outcomes(asked.viewer()?, &reference).await?;
    at::by_its_name(&asked, &view.reference)?;
    Ok(view)
}

fn show(view: OutcomesView) -> impl IntoView {
    let home = format!("/offers/{}", view.reference);
    let head = delivery_head(
        &view.reference,
        &view.place_name,
        &view.title,
        Tab::Outcomes,
    );
    let measures: Vec<_> = view
        .measures
        .iter()
        .enumerate()
        .map(|(index, one)| measure(index + 1, one))
        .collect();
    let none = measures
        .is_empty()
        .then(|| view! { <p class="govuk-body">"No indicator was agreed."</p> });
    view! {
        <Page title=format!("Outcomes: {} {}", view.reference, view.title) back=("Summary", home)>
            {head}
            <h2 class="govuk-heading-m">"Outcomes"</h2>
            <InsetText>{Rag::RULE}</InsetText>
            {none}
            {measures}
        </Page>
    }
}

fn measure(number: usize, one: &MeasureView) -> impl IntoView + use<> {
    let colour = match one.rag {
        Rag::OnPath => TagColour::Green,
        Rag::Behind => TagColour::Yellow,
        Rag::FarBehind => TagColour::Red,
        Rag::NotKnown => TagColour::Grey,
    };
    let unit = one.measure.unit.clone();
    let show = |figure: &Figure| format!("{} {unit}", figure.show());
    let progress = match one.progress {
        Some(progress) => format!("{progress}% of the way from the baseline to the last target"),
        None => "Not known".to_owned(),
    };
    let direction = one.measure.direction.map(|direction| direction.label());
    let rows: Vec<SummaryRow> = [
        Some(SummaryRow::new("Outcome", one.outcome.clone())),
        direction.map(|words| SummaryRow::new("Which way", words)),
        one.measure
            .baseline
            .as_ref()
            .map(|figure| SummaryRow::new("Baseline", show(figure))),
        Some(SummaryRow::new("Progress", progress)),
        (!one.measure.source.is_empty())
            .then(|| SummaryRow::new("Source", one.measure.source.clone())),
    ]
    .into_iter()
    .flatten()
    .collect();
    let drawing = one.path.as_ref().map(|way| {
        let title = format!("{}: path and figures", one.measure.name);
        let id = format!("measure-{number}");
        let points: Vec<Dot> = way
            .points()
            .iter()
            .map(|(on, figure)| dot(*on, Figure(*figure)))
            .collect();
        let measured: Vec<Dot> = one
            .actuals
            .iter()
            .map(|(_, on, figure)| dot(*on, *figure))
            .collect();
        Markup::of(|m| path(m, &id, &title, &points, &measured)).into_view()
    });
    let table = table(one);
    view! {
        <h3 class="govuk-heading-m">{one.measure.name.clone()} " " <Tag colour text=one.rag.label()/></h3>
        <SummaryList rows/>
        {drawing}
        {table}
    }
}

fn dot(on: NaiveDate, figure: Figure) -> Dot {
    use domain::form::Read as _;
    Dot {
        on,
        thousandths: thousandths(figure),
        words: figure.show(),
    }
}

/// A figure for a drawing: what is larger than any drawing stands at its edge.
fn thousandths(Figure(figure): Figure) -> i64 {
    let text = format!("{:.3}", figure.round_dp(3));
    text.replace('.', "").parse().unwrap_or(i64::MAX / 4)
}

fn table(one: &MeasureView) -> impl IntoView + use<> {
    let head = vec![
        Column::text("Period"),
        Column::text("On"),
        Column::numeric("Measured"),
        Column::numeric("The path"),
        Column::text("How it stands"),
    ];
    let rows: Vec<Vec<Cell>> = one
        .actuals
        .iter()
        .map(|(code, on, figure)| {
            let beside = |way: &Path| Figure(way.at(*on).round_dp(2).normalize()).show();
            let path = one.path.as_ref().map_or_else(|| "–".to_owned(), beside);
            let rag = one
                .path
                .as_ref()
                .map_or(Rag::NotKnown, |way| way.rag(*figure, *on));
            vec![
                code.to_string().into(),
                london::date(*on).into(),
                figure.show().into(),
                path.into(),
                rag.label().into(),
            ]
        })
        .collect();
    let caption = format!("{}: what was reported", one.measure.name);
    (!rows.is_empty()).then(|| view! { <Table caption head rows row_headers=true/> })
}
