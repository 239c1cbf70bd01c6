//! The programme office’s pages: the portfolio in figures, each of which leads to the list behind it; what was asked
//! for; rounds and their parameters.

mod asks;
mod cut;
mod delivery;
mod round;
mod rounds;
mod show;
mod tables;

use std::sync::Arc;

use axum::routing::get;
use chrono::NaiveDate;
use domain::process::Act;
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};
use services::{
    Refusal,
    programme::{Cut, Portfolio},
};

use crate::{
    leave::leave,
    page::{Asked, page},
    posts::form,
    routes::Handlers,
};

use asks::AsksPage;
use delivery::{MilestonesPage, ReturnsPage};
use round::{NewRoundPage, RoundPage};
use rounds::RoundsPage;

/// The pages below `/programme`.
#[component(transparent)]
pub fn ProgrammeRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/programme") view=ProgrammePage ssr=SsrMode::Async/>
        <Route path=path!("/programme/asks") view=AsksPage ssr=SsrMode::Async/>
        <Route path=path!("/programme/milestones") view=MilestonesPage ssr=SsrMode::Async/>
        <Route path=path!("/programme/returns") view=ReturnsPage ssr=SsrMode::Async/>
        <Route path=path!("/programme/rounds") view=RoundsPage ssr=SsrMode::Async/>
        <Route path=path!("/programme/rounds/new") view=NewRoundPage ssr=SsrMode::Async/>
        <Route path=path!("/programme/rounds/:id") view=RoundPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The handlers of every form below `/programme`, and of the tables to keep.
pub fn posts() -> Handlers {
    Handlers::new()
        .get("/programme/tables/{file}", get(tables::file))
        .route("/programme/rounds/new", form(round::post_new))
        .route("/programme/rounds/{id}", form(round::post))
}

/// `/programme`.
#[component]
pub fn ProgrammePage() -> impl IntoView {
    page(load, show::show)
}

struct Programme {
    portfolio: Arc<Portfolio>,
    cut: Cut,
    today: NaiveDate,
}

async fn load(asked: Asked) -> Result<Programme, Refusal> {
    let viewer = asked.viewer()?;
    leave(viewer, Act::ReadProgramme, None)?;
    let cut = cut::of(&asked);
    let portfolio = asked.services().programme().portfolio(viewer, cut).await?;
    Ok(Programme {
        portfolio,
        cut,
        today: asked.services().today(),
    })
}
