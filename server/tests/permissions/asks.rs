//! What is asked of each route for each of its acts: an address, and for a form what its button sends.

use app::routes::{Route, Way};
use domain::offer::Key;
use domain::process::{Act, OrganisationId};

use super::kent::Kent;

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
}

impl Ask {
    fn at(route: &Route, act: Act, path: &str) -> Self {
        Self {
            way: route.way,
            act,
            path: path.to_owned(),
            fields: Vec::new(),
            then: Then::Same,
            instead: None,
            organisation: None,
        }
    }

    pub fn sends(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.fields.push((name, text.into()));
        self
    }

    fn then(self, then: Then) -> Self {
        Self { then, ..self }
    }

    fn instead(self, status: u16) -> Self {
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
    let one = match (route.way, route.path, act) {
        // Outside the demo there is no such page, whoever asks.
        (_, "/outbox" | "/sign-in/demo", _) => at(route.path).instead(404),
        (_, "/sign-in/link/{token}", _) => at("/sign-in/link/never-given").instead(404),
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
        (Way::Form, "/offers/{ref}/decision", Act::Accept) => {
            at(route.path).sends("decision", "accept")
        }
        (Way::Form, "/offers/{ref}/decision", Act::Return) => {
            at(route.path).sends("decision", "return")
        }
        (Way::Form, "/offers/{ref}/decision", Act::Decline) => {
            at(route.path).sends("decision", "decline")
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
