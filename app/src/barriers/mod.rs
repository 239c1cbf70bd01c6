//! The barriers of an offer: what stands in the way, who can remove it, and what was done about it.

mod list;
mod new;
mod one;

use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

use crate::{posts::form, routes::Handlers};

use list::BarriersPage;
use new::NewBarrierPage;
use one::BarrierPage;

/// The pages below `/offers/{ref}/barriers`. They come before those of the sections, which any noun fits.
#[component(transparent)]
pub fn BarrierRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/offers/:ref/barriers") view=BarriersPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/barriers/new") view=NewBarrierPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/barriers/:barrier") view=BarrierPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The handlers of their forms.
pub fn posts() -> Handlers {
    Handlers::new()
        .route("/offers/{ref}/barriers/new", form(new::post))
        .route("/offers/{ref}/barriers/{barrier}", form(one::post))
}
