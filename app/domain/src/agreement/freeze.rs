//! From terms that everybody agreed to the text of an agreement. Nothing else goes in (7.18).

use chrono::NaiveDate;
use thiserror::Error;

use super::content::{
    AgreedMatter, AgreedTerm, Body, Bound, Content, Contributed, FORMAT, Head, Memorandum,
};
use super::figures::{Figures, NoFigures, SharingTable};
use super::force::EARLIEST_START;
use super::laid_out::Block;
use super::measures::measures;
use super::party::{Because, Codes, SigningParty, bound, put};
use crate::form::Figure;
use crate::money::{Appraisal, Parameters, SharingRule};
use crate::negotiation::{Term, TermState};
use crate::offer::{Around, Budget, Kept, Key, Matter, Partner, Proposal, plan};
use crate::process::{OfferKind, OrganisationId, Reference, department};

/// What an agreement is made of.
#[derive(Clone, Copy, Debug)]
pub struct ToFreeze<'a> {
    pub reference: &'a Reference,
    pub kind: OfferKind,
    pub place: &'a OrganisationId,
    pub place_name: &'a str,
    /// The organisations in the offer; of its other matters only what the terms hold goes in.
    pub partners: &'a [Kept],
    pub terms: &'a [Term],
    /// Those that the offer was submitted under.
    pub parameters: &'a Parameters,
}

/// Why there is nothing to issue yet.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unfrozen {
    #[error("Term {number} is still open. Each has to be agreed, withdrawn or refused.")]
    Open { number: u32 },
    #[error("Something in term {number} cannot be read: {title}.")]
    Unreadable { number: u32, title: String },
    #[error("The offer does not say in which financial year it starts.")]
    NoStart,
    #[error("Agreements take effect from 1 April 2011 at the earliest (7.18).")]
    TooEarly,
    #[error(transparent)]
    NoFigures(#[from] NoFigures),
    #[error("Give your reason. Everyone in the offer will read it.")]
    ReasonNeeded,
    #[error("Term {number} is not in the agreement.")]
    NoSuchTerm { number: u32 },
}

impl ToFreeze<'_> {
    /// The first version of an agreement.
    ///
    /// # Errors
    /// Whatever keeps it from being issued: see [`Unfrozen`].
    pub fn freeze(&self) -> Result<Content, Unfrozen> {
        let terms = (self.terms.iter())
            .map(agreed)
            .collect::<Result<Vec<_>, _>>()?;
        self.content(terms.into_iter().flatten().collect(), &[], 1, "")
    }

    /// The version that a variation makes: the named terms as they are agreed now, the others word for word as
    /// they were signed. `earlier` are all versions so far, oldest first.
    ///
    /// # Errors
    /// As for the first; and a term that the version in force does not have, no reason.
    pub fn vary(
        &self,
        earlier: &[Content],
        named: &[u32],
        reason: &str,
    ) -> Result<Content, Unfrozen> {
        let Some(base) = earlier.last() else {
            return self.freeze();
        };
        if reason.trim().is_empty() {
            return Err(Unfrozen::ReasonNeeded);
        }
        if let Some(number) = named.iter().find(|number| base.term(**number).is_none()) {
            return Err(Unfrozen::NoSuchTerm { number: *number });
        }
        let mut terms = Vec::new();
        for term in &base.terms {
            let reopened = named.contains(&term.number);
            match self.terms.iter().find(|now| now.number == term.number) {
                Some(now) if reopened => terms.extend(agreed(now)?),
                _ => terms.push(Agreed::Signed(term)),
            }
        }
        self.content(terms, earlier, base.head.version + 1, reason)
    }

    fn content(
        &self,
        terms: Vec<Agreed<'_>>,
        earlier: &[Content],
        version: u32,
        reason: &str,
    ) -> Result<Content, Unfrozen> {
        let proposal = self.proposal(&terms);
        let around = proposal.around();
        let years = proposal.years();
        let starts_on = years.first().ok_or(Unfrozen::NoStart)?.first_day();
        let ends_on = years.last().map_or(NaiveDate::MAX, |year| year.last_day());
        if starts_on < EARLIEST_START {
            return Err(Unfrozen::TooEarly);
        }
        let terms = (terms.into_iter())
            .map(|term| term.written(&proposal, &around))
            .collect::<Result<Vec<_>, _>>()?;
        let plan = plan(&proposal);
        let appraisal = Appraisal::of(&plan, self.parameters).map_err(NoFigures::from)?;
        let rule = plan.sharing.unwrap_or_default();
        let bodies = self.bodies(&proposal, &terms);
        let partners: Vec<Key> = proposal.partners().map(|(key, _)| key.clone()).collect();
        let codes = Codes {
            lead: proposal.lead().map(|(key, _)| key),
            partners: &partners,
        };
        let name = |party: &SigningParty| match party {
            SigningParty::Place => self.place_name.to_owned(),
            SigningParty::Partner(key) => name_of(&bodies, key.as_str()),
            SigningParty::Department(id) => name_of(&bodies, id.as_str()),
        };
        let bound_by = |found: Vec<(SigningParty, Vec<Because>)>| -> Vec<Bound> {
            let each = found.into_iter().map(|(party, because)| Bound {
                name: name(&party),
                party,
                because,
            });
            each.collect()
        };
        let all = || {
            terms.iter().flat_map(|term| {
                let matters = term.matters.iter();
                matters.map(|kept| (term.number, kept))
            })
        };
        let memoranda = all()
            .filter_map(|(term, kept)| match &kept.matter {
                Matter::Budget(budget) if Memorandum::is_needed(budget) => {
                    let mut parties = Vec::new();
                    for (party, because) in codes.of_memorandum(term, budget) {
                        put(&mut parties, party, because);
                    }
                    Some(Memorandum {
                        reference: self.reference.clone(),
                        budget: kept.key.clone(),
                        term,
                        title: kept.title.clone(),
                        host: name_of(&bodies, &budget.host),
                        parties: bound_by(parties),
                        contributions: contributions(budget, &bodies),
                        says: kept.says.clone(),
                    })
                }
                _ => None,
            })
            .collect();
        Ok(Content {
            head: Head {
                format: FORMAT,
                reference: self.reference.clone(),
                version,
                kind: self.kind,
                title: proposal.scope().title.trim().to_owned(),
                place: self.place.clone(),
                place_name: self.place_name.to_owned(),
                years,
                starts_on,
                ends_on,
                reason: reason.trim().to_owned(),
            },
            parties: bound_by(bound(
                &codes,
                all().map(|(term, kept)| (term, &kept.matter)),
            )),
            figures: Figures::of(&appraisal)?,
            sharing: sharing(&appraisal, &rule)?,
            parameters: self.parameters.clone(),
            measures: measures(&terms, earlier),
            memoranda,
            bodies,
            terms,
        })
    }

    /// The offer as its agreed terms make it.
    fn proposal(&self, terms: &[Agreed<'_>]) -> Proposal {
        let partners = (self.partners.iter())
            .filter(|kept| matches!(kept.matter, Matter::Partner(_)))
            .cloned();
        Proposal {
            kind: self.kind,
            kept: partners
                .chain(terms.iter().flat_map(Agreed::matters))
                .collect(),
            answers: std::collections::BTreeMap::new(),
        }
    }

    /// The partners, and each department that the text names.
    fn bodies(&self, proposal: &Proposal, terms: &[AgreedTerm]) -> Vec<Body> {
        let partner = |(key, partner): (&Key, &Partner)| Body {
            code: key.as_str().to_owned(),
            name: partner.name.trim().to_owned(),
            kind: partner.kind,
        };
        let mut bodies: Vec<Body> = proposal.partners().map(partner).collect();
        let around = proposal.around();
        let named = terms
            .iter()
            .flat_map(|term| &term.matters)
            .flat_map(|kept| {
                let sheet = kept.matter.reading(&around);
                let fields = sheet.fields().into_iter();
                fields
                    .filter(|field| field.is_reference())
                    .flat_map(|field| field.texts())
                    .collect::<Vec<_>>()
            })
            .chain([crate::process::TREASURY.to_owned()]);
        for code in named {
            if let Some(found) = department(&code)
                && bodies.iter().all(|body| body.code != code)
            {
                bodies.push(Body {
                    code,
                    name: found.name.to_owned(),
                    kind: Some(found.kind),
                });
            }
        }
        bodies
    }
}

/// A term on its way into an agreement.
enum Agreed<'a> {
    /// As it was agreed now.
    Now(&'a Term),
    /// Word for word as it stands in the version before.
    Signed(&'a AgreedTerm),
}

/// The term, where it goes in; none where it was withdrawn or refused.
fn agreed(term: &Term) -> Result<Option<Agreed<'_>>, Unfrozen> {
    match term.state() {
        TermState::Agreed => Ok(Some(Agreed::Now(term))),
        TermState::Withdrawn | TermState::Refused => Ok(None),
        TermState::Open => Err(Unfrozen::Open {
            number: term.number,
        }),
    }
}

impl Agreed<'_> {
    fn matters(&self) -> Vec<Kept> {
        match self {
            Self::Now(term) => (term.current.matters.iter()).map(plainly).collect(),
            Self::Signed(term) => (term.matters.iter())
                .map(|kept| Kept {
                    key: kept.key.clone(),
                    version: 1,
                    matter: kept.matter.clone(),
                })
                .collect(),
        }
    }

    fn written(self, proposal: &Proposal, around: &Around) -> Result<AgreedTerm, Unfrozen> {
        let term = match self {
            Self::Signed(term) => return Ok(term.clone()),
            Self::Now(term) => term,
        };
        let matters = (term.current.matters.iter())
            .map(|kept| {
                let Kept { key, matter, .. } = plainly(kept);
                let sheet = matter.reading(around);
                if sheet.problems().is_empty() {
                    Ok(AgreedMatter {
                        key,
                        title: matter.title(),
                        says: Block::of(&sheet),
                        matter,
                    })
                } else {
                    Err(Unfrozen::Unreadable {
                        number: term.number,
                        title: matter.title(),
                    })
                }
            })
            .collect::<Result<_, _>>()?;
        Ok(AgreedTerm {
            number: term.number,
            subject: term.subject.clone(),
            title: term.subject.title(proposal),
            version: term.current.number,
            matters,
        })
    }
}

/// The matter without what differs between two that say the same: how often it was saved, noughts at the end of a
/// figure.
fn plainly(kept: &Kept) -> Kept {
    let mut matter = kept.matter.clone();
    if let Matter::Outcome(outcome) = &mut matter {
        for indicator in &mut outcome.indicators {
            let targets = indicator.targets.values_mut();
            for entry in targets.chain([&mut indicator.baseline]) {
                if let Some(Figure(figure)) = entry.value() {
                    *entry = Figure(figure.normalize()).into();
                }
            }
        }
    }
    Kept {
        key: kept.key.clone(),
        version: 1,
        matter,
    }
}

fn sharing(appraisal: &Appraisal, rule: &SharingRule) -> Result<SharingTable, NoFigures> {
    let codes = |shares: &[crate::money::Share]| -> Vec<String> {
        shares.iter().map(|share| share.who.clone()).collect()
    };
    SharingTable::of(appraisal, codes(&rule.partners), codes(&rule.departments))
}

fn contributions(budget: &Budget, bodies: &[Body]) -> Vec<Contributed> {
    let each = budget.contributions.iter().map(|one| Contributed {
        organisation: name_of(bodies, &one.organisation),
        fund: one.fund.trim().to_owned(),
        amounts: (one.amount.iter())
            .filter_map(|(year, entry)| Some((*year, *entry.value()?)))
            .collect(),
    });
    each.collect()
}

fn name_of(bodies: &[Body], code: &str) -> String {
    bodies
        .iter()
        .find(|body| body.code == code)
        .map_or(code, |body| body.name.as_str())
        .to_owned()
}
