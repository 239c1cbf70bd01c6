//! What people call the parties of a negotiation, and its terms where they stand in a list.

use domain::negotiation::PartyId;
use domain::process::department;

/// A party with its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyName {
    pub id: PartyId,
    /// In full: “Department of Health”.
    pub name: String,
    /// For the head of a column: “Health”.
    pub short: String,
}

impl PartyName {
    /// The party of an offer of this place.
    pub(crate) fn of(id: &PartyId, place: &str) -> Self {
        let (name, short) = match id {
            PartyId::Place => (place.to_owned(), place.to_owned()),
            PartyId::Department(code) => department(code.as_str()).map_or_else(
                || (code.to_string(), code.to_string()),
                |one| (one.name.to_owned(), one.short.to_owned()),
            ),
        };
        Self {
            id: id.clone(),
            name,
            short,
        }
    }
}

/// The most characters of a title in a list or a sentence.
const BRIEF: usize = 80;

/// A title as lists and sentences have it: an outcome can be a whole paragraph.
pub fn in_brief(title: &str) -> String {
    shortened(title, BRIEF)
}

/// The first words of a text, and a sign that there are more.
pub fn shortened(text: &str, most: usize) -> String {
    let mut brief = String::new();
    for word in text.split_whitespace() {
        let length = brief.chars().count();
        if length + word.chars().count() + usize::from(length > 0) > most {
            if brief.is_empty() {
                brief = word.chars().take(most).collect();
            }
            let end = brief.trim_end_matches([',', ';', ':', '–', ' ']).len();
            brief.truncate(end);
            brief.push('…');
            return brief;
        }
        if !brief.is_empty() {
            brief.push(' ');
        }
        brief.push_str(word);
    }
    brief
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_ends_after_a_word() {
        assert_eq!(shortened("One visit, one form", 19), "One visit, one form");
        assert_eq!(shortened("One visit, one form", 18), "One visit, one…");
        assert_eq!(shortened("One visit, one form", 13), "One visit…");
        assert_eq!(shortened("  One\nvisit ", 80), "One visit");
        assert_eq!(shortened(&"ä".repeat(9), 4), "ääää…");
        assert_eq!(shortened("", 4), "");
    }
}
