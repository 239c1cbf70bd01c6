//! Agreements: Kent’s terms are settled, issued, signed by everybody, and in force.

pub mod cast;

mod calendar;
mod ending;
mod handing_on;
mod issuing;
mod reading;
mod refusing;
mod signing;
mod telling;
mod varying;
