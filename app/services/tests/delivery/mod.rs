//! Delivery: Kent’s agreement is in force, and both sides do what they owe.

mod calendars;
mod cast;
mod coming;
mod laying;
mod portfolio;
mod reading;
mod telling;
