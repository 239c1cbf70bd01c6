//! Every route, and the layers around them.

use std::sync::Arc;

use app::{app as pages, page::House, problem};
use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};
use services::{Services, SessionRows};
use tower_http::catch_panic::CatchPanicLayer;
use tower_sessions::{
    Expiry, SessionManagerLayer,
    cookie::{SameSite, time::Duration},
};

use crate::{assets, faults, health, limits, security, who};

/// A working day, and the evening after it.
const SESSION: Duration = Duration::hours(12);

/// Everything the process answers. `https`: people reach it by https, so cookies never travel without.
pub fn router(services: Services, https: bool) -> Router {
    let (files, assets) = assets::assets();
    let house = House {
        services,
        assets: Arc::new(assets),
    };
    // Read from below: the last layer meets a request first.
    let people = pages::routes()
        .layer(from_fn_with_state(house.clone(), who::is_it))
        .layer(sessions(&house.services, https))
        .layer(from_fn(security::no_cookie_without_origin))
        .layer(security::own_pages_only(
            &house.services.settings().public_url,
        ))
        .layer(limits::form_size())
        .layer(limits::time())
        .layer(CatchPanicLayer::custom(faults::after_panic))
        .layer(from_fn_with_state(house.clone(), problem::paint))
        .layer(limits::compression());
    Router::new()
        .merge(health::routes())
        .merge(files)
        .merge(people)
        .layer(from_fn_with_state(https, security::headers))
        .layer(from_fn(faults::refer))
        .with_state(house)
}

fn sessions(services: &Services, https: bool) -> SessionManagerLayer<SessionRows> {
    SessionManagerLayer::new(services.session_store())
        .with_name("session")
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(https)
        .with_expiry(Expiry::OnInactivity(SESSION))
}
