//! `/agreements/{ref}/versions/{n}/{document}`: a document as it was stored when the version was issued.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use services::{Refusal, agreements::DocumentKind};

use super::at;
use crate::page::{Asked, House};

/// Always as an attachment: it is a file to keep, and no browser is to run what stands in it.
pub async fn file(State(house): State<House>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    match answer(&asked).await {
        Ok(response) => response,
        Err(refusal) => at::refused(&asked, refusal),
    }
}

async fn answer(asked: &Asked) -> Result<Response, Refusal> {
    let reference = at::reference(asked)?;
    let version = at::version(asked)?;
    let kind = DocumentKind::from_code(asked.param("document")).ok_or(Refusal::NotFound)?;
    at::read(asked, Some(version)).await?;
    let document = asked
        .services()
        .agreements()
        .document(asked.signed_in(), &reference, version, kind)
        .await?;
    let name = format!("attachment; filename=\"{}\"", document.file_name);
    let mut headers = HeaderMap::new();
    for (header, value) in [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(document.media_type),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(name).map_err(Refusal::broken)?,
        ),
    ] {
        headers.insert(header, value);
    }
    Ok((headers, document.bytes).into_response())
}
