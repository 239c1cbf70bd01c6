//! The rows of delivery: for everybody who reads how an agreement is delivered, on both sides.

pub mod calendar_feed;
pub mod milestone;
pub mod milestone_link;
pub mod milestone_version;
