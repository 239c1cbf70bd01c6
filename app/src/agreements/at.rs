//! Addresses of agreements, and what stands in one.

use axum::response::{IntoResponse, Redirect, Response};
use domain::offer::Key;
use domain::process::{Act, Reference, Verdict, permit};
use services::{
    Refusal,
    agreements::{AgreementView, DocumentKind},
    offers,
};

use crate::{
    leave::{leave, leave_to_act},
    page::Asked,
    posts::address,
    problem::Problem,
};

/// The agreement that the address names.
///
/// # Errors
/// `NotFound` for what is no reference.
pub fn reference(asked: &Asked) -> Result<Reference, Refusal> {
    offers::reference(asked.param("ref"))
}

/// The version that the address names.
///
/// # Errors
/// `NotFound` for what is none.
pub fn version(asked: &Asked) -> Result<u32, Refusal> {
    number(asked.param("n"))
}

/// A number as people count: from one, and written in one way.
///
/// # Errors
/// `NotFound` for what is none.
pub fn number(text: &str) -> Result<u32, Refusal> {
    let number = text.parse().ok().filter(|number: &u32| *number > 0);
    number
        .filter(|number| number.to_string() == text)
        .ok_or(Refusal::NotFound)
}

/// Where a document of a version is to be had.
pub fn file(reference: &Reference, version: u32, kind: DocumentKind) -> String {
    format!("/agreements/{reference}/versions/{version}/{}", kind.code())
}

/// Where the PDF of a memorandum is to be had, as it was signed for a version.
pub fn memorandum(reference: &Reference, version: u32, budget: &Key) -> String {
    format!("/agreements/{reference}/versions/{version}/memoranda/{budget}")
}

/// Where what is out for signature stands, within the offer.
pub fn sheet(reference: &Reference, slug: &str) -> String {
    format!("/offers/{reference}/agreement/{slug}")
}

/// Where all about the agreement stands, within the offer.
pub fn desk(reference: &Reference) -> String {
    format!("/offers/{reference}/agreement")
}

/// Goes on where the hat under which they act may do this with the offer itself. What is not there is asked for so:
/// whoever could not act anyway is told that first.
///
/// # Errors
/// As the table of `domain` says.
pub async fn may(asked: &Asked, act: Act) -> Result<(), Refusal> {
    let offers = asked.services().offers();
    let offer = offers.read(asked.viewer()?, &reference(asked)?).await?;
    leave_to_act(asked, act, Some(&offer.facts))
}

/// The same for what a form sends: what has been done to the offer already is not done again.
///
/// # Errors
/// As `may`; `AlreadyDone`.
pub async fn may_send(asked: &Asked, act: Act) -> Result<(), Refusal> {
    let offers = asked.services().offers();
    let offer = offers.read(asked.viewer()?, &reference(asked)?).await?;
    let made = act.transition().map(|transition| transition.row().to);
    match leave_to_act(asked, act, Some(&offer.facts)) {
        Err(Refusal::WrongStage(words)) if made == Some(offer.stage) => {
            // By whoever could have done it under the hat they wear.
            match permit(asked.hat(), act, Some(&offer.facts)) {
                Verdict::WrongStage(_) => Err(Refusal::AlreadyDone),
                _ => Err(Refusal::WrongStage(words)),
            }
        }
        answer => answer,
    }
}

/// In the place of a page that is not there.
///
/// # Errors
/// Always one.
pub async fn missing<T>(asked: &Asked, act: Act) -> Result<T, Refusal> {
    may(asked, act).await?;
    Err(Refusal::NotFound)
}

/// In the place of what a form is about, where that is not there.
///
/// # Errors
/// Always one.
pub async fn missing_sent<T>(asked: &Asked, act: Act) -> Result<T, Refusal> {
    may_send(asked, act).await?;
    Err(Refusal::NotFound)
}

/// The agreement that the address names. Those in an offer are told why there is none to be read yet.
///
/// # Errors
/// As the services refuse.
pub async fn read(asked: &Asked, version: Option<u32>) -> Result<AgreementView, Refusal> {
    let (reference, viewer) = (reference(asked)?, asked.signed_in());
    let agreements = asked.services().agreements();
    let read = agreements.agreement(viewer, &reference, version).await;
    match (read, viewer) {
        (Err(Refusal::NotFound), Some(viewer)) => {
            let offer = asked.services().offers().read(viewer, &reference).await?;
            leave(viewer, Act::ReadAgreement, Some(&offer.facts))?;
            Err(Refusal::NotFound)
        }
        (read, _) => read,
    }
}

/// The answer of a handler beside the pages. What is not public leads to sign-in and back, as a page does.
pub fn refused(asked: &Asked, refusal: Refusal) -> Response {
    match refusal {
        Refusal::SignIn => {
            let back = address::text(asked.path());
            Redirect::to(&format!("/sign-in?next={back}")).into_response()
        }
        refusal => Problem::from(refusal).into_response(),
    }
}
