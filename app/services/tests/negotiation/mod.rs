//! Negotiations: Kent, four departments and a champion bargain over what Kent has offered, term by term.

pub mod cast;

mod agreed;
mod agreeing;
mod barriers;
mod closing;
mod gives;
mod letters;
mod opening;
mod parties;
mod releasing;
mod reminding;
mod settling;
mod table;
mod working;
