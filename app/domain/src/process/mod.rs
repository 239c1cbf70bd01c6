//! The process of an offer: its kinds and sections, its stages and the moves between them, who may do what,
//! who sees which room, and what history says.

mod accord;
mod act;
mod bargain;
pub(crate) mod choice;
mod delivering;
mod event;
mod filing;
mod groups;
mod guard;
mod in_words;
mod kind;
mod membership;
mod organisation;
mod permission;
mod reference;
mod returning;
mod role;
mod room;
mod rules;
mod sight;
mod stage;
mod transition;
mod transitions;

pub use accord::Accord;
pub use act::Act;
pub use bargain::{Bargain, TermName};
pub use delivering::{Delivering, MilestoneName};
pub use event::{Event, EventKind, Talk};
pub use filing::{Filed, Filing};
pub use guard::Guard;
pub use in_words::{Line, document, table};
pub use kind::{Level, OfferKind, Section, Theme};
pub use membership::{Remaining, Vacancy};
pub use organisation::{Department, OrganisationKind, TREASURY, department, departments};
pub use permission::{
    AnyVerdict, OfferFacts, Reason, Verdict, permit, permit_any, permit_any_for, permit_for,
    permit_without_hat,
};
pub use reference::{Reference, ReferenceError, Series};
pub use returning::Returning;
pub use role::{Hat, OrganisationId, PersonId, Role, Side};
pub use room::{Room, Rooms};
pub use rules::{Effect, Leave, PARTS, RULES, Rule};
pub use sight::{Reach, Sight};
pub use stage::Stage;
pub use transition::{Transition, WrongStage, next};
pub use transitions::{By, Row, TRANSITIONS};
