//! Text as it can be printed. What people type is never markup here; these are the letters themselves.

use std::fmt::Write;

/// Words longer than this get places to break, so that they stay on the page.
const LONGEST_WORD: usize = 40;
/// And in the cell of a table, which is narrow.
const LONGEST_IN_CELL: usize = 22;
/// A place to break that shows nothing.
pub const BREAK: char = '\u{200B}';

/// The paragraphs of a text; empty lines are none.
pub fn paragraphs(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}

/// The text without letters that change how others read: controls, changes of direction, letters without width.
/// `domain` takes them out when they are typed; here a text that came in otherwise is no danger either.
pub fn plain(text: &str) -> String {
    text.chars()
        .filter_map(|letter| match letter {
            '\t' | '\n' | '\u{A0}' => Some(' '),
            _ if letter.is_control() || is_unseen(letter) => None,
            _ => Some(letter),
        })
        .collect()
}

/// For a paper of our own fonts: a letter that none of them has is written as its number, since a box in its place
/// would say nothing to anybody.
pub fn printed(text: &str, has: impl Fn(char) -> bool) -> String {
    broken(text, LONGEST_WORD, has)
}

/// The same in the cell of a table.
pub fn in_cell(text: &str, has: impl Fn(char) -> bool) -> String {
    broken(text, LONGEST_IN_CELL, has)
}

fn broken(text: &str, longest: usize, has: impl Fn(char) -> bool) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut unbroken = 0;
    for letter in plain(text).chars().filter(|letter| !joins(*letter)) {
        let may_break = letter.is_whitespace() || matches!(letter, '-' | '\u{2013}' | '\u{2014}');
        unbroken = if may_break { 0 } else { unbroken + 1 };
        if has(letter) {
            shown.push(letter);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(shown, "[U+{:04X}]", u32::from(letter));
            unbroken += 8;
        }
        if unbroken >= longest {
            shown.push(BREAK);
            unbroken = 0;
        }
    }
    shown
}

/// Joins, and variants of, the letters beside it, of which paper knows nothing.
const fn joins(letter: char) -> bool {
    matches!(
        letter,
        '\u{34F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}'
    )
}

/// Marks and overrides of direction, spaces without width, tags, letters of nobody’s alphabet.
const fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{FFFE}'
            | '\u{FFFF}'
            | '\u{E000}'..='\u{F8FF}'
            | '\u{E0000}'..='\u{10FFFF}'
    )
}

/// The beginning of a text, at most so many letters, cut between words and marked where it was cut.
pub fn cut(text: &str, most: usize) -> String {
    let text = paragraphs(text).join(" ");
    if text.chars().count() <= most {
        return text;
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    let end = kept
        .rfind(char::is_whitespace)
        .filter(|at| at * 2 > kept.len())
        .unwrap_or(kept.len());
    format!("{}…", kept[..end].trim_end_matches([' ', ',', ';', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_letters_unknown_are_named_and_tricks_are_gone() {
        let latin = |letter: char| letter.is_ascii();
        for (typed, shown) in [
            ("plain words", "plain words"),
            ("a\u{202E}b\u{200B}c", "abc"),
            ("tab\there", "tab here"),
            (
                "#read(\"/etc/passwd\") *x* $y$",
                "#read(\"/etc/passwd\") *x* $y$",
            ),
            ("中", "[U+4E2D]"),
        ] {
            assert_eq!(printed(typed, latin), shown);
        }
        let long = printed(&"x".repeat(20_000), latin);
        let longest = long.split(BREAK).map(str::len).max();
        assert_eq!(longest, Some(LONGEST_WORD));
        assert_eq!(long.replace(BREAK, "").len(), 20_000);
    }

    #[test]
    fn a_text_is_cut_between_words_and_says_so() {
        assert_eq!(cut("short", 10), "short");
        assert_eq!(cut("one two three four", 12), "one two…");
        assert_eq!(cut("unbreakableword", 8), "unbreak…");
        assert_eq!(cut("ééééééééé", 4), "ééé…");
        assert_eq!(cut("one\n\ntwo", 20), "one two");
    }
}
