//! Each term as it stands in the end: its versions, each made from the one before, and how far it has come.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::negotiation::{
    PartyId, Position, Said, Stance, Subject, Term, TermKind, Turn, Version, turns,
};
use domain::offer::{Kept, Key};
use domain::process::Room;
use sea_orm::DatabaseConnection;
use serde_json::Value;
use services::Services;

use super::desk::rows;
use super::people::Person;
use super::secret::secrets;

/// A version as it is kept.
struct Row {
    matters: String,
    reason: String,
    by: String,
    at: DateTime<Utc>,
}

/// By the number of the term, the versions in order.
type Versions = BTreeMap<u32, Vec<Row>>;

async fn versions(door: &DatabaseConnection) -> Versions {
    let query = "SELECT CAST(t.number AS TEXT) AS what, CAST(v.number AS TEXT) AS a, v.matters AS b, \
        v.reason AS c, v.by_id AS d, to_json(v.at)::text AS e, '' AS f \
        FROM term_versions v JOIN terms t ON t.id = v.term_id ORDER BY t.number, v.number";
    let mut versions = Versions::new();
    for [term, number, matters, reason, by, at, _] in rows(door, query).await {
        let of_term = versions.entry(read(&term)).or_default();
        assert_eq!(read(&number) as usize, of_term.len() + 1, "none is missing");
        of_term.push(Row {
            matters,
            reason,
            by,
            at: moment(&at),
        });
    }
    versions
}

fn read(number: &str) -> u32 {
    number.parse().expect("a number")
}

fn moment(json: &str) -> DateTime<Utc> {
    serde_json::from_str(json).expect("a moment")
}

/// Each version changes what the proposal changes that was taken up, and nothing else: nobody's words got lost between
/// two that were taken up at once. Answers how many versions there are beside the first ones.
pub async fn each_version_follows_from_the_one_before(door: &DatabaseConnection) -> usize {
    let proposals = proposed(door).await;
    let mut taken_up = 0;
    for (term, versions) in versions(door).await {
        for pair in versions.windows(2) {
            taken_up += 1;
            let changed = changes(&pair[0].matters, &pair[1].matters);
            assert!(!changed.is_empty(), "term {term}: {}", pair[1].reason);
            // All that is new was proposed in one proposal.
            let words: BTreeSet<&str> = changed.values().flat_map(|text| secrets(text)).collect();
            let theirs: BTreeSet<&String> = words
                .iter()
                .map(|word| proposals.get(*word).expect("somebody proposed it"))
                .collect();
            assert_eq!(theirs.len(), 1, "term {term}: {changed:?}");
            for (field, text) in &changed {
                let is_new = secrets(text).count() == 1;
                assert!(is_new, "term {term}: nobody proposed {field}: {text}");
            }
        }
        let last = versions.last().expect("a version");
        stands(door, term, &last.matters).await;
    }
    taken_up
}

/// The proposal that each word of proposed wording belongs to.
async fn proposed(door: &DatabaseConnection) -> BTreeMap<String, String> {
    let query = "SELECT p.id AS what, p.content AS a, COALESCE(v.matters, '') AS b, '' AS c, '' AS d, \
        '' AS e, '' AS f FROM term_proposals p \
        LEFT JOIN term_versions v ON v.term_id = p.term_id AND v.number = p.base \
        WHERE p.released_from IS NULL";
    let mut proposed = BTreeMap::new();
    for [id, content, base, ..] in rows(door, query).await {
        let before: BTreeSet<&str> = secrets(&base).collect();
        for word in secrets(&content).filter(|word| !before.contains(word)) {
            let other = proposed.insert(word.to_owned(), id.clone());
            assert_eq!(other, None, "{word} was proposed once");
        }
    }
    proposed
}

/// The texts of the newer version that the older one has not, by where they stand.
fn changes(older: &str, newer: &str) -> BTreeMap<String, String> {
    let (older, newer) = (texts(older), texts(newer));
    let new = newer.into_iter();
    new.filter(|(path, text)| older.get(path) != Some(text))
        .collect()
}

fn texts(matters: &str) -> BTreeMap<String, String> {
    let value: Value = serde_json::from_str(matters).expect("matters");
    let mut found = BTreeMap::new();
    gather(&value, "", &mut found);
    // How often a matter was saved is no text of it.
    found.retain(|path, _| !path.ends_with("/version"));
    found
}

fn gather(value: &Value, path: &str, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                gather(value, &format!("{path}/{name}"), found);
            }
        }
        Value::Array(values) => {
            for (nth, value) in values.iter().enumerate() {
                gather(value, &format!("{path}/{nth}"), found);
            }
        }
        other => drop(found.insert(path.to_owned(), other.to_string())),
    }
}

/// The matters of the offer say what the last version says.
async fn stands(door: &DatabaseConnection, term: u32, matters: &str) {
    let kept: Vec<Kept> = serde_json::from_str(matters).expect("matters");
    for kept in kept {
        let key = &kept.key;
        let query = format!(
            "SELECT slug AS what, content AS a, '' AS b, '' AS c, '' AS d, '' AS e, '' AS f \
             FROM matters WHERE slug = '{key}'"
        );
        let [_, content, ..] = rows(door, &query).await.remove(0);
        let matter = serde_json::from_str(&content).expect("a matter");
        assert_eq!(kept.matter, matter, "term {term} stands as it says");
    }
}

/// How far each term has come, and what it waits for, is what the domain says of the positions on its current version:
/// in the rows that lists read, and for who looks.
pub async fn each_stands_where_its_positions_say(
    door: &DatabaseConnection,
    servers: [&Services; 2],
    person: &Person,
) -> Vec<String> {
    let query = "SELECT id AS what, CAST(number AS TEXT) AS a, kind AS b, COALESCE(matter_slug, '') AS c, \
        lead_id || ' ' || CAST(openings AS TEXT) AS d, added AS e, \
        json_build_array(closing::json, opened_at)::text AS f FROM terms ORDER BY number";
    let mut versions = versions(door).await;
    let mut states = Vec::new();
    for [id, number, kind, matter, lead, added, closing] in rows(door, query).await {
        let number = read(&number);
        let of_term = versions.remove(&number).expect("versions");
        let last = of_term.last().expect("a version");
        let (closing, opened_at) = serde_json::from_str(&closing).expect("how it was closed");
        let (lead, openings) = lead.split_once(' ').expect("two");
        let mut term = Term::new(
            number,
            Subject {
                kind: TermKind::from_code(&kind).expect("a kind"),
                matter: Some(matter).filter(|key| !key.is_empty()).map(Key::new),
            },
            lead.into(),
            Version {
                number: u32::try_from(of_term.len()).expect("a number"),
                matters: serde_json::from_str(&last.matters).expect("matters"),
                by: last.by.as_str().into(),
                at: last.at,
                reason: last.reason.clone(),
            },
        );
        term.added = serde_json::from_str(&added).expect("parties");
        term.openings = read(openings);
        term.closing = closing;
        term.positions = positions(door, &id).await;
        let waiting: BTreeSet<String> = turns(&term, opened_at).iter().map(line).collect();
        assert_eq!(kept_turns(door, &id).await, waiting, "term {number}");
        for services in servers {
            let viewer = services.viewer(&person.id).await.unwrap().unwrap();
            let offer = "KEN-1".parse().unwrap();
            let view = services
                .negotiation()
                .term(&viewer, Some(&person.hat), &offer, number, None, None)
                .await
                .unwrap();
            assert_eq!(view.state, term.state(), "term {number}");
            assert_eq!(view.current, term.current.number, "term {number}");
        }
        states.push(format!(
            "{number} {} v{}",
            term.state(),
            term.current.number
        ));
    }
    states
}

/// What was said of a term for all to hear, the last word last.
async fn positions(door: &DatabaseConnection, term: &str) -> Vec<Position> {
    let query = format!(
        "SELECT party AS what, CAST(version AS TEXT) AS a, CAST(opening AS TEXT) AS b, stance AS c, \
         CAST(red_line AS TEXT) AS d, by_id AS e, to_json(at)::text AS f \
         FROM term_positions WHERE term_id = '{term}' AND room = 'joint' ORDER BY at, id"
    );
    let rows = rows(door, &query).await.into_iter();
    rows.map(
        |[party, version, opening, stance, red_line, by, at]| Position {
            party: PartyId::from_code(&party),
            version: read(&version),
            opening: read(&opening),
            room: Room::Joint,
            said: Said {
                red_line: red_line == "true",
                ..Said::new(Stance::from_code(&stance).expect("a stance"), "")
            },
            by: by.as_str().into(),
            at: moment(&at),
        },
    )
    .collect()
}

fn line(turn: &Turn) -> String {
    let (waits, party, red_line) = match turn {
        Turn::Position { party, .. } => ("position", party, false),
        Turn::Answer { to, red_line, .. } => ("answer", to, *red_line),
    };
    let side = if turn.is_the_places() {
        "place"
    } else {
        "whitehall"
    };
    format!(
        "{waits} {} {side} {red_line} {}",
        party.code(),
        turn.since()
    )
}

/// The rows that lists read.
async fn kept_turns(door: &DatabaseConnection, term: &str) -> BTreeSet<String> {
    let query = format!(
        "SELECT waits AS what, party AS a, side AS b, CAST(red_line AS TEXT) AS c, \
         to_json(since)::text AS d, '' AS e, '' AS f FROM term_turns WHERE term_id = '{term}'"
    );
    let rows = rows(door, &query).await.into_iter();
    rows.map(|[waits, party, side, red_line, since, ..]| {
        format!("{waits} {party} {side} {red_line} {}", moment(&since))
    })
    .collect()
}
