//! The table of permissions in words: for refusals, and for `docs/permissions.md`, which is made from it.

use std::fmt::Write;

use serde::Serialize;

use super::act::Act;
use super::role::{Hat, Role};
use super::room::Room;
use super::rules::{Effect, Leave, PARTS, RULES, Rule};
use super::sight::{Reach, Sight};
use super::stage::Stage;

/// One line of the table that the documentation shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    pub act: Act,
    /// The part of the work that it belongs to.
    pub part: &'static str,
    pub reads: bool,
    /// Who may, in words.
    pub who: String,
    /// At which stages, in words.
    pub when: String,
    /// With which offers, in words; empty where it is about no single offer.
    pub which: String,
}

/// The whole table in words, a line for each act.
pub fn table() -> Vec<Line> {
    RULES
        .iter()
        .map(|rule| Line {
            act: rule.act,
            part: part(rule.act),
            reads: rule.effect == Effect::Reads,
            who: who_may(rule.act),
            when: when(rule),
            which: which(rule),
        })
        .collect()
}

/// The same as the page of the documentation, in Markdown.
pub fn document() -> String {
    let mut page = INTRODUCTION.to_owned();
    page.push_str("\n| Role | Offers | Rooms in them |\n|---|---|---|\n");
    for role in Role::ALL {
        let hat = somebody(*role);
        let rooms = Sight::of(&hat).rooms();
        let rooms: Vec<_> = rooms.list().into_iter().map(Room::label).collect();
        let rooms = if rooms.is_empty() {
            "none".to_owned()
        } else {
            rooms.join(", ")
        };
        line(&mut page, &[role.label(), Reach::of(&hat).words(), &rooms]);
    }
    let lines = table();
    for (part, _) in PARTS {
        page.push_str("\n## ");
        page.push_str(part);
        page.push_str("\n\n| What | Who may | When | With which offers |\n|---|---|---|---|\n");
        for told in lines.iter().filter(|line| line.part == *part) {
            let act = capital(told.act.words());
            line(&mut page, &[&act, &told.who, &told.when, &told.which]);
        }
    }
    page
}

const INTRODUCTION: &str = "\
# Who may do what

This page is written from the table that the program itself asks before every act (`RULES` in
`app/domain/src/process/rules.rs`). A test fails where the two differ; `make docs` writes the page again.

What somebody may not see does not exist for them: they are told that there is no such page. What they see and
may not do is refused, with who may. What they may do, but not at this stage, is refused with the stage. Whoever
is not signed in is sent to sign in first, in the same way whether the page exists or not. People who hold several
roles see with all of them, and act under one at a time.

## Which offers each role sees
";

fn line(page: &mut String, cells: &[&str]) {
    let written = writeln!(page, "| {} |", cells.join(" | "));
    // A text takes whatever is written to it.
    debug_assert!(written.is_ok());
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The last part that begins at this act or before it.
fn part(act: Act) -> &'static str {
    PARTS
        .iter()
        .rev()
        .find(|(_, first)| *first as usize <= act as usize)
        .map_or("", |(part, _)| part)
}

fn when(rule: &Rule) -> String {
    if !rule.is_about_an_offer() || rule.at().len() == Stage::ALL.len() {
        return "at any time".to_owned();
    }
    let stages = alternatives(rule.at().iter().map(|stage| stage.condition()));
    format!("while the offer is {stages}")
}

pub(super) fn who_may(act: Act) -> String {
    let rule = act.rule();
    match rule.leave {
        Leave::Everyone => "anybody".to_owned(),
        Leave::SignedIn => "anybody who is signed in".to_owned(),
        Leave::Published { .. } => format!(
            "{}; from the day it is in force and published, anybody",
            alternatives(rule.who().iter().map(|role| role.who()))
        ),
        Leave::Roles(_) | Leave::Organisation(_) | Leave::Offer { .. } | Leave::Transition(_) => {
            alternatives(rule.who().iter().map(|role| role.who()))
        }
    }
}

fn which(rule: &Rule) -> String {
    let mut reaches: Vec<&str> = Vec::new();
    if rule.is_about_an_offer() {
        for role in rule.who() {
            let words = Reach::of(&somebody(*role)).words();
            if !reaches.contains(&words) {
                reaches.push(words);
            }
        }
    }
    let seen = match reaches.as_slice() {
        [] => return String::new(),
        [one] => (*one).to_owned(),
        _ => "those that they see".to_owned(),
    };
    match rule.leave {
        Leave::Published { .. } => format!("{seen}; once published, all"),
        Leave::Everyone
        | Leave::SignedIn
        | Leave::Roles(_)
        | Leave::Organisation(_)
        | Leave::Offer { .. }
        | Leave::Transition(_) => seen,
    }
}

/// Anybody with this role.
fn somebody(role: Role) -> Hat {
    Hat::new("somebody", "somewhere", role)
}

/// “a”, “a or b”, “a, b or c”.
pub(super) fn alternatives(words: impl Iterator<Item = &'static str>) -> String {
    let words: Vec<_> = words.collect();
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}
