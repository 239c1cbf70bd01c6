//! What is answered in the place of a page, and how it is told.

mod page;
mod paint;
mod reference;
mod switch;
mod unsaved;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::process::Hat;
use services::Refusal;

pub use page::ProblemPage;
pub use paint::paint;
pub use reference::Reference;

/// Why there is no page. Each has a status, a heading and words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is not there, or this person may not know that it is.
    NotFound,
    /// It may be seen, but not done, by this hat.
    NotAllowed(String),
    /// Not by this hat, but by another of theirs.
    OtherHat {
        hat: Hat,
        words: String,
        /// Where the switch leads back to; the page itself where nothing was typed.
        back: Option<String>,
    },
    /// It cannot be done now.
    WrongStage(String),
    /// Somebody else changed it first, on a page that has no texts to compare.
    Stale,
    /// What was sent cannot be read.
    Unreadable(&'static str),
    /// More was sent than any form of ours sends.
    TooLarge,
    /// The address exists, but not for this kind of request.
    WrongMethod,
    /// The request came from another site.
    OtherSite,
    /// Nothing was changed; worth another try.
    Busy,
    /// It took longer than a page may.
    TooSlow,
    /// A fault of ours.
    Broken,
}

impl Problem {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NotAllowed(_) | Self::OtherHat { .. } | Self::OtherSite => StatusCode::FORBIDDEN,
            Self::WrongStage(_) | Self::Stale => StatusCode::CONFLICT,
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Busy | Self::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The problem that stands behind a bare status, as layers and extractors answer it.
    pub fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::WrongMethod),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::FORBIDDEN => Some(Self::OtherSite),
            StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => Some(Self::TooSlow),
            status if status.is_server_error() => Some(Self::Broken),
            status if status.is_client_error() => {
                Some(Self::Unreadable("What was sent cannot be read."))
            }
            _ => None,
        }
    }
}

/// The one place where a refusal becomes a page, and where a fault of ours is logged.
impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::NotFound,
            Refusal::NotAllowed(words) => Self::NotAllowed(words),
            Refusal::OtherHat { hat, words } => Self::OtherHat {
                hat,
                words,
                back: None,
            },
            // Reached only past the door that sends people to sign in.
            Refusal::SignIn => Self::NotAllowed(Refusal::SignIn.to_string()),
            Refusal::WrongStage(words) => Self::WrongStage(words),
            Refusal::AlreadyDone => Self::WrongStage(Refusal::AlreadyDone.to_string()),
            Refusal::Conflict(_) => Self::Stale,
            Refusal::Invalid(_) => {
                Self::Unreadable("Something in the address or in what was sent is not understood.")
            }
            Refusal::Busy(cause) => {
                tracing::warn!(cause = %cause, "the store is busy");
                Self::Busy
            }
            Refusal::Broken(cause) => {
                tracing::error!(cause = %cause, details = ?cause, "a request cannot be answered");
                Self::Broken
            }
        }
    }
}

/// An empty response that carries the problem; `paint` draws its page.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
