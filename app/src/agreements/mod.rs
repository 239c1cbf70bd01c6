//! The agreement: issued, signed, read by everybody, checked, varied and ended.

mod at;
mod changes;
mod desk;
mod embargo;
mod ending;
mod feed;
mod figures;
mod file;
mod hand_on;
mod issue;
mod list;
mod named;
mod one;
mod parts;
mod recall;
mod refuse;
mod sheet;
mod sign;
mod signatures;
mod text;
mod variation;
mod vary;
mod verify;
mod version;

use axum::routing::get;
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

use crate::{posts::form, routes::Handlers};

use changes::ChangesPage;
use desk::DeskPage;
use embargo::EmbargoPage;
use ending::{ClosePage, TerminatePage};
use hand_on::HandOnPage;
use issue::{IssuePage, MemorandumPage};
use list::ListPage;
use one::AgreementPage;
use recall::RecallPage;
use refuse::RefusePage;
use sheet::{SheetPage, TextPage};
use sign::SignPage;
use variation::{EndPage, ReopenPage, SettlePage, VariationPage};
use vary::VaryPage;
use verify::VerifyPage;
use version::VersionPage;

/// The public pages, and below an offer those of its agreement. They come before those of the sections, which any
/// noun fits.
#[component(transparent)]
pub fn AgreementRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <PublicRoutes/>
        <Route path=path!("/offers/:ref/agreement") view=DeskPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/issue") view=IssuePage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/memoranda/:key") view=MemorandumPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/embargo") view=EmbargoPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/vary") view=VaryPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/close") view=ClosePage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/terminate") view=TerminatePage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/variations/:n") view=VariationPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/variations/:n/settle") view=SettlePage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/variations/:n/reopen") view=ReopenPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/variations/:n/end") view=EndPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/:slug") view=SheetPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/:slug/text") view=TextPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/:slug/sign") view=SignPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/:slug/refuse") view=RefusePage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/:slug/hand-on") view=HandOnPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/agreement/:slug/recall") view=RecallPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

#[component(transparent)]
fn PublicRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/agreements") view=ListPage ssr=SsrMode::Async/>
        <Route path=path!("/agreements/:ref") view=AgreementPage ssr=SsrMode::Async/>
        <Route path=path!("/agreements/:ref/verify") view=VerifyPage ssr=SsrMode::Async/>
        <Route path=path!("/agreements/:ref/versions/:n") view=VersionPage ssr=SsrMode::Async/>
        <Route path=path!("/agreements/:ref/versions/:n/changes") view=ChangesPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The handlers of their forms, and of the files to keep.
pub fn posts() -> Handlers {
    Handlers::new()
        .get("/agreements.atom", get(feed::file))
        .get("/agreements/{ref}/figures.csv", get(figures::csv))
        .get("/agreements/{ref}/figures.json", get(figures::json))
        .get("/agreements/{ref}/versions/{n}/{document}", get(file::file))
        .get(
            "/agreements/{ref}/versions/{n}/memoranda/{key}",
            get(file::memorandum),
        )
        .get("/offers/{ref}/agreement/{slug}/pdf", get(file::sheet))
        .route("/agreements/{ref}/verify", verify::upload_to())
        .route("/offers/{ref}/agreement/issue", form(issue::post))
        .route(
            "/offers/{ref}/agreement/memoranda/{key}",
            form(issue::post_memorandum),
        )
        .route("/offers/{ref}/agreement/embargo", form(embargo::post))
        .route("/offers/{ref}/agreement/vary", form(vary::post))
        .route("/offers/{ref}/agreement/close", form(ending::close))
        .route("/offers/{ref}/agreement/terminate", form(ending::terminate))
        .route(
            "/offers/{ref}/agreement/variations/{n}/settle",
            form(variation::settle),
        )
        .route(
            "/offers/{ref}/agreement/variations/{n}/reopen",
            form(variation::reopen),
        )
        .route(
            "/offers/{ref}/agreement/variations/{n}/end",
            form(variation::end),
        )
        .route("/offers/{ref}/agreement/{slug}/sign", form(sign::post))
        .route("/offers/{ref}/agreement/{slug}/refuse", form(refuse::post))
        .route(
            "/offers/{ref}/agreement/{slug}/hand-on",
            form(hand_on::post),
        )
        .route(
            "/offers/{ref}/agreement/{slug}/take-back",
            form(hand_on::take_back),
        )
        .route("/offers/{ref}/agreement/{slug}/recall", form(recall::post))
        .route(
            "/offers/{ref}/agreement/{slug}/remind",
            form(hand_on::remind),
        )
}
