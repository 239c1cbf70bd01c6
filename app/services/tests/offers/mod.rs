//! Offers from the first word to the decision: Kent drafts, Kent Police answers, the programme office decides,
//! and Leicester and the Home Office see nothing of it before their time.

mod asking;
mod assigning;
mod carrying_over;
pub mod cast;
pub mod complete;
mod copying;
mod counting;
mod deciding;
mod editing;
mod filtering;
mod hiding;
mod keeping;
mod reading;
mod recording;
mod returning;
mod splitting;
mod submitting;
mod working;
