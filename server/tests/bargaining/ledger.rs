//! What was answered to each act, held against what is kept: everything accepted is there once, and nothing refused.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::DatabaseConnection;

use super::ask::Ask;
use super::desk::rows;
use super::dice::Kind;
use super::secret::secrets;

/// What was asked and answered.
pub struct Entry {
    pub kind: Kind,
    pub word: String,
    pub target: Option<String>,
    pub status: u16,
    /// Where the answer led.
    pub to: String,
}

#[derive(Default)]
pub struct Ledger {
    entries: Vec<Entry>,
}

/// Where the words of each act are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shelf {
    Said,
    Position,
    ReleasedPosition,
    Proposal,
    ReleasedProposal,
    Answer,
    Version,
    Barrier,
    Event,
}

const SHELVES: &str = "\
    SELECT 'said' AS what, body AS a, '' AS b, '' AS c, '' AS d, '' AS e, '' AS f \
        FROM comments WHERE released_by IS NULL \
    UNION ALL SELECT 'said', body, '', '', '', '', '' FROM comment_edits \
    UNION ALL SELECT CASE WHEN released_from IS NULL THEN 'position' ELSE 'released-position' END, \
        words, '', '', '', '', '' FROM term_positions \
    UNION ALL SELECT CASE WHEN released_from IS NULL THEN 'proposal' ELSE 'released-proposal' END, \
        reason, '', '', '', '', '' FROM term_proposals \
    UNION ALL SELECT 'answer', answer, '', '', '', '', '' FROM term_proposals \
    UNION ALL SELECT 'version', reason, '', '', '', '', '' FROM term_versions \
    UNION ALL SELECT 'event', payload, '', '', '', '', '' FROM events \
        WHERE kind IN ('party-added', 'term-reopened', 'term-withdrawn', 'freedom-refused')";

fn shelf(name: &str) -> Shelf {
    match name {
        "said" => Shelf::Said,
        "position" => Shelf::Position,
        "released-position" => Shelf::ReleasedPosition,
        "proposal" => Shelf::Proposal,
        "released-proposal" => Shelf::ReleasedProposal,
        "answer" => Shelf::Answer,
        "version" => Shelf::Version,
        "event" => Shelf::Event,
        other => panic!("nobody asked for {other}"),
    }
}

/// Where the word of such an act stands; none for acts that leave none.
const fn place(kind: Kind) -> Option<Shelf> {
    match kind {
        Kind::Start | Kind::Reply | Kind::Edit => Some(Shelf::Said),
        Kind::Position => Some(Shelf::Position),
        Kind::ReleasePosition => Some(Shelf::ReleasedPosition),
        Kind::Propose => Some(Shelf::Proposal),
        Kind::ReleaseWording => Some(Shelf::ReleasedProposal),
        Kind::RefuseWording => Some(Shelf::Answer),
        Kind::TakeUp => Some(Shelf::Version),
        Kind::AddDepartment | Kind::Reopen | Kind::Withdraw | Kind::RefuseFreedom => {
            Some(Shelf::Event)
        }
        Kind::RaiseBarrier | Kind::ChangeBarrier => Some(Shelf::Barrier),
        Kind::Read
        | Kind::Trespass
        | Kind::ReleaseComment
        | Kind::Turn
        | Kind::Remind
        | Kind::LetGo => None,
    }
}

/// How often each word stands on each shelf.
type Found = BTreeMap<(Shelf, String), usize>;

impl Ledger {
    pub fn note(&mut self, ask: Ask, status: u16, to: String) {
        self.entries.push(Entry {
            kind: ask.kind,
            word: ask.word,
            target: ask.target,
            status,
            to,
        });
    }

    /// How many acts of each kind were done, of how many.
    pub fn counts(&self) -> BTreeMap<Kind, (usize, usize)> {
        let mut counts: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
        for entry in &self.entries {
            let (done, all) = counts.entry(entry.kind).or_default();
            *done += usize::from(entry.is_done());
            *all += 1;
        }
        counts
    }

    /// The words of what was done.
    pub fn done(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let done = move |entry: &&Entry| entry.kind == kind && entry.is_done();
        self.entries
            .iter()
            .filter(done)
            .map(|entry| entry.word.as_str())
    }

    /// How many of what was done led to an address that says this.
    pub fn led_to(&self, words: &str) -> usize {
        let all = self.entries.iter();
        all.filter(|entry| entry.to.ends_with(words)).count()
    }

    /// Everything accepted is there exactly once, and of what was refused there is nothing.
    pub async fn holds(&self, door: &DatabaseConnection) {
        let found = found(door).await;
        let all: BTreeSet<&String> = found.keys().map(|(_, word)| word).collect();
        // Of several that did the same to the same, the first was first, and the others were done already.
        let mut same: BTreeMap<(Kind, &str), Vec<&Entry>> = BTreeMap::new();
        for entry in &self.entries {
            if entry.word.is_empty() || entry.kind == Kind::Trespass {
                continue;
            }
            let Some(shelf) = place(entry.kind) else {
                continue;
            };
            if !entry.is_done() {
                let left = all.contains(&entry.word);
                assert!(!left, "{:?} {} was refused", entry.kind, entry.word);
                continue;
            }
            let here = (shelf, entry.word.clone());
            let times = found.get(&here).copied().unwrap_or_default();
            match &entry.target {
                Some(target) => {
                    assert!(times <= 1, "{:?} {} was kept twice", entry.kind, entry.word);
                    same.entry((entry.kind, target)).or_default().push(entry);
                }
                // What a barrier says stays in its later versions: see `barriers`.
                None if shelf == Shelf::Barrier => {}
                None => assert_eq!(times, 1, "{:?} {}", entry.kind, entry.word),
            }
        }
        for ((kind, target), entries) in same {
            let kept = entries.iter().filter(|entry| all.contains(&entry.word));
            assert_eq!(kept.count(), 1, "{kind:?} of {target} is kept once");
        }
        self.barriers(door).await;
        let released = "SELECT slug AS what, body AS a, '' AS b, '' AS c, '' AS d, '' AS e, '' AS f \
            FROM comments WHERE released_by IS NOT NULL";
        let released = rows(door, released).await.len();
        assert_eq!(released, self.targets(Kind::ReleaseComment), "comments");
    }

    /// How many different things were done so.
    fn targets(&self, kind: Kind) -> usize {
        let done = self.entries.iter();
        let done = done.filter(|entry| entry.kind == kind && entry.is_done());
        let targets: BTreeSet<_> = done.map(|entry| entry.target.as_deref()).collect();
        targets.len()
    }

    /// Each version of a barrier says one new thing, that of an act that was accepted; and each of these is there.
    async fn barriers(&self, door: &DatabaseConnection) {
        let query = "SELECT barrier_id AS what, CAST(version AS TEXT) AS a, content AS b, '' AS c, \
            '' AS d, '' AS e, '' AS f FROM barrier_versions ORDER BY barrier_id, version";
        let done = self.done(Kind::RaiseBarrier);
        let mut expected: BTreeSet<&str> = done.chain(self.done(Kind::ChangeBarrier)).collect();
        let mut before: (String, u32, BTreeSet<String>) = Default::default();
        for [barrier, version, content, ..] in rows(door, query).await {
            let version: u32 = version.parse().expect("a number");
            let (last, said) = if before.0 == barrier {
                (before.1, before.2)
            } else {
                (0, BTreeSet::new())
            };
            assert_eq!(version, last + 1, "no version is missing");
            let says: BTreeSet<String> = secrets(&content).map(str::to_owned).collect();
            let new: Vec<_> = says.difference(&said).collect();
            assert_eq!(new.len(), 1, "{barrier} {version} {content}");
            assert!(expected.remove(new[0].as_str()), "{} was refused", new[0]);
            before = (barrier, version, says);
        }
        assert!(expected.is_empty(), "lost: {expected:?}");
    }
}

impl Entry {
    const fn is_done(&self) -> bool {
        matches!(self.status, 200 | 303)
    }
}

async fn found(door: &DatabaseConnection) -> Found {
    let mut found = Found::new();
    for [what, text, ..] in rows(door, SHELVES).await {
        let shelf = shelf(&what);
        for word in secrets(&text) {
            *found.entry((shelf, word.to_owned())).or_default() += 1;
        }
    }
    found
}
