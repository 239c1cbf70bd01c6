//! Negotiations: Kent, four departments and a champion bargain over what Kent has offered, term by term.

pub mod cast;

mod acts;
mod agreed;
mod agreeing;
mod answering;
mod barriers;
mod closing;
mod everything;
mod gives;
mod held;
mod letters;
mod merging;
mod opening;
mod parties;
pub mod proposing;
mod proposing_apart;
mod redlining;
mod releasing;
mod reminding;
mod settling;
mod table;
mod taking_up;
mod viewing;
mod working;
