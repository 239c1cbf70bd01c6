//! An offer: its list, its sections and their matters, and what is done with it as a whole.

mod answer;
mod brief;
mod champion;
mod check;
pub(crate) mod conflict;
mod decide;
mod facts;
mod history;
mod home;
mod kept;
mod list;
mod matter;
mod parts;
mod remove;
mod risk;
mod savings;
mod section;
pub(crate) mod sheet;
mod stage;
mod start;
mod themes;
mod withdraw;

use axum::routing::get;
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

use crate::{posts::form, routes::Handlers};

pub(crate) use home::bargain::{given_list, place_gives};
pub(crate) use matter::{has_figures, offer};
pub(crate) use parts::{Part, offer_head};
pub(crate) use stage::colour as stage_colour;

use answer::AnswerPage;
use champion::ChampionPage;
use check::CheckPage;
use decide::DecisionPage;
use history::HistoryPage;
use home::HomePage;
use list::ListPage;
use matter::MatterPage;
use remove::RemovePage;
use section::SectionPage;
use start::StartOfferPage;
use withdraw::WithdrawPage;

/// The pages below `/offers`: what has a name of its own before what is any section.
#[component(transparent)]
pub fn OffersRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/offers") view=ListPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/new") view=StartOfferPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref") view=HomePage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/check") view=CheckPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/decision") view=DecisionPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/champion") view=ChampionPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/withdraw") view=WithdrawPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/history") view=HistoryPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/partners/:key/answer") view=AnswerPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/:section") view=SectionPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/:section/:key") view=MatterPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/:section/:key/remove") view=RemovePage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The handlers of every form below `/offers`, and of the files to keep.
pub fn posts() -> Handlers {
    Handlers::new()
        .get("/offers.csv", get(kept::csv))
        .get("/offers.xlsx", get(kept::xlsx))
        .get("/offers/{ref}/brief.pdf", get(brief::file))
        .get("/offers/{ref}/redline.docx", get(brief::redline))
        .get("/offers/{ref}/history.csv", get(history::file))
        .route("/offers/new", form(start::post))
        .route("/offers/{ref}/check", form(check::post))
        .route("/offers/{ref}/decision", form(decide::post))
        .route("/offers/{ref}/champion", form(champion::post))
        .route("/offers/{ref}/withdraw", form(withdraw::post))
        .route("/offers/{ref}/partners/{key}/answer", form(answer::post))
        .route("/offers/{ref}/{section}", form(section::post))
        .route("/offers/{ref}/{section}/{key}", form(matter::post))
        .route("/offers/{ref}/{section}/{key}/remove", form(remove::post))
}
