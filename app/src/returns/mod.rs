//! Returns: what a place reports quarter by quarter, and what it came to in savings, budgets and outcomes.

mod at;
mod budgets;
mod claim;
mod correct;
mod dates;
mod list;
mod one;
mod outcomes;
mod part;
mod review;
mod savings;
mod sharing;
mod tabs;
mod verifiers;
mod verify;

use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

use crate::{posts::form, routes::Handlers};

use budgets::BudgetsPage;
use correct::CorrectPage;
use dates::DatesPage;
use list::ReturnsPage;
use one::ReturnPage;
use outcomes::OutcomesPage;
use part::PartPage;
use review::ReviewPage;
use savings::SavingsPage;
use verifiers::VerifiersPage;
use verify::VerifyPage;

/// The pages of returns below an offer, and those of what they come to. They come before those of the sections, which
/// any noun fits.
#[component(transparent)]
pub fn ReturnsRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/offers/:ref/returns") view=ReturnsPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/returns/:period") view=ReturnPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/returns/:period/review") view=ReviewPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/returns/:period/dates") view=DatesPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/returns/:period/parts/:part") view=PartPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/delivery/savings") view=SavingsPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/delivery/savings/verifiers") view=VerifiersPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/delivery/savings/:line/:period/verify") view=VerifyPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/delivery/savings/:line/:period/correct") view=CorrectPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/delivery/budgets") view=BudgetsPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/delivery/outcomes") view=OutcomesPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The handlers of their forms.
pub fn posts() -> Handlers {
    Handlers::new()
        .route("/offers/{ref}/returns/{period}", form(one::post))
        .route("/offers/{ref}/returns/{period}/review", form(review::post))
        .route("/offers/{ref}/returns/{period}/dates", form(dates::post))
        .route(
            "/offers/{ref}/returns/{period}/parts/{part}",
            form(part::post),
        )
        .route(
            "/offers/{ref}/delivery/savings/verifiers",
            form(verifiers::post),
        )
        .route(
            "/offers/{ref}/delivery/savings/{line}/{period}/verify",
            form(verify::post),
        )
        .route(
            "/offers/{ref}/delivery/savings/{line}/{period}/correct",
            form(correct::post),
        )
}
