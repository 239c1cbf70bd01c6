//! Assessment and reporting become a matter of their own: they were fields of the governance.
//!
//! Every version is split under its number and moment, so that what an offer said at any time can be read as
//! before. On the way back the versions of both stand in one line again, in the order of time.

use std::collections::BTreeMap;

use sea_orm_migration::prelude::*;
use serde_json::{Map, Value};
use uuid::Uuid;

const WHOLE: &str = "governance";
const NEW: &str = "assessment";

/// The fields that move.
const MOVED: [&str; 4] = [
    "assessment",
    "reporting",
    "indicators_before",
    "indicators_after",
];

/// A matter as its JSON has it.
type Fields = Map<String, Value>;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    /// An offer without its assessment, or with it twice, is never seen: on SQLite neither.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for matter in matters(manager, WHOLE).await? {
            split(manager, &matter).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let parts: BTreeMap<String, Matter> = matters(manager, NEW)
            .await?
            .into_iter()
            .map(|part| (part.offer_id.clone(), part))
            .collect();
        for whole in matters(manager, WHOLE).await? {
            if let Some(part) = parts.get(&whole.offer_id) {
                join(manager, &whole, part).await?;
            }
        }
        Ok(())
    }
}

/// What has to be known of a row of `matters`.
struct Matter {
    id: String,
    offer_id: String,
    slug: String,
    content: String,
}

async fn matters(manager: &SchemaManager<'_>, kind: &str) -> Result<Vec<Matter>, DbErr> {
    let rows = Query::select()
        .columns(["id", "offer_id", "slug", "content"])
        .from("matters")
        .and_where(Expr::col("kind").eq(kind))
        .order_by("id", Order::Asc)
        .take();
    let rows = manager.get_connection().query_all(&rows).await?;
    rows.iter()
        .map(|row| {
            Ok(Matter {
                id: row.try_get("", "id")?,
                offer_id: row.try_get("", "offer_id")?,
                slug: row.try_get("", "slug")?,
                content: row.try_get("", "content")?,
            })
        })
        .collect()
}

/// One text that a matter had.
struct Version {
    matter_id: String,
    number: i64,
    content: String,
    /// As the database writes it; for telling whether two are the same.
    moment: String,
}

/// Every text of these matters, in the order of time.
async fn versions(manager: &SchemaManager<'_>, ids: &[&str]) -> Result<Vec<Version>, DbErr> {
    let rows = Query::select()
        .columns(["matter_id", "version", "content"])
        .expr_as(Expr::col("edited_at").cast_as("text"), "moment")
        .from("matter_versions")
        .and_where(Expr::col("matter_id").is_in(ids.iter().copied()))
        .order_by("edited_at", Order::Asc)
        .order_by("version", Order::Asc)
        .take();
    let rows = manager.get_connection().query_all(&rows).await?;
    rows.iter()
        .map(|row| {
            Ok(Version {
                matter_id: row.try_get("", "matter_id")?,
                number: row.try_get("", "version")?,
                content: row.try_get("", "content")?,
                moment: row.try_get("", "moment")?,
            })
        })
        .collect()
}

/// Makes two matters of one, with all its versions and with the talk about what moves.
async fn split(manager: &SchemaManager<'_>, old: &Matter) -> Result<(), DbErr> {
    let (new_id, new_slug) = (new_id(), new_slug());
    let (stays, moves) = parted(&old.content)?;
    let copy = Query::select()
        .expr(Expr::val(new_id.as_str()))
        .column("offer_id")
        .expr(Expr::val(new_slug.as_str()))
        .expr(Expr::val(NEW))
        .column("position")
        .expr(Expr::val(written(NEW, &moves)))
        .columns(["edited_by", "edited_at", "removed_at", "version"])
        .from("matters")
        .and_where(Expr::col("id").eq(old.id.as_str()))
        .take();
    let columns = [
        "id",
        "offer_id",
        "slug",
        "kind",
        "position",
        "content",
        "edited_by",
        "edited_at",
        "removed_at",
        "version",
    ];
    insert(manager, "matters", &columns, copy).await?;
    say(manager, &old.id, &written(WHOLE, &stays)).await?;
    let mut moved_words = Vec::new();
    for version in versions(manager, &[&old.id]).await? {
        let (stays, moves) = parted(&version.content)?;
        let copy = Query::select()
            .expr(Expr::val(new_id.as_str()))
            .column("version")
            .expr(Expr::val(written(NEW, &moves)))
            .columns(["edited_by", "edited_at"])
            .from("matter_versions")
            .and_where(Expr::col("matter_id").eq(old.id.as_str()))
            .and_where(Expr::col("version").eq(version.number))
            .take();
        let columns = ["matter_id", "version", "content", "edited_by", "edited_at"];
        insert(manager, "matter_versions", &columns, copy).await?;
        let kept = Query::update()
            .table("matter_versions")
            .value("content", written(WHOLE, &stays))
            .and_where(Expr::col("matter_id").eq(old.id.as_str()))
            .and_where(Expr::col("version").eq(version.number))
            .take();
        manager.execute(kept).await?;
        moved_words.push((version.number, moves));
    }
    move_talk(manager, old, &new_slug, &moved_words).await
}

/// A thread about words that moved goes with them; the number of their version is still right.
async fn move_talk(
    manager: &SchemaManager<'_>,
    old: &Matter,
    new_slug: &str,
    moved: &[(i64, Fields)],
) -> Result<(), DbErr> {
    let threads = Query::select()
        .columns(["id", "quote", "quote_version"])
        .from("threads")
        .and_where(Expr::col("offer_id").eq(old.offer_id.as_str()))
        .and_where(Expr::col("matter_slug").eq(old.slug.as_str()))
        .and_where(Expr::col("quote").is_not_null())
        .take();
    for thread in manager.get_connection().query_all(&threads).await? {
        let id: String = thread.try_get("", "id")?;
        let quote: String = thread.try_get("", "quote")?;
        let version: Option<i64> = thread.try_get("", "quote_version")?;
        let quote = one_line(&quote);
        let is_moved = moved
            .iter()
            .filter(|(number, _)| Some(*number) == version)
            .flat_map(|(_, fields)| fields.values().filter_map(Value::as_str))
            .any(|text| one_line(text).contains(&quote));
        if is_moved {
            let follows = Query::update()
                .table("threads")
                .value("matter_slug", new_slug)
                .and_where(Expr::col("id").eq(id))
                .take();
            manager.execute(follows).await?;
        }
    }
    Ok(())
}

/// Makes one matter of two. Where only one of them was saved, that is a version of the whole as well.
async fn join(manager: &SchemaManager<'_>, whole: &Matter, part: &Matter) -> Result<(), DbErr> {
    let mut line: Vec<(Version, i64, String)> = Vec::new();
    let (mut stays, mut moves) = (Map::new(), Map::new());
    for version in versions(manager, &[&whole.id, &part.id]).await? {
        if version.matter_id == whole.id {
            stays = fields(&version.content, WHOLE)?;
        } else {
            moves = fields(&version.content, NEW)?;
        }
        let mut both = stays.clone();
        both.extend(moves.clone());
        let text = written(WHOLE, &both);
        match line.last_mut() {
            // Saved as one, before the split.
            Some((last, _, says))
                if last.moment == version.moment && last.number == version.number =>
            {
                if version.matter_id == whole.id {
                    *last = version;
                }
                *says = text;
            }
            Some((_, number, _)) => {
                let next = *number + 1;
                line.push((version, next, text));
            }
            None => line.push((version, 0, text)),
        }
    }
    let first = line.iter().find(|(row, ..)| row.matter_id == whole.id);
    let before = first.map_or(0, |(row, number, _)| row.number - number);
    // From the last one, so that no number is taken twice.
    for (row, number, text) in line.iter().rev() {
        let renumbered = Query::update()
            .table("matter_versions")
            .value("matter_id", whole.id.as_str())
            .value("version", number + before)
            .value("content", text.as_str())
            .and_where(Expr::col("matter_id").eq(row.matter_id.as_str()))
            .and_where(Expr::col("version").eq(row.number))
            .take();
        manager.execute(renumbered).await?;
    }
    if let Some((_, number, text)) = line.last() {
        stand_at(manager, &whole.id, number + before, text).await?;
    }
    let talk = Query::update()
        .table("threads")
        .value("matter_slug", whole.slug.as_str())
        .and_where(Expr::col("offer_id").eq(part.offer_id.as_str()))
        .and_where(Expr::col("matter_slug").eq(part.slug.as_str()))
        .take();
    manager.execute(talk).await?;
    for (table, column) in [("matter_versions", "matter_id"), ("matters", "id")] {
        let gone = Query::delete()
            .from_table(table)
            .and_where(Expr::col(column).eq(part.id.as_str()))
            .take();
        manager.execute(gone).await?;
    }
    Ok(())
}

/// Has the row of a matter say what its newest version says, by whom and since when.
async fn stand_at(
    manager: &SchemaManager<'_>,
    id: &str,
    number: i64,
    text: &str,
) -> Result<(), DbErr> {
    let of_version = |column: &'static str| {
        let value = Query::select()
            .column(column)
            .from("matter_versions")
            .and_where(Expr::col("matter_id").eq(id))
            .and_where(Expr::col("version").eq(number))
            .take();
        Expr::from(value)
    };
    let stands = Query::update()
        .table("matters")
        .value("content", text)
        .value("version", number)
        .value("edited_by", of_version("edited_by"))
        .value("edited_at", of_version("edited_at"))
        .and_where(Expr::col("id").eq(id))
        .take();
    manager.execute(stands).await
}

async fn insert(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
    rows: SelectStatement,
) -> Result<(), DbErr> {
    let mut insert = Query::insert();
    insert
        .into_table(table)
        .columns(columns.iter().copied())
        .select_from(rows)
        .map_err(|error| DbErr::Migration(error.to_string()))?;
    manager.execute(insert).await
}

async fn say(manager: &SchemaManager<'_>, id: &str, content: &str) -> Result<(), DbErr> {
    let says = Query::update()
        .table("matters")
        .value("content", content)
        .and_where(Expr::col("id").eq(id))
        .take();
    manager.execute(says).await
}

/// The fields that stay, and those that move.
fn parted(content: &str) -> Result<(Fields, Fields), DbErr> {
    Ok(fields(content, WHOLE)?
        .into_iter()
        .partition(|(name, _)| !MOVED.contains(&name.as_str())))
}

/// The fields in `{"kind": {…}}`.
fn fields(content: &str, kind: &str) -> Result<Fields, DbErr> {
    let odd = || DbErr::Migration(format!("a matter of kind {kind} is not written as one"));
    match serde_json::from_str(content) {
        Ok(Value::Object(mut whole)) => match whole.remove(kind) {
            Some(Value::Object(fields)) => Ok(fields),
            _ => Err(odd()),
        },
        _ => Err(odd()),
    }
}

fn written(kind: &str, fields: &Fields) -> String {
    serde_json::json!({ kind: fields }).to_string()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[expect(
    clippy::disallowed_methods,
    reason = "a step of the tables is given nothing: it makes the ids of its rows itself"
)]
fn new_id() -> String {
    Uuid::now_v7().to_string()
}

/// Eight letters that name a matter within its offer, as everywhere.
#[expect(
    clippy::disallowed_methods,
    reason = "a step of the tables is given nothing: it makes the names of its rows itself"
)]
fn new_slug() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    let drawn = Uuid::new_v4();
    let (first, last) = (&drawn.as_bytes()[..4], &drawn.as_bytes()[12..]);
    first
        .iter()
        .chain(last)
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
        .collect()
}
