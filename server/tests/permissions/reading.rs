//! Reading changes nothing: the whole database before and after everybody has looked at everything.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::routes::Way;
use domain::process::Stage;
use tokio::task::JoinSet;

use super::asks::Ask;
use super::cast::Asker;
use super::kent::Situation;
use super::matrix::{AT_ONCE, Matrix, send};
use crate::support::{World, both_databases};

both_databases!(reading_changes_nothing);

/// What a request may move although it only reads: when its session was last used, and would end if it is not
/// used again.
const MOVES: [(&str, &str); 2] = [("sessions", "seen_at"), ("sessions", "expires_at")];

async fn reading_changes_nothing(world: World) {
    let matrix = Matrix::set_up(&world).await;
    let mut read = 0;
    for (stage, submitted_before) in [
        (Stage::Draft, false),
        (Stage::Submitted, true),
        (Stage::InForce, true),
    ] {
        let situation = Situation {
            stage,
            submitted_before,
        };
        matrix.kent.stands(&world, situation).await;
        let name = matrix.kent.name(situation).to_string();
        let before = rows(&world).await;
        assert!(before.len() > 20, "tables: {:?}", before.keys());
        let mut reading = JoinSet::new();
        for asker in &matrix.askers {
            let asks: Vec<Ask> = matrix
                .beside
                .iter()
                .chain(matrix.on_offer.iter())
                .filter(|ask| ask.way != Way::Form)
                .cloned()
                .collect();
            reading.spawn(all(asker.clone(), asks, name.clone()));
        }
        read += reading.join_all().await.into_iter().sum::<usize>();
        let after = rows(&world).await;
        for (table, rows) in &before {
            assert_eq!(rows, &after[table], "{table} changed at {stage}");
        }
    }
    println!("{read} pages and files read, and not a row changed");
}

async fn all(asker: Arc<Asker>, asks: Vec<Ask>, name: String) -> usize {
    let _turn = AT_ONCE.acquire().await.unwrap();
    for ask in &asks {
        let path = ask.path.replace("{ref}", &name);
        let page = send(&asker, ask, &path).await;
        assert!(page.status < 500, "{} {path}: {}", asker.name, page.status);
    }
    asks.len()
}

/// Every row of every table, in words.
async fn rows(world: &World) -> BTreeMap<String, Vec<String>> {
    let sqlite = world.database_url.starts_with("sqlite:");
    let tables = world
        .texts(if sqlite {
            "SELECT name AS answer FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        } else {
            "SELECT table_name::text AS answer FROM information_schema.tables \
             WHERE table_schema = current_schema()"
        })
        .await;
    let mut all = BTreeMap::new();
    for table in tables {
        let moves: Vec<&str> = MOVES
            .iter()
            .filter(|(of, _)| *of == table)
            .map(|(_, column)| *column)
            .collect();
        let query = if sqlite {
            let columns = world
                .texts(&format!(
                    "SELECT name AS answer FROM pragma_table_info('{table}')"
                ))
                .await;
            let quoted: Vec<String> = columns
                .iter()
                .filter(|column| !moves.contains(&column.as_str()))
                .map(|column| format!("quote(\"{column}\")"))
                .collect();
            let quoted = quoted.join(" || ', ' || ");
            format!("SELECT {quoted} AS answer FROM \"{table}\" ORDER BY 1")
        } else {
            let gone = moves
                .iter()
                .fold(String::new(), |gone, column| format!("{gone} - '{column}'"));
            format!("SELECT (to_jsonb(t){gone})::text AS answer FROM \"{table}\" t ORDER BY 1")
        };
        let rows = world.texts(&query).await;
        all.insert(table, rows);
    }
    all
}
