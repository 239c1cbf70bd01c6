//! Every address of the house and the act that it is for. What the table does not name is not served, who is
//! not signed in gets as far as the table says, and the tests ask the real server for each line of it.

mod handlers;
mod table;

use axum::http::Method;
use domain::process::{Act, Leave};
use services::{Refusal, Viewer};

pub use handlers::Handlers;
pub use table::ROUTES;

use crate::leave::leave;

/// One address, asked for in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    pub way: Way,
    /// As axum writes it: `/offers/{ref}/check`.
    pub path: &'static str,
    /// What it is for. A form has an act for each decision that its buttons make.
    pub acts: &'static [Act],
}

/// How an address is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A page; it changes nothing.
    Page,
    /// A file to keep; it changes nothing.
    File,
    /// What a form sends.
    Form,
    /// What becomes new on a page that is open. It never ends by itself; asked for its head it answers at once.
    Stream,
}

impl Way {
    /// The method of the request.
    pub const fn method(self) -> Method {
        match self {
            Self::Page | Self::File | Self::Stream => Method::GET,
            Self::Form => Method::POST,
        }
    }

    fn answers(self, method: &Method) -> bool {
        match self {
            Self::Page | Self::File | Self::Stream => {
                matches!(*method, Method::GET | Method::HEAD)
            }
            Self::Form => *method == Method::POST,
        }
    }
}

/// The line of the table for a request whose path was matched. `None` where the address is not for this method.
pub fn find(method: &Method, path: &str) -> Option<&'static Route> {
    ROUTES
        .iter()
        .find(|route| route.path == path && route.way.answers(method))
}

/// Whether somebody who is not signed in may ask for this; `None` where the table does not name the path. A
/// method that the address has not is told so to whom the address is open.
pub fn is_public(method: &Method, path: &str, demo: bool) -> Option<bool> {
    let mut at_path = ROUTES.iter().filter(|route| route.path == path).peekable();
    at_path.peek()?;
    Some(match find(method, path) {
        Some(route) => route.is_public(demo),
        None => at_path.any(|route| route.is_public(demo)),
    })
}

impl Route {
    fn is_public(&self, demo: bool) -> bool {
        self.acts.iter().any(|act| match act.rule().leave {
            Leave::Everyone => demo || *act != Act::ReadDemoMail,
            // The page looks whether it is in force, and sends others to sign in.
            Leave::Published { .. } => true,
            Leave::SignedIn
            | Leave::Roles(_)
            | Leave::Organisation(_)
            | Leave::Offer { .. }
            | Leave::Transition(_) => false,
        })
    }

    /// The first door, before any row is read: whether one of their hats could do anything here. What is about
    /// one offer or one organisation is asked again where that is known.
    ///
    /// # Errors
    /// `NotFound` and `NotAllowed`, as the table of `domain` says.
    pub fn enter(&self, viewer: &Viewer) -> Result<(), Refusal> {
        let mut refused = Ok(());
        for act in self.acts {
            let is_known_later = match act.rule().leave {
                Leave::Published { .. } => true,
                Leave::Organisation(_) | Leave::Offer { .. } | Leave::Transition(_) => {
                    !viewer.hats.is_empty()
                }
                Leave::Everyone | Leave::SignedIn | Leave::Roles(_) => false,
            };
            if is_known_later {
                return Ok(());
            }
            match leave(viewer, *act, None) {
                Ok(()) => return Ok(()),
                Err(refusal) => refused = Err(refusal),
            }
        }
        refused
    }
}
