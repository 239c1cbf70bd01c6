//! Offers from the first word to the decision: Kent drafts, Kent Police answers, the programme office decides,
//! and Leicester and the Home Office see nothing of it before their time.

mod asking;
mod carrying_over;
mod cast;
mod complete;
mod copying;
mod counting;
mod deciding;
mod editing;
mod hiding;
mod reading;
mod recording;
mod returning;
mod submitting;
mod working;
