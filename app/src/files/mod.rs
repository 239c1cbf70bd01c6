//! Letters, memoranda and evidence of an offer: the list of them, what stands of it on a section or a term, attaching
//! one, keeping one and taking one away. In which room a file stands is shown wherever it is read or chosen.

mod keep;
mod list;
mod new;
mod remove;
mod shown;

use axum::routing::get;
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

use crate::{
    posts::{form, upload},
    routes::Handlers,
};

use list::FilesPage;
use new::NewFilePage;
use remove::RemoveFilePage;

pub use shown::files_here;

/// The pages below `/offers/{ref}/files`. They come before those of the sections, which any noun fits.
#[component(transparent)]
pub fn FileRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/offers/:ref/files") view=FilesPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/files/new") view=NewFilePage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/files/:file/remove") view=RemoveFilePage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The handlers of their forms, and the files themselves.
pub fn posts() -> Handlers {
    Handlers::new()
        .route("/offers/{ref}/files/new", upload(new::enter, new::post))
        .route("/offers/{ref}/files/{file}/remove", form(remove::post))
        .get("/offers/{ref}/files/{file}", get(keep::file))
}
