//! Answering with a stream that goes on for as long as its reader may know.

use std::convert::Infallible;

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use chrono::{DateTime, Utc};
use futures_util::stream;
use services::Refusal;
use services::live::{Listener, Seen, Watch};
use services::offers;

use crate::{
    asked::{Asked, House},
    problem::Problem,
};

/// `/offers/{ref}/terms/{n}/live`.
pub async fn of_term(State(house): State<House>, request: Request) -> Response {
    let (asked, method) = read(house, request).await;
    answer(term(&asked).await, &method)
}

/// `/offers/{ref}/talk/{thread}/live`.
pub async fn of_thread(State(house): State<House>, request: Request) -> Response {
    let (asked, method) = read(house, request).await;
    answer(thread(&asked).await, &method)
}

async fn read(house: House, request: Request) -> (Asked, Method) {
    let (mut parts, _) = request.into_parts();
    (Asked::read(house, &mut parts).await, parts.method)
}

async fn term(asked: &Asked) -> Result<Watch, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let number = asked.param("n").parse().map_err(|_| Refusal::NotFound)?;
    let live = asked.services().live();
    live.term(listener(asked)?, &reference, number).await
}

async fn thread(asked: &Asked) -> Result<Watch, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let live = asked.services().live();
    live.thread(listener(asked)?, &reference, asked.param("thread"))
        .await
}

fn listener(asked: &Asked) -> Result<Listener<'_>, Refusal> {
    let since = asked.query("since").and_then(|since| since.parse().ok());
    Ok(Listener {
        viewer: asked.viewer()?,
        hat: asked.hat(),
        session: asked.session()?.id(),
        since: since.and_then(DateTime::<Utc>::from_timestamp_micros),
    })
}

fn answer(opened: Result<Watch, Refusal>, method: &Method) -> Response {
    let watch = match opened {
        Ok(watch) => watch,
        Err(refusal) => return Problem::from(refusal).into_response(),
    };
    // Whoever asks for the head alone has their answer.
    let watch = (*method != Method::HEAD).then_some(watch);
    let said = stream::unfold(watch, |watch| async move {
        let mut watch = watch?;
        let seen = watch.next().await?;
        let now = watch.now();
        Some((Ok::<_, Infallible>(event(seen, now)), Some(watch)))
    });
    let mut response = Sse::new(said).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A proxy that collects what it passes on would keep the news to itself.
    headers.insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    response
}

/// Browsers pass on no event without data.
const READY: &str = "ready";
/// News of no one kind.
const ANY: &str = "any";

/// Each carries the moment at which it was said: from there on a stream that breaks off is taken up again.
fn event(seen: Seen, now: DateTime<Utc>) -> Event {
    let id = |event: Event| event.id(now.timestamp_micros().to_string());
    match seen {
        Seen::Ready => id(Event::default().event("ready").data(READY)),
        Seen::News(kind) => {
            let kind = kind.map_or(ANY, services::live::Stirred::code);
            id(Event::default().event("news").data(kind))
        }
        Seen::Here(names) => Event::default().event("here").data(as_lines(&names)),
        Seen::Beat => Event::default().comment(""),
    }
}

/// How many there are, and a name on each line: names have none of their own.
fn as_lines(names: &[String]) -> String {
    let count = names.len().to_string();
    let lines: Vec<&str> = std::iter::once(count.as_str())
        .chain(names.iter().map(String::as_str))
        .collect();
    lines.join("\n").replace('\r', " ")
}
