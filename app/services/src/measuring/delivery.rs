//! The delivery of very many agreements, for measuring: what an agreement of the demo has, once more in each of its
//! copies.

use sea_orm::{ConnectionTrait, EntityTrait, IdenStatic, Iterable};

use crate::store::agreement::agreement;
use crate::store::delivery::milestone;
use crate::store::programme::{ask, precedent, promised, promised_kind};
use crate::store::returns::{entry, period, total};
use crate::{Refusal, Services};

/// How much of it there is to be, over all agreements together.
#[derive(Clone, Copy, Debug)]
pub struct Delivered {
    pub milestones: u64,
    /// In the ledgers of savings.
    pub entries: u64,
}

impl Services {
    /// Gives the copies of offers what came of their patterns: milestones, returns, ledgers, and what the programme
    /// reads of them. Rows, and nobody’s acts. Answers how much there is then.
    pub async fn copy_delivery(&self, wanted: Delivered) -> Result<Delivered, Refusal> {
        let db = self.write();
        if self
            .rows::<agreement::Entity>(&format!(" AS m {COPIES}"))
            .await?
            == 0
        {
            return Ok(Delivered {
                milestones: 0,
                entries: 0,
            });
        }
        let milestones = self.times::<milestone::Entity>(wanted.milestones).await?;
        let entries = self.times::<entry::Entity>(wanted.entries).await?;
        copy::<agreement::Entity>(db, &[], 1).await?;
        copy::<milestone::Entity>(db, &["id", "slug", "source"], milestones).await?;
        copy::<period::Entity>(db, &["id"], 1).await?;
        copy::<entry::Entity>(db, &["id"], entries).await?;
        copy::<total::Entity>(db, &[], 1).await?;
        copy::<ask::Entity>(db, &[], 1).await?;
        copy::<precedent::Entity>(db, &[], 1).await?;
        copy::<promised::Entity>(db, &[], 1).await?;
        copy::<promised_kind::Entity>(db, &[], 1).await?;
        db.execute_unprepared("ANALYZE").await?;
        Ok(Delivered {
            milestones: self.rows::<milestone::Entity>("").await?,
            entries: self.rows::<entry::Entity>("").await?,
        })
    }

    /// How often each row of the patterns has to stand in each copy, for as many as wanted.
    async fn times<E: EntityTrait>(&self, wanted: u64) -> Result<u64, Refusal> {
        let copied = self.rows::<E>(&format!(" AS m {COPIES}")).await?;
        Ok(wanted.div_ceil(copied.max(1)).max(1))
    }

    async fn rows<E: EntityTrait>(&self, of: &str) -> Result<u64, Refusal> {
        let sql = format!(
            "SELECT COUNT(*) AS n FROM {}{of}",
            E::default().table_name()
        );
        let db = self.write();
        let statement = sea_orm::Statement::from_string(db.get_database_backend(), sql);
        let row = db.query_one_raw(statement).await?;
        let counted: i64 = row.ok_or(Refusal::NotFound)?.try_get("", "n")?;
        Ok(u64::try_from(counted).unwrap_or_default())
    }
}

/// From a row of a pattern to every copy of its offer.
const COPIES: &str =
    "JOIN offers AS o ON o.id LIKE m.offer_id || '/%' AND m.offer_id NOT LIKE '%/%'";

/// Writes each row of the patterns so often into each copy; `own` are the columns that have to differ.
async fn copy<E: EntityTrait>(
    db: &impl ConnectionTrait,
    own: &[&str],
    times: u64,
) -> Result<(), Refusal> {
    let columns: Vec<&str> = E::Column::iter().map(|column| column.as_str()).collect();
    let values: Vec<String> = columns
        .iter()
        .map(|column| match *column {
            "offer_id" => "o.id".to_owned(),
            column if own.contains(&column) => {
                format!("m.{column} || SUBSTR(o.id, LENGTH(m.offer_id) + 1) || '-' || r.n")
            }
            column => format!("m.{column}"),
        })
        .collect();
    let repeats: Vec<String> = (0..times).map(|n| format!("SELECT {n} AS n")).collect();
    let table = E::default();
    let sql = format!(
        "INSERT INTO {table} ({}) SELECT {} FROM {table} AS m {COPIES} CROSS JOIN ({}) AS r",
        columns.join(", "),
        values.join(", "),
        repeats.join(" UNION ALL "),
        table = table.table_name(),
    );
    db.execute_unprepared(&sql).await?;
    Ok(())
}
