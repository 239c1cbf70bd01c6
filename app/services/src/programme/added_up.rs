//! Rows that the database added up, as figures.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::money::{FinancialYear, Pence, SavingsKind};
use domain::process::Stage;
use sea_orm::FromQueryResult;

use super::figures::{Group, Promised, Reported, StageCount, Waits, WaitsOn};
use crate::Refusal;
use crate::london::local_date;
use crate::negotiation::keep::{POSITION, THE_PLACE};
use crate::offers::head::known;

#[derive(FromQueryResult)]
pub(super) struct Counted {
    pub(super) stage: String,
    pub(super) theme: String,
    pub(super) level: String,
    pub(super) region: String,
    pub(super) counted: i64,
}

#[derive(FromQueryResult)]
pub(super) struct Middle {
    pub(super) stage: String,
    pub(super) stage_since: DateTime<Utc>,
}

#[derive(FromQueryResult)]
pub(super) struct Sum {
    pub(super) of: String,
    pub(super) code: String,
    pub(super) offers: i64,
    pub(super) first: i64,
    pub(super) second: i64,
    pub(super) third: i64,
}

#[derive(FromQueryResult)]
pub(super) struct Looked {
    pub(super) of: String,
    pub(super) many: i64,
}

/// What the sums are of.
pub(super) const PROMISED: &str = "promised";
pub(super) const KIND: &str = "kind";
pub(super) const REPORTED: &str = "reported";

#[derive(FromQueryResult)]
pub(super) struct Waiting {
    pub(super) side: String,
    pub(super) waits: String,
    pub(super) party: String,
    pub(super) terms: i64,
    pub(super) offers: i64,
    pub(super) oldest: DateTime<Utc>,
}

#[derive(FromQueryResult)]
pub(super) struct Undecided {
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) place_name: String,
    pub(super) stage_since: DateTime<Utc>,
}

pub(super) fn stages(
    counted: &[Counted],
    middle: &[Middle],
    today: NaiveDate,
) -> Result<Vec<StageCount>, Refusal> {
    let mut counts: BTreeMap<Stage, u64> = BTreeMap::new();
    for row in counted {
        *counts
            .entry(known(&row.stage, Stage::from_code)?)
            .or_default() += number(row.counted);
    }
    let days = |stage: Stage| {
        let of_stage = middle.iter().filter(|row| row.stage == stage.code());
        let days: Vec<i64> = of_stage
            .map(|row| days_since(row.stage_since, today))
            .collect();
        let many = i64::try_from(days.len()).unwrap_or(1).max(1);
        days.iter().sum::<i64>() / many
    };
    Ok(counts
        .into_iter()
        .map(|(stage, offers)| StageCount {
            stage,
            offers,
            median_days: days(stage),
        })
        .collect())
}

pub(super) fn groups<T: Copy + PartialEq>(
    all: &[T],
    counted: &[Counted],
    of: impl Fn(&Counted) -> Option<T>,
) -> Result<Vec<Group<T>>, Refusal> {
    let mut groups = Vec::new();
    for group in all.iter().copied().map(Some).chain([None]) {
        let mut found = Group {
            of: group,
            offers: 0,
            negotiating: 0,
            in_force: 0,
        };
        for row in counted.iter().filter(|row| of(row) == group) {
            let many = number(row.counted);
            found.offers += many;
            match known(&row.stage, Stage::from_code)? {
                Stage::Negotiating => found.negotiating += many,
                Stage::InForce => found.in_force += many,
                _ => {}
            }
        }
        if found.offers > 0 {
            groups.push(found);
        }
    }
    Ok(groups)
}

pub(super) fn promised(sums: &[Sum]) -> Result<Vec<Promised>, Refusal> {
    let mut years: BTreeMap<FinancialYear, Promised> = BTreeMap::new();
    for sum in sums.iter().filter(|sum| sum.of != KIND) {
        let year: FinancialYear = match sum.of.as_str() {
            PROMISED => {
                let start = sum.code.parse().map_err(Refusal::broken)?;
                FinancialYear::starting(start).map_err(Refusal::broken)?
            }
            _ => sum.code.parse().map_err(Refusal::broken)?,
        };
        let one = years.entry(year).or_insert(Promised::nothing(year));
        let (first, second, third) = (pence(sum.first)?, pence(sum.second)?, pence(sum.third)?);
        if sum.of == PROMISED {
            one.offers = number(sum.offers);
            (one.low, one.central, one.high) = (first, second, third);
        } else {
            one.reported = Some(Reported {
                planned: first,
                claimed: second,
                verified: third,
            });
        }
    }
    Ok(years.into_values().collect())
}

pub(super) fn kinds(sums: &[Sum]) -> Result<Vec<(SavingsKind, Pence)>, Refusal> {
    let mut kinds = Vec::new();
    for sum in sums.iter().filter(|sum| sum.of == KIND) {
        if let Some(kind) = SavingsKind::from_key(&sum.code) {
            kinds.push((kind, pence(sum.second)?));
        }
    }
    kinds.sort_by_key(|(kind, _)| SavingsKind::ALL.iter().position(|one| one == kind));
    Ok(kinds)
}

fn pence(sum: i64) -> Result<Pence, Refusal> {
    Pence::new(sum).map_err(Refusal::broken)
}

pub(super) fn waits(rows: Vec<Waiting>, today: NaiveDate) -> Vec<Waits> {
    let mut found: Vec<Waits> = Vec::new();
    for row in rows {
        let on = if row.side == THE_PLACE {
            WaitsOn::Places
        } else if row.waits == POSITION {
            WaitsOn::Department(row.party)
        } else {
            WaitsOn::Champions
        };
        let oldest_days = days_since(row.oldest, today);
        match found.iter_mut().find(|one| one.on == on) {
            Some(one) => {
                one.terms += number(row.terms);
                one.offers = one.offers.max(number(row.offers));
                one.oldest_days = one.oldest_days.max(oldest_days);
            }
            None => found.push(Waits {
                on,
                terms: number(row.terms),
                offers: number(row.offers),
                oldest_days,
            }),
        }
    }
    found.sort_by(|one, other| {
        let longest = other.oldest_days.cmp(&one.oldest_days);
        longest.then_with(|| one.on.code().cmp(other.on.code()))
    });
    found
}

fn days_since(moment: DateTime<Utc>, today: NaiveDate) -> i64 {
    (today - local_date(moment)).num_days()
}

pub fn number(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
