//! What an agreement promises as data, for anybody who may read it: savings by year, and the targets of its outcomes.

use axum::{
    extract::{Request, State},
    http::header,
    response::{IntoResponse, Response},
};
use domain::agreement::Content;
use domain::money::Pence;
use serde::Serialize;
use services::{Refusal, agreements::AgreementView};

use super::at;
use crate::{
    export::{Field, Format, Kept},
    page::{Asked, House},
};

/// `/agreements/{ref}/figures.csv`.
pub async fn csv(State(house): State<House>, request: Request) -> Response {
    answered(house, request, true).await
}

/// `/agreements/{ref}/figures.json`.
pub async fn json(State(house): State<House>, request: Request) -> Response {
    answered(house, request, false).await
}

async fn answered(house: House, request: Request, as_table: bool) -> Response {
    let (mut parts, _) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    match answer(&asked, as_table).await {
        Ok(response) => response,
        Err(refusal) => at::refused(&asked, refusal),
    }
}

async fn answer(asked: &Asked, as_table: bool) -> Result<Response, Refusal> {
    let view = at::read(asked, None).await?;
    let figures = Figures::of(&view);
    if !as_table {
        let text = serde_json::to_string_pretty(&figures)?;
        let head = [
            (header::CONTENT_TYPE, "application/json"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        return Ok((head, text).into_response());
    }
    let kept = Kept {
        format: Format::Csv,
        name: format!("{}-figures", view.reference),
        head: vec![
            "What", "Which", "Unit", "Year", "Low", "Agreed", "High", "Source",
        ],
        today: asked.services().today(),
    };
    kept.send_all(figures.rows()).await
}

/// All of them. Amounts are pounds with two places, as text, so that no reader rounds them.
#[derive(Serialize)]
struct Figures {
    agreement: String,
    title: String,
    place: String,
    version: u32,
    in_force_since: Option<String>,
    digest: String,
    savings: Vec<Saving>,
    targets: Vec<Target>,
}

/// Additional cashable savings of one year.
#[derive(Serialize)]
struct Saving {
    year: String,
    low: String,
    central: String,
    high: String,
    #[serde(skip)]
    amounts: (Pence, Pence, Pence),
}

/// What an indicator is to be in one year; its baseline has none.
#[derive(Serialize)]
struct Target {
    outcome: String,
    indicator: String,
    unit: String,
    year: Option<String>,
    value: String,
    source: String,
}

impl Figures {
    fn of(view: &AgreementView) -> Self {
        let content = &view.content;
        let figures = &content.figures;
        let years = figures.central.years.iter();
        let savings =
            years
                .zip(&figures.low.years)
                .zip(&figures.high.years)
                .map(|((central, low), high)| Saving {
                    year: central.year.to_string(),
                    low: pounds(low.additional),
                    central: pounds(central.additional),
                    high: pounds(high.additional),
                    amounts: (low.additional, central.additional, high.additional),
                });
        Self {
            agreement: view.reference.to_string(),
            title: content.head.title.clone(),
            place: content.head.place_name.clone(),
            version: view.version,
            in_force_since: view.in_force_since.map(|day| day.to_string()),
            digest: view.digest.to_string(),
            savings: savings.collect(),
            targets: targets(content),
        }
    }

    fn rows(self) -> Vec<Vec<Field>> {
        let savings = self.savings.into_iter().map(|one| {
            let (low, central, high) = one.amounts;
            vec![
                Field::text("Additional cashable savings"),
                Field::text("All lines"),
                Field::text("Pounds"),
                Field::text(one.year),
                Field::Money(low),
                Field::Money(central),
                Field::Money(high),
                Field::text(format!(
                    "Agreement {}, version {}",
                    self.agreement, self.version
                )),
            ]
        });
        let targets = self.targets.into_iter().map(|one| {
            vec![
                Field::text(one.outcome),
                Field::text(one.indicator),
                Field::text(one.unit),
                Field::text(one.year.unwrap_or_else(|| "Baseline".to_owned())),
                Field::Empty,
                Field::text(one.value),
                Field::Empty,
                Field::text(one.source),
            ]
        });
        savings.chain(targets).collect()
    }
}

fn targets(content: &Content) -> Vec<Target> {
    let mut targets = Vec::new();
    for measure in &content.measures {
        let outcome = content
            .matters()
            .find(|(_, kept)| kept.key == measure.outcome)
            .map_or_else(String::new, |(_, kept)| kept.title.clone());
        let baseline = measure.baseline.as_ref().map(|value| (None, value));
        let each = measure
            .targets
            .iter()
            .map(|(year, value)| (Some(year.to_string()), value));
        for (year, value) in baseline.into_iter().chain(each) {
            targets.push(Target {
                outcome: outcome.clone(),
                indicator: measure.name.clone(),
                unit: measure.unit.clone(),
                year,
                value: value.0.to_string(),
                source: measure.source.clone(),
            });
        }
    }
    targets
}

fn pounds(amount: Pence) -> String {
    let sign = if amount.is_negative() { "-" } else { "" };
    let pence = amount.get().unsigned_abs();
    format!("{sign}{}.{:02}", pence / 100, pence % 100)
}
