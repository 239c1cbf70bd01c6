//! What people typed outside a matter: cleaned of what no database holds, and held to a length.

use crate::Refusal;

/// The most characters of a reason.
const REASON: usize = 5_000;
/// The most characters of a line.
const LINE: usize = 300;

/// One line, such as a name. `missing` is said where there is nothing.
pub(crate) fn line(field: &str, typed: &str, missing: &str) -> Result<String, Refusal> {
    let line = clean(typed).replace('\n', " ");
    held(field, line, missing, LINE)
}

/// A reason in some lines.
pub(crate) fn reason(typed: &str, missing: &str) -> Result<String, Refusal> {
    held("reason", clean(typed), missing, REASON)
}

fn held(field: &str, text: String, missing: &str, most: usize) -> Result<String, Refusal> {
    let length = text.chars().count();
    if text.is_empty() {
        Err(Refusal::fault(field, missing))
    } else if length > most {
        let words = format!("Shorten this to {most} characters: it has {length}");
        Err(Refusal::fault(field, words))
    } else {
        Ok(text)
    }
}

/// One kind of line end, no control characters, no blanks at the ends.
pub(crate) fn clean(typed: &str) -> String {
    typed
        .replace("\r\n", "\n")
        .chars()
        .filter(|letter| *letter == '\n' || *letter == '\t' || !letter.is_control())
        .collect::<String>()
        .trim()
        .to_owned()
}
