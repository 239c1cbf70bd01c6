//! Whom a comment calls by name: `@Hari`, or a party, `@Home Office`.

use crate::legible::legible;

/// The most letters that a message repeats of a name that nobody here has.
const SHOWN: usize = 40;

/// What is made of the names in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    /// Whom it calls, each once, in the order of the text: positions in the list of names.
    pub called: Vec<usize>,
    /// Names that nobody on the list has, as they were typed.
    pub strangers: Vec<String>,
    /// Names that several on the list have.
    pub unclear: Vec<String>,
}

impl Mentions {
    /// Reads a text against the names of those who can be called. `@` calls where a word begins, so that an
    /// address of mail calls nobody; the longest name counts that fits; case does not.
    pub fn read(text: &str, names: &[&str]) -> Self {
        let text = legible(text);
        let names: Vec<String> = names.iter().map(|name| folded(&legible(name))).collect();
        let mut found = Self::default();
        let mut before = None;
        for (at, letter) in text.char_indices() {
            let begins = before.is_none_or(|before: char| !is_of_a_word(before));
            before = Some(letter);
            let rest = &text[at + letter.len_utf8()..];
            if letter != '@' || !begins || !rest.starts_with(char::is_alphabetic) {
                continue;
            }
            found.call(rest, &names);
        }
        found
    }

    fn call(&mut self, rest: &str, names: &[String]) {
        // No more of it than a name has, and the letter after: a text may call a thousand times.
        let longest = names.iter().map(|name| name.chars().count()).max();
        let start: String = rest.chars().take(longest.unwrap_or_default() + 1).collect();
        let rest_folded = folded(&start);
        let fits = |name: &&String| {
            !name.is_empty()
                && rest_folded
                    .strip_prefix(name.as_str())
                    .is_some_and(|after| !after.starts_with(is_of_a_word))
        };
        let Some(longest) = names.iter().filter(fits).max_by_key(|name| name.len()) else {
            let word = rest.split(|letter: char| letter.is_whitespace() || letter == '@');
            let word: String = word.take(1).flat_map(str::chars).take(SHOWN).collect();
            let word = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            push(&mut self.strangers, word.to_owned());
            return;
        };
        let mut bearers = (0..names.len()).filter(|index| names[*index] == *longest);
        match (bearers.next(), bearers.next()) {
            (Some(only), None) => push(&mut self.called, only),
            (Some(_), Some(_)) => {
                push(
                    &mut self.unclear,
                    rest.chars().take(longest.chars().count()).collect(),
                );
            }
            (None, _) => {}
        }
    }
}

/// Letters in one case. Those that change their number of letters by it are left as they are.
fn folded(text: &str) -> String {
    text.chars()
        .map(|letter| {
            let mut lower = letter.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => letter,
            }
        })
        .collect()
}

fn is_of_a_word(letter: char) -> bool {
    letter.is_alphanumeric()
}

fn push<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &[&str] = &[
        "Hari",
        "Home Office",
        "Home Office Police Board",
        "Siân",
        "Ann",
        "Ann",
    ];

    fn read(text: &str) -> Mentions {
        Mentions::read(text, NAMES)
    }

    #[test]
    fn people_and_parties_are_called_by_the_longest_name() {
        let called =
            read("@hari, and (@Home Office police board) or @HOME OFFICE? @Hari again, @SIÂN!");
        assert_eq!(called.called, [0, 2, 1, 3]);
        assert!(called.strangers.is_empty() && called.unclear.is_empty());
    }

    #[test]
    fn an_address_or_a_sum_calls_nobody() {
        let nobody = Mentions::default();
        assert_eq!(
            read("hari@homeoffice.example costs 5 @ £3 or @ 10%"),
            nobody
        );
        assert_eq!(read("@"), nobody);
        assert_eq!(read(""), nobody);
    }

    #[test]
    fn strangers_and_namesakes_are_told_apart() {
        let mixed = read("@Bob. @Harik @Ann and @Bob, @Hari");
        assert_eq!(mixed.strangers, ["Bob", "Harik"]);
        assert_eq!(mixed.unclear, ["Ann"]);
        assert_eq!(mixed.called, [0]);
    }

    #[test]
    fn letters_that_nobody_sees_hide_no_name() {
        assert_eq!(read("@Ha\u{200B}ri \u{202E}@Hari").called, [0]);
        let tricky = Mentions::read("@Hari", &["Ha\u{200D}ri", "Ha\u{2060}ri"]);
        assert_eq!(tricky.called, [1], "what joins letters is part of a name");
        let long = format!("@{}", "x".repeat(1_000_000));
        assert_eq!(read(&long).strangers[0].len(), SHOWN);
    }

    #[test]
    fn many_calls_are_read_in_a_moment() {
        let text = "@nobody ".repeat(1_250);
        assert_eq!(read(&text).strangers, ["nobody"]);
    }
}
