//! Has people report on an agreement, quarter by quarter, as the stories say.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use domain::delivery::returns::{Decision, PartState, PeriodCode};
use domain::form::{Posted, Sheet, Widget};
use domain::money::Pence;
use domain::process::{Reference, Role};
use serde::Deserialize;
use services::Services;
use services::ledger::ClaimOf;
use services::returns::ToSubmit;

use super::cast::{Cast, Member};
use super::form::Names;

/// What somebody does about a return.
#[derive(Deserialize)]
#[serde(tag = "does", rename_all = "kebab-case")]
pub enum Report {
    /// Fills in every part that they may.
    FillReturn {
        period: String,
        /// By the name of the field, with what it is about as the story calls it: `claimed-administration`. Every other
        /// amount is nought.
        set: BTreeMap<String, String>,
    },
    SubmitReturn {
        period: String,
    },
    /// Accepts every part but these, each queried for its reason.
    ReviewReturn {
        period: String,
        #[serde(default)]
        queries: BTreeMap<String, String>,
    },
    /// Names who verifies what the lead council claims.
    NameVerifier {
        who: String,
    },
    VerifySavings {
        period: String,
        line: String,
        amount: String,
        reason: String,
    },
}

/// Where one of them stands.
pub struct At<'a> {
    pub then: &'a Services,
    pub cast: &'a Cast,
    pub member: &'a Member,
    pub reference: &'a Reference,
    pub names: &'a Names,
}

impl At<'_> {
    pub async fn take(&self, report: &Report) -> Result<()> {
        let (returns, ledger) = (self.then.returns(), self.then.ledger());
        let (viewer, reference) = (&self.member.viewer, self.reference);
        match report {
            Report::FillReturn { period, set } => self.fill(code(period)?, set).await,
            Report::SubmitReturn { period } => {
                let period = code(period)?;
                let one = returns.look(viewer, reference, period).await?;
                let doer = self.member.acting(&[Role::PlaceLeader])?;
                let to_submit = ToSubmit {
                    version: one.version,
                    without_partners: false,
                };
                Ok(returns.submit(&doer, reference, period, to_submit).await?)
            }
            Report::ReviewReturn { period, queries } => {
                let period = code(period)?;
                let one = returns.look(viewer, reference, period).await?;
                let waiting = one
                    .parts
                    .iter()
                    .filter(|part| part.state == PartState::Submitted);
                let decisions: BTreeMap<String, Decision> = waiting
                    .map(|part| {
                        let code = part.code.to_string();
                        let decision = match queries.get(&code) {
                            Some(reason) => Decision::Query {
                                reason: reason.clone(),
                            },
                            None => Decision::Accept,
                        };
                        (code, decision)
                    })
                    .collect();
                let doer = self.member.acting(&[Role::ProgrammeOffice])?;
                returns
                    .review(&doer, reference, period, one.version, &decisions)
                    .await?;
                Ok(())
            }
            Report::NameVerifier { who } => {
                let person = self.cast.member(who)?.person();
                let doer = self.member.acting(&[Role::ProgrammeOffice])?;
                Ok(ledger.name_verifier(&doer, reference, "", person).await?)
            }
            Report::VerifySavings {
                period,
                line,
                amount,
                reason,
            } => {
                let claim = ClaimOf {
                    line: self.key(line)?,
                    period: code(period)?,
                };
                let view = ledger.savings(viewer, reference, None).await?;
                let claimed = view
                    .claims
                    .iter()
                    .find(|one| one.line == claim.line && one.period == claim.period)
                    .context("nothing is claimed")?
                    .claimed;
                let doer = self.member.acting(&[Role::DepartmentReviewer])?;
                let said = (Pence::parse(amount)?, reason.as_str());
                Ok(ledger
                    .verify(&doer, reference, &claim, claimed, said)
                    .await?)
            }
        }
    }

    async fn fill(&self, period: PeriodCode, set: &BTreeMap<String, String>) -> Result<()> {
        let (returns, viewer) = (self.then.returns(), &self.member.viewer);
        let one = returns.look(viewer, self.reference, period).await?;
        let doer = self
            .member
            .acting(&[Role::PlaceLeader, Role::Drafter, Role::Partner])?;
        let mut said = BTreeMap::new();
        for (name, text) in set {
            said.insert(self.field(name)?, text.clone());
        }
        for part in one.parts.iter().filter(|part| part.may_fill) {
            let form = returns
                .part(viewer, self.reference, period, &part.code)
                .await?;
            let posted = answers(&form.sheet(None), &said);
            returns
                .save(
                    &doer,
                    self.reference,
                    period,
                    &part.code,
                    form.version,
                    &posted,
                )
                .await
                .with_context(|| part.title.clone())?;
        }
        Ok(())
    }

    /// `claimed-administration` with the key that stands for it here; `paid-in-into-work-1` and `actual-in-work.1` too.
    fn field(&self, name: &str) -> Result<String> {
        for start in [
            "claimed-",
            "forecast-",
            "invested-",
            "paid-in-",
            "spent-",
            "use-",
            "about-",
            "actual-",
            "share-",
        ] {
            let Some(about) = name.strip_prefix(start) else {
                continue;
            };
            let (about, number) = match about.rsplit_once(['-', '.']) {
                Some((about, number)) if number.parse::<u32>().is_ok() => {
                    (about, &name[start.len() + about.len()..])
                }
                _ => (about, ""),
            };
            return Ok(format!("{start}{}{number}", self.key(about)?));
        }
        Ok(name.to_owned())
    }

    fn key(&self, name: &str) -> Result<String> {
        let key = self.names.get(name);
        let key = key.with_context(|| format!("nothing is called {name}"))?;
        Ok(key.to_string())
    }
}

fn code(period: &str) -> Result<PeriodCode> {
    Ok(period.parse()?)
}

/// What the story says, and else nought; what took half an hour.
fn answers(sheet: &Sheet, said: &BTreeMap<String, String>) -> Posted {
    let mut posted = Posted::default();
    for field in sheet.fields() {
        let text = match (said.get(&field.name), &field.widget) {
            (Some(text), _) => text.clone(),
            (None, _) if field.name == "minutes" => "30".to_owned(),
            (None, Widget::Money) if field.is_blank() => "0".to_owned(),
            (None, _) => continue,
        };
        posted.push(field.name.clone(), text);
    }
    posted
}
