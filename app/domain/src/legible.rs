//! Characters that make a text read otherwise than it is written are taken out before it is kept.

/// The text with one kind of line end and without control characters (which PostgreSQL cannot hold), changes of the
/// writing direction, letters that nobody sees, and blanks at its ends. What joins the parts of an emoji or of a script
/// stays; alone it is nothing.
pub fn legible(typed: &str) -> String {
    let text: String = typed
        .replace("\r\n", "\n")
        .chars()
        .map(|letter| match letter {
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            other => other,
        })
        .filter(|letter| {
            matches!(letter, '\n' | '\t') || !(letter.is_control() || is_trick(*letter))
        })
        .collect();
    if is_blank(&text) {
        String::new()
    } else {
        text.trim().to_owned()
    }
}

/// Whether nothing can be seen of it.
fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|letter| letter.is_whitespace() || joins(letter))
}

/// Joins, and variants of, the letters beside it: nothing by itself.
const fn joins(letter: char) -> bool {
    matches!(
        letter,
        '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{34F}'
    )
}

/// Marks, embeddings, overrides and isolates of direction; spaces and hyphens without width; fillers; tags.
const fn is_trick(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}
