//! Draws the page of a problem where a handler or a layer answered with nothing but a status.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use domain::{form::Posted, process::Hat};
use services::Viewer;

use super::Problem;
use crate::{
    app::draw,
    asked::{Asked, House},
    posts::Typed,
};

/// The layer around everything that answers people.
pub async fn paint(State(house): State<House>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut asked_for = parts.clone();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let Some(problem) = problem(&mut response) else {
        return response;
    };
    if let Some(viewer) = response.extensions_mut().remove::<Viewer>() {
        asked_for.extensions.insert(viewer);
    }
    if let Some(hat) = response.extensions_mut().remove::<Hat>() {
        asked_for.extensions.insert(hat);
    }
    let unsaved = response.extensions_mut().remove::<Posted>();
    let mut asked = Asked::read(house, &mut asked_for).await;
    if let Some(posted) = unsaved {
        asked = asked.with(Typed::again(posted));
    }
    let status = problem.status();
    let mut page = draw(asked.with_problem(problem), asked_for, status).await;
    keep(response.headers(), page.headers_mut());
    page
}

fn problem(response: &mut Response) -> Option<Problem> {
    response.extensions_mut().remove::<Problem>().or_else(|| {
        let bare = !response.headers().contains_key(header::LOCATION);
        let text = response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
        (bare && text)
            .then(|| Problem::of_status(response.status()))
            .flatten()
    })
}

/// What the answer said beside its status: which methods there are, and what the session did.
fn keep(from: &HeaderMap, to: &mut HeaderMap) {
    for name in [header::ALLOW, header::SET_COOKIE, header::RETRY_AFTER] {
        for value in from.get_all(&name) {
            to.append(name.clone(), value.clone());
        }
    }
}
