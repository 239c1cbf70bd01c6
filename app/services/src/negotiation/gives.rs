//! The bargain on one page: what the place gives, and how far government is with what it gives (7.13).

use domain::money::{Appraisal, Parameters, TooLarge};
use domain::negotiation::{Barrier, PartyId, Stance, Subject, TermKind, TermState};
use domain::offer::{Freedom, Key, Matter, Proposal, plan};
use domain::process::{Act, Reference, Rooms, Stage};

use super::Negotiation;
use super::load::{Tracked, terms};
use super::names::PartyName;
use super::whole::standing_barriers;
use crate::offers::OfferView;
use crate::offers::sight::Seen;
use crate::{Refusal, Viewer};

/// The two sides of an offer, as its current versions have them.
#[derive(Clone, Debug)]
pub struct Bargain {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub stage: Stage,
    /// What the current versions say; nothing for an offer that was never accepted.
    pub proposal: Option<Proposal>,
    pub parameters: Parameters,
    pub progress: Progress,
}

/// How far a negotiation has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many terms there are that were not withdrawn or refused.
    pub terms: usize,
    pub agreed: usize,
    /// How many terms were withdrawn or refused.
    pub closed: usize,
    /// How often a party objects, or agrees only with other wording.
    pub objections: usize,
    /// How many positions have not been taken.
    pub awaited: usize,
    /// How many barriers keep a term from being settled.
    pub barriers: usize,
    /// How far each term has come, by number.
    pub standing: Vec<TermStanding>,
    /// What government gives, by department.
    pub grants: Vec<Grants>,
}

/// A term in a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermStanding {
    pub number: u32,
    pub title: String,
    pub subject: Subject,
    pub state: TermState,
    pub version: u32,
}

/// What one department is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grants {
    /// None where a freedom names no department yet.
    pub department: Option<PartyName>,
    pub freedoms: Vec<Grant>,
}

/// A freedom, as one of its owners sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub term: u32,
    pub key: Option<Key>,
    pub title: String,
    /// The type of freedom in words.
    pub kind: Option<&'static str>,
    pub version: u32,
    pub standing: Granting,
}

/// How far a department is with a freedom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granting {
    /// By everybody: the term is locked.
    Agreed,
    /// By this department; somebody else has not agreed.
    AgreedByIt,
    /// Only with other wording.
    AgreesIf {
        red_line: bool,
    },
    Objected {
        red_line: bool,
    },
    /// It has not said where it stands.
    Awaited,
    Refused,
    Withdrawn,
}

impl Bargain {
    /// What the plan adds up to, where there is one. Worked out anew each time.
    pub fn appraisal(&self) -> Option<Result<Appraisal, TooLarge>> {
        let proposal = self.proposal.as_ref()?;
        Some(Appraisal::of(&plan(proposal), &self.parameters))
    }
}

impl Negotiation<'_> {
    /// What the place gives and what government gives. Five statements.
    ///
    /// # Errors
    /// Not found where none of the viewer’s hats sees the offer; `WrongStage` before there are terms.
    pub async fn gives(&self, viewer: &Viewer, reference: &Reference) -> Result<Bargain, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadTerms, reference).await?;
        let whole = seen.whole(self.services.read()).await?;
        let Seen { head, .. } = seen;
        Ok(Bargain {
            parameters: head.parameters()?,
            progress: whole
                .as_ref()
                .map(|whole| Progress::of(&whole.terms, &whole.barriers, &head.place_name))
                .unwrap_or_default(),
            proposal: whole.map(|whole| whole.proposal),
            reference: head.reference,
            title: head.row.title,
            place_name: head.place_name,
            stage: head.stage,
        })
    }

    /// How far the negotiation of an offer has come that is being read; nothing for one that was never accepted.
    /// Three statements beside those of the offer.
    pub async fn progress(
        &self,
        viewer: &Viewer,
        offer: &OfferView,
    ) -> Result<Option<Progress>, Refusal> {
        if !offer.was_accepted() {
            return Ok(None);
        }
        let db = self.services.read();
        let rooms = Rooms::of_any(&viewer.hats(), &offer.facts);
        let proposal = &offer.proposal;
        let terms = terms(db, &offer.id, proposal, rooms, None).await?;
        let barriers = standing_barriers(db, &offer.id).await?;
        Ok(Some(Progress::of(&terms, &barriers, &offer.place_name)))
    }
}

impl Progress {
    fn of(terms: &[Tracked], barriers: &[(String, Barrier)], place: &str) -> Self {
        let mut progress = Self {
            grants: grants(terms, place),
            ..Self::default()
        };
        for tracked in terms {
            let term = &tracked.term;
            let state = term.state();
            match state {
                TermState::Open => {
                    progress.terms += 1;
                    for party in term.parties() {
                        match term.standing(&party.id).map(|one| one.said.stance) {
                            None => progress.awaited += 1,
                            Some(Stance::Object | Stance::AgreeIf) => progress.objections += 1,
                            Some(Stance::Agree | Stance::NoInterest) => {}
                        }
                    }
                }
                TermState::Agreed => {
                    progress.terms += 1;
                    progress.agreed += 1;
                }
                TermState::Withdrawn | TermState::Refused => progress.closed += 1,
            }
            progress.standing.push(TermStanding {
                number: term.number,
                title: tracked.brief(),
                subject: term.subject.clone(),
                state,
                version: term.current.number,
            });
        }
        let stays = |number: u32| {
            progress.standing.iter().any(|one| {
                one.number == number && matches!(one.state, TermState::Open | TermState::Agreed)
            })
        };
        progress.barriers = barriers
            .iter()
            .filter(|(_, barrier)| barrier.stands())
            .filter(|(_, barrier)| {
                let mut numbers = barrier.blocks.iter().filter_map(|text| text.parse().ok());
                numbers.any(stays)
            })
            .count();
        progress
    }
}

/// Every freedom under each of its owners, the departments as people call them, those without an owner last.
fn grants(terms: &[Tracked], place: &str) -> Vec<Grants> {
    let mut found: Vec<Grants> = Vec::new();
    for tracked in terms {
        if tracked.term.subject.kind != TermKind::Freedom {
            continue;
        }
        let freedom = tracked
            .term
            .current
            .matters
            .iter()
            .find_map(|kept| match &kept.matter {
                Matter::Freedom(freedom) => Some(freedom),
                _ => None,
            });
        let owners: Vec<Option<PartyId>> = match freedom {
            Some(freedom) if !freedom.departments.is_empty() => freedom
                .departments
                .iter()
                .map(|code| Some(PartyId::department(code)))
                .collect(),
            _ => vec![None],
        };
        for owner in owners {
            let grant = grant(tracked, freedom, owner.as_ref());
            let department = owner.map(|owner| PartyName::of(&owner, place));
            match found.iter_mut().find(|one| one.department == department) {
                Some(one) => one.freedoms.push(grant),
                None => found.push(Grants {
                    department,
                    freedoms: vec![grant],
                }),
            }
        }
    }
    found.sort_by_key(|one| {
        let name = one.department.as_ref().map(|party| party.name.clone());
        (name.is_none(), name)
    });
    found
}

fn grant(tracked: &Tracked, freedom: Option<&Freedom>, owner: Option<&PartyId>) -> Grant {
    let term = &tracked.term;
    let said = owner.and_then(|owner| term.standing(owner));
    let standing = match (term.state(), said) {
        (TermState::Agreed, _) => Granting::Agreed,
        (TermState::Refused, _) => Granting::Refused,
        (TermState::Withdrawn, _) => Granting::Withdrawn,
        (TermState::Open, None) => Granting::Awaited,
        (TermState::Open, Some(position)) => {
            let red_line = position.said.red_line;
            match position.said.stance {
                Stance::Agree | Stance::NoInterest => Granting::AgreedByIt,
                Stance::AgreeIf => Granting::AgreesIf { red_line },
                Stance::Object => Granting::Objected { red_line },
            }
        }
    };
    Grant {
        term: term.number,
        key: term.subject.matter.clone(),
        title: tracked.brief(),
        kind: freedom.and_then(|freedom| Some(freedom.kind?.label())),
        version: term.current.number,
        standing,
    }
}
