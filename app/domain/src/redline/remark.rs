//! What somebody said, to stand beside a change.

use chrono::{DateTime, Utc};

/// A comment on one part of a text. Whoever gathers them takes those only that the reader may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The anchor of the part: `term-4`.
    pub on: String,
    pub author: String,
    /// The room in words: “Whitehall only”.
    pub room: String,
    pub at: DateTime<Utc>,
    pub words: String,
}
