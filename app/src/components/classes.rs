//! The `class` and `aria-describedby` attributes, put together from the parts that apply.

use super::MaybeText;

/// Class names in order, without the empty ones.
pub(super) fn classes<const N: usize>(parts: [&str; N]) -> String {
    let mut class = String::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !class.is_empty() {
            class.push(' ');
        }
        class.push_str(part);
    }
    class
}

/// `words` where the condition holds, else nothing.
pub(super) fn when(condition: bool, words: &'static str) -> &'static str {
    if condition { words } else { "" }
}

/// For attributes that want a word for it.
pub(super) const fn yes_or_no(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

/// Ids of what describes a field: what the page says, then its hint, then its error.
pub(super) fn described_by(
    id: &str,
    before: MaybeText,
    hint: &MaybeText,
    error: &MaybeText,
) -> Option<String> {
    let hint = hint.is_some().then(|| format!("{id}-hint"));
    let error = error.is_some().then(|| format!("{id}-error"));
    let ids: Vec<String> = [before.into_option(), hint, error]
        .into_iter()
        .flatten()
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
