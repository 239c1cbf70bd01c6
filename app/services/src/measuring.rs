//! What only measuring needs: databases of its own on a PostgreSQL, and offers by the thousand.

mod delivery;
mod negotiation;

use chrono::TimeDelta;
use domain::process::{Reference, ReferenceError};
use sea_orm::{
    ColumnTrait, ConnectionTrait, Database, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    TransactionTrait,
};

use crate::store::{matters, offer_parties, offers};
use crate::{Refusal, Services};

pub use delivery::Delivered;
pub use negotiation::Size;

/// Rows of one statement: every column is a parameter of it, and a statement holds 32,766 of them on SQLite.
const AT_ONCE: usize = 1_000;

/// The number of the first copy in each place; the demo's own stay far below.
const FIRST: u32 = 1_000;

/// Makes a database beside the one at `url`, and answers its address.
pub async fn add_postgres_database(url: &str, name: &str) -> Result<String, Refusal> {
    execute(url, &format!("CREATE DATABASE \"{name}\"")).await?;
    let (server, rest) = url.rsplit_once('/').unwrap_or((url, ""));
    let options = rest.find('?').map_or("", |at| &rest[at..]);
    Ok(format!("{server}/{name}{options}"))
}

/// Takes it away again, whoever is still connected.
pub async fn drop_postgres_database(url: &str, name: &str) -> Result<(), Refusal> {
    execute(
        url,
        &format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)"),
    )
    .await
}

async fn execute(url: &str, statement: &str) -> Result<(), Refusal> {
    let connection = Database::connect(url).await?;
    connection.execute_unprepared(statement).await?;
    Ok(connection.close().await?)
}

impl Services {
    /// Adds copies of the offers that were submitted, in turn, until `count` more are there: with parties and
    /// matters but no partner's answer, each under a reference of its own.
    ///
    /// Copies are rows, and nobody's acts: no event tells of them. They are for measuring lists, and have no
    /// business in a house that people use.
    pub async fn copy_submitted_offers(&self, count: usize) -> Result<(), Refusal> {
        let patterns = self.patterns().await?;
        let copies: Vec<(usize, &Pattern)> = (0..count).zip(patterns.iter().cycle()).collect();
        for copies in copies.chunks(AT_ONCE) {
            let act = self.write().begin().await?;
            let heads = copies
                .iter()
                .map(|(number, pattern)| pattern.head(*number))
                .collect::<Result<Vec<_>, _>>()?;
            offers::Entity::insert_many(heads.into_iter().map(offers::Model::into_active_model))
                .exec_without_returning(&act)
                .await?;
            let parties: Vec<_> = copies
                .iter()
                .flat_map(|(number, pattern)| pattern.parties(*number))
                .collect();
            for parties in parties.chunks(AT_ONCE) {
                let parties = parties.iter().cloned();
                offer_parties::Entity::insert_many(
                    parties.map(offer_parties::Model::into_active_model),
                )
                .exec_without_returning(&act)
                .await?;
            }
            let matters: Vec<_> = copies
                .iter()
                .flat_map(|(number, pattern)| pattern.matters(*number))
                .collect();
            for matters in matters.chunks(AT_ONCE) {
                let matters = matters.iter().cloned();
                matters::Entity::insert_many(matters.map(matters::Model::into_active_model))
                    .exec_without_returning(&act)
                    .await?;
            }
            act.commit().await?;
        }
        // As any database does by itself after a while.
        self.write().execute_unprepared("ANALYZE").await?;
        Ok(())
    }

    /// What is copied. What was copied before is no pattern.
    async fn patterns(&self) -> Result<Vec<Pattern>, Refusal> {
        let heads = offers::Entity::find()
            .filter(offers::Column::FirstSubmittedAt.is_not_null())
            .order_by_asc(offers::Column::Id)
            .all(self.read())
            .await?;
        let mut patterns = Vec::new();
        for head in heads.into_iter().filter(|head| !is_copy(&head.id)) {
            let parties = offer_parties::Entity::find()
                .filter(offer_parties::Column::OfferId.eq(head.id.as_str()))
                .all(self.read())
                .await?;
            let matters = matters::Entity::find()
                .filter(matters::Column::OfferId.eq(head.id.as_str()))
                .all(self.read())
                .await?;
            patterns.push(Pattern {
                head,
                parties,
                matters,
            });
        }
        Ok(patterns)
    }
}

/// An offer to copy.
struct Pattern {
    head: offers::Model,
    parties: Vec<offer_parties::Model>,
    matters: Vec<matters::Model>,
}

impl Pattern {
    fn head(&self, number: usize) -> Result<offers::Model, Refusal> {
        let nth = FIRST + u32::try_from(number).map_err(Refusal::broken)?;
        let name = |named: fn(&str, u32) -> Result<Reference, ReferenceError>| {
            let draft: Reference = self.head.draft_reference.parse()?;
            named(draft.place(), nth).map(|name| name.to_string())
        };
        Ok(offers::Model {
            id: copy_of(&self.head.id, number),
            reference: Some(name(Reference::submitted).map_err(Refusal::broken)?),
            draft_reference: name(Reference::draft).map_err(Refusal::broken)?,
            updated_at: self.head.updated_at - TimeDelta::minutes(i64::from(nth)),
            ..self.head.clone()
        })
    }

    fn parties(&self, number: usize) -> impl Iterator<Item = offer_parties::Model> {
        self.parties.iter().map(move |party| offer_parties::Model {
            offer_id: copy_of(&party.offer_id, number),
            ..party.clone()
        })
    }

    fn matters(&self, number: usize) -> impl Iterator<Item = matters::Model> {
        self.matters.iter().map(move |matter| matters::Model {
            id: copy_of(&matter.id, number),
            offer_id: copy_of(&matter.offer_id, number),
            ..matter.clone()
        })
    }
}

fn copy_of(id: &str, number: usize) -> String {
    format!("{id}/{number}")
}

fn is_copy(id: &str) -> bool {
    id.contains('/')
}
