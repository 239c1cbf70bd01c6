//! How each milestone stands on a day: worked out from dates and from what it waits for, never stored.
//!
//! A day ends at midnight in London: what is due on a day is not late before the next has begun.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{Days, NaiveDate};

use crate::process::choice::choice;

/// How many days ahead something counts as due soon.
pub const SOON: u64 = 30;

choice! {
    /// How a milestone stands. Where several hold, the first of them.
    pub enum Standing {
        /// Its day has passed.
        Late = "late", "Late";
        /// What it waits for is late, or comes after its day.
        Blocked = "blocked", "Blocked";
        /// It is forecast for after its day.
        Slipping = "slipping", "Slipping";
        DueSoon = "due-soon", "Due in 30 days";
        OnTrack = "on-track", "On track";
        Done = "done", "Done";
        DoneLate = "done-late", "Done late";
        /// No longer agreed, or no longer needed.
        Dropped = "dropped", "Fallen away";
    }
}

impl Standing {
    /// Whether somebody still has to do something for it.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Late | Self::Blocked | Self::Slipping | Self::DueSoon | Self::OnTrack => true,
            Self::Done | Self::DoneLate | Self::Dropped => false,
        }
    }

    /// Whether it asks to be looked at.
    pub const fn is_trouble(self) -> bool {
        match self {
            Self::Late | Self::Blocked | Self::Slipping => true,
            Self::DueSoon | Self::OnTrack | Self::Done | Self::DoneLate | Self::Dropped => false,
        }
    }
}

/// The days of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The day that was agreed: its baseline.
    pub due: NaiveDate,
    /// The day on which it is now expected, where somebody said another.
    pub forecast: Option<NaiveDate>,
    pub achieved_on: Option<NaiveDate>,
}

impl Dates {
    pub const fn due(due: NaiveDate) -> Self {
        Self {
            due,
            forecast: None,
            achieved_on: None,
        }
    }

    /// By how many days its own forecast lies after its day; nought where it does not, or is done.
    pub fn slip(self) -> i64 {
        match (self.achieved_on, self.forecast) {
            (None, Some(forecast)) => (forecast - self.due).num_days().max(0),
            (Some(_), _) | (None, None) => 0,
        }
    }

    /// When it will be there as far as it is for itself: not before today.
    fn own(self, today: NaiveDate) -> NaiveDate {
        self.forecast.unwrap_or(self.due).max(today)
    }
}

/// A milestone among the others of its agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub id: String,
    pub title: String,
    pub dates: Dates,
    /// Whether it is still agreed and needed.
    pub stands: bool,
    /// The ids of those that it waits for.
    pub after: Vec<String>,
}

/// How one milestone stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub standing: Standing,
    /// When it can be there, with all that it waits for; for one that is done, when it was.
    pub expected: NaiveDate,
    /// How many days after its own day that is; nought where it is not after.
    pub slip: i64,
    /// What holds it up: the milestone that it waits for, the one that this waits for, and so on to the cause.
    pub path: Vec<String>,
}

/// How all milestones of an agreement stand on a day.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    looks: BTreeMap<String, Look>,
    titles: BTreeMap<String, String>,
}

impl Picture {
    pub fn of(nodes: &[Node], today: NaiveDate) -> Self {
        let by_id: BTreeMap<&str, &Node> =
            nodes.iter().map(|node| (node.id.as_str(), node)).collect();
        let mut looks: BTreeMap<String, Look> = BTreeMap::new();
        for node in in_order(nodes) {
            let waits_for = node.after.iter().filter_map(|id| {
                let other = by_id.get(id.as_str())?;
                Some((*other, looks.get(id)?))
            });
            let look = look(node, waits_for, today);
            looks.insert(node.id.clone(), look);
        }
        let titles = nodes
            .iter()
            .map(|node| (node.id.clone(), node.title.clone()))
            .collect();
        Self { looks, titles }
    }

    pub fn look(&self, id: &str) -> Option<&Look> {
        self.looks.get(id)
    }

    /// How many stand so.
    pub fn count(&self, standing: Standing) -> usize {
        let all = self.looks.values();
        all.filter(|look| look.standing == standing).count()
    }

    /// What holds a milestone up, as a sentence; none where nothing does.
    pub fn held_up(&self, id: &str) -> Option<String> {
        let path = &self.look(id)?.path;
        let last = path.last()?;
        let cause = self.look(last)?;
        let title = |id: &String| self.titles.get(id).map_or("", |title| title.trim());
        let chain: Vec<String> = path
            .iter()
            .map(|id| format!("waits for “{}”", title(id)))
            .collect();
        let why = if cause.standing == Standing::Late {
            let first = cause.expected.format("%-d %B %Y");
            format!("which is late, and not to be expected before {first}")
        } else {
            format!(
                "which is expected on {}",
                cause.expected.format("%-d %B %Y")
            )
        };
        Some(format!("It {}, {why}.", chain.join(", which ")))
    }
}

fn look<'a>(
    node: &Node,
    waits_for: impl Iterator<Item = (&'a Node, &'a Look)>,
    today: NaiveDate,
) -> Look {
    let Dates {
        due, achieved_on, ..
    } = node.dates;
    let settled = |standing, expected: NaiveDate| Look {
        standing,
        expected,
        slip: (expected - due).num_days().max(0),
        path: Vec::new(),
    };
    if let Some(on) = achieved_on {
        let standing = if on > due {
            Standing::DoneLate
        } else {
            Standing::Done
        };
        return settled(standing, on);
    }
    if !node.stands {
        return Look {
            slip: 0,
            ..settled(Standing::Dropped, due)
        };
    }
    let own = node.dates.own(today);
    let mut expected = own;
    let mut path = Vec::new();
    let mut blocked = false;
    let mut worst = None;
    for (other, seen) in waits_for {
        if !seen.standing.is_open() {
            continue;
        }
        let blocks = seen.standing == Standing::Late || seen.expected > due;
        blocked |= blocks;
        expected = expected.max(seen.expected);
        // Of several that hold it up, the one that comes last.
        if blocks && worst.is_none_or(|before| seen.expected > before) {
            worst = Some(seen.expected);
            path = [other.id.clone()]
                .into_iter()
                .chain(seen.path.iter().cloned())
                .collect();
        }
    }
    let standing = if today > due {
        Standing::Late
    } else if blocked {
        Standing::Blocked
    } else if own > due {
        Standing::Slipping
    } else if due <= soon(today) {
        Standing::DueSoon
    } else {
        Standing::OnTrack
    };
    Look {
        standing,
        expected,
        slip: (expected - due).num_days().max(0),
        path,
    }
}

/// The last day that is soon.
pub fn soon(today: NaiveDate) -> NaiveDate {
    today
        .checked_add_days(Days::new(SOON))
        .unwrap_or(NaiveDate::MAX)
}

/// Each after all that it waits for. What waits in a circle, which nobody can make here, comes last.
fn in_order(nodes: &[Node]) -> Vec<&Node> {
    let by_id: BTreeMap<&str, usize> = nodes
        .iter()
        .enumerate()
        .map(|(at, node)| (node.id.as_str(), at))
        .collect();
    let mut missing: Vec<usize> = vec![0; nodes.len()];
    let mut then: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        let known: BTreeSet<usize> = (node.after.iter())
            .filter_map(|id| by_id.get(id.as_str()).copied())
            .collect();
        missing[at] = known.len();
        for before in known {
            then[before].push(at);
        }
    }
    let mut ready: VecDeque<usize> = (0..nodes.len()).filter(|at| missing[*at] == 0).collect();
    let mut order = Vec::with_capacity(nodes.len());
    while let Some(at) = ready.pop_front() {
        order.push(&nodes[at]);
        for next in &then[at] {
            missing[*next] -= 1;
            if missing[*next] == 0 {
                ready.push_back(*next);
            }
        }
    }
    order.extend(
        (0..nodes.len())
            .filter(|at| missing[*at] > 0)
            .map(|at| &nodes[at]),
    );
    order
}

/// A circle that a new link would close, by titles: each waits for the next, and the last for the first.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub struct Circle(pub Vec<String>);

impl Circle {
    pub fn words(&self) -> String {
        let Some(first) = self.0.first() else {
            return String::new();
        };
        let rest = self.0.iter().skip(1).chain([first]);
        let chain: Vec<String> = rest.map(|title| format!("waits for “{title}”")).collect();
        format!(
            "These milestones would wait for each other: “{first}” {}",
            chain.join(", which ")
        )
    }
}

/// Whether a milestone can wait for these.
///
/// # Errors
/// The circle that it would close.
pub fn can_wait_for(nodes: &[Node], id: &str, after: &[String]) -> Result<(), Circle> {
    let by_id: BTreeMap<&str, &Node> = nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let title = |id: &str| {
        by_id
            .get(id)
            .map_or(id, |node| node.title.trim())
            .to_owned()
    };
    // From where each was reached, so that the way back can be told.
    let mut from: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    let mut ahead: VecDeque<&str> = VecDeque::new();
    for first in after {
        if from.insert(first, None).is_none() {
            ahead.push_back(first);
        }
    }
    while let Some(at) = ahead.pop_front() {
        if at == id {
            let mut circle = Vec::new();
            let mut step = from.get(at).copied().flatten();
            while let Some(before) = step {
                circle.push(title(before));
                step = from.get(before).copied().flatten();
            }
            circle.push(title(id));
            circle.reverse();
            return Err(Circle(circle));
        }
        let next = by_id.get(at).map_or(&[][..], |node| node.after.as_slice());
        for other in next {
            if !from.contains_key(other.as_str()) {
                from.insert(other, Some(at));
                ahead.push_back(other);
            }
        }
    }
    Ok(())
}
