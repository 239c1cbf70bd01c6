//! What lies on the table at a moment, as rows have it: what people can do something about.

use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use super::secret::Whose;

/// What of each kind people still have before them.
const LATEST: usize = 40;
/// As long as a comment can be changed, and a little less.
const FRESH_MINUTES: usize = 10;

#[derive(Clone, Debug)]
pub struct TermNow {
    pub number: u32,
    pub current: u32,
    pub kind: String,
    /// Agreed, withdrawn or refused.
    pub is_closed: bool,
    /// Codes of the departments that the champion added.
    pub added: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct ProposalNow {
    pub term: u32,
    pub slug: String,
    pub room: Whose,
    pub content: String,
    pub is_open: bool,
}

#[derive(Clone, Debug)]
pub struct ThreadNow {
    pub slug: String,
    pub room: Whose,
    pub is_resolved: bool,
}

#[derive(Clone, Debug)]
pub struct CommentNow {
    pub thread: String,
    pub slug: String,
    pub room: Whose,
    pub author: String,
    pub version: String,
    pub body: String,
}

/// A position that was noted in a room of one side, and not released.
#[derive(Clone, Debug)]
pub struct NoteNow {
    pub term: u32,
    pub id: String,
    pub room: Whose,
    pub authority: String,
}

#[derive(Clone, Debug)]
pub struct BarrierNow {
    pub slug: String,
    pub version: String,
}

#[derive(Clone, Debug, Default)]
pub struct Desk {
    pub terms: Vec<TermNow>,
    pub proposals: Vec<ProposalNow>,
    pub threads: Vec<ThreadNow>,
    pub comments: Vec<CommentNow>,
    pub notes: Vec<NoteNow>,
    pub barriers: Vec<BarrierNow>,
    /// Who has to say where it stands, and on which term.
    pub waits: Vec<(u32, String)>,
}

/// One statement for all of it: what it is, and up to six texts.
fn query(now: &str) -> String {
    format!(
        "SELECT 'term' AS what, CAST(number AS TEXT) AS a, CAST(current AS TEXT) AS b, kind AS c, \
            COALESCE((SELECT MIN(w.waits) FROM term_turns w WHERE w.term_id = terms.id), '') AS d, \
            added AS e, '' AS f FROM terms \
         UNION ALL (SELECT 'proposal', CAST(t.number AS TEXT), p.slug, p.room, p.state, p.content, '' \
            FROM term_proposals p JOIN terms t ON t.id = p.term_id \
            ORDER BY p.id DESC LIMIT {LATEST}) \
         UNION ALL (SELECT 'thread', slug, room, CASE WHEN resolved_at IS NULL THEN '' ELSE 'yes' END, \
            '', '', '' FROM threads ORDER BY id DESC LIMIT {LATEST}) \
         UNION ALL (SELECT 'comment', t.slug, c.slug, c.room, c.author_id, CAST(c.version AS TEXT), c.body \
            FROM comments c JOIN threads t ON t.id = c.thread_id \
            WHERE c.released_by IS NULL AND c.released_at IS NULL \
              AND c.written_at > CAST('{now}' AS TIMESTAMPTZ) - INTERVAL '{FRESH_MINUTES} minutes' \
            ORDER BY c.id DESC LIMIT {LATEST}) \
         UNION ALL (SELECT 'note', CAST(t.number AS TEXT), p.id, p.room, p.authority, '', '' \
            FROM term_positions p JOIN terms t ON t.id = p.term_id \
            WHERE p.room <> 'joint' AND p.version = t.current AND p.opening = t.openings \
              AND NOT EXISTS (SELECT 1 FROM term_positions r WHERE r.released_from = p.id) \
            ORDER BY p.id DESC LIMIT {LATEST}) \
         UNION ALL (SELECT 'wait', CAST(t.number AS TEXT), w.party, '', '', '', '' \
            FROM term_turns w JOIN terms t ON t.id = w.term_id WHERE w.waits = 'position' \
            ORDER BY t.number, w.party) \
         UNION ALL (SELECT 'barrier', slug, CAST(version AS TEXT), '', '', '', '' \
            FROM barriers ORDER BY id DESC LIMIT {LATEST})"
    )
}

impl Desk {
    /// As it is at `now`.
    pub async fn look(door: &DatabaseConnection, now: &str) -> Self {
        let mut desk = Self::default();
        for [what, a, b, c, d, e, f] in rows(door, &query(now)).await {
            match what.as_str() {
                "term" => desk.terms.push(TermNow {
                    number: a.parse().expect("a number"),
                    current: b.parse().expect("a number"),
                    kind: c,
                    is_closed: d.is_empty(),
                    added: codes(&e),
                }),
                "proposal" => desk.proposals.push(ProposalNow {
                    term: a.parse().expect("a number"),
                    slug: b,
                    room: Whose::of(&c),
                    is_open: d == "open",
                    content: e,
                }),
                "thread" => desk.threads.push(ThreadNow {
                    slug: a,
                    room: Whose::of(&b),
                    is_resolved: !c.is_empty(),
                }),
                "comment" => desk.comments.push(CommentNow {
                    thread: a,
                    slug: b,
                    room: Whose::of(&c),
                    author: d,
                    version: e,
                    body: f,
                }),
                "note" => desk.notes.push(NoteNow {
                    term: a.parse().expect("a number"),
                    id: b,
                    room: Whose::of(&c),
                    authority: d,
                }),
                "wait" => desk.waits.push((a.parse().expect("a number"), b)),
                "barrier" => desk.barriers.push(BarrierNow {
                    slug: a,
                    version: b,
                }),
                other => panic!("nobody asked for {other}"),
            }
        }
        desk.terms.sort_by_key(|term| term.number);
        desk
    }

    /// The names that stand in addresses, each with its room.
    pub fn names(&self) -> impl Iterator<Item = (String, Whose)> {
        let proposals = self.proposals.iter().map(|one| (&one.slug, one.room));
        let threads = self.threads.iter().map(|one| (&one.slug, one.room));
        let notes = self.notes.iter().map(|one| (&one.id, one.room));
        let all = proposals.chain(threads).chain(notes);
        all.map(|(name, room)| (name.clone(), room))
    }

    pub fn term(&self, number: u32) -> &TermNow {
        let mut terms = self.terms.iter();
        terms
            .find(|term| term.number == number)
            .expect("it is there")
    }
}

/// The departments that were added, by code.
fn codes(added: &str) -> Vec<String> {
    let parties: Vec<domain::negotiation::Party> = serde_json::from_str(added).expect("parties");
    let codes = parties.iter().map(|party| party.id.code().to_owned());
    codes.collect()
}

/// Seven texts of each row.
pub async fn rows(door: &DatabaseConnection, query: &str) -> Vec<[String; 7]> {
    let statement = Statement::from_string(door.get_database_backend(), query);
    let rows = door.query_all_raw(statement).await.expect("asked");
    let text = |row: &sea_orm::QueryResult, name: &str| -> String {
        row.try_get("", name).expect("a text")
    };
    rows.iter()
        .map(|row| ["what", "a", "b", "c", "d", "e", "f"].map(|name| text(row, name)))
        .collect()
}
