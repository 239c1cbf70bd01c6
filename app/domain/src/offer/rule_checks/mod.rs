//! What each rule of completeness looks at. The list, with paragraphs and words, is `rules`.

mod money;
mod people;
mod savings;
mod scope;
mod whole;

pub(super) use money::*;
pub(super) use people::*;
pub(super) use savings::*;
pub(super) use scope::*;
pub(super) use whole::*;
