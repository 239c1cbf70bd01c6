//! An open page hears of what is new: streams of server-sent events, and where a page shows what they say.
//!
//! A stream says that there is something new, and of which kind; what it says, the browser reads from the page
//! itself. Who has the same open is said by name, among those of one side. Without scripts none of this is there.

mod bar;
mod stream;

use axum::routing::get;

use crate::routes::Handlers;

pub use bar::LiveBar;

/// The streams, each below the page that it is for.
pub fn streams() -> Handlers {
    Handlers::new()
        .get("/offers/{ref}/terms/{n}/live", get(stream::of_term))
        .get("/offers/{ref}/talk/{thread}/live", get(stream::of_thread))
}
