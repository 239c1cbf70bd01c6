//! The shell of every page, the list of pages, and how one is drawn.

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::Response,
    routing::get,
};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::{ResponseOptions, generate_route_list, handle_response_inner};
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router as PageRouter},
    path,
};

use crate::{
    about::{AccessibilityPage, CookiesPage, PrivacyPage},
    account::{self, AccountRoutes},
    agreements::{self, AgreementRoutes},
    asked::{Asked, House},
    barriers::{self, BarrierRoutes},
    delivery::{self, DeliveryRoutes},
    document,
    files::{self, FileRoutes},
    layout::Layout,
    live,
    offers::{self, OffersRoutes},
    organisations::{self, OrganisationsRoutes},
    outbox::{self, OutboxPage},
    precedents::{self, PrecedentRoutes},
    problem::{Problem, ProblemPage},
    programme::{self, ProgrammeRoutes},
    returns::{self, ReturnsRoutes},
    routes::Handlers,
    search::SearchRoutes,
    sign_in::{self, SignInRoutes},
    start::StartPage,
    talk::{self, TalkRoutes},
    terms::{self, TermsRoutes},
    work::WorkPage,
};

/// Every page, and beside each the handler of its form.
pub fn handlers() -> Handlers {
    let forms = Handlers::new()
        .merge(sign_in::posts())
        .merge(account::posts())
        .merge(talk::posts())
        .merge(live::streams())
        .merge(terms::posts())
        .merge(barriers::posts())
        .merge(delivery::posts())
        .merge(files::posts())
        .merge(agreements::posts())
        .merge(returns::posts())
        .merge(outbox::posts())
        .merge(programme::posts())
        .merge(precedents::posts())
        .merge(organisations::posts())
        .merge(offers::posts());
    generate_route_list(Shell)
        .iter()
        .fold(forms, |all, page| all.get(page.path(), get(show)))
}

/// What of it the table of routes names.
pub fn routes() -> Router<House> {
    handlers()
        .into_router()
        .fallback(|| async { Problem::NotFound })
}

async fn show(State(house): State<House>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    draw(asked, parts, StatusCode::OK).await
}

/// The page at the request's address, as `asked` wants it.
pub async fn draw(asked: Asked, parts: Parts, status: StatusCode) -> Response {
    let asked = asked.counted().await;
    let context = move || {
        provide_context(asked.clone());
        let response = expect_context::<ResponseOptions>();
        response.set_status(status);
        response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(policy) = use_nonce().and_then(|nonce| policy(&nonce)) {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    };
    let request = Request::from_parts(parts, Body::empty());
    handle_response_inner(context, Shell, request, document::whole).await
}

/// What a browser may run and fetch: our own files, and the scripts that carry this answer's nonce.
fn policy(nonce: &str) -> Option<HeaderValue> {
    HeaderValue::try_from(format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ))
    .ok()
}

/// The document.
#[component]
pub fn Shell() -> impl IntoView {
    provide_meta_context();
    // Pages are not hydrated, islands are: nothing outside them is sent as data.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let asked = use_context::<Asked>();
    let assets = asked.as_ref().map(|asked| asked.assets().clone());
    let assets = assets.unwrap_or_default();
    let nonce = use_nonce();
    view! {
        <!DOCTYPE html>
        <html lang="en-GB" class="govuk-template">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                {present(assets.icon)
                    .map(|icon| view! { <link rel="icon" href=icon type="image/svg+xml"/> })}
                {present(assets.css).map(|css| view! { <link rel="stylesheet" href=css/> })}
                <MetaTags/>
            </head>
            <body class="govuk-template__body">
                <script nonce=nonce.clone()>{SCRIPT_IS_ON}</script>
                <Layout asked=asked.clone()>
                    <Pages asked/>
                </Layout>
                {present(assets.init_js)
                    .map(|init| view! { <script type="module" src=init nonce=nonce></script> })}
            </body>
        </html>
    }
}

/// Tells the style sheet that scripts run, before anything is shown.
const SCRIPT_IS_ON: &str = "document.body.classList.add('js-enabled');\
    if('noModule' in HTMLScriptElement.prototype)document.body.classList.add('govuk-frontend-supported')";

fn present(address: String) -> Option<String> {
    (!address.is_empty()).then_some(address)
}

#[component]
fn Pages(asked: Option<Asked>) -> impl IntoView {
    if let Some(problem) = asked.as_ref().and_then(Asked::problem) {
        return view! { <ProblemPage problem=problem.clone()/> }.into_any();
    }
    view! {
        <PageRouter>
            <FlatRoutes fallback=NoPage>
                <Route path=path!("/") view=StartPage ssr=SsrMode::Async/>
                <SignInRoutes/>
                <AccountRoutes/>
                <Route path=path!("/work") view=WorkPage ssr=SsrMode::Async/>
                <TalkRoutes/>
                <TermsRoutes/>
                <BarrierRoutes/>
                <DeliveryRoutes/>
                <FileRoutes/>
                <AgreementRoutes/>
                <ReturnsRoutes/>
                <PrecedentRoutes/>
                <SearchRoutes/>
                <OffersRoutes/>
                <ProgrammeRoutes/>
                <OrganisationsRoutes/>
                <Route path=path!("/outbox") view=OutboxPage ssr=SsrMode::Async/>
                <Route path=path!("/accessibility") view=AccessibilityPage ssr=SsrMode::Async/>
                <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async/>
                <Route path=path!("/cookies") view=CookiesPage ssr=SsrMode::Async/>
            </FlatRoutes>
        </PageRouter>
    }
    .into_any()
}

#[component]
fn NoPage() -> impl IntoView {
    crate::page::set_status(Problem::NotFound.status());
    view! { <ProblemPage problem=Problem::NotFound/> }
}
