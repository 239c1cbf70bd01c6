//! A file as it was attached, to keep: never drawn as a page of ours.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use services::{Refusal, files::OpenFile, offers};

use crate::{
    page::{Asked, House},
    posts::address,
    problem::Problem,
};

/// Should a browser draw it all the same, nothing in it runs, and it is of no origin.
const ALONE: &str =
    "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// `/offers/{ref}/files/{file}`.
pub async fn file(State(house): State<House>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    match answer(&asked).await {
        Ok(response) => response,
        Err(refusal) => Problem::from(refusal).into_response(),
    }
}

async fn answer(asked: &Asked) -> Result<Response, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let viewer = asked.viewer()?;
    let files = asked.services().files();
    let open = files.read(viewer, &reference, asked.param("file")).await?;
    let headers = headers(&open)?;
    Ok((headers, Body::from_stream(open.content)).into_response())
}

fn headers(open: &OpenFile) -> Result<HeaderMap, Refusal> {
    // The first name is for programs that know no other letters; the second one is the name.
    let plain: String = open
        .name
        .chars()
        .map(|letter| match letter {
            '"' | '\\' => '-',
            letter if letter.is_ascii_graphic() || letter == ' ' => letter,
            _ => '_',
        })
        .collect();
    let named = address::text(&open.name);
    let named = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{named}");
    let mut headers = HeaderMap::new();
    for (header, value) in [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(open.kind.media_type()),
        ),
        (header::CONTENT_LENGTH, HeaderValue::from(open.bytes)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(ALONE),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(named).map_err(Refusal::broken)?,
        ),
    ] {
        headers.insert(header, value);
    }
    Ok(headers)
}
