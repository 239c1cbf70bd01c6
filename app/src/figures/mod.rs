//! What a plan comes to, drawn beside the pages that it is typed on: totals, additionality, value, ambition, and
//! who gets what. The same code draws it on the server and, where an island follows the typing, in the browser.
//! Nothing is worked out here: every figure comes from [`domain::money::Appraisal`].

mod basis;
mod beside;
mod by_year;
mod grid;
mod headline;
mod ledgers;
mod live;
mod names;
mod notes;
mod panel;
mod sharing;
mod shown;
mod spoken;
mod worth;

pub use basis::Basis;
pub use beside::FiguresBeside;
pub use live::{Live, UNREAD};
pub use names::Names;
pub use panel::{FOLDED, FiguresPanel, beside};
pub use sharing::SharingTable;
pub use shown::Shown;
pub use spoken::spoken;
