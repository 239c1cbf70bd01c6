//! Delivery: the milestones of an agreement in force, on both sides, and the calendar of what somebody owns.

mod calendar;
mod gantt;
mod home;
mod new;
mod one;
mod rows;
mod tabs;
mod wanted;

use axum::routing::get;
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

use crate::{posts::form, routes::Handlers};

pub use tabs::Tab;
pub(crate) use tabs::Tabs;

use calendar::CalendarPage;
use home::HomePage;
use new::NewMilestonePage;
use one::MilestonePage;

/// The pages below `/offers/{ref}/delivery`, and that of one’s own calendar. They come before those of the sections,
/// which any noun fits.
#[component(transparent)]
pub fn DeliveryRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/offers/:ref/delivery") view=HomePage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/delivery/milestones/new") view=NewMilestonePage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/delivery/milestones/:milestone") view=MilestonePage ssr=SsrMode::Async/>
        <Route path=path!("/account/calendar") view=CalendarPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The handlers of their forms, and of the calendar as a file.
pub fn posts() -> Handlers {
    Handlers::new()
        .get("/calendar/{file}", get(calendar::file))
        .route("/offers/{ref}/delivery/milestones/new", form(new::post))
        .route(
            "/offers/{ref}/delivery/milestones/{milestone}",
            form(one::post),
        )
        .route("/account/calendar", form(calendar::post))
}
