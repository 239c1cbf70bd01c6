//! The door: a link by mail, or in the demo a button for each of its people.

mod ask;
mod check_email;
mod demo;
mod enter;
mod link;
mod out;

use axum::Router;

use crate::{page::House, posts::form};

pub use ask::SignInPage;
pub use check_email::CheckYourEmailPage;
pub use link::LinkPage;

pub fn posts() -> Router<House> {
    Router::new()
        .route("/sign-in", form(ask::post))
        .route("/sign-in/demo", form(demo::post))
        .route("/sign-in/link/{token}", form(link::post))
        .route("/sign-out", form(out::post))
}
