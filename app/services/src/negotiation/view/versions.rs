//! The versions of a term, read from their rows: a line for each, and what two of them say.

use chrono::{DateTime, Utc};
use domain::offer::Kept;
use domain::process::Role;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationDef,
    sea_query::{CaseStatement, Expr, ExprTrait},
};

use super::VersionLine;
use crate::Refusal;
use crate::negotiation::load::count;
use crate::store::negotiation::version;
use crate::store::{organisations, people};

/// So many of the newest are listed; the older ones are found by their number.
pub(super) const LISTED: u32 = 50;

/// A version, and what it says where that was asked for.
pub(super) struct Versioned {
    pub line: VersionLine,
    pub matters: Option<Vec<Kept>>,
}

#[derive(FromQueryResult)]
struct Row {
    number: i32,
    reason: String,
    role: String,
    at: DateTime<Utc>,
    author: String,
    organisation: String,
    matters: Option<String>,
}

/// The newest versions and these two, newest first; these two with what they say. One statement.
pub(super) async fn versions(
    db: &impl ConnectionTrait,
    term_id: &str,
    current: u32,
    wanted: &[u32],
) -> Result<Vec<Versioned>, Refusal> {
    let author: RelationDef = version::Entity::belongs_to(people::Entity)
        .from(version::Column::ById)
        .to(people::Column::Id)
        .into();
    let organisation: RelationDef = version::Entity::belongs_to(organisations::Entity)
        .from(version::Column::OrganisationId)
        .to(organisations::Column::Id)
        .into();
    let number = Expr::col((version::Entity, version::Column::Number));
    let says = CaseStatement::new().case(
        number.is_in(wanted.iter().copied()),
        Expr::col((version::Entity, version::Column::Matters)),
    );
    let rows = version::Entity::find()
        .select_only()
        .columns([
            version::Column::Number,
            version::Column::Reason,
            version::Column::Role,
            version::Column::At,
        ])
        .column_as(people::Column::Name, "author")
        .column_as(organisations::Column::Name, "organisation")
        .expr_as(says, "matters")
        .join(JoinType::InnerJoin, author)
        .join(JoinType::InnerJoin, organisation)
        .filter(version::Column::TermId.eq(term_id))
        .filter(
            Condition::any()
                .add(version::Column::Number.gt(current.saturating_sub(LISTED)))
                .add(version::Column::Number.is_in(wanted.iter().copied())),
        )
        .order_by_desc(version::Column::Number)
        .into_model::<Row>()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Versioned {
                matters: row
                    .matters
                    .map(|text| serde_json::from_str(&text))
                    .transpose()?,
                line: VersionLine {
                    number: count(row.number)?,
                    author: row.author,
                    organisation: row.organisation,
                    role: Role::from_code(&row.role),
                    at: row.at,
                    reason: row.reason,
                },
            })
        })
        .collect()
}
