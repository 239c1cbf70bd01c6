//! Names as people type them.

use crate::Refusal;

/// Longer than any name that people go by, in characters.
const LONGEST: usize = 100;

/// Reads the name of a person: one line of letters, since it stands in mail and beside what they do.
/// Refuses anything else beside the field `name`.
pub fn read_name(typed: &str) -> Result<String, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Refusal::fault("name", "Enter a name"));
    }
    if typed.chars().count() > LONGEST {
        return Err(Refusal::fault(
            "name",
            format!("Shorten the name to {LONGEST} characters"),
        ));
    }
    // A line break could begin a header of a mail, and marks that turn the direction of text hide what it says.
    if typed
        .chars()
        .any(|letter| letter.is_control() || is_hidden(letter))
    {
        return Err(Refusal::fault(
            "name",
            "Enter the name on one line, in letters that can be seen",
        ));
    }
    Ok(typed.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Line and paragraph separators, and marks that change how the letters around them are shown.
const fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{2028}' | '\u{2029}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::read_name;

    #[test]
    fn names_of_all_kinds_are_read() {
        for (typed, read) in [
            (" Ann  Smith ", "Ann Smith"),
            ("Siân O’Brien-Łukasz", "Siân O’Brien-Łukasz"),
            ("محمد", "محمد"),
            ("X", "X"),
        ] {
            assert_eq!(read_name(typed).ok().as_deref(), Some(read));
        }
    }

    #[test]
    fn no_name_begins_a_header() {
        let long = "a".repeat(101);
        for typed in [
            "",
            " ",
            "Ann\r\nBcc: bob@kent.example",
            "Ann\nSmith",
            "Ann\u{2028}Smith",
            "Ann\u{202e}htimS",
            "Ann\0",
            &long,
        ] {
            assert!(read_name(typed).is_err(), "{typed:?}");
        }
    }
}
