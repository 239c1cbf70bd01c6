//! One term: its versions and what changed between them, who says what of it, and every step that can be taken.

mod at;
mod depends;
mod head;
mod leaving;
mod page;
mod parties;
mod positions;
mod proposal;
mod proposals;
mod propose;
mod propose_form;
mod reason;
mod redline;
mod release;
mod take;
mod talk;
mod text;
mod wording;

use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

use crate::{posts::form, routes::Handlers};

use page::TermPage;
use parties::{AddPartyPage, LetGoPage};
use proposal::ProposalPage;
use proposals::ProposalsPage;
use propose::ProposePage;
use reason::{RefuseFreedomPage, ReopenTermPage, WithdrawTermPage};
use release::ReleasePositionPage;

pub(crate) use redline::changes;

/// The pages below `/offers/{ref}/terms/{n}`.
#[component(transparent)]
pub fn TermRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/offers/:ref/terms/:n") view=TermPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/position") view=TermPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/positions/:position/release") view=ReleasePositionPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/reopen") view=ReopenTermPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/withdraw") view=WithdrawTermPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/refuse") view=RefuseFreedomPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/parties") view=AddPartyPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/parties/:party/release") view=LetGoPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/proposals") view=ProposalsPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/proposals/new") view=ProposePage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/proposals/:slug") view=ProposalPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/proposals/:slug/take-up") view=ProposalPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/proposals/:slug/refuse") view=ProposalPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/terms/:n/proposals/:slug/release") view=ProposalPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The handlers of their forms.
pub fn posts() -> Handlers {
    Handlers::new()
        .route("/offers/{ref}/terms/{n}/position", form(take::post))
        .route(
            "/offers/{ref}/terms/{n}/positions/{position}/release",
            form(release::post),
        )
        .route("/offers/{ref}/terms/{n}/reopen", form(reason::reopen))
        .route("/offers/{ref}/terms/{n}/withdraw", form(reason::withdraw))
        .route("/offers/{ref}/terms/{n}/refuse", form(reason::refuse))
        .route("/offers/{ref}/terms/{n}/parties", form(parties::add))
        .route(
            "/offers/{ref}/terms/{n}/parties/{party}/release",
            form(parties::let_go),
        )
        .route("/offers/{ref}/terms/{n}/proposals/new", form(propose::post))
        .route(
            "/offers/{ref}/terms/{n}/proposals/{slug}/take-up",
            form(proposal::take_up),
        )
        .route(
            "/offers/{ref}/terms/{n}/proposals/{slug}/refuse",
            form(proposal::refuse),
        )
        .route(
            "/offers/{ref}/terms/{n}/proposals/{slug}/release",
            form(proposal::release),
        )
}
