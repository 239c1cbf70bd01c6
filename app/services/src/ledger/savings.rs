//! The savings of an agreement: planned, forecast, claimed and verified, and how they are shared.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::delivery::returns::{
    EntryKind, Ledger, LedgerEntry, OnActuals, PeriodCode, Post, on_actuals, reports_itself,
};
use domain::money::{FinancialYear, Pence, SavingsKind, TooLarge};
use domain::process::{Act, Reference, permit_any};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationDef,
};

use super::LedgerOf;
use super::entries::{self, claimant, to_verify};
use crate::returns::Agreed;
use crate::store::people;
use crate::store::returns::verifier;
use crate::{Refusal, Viewer, london};

/// All of it, today or as it was reported on a past day.
#[derive(Clone, Debug)]
pub struct SavingsView {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub as_of: Option<NaiveDate>,
    pub today: NaiveDate,
    pub years: Vec<FinancialYear>,
    pub lines: Vec<LineView>,
    /// What all lines of a kind come to, year by year; kinds are never added together.
    pub totals: Vec<(SavingsKind, Vec<LineOfYear>)>,
    /// In words, where it cannot be worked out.
    pub sharing: Result<OnActuals, String>,
    /// The names of the organisations that the sharing and the lines name.
    pub names: Vec<(String, String)>,
    pub waiting: Vec<Waiting>,
    pub verifiers: Vec<VerifierLine>,
    pub corrections: Vec<Correction>,
    /// Every claim that can be corrected: line, its title, period, and what stands.
    pub claims: Vec<Waiting>,
    pub may_name: bool,
    pub may_correct: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineView {
    pub key: String,
    pub title: String,
    pub kind: Option<SavingsKind>,
    /// Who bears the work and claims.
    pub bearer: String,
    pub years: Vec<LineOfYear>,
}

/// What stands for a line, or for all of a kind, in one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineOfYear {
    pub low: Pence,
    pub central: Pence,
    pub high: Pence,
    pub forecast: Pence,
    pub claimed: Pence,
    pub verified: Pence,
}

/// A claim that waits to be verified, or can be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub line: String,
    pub title: String,
    pub period: PeriodCode,
    pub claimed: Pence,
    pub verified: Pence,
    /// Whether this viewer is named to verify it.
    pub is_mine: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierLine {
    /// The organisation that claims.
    pub claims: String,
    /// The name of whoever verifies, where somebody is named.
    pub person: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub title: String,
    pub kind: EntryKind,
    pub period: Option<PeriodCode>,
    pub change: Pence,
    pub reason: String,
    pub recorded_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Named {
    claims: String,
    person_id: String,
    name: String,
}

impl LedgerOf<'_> {
    /// The savings, as they stand or as they stood at the end of a day in London. Seven statements at most.
    ///
    /// # Errors
    /// Not found, or the wrong stage, as for reading delivery.
    pub async fn savings(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        as_of: Option<NaiveDate>,
    ) -> Result<SavingsView, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadDelivery, reference).await?;
        let db = self.services.read();
        let offer_id = &seen.head.row.id;
        let now = self.services.today();
        let today = as_of.map_or(now, |day| day.min(now));
        let whole = entries::load(db, offer_id).await?;
        let (agreed, ledger) = match as_of {
            None => (Agreed::of(db, offer_id).await?, whole),
            Some(day) => {
                let moment = end_of(day);
                let agreed = Agreed::as_of(db, offer_id, moment).await?;
                (agreed, whole.as_of(moment))
            }
        };
        let content = &agreed.content;
        let years = content.head.years.clone();
        let title_of = |key: &str| {
            let mut lines = content.savings();
            lines.find(|(one, _)| one.as_str() == key).map_or_else(
                || "A line of another version".to_owned(),
                |(_, line)| line.title.trim().to_owned(),
            )
        };
        let mut lines = Vec::new();
        for (key, line) in content.savings() {
            let by_year = years.iter().map(|year| {
                of_year(&ledger, |post| {
                    post.line == key.as_str() && post.year == *year
                })
            });
            lines.push(LineView {
                key: key.to_string(),
                title: line.title.trim().to_owned(),
                kind: line.kind,
                bearer: content.name(&line.bearer).to_owned(),
                years: by_year
                    .collect::<Result<_, _>>()
                    .map_err(entries::too_large)?,
            });
        }
        let mut totals = Vec::new();
        for kind in SavingsKind::ALL {
            let keys: Vec<&str> = lines
                .iter()
                .filter(|line| line.kind == Some(kind))
                .map(|line| line.key.as_str())
                .collect();
            if keys.is_empty() {
                continue;
            }
            let by_year = years.iter().map(|year| {
                of_year(&ledger, |post| {
                    post.year == *year && keys.contains(&post.line.as_str())
                })
            });
            let by_year = by_year
                .collect::<Result<_, _>>()
                .map_err(entries::too_large)?;
            totals.push((kind, by_year));
        }
        let person: RelationDef = verifier::Entity::belongs_to(people::Entity)
            .from(verifier::Column::PersonId)
            .to(people::Column::Id)
            .into();
        let named = verifier::Entity::find()
            .select_only()
            .columns([verifier::Column::Claims, verifier::Column::PersonId])
            .column(people::Column::Name)
            .join(JoinType::InnerJoin, person)
            .filter(verifier::Column::OfferId.eq(offer_id.as_str()))
            .into_model::<Named>()
            .all(db)
            .await?;
        let may = |act: Act| {
            permit_any(&seen.hats, act, Some(&seen.facts))
                .verdict
                .is_allowed()
        };
        let may_verify = as_of.is_none() && may(Act::VerifySavings);
        let claim = |post: Post| -> Result<Waiting, TooLarge> {
            let whose = claimant(content, &post);
            let verified = Post {
                kind: EntryKind::Verified,
                ..post.clone()
            };
            Ok(Waiting {
                title: title_of(&post.line),
                period: post
                    .period
                    .unwrap_or_else(|| PeriodCode::of(post.year.first_day())),
                claimed: ledger.sum(|one| *one == post)?,
                verified: ledger.sum(|one| *one == verified)?,
                is_mine: may_verify
                    && named
                        .iter()
                        .any(|one| one.claims == whose && one.person_id == viewer.person.as_str()),
                line: post.line,
            })
        };
        let waiting = to_verify(&ledger).into_iter().map(|(post, _)| claim(post));
        let waiting: Vec<Waiting> = waiting
            .collect::<Result<_, _>>()
            .map_err(entries::too_large)?;
        let claims = ledger
            .cut(EntryKind::Claimed, Clone::clone)
            .map_err(entries::too_large)?
            .into_keys()
            .map(claim);
        let claims = claims
            .collect::<Result<_, _>>()
            .map_err(entries::too_large)?;
        let mut claimants: Vec<(String, String)> = Vec::new();
        for (_, line) in content.savings() {
            let key = reports_itself(content, &line.bearer);
            let name = key
                .as_ref()
                .map_or(content.head.place_name.as_str(), |key| {
                    content.name(key.as_str())
                });
            let key = key.as_ref().map_or_else(String::new, ToString::to_string);
            if claimants.iter().all(|(one, _)| *one != key) {
                claimants.push((key, name.to_owned()));
            }
        }
        let verifiers = claimants
            .into_iter()
            .map(|(key, name)| VerifierLine {
                person: named
                    .iter()
                    .find(|one| one.claims == key)
                    .map(|one| one.name.clone()),
                claims: name,
            })
            .collect();
        let corrections = ledger
            .entries
            .iter()
            .filter(|entry| !entry.reason.is_empty())
            .rev()
            .take(MOST_CORRECTIONS)
            .map(|entry| correction(entry, title_of(&entry.post.line)))
            .collect();
        let names = content
            .bodies
            .iter()
            .map(|body| (body.code.clone(), body.name.clone()))
            .collect();
        Ok(SavingsView {
            sharing: on_actuals(content, &ledger, today).map_err(|error| error.to_string()),
            reference: seen.head.reference.clone(),
            title: seen.head.row.title.clone(),
            place_name: seen.head.place_name.clone(),
            as_of,
            today,
            years,
            lines,
            totals,
            names,
            waiting,
            verifiers,
            corrections,
            claims,
            may_name: as_of.is_none() && may(Act::NameVerifier),
            may_correct: as_of.is_none() && may(Act::CorrectReturn),
        })
    }
}

/// The most corrections that one page lists, the newest first.
const MOST_CORRECTIONS: usize = 50;

/// The last moment of a day in London.
pub(super) fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let next = day
        .checked_add_days(Days::new(1))
        .and_then(london::midnight);
    next.map_or(DateTime::<Utc>::MAX_UTC, |next| {
        next - TimeDelta::microseconds(1)
    })
}

fn of_year(ledger: &Ledger, of: impl Fn(&Post) -> bool) -> Result<LineOfYear, TooLarge> {
    let sum = |kind: EntryKind| ledger.sum(|post| post.kind == kind && of(post));
    Ok(LineOfYear {
        low: sum(EntryKind::PlannedLow)?,
        central: sum(EntryKind::Planned)?,
        high: sum(EntryKind::PlannedHigh)?,
        forecast: sum(EntryKind::Forecast)?,
        claimed: sum(EntryKind::Claimed)?,
        verified: sum(EntryKind::Verified)?,
    })
}

fn correction(entry: &LedgerEntry, title: String) -> Correction {
    Correction {
        title,
        kind: entry.post.kind,
        period: entry.post.period,
        change: entry.change,
        reason: entry.reason.clone(),
        recorded_at: entry.recorded_at,
    }
}
