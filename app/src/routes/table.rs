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

const fn file(path: &'static str, acts: &'static [Act]) -> Route {
    Route {
        way: Way::File,
        path,
        acts,
    }
}

const fn stream(path: &'static str, acts: &'static [Act]) -> Route {
    Route {
        way: Way::Stream,
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
    // The demo shows all of it to everybody; elsewhere each sees the mail that is theirs to look after.
    page("/outbox", &[Act::ReadOutbox, Act::ReadDemoMail]),
    form("/outbox", &[Act::ResendMail]),
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
    page("/account/roles", &[Act::ManageOwnAccount]),
    page("/account/roles/{hat}", &[Act::ManageOwnAccount]),
    form("/account/roles/{hat}", &[Act::ManageOwnAccount]),
    page("/account/sessions", &[Act::ManageOwnAccount]),
    form("/account/sessions", &[Act::ManageOwnAccount]),
    page("/account/erase", &[Act::ManageOwnAccount]),
    form("/account/erase", &[Act::ManageOwnAccount]),
    file("/account/export", &[Act::ManageOwnAccount]),
    page("/sign-in/account-deleted", &[Act::SignIn]),
    page("/account/mail", &[Act::ManageOwnAccount]),
    form("/account/mail", &[Act::ManageOwnAccount]),
    page("/account/calendar", &[Act::ManageOwnAccount]),
    form("/account/calendar", &[Act::ManageOwnAccount]),
    // The secret in it is what opens it: who has none finds nothing.
    file("/calendar/{file}", &[Act::ReadPublicPages]),
    // Work and programme.
    page("/work", &[Act::ReadWork]),
    page("/programme", &[Act::ReadProgramme]),
    page("/search", &[Act::Search]),
    page("/precedents", &[Act::ReadPrecedents]),
    page("/programme/asks", &[Act::ReadProgramme]),
    page("/programme/milestones", &[Act::ReadProgramme]),
    page("/programme/returns", &[Act::ReadProgramme]),
    file("/programme/tables/{file}", &[Act::ReadProgramme]),
    page("/programme/rounds", &[Act::ReadProgramme]),
    page("/programme/rounds/new", &[Act::ManageRounds]),
    form("/programme/rounds/new", &[Act::ManageRounds]),
    page("/programme/rounds/{id}", &[Act::ReadProgramme]),
    form("/programme/rounds/{id}", &[Act::ManageRounds]),
    // Organisations and their people.
    page("/organisations", &[Act::ListOrganisations]),
    page("/organisations/new", &[Act::ManageOrganisations]),
    form("/organisations/new", &[Act::ManageOrganisations]),
    page("/organisations/{id}", &[Act::ReadPeople]),
    page("/organisations/{id}/details", &[Act::ManageOrganisations]),
    form("/organisations/{id}/details", &[Act::ManageOrganisations]),
    page("/organisations/{id}/invite", &[Act::ManagePeople]),
    form("/organisations/{id}/invite", &[Act::ManagePeople]),
    page(
        "/organisations/{id}/invitations/{invitation}",
        &[Act::ManagePeople],
    ),
    form(
        "/organisations/{id}/invitations/{invitation}",
        &[Act::ManagePeople],
    ),
    page(
        "/organisations/{id}/people/{membership}/end",
        &[Act::ManagePeople],
    ),
    form(
        "/organisations/{id}/people/{membership}/end",
        &[Act::ManagePeople],
    ),
    page(
        "/organisations/{id}/people/{membership}/hand-over",
        &[Act::ManagePeople],
    ),
    form(
        "/organisations/{id}/people/{membership}/hand-over",
        &[Act::ManagePeople],
    ),
    page(
        "/organisations/{id}/people/{membership}/account",
        &[Act::DisablePeople],
    ),
    form(
        "/organisations/{id}/people/{membership}/account",
        &[Act::DisablePeople],
    ),
    page("/organisations/{id}/offers", &[Act::ReadPeople]),
    page("/organisations/{id}/offers/{ref}", &[Act::AssignReviewers]),
    form("/organisations/{id}/offers/{ref}", &[Act::AssignReviewers]),
    // Offers.
    page("/offers", &[Act::ListOffers]),
    file("/offers.csv", &[Act::ListOffers]),
    file("/offers.xlsx", &[Act::ListOffers]),
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
    page("/offers/{ref}/champion", &[Act::AssignChampion]),
    form("/offers/{ref}/champion", &[Act::AssignChampion]),
    page("/offers/{ref}/withdraw", &[Act::Withdraw]),
    form("/offers/{ref}/withdraw", &[Act::Withdraw]),
    file("/offers/{ref}/brief.pdf", &[Act::ReadOffer]),
    file("/offers/{ref}/redline.docx", &[Act::ReadTerms]),
    page("/offers/{ref}/history", &[Act::ReadHistory]),
    file("/offers/{ref}/history.csv", &[Act::ReadHistory]),
    page(
        "/offers/{ref}/partners/{key}/answer",
        &[Act::ReadInvitation],
    ),
    form(
        "/offers/{ref}/partners/{key}/answer",
        &[Act::AnswerInvitation],
    ),
    page("/offers/{ref}/barriers", &[Act::ReadTerms]),
    page("/offers/{ref}/barriers/new", &[Act::RaiseBarrier]),
    form("/offers/{ref}/barriers/new", &[Act::RaiseBarrier]),
    page("/offers/{ref}/barriers/{barrier}", &[Act::ReadTerms]),
    form("/offers/{ref}/barriers/{barrier}", &[Act::UpdateBarrier]),
    // Delivery.
    page("/offers/{ref}/delivery", &[Act::ReadDelivery]),
    page(
        "/offers/{ref}/delivery/milestones/new",
        &[Act::UpdateMilestone],
    ),
    form(
        "/offers/{ref}/delivery/milestones/new",
        &[Act::UpdateMilestone],
    ),
    page(
        "/offers/{ref}/delivery/milestones/{milestone}",
        &[Act::ReadDelivery],
    ),
    form(
        "/offers/{ref}/delivery/milestones/{milestone}",
        &[Act::UpdateMilestone],
    ),
    page("/offers/{ref}/talk", &[Act::ReadTalk]),
    page("/offers/{ref}/talk/new", &[Act::Comment]),
    form("/offers/{ref}/talk/new", &[Act::Comment]),
    page("/offers/{ref}/talk/{thread}", &[Act::ReadTalk]),
    stream("/offers/{ref}/talk/{thread}/live", &[Act::ReadTalk]),
    form("/offers/{ref}/talk/{thread}", &[Act::Comment]),
    page(
        "/offers/{ref}/talk/{thread}/{comment}/edit",
        &[Act::Comment],
    ),
    form(
        "/offers/{ref}/talk/{thread}/{comment}/edit",
        &[Act::Comment],
    ),
    page(
        "/offers/{ref}/talk/{thread}/{comment}/release",
        &[Act::ReleaseToJoint],
    ),
    form(
        "/offers/{ref}/talk/{thread}/{comment}/release",
        &[Act::ReleaseToJoint],
    ),
    // Returns, and what they come to.
    page("/offers/{ref}/returns", &[Act::ReadDelivery]),
    page("/offers/{ref}/returns/{period}", &[Act::ReadDelivery]),
    form("/offers/{ref}/returns/{period}", &[Act::SubmitReturn]),
    page(
        "/offers/{ref}/returns/{period}/review",
        &[Act::ReviewReturn],
    ),
    form(
        "/offers/{ref}/returns/{period}/review",
        &[Act::ReviewReturn],
    ),
    page("/offers/{ref}/returns/{period}/dates", &[Act::ReviewReturn]),
    form("/offers/{ref}/returns/{period}/dates", &[Act::ReviewReturn]),
    page(
        "/offers/{ref}/returns/{period}/parts/{part}",
        &[Act::PrepareReturn],
    ),
    form(
        "/offers/{ref}/returns/{period}/parts/{part}",
        &[Act::PrepareReturn],
    ),
    page("/offers/{ref}/delivery/savings", &[Act::ReadDelivery]),
    page(
        "/offers/{ref}/delivery/savings/verifiers",
        &[Act::NameVerifier],
    ),
    form(
        "/offers/{ref}/delivery/savings/verifiers",
        &[Act::NameVerifier],
    ),
    page(
        "/offers/{ref}/delivery/savings/{line}/{period}/verify",
        &[Act::VerifySavings],
    ),
    form(
        "/offers/{ref}/delivery/savings/{line}/{period}/verify",
        &[Act::VerifySavings],
    ),
    page(
        "/offers/{ref}/delivery/savings/{line}/{period}/correct",
        &[Act::CorrectReturn],
    ),
    form(
        "/offers/{ref}/delivery/savings/{line}/{period}/correct",
        &[Act::CorrectReturn],
    ),
    page("/offers/{ref}/delivery/budgets", &[Act::ReadDelivery]),
    page("/offers/{ref}/delivery/outcomes", &[Act::ReadDelivery]),
    // The agreement: what everybody reads.
    page("/agreements", &[Act::ListAgreements]),
    file("/agreements.atom", &[Act::ListAgreements]),
    page("/agreements/{ref}", &[Act::ReadAgreement]),
    file("/agreements/{ref}/figures.csv", &[Act::ReadAgreement]),
    file("/agreements/{ref}/figures.json", &[Act::ReadAgreement]),
    page("/agreements/{ref}/verify", &[Act::ReadAgreement]),
    // It changes nothing: a file is too long for an address.
    form("/agreements/{ref}/verify", &[Act::ReadAgreement]),
    page("/agreements/{ref}/versions/{n}", &[Act::ReadAgreement]),
    page(
        "/agreements/{ref}/versions/{n}/changes",
        &[Act::ReadAgreement],
    ),
    file(
        "/agreements/{ref}/versions/{n}/{document}",
        &[Act::ReadAgreement],
    ),
    file(
        "/agreements/{ref}/versions/{n}/memoranda/{key}",
        &[Act::ReadAgreement],
    ),
    // And what those in the offer do.
    page("/offers/{ref}/agreement", &[Act::ReadTerms]),
    page("/offers/{ref}/agreement/issue", &[Act::Issue]),
    form("/offers/{ref}/agreement/issue", &[Act::Issue]),
    page(
        "/offers/{ref}/agreement/memoranda/{key}",
        &[Act::PutOutMemorandum],
    ),
    form(
        "/offers/{ref}/agreement/memoranda/{key}",
        &[Act::PutOutMemorandum],
    ),
    page("/offers/{ref}/agreement/embargo", &[Act::SetEmbargo]),
    form("/offers/{ref}/agreement/embargo", &[Act::SetEmbargo]),
    page("/offers/{ref}/agreement/vary", &[Act::Vary]),
    form("/offers/{ref}/agreement/vary", &[Act::Vary]),
    page("/offers/{ref}/agreement/close", &[Act::Close]),
    form("/offers/{ref}/agreement/close", &[Act::Close]),
    page("/offers/{ref}/agreement/terminate", &[Act::Terminate]),
    form("/offers/{ref}/agreement/terminate", &[Act::Terminate]),
    page("/offers/{ref}/agreement/variations/{n}", &[Act::ReadTerms]),
    // What keeps it from being settled comes back on the page of the variation.
    page(
        "/offers/{ref}/agreement/variations/{n}/settle",
        &[Act::ReadTerms],
    ),
    form(
        "/offers/{ref}/agreement/variations/{n}/settle",
        &[Act::Settle],
    ),
    page(
        "/offers/{ref}/agreement/variations/{n}/reopen",
        &[Act::Reopen],
    ),
    form(
        "/offers/{ref}/agreement/variations/{n}/reopen",
        &[Act::Reopen],
    ),
    page("/offers/{ref}/agreement/variations/{n}/end", &[Act::End]),
    form("/offers/{ref}/agreement/variations/{n}/end", &[Act::End]),
    // What is out for signature: agreements are called a1, memoranda m1.
    page("/offers/{ref}/agreement/{slug}", &[Act::ReadTerms]),
    page("/offers/{ref}/agreement/{slug}/text", &[Act::ReadTerms]),
    file("/offers/{ref}/agreement/{slug}/pdf", &[Act::ReadTerms]),
    page(
        "/offers/{ref}/agreement/{slug}/sign",
        &[Act::Sign, Act::SignMemorandum],
    ),
    form(
        "/offers/{ref}/agreement/{slug}/sign",
        &[Act::Sign, Act::SignMemorandum],
    ),
    page(
        "/offers/{ref}/agreement/{slug}/refuse",
        &[Act::RefuseToSign, Act::RefuseMemorandum],
    ),
    form(
        "/offers/{ref}/agreement/{slug}/refuse",
        &[Act::RefuseToSign, Act::RefuseMemorandum],
    ),
    page(
        "/offers/{ref}/agreement/{slug}/hand-on",
        &[Act::HandOnSignature],
    ),
    form(
        "/offers/{ref}/agreement/{slug}/hand-on",
        &[Act::HandOnSignature],
    ),
    form(
        "/offers/{ref}/agreement/{slug}/take-back",
        &[Act::HandOnSignature],
    ),
    page("/offers/{ref}/agreement/{slug}/recall", &[Act::Recall]),
    form("/offers/{ref}/agreement/{slug}/recall", &[Act::Recall]),
    form("/offers/{ref}/agreement/{slug}/remind", &[Act::Remind]),
    page("/offers/{ref}/files", &[Act::ReadFiles]),
    page("/offers/{ref}/files/new", &[Act::AttachFile]),
    form("/offers/{ref}/files/new", &[Act::AttachFile]),
    file("/offers/{ref}/files/{file}", &[Act::ReadFiles]),
    page("/offers/{ref}/files/{file}/remove", &[Act::RemoveFile]),
    form("/offers/{ref}/files/{file}/remove", &[Act::RemoveFile]),
    page("/offers/{ref}/terms", &[Act::ReadTerms]),
    page("/offers/{ref}/gives", &[Act::ReadTerms]),
    page("/offers/{ref}/settle", &[Act::Settle]),
    form("/offers/{ref}/settle", &[Act::Settle]),
    page("/offers/{ref}/reopen", &[Act::Reopen]),
    form("/offers/{ref}/reopen", &[Act::Reopen]),
    page("/offers/{ref}/end", &[Act::End]),
    form("/offers/{ref}/end", &[Act::End]),
    form("/offers/{ref}/terms/{n}/remind", &[Act::Remind]),
    // One term. A position that is refused comes back below the term.
    page("/offers/{ref}/terms/{n}", &[Act::ReadTerms]),
    stream("/offers/{ref}/terms/{n}/live", &[Act::ReadTerms]),
    page("/offers/{ref}/terms/{n}/position", &[Act::ReadTerms]),
    form("/offers/{ref}/terms/{n}/position", &[Act::TakePosition]),
    page(
        "/offers/{ref}/terms/{n}/positions/{position}/release",
        &[Act::ReleaseToJoint],
    ),
    form(
        "/offers/{ref}/terms/{n}/positions/{position}/release",
        &[Act::ReleaseToJoint],
    ),
    page("/offers/{ref}/terms/{n}/reopen", &[Act::ReopenTerm]),
    form("/offers/{ref}/terms/{n}/reopen", &[Act::ReopenTerm]),
    page("/offers/{ref}/terms/{n}/withdraw", &[Act::WithdrawTerm]),
    form("/offers/{ref}/terms/{n}/withdraw", &[Act::WithdrawTerm]),
    page("/offers/{ref}/terms/{n}/refuse", &[Act::RefuseFreedom]),
    form("/offers/{ref}/terms/{n}/refuse", &[Act::RefuseFreedom]),
    page("/offers/{ref}/terms/{n}/parties", &[Act::AddParty]),
    form("/offers/{ref}/terms/{n}/parties", &[Act::AddParty]),
    page(
        "/offers/{ref}/terms/{n}/parties/{party}/release",
        &[Act::ReleaseParty],
    ),
    form(
        "/offers/{ref}/terms/{n}/parties/{party}/release",
        &[Act::ReleaseParty],
    ),
    page(
        "/offers/{ref}/terms/{n}/proposals/new",
        &[Act::ProposeWording],
    ),
    form(
        "/offers/{ref}/terms/{n}/proposals/new",
        &[Act::ProposeWording],
    ),
    page("/offers/{ref}/terms/{n}/proposals", &[Act::ReadTerms]),
    // A proposal; an answer that is refused comes back below it.
    page(
        "/offers/{ref}/terms/{n}/proposals/{slug}",
        &[Act::ReadTerms],
    ),
    page(
        "/offers/{ref}/terms/{n}/proposals/{slug}/take-up",
        &[Act::ReadTerms],
    ),
    form(
        "/offers/{ref}/terms/{n}/proposals/{slug}/take-up",
        &[Act::TakeUp],
    ),
    page(
        "/offers/{ref}/terms/{n}/proposals/{slug}/refuse",
        &[Act::ReadTerms],
    ),
    form(
        "/offers/{ref}/terms/{n}/proposals/{slug}/refuse",
        &[Act::RefuseWording],
    ),
    page(
        "/offers/{ref}/terms/{n}/proposals/{slug}/release",
        &[Act::ReadTerms],
    ),
    form(
        "/offers/{ref}/terms/{n}/proposals/{slug}/release",
        &[Act::ReleaseToJoint],
    ),
    // The form is all that is on its page.
    page("/offers/{ref}/precedents", &[Act::AddMatter]),
    form("/offers/{ref}/precedents", &[Act::AddMatter]),
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
