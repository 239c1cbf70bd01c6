//! A text with the words that were looked for marked in it.

use leptos::prelude::*;
use services::search::Piece;

use crate::markup::Markup;

/// Each word in a `mark`, the rest as it is.
pub fn marked(pieces: &[Piece]) -> AnyView {
    Markup::of(|m| {
        for piece in pieces {
            if piece.is_marked {
                m.words("mark", &[], &piece.text);
            } else {
                m.text(&piece.text);
            }
        }
    })
    .into_view()
    .into_any()
}
