//! The tables of the programme’s pages to keep.

use axum::{
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use domain::process::{Act, department};
use services::Refusal;
use services::programme::{AskCount, Group, Portfolio};

use super::cut;
use crate::{
    export::{Field, Format, Kept},
    leave::leave,
    page::{Asked, House},
    problem::Problem,
};

/// `/programme/tables/{file}`.
pub async fn file(State(house): State<House>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    match answer(&asked).await {
        Ok(response) => response,
        Err(refusal) => Problem::from(refusal).into_response(),
    }
}

async fn answer(asked: &Asked) -> Result<Response, Refusal> {
    let viewer = asked.viewer()?;
    leave(viewer, Act::ReadProgramme, None)?;
    let (name, format) = Format::of(asked.param("file"))?;
    let (programme, cut) = (asked.services().programme(), cut::of(asked));
    let (head, rows) = if name == "asks" {
        asks(&programme.asks(viewer, cut).await?)
    } else {
        let portfolio = programme.portfolio(viewer, cut).await?;
        match name {
            "stages" => stages(&portfolio),
            "savings" => savings(&portfolio),
            "waiting" => waiting(&portfolio),
            "groups" => groups(&portfolio),
            _ => return Err(Refusal::NotFound),
        }
    };
    let kept = Kept {
        format,
        name: format!("programme-{name}"),
        head,
        today: asked.services().today(),
    };
    kept.send_all(rows).await
}

type Table = (Vec<&'static str>, Vec<Vec<Field>>);

fn stages(portfolio: &Portfolio) -> Table {
    let rows = portfolio.stages.iter().map(|one| {
        vec![
            Field::text(one.stage.name()),
            Field::count(one.offers),
            Field::Number(one.median_days),
        ]
    });
    (vec!["Stage", "Offers", "Median days at it"], rows.collect())
}

fn savings(portfolio: &Portfolio) -> Table {
    let head = vec![
        "Year",
        "Agreements",
        "Promised, low",
        "Promised",
        "Promised, high",
        "Planned by line",
        "Claimed",
        "Verified",
    ];
    let rows = portfolio.promised.iter().map(|one| {
        vec![
            Field::text(one.year.to_string()),
            Field::count(one.offers),
            Field::Money(one.low),
            Field::Money(one.central),
            Field::Money(one.high),
            Field::maybe(one.reported, |one| Field::Money(one.planned)),
            Field::maybe(one.reported, |one| Field::Money(one.claimed)),
            Field::maybe(one.reported, |one| Field::Money(one.verified)),
        ]
    });
    (head, rows.collect())
}

fn waiting(portfolio: &Portfolio) -> Table {
    let rows = portfolio.waits.iter().map(|one| {
        vec![
            Field::text(one.on.name()),
            Field::count(one.terms),
            Field::count(one.offers),
            Field::Number(one.oldest_days),
        ]
    });
    (
        vec!["Waiting on", "Terms", "Offers", "Oldest, in days"],
        rows.collect(),
    )
}

fn groups(portfolio: &Portfolio) -> Table {
    let mut rows = Vec::new();
    put(&mut rows, "Theme", &portfolio.themes, |one| one.label());
    put(&mut rows, "Region", &portfolio.regions, |one| one.label());
    put(&mut rows, "Level", &portfolio.levels, |one| one.label());
    (
        vec!["By", "Which", "Offers", "In negotiation", "In force"],
        rows,
    )
}

fn put<T: Copy>(
    rows: &mut Vec<Vec<Field>>,
    by: &str,
    groups: &[Group<T>],
    label: impl Fn(T) -> &'static str,
) {
    rows.extend(groups.iter().map(|group| {
        vec![
            Field::text(by),
            Field::maybe(group.of, |of| Field::text(label(of))),
            Field::count(group.offers),
            Field::count(group.negotiating),
            Field::count(group.in_force),
        ]
    }));
}

fn asks(counts: &[AskCount]) -> Table {
    let head = vec![
        "Type",
        "Department",
        "Asked",
        "Waiting",
        "Granted",
        "Refused",
        "Days on average",
    ];
    let rows = counts.iter().map(|one| {
        let owner = department(&one.department).map_or(one.department.as_str(), |known| known.name);
        vec![
            Field::text(one.kind.label()),
            Field::text(owner),
            Field::count(one.asked),
            Field::count(one.waiting),
            Field::count(one.granted),
            Field::count(one.refused),
            Field::maybe(one.days, Field::Number),
        ]
    });
    (head, rows.collect())
}
