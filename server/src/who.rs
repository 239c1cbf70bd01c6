//! Who is asking. One place decides what somebody who is not signed in may see at all.

use app::{
    page::House,
    posts::{address, is_upload, kept, read},
    problem::Problem,
    routes::{self, Route},
    sign_in::{HAT, worn},
};
use axum::{
    extract::{MatchedPath, Request, State},
    http::{Extensions, Method},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::process::Hat;
use services::{PERSON_IN_SESSION, Refusal, Services, SignedIn, Viewer};
use tower_sessions::Session;

/// Puts the person of the session beside the request. Without one, every address that is not public leads
/// to sign-in and back, whether it exists or not.
pub async fn is_it(
    State(house): State<House>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    let signed_in = match signed_in(&house.services, &session).await {
        Ok(signed_in) => signed_in,
        Err(refusal) => return Problem::from(refusal).into_response(),
    };
    let Some(signed_in) = signed_in else {
        if is_public(&request, house.services.settings().demo) {
            return next.run(request).await;
        }
        return match to_sign_in(&house.services, request).await {
            Ok(response) => response,
            Err(problem) => problem.into_response(),
        };
    };
    let viewer = &signed_in.viewer;
    if let Some(route) = route(&request)
        && let Err(refusal) = route.enter(viewer)
    {
        let mut response = Problem::from(refusal).into_response();
        put_beside(response.extensions_mut(), viewer, None);
        return response;
    }
    let hat = worn(signed_in.held(HAT), viewer);
    put_beside(request.extensions_mut(), viewer, hat.as_ref());
    let mut response = next.run(request).await;
    // For the page of a problem, which is drawn outside of here and has a header too.
    put_beside(response.extensions_mut(), viewer, hat.as_ref());
    response
}

fn put_beside(extensions: &mut Extensions, viewer: &Viewer, hat: Option<&Hat>) {
    extensions.insert(viewer.clone());
    if let Some(hat) = hat {
        extensions.insert(hat.clone());
    }
}

async fn signed_in(services: &Services, session: &Session) -> Result<Option<SignedIn>, Refusal> {
    let Some(id) = session.id() else {
        return Ok(None);
    };
    let signed_in = services.signed_in(&id).await?;
    if signed_in.is_none() {
        // Has the session layer see whether it is there at all, and take away the cookie of one that is not.
        let person = session.get::<String>(PERSON_IN_SESSION).await;
        person.map_err(Refusal::of_session)?;
    }
    Ok(signed_in)
}

/// The line of the table that this request asks for.
fn route(request: &Request) -> Option<&'static Route> {
    let path = request.extensions().get::<MatchedPath>()?;
    routes::find(request.method(), path.as_str())
}

/// Whether it may be asked for without signing in. Below a public page, what is not there is told so.
fn is_public(request: &Request, demo: bool) -> bool {
    let matched = request.extensions().get::<MatchedPath>();
    let known = matched.and_then(|path| routes::is_public(request.method(), path.as_str(), demo));
    known.unwrap_or_else(|| {
        let path = request.uri().path();
        ["/sign-in/", "/agreements/"]
            .iter()
            .any(|place| path.starts_with(place))
    })
}

/// Off to sign in, and back. What a form held is kept meanwhile, where there is such a form.
async fn to_sign_in(services: &Services, request: Request) -> Result<Response, Problem> {
    let path = request.uri().path().to_owned();
    let back = match *request.method() {
        Method::GET | Method::HEAD => request
            .uri()
            .path_and_query()
            .map_or(path, ToString::to_string),
        // A file is chosen again afterwards.
        Method::POST if is_upload(request.headers()) => request
            .uri()
            .path_and_query()
            .map_or(path, ToString::to_string),
        Method::POST if request.extensions().get::<MatchedPath>().is_some() => {
            let (parts, body) = request.into_parts();
            let posted = read(&parts, body).await?;
            kept::keep(services, &path, &posted).await?
        }
        _ => path,
    };
    let sign_in = format!("/sign-in?next={}", address::text(&back));
    Ok(Redirect::to(&sign_in).into_response())
}
