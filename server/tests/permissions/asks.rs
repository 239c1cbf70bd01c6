//! What is asked of each route for each of its acts: an address, and for a form what its button sends.

use app::routes::{Route, Way};
use domain::offer::Key;
use domain::process::{Act, OrganisationId, Role, Room};

use super::kent::{BARRIER, Kent, TERM};
use super::stewards;

/// One request.
#[derive(Clone, Debug)]
pub struct Ask {
    pub way: Way,
    pub act: Act,
    /// `{ref}` stands for the offer’s name.
    pub path: String,
    pub fields: Vec<(&'static str, String)>,
    /// Where an allowed one changes something: how it is made good.
    pub then: Then,
    /// What is answered in the place of success, where there is none to be had.
    pub instead: Option<u16>,
    /// The organisation that the act is about, where it is about one.
    pub organisation: Option<OrganisationId>,
    /// Whether that organisation reads the offer as a department: where it does not, the offer is not there.
    pub reads_it: bool,
    /// The hat that the address names: for whoever does not wear it, it is not there.
    pub hat: Option<(Role, &'static str)>,
    /// The room that it stands in: for the others it is not there.
    pub room: Option<Room>,
    /// It is not there at all, though whoever asks could see it.
    pub nowhere: bool,
    /// Whose own it is: the others may not.
    pub of: Option<&'static str>,
}

/// What an allowed ask leaves behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing: it only reads, or what it sends is not complete.
    Same,
    /// More of the same, which changes no verdict.
    More,
    /// A new version of a matter, which has to be sent with it.
    Saved(Key),
    /// A matter less.
    Removed,
    /// A role, an invitation or an account less, or an offer in other hands.
    Ended,
}

impl Ask {
    pub fn at(route: &Route, act: Act, path: &str) -> Self {
        Self {
            way: route.way,
            act,
            path: path.to_owned(),
            fields: Vec::new(),
            then: Then::Same,
            instead: None,
            organisation: None,
            reads_it: false,
            hat: None,
            room: None,
            nowhere: false,
            of: None,
        }
    }

    pub fn sends(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.fields.push((name, text.into()));
        self
    }

    pub fn then(self, then: Then) -> Self {
        Self { then, ..self }
    }

    pub fn about(self, organisation: &str) -> Self {
        Self {
            organisation: Some(organisation.into()),
            ..self
        }
    }

    /// About the offer as this organisation reads it.
    pub fn read_by(self, organisation: &str) -> Self {
        Self {
            reads_it: true,
            ..self.about(organisation)
        }
    }

    fn wearing(self, role: Role, organisation: &'static str) -> Self {
        Self {
            hat: Some((role, organisation)),
            ..self
        }
    }

    fn in_the_place(self) -> Self {
        Self {
            room: Some(Room::Place),
            ..self
        }
    }

    fn of(self, name: &'static str) -> Self {
        Self {
            of: Some(name),
            ..self
        }
    }

    fn nowhere(self) -> Self {
        Self {
            nowhere: true,
            ..self
        }
    }

    pub fn instead(self, status: u16) -> Self {
        Self {
            instead: Some(status),
            ..self
        }
    }
}

/// The requests for one act of a route; none where nobody has said yet how it is asked.
pub fn asks(route: &Route, act: Act, kent: &Kent) -> Option<Vec<Ask>> {
    let at = |path: &str| Ask::at(route, act, path);
    let (outcome, expendable, partner) = (&kent.outcome, &kent.expendable, &kent.partner);
    let thread = format!("/offers/{{ref}}/talk/{}", kent.thread);
    let comment = format!("{thread}/{}", kent.comment);
    let one = match (route.way, route.path, act) {
        // In the demo only.
        (Way::Page, "/outbox", Act::ReadDemoMail) => return Some(Vec::new()),
        (_, "/sign-in/demo", _) => at(route.path).instead(404),
        (Way::Form, "/outbox", _) => at(route.path).sends("mail", "never-sent").instead(404),
        (Way::Page, "/sign-in/link/{token}", _) => at("/sign-in/link/never-given").instead(410),
        (Way::Form, "/sign-in/link/{token}", _) => at("/sign-in/link/never-given"),
        (_, "/sign-in/with/{provider}", _) => at("/sign-in/with/nobody").instead(404),
        (_, "/sign-in/with/{provider}/back", _) => at("/sign-in/with/nobody/back").instead(404),
        (_, "/account/roles/{hat}", _) => {
            let own = at("/account/roles/drafter@kent").wearing(Role::Drafter, "kent");
            let own = match route.way {
                Way::Form => own.then(Then::Ended),
                Way::Page | Way::File | Way::Stream => own,
            };
            let nobodys = at("/account/roles/auditor@nowhere").instead(404);
            return Some(vec![own, nobodys]);
        }
        (_, "/programme/rounds/{id}", _) => at("/programme/rounds/first")
            .sends("version", "1")
            .sends("name", ""),
        (_, "/programme/tables/{file}", _) => at("/programme/tables/stages.csv"),
        // No such freedom was ever granted.
        (Way::Form, "/offers/{ref}/precedents", _) => at(route.path)
            .sends("agreement", "KEN-99")
            .sends("freedom", "never")
            .instead(404),
        // No offer goes by that name here: who may ask is told so, the others nothing.
        (_, path, _) if path.starts_with("/organisations/") => {
            return stewards::asks(route, act, kent);
        }
        (_, "/offers/{ref}/talk/{thread}", _) => at(&thread).in_the_place(),
        (Way::Stream, "/offers/{ref}/talk/{thread}/live", _) => {
            at(&format!("{thread}/live")).in_the_place()
        }
        (_, "/offers/{ref}/talk/{thread}/{comment}/edit", _) => {
            at(&format!("{comment}/edit")).in_the_place().of("Ann")
        }
        (_, "/offers/{ref}/talk/{thread}/{comment}/release", _) => {
            let ask = at(&format!("{comment}/release")).in_the_place();
            if route.way == Way::Form {
                ask.then(Then::More)
            } else {
                ask
            }
        }
        // Nothing is chosen in what is sent.
        (Way::Form, "/offers/{ref}/files/new", _) => at(route.path).sends("at", "engagement"),
        (Way::File, "/offers/{ref}/files/{file}", _) => {
            at(&format!("/offers/{{ref}}/files/{}", kent.file)).in_the_place()
        }
        // Kent’s, so who else may remove files does not find it; of Kent’s own only who attached it, and who leads.
        (_, "/offers/{ref}/files/{file}/remove", _) => {
            at(&format!("/offers/{{ref}}/files/{}/remove", kent.file))
                .in_the_place()
                .of("Ann")
        }
        (Way::Page, "/offers/{ref}/{section}", _) => {
            let sections = ["scope", "outcomes"];
            let pages = sections.map(|section| at(&format!("/offers/{{ref}}/{section}")));
            return Some(pages.into());
        }
        (Way::Page, "/offers/{ref}/{section}/{key}", _) => {
            at(&format!("/offers/{{ref}}/outcomes/{outcome}"))
        }
        (Way::Page, "/offers/{ref}/{section}/{key}/remove", _) => {
            at(&format!("/offers/{{ref}}/outcomes/{expendable}/remove"))
        }
        (Way::Page, "/offers/{ref}/partners/{key}/answer", _) => {
            at(&format!("/offers/{{ref}}/partners/{partner}/answer"))
        }
        (Way::Form, "/offers/{ref}/partners/{key}/answer", _) => {
            at(&format!("/offers/{{ref}}/partners/{partner}/answer")).sends("answer", "confirm")
        }
        (Way::Form, "/offers/{ref}/champion", _) => {
            let another = at(route.path)
                .sends("champion", kent.other_champion.as_str())
                .then(Then::Ended);
            let no_champion = at(route.path)
                .sends("champion", kent.reviewer.as_str())
                .instead(422);
            return Some(vec![another, no_champion]);
        }
        (Way::Form, "/offers/{ref}/decision", Act::Accept) => {
            at(route.path).sends("decision", "accept")
        }
        (Way::Form, "/offers/{ref}/decision", Act::Return) => {
            at(route.path).sends("decision", "return")
        }
        (Way::Form, "/offers/{ref}/decision", Act::Decline) => {
            at(route.path).sends("decision", "decline")
        }
        // There is no such term: who may remind is told so, the others nothing.
        (Way::Form, "/offers/{ref}/terms/{n}/remind", _) => at("/offers/{ref}/terms/99/remind")
            .sends("party", "hmt")
            .instead(404),
        (_, "/offers/{ref}/barriers/{barrier}", _) => {
            at(&format!("/offers/{{ref}}/barriers/{BARRIER}")).sends("version", "1")
        }
        (_, "/calendar/{file}", _) => at("/calendar/never-made.ics").instead(404),
        // An offer that never came here by its own way has no text in force, and no milestones.
        (_, "/offers/{ref}/delivery/milestones/new", _) => at(route.path).instead(404),
        (_, "/offers/{ref}/delivery/milestones/{milestone}", _) => {
            at("/offers/{ref}/delivery/milestones/never").instead(404)
        }
        // Nor any period to report on, or ledger.
        (_, path, _) if path.starts_with("/offers/{ref}/returns/") => {
            let parts = [("{period}", "2013-14-q1"), ("{part}", "narrative")];
            let path = parts
                .into_iter()
                .fold(path.to_owned(), |path, (part, name)| {
                    path.replace(part, name)
                });
            at(&path).instead(404)
        }
        (_, path, _)
            if path.starts_with("/offers/{ref}/delivery/savings")
                || path == "/offers/{ref}/delivery/budgets"
                || path == "/offers/{ref}/delivery/outcomes" =>
        {
            let parts = [("{period}", "2013-14-q1"), ("{line}", "never")];
            let path = parts
                .into_iter()
                .fold(path.to_owned(), |path, (part, name)| {
                    path.replace(part, name)
                });
            at(&path).instead(404)
        }
        // Nothing is chosen in what is sent.
        (Way::Page, "/offers/{ref}/terms/{n}", _)
        | (Way::Form, "/offers/{ref}/terms/{n}/position", _) => {
            at(&route.path.replace("{n}", TERM))
        }
        (_, path, _) if path.starts_with("/offers/{ref}/terms/{n}") => {
            let nowhere = [("{n}", "99"), ("{party}", "hmt")];
            let nowhere = nowhere
                .into_iter()
                .chain(["{slug}", "{position}"].map(|it| (it, "never")));
            let path = nowhere.fold(path.to_owned(), |path, (part, name)| {
                path.replace(part, name)
            });
            at(&path).instead(404)
        }
        // No version was ever issued here: whoever may read an agreement is told so.
        (Way::Page | Way::File | Way::Form, path, Act::ReadAgreement) => {
            let parts = [("{n}", "1"), ("{document}", "pdf"), ("{key}", "never")];
            let path = parts
                .into_iter()
                .fold(path.to_owned(), |path, (part, name)| {
                    path.replace(part, name)
                });
            at(&path).nowhere()
        }
        // An offer that never came here by its own way has nothing to issue, vary or end.
        (_, "/offers/{ref}/agreement/memoranda/{key}", _) => {
            at("/offers/{ref}/agreement/memoranda/never")
        }
        (
            _,
            "/offers/{ref}/agreement/vary"
            | "/offers/{ref}/agreement/close"
            | "/offers/{ref}/agreement/terminate",
            _,
        ) => at(route.path).instead(404),
        // Agreements are called a1, memoranda m1; neither is out here, and there is no variation.
        (_, path, act)
            if path.starts_with("/offers/{ref}/agreement/") && path.contains("{slug}") =>
        {
            let is_memorandum = matches!(act, Act::SignMemorandum | Act::RefuseMemorandum);
            let slug = if is_memorandum { "m9" } else { "a9" };
            at(&path.replace("{slug}", slug)).instead(404)
        }
        (_, path, _) if path.contains("/agreement/variations/{n}") => {
            at(&path.replace("{n}", "9")).instead(404)
        }
        // A reason is not asked for, but one this long is refused.
        (Way::Form, "/offers/{ref}/withdraw", _) => {
            at(route.path).sends("reason", "We wait. ".repeat(600))
        }
        (Way::Form, "/offers/{ref}/{section}", Act::EditSection) => at("/offers/{ref}/scope")
            .sends("act", "save")
            .then(Then::Saved(kent.scope.clone())),
        (Way::Form, "/offers/{ref}/{section}", Act::AddMatter) => at("/offers/{ref}/engagement")
            .sends("act", "add-engagement")
            .then(Then::More),
        (Way::Form, "/offers/{ref}/{section}", Act::ReorderMatters) => at("/offers/{ref}/outcomes")
            .sends("act", format!("up-{outcome}"))
            .then(Then::More),
        (Way::Form, "/offers/{ref}/{section}", Act::InvitePartner) => at("/offers/{ref}/partners")
            .sends("act", format!("ask-{partner}"))
            .then(Then::More),
        (Way::Form, "/offers/{ref}/{section}/{key}", _) => {
            at(&format!("/offers/{{ref}}/outcomes/{outcome}"))
                .sends("act", "save")
                .then(Then::Saved(outcome.clone()))
        }
        (Way::Form, "/offers/{ref}/{section}/{key}/remove", _) => {
            at(&format!("/offers/{{ref}}/outcomes/{expendable}/remove"))
                .sends("act", "remove")
                .then(Then::Removed)
        }
        // With nothing in it, a form is refused beside its fields.
        (_, path, _) if !path.replace("{ref}", "").contains('{') => at(path),
        _ => return None,
    };
    Some(vec![one])
}
