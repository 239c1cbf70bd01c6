//! The negotiation of an accepted offer: its terms in a table and one by one, what each side gives, and its end.

mod end;
mod gives;
mod reason;
mod remind;
mod reopen;
mod settle;
mod stands;
mod table;
mod term;

use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

use crate::{posts::form, routes::Handlers};

use end::EndPage;
use gives::GivesPage;
use reopen::ReopenPage;
use settle::SettlePage;
pub(crate) use table::PARTY;
use table::TermsPage;
use term::TermRoutes;

pub(crate) use gives::government;
pub(crate) use term::changes;

/// The pages below an offer that are about its negotiation. They come before those of the sections, which any noun
/// fits.
#[component(transparent)]
pub fn TermsRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/offers/:ref/terms") view=TermsPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/gives") view=GivesPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/settle") view=SettlePage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/reopen") view=ReopenPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/end") view=EndPage ssr=SsrMode::Async/>
        <TermRoutes/>
    }
    .into_inner()
}

/// The handlers of their forms.
pub fn posts() -> Handlers {
    Handlers::new()
        .merge(term::posts())
        .route("/offers/{ref}/settle", form(settle::post))
        .route("/offers/{ref}/reopen", form(reopen::post))
        .route("/offers/{ref}/end", form(end::post))
        .route("/offers/{ref}/terms/{n}/remind", form(remind::post))
}
