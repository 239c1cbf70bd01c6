//! Names as people type them.

use domain::talk::legible;

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
    // A line break could begin a header of a mail; marks that turn the direction of text, and letters that nobody
    // sees, hide what it says.
    if typed.chars().any(char::is_control) || legible(typed) != typed {
        return Err(Refusal::fault(
            "name",
            "Enter the name on one line, in letters that can be seen",
        ));
    }
    Ok(typed.split_whitespace().collect::<Vec<_>>().join(" "))
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
            "A\u{200b}nn",
            "\u{2066}Ann\u{2069}",
            "Ann\u{ad}Smith",
            "Ann\u{e0041}",
            "\u{3164}",
            "Ann\0",
            &long,
        ] {
            assert!(read_name(typed).is_err(), "{typed:?}");
        }
    }
}
