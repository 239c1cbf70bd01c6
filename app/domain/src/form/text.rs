//! What is done to every text before it is kept, and what counts as an address.

/// One kind of line end, no control characters (which PostgreSQL cannot hold), no blanks at the ends.
pub(super) fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter(|&c| c == '\n' || c == '\t' || !c.is_control())
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Whether mail could be sent to this: one `@`, something before it, a dotted host after it, no blanks.
pub fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    !name.is_empty()
        && !name.contains('@')
        && host.split('.').count() >= 2
        && host.split('.').all(|part| !part.is_empty())
        && text.len() <= 254
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>,;:\"()[]\\".contains(c))
}
