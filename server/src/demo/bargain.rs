//! Has people negotiate as the stories say: positions, proposals, departments asked as well, barriers.

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow, bail};
use chrono::NaiveDate;
use domain::negotiation::{Change, PartyId, Said, Stance, TermKind};
use domain::offer::Key;
use domain::process::{Act, Hat, OfferFacts, Reference, Room, Stage, permit};
use serde::Deserialize;
use services::negotiation::{PositionToTake, TermStanding, WordingToPropose};
use services::{Doer, Services};
use toml::Table;

use super::cast::Member;
use super::form::{Names, posted};
use super::script::Coded;

/// What somebody does in a negotiation. A term goes by the name of its matter in the story, or by its kind.
#[derive(Deserialize)]
#[serde(tag = "does", rename_all = "kebab-case")]
pub enum Step {
    #[serde(rename_all = "kebab-case")]
    Position {
        term: String,
        stance: Coded<Stance>,
        /// For all to hear, where nothing is said.
        room: Option<Coded<Room>>,
        #[serde(default)]
        words: String,
        #[serde(default)]
        red_line: bool,
        #[serde(default)]
        authority: String,
        reply_by: Option<NaiveDate>,
    },
    /// Puts what a department said in Whitehall’s room before both sides.
    ReleasePosition {
        term: String,
        department: String,
    },
    /// Proposes a change of one matter, known by this name in the story.
    #[serde(rename_all = "kebab-case")]
    Propose {
        proposal: String,
        term: String,
        /// The matter, where the term holds several.
        what: Option<String>,
        room: Option<Coded<Room>>,
        reason: String,
        set: Table,
        /// Whether the proposer’s party agrees if it is taken up.
        #[serde(default)]
        agrees_so: bool,
    },
    TakeUp {
        proposal: String,
        #[serde(default)]
        reason: String,
    },
    RefuseWording {
        proposal: String,
        reason: String,
    },
    AddParty {
        term: String,
        department: String,
        reason: String,
    },
    Remind {
        term: String,
        party: String,
    },
    RaiseBarrier {
        /// How later steps call it.
        called: Option<String>,
        barrier: Table,
    },
    /// Changes some fields of a barrier that the story has raised.
    ChangeBarrier {
        barrier: String,
        set: Table,
    },
}

/// What one story has laid on the table so far, by its names there.
#[derive(Default)]
pub struct Bargain {
    /// The number of the term, and the address below it.
    proposals: BTreeMap<String, (u32, String)>,
    /// Their names in addresses.
    barriers: BTreeMap<String, String>,
}

impl Bargain {
    /// Does what the story says.
    pub async fn take(
        &mut self,
        then: &Services,
        member: &Member,
        reference: &Reference,
        names: &Names,
        step: &Step,
    ) -> Result<()> {
        let at = At {
            then,
            member,
            reference,
            names,
        };
        let negotiation = then.negotiation();
        match step {
            Step::Position {
                term,
                stance,
                room,
                words,
                red_line,
                authority,
                reply_by,
            } => {
                let (number, version) = at.term(term).await?;
                let position = PositionToTake {
                    version,
                    room: Some(room.as_ref().map_or(Room::Joint, |room| room.0)),
                    said: Said {
                        stance: stance.0,
                        words: words.clone(),
                        red_line: *red_line,
                        authority: authority.clone(),
                        reply_by: *reply_by,
                    },
                };
                let doer = at.acting(Act::TakePosition).await?;
                negotiation
                    .take_position(&doer, reference, number, &position)
                    .await?;
            }
            Step::ReleasePosition { term, department } => {
                let doer = at.acting(Act::ReleaseToJoint).await?;
                let (number, _) = at.term(term).await?;
                let view = negotiation
                    .term(&member.viewer, doer.hat(), reference, number, None, None)
                    .await?;
                let party = PartyId::department(department);
                let position = view
                    .parties
                    .iter()
                    .filter(|one| one.name.id == party)
                    .find_map(|one| one.noted.as_ref())
                    .with_context(|| format!("{department} has said nothing in private"))?;
                negotiation
                    .release_position(
                        &doer,
                        reference,
                        number,
                        &position.id,
                        &position.position.said.words,
                    )
                    .await?;
            }
            Step::Propose {
                proposal,
                term,
                what,
                room,
                reason,
                set,
                agrees_so,
            } => {
                let (number, version) = at.term(term).await?;
                let key = at.key(what.as_ref().unwrap_or(term))?.clone();
                let room = room.as_ref().map_or(Room::Joint, |room| room.0);
                let as_position = agrees_so.then(|| PositionToTake {
                    version,
                    room: Some(room),
                    said: Said::new(Stance::AgreeIf, reason.as_str()),
                });
                let wanted = WordingToPropose {
                    base: version,
                    change: Change::Edit(key),
                    posted: posted(set, names)?,
                    reason: reason.clone(),
                    room: Some(room),
                    as_position,
                };
                let doer = at.acting(Act::ProposeWording).await?;
                let slug = negotiation
                    .propose(&doer, reference, number, &wanted)
                    .await?;
                self.proposals.insert(proposal.clone(), (number, slug));
            }
            Step::TakeUp { proposal, reason } => {
                let (number, slug) = self.proposal(proposal)?;
                let version = at.version(number).await?;
                let doer = at.acting(Act::TakeUp).await?;
                let none = Default::default();
                negotiation
                    .take_up(&doer, reference, number, slug, version, &none, reason)
                    .await?;
            }
            Step::RefuseWording { proposal, reason } => {
                let (number, slug) = self.proposal(proposal)?;
                let doer = at.acting(Act::RefuseWording).await?;
                negotiation
                    .refuse_wording(&doer, reference, number, slug, reason)
                    .await?;
            }
            Step::AddParty {
                term,
                department,
                reason,
            } => {
                let (number, _) = at.term(term).await?;
                let doer = at.acting(Act::AddParty).await?;
                let department = department.as_str().into();
                negotiation
                    .add_party(&doer, reference, number, &department, reason)
                    .await?;
            }
            Step::Remind { term, party } => {
                let (number, _) = at.term(term).await?;
                let doer = at.acting(Act::Remind).await?;
                let party = PartyId::from_code(party);
                negotiation.remind(&doer, reference, number, &party).await?;
            }
            Step::RaiseBarrier { called, barrier } => {
                let mut form = posted(barrier, names)?;
                let mut numbers = Vec::new();
                for name in form.all("blocks") {
                    numbers.push(at.term(name).await?.0.to_string());
                }
                form.put("blocks", numbers);
                let doer = at.acting(Act::RaiseBarrier).await?;
                let slug = negotiation.raise_barrier(&doer, reference, &form).await?;
                self.barriers
                    .extend(called.clone().map(|called| (called, slug)));
            }
            Step::ChangeBarrier { barrier, set } => {
                let slug = self
                    .barriers
                    .get(barrier)
                    .ok_or_else(|| anyhow!("no barrier is called {barrier}"))?;
                let form = posted(set, names)?;
                let doer = at.acting(Act::UpdateBarrier).await?;
                let stands = negotiation
                    .barrier(&member.viewer, doer.hat(), reference, slug)
                    .await?;
                negotiation
                    .update_barrier(&doer, reference, slug, stands.version, &form)
                    .await?;
            }
        }
        Ok(())
    }

    fn proposal(&self, name: &str) -> Result<(u32, &str)> {
        let (number, slug) = self
            .proposals
            .get(name)
            .ok_or_else(|| anyhow!("no proposal is called {name}"))?;
        Ok((*number, slug))
    }
}

/// Where one of them stands and what they see.
struct At<'a> {
    then: &'a Services,
    member: &'a Member,
    reference: &'a Reference,
    names: &'a Names,
}

impl At<'_> {
    /// Whoever it is, under the first of their roles in which they may do this here.
    async fn acting(&self, act: Act) -> Result<Doer> {
        let offers = self.then.offers();
        let offer = offers.read(&self.member.viewer, self.reference).await?;
        // In a variation its terms are bargained over while the agreement is in force. The services ask again.
        let varying = OfferFacts {
            stage: Stage::Negotiating,
            ..offer.facts.clone()
        };
        let may = |hat: &Hat| {
            let may = |facts| permit(Some(hat), act, Some(facts)).is_allowed();
            may(&offer.facts) || may(&varying)
        };
        self.member.acting_where(may)
    }

    fn key(&self, name: &str) -> Result<&Key> {
        self.names
            .get(name)
            .ok_or_else(|| anyhow!("nothing is called {name}"))
    }

    /// The number of a term and of the version that stands.
    async fn term(&self, name: &str) -> Result<(u32, u32)> {
        let kind = TermKind::from_code(name);
        let key = self.names.get(name).filter(|_| kind.is_none());
        for term in self.terms().await? {
            let is_it = match key {
                Some(key) => term.subject.matter.as_ref() == Some(key),
                None => kind == Some(term.subject.kind),
            };
            if is_it {
                return Ok((term.number, term.version));
            }
        }
        bail!("no term is about {name}")
    }

    async fn version(&self, number: u32) -> Result<u32> {
        let mut terms = self.terms().await?.into_iter();
        let term = terms.find(|term| term.number == number);
        Ok(term.with_context(|| format!("no term {number}"))?.version)
    }

    async fn terms(&self) -> Result<Vec<TermStanding>> {
        let negotiation = self.then.negotiation();
        let bargain = negotiation.gives(&self.member.viewer, self.reference);
        Ok(bargain.await?.progress.standing)
    }
}
