//! The ledger in the store: read whole, and only ever added to; with what follows from it for lists over many offers.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::agreement::Content;
use domain::delivery::returns::{
    Amount, Claim, EntryKind, Ledger, LedgerEntry, Line, Part, PeriodCode, Post, reports_itself,
};
use domain::money::{Pence, SavingsKind};
use domain::process::{PersonId, Reference};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};

use crate::act::ActTx;
use crate::store::returns::{claim, entry, total, verifier};
use crate::{Refusal, chance};

/// The ledger of an agreement. One statement.
pub(crate) async fn load(db: &impl ConnectionTrait, offer_id: &str) -> Result<Ledger, Refusal> {
    let rows = entry::Entity::find()
        .filter(entry::Column::OfferId.eq(offer_id))
        .order_by_asc(entry::Column::RecordedAt)
        .order_by_asc(entry::Column::Id)
        .all(db)
        .await?;
    let entries = rows.into_iter().map(|row| {
        Ok(LedgerEntry {
            post: Post {
                kind: EntryKind::from_code(&row.kind)
                    .ok_or_else(|| Refusal::broken("a kind of entry"))?,
                year: row.year.parse().map_err(Refusal::broken)?,
                period: (row.period.as_deref().map(str::parse).transpose())
                    .map_err(Refusal::broken)?,
                line: row.line,
                organisation: row.organisation,
                fund: row.fund,
            },
            change: Pence::new(row.change).map_err(Refusal::broken)?,
            reason: row.reason,
            recorded_at: row.recorded_at,
        })
    });
    Ok(Ledger {
        entries: entries.collect::<Result<_, Refusal>>()?,
    })
}

/// Adds changes to the ledger, and writes anew what follows from it. Answers those for whom something has begun to wait
/// to be verified.
pub(crate) async fn record(
    act: &ActTx,
    offer_id: &str,
    content: &Content,
    ledger: &mut Ledger,
    changes: Vec<Amount>,
    reason: &str,
) -> Result<Vec<PersonId>, Refusal> {
    let rows = changes.iter().map(|change| entry::ActiveModel {
        id: Set(chance::new_id()),
        offer_id: Set(offer_id.to_owned()),
        kind: Set(change.post.kind.code().to_owned()),
        year: Set(change.post.year.to_string()),
        period: Set(change.post.period.map(|period| period.to_string())),
        line: Set(change.post.line.clone()),
        organisation: Set(change.post.organisation.clone()),
        fund: Set(change.post.fund.clone()),
        change: Set(change.amount.get()),
        reason: Set(reason.to_owned()),
        recorded_at: Set(act.now()),
    });
    if !changes.is_empty() {
        entry::Entity::insert_many(rows)
            .exec_without_returning(act.db())
            .await?;
    }
    ledger.record(changes, reason, act.now());
    write_totals(act.db(), offer_id, content, ledger).await?;
    write_claims(act.db(), offer_id, content, ledger).await?;
    write_waits(act, offer_id, content, ledger).await
}

/// What a refusal says where sums grow beyond all money.
pub(crate) fn too_large(error: domain::money::TooLarge) -> Refusal {
    Refusal::fault("", error.to_string())
}

async fn write_totals(
    db: &impl ConnectionTrait,
    offer_id: &str,
    content: &Content,
    ledger: &Ledger,
) -> Result<(), Refusal> {
    let kinds: BTreeMap<&str, SavingsKind> = (content.savings())
        .filter_map(|(key, line)| Some((key.as_str(), line.kind?)))
        .collect();
    // By year and kind of saving: what each kind of entry comes to.
    let mut sums: BTreeMap<(String, &str), BTreeMap<EntryKind, Vec<Pence>>> = BTreeMap::new();
    for entry in &ledger.entries {
        let Some(kind) = kinds.get(entry.post.line.as_str()) else {
            continue;
        };
        let key = (entry.post.year.to_string(), kind.key());
        let row = sums.entry(key).or_default();
        row.entry(entry.post.kind).or_default().push(entry.change);
    }
    total::Entity::delete_many()
        .filter(total::Column::OfferId.eq(offer_id))
        .exec(db)
        .await?;
    let mut rows = Vec::new();
    for ((year, kind), row) in sums {
        let sum = |of: EntryKind| -> Result<i64, Refusal> {
            let amounts = row.get(&of).into_iter().flatten().copied();
            Ok(Pence::total(amounts).map_err(too_large)?.get())
        };
        rows.push(total::ActiveModel {
            offer_id: Set(offer_id.to_owned()),
            year: Set(year),
            kind: Set(kind.to_owned()),
            low: Set(sum(EntryKind::PlannedLow)?),
            planned: Set(sum(EntryKind::Planned)?),
            high: Set(sum(EntryKind::PlannedHigh)?),
            forecast: Set(sum(EntryKind::Forecast)?),
            claimed: Set(sum(EntryKind::Claimed)?),
            verified: Set(sum(EntryKind::Verified)?),
        });
    }
    if !rows.is_empty() {
        total::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// A name as it is compared.
pub(crate) fn small(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The savings that these parts can claim in a period.
pub(crate) fn claims_of(
    content: &Content,
    reference: &Reference,
    parts: &[Part],
    period: PeriodCode,
) -> Vec<Claim> {
    let lines = parts.iter().flat_map(|part| &part.lines);
    let savings = lines.filter_map(|line| match line {
        Line::Saving(line) => Some(line),
        _ => None,
    });
    savings
        .map(|line| Claim {
            offer: reference.to_string(),
            line: line.key.to_string(),
            title: line.title.clone(),
            area: line.area,
            organisation: content.name(&line.bearer).to_owned(),
            year: period.year(),
        })
        .collect()
}

/// Which lines are claimed in which year, so that the same saving is found in two.
async fn write_claims(
    db: &impl ConnectionTrait,
    offer_id: &str,
    content: &Content,
    ledger: &Ledger,
) -> Result<(), Refusal> {
    let claimed = ledger
        .cut(EntryKind::Claimed, |post| (post.line.clone(), post.year))
        .map_err(too_large)?;
    claim::Entity::delete_many()
        .filter(claim::Column::OfferId.eq(offer_id))
        .exec(db)
        .await?;
    let mut rows = Vec::new();
    for ((key, year), amount) in claimed {
        let line = content.savings().find(|(one, _)| one.as_str() == key);
        let Some((_, line)) = line.filter(|_| !amount.is_zero()) else {
            continue;
        };
        rows.push(claim::ActiveModel {
            offer_id: Set(offer_id.to_owned()),
            line: Set(key),
            year: Set(year.to_string()),
            organisation: Set(small(content.name(&line.bearer))),
            area: Set(line.area.map_or("", |area| area.code()).to_owned()),
            title: Set(line.title.clone()),
        });
    }
    if !rows.is_empty() {
        claim::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// Who claims what stands under a post: the key of a partner, empty for the lead council.
pub(crate) fn claimant(content: &Content, post: &Post) -> String {
    reports_itself(content, &post.organisation).map_or_else(String::new, |key| key.to_string())
}

/// The claims that nobody has verified since they were made or corrected, with the moment of that.
pub(crate) fn to_verify(ledger: &Ledger) -> Vec<(Post, DateTime<Utc>)> {
    /// When it was claimed last, and verified last.
    type Last = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);
    let mut last: BTreeMap<Post, Last> = BTreeMap::new();
    for entry in &ledger.entries {
        let post = Post {
            kind: EntryKind::Claimed,
            ..entry.post.clone()
        };
        match entry.post.kind {
            EntryKind::Claimed => last.entry(post).or_default().0 = Some(entry.recorded_at),
            EntryKind::Verified => last.entry(post).or_default().1 = Some(entry.recorded_at),
            EntryKind::PlannedLow
            | EntryKind::Planned
            | EntryKind::PlannedHigh
            | EntryKind::Forecast
            | EntryKind::Invested
            | EntryKind::SharePaid
            | EntryKind::PaidIn
            | EntryKind::Spent => {}
        }
    }
    last.into_iter()
        .filter_map(|(post, (claimed, verified))| {
            let claimed = claimed?;
            // What is verified in the moment of the claim is verified after it.
            let waits = verified.is_none_or(|verified| verified < claimed);
            waits.then_some((post, claimed))
        })
        .collect()
}

/// Notes for each verifier since when something waits for them.
pub(crate) async fn write_waits(
    act: &ActTx,
    offer_id: &str,
    content: &Content,
    ledger: &Ledger,
) -> Result<Vec<PersonId>, Refusal> {
    let rows = verifier::Entity::find()
        .filter(verifier::Column::OfferId.eq(offer_id))
        .all(act.db())
        .await?;
    let waiting = to_verify(ledger);
    let mut fresh = Vec::new();
    for row in rows {
        let mine = waiting
            .iter()
            .filter(|(post, _)| claimant(content, post) == row.claims);
        let since = mine.map(|(_, since)| *since).min();
        if since.is_some() && row.waits_since.is_none() {
            fresh.push(PersonId::from(row.person_id.as_str()));
        }
        if since != row.waits_since {
            let write = verifier::ActiveModel {
                waits_since: Set(since),
                ..Default::default()
            };
            verifier::Entity::update_many()
                .set(write)
                .filter(verifier::Column::OfferId.eq(offer_id))
                .filter(verifier::Column::Claims.eq(row.claims.as_str()))
                .exec(act.db())
                .await?;
        }
    }
    Ok(fresh)
}

/// Names who verifies, in the place of whoever did.
pub(crate) async fn put_verifier(
    db: &impl ConnectionTrait,
    row: verifier::ActiveModel,
) -> Result<(), Refusal> {
    verifier::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([verifier::Column::OfferId, verifier::Column::Claims])
                .update_columns([
                    verifier::Column::PersonId,
                    verifier::Column::OrganisationId,
                    verifier::Column::NamedAt,
                    verifier::Column::WaitsSince,
                ])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}
