//! Returns: Kent’s agreement is in force, and it reports quarter by quarter.

pub mod cast;

mod filling;
mod reading;
mod reviewing;
mod telling;
mod verifying;
