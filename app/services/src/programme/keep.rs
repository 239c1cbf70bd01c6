//! What the programme looks over is written beside the acts that change it, in the same transaction.

use chrono::{DateTime, Utc};
use domain::agreement::Content;
use domain::negotiation::{Term, TermKind};
use domain::offer::{Freedom, Key, Matter, Proposal};
use domain::programme::AskState;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QuerySelect, QueryTrait,
};
use serde_json::Value;

use crate::london::local_date;
use crate::store::agreement::{agreement, issue};
use crate::store::programme::{ask, precedent, promised, promised_kind, search_entry};
use crate::{Refusal, Services};

/// The words of an agreement that the index takes, in characters.
const LONGEST: usize = 60_000;
/// By what everybody finds it who may search at all.
const PUBLIC: &str = "zpublic";

/// A freedom that was asked for, and how far it has come.
struct Asked<'a> {
    key: &'a Key,
    freedom: &'a Freedom,
    term: Option<u32>,
    state: AskState,
    since: DateTime<Utc>,
    closed: Option<DateTime<Utc>>,
}

/// At submission: whatever the offer asks for now, and nothing that it asked for before.
pub(crate) async fn submitted(
    db: &impl ConnectionTrait,
    offer_id: &str,
    proposal: &Proposal,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    ask::Entity::delete_many()
        .filter(ask::Column::OfferId.eq(offer_id))
        .exec(db)
        .await?;
    let mut rows = Vec::new();
    for kept in &proposal.kept {
        if let Matter::Freedom(freedom) = &kept.matter {
            rows.extend(ask_rows(
                offer_id,
                &Asked {
                    key: &kept.key,
                    freedom,
                    term: None,
                    state: AskState::Waiting,
                    since: now,
                    closed: None,
                },
            ));
        }
    }
    add_asks(db, rows).await
}

/// After an act on a term about a freedom that closed it, opened it or gave it another text.
pub(crate) async fn followed(
    db: &impl ConnectionTrait,
    offer_id: &str,
    term: &Term,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if term.subject.kind != TermKind::Freedom {
        return Ok(());
    }
    let kept = term.current.matters.first();
    let Some((key, Matter::Freedom(freedom))) = kept.map(|kept| (&kept.key, &kept.matter)) else {
        return Ok(());
    };
    let of_matter = || {
        Condition::all()
            .add(ask::Column::OfferId.eq(offer_id))
            .add(ask::Column::MatterSlug.eq(key.as_str()))
    };
    let first = ask::Entity::find()
        .filter(of_matter())
        .limit(1)
        .one(db)
        .await?;
    ask::Entity::delete_many()
        .filter(of_matter())
        .exec(db)
        .await?;
    let state = AskState::of(term.state());
    let asked = Asked {
        key,
        freedom,
        term: Some(term.number),
        state,
        since: first.map_or(now, |row| row.asked_at),
        closed: (state != AskState::Waiting).then_some(now),
    };
    add_asks(db, ask_rows(offer_id, &asked)).await
}

fn ask_rows(offer_id: &str, asked: &Asked<'_>) -> Vec<ask::ActiveModel> {
    let days = asked
        .closed
        .map(|closed| (local_date(closed) - local_date(asked.since)).num_days());
    let departments: std::collections::BTreeSet<&String> =
        asked.freedom.departments.iter().collect();
    departments
        .into_iter()
        .map(|department| ask::ActiveModel {
            offer_id: Set(offer_id.to_owned()),
            matter_slug: Set(asked.key.to_string()),
            department: Set(department.clone()),
            term: Set(asked.term.and_then(|term| i32::try_from(term).ok())),
            kind: Set(asked
                .freedom
                .kind
                .map_or("other", |kind| kind.code())
                .to_owned()),
            category: Set(asked
                .freedom
                .category
                .map_or("", |one| one.code())
                .to_owned()),
            title: Set(asked.freedom.title.trim().to_owned()),
            state: Set(asked.state.code().to_owned()),
            asked_at: Set(asked.since),
            closed_at: Set(asked.closed),
            days: Set(days.and_then(|days| i32::try_from(days).ok())),
        })
        .collect()
}

async fn add_asks(db: &impl ConnectionTrait, rows: Vec<ask::ActiveModel>) -> Result<(), Refusal> {
    if !rows.is_empty() {
        ask::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// When a version of an agreement comes into force: the freedoms it grants, what it promises to save, its words.
pub(crate) async fn came_into_force(
    db: &impl ConnectionTrait,
    offer_id: &str,
    content: &Content,
) -> Result<(), Refusal> {
    keep_promises(db, offer_id, content).await?;
    precedent::Entity::delete_many()
        .filter(precedent::Column::OfferId.eq(offer_id))
        .exec(db)
        .await?;
    search_entry::Entity::delete_many()
        .filter(search_entry::Column::OfferId.eq(offer_id))
        .filter(search_entry::Column::Kind.is_in(["agreement", "precedent"]))
        .exec(db)
        .await?;
    let mut entries = vec![entry(offer_id, "agreement", "", content)];
    let mut rows = Vec::new();
    for (term, key, freedom) in content.freedoms() {
        let kind = freedom.kind.map_or("other", |kind| kind.code());
        rows.push(precedent::ActiveModel {
            offer_id: Set(offer_id.to_owned()),
            matter_slug: Set(key.to_string()),
            version: Set(i32::try_from(content.head.version).map_err(Refusal::broken)?),
            term: Set(i32::try_from(term).map_err(Refusal::broken)?),
            kind: Set(kind.to_owned()),
            category: Set(freedom.category.map_or("", |one| one.code()).to_owned()),
            title: Set(freedom.title.trim().to_owned()),
            departments: Set(serde_json::to_string(&freedom.departments)?),
            content: Set(serde_json::to_string(freedom)?),
        });
        let granted_by = freedom.departments.iter().map(|code| content.name(code));
        let mut body: Vec<&str> = vec![&freedom.barrier, &freedom.conditions, &freedom.legal_basis];
        body.extend(granted_by);
        body.push(&content.head.place_name);
        entries.push(search_entry::ActiveModel {
            id: Set(format!("precedent:{offer_id}:{key}")),
            kind: Set("precedent".to_owned()),
            facet: Set(kind.to_owned()),
            slug: Set(key.to_string()),
            title: Set(freedom.title.trim().to_owned()),
            body: Set(body.join("\n")),
            ..entry(offer_id, "precedent", "", content)
        });
    }
    if !rows.is_empty() {
        precedent::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    search_entry::Entity::insert_many(entries)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

fn entry(offer_id: &str, kind: &str, slug: &str, content: &Content) -> search_entry::ActiveModel {
    let mut words = content.head.place_name.clone();
    if kind == "agreement" {
        for (_, matter) in content.matters() {
            let said = serde_json::to_value(&matter.matter).unwrap_or_default();
            prose(&said, &mut words);
        }
    }
    search_entry::ActiveModel {
        id: Set(format!("{kind}:{offer_id}:{slug}")),
        kind: Set(kind.to_owned()),
        offer_id: Set(Some(offer_id.to_owned())),
        organisation_id: Set(None),
        room: Set("public".to_owned()),
        facet: Set(String::new()),
        slug: Set(slug.to_owned()),
        thread: Set(String::new()),
        title: Set(content.head.title.clone()),
        body: Set(words.chars().take(LONGEST).collect()),
        scope: Set(PUBLIC.to_owned()),
        drafted: Set(false),
        at: Set(None),
        ..Default::default()
    }
}

/// Whatever people wrote in words: codes and keys have no blanks, prose has.
fn prose(value: &Value, words: &mut String) {
    match value {
        Value::String(text) if text.trim().contains(' ') => {
            words.push('\n');
            words.push_str(text);
        }
        Value::Array(values) => values.iter().for_each(|value| prose(value, words)),
        Value::Object(fields) => fields.values().for_each(|value| prose(value, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

async fn keep_promises(
    db: &impl ConnectionTrait,
    offer_id: &str,
    content: &Content,
) -> Result<(), Refusal> {
    promised::Entity::delete_many()
        .filter(promised::Column::OfferId.eq(offer_id))
        .exec(db)
        .await?;
    promised_kind::Entity::delete_many()
        .filter(promised_kind::Column::OfferId.eq(offer_id))
        .exec(db)
        .await?;
    let figures = &content.figures;
    let years = figures.central.years.iter();
    let each = years.zip(&figures.low.years).zip(&figures.high.years);
    let rows: Vec<_> = each
        .map(|((central, low), high)| promised::ActiveModel {
            offer_id: Set(offer_id.to_owned()),
            year: Set(central.year.start()),
            low: Set(low.additional.get()),
            central: Set(central.additional.get()),
            high: Set(high.additional.get()),
        })
        .collect();
    if !rows.is_empty() {
        promised::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    let kinds: Vec<_> = figures
        .central
        .ledgers
        .iter()
        .map(|ledger| promised_kind::ActiveModel {
            offer_id: Set(offer_id.to_owned()),
            kind: Set(ledger.kind.key().to_owned()),
            adjusted: Set(ledger.adjusted.get()),
        })
        .collect();
    if !kinds.is_empty() {
        promised_kind::Entity::insert_many(kinds)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

impl Services {
    /// What came into force before there was anything to write it to. One statement where nothing did.
    pub(crate) async fn catch_up(&self) -> Result<(), Refusal> {
        let promised = promised::Entity::find()
            .select_only()
            .column(promised::Column::OfferId)
            .into_query();
        let missing: Vec<(String, i32)> = agreement::Entity::find()
            .select_only()
            .columns([agreement::Column::OfferId, agreement::Column::Current])
            .filter(agreement::Column::Current.is_not_null())
            .filter(agreement::Column::OfferId.not_in_subquery(promised))
            .into_tuple()
            .all(self.write())
            .await?;
        for (offer_id, current) in missing {
            let text: Option<String> = issue::Entity::find()
                .select_only()
                .column(issue::Column::Content)
                .filter(issue::Column::OfferId.eq(offer_id.as_str()))
                .filter(issue::Column::Version.eq(current))
                .filter(issue::Column::InForceSince.is_not_null())
                .into_tuple()
                .one(self.write())
                .await?;
            if let Some(text) = text {
                let content: Content = serde_json::from_str(&text)?;
                came_into_force(self.write(), &offer_id, &content).await?;
            }
        }
        Ok(())
    }
}
