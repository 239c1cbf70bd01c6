//! An offer to take along: the brief, at most four pages for whoever decides, and what bargaining has changed, as a
//! Word document. Both say what their reader may see, and are drawn up anew each time.

mod words;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use services::{Refusal, offers};

use crate::{
    page::{Asked, House},
    problem::Problem,
};

const PDF: HeaderValue = HeaderValue::from_static("application/pdf");
const WORD: HeaderValue = HeaderValue::from_static(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
);

/// `/offers/{ref}/brief.pdf`.
pub async fn file(State(house): State<House>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    answered(brief(&asked).await)
}

/// `/offers/{ref}/redline.docx`.
pub async fn redline(State(house): State<House>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    answered(changes(&asked).await)
}

fn answered(answer: Result<Response, Refusal>) -> Response {
    answer.unwrap_or_else(|refusal| Problem::from(refusal).into_response())
}

async fn brief(asked: &Asked) -> Result<Response, Refusal> {
    let viewer = asked.viewer()?;
    let reference = offers::reference(asked.param("ref"))?;
    let services = asked.services();
    let glance = services
        .negotiation()
        .at_a_glance(viewer, asked.hat(), &reference)
        .await?;
    let reference = glance.offer.reference.to_string();
    if reference != asked.param("ref") {
        return Ok(Redirect::to(&format!("/offers/{reference}/brief.pdf")).into_response());
    }
    let address = services.url(&format!("/offers/{reference}"));
    let brief = words::brief(&glance, viewer, services.today(), address);
    let bytes = services.print_brief(brief).await?;
    let headers = headers(PDF, &format!("{reference}-brief.pdf"))?;
    Ok((headers, bytes).into_response())
}

async fn changes(asked: &Asked) -> Result<Response, Refusal> {
    let viewer = asked.viewer()?;
    let reference = offers::reference(asked.param("ref"))?;
    let services = asked.services();
    let redlined = services.negotiation().redlined(viewer, &reference).await?;
    let reference = redlined.reference.to_string();
    if reference != asked.param("ref") {
        return Ok(Redirect::to(&format!("/offers/{reference}/redline.docx")).into_response());
    }
    let bytes = services.print_bargaining(redlined).await?;
    let headers = headers(WORD, &format!("{reference}-changes.docx"))?;
    Ok((headers, bytes).into_response())
}

fn headers(kind: HeaderValue, name: &str) -> Result<HeaderMap, Refusal> {
    let name = format!("attachment; filename=\"{name}\"");
    let name = HeaderValue::try_from(name).map_err(Refusal::broken)?;
    Ok(HeaderMap::from_iter([
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, name),
        // It was gathered for one reader.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ]))
}
