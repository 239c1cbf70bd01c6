//! Who may do what: the one function that every entrance asks.
//!
//! First whether they may see the offer at all, then whether they may do this, then whether now.

use serde::{Deserialize, Serialize};

use super::act::Act;
use super::in_words::{alternatives, who_may};
use super::reference::Reference;
use super::role::{Hat, OrganisationId, PersonId, Role};
use super::rules::{Effect, Leave, Rule};
use super::sight::Reach;
use super::stage::Stage;
use super::transition;

/// What permission needs to know of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OfferFacts {
    pub reference: Reference,
    /// The place, under its lead council.
    pub place: OrganisationId,
    pub stage: Stage,
    /// Whether it was ever submitted. It stays so after a return.
    pub submitted_before: bool,
    pub champion: Option<PersonId>,
    /// Those invited and those that confirmed; not those that declined or were taken out.
    pub partners: Vec<OrganisationId>,
    /// Those that the offer names, and those added to a term since.
    pub departments: Vec<OrganisationId>,
    /// Whether its agreement is held back from the public until a day to come.
    pub embargoed: bool,
}

impl OfferFacts {
    /// Whether the public may read its agreement.
    pub const fn is_published(&self) -> bool {
        self.stage.is_public() && !self.embargoed
    }
}

/// The answer to “may they?”.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    Allowed,
    /// Nobody is signed in. The answer is the same whether the address exists or not.
    SignIn,
    /// They may not see it, so for them it does not exist.
    NotFound,
    /// They may see it, but not do this.
    NotAllowed(Reason),
    /// They may do this, but not at this stage. With the words to say so.
    WrongStage(String),
}

impl Verdict {
    pub const fn is_allowed(&self) -> bool {
        matches!(self, Self::Allowed)
    }

    /// How far it got through see, may and now: the verdict to show of several hats is the furthest.
    const fn rank(&self) -> u8 {
        match self {
            Self::SignIn => 0,
            Self::NotFound => 1,
            Self::NotAllowed(_) => 2,
            Self::WrongStage(_) => 3,
            Self::Allowed => 4,
        }
    }
}

/// Why somebody may not do what they can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// Drafters write; what commits the place is its leader’s.
    LeaderCommits(Act),
    /// Auditors read everything shared and change nothing.
    AuditorsRead(Act),
    /// It is for others on the same side.
    OtherRole(Act),
    /// It is for the other side.
    OtherSide(Act),
    /// They take part in no way yet.
    NoHat(Act),
}

impl Reason {
    fn of(hat: &Hat, rule: &Rule) -> Self {
        let who = rule.who();
        if hat.role == Role::Auditor {
            Self::AuditorsRead(rule.act)
        } else if hat.role == Role::Drafter && who.contains(&Role::PlaceLeader) {
            Self::LeaderCommits(rule.act)
        } else if who.iter().any(|role| role.side() == hat.side()) {
            Self::OtherRole(rule.act)
        } else {
            Self::OtherSide(rule.act)
        }
    }

    /// What a person reads: why not, and who may.
    pub fn words(self) -> String {
        match self {
            Self::LeaderCommits(act) => format!(
                "Drafters prepare what the place’s leader decides. Only {} can {}.",
                who_may(act),
                act.words()
            ),
            Self::AuditorsRead(act) => format!(
                "Auditors read what is shared and change nothing. Only {} can {}.",
                who_may(act),
                act.words()
            ),
            Self::OtherRole(act) | Self::OtherSide(act) | Self::NoHat(act) => {
                format!("Only {} can {}.", who_may(act), act.words())
            }
        }
    }
}

/// Whether somebody may do this now.
///
/// `hat` is none when nobody is signed in. `offer` is none when no offer has the address that was asked for,
/// and is not looked at for an act that is about no single offer.
pub fn permit(hat: Option<&Hat>, act: Act, offer: Option<&OfferFacts>) -> Verdict {
    let rule = act.rule();
    match rule.leave {
        Leave::Everyone => Verdict::Allowed,
        Leave::SignedIn => match hat {
            None => Verdict::SignIn,
            Some(_) => Verdict::Allowed,
        },
        Leave::Roles(who) => match hat {
            None => Verdict::SignIn,
            Some(hat) if who.contains(&hat.role) => Verdict::Allowed,
            Some(hat) => match rule.effect {
                Effect::Reads => Verdict::NotFound,
                Effect::Changes => Verdict::NotAllowed(Reason::of(hat, rule)),
            },
        },
        Leave::Organisation(_) => match hat {
            None => Verdict::SignIn,
            Some(hat) => permit_for(Some(hat), act, &hat.organisation),
        },
        Leave::Published { .. } if offer.is_some_and(OfferFacts::is_published) => Verdict::Allowed,
        Leave::Published { .. } | Leave::Offer { .. } | Leave::Transition(_) => {
            permit_on_offer(hat, rule, offer)
        }
    }
}

/// Whether somebody may do this now with one organisation and its people. `organisation` need not exist: who
/// looks after no such organisation learns nothing about it.
///
/// For every other act it is `permit` without an offer. And `permit` answers for an act that is about an
/// organisation as if it were about the hat’s own.
pub fn permit_for(hat: Option<&Hat>, act: Act, organisation: &OrganisationId) -> Verdict {
    let rule = act.rule();
    let Leave::Organisation(who) = rule.leave else {
        return permit(hat, act, None);
    };
    match hat {
        None => Verdict::SignIn,
        Some(hat) if !hat.looks_after(organisation) => Verdict::NotFound,
        Some(hat) if who.contains(&hat.role) => Verdict::Allowed,
        Some(hat) => Verdict::NotAllowed(Reason::of(hat, rule)),
    }
}

fn permit_on_offer(hat: Option<&Hat>, rule: &Rule, offer: Option<&OfferFacts>) -> Verdict {
    let Some(hat) = hat else {
        return Verdict::SignIn;
    };
    let Some(offer) = offer.filter(|offer| Reach::of(hat).covers(offer)) else {
        return Verdict::NotFound;
    };
    if !rule.who().contains(&hat.role) {
        return match rule.effect {
            Effect::Reads => Verdict::NotFound,
            Effect::Changes => Verdict::NotAllowed(Reason::of(hat, rule)),
        };
    }
    if !rule.at().contains(&offer.stage) {
        return Verdict::WrongStage(wrong_stage(rule, offer));
    }
    Verdict::Allowed
}

fn wrong_stage(rule: &Rule, offer: &OfferFacts) -> String {
    if let Some(transition) = rule.act.transition()
        && let Err(wrong) = transition::next(offer.stage, transition)
    {
        return wrong.words(&offer.reference);
    }
    format!(
        "{} {}. You can {} only while it is {}.",
        offer.reference,
        offer.stage.clause(),
        rule.act.words(),
        alternatives(rule.at().iter().map(|stage| stage.condition()))
    )
}

/// The verdict over all of a person’s hats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnyVerdict<'a> {
    /// The furthest that any of them gets.
    pub verdict: Verdict,
    /// The hat that gets there; none where it needs no hat, or where no hat sees anything.
    pub hat: Option<&'a Hat>,
}

/// Which of a signed-in person’s hats may do this, the first that may: so that a page can offer the switch.
pub fn permit_any<'a>(hats: &'a [Hat], act: Act, offer: Option<&OfferFacts>) -> AnyVerdict<'a> {
    let mut best = AnyVerdict {
        verdict: permit_without_hat(act, offer),
        hat: None,
    };
    for hat in hats {
        let verdict = permit(Some(hat), act, offer);
        if verdict.rank() > best.verdict.rank() {
            best = AnyVerdict {
                verdict,
                hat: Some(hat),
            };
        }
    }
    best
}

/// The same for an act that is about one organisation.
pub fn permit_any_for<'a>(
    hats: &'a [Hat],
    act: Act,
    organisation: &OrganisationId,
) -> AnyVerdict<'a> {
    let mut best = AnyVerdict {
        verdict: permit_without_hat(act, None),
        hat: None,
    };
    for hat in hats {
        let verdict = permit_for(Some(hat), act, organisation);
        if verdict.rank() > best.verdict.rank() {
            best = AnyVerdict {
                verdict,
                hat: Some(hat),
            };
        }
    }
    best
}

/// For somebody who is signed in and takes part in nothing, as after the last of their roles has ended.
pub fn permit_without_hat(act: Act, offer: Option<&OfferFacts>) -> Verdict {
    let rule = act.rule();
    match (permit(None, act, offer), rule.leave, rule.effect) {
        (Verdict::Allowed, ..) | (_, Leave::SignedIn, _) => Verdict::Allowed,
        (_, Leave::Roles(_), Effect::Changes) => Verdict::NotAllowed(Reason::NoHat(act)),
        _ => Verdict::NotFound,
    }
}
