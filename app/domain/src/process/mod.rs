//! The process of an offer: its kinds and sections, its stages and the moves between them, who may do what,
//! who sees which room, and what history says.

mod act;
mod choice;
mod kind;
mod reference;
mod role;
mod stage;
mod transition;

pub use act::Act;
pub use kind::{Level, OfferKind, Section, Theme};
pub use reference::{Reference, ReferenceError, Series};
pub use role::{Hat, OrganisationId, PersonId, Role, Side};
pub use stage::Stage;
pub use transition::Transition;
