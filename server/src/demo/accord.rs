//! Has people settle, issue, sign and vary, as the stories say.

use anyhow::{Context, Result, anyhow};
use chrono::NaiveDate;
use domain::agreement::Capacity;
use domain::negotiation::{Said, Stance};
use domain::process::{Act, Hat, Reference, Role, Room, permit};
use serde::Deserialize;
use services::agreements::{IssueForm, ToIssue, ToName};
use services::negotiation::PositionToTake;
use services::{Doer, Refusal, Services};

use super::cast::{Cast, Member};
use super::form::Names;

/// What somebody does on the way to an agreement, and within one.
#[derive(Deserialize)]
#[serde(tag = "does", rename_all = "kebab-case")]
pub enum Deal {
    /// Agrees to every term on which their party is asked.
    AgreeToAll,
    Settle,
    PutOutMemorandum {
        budget: String,
        until: NaiveDate,
        signs: Vec<Signs>,
    },
    Issue {
        variation: Option<u32>,
        until: NaiveDate,
        signs: Vec<Signs>,
    },
    /// Signs whatever waits for them.
    Sign,
    Vary {
        terms: Vec<String>,
        reason: String,
    },
    SettleVariation {
        variation: u32,
    },
    /// The day has come for whatever waits for one.
    KeepCalendar,
}

/// Who signs, for whichever party they can sign for.
#[derive(Deserialize)]
pub struct Signs {
    who: String,
    office: String,
    #[serde(default = "first")]
    turn: u32,
}

const fn first() -> u32 {
    1
}

/// Where one of them stands and what they see.
pub struct At<'a> {
    pub then: &'a Services,
    pub cast: &'a Cast,
    pub member: &'a Member,
    pub reference: &'a Reference,
    pub names: &'a Names,
}

impl At<'_> {
    /// Does what the story says.
    pub async fn take(&self, deal: &Deal) -> Result<()> {
        let (agreements, reference) = (self.then.agreements(), self.reference);
        match deal {
            Deal::AgreeToAll => self.agree_to_all().await,
            Deal::Settle => {
                let doer = self.acting(Act::Settle).await?;
                Ok(self.then.offers().settle(&doer, reference).await?)
            }
            Deal::PutOutMemorandum {
                budget,
                until,
                signs,
            } => {
                let doer = self.acting(Act::PutOutMemorandum).await?;
                let key = self.names.get(budget);
                let key = key.with_context(|| format!("nothing is called {budget}"))?;
                let form = agreements
                    .memorandum_form(&self.member.viewer, reference, key)
                    .await?;
                let asked = self.named(&form, *until, signs)?;
                agreements
                    .put_out_memorandum(&doer, reference, key, &asked)
                    .await?;
                Ok(())
            }
            Deal::Issue {
                variation,
                until,
                signs,
            } => {
                let doer = self.member.acting(&[Role::ProgrammeOffice])?;
                let form = agreements
                    .issue_form(&self.member.viewer, reference, *variation)
                    .await?;
                let asked = self.named(&form, *until, signs)?;
                agreements
                    .issue(&doer, reference, *variation, &asked)
                    .await?;
                Ok(())
            }
            Deal::Sign => self.sign().await,
            Deal::Vary { terms, reason } => {
                let doer = self.acting(Act::Vary).await?;
                let form = agreements
                    .variation_form(&self.member.viewer, reference)
                    .await?;
                let numbers = self.numbers(terms).await?;
                let known = |number: &u32| form.terms.iter().any(|(term, _, _)| term == number);
                if !numbers.iter().all(known) {
                    return Err(anyhow!("not every term is in the agreement: {numbers:?}"));
                }
                agreements.vary(&doer, reference, &numbers, reason).await?;
                Ok(())
            }
            Deal::SettleVariation { variation } => {
                let doer = self.member.acting(&[Role::Champion])?;
                Ok(agreements
                    .settle_variation(&doer, reference, *variation)
                    .await?)
            }
            Deal::KeepCalendar => {
                self.then.keep_calendar().await?;
                Ok(())
            }
        }
    }

    /// Terms that are none of their business refuse them, and are passed over; so are those that are closed.
    async fn agree_to_all(&self) -> Result<()> {
        let negotiation = self.then.negotiation();
        let viewer = &self.member.viewer;
        let bargain = negotiation.gives(viewer, self.reference).await?;
        let hats = [Role::PlaceLeader, Role::DepartmentReviewer];
        let doer = self.member.acting(&hats)?;
        for term in &bargain.progress.standing {
            let position = PositionToTake {
                version: term.version,
                room: Some(Room::Joint),
                said: Said::new(Stance::Agree, ""),
            };
            let taken = negotiation
                .take_position(&doer, self.reference, term.number, &position)
                .await;
            match taken {
                Ok(_) | Err(Refusal::NotAllowed(_) | Refusal::WrongStage(_)) => {}
                Err(refusal) => {
                    return Err(refusal).with_context(|| format!("term {}", term.number));
                }
            }
        }
        Ok(())
    }

    async fn sign(&self) -> Result<()> {
        let (agreements, viewer) = (self.then.agreements(), &self.member.viewer);
        let desk = agreements.desk(viewer, self.reference).await?;
        let mine = desk.sheets.iter().find(|line| line.waits_for_me);
        let line = mine.context("nothing waits for their signature")?;
        let sheet = agreements.sheet(viewer, self.reference, &line.slug).await?;
        let hat = sheet.hat.context("they are not named")?;
        let doer = self.member.acting_where(|worn| *worn == hat)?;
        agreements
            .sign(&doer, self.reference, &line.slug, line.digest, true)
            .await?;
        Ok(())
    }

    /// Everybody for the party that they can sign for.
    fn named(&self, form: &IssueForm, until: NaiveDate, signs: &[Signs]) -> Result<ToIssue> {
        let signatories = signs.iter().map(|one| {
            let person = self.cast.member(&one.who)?.person();
            let party = form.parties.iter().find(|party| {
                let mut candidates = party.candidates.iter();
                candidates.any(|candidate| candidate.person == *person)
            });
            let party = party.with_context(|| format!("{} signs for nobody", one.who))?;
            Ok(ToName {
                party: party.party.clone(),
                person: person.clone(),
                office: one.office.clone(),
                capacity: Capacity::Signer,
                step: one.turn,
            })
        });
        Ok(ToIssue {
            signatories: signatories.collect::<Result<_>>()?,
            last_day: Some(until),
        })
    }

    /// The numbers of terms by the names of their matters in the story.
    async fn numbers(&self, names: &[String]) -> Result<Vec<u32>> {
        let negotiation = self.then.negotiation();
        let bargain = negotiation
            .gives(&self.member.viewer, self.reference)
            .await?;
        let number = |name: &String| {
            let key = self.names.get(name);
            let key = key.with_context(|| format!("nothing is called {name}"))?;
            let mut standing = bargain.progress.standing.iter();
            let term = standing.find(|term| term.subject.matter.as_ref() == Some(key));
            Ok(term
                .with_context(|| format!("no term is about {name}"))?
                .number)
        };
        names.iter().map(number).collect()
    }

    /// Whoever it is, under the first of their roles in which they may do this here.
    async fn acting(&self, act: Act) -> Result<Doer> {
        let offers = self.then.offers();
        let offer = offers.read(&self.member.viewer, self.reference).await?;
        let may = |hat: &Hat| permit(Some(hat), act, Some(&offer.facts)).is_allowed();
        self.member.acting_where(may)
    }
}
