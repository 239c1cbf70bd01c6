//! The table: a line for each address and way of asking for it.

use domain::process::Act;

use super::{Route, Way};

const fn page(path: &'static str, acts: &'static [Act]) -> Route {
    Route {
        way: Way::Page,
        path,
        acts,
    }
}

const fn form(path: &'static str, acts: &'static [Act]) -> Route {
    Route {
        way: Way::Form,
        path,
        acts,
    }
}

#[expect(dead_code, reason = "the first files come with the export of the history")]
const fn file(path: &'static str, acts: &'static [Act]) -> Route {
    Route {
        way: Way::File,
        path,
        acts,
    }
}

/// Every address that people reach. What watches the process (`/health`, `/ready`) and the files of the style
/// sheet and the browser half stand outside: they hold nothing of anybody’s.
pub const ROUTES: &[Route] = &[
    page("/", &[Act::ReadPublicPages]),
    page("/accessibility", &[Act::ReadPublicPages]),
    page("/privacy", &[Act::ReadPublicPages]),
    page("/cookies", &[Act::ReadPublicPages]),
    page("/outbox", &[Act::ReadDemoMail]),
    // Who is here.
    page("/sign-in", &[Act::SignIn]),
    form("/sign-in", &[Act::SignIn]),
    page("/sign-in/check-your-email", &[Act::SignIn]),
    page("/sign-in/link/{token}", &[Act::SignIn]),
    form("/sign-in/link/{token}", &[Act::SignIn]),
    form("/sign-in/demo", &[Act::SignIn]),
    page("/sign-in/with/{provider}", &[Act::SignIn]),
    form("/sign-in/with/{provider}", &[Act::SignIn]),
    page("/sign-in/with/{provider}/back", &[Act::SignIn]),
    form("/sign-in/with/{provider}/back", &[Act::SignIn]),
    form("/sign-out", &[Act::SignIn]),
    page("/acting-for", &[Act::ManageOwnAccount]),
    form("/acting-for", &[Act::ManageOwnAccount]),
    page("/account", &[Act::ManageOwnAccount]),
    page("/account/sessions", &[Act::ManageOwnAccount]),
    form("/account/sessions", &[Act::ManageOwnAccount]),
    // Work and programme.
    page("/work", &[Act::ReadWork]),
    page("/programme", &[Act::ReadProgramme]),
    // Offers.
    page("/offers", &[Act::ListOffers]),
    page("/offers/new", &[Act::StartOffer]),
    form("/offers/new", &[Act::StartOffer]),
    page("/offers/{ref}", &[Act::ReadOffer]),
    page("/offers/{ref}/check", &[Act::ReadOffer]),
    form("/offers/{ref}/check", &[Act::Submit]),
    page("/offers/{ref}/decision", &[Act::Accept]),
    form(
        "/offers/{ref}/decision",
        &[Act::Accept, Act::Return, Act::Decline],
    ),
    page("/offers/{ref}/withdraw", &[Act::Withdraw]),
    form("/offers/{ref}/withdraw", &[Act::Withdraw]),
    page("/offers/{ref}/history", &[Act::ReadHistory]),
    page(
        "/offers/{ref}/partners/{key}/answer",
        &[Act::ReadInvitation],
    ),
    form(
        "/offers/{ref}/partners/{key}/answer",
        &[Act::AnswerInvitation],
    ),
    page("/offers/{ref}/{section}", &[Act::ReadOffer]),
    // A section that is one matter is saved; one that is a list has buttons.
    form(
        "/offers/{ref}/{section}",
        &[
            Act::EditSection,
            Act::AddMatter,
            Act::ReorderMatters,
            Act::InvitePartner,
        ],
    ),
    page("/offers/{ref}/{section}/{key}", &[Act::ReadOffer]),
    form("/offers/{ref}/{section}/{key}", &[Act::EditSection]),
    page("/offers/{ref}/{section}/{key}/remove", &[Act::RemoveMatter]),
    form("/offers/{ref}/{section}/{key}/remove", &[Act::RemoveMatter]),
];
