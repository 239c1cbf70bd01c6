//! A form with a file: how it is read, and how little of it at a time.

use std::future::Future;

use axum::{
    body::{Body, Bytes},
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Request, State,
        multipart::{Field, MultipartError},
    },
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE, request::Parts},
    response::{IntoResponse, Response},
    routing::{MethodRouter, post},
};
use domain::{file::MOST_BYTES, form::Posted};
use services::Refusal;
use tokio::sync::Semaphore;

use super::{Answer, answer::conclude, read};
use crate::{
    asked::{Asked, House},
    problem::Problem,
};

/// As much of what is too large is read and thrown away, so that the browser hears why it was refused.
const MOST_READ: usize = 4 * MOST_BYTES;
/// Files that are in memory at the same time; the next wait.
static AT_ONCE: Semaphore = Semaphore::const_new(16);
/// More fields than a form with a file has, and more text than one of them holds.
const MOST_FIELDS: usize = 20;
const LONGEST_TEXT: usize = 64 * 1024;

/// What was sent.
pub struct Upload {
    pub posted: Posted,
    pub file: Sent,
}

/// The file that was sent with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    Nothing,
    File { name: String, content: Bytes },
    TooLarge,
}

/// The route of the handler of a form with a file, beside its page. `enter` says whether this person may send one at
/// all, before any of it is read.
pub fn upload<E, G, H, F>(enter: E, handler: H) -> MethodRouter<House>
where
    E: Fn(Asked) -> G + Clone + Send + Sync + 'static,
    G: Future<Output = Result<(), Refusal>> + Send + 'static,
    H: Fn(Asked, Upload) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<Answer, Refusal>> + Send + 'static,
{
    let route = post(move |State(house): State<House>, request: Request| {
        answer(house, request, enter, handler)
    });
    route.layer(DefaultBodyLimit::max(MOST_READ))
}

async fn answer<E, G, H, F>(house: House, request: Request, enter: E, handler: H) -> Response
where
    E: Fn(Asked) -> G,
    G: Future<Output = Result<(), Refusal>>,
    H: Fn(Asked, Upload) -> F,
    F: Future<Output = Result<Answer, Refusal>>,
{
    let (mut parts, body) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    if let Err(refusal) = enter(asked.clone()).await {
        return conclude(asked, parts, Posted::default(), Err(refusal)).await;
    }
    let turn = AT_ONCE.acquire().await;
    let upload = match receive(&parts, body).await {
        Ok(upload) => upload,
        Err(problem) => return problem.into_response(),
    };
    let posted = upload.posted.clone();
    let answer = if super::answer::opened_by_another(&asked, &posted) {
        Err(super::answer::somebody_else())
    } else {
        handler(asked.clone(), upload).await
    };
    drop(turn);
    conclude(asked, parts, posted, answer).await
}

/// Whether a request is a form with a file.
pub fn is_upload(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    kind.and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("multipart/form-data"))
}

/// A form without a file may come as any form does.
async fn receive(parts: &Parts, body: Body) -> Result<Upload, Problem> {
    if !is_upload(&parts.headers) {
        return Ok(Upload {
            posted: read(parts, body).await?,
            file: Sent::Nothing,
        });
    }
    let mut request = Request::new(body);
    *request.headers_mut() = parts.headers.clone();
    *request.extensions_mut() = parts.extensions.clone();
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| Problem::Unreadable("What was sent is no form."))?;
    let mut upload = Upload {
        posted: Posted::default(),
        file: Sent::Nothing,
    };
    let mut fields = 0;
    while let Some(field) = form.next_field().await.map_err(|fault| broken(&fault))? {
        fields += 1;
        if fields > MOST_FIELDS {
            return Err(Problem::TooLarge);
        }
        match field.file_name().map(str::to_owned) {
            Some(name) if upload.file == Sent::Nothing => {
                upload.file = match whole(field, MOST_BYTES).await? {
                    Some(content) => Sent::File { name, content },
                    None => Sent::TooLarge,
                };
            }
            // One is chosen at a time.
            Some(_) => return Err(Problem::Unreadable("More than one file was sent.")),
            None => {
                let name = field.name().unwrap_or_default().to_owned();
                let text = whole(field, LONGEST_TEXT).await?.ok_or(Problem::TooLarge)?;
                let text = std::str::from_utf8(&text).ok();
                let text = text.filter(|text| !text.contains('\0') && !name.contains('\0'));
                upload.posted.push(name, text.ok_or(NO_TEXT)?.to_owned());
            }
        }
    }
    Ok(upload)
}

const NO_TEXT: Problem = Problem::Unreadable("What was sent holds characters that are no text.");

/// A field to its end; none where it is longer than this, of which nothing is kept.
async fn whole(mut field: Field<'_>, most: usize) -> Result<Option<Bytes>, Problem> {
    let mut content = Vec::new();
    let mut fits = true;
    while let Some(piece) = field.chunk().await.map_err(|fault| broken(&fault))? {
        fits &= content.len() + piece.len() <= most;
        if fits {
            content.extend_from_slice(&piece);
        } else {
            content = Vec::new();
        }
    }
    Ok(fits.then(|| content.into()))
}

fn broken(fault: &MultipartError) -> Problem {
    match fault.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        _ => Problem::Unreadable("What was sent broke off before its end."),
    }
}
