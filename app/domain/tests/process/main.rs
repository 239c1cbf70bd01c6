//! The process of an offer: whole tables, against expectations written out by hand.

mod events;
mod hats;
mod kent;
mod organisations;
mod permission;
mod references;
mod sight;
mod transitions;
mod words;
