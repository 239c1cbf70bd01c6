//! Everything held about a person, as a file to keep.

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::{
    asked::{Asked, House},
    problem::Problem,
};

const NAME: HeaderValue =
    HeaderValue::from_static(r#"attachment; filename="single-offer-account.json""#);
const NOT_KEPT: HeaderValue = HeaderValue::from_static("no-store");

pub async fn file(State(house): State<House>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    let viewer = match asked.viewer() {
        Ok(viewer) => viewer,
        Err(refusal) => return Problem::from(refusal).into_response(),
    };
    match asked.services().export_account(viewer).await {
        Ok(export) => (
            [
                (header::CONTENT_DISPOSITION, NAME),
                (header::CACHE_CONTROL, NOT_KEPT),
            ],
            Json(export),
        )
            .into_response(),
        Err(refusal) => Problem::from(refusal).into_response(),
    }
}
