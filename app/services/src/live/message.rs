//! What the servers of a house tell each other over PostgreSQL: ids and codes, and no text.

use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use serde::{Deserialize, Serialize};

use super::notice::Notice;
use super::presence::Present;
use crate::Refusal;

/// The channel of LISTEN and NOTIFY.
pub(super) const CHANNEL: &str = "single_offer_news";

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Message {
    /// The server that it comes from.
    pub from: String,
    pub says: Says,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Says {
    News(Notice),
    /// A stream has begun, or goes on.
    Here {
        stream: String,
        present: Present,
    },
    Gone {
        stream: String,
    },
    /// A server has just begun to listen and wants to know who is there.
    Who,
}

/// Tells the other servers what is new, as part of the transaction: they hear of it when it is committed, and not
/// at all where it is not.
pub(crate) async fn announce(
    db: &impl ConnectionTrait,
    from: &str,
    notices: &[Notice],
) -> Result<(), Refusal> {
    let says = notices.iter().cloned().map(Says::News).collect();
    send(db, from, says).await
}

/// One statement for all; none over SQLite, which has one server.
pub(super) async fn send(
    db: &impl ConnectionTrait,
    from: &str,
    all: Vec<Says>,
) -> Result<(), Refusal> {
    if db.get_database_backend() != DbBackend::Postgres || all.is_empty() {
        return Ok(());
    }
    let mut values: Vec<Value> = vec![CHANNEL.into()];
    for says in all {
        let message = Message {
            from: from.to_owned(),
            says,
        };
        values.push(serde_json::to_string(&message)?.into());
    }
    let calls: Vec<String> = (2..=values.len())
        .map(|position| format!("pg_notify($1, ${position})"))
        .collect();
    let sql = format!("SELECT {}", calls.join(", "));
    db.query_one_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        sql,
        values,
    ))
    .await?;
    Ok(())
}
