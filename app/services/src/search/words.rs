//! What was typed, as words to look for; and where they stand in a text.

use super::found::Piece;

/// The most words that are looked for.
const MOST: usize = 8;
/// The longest word, in characters.
const LONGEST: usize = 40;
/// How much of what was typed is read.
const READ: usize = 400;
/// From how many characters on a word stands for all that begin with it.
const BEGINS: usize = 3;
/// How much of a text is shown around the first word, in characters.
const AROUND: usize = 110;

/// Words in small letters, without anything else: whatever else was typed only parts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words(Vec<String>);

impl Words {
    pub fn of(typed: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        // What cannot be seen parts no words.
        let seen: String = typed
            .chars()
            .take(READ)
            .filter(|letter| {
                !matches!(
                    letter,
                    '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
                )
            })
            .collect();
        for word in seen.split(|letter: char| !letter.is_alphanumeric()) {
            let word: String = word
                .chars()
                .take(LONGEST)
                .flat_map(char::to_lowercase)
                .collect();
            let word: String = word
                .chars()
                .filter(|letter| letter.is_alphanumeric())
                .collect();
            if !word.is_empty() && !words.contains(&word) && words.len() < MOST {
                words.push(word);
            }
        }
        Self(words)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For FTS5: every word in quotes, so that none is an operator.
    pub fn for_sqlite(&self, near: Option<&[String]>) -> String {
        let each = self.0.iter().map(|word| {
            let star = if is_beginning(word) { " *" } else { "" };
            format!("\"{word}\"{star}")
        });
        let said = each.collect::<Vec<_>>().join(" AND ");
        let said = format!("{{title body}} : ({said})");
        match near {
            None => said,
            Some(near) => {
                let near: Vec<String> = near.iter().map(|one| format!("\"{one}\"")).collect();
                format!("({said}) AND (scope : ({}))", near.join(" OR "))
            }
        }
    }

    /// For `to_tsquery`, quoted in the same way.
    pub fn for_postgres(&self) -> String {
        let each = self.0.iter().map(|word| {
            let star = if is_beginning(word) { ":*" } else { "" };
            format!("'{word}'{star}")
        });
        each.collect::<Vec<_>>().join(" & ")
    }

    /// The text with its words marked, all of it.
    pub fn mark(&self, text: &str) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut put = |said: &str, is_marked: bool| match pieces.last_mut() {
            Some(last) if last.is_marked == is_marked => last.text.push_str(said),
            _ => pieces.push(Piece {
                text: said.to_owned(),
                is_marked,
            }),
        };
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
            if word > 0 {
                put(&rest[..word], false);
                rest = &rest[word..];
            }
            let end = rest
                .find(|letter: char| !letter.is_alphanumeric())
                .unwrap_or(rest.len());
            if end > 0 {
                put(&rest[..end], self.says(&rest[..end]));
                rest = &rest[end..];
            }
        }
        pieces
    }

    /// The part of a text around the first of the words, marked; its beginning where it says none of them.
    pub fn excerpt(&self, text: &str) -> Vec<Piece> {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let pieces = self.mark(&flat);
        let before: usize = pieces
            .iter()
            .take_while(|piece| !piece.is_marked)
            .map(|piece| piece.text.len())
            .sum();
        let at = if before == flat.len() { 0 } else { before };
        let start = back(&flat, at, AROUND);
        let end = forward(&flat, at, 2 * AROUND);
        let mut cut = String::new();
        if start > 0 {
            cut.push_str("… ");
        }
        cut.push_str(flat[start..end].trim());
        if end < flat.len() {
            cut.push_str(" …");
        }
        self.mark(&cut)
    }

    fn says(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.0.iter().any(|wanted| {
            if is_beginning(wanted) {
                word.starts_with(wanted)
            } else {
                word == *wanted
            }
        })
    }
}

fn is_beginning(word: &str) -> bool {
    word.chars().count() >= BEGINS
}

/// So many characters before a place, at the beginning of a word.
fn back(text: &str, at: usize, by: usize) -> usize {
    let from = text.floor_char_boundary(at.saturating_sub(by));
    if from == 0 {
        return 0;
    }
    text[from..at].find(' ').map_or(from, |space| from + space)
}

fn forward(text: &str, at: usize, by: usize) -> usize {
    let to = text.ceil_char_boundary((at + by).min(text.len()));
    if to == text.len() {
        return to;
    }
    text[at..to].rfind(' ').map_or(to, |space| at + space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_words_and_nothing_else() {
        let words = |typed: &str| Words::of(typed).0;
        assert_eq!(
            words("  Ring-fence, \"removed\"  "),
            ["ring", "fence", "removed"]
        );
        assert_eq!(
            words("NEAR(a b) OR title:x* -y"),
            ["near", "a", "b", "or", "title", "x", "y"]
        );
        assert_eq!(words("ring\u{200b}fence"), ["ringfence"]);
        assert!(words("'\"*(){}^:-+&|!<>\\\0").is_empty());
        assert_eq!(words(&"a b c d e f g h i j k".repeat(100_000)).len(), MOST);
        assert_eq!(words(&"x".repeat(1_000_000))[0].len(), LONGEST);
        assert_eq!(
            Words::of("cap or").for_sqlite(None),
            "{title body} : (\"cap\" * AND \"or\")"
        );
        assert_eq!(Words::of("cap or").for_postgres(), "'cap':* & 'or'");
    }

    #[test]
    fn words_are_marked_where_they_stand() {
        let marked = |typed: &str, text: &str| {
            let pieces = Words::of(typed).mark(text);
            pieces
                .iter()
                .map(|piece| match piece.is_marked {
                    true => format!("[{}]", piece.text),
                    false => piece.text.clone(),
                })
                .collect::<String>()
        };
        assert_eq!(
            marked("saving", "Savings, and a saving’s end"),
            "[Savings], and a [saving]’s end"
        );
        assert_eq!(marked("a", "A cat"), "[A] cat");
        let long = format!(
            "{} ringfence {}",
            "one two ".repeat(60),
            "three four ".repeat(60)
        );
        let cut: String = Words::of("ringfence")
            .excerpt(&long)
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        assert!(
            cut.starts_with("… ") && cut.ends_with(" …") && cut.contains("ringfence"),
            "{cut}"
        );
        assert!(cut.len() < 4 * AROUND, "{cut}");
    }
}
