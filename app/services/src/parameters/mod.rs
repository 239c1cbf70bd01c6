//! What the programme office sets: rounds, and the parameters of money in each.

mod rounds;

pub(crate) use rounds::first_round;
pub use rounds::{Round, RoundChange};
