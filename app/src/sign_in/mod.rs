//! The door: a link by mail, an organisation's own sign-in, or in the demo a button for each of its people.

mod acting_for;
mod ask;
mod check_email;
mod demo;
mod enter;
mod link;
mod out;
mod with;

use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

use crate::{posts::form, routes::Handlers};

pub use acting_for::{HAT, NEXT, code as hat_code, worn};

pub(crate) use enter::leave;

use acting_for::ActingForPage;
use ask::SignInPage;
use check_email::CheckYourEmailPage;
use link::LinkPage;
use with::{AwayPage, BackPage};

#[component(transparent)]
pub fn SignInRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
        <Route path=path!("/sign-in/check-your-email") view=CheckYourEmailPage ssr=SsrMode::Async/>
        <Route path=path!("/sign-in/link/:token") view=LinkPage ssr=SsrMode::Async/>
        <Route path=path!("/sign-in/with/:provider") view=AwayPage ssr=SsrMode::Async/>
        <Route path=path!("/sign-in/with/:provider/back") view=BackPage ssr=SsrMode::Async/>
        <Route path=path!("/acting-for") view=ActingForPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

pub fn posts() -> Handlers {
    Handlers::new()
        .route("/sign-in", form(ask::post))
        .route("/sign-in/demo", form(demo::post))
        .route("/sign-in/link/{token}", form(link::post))
        .route("/sign-in/with/{provider}", form(with::begin))
        .route("/sign-in/with/{provider}/back", form(with::finish))
        .route("/sign-out", form(out::post))
        .route("/acting-for", form(acting_for::post))
}
