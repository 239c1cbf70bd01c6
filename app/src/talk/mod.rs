//! Talk about an offer: its threads, one thread, and writing in it. In which room something stands is shown in
//! colour and in words wherever it is read or written.

mod about;
mod edit;
mod list;
mod markdown;
mod new;
mod on_term;
mod release;
mod room;
mod said;
mod tell;
mod thread;
mod writing;

use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

use crate::{posts::form, routes::Handlers};

use edit::EditPage;
use list::TalkPage;
use new::NewThreadPage;
use release::ReleasePage;
use thread::ThreadPage;

pub use about::talk_about;
pub use on_term::TermTalk;
pub(crate) use room::room_tag;
pub use room::{RoomBand, RoomTag};

/// The pages below `/offers/{ref}/talk`. They come before those of the sections, which any noun fits.
#[component(transparent)]
pub fn TalkRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/offers/:ref/talk") view=TalkPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/talk/new") view=NewThreadPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/talk/:thread") view=ThreadPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/talk/:thread/:comment/edit") view=EditPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/talk/:thread/:comment/release") view=ReleasePage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The handlers of their forms.
pub fn posts() -> Handlers {
    Handlers::new()
        .route("/offers/{ref}/talk/new", form(new::post))
        .route("/offers/{ref}/talk/{thread}", form(thread::post))
        .route(
            "/offers/{ref}/talk/{thread}/{comment}/edit",
            form(edit::post),
        )
        .route(
            "/offers/{ref}/talk/{thread}/{comment}/release",
            form(release::post),
        )
}
