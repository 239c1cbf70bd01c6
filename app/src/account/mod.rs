//! What a person sees and decides about themselves: their name, their sessions, what is held about them.

mod browser;
mod erase;
mod export;
mod mail;
mod overview;
mod roles;
mod sessions;

use axum::routing::get;
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

use crate::{posts::form, routes::Handlers};

pub use browser::in_words as browser_in_words;

use erase::{ErasePage, ErasedPage};
use mail::MailPage;
use overview::AccountPage;
use roles::{LeavePage, RolesPage};
use sessions::SessionsPage;

#[component(transparent)]
pub fn AccountRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
        <Route path=path!("/account/roles") view=RolesPage ssr=SsrMode::Async/>
        <Route path=path!("/account/roles/:hat") view=LeavePage ssr=SsrMode::Async/>
        <Route path=path!("/account/sessions") view=SessionsPage ssr=SsrMode::Async/>
        <Route path=path!("/account/erase") view=ErasePage ssr=SsrMode::Async/>
        <Route path=path!("/sign-in/account-deleted") view=ErasedPage ssr=SsrMode::Async/>
        <Route path=path!("/account/mail") view=MailPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

pub fn posts() -> Handlers {
    Handlers::new()
        .route("/account/roles/{hat}", form(roles::post))
        .route("/account/sessions", form(sessions::post))
        .route("/account/erase", form(erase::post))
        .get("/account/export", get(export::file))
        .route("/account/mail", form(mail::post))
}
