//! Negotiations: Kent, four departments and a champion bargain over what Kent has offered, term by term.

pub mod cast;

mod agreeing;
mod barriers;
mod opening;
