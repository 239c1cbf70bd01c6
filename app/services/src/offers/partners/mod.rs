//! Partners: asked by the place, and answering for themselves (7.15).

mod answer;
mod answer_view;
mod invite;
mod said;

pub use answer::PartnerSays;
pub use answer_view::{AnswerView, MoneyLine};

pub(super) use said::Said;
