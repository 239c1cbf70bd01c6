//! The list of offers to keep: the same sight and filters as the page, as CSV or as a spreadsheet.

use axum::{
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use services::{
    Refusal,
    offers::{OfferRow, WholeList},
};

use super::list::filter;
use crate::{
    export::{Field, Format, Kept},
    london,
    page::{Asked, House},
    problem::Problem,
};

/// `/offers.csv`.
pub async fn csv(State(house): State<House>, request: Request) -> Response {
    answered(house, request, Format::Csv).await
}

/// `/offers.xlsx`.
pub async fn xlsx(State(house): State<House>, request: Request) -> Response {
    answered(house, request, Format::Xlsx).await
}

async fn answered(house: House, request: Request, format: Format) -> Response {
    let (mut parts, _) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    match answer(&asked, format).await {
        Ok(response) => response,
        Err(refusal) => Problem::from(refusal).into_response(),
    }
}

async fn answer(asked: &Asked, format: Format) -> Result<Response, Refusal> {
    let offers = asked.services().offers();
    let list = offers.whole_list(asked.viewer()?, &filter(asked));
    let kept = Kept {
        format,
        name: "offers".to_owned(),
        head: vec![
            "Offer",
            "Title",
            "Place",
            "Kind",
            "Stage",
            "Since",
            "Additional a year",
            "In",
            "Whose turn",
        ],
        today: asked.services().today(),
    };
    kept.send(stream::try_unfold(list, batch)).await
}

async fn batch(mut list: WholeList) -> Result<Option<(Vec<Vec<Field>>, WholeList)>, Refusal> {
    let rows = list.next().await?;
    Ok(rows.map(|rows| (rows.iter().map(row).collect(), list)))
}

fn row(row: &OfferRow) -> Vec<Field> {
    vec![
        Field::text(row.reference.to_string()),
        Field::text(row.title.clone()),
        Field::text(row.place_name.clone()),
        Field::text(row.kind.label()),
        Field::text(row.stage.name()),
        Field::Day(london::local_date(row.since)),
        Field::maybe(row.additional_final, Field::Money),
        Field::maybe(row.final_year, |year| Field::text(year.to_string())),
        Field::text(row.turn),
    ]
}
