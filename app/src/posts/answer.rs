//! What the handler of a form answers, and how that becomes a response.

use std::future::Future;

use axum::{
    extract::{Request, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
    routing::{MethodRouter, post},
};
use domain::form::Posted;
use services::Refusal;

use super::{
    Typed,
    kept::{self, OPENED_BY},
    read,
};
use crate::{
    app::draw,
    asked::{Asked, House},
    problem::Problem,
};

/// What follows a post that was understood.
pub enum Answer {
    /// Go and see another page (303).
    To(String),
    /// The same page, with the form as it now stands (200).
    Again(Posted),
}

impl Answer {
    pub fn to(address: impl Into<String>) -> Self {
        Self::To(address.into())
    }
}

/// The route of a form's handler, beside its page:
/// `Handlers::new().route("/offers/{ref}/savings", form(savings::post))`.
///
/// A handler asks the services and passes on what they refuse. Invalid text and conflicts come back as the
/// page that holds the form (422, 409) with what was typed; everything else as the page of its problem, below
/// which the longer texts stand as they were typed.
pub fn form<H, F>(handler: H) -> MethodRouter<House>
where
    H: Fn(Asked, Posted) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Result<Answer, Refusal>> + Send + 'static,
{
    post(move |State(house): State<House>, request: Request| answer(house, request, handler))
}

async fn answer<H, F>(house: House, request: Request, handler: H) -> Response
where
    H: Fn(Asked, Posted) -> F,
    F: Future<Output = Result<Answer, Refusal>>,
{
    let (mut parts, body) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    let posted = match read(&parts, body).await {
        Ok(posted) => posted,
        Err(problem) => return problem.into_response(),
    };
    let answer = if opened_by_another(&asked, &posted) {
        Err(somebody_else())
    } else {
        handler(asked.clone(), posted.clone()).await
    };
    conclude(asked, parts, posted, answer).await
}

/// What becomes of the answer of a handler.
pub(super) async fn conclude(
    asked: Asked,
    parts: Parts,
    posted: Posted,
    answer: Result<Answer, Refusal>,
) -> Response {
    let (status, typed) = match answer {
        Ok(Answer::To(address)) => return Redirect::to(&address).into_response(),
        Err(Refusal::AlreadyDone) => return Redirect::to(asked.path()).into_response(),
        Ok(Answer::Again(posted)) => (StatusCode::OK, Typed::again(posted)),
        Err(Refusal::Invalid(faults)) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Typed::faulty(posted, faults),
        ),
        Err(Refusal::Conflict(conflict)) => {
            (StatusCode::CONFLICT, Typed::conflicting(posted, conflict))
        }
        Err(Refusal::OtherHat { hat, words }) => {
            let back = match kept::keep_for_switch(&asked, &posted).await {
                Ok(back) => back,
                Err(refusal) => return Problem::from(refusal).into_response(),
            };
            let back = Some(back);
            return Problem::OtherHat { hat, words, back }.into_response();
        }
        Err(refusal) => {
            let mut response = Problem::from(refusal).into_response();
            response.extensions_mut().insert(posted);
            return response;
        }
    };
    draw(asked.with(typed), parts, status).await
}

const SOMEBODY_ELSE: &str = "This form was opened by somebody else who was signed in here before. \
    Nothing was saved. Open the page again to do this yourself.";

pub(super) fn somebody_else() -> Refusal {
    Refusal::NotAllowed(SOMEBODY_ELSE.to_owned())
}

/// Two people at one browser: the form of the first must not become the act of the second.
pub(super) fn opened_by_another(asked: &Asked, posted: &Posted) -> bool {
    match (asked.signed_in(), posted.text(OPENED_BY)) {
        (Some(viewer), Some(person)) => viewer.person.as_str() != person,
        _ => false,
    }
}
