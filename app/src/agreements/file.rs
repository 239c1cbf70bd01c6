//! Documents as they were stored: of a version when it was issued, of a memorandum when it was put out, and below an
//! offer the PDF of whatever is or was out for signature.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::offer::Key;
use services::{
    Refusal,
    agreements::{Document, DocumentKind},
};

use super::at;
use crate::page::{Asked, House};

/// `/agreements/{ref}/versions/{n}/{document}`.
pub async fn file(State(house): State<House>, request: Request) -> Response {
    let asked = asked(house, request).await;
    answer(&asked, of_version(&asked).await)
}

/// `/agreements/{ref}/versions/{n}/memoranda/{key}`.
pub async fn memorandum(State(house): State<House>, request: Request) -> Response {
    let asked = asked(house, request).await;
    answer(&asked, of_memorandum(&asked).await)
}

/// `/offers/{ref}/agreement/{slug}/pdf`.
pub async fn sheet(State(house): State<House>, request: Request) -> Response {
    let asked = asked(house, request).await;
    answer(&asked, of_sheet(&asked).await)
}

async fn asked(house: House, request: Request) -> Asked {
    let (mut parts, _) = request.into_parts();
    Asked::read(house, &mut parts).await
}

async fn of_version(asked: &Asked) -> Result<Document, Refusal> {
    let (reference, version) = (at::reference(asked)?, at::version(asked)?);
    let kind = DocumentKind::from_code(asked.param("document")).ok_or(Refusal::NotFound)?;
    at::read(asked, Some(version)).await?;
    let agreements = asked.services().agreements();
    let viewer = asked.signed_in();
    agreements.document(viewer, &reference, version, kind).await
}

async fn of_memorandum(asked: &Asked) -> Result<Document, Refusal> {
    let (reference, version) = (at::reference(asked)?, at::version(asked)?);
    let budget = Key::new(asked.param("key"));
    at::read(asked, Some(version)).await?;
    let agreements = asked.services().agreements();
    let viewer = asked.signed_in();
    agreements
        .memorandum_document(viewer, &reference, version, &budget)
        .await
}

async fn of_sheet(asked: &Asked) -> Result<Document, Refusal> {
    let reference = at::reference(asked)?;
    let agreements = asked.services().agreements();
    let slug = asked.param("slug");
    agreements
        .sheet_document(asked.viewer()?, &reference, slug)
        .await
}

/// Always as an attachment: it is a file to keep, and no browser is to run what stands in it.
fn answer(asked: &Asked, found: Result<Document, Refusal>) -> Response {
    match found.and_then(to_keep) {
        Ok(response) => response,
        Err(refusal) => at::refused(asked, refusal),
    }
}

fn to_keep(document: Document) -> Result<Response, Refusal> {
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
