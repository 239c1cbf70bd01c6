//! Organisations and their people: for the programme office, and for each organisation’s own administrator.

mod account;
mod details;
mod end;
mod frame;
mod hand_over;
mod home;
mod invitation;
mod invite;
mod list;
mod new;
mod reviewers;
mod reviewing;

pub(crate) use frame::BothTexts;

use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

use crate::{posts::form, routes::Handlers};

use account::AccountPage;
use details::DetailsPage;
use end::EndRolePage;
use hand_over::HandOverPage;
use home::OrganisationPage;
use invitation::InvitationPage;
use invite::InvitePage;
use list::OrganisationsPage;
use new::NewOrganisationPage;
use reviewers::ReviewersPage;
use reviewing::ReviewingPage;

/// The pages below `/organisations`.
#[component(transparent)]
pub fn OrganisationsRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/organisations") view=OrganisationsPage ssr=SsrMode::Async/>
        <Route path=path!("/organisations/new") view=NewOrganisationPage ssr=SsrMode::Async/>
        <Route path=path!("/organisations/:id") view=OrganisationPage ssr=SsrMode::Async/>
        <Route path=path!("/organisations/:id/details") view=DetailsPage ssr=SsrMode::Async/>
        <Route path=path!("/organisations/:id/invite") view=InvitePage ssr=SsrMode::Async/>
        <Route path=path!("/organisations/:id/invitations/:invitation") view=InvitationPage ssr=SsrMode::Async/>
        <Route path=path!("/organisations/:id/people/:membership/end") view=EndRolePage ssr=SsrMode::Async/>
        <Route path=path!("/organisations/:id/people/:membership/hand-over") view=HandOverPage ssr=SsrMode::Async/>
        <Route path=path!("/organisations/:id/people/:membership/account") view=AccountPage ssr=SsrMode::Async/>
        <Route path=path!("/organisations/:id/offers") view=ReviewingPage ssr=SsrMode::Async/>
        <Route path=path!("/organisations/:id/offers/:ref") view=ReviewersPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The handlers of every form below `/organisations`.
pub fn posts() -> Handlers {
    Handlers::new()
        .route("/organisations/new", form(new::post))
        .route("/organisations/{id}/details", form(details::post))
        .route("/organisations/{id}/invite", form(invite::post))
        .route(
            "/organisations/{id}/invitations/{invitation}",
            form(invitation::post),
        )
        .route(
            "/organisations/{id}/people/{membership}/end",
            form(end::post),
        )
        .route(
            "/organisations/{id}/people/{membership}/hand-over",
            form(hand_over::post),
        )
        .route(
            "/organisations/{id}/people/{membership}/account",
            form(account::post),
        )
        .route("/organisations/{id}/offers/{ref}", form(reviewers::post))
}
