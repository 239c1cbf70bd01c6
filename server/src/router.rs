//! Every route, and the layers around them.

use std::sync::Arc;

use app::{app as pages, page::House, problem};
use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};
use services::{LONGEST_SESSION, Services, SessionRows};
use tower_http::catch_panic::CatchPanicLayer;
use tower_sessions::{
    Expiry, SessionManagerLayer,
    cookie::{SameSite, time::Duration},
};

use crate::{
    assets, compression, faults, health,
    limits::Limits,
    network::{self, Proxies},
    security, who,
};

/// What stands between people and the process.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// People reach it by https, so cookies never travel without.
    pub https: bool,
    /// Who is believed about where a request comes from.
    pub proxies: Proxies,
    pub limits: Limits,
}

/// Everything the process answers.
pub fn router(services: Services, front: &Front) -> Router {
    let (files, assets) = assets::assets();
    let house = House {
        services,
        assets: Arc::new(assets),
        drawings: Arc::default(),
    };
    let rest = Router::new().merge(health::routes()).merge(files);
    guarded(rest, pages::routes(), house, front)
}

/// The layers around `people`, whose answers people read, and the few that are around all.
fn guarded(rest: Router<House>, people: Router<House>, house: House, front: &Front) -> Router {
    // Read from below: the last layer meets a request first.
    let people = people
        .layer(from_fn_with_state(house.clone(), who::is_it))
        .layer(sessions(&house.services, front.https))
        .layer(from_fn(security::no_cookie_without_origin))
        .layer(security::own_pages_only(
            &house.services.settings().public_url,
        ))
        .layer(front.limits.form_size())
        .layer(front.limits.time())
        .layer(CatchPanicLayer::custom(faults::after_panic))
        .layer(from_fn_with_state(house.clone(), problem::paint))
        .layer(from_fn(compression::of_pages))
        .layer(compression::of_all());
    rest.merge(people)
        .layer(from_fn_with_state(front.https, security::headers))
        .layer(from_fn_with_state(
            Arc::new(front.proxies.clone()),
            network::of_people,
        ))
        .layer(from_fn(faults::refer))
        .with_state(house)
}

fn sessions(services: &Services, https: bool) -> SessionManagerLayer<SessionRows> {
    SessionManagerLayer::new(services.session_store())
        .with_name("session")
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(https)
        // How long a session lives, its row says. The cookie is there as long as that can be.
        .with_expiry(Expiry::OnInactivity(Duration::seconds(
            LONGEST_SESSION.num_seconds(),
        )))
}

#[cfg(test)]
mod tests {
    use axum::{body, body::Body, http::Request, routing::get};
    use services::Settings;
    use tempfile::TempDir;
    use tower::ServiceExt;

    use super::*;

    /// A page that breaks its own rule is told as one, with the reference that the log has too.
    #[tokio::test]
    async fn a_panic_is_a_page_with_a_reference() {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("house.sqlite");
        let settings = Settings {
            public_url: "http://single-offer.example".to_owned(),
            mail_from: "offers@single-offer.example".to_owned(),
            demo: false,
        };
        let services =
            Services::connect(&format!("sqlite://{}?mode=rwc", file.display()), settings)
                .await
                .expect("a database");
        let house = House {
            services,
            assets: Arc::default(),
            drawings: Arc::default(),
        };
        let people = pages::routes().route("/sign-in/broken", get(broken));
        let router = guarded(Router::new(), people, house, &Front::default());

        let request = Request::get("/sign-in/broken")
            .body(Body::empty())
            .expect("a request");
        let response = router.oneshot(request).await.expect("an answer");
        assert_eq!(response.status(), 500);
        let reference = response.headers()["x-request-id"].clone();
        let page = body::to_bytes(response.into_body(), usize::MAX)
            .await
            .expect("a page");
        let page = String::from_utf8_lossy(&page);
        assert!(page.contains("Sorry, there is a problem with the service"));
        assert!(page.contains(reference.to_str().expect("text")));
        assert!(!page.contains("story"), "nothing of the fault itself");
    }

    async fn broken() -> &'static str {
        panic!("as the story wants it")
    }
}
