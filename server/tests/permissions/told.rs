//! What the domain says of an ask, and whether an answer says the same.

use app::{posts::address, routes::Way};
use domain::process::{
    Act, Hat, OfferFacts, OrganisationId, Role, Rooms, Stage, Verdict, permit, permit_any,
    permit_any_for, permit_for, permit_without_hat,
};

use super::asks::{Ask, Then};
use super::cast::Asker;
use crate::support::Page;

/// What an answer has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    Allowed,
    /// It was made already: 303 to its result.
    Done,
    SignIn,
    NotFound,
    /// Refused, with the hat that may.
    OtherHat,
    NotAllowed(String),
    WrongStage(String),
}

impl Told {
    /// People see with all their hats, and act under one.
    pub fn of(asker: &Asker, ask: &Ask, facts: Option<&OfferFacts>) -> Self {
        let verdict = |hat: Option<&Hat>| match &ask.organisation {
            Some(organisation) => permit_for(hat, ask.act, organisation),
            None => permit(hat, ask.act, facts),
        };
        if asker.person.is_none() {
            return match verdict(None) {
                // What there is not may be what is not public.
                Verdict::Allowed if ask.nowhere => Self::SignIn,
                verdict => Self::from(verdict, ask, facts),
            };
        }
        let furthest = match (&asker.hats[..], &ask.organisation) {
            ([], _) => permit_without_hat(ask.act, facts),
            (hats, Some(organisation)) => permit_any_for(hats, ask.act, organisation).verdict,
            (hats, None) => permit_any(hats, ask.act, facts).verdict,
        };
        // The page of a form asks as its form does.
        let worn = match &asker.worn {
            Some(worn) if !ask.act.is_reading() => verdict(Some(worn)),
            Some(_) | None => furthest.clone(),
        };
        match (worn, furthest) {
            (Verdict::Allowed, _) => Self::narrowed(asker, ask, facts),
            (worn @ Verdict::WrongStage(_), _) => Self::from(worn, ask, facts),
            (_, Verdict::Allowed) => Self::OtherHat,
            (_, Verdict::WrongStage(words)) => Self::WrongStage(words),
            (_, furthest) => Self::from(furthest, ask, facts),
        }
    }

    /// What the act is allowed on can be in a room that is not theirs, or somebody else’s own.
    fn narrowed(asker: &Asker, ask: &Ask, facts: Option<&OfferFacts>) -> Self {
        let sees = |room| facts.is_some_and(|facts| Rooms::of_any(&asker.hats, facts).sees(room));
        let is_worn = |(role, organisation): (Role, &str)| {
            let mut hats = asker.hats.iter();
            hats.any(|hat| hat.role == role && hat.organisation.as_str() == organisation)
        };
        let is_read = || {
            let department = ask.organisation.as_ref();
            department
                .zip(facts)
                .is_some_and(|(one, facts)| reads(facts, one))
        };
        let is_there = !ask.nowhere
            && ask.room.is_none_or(sees)
            && ask.hat.is_none_or(is_worn)
            && (!ask.reads_it || is_read());
        if !is_there {
            Self::NotFound
        } else if ask.of.is_some_and(|name| name != asker.name) {
            Self::NotAllowed(String::new())
        } else {
            Self::Allowed
        }
    }

    fn from(verdict: Verdict, ask: &Ask, facts: Option<&OfferFacts>) -> Self {
        match verdict {
            Verdict::Allowed => Self::Allowed,
            Verdict::SignIn => Self::SignIn,
            Verdict::NotFound => Self::NotFound,
            Verdict::NotAllowed(reason) => Self::NotAllowed(reason.words()),
            Verdict::WrongStage(words) => {
                let made = ask.act.transition().map(|transition| transition.row().to);
                let is_made = made.is_some() && made == facts.map(|facts| facts.stage);
                if is_made && ask.way == Way::Form {
                    Self::Done
                } else {
                    Self::WrongStage(words)
                }
            }
        }
    }

    /// By which the matrix counts them.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Done => "done already (303)",
            Self::SignIn => "sign in (303)",
            Self::NotFound => "not found (404)",
            Self::OtherHat => "under another hat (403)",
            Self::NotAllowed(_) => "not allowed (403)",
            Self::WrongStage(_) => "wrong stage (409)",
        }
    }

    /// Whether the page says it.
    pub fn is_said_by(&self, page: &Page, ask: &Ask, path: &str) -> bool {
        let to_sign_in = page.to().starts_with("/sign-in?next=");
        match self {
            Self::Allowed => match (ask.instead, page.status) {
                (Some(instead), status) => status == instead,
                (None, 303) => !to_sign_in,
                // What changes something has done so; a matter is kept as it was typed, whatever is wrong with it.
                (None, 200..300 | 422) => matches!(ask.then, Then::Same | Then::Saved(_)),
                _ => false,
            },
            Self::Done => page.status == 303 && !to_sign_in,
            Self::SignIn => {
                page.status == 303
                    && page.to() == format!("/sign-in?next={}", address::text(path))
                    // A page that is for all, where it is published, sends them there itself.
                    && (page.text.is_empty() || ask.act == Act::ReadAgreement)
            }
            Self::NotFound => page.status == 404,
            Self::OtherHat => page.status == 403,
            Self::NotAllowed(words) => page.status == 403 && page.says(words),
            Self::WrongStage(words) => page.status == 409 && page.says(words),
        }
    }
}

/// Whether there is something to read in the offer for this department: it is named there, and it goes on in
/// Whitehall’s sight.
fn reads(facts: &OfferFacts, department: &OrganisationId) -> bool {
    facts.departments.contains(department)
        && facts.submitted_before
        && facts.stage.is_open()
        && facts.stage != Stage::Draft
}
