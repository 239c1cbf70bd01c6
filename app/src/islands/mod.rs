//! Parts of a page that answer while people type. Each works without JavaScript too: then a button asks the server.

mod drawn;
mod live_figures;
mod typed_form;

pub use crate::figures::FiguresBeside;
pub use live_figures::LiveFigures;
