//! Sessions: kept in the store for every server alike, seen and ended by their people.

mod open;
mod rows;
mod signed_in;

use chrono::TimeDelta;

pub use open::{OpenSession, OpenSessions, is_handle_of};
pub use rows::SessionRows;
pub use signed_in::SignedIn;

pub(crate) use rows::end_all;

/// The key under which a session names its person, by id.
pub const PERSON_IN_SESSION: &str = "person";
/// The key under which a session says, in plain words, in which browser it was begun.
pub const BROWSER_IN_SESSION: &str = "browser";

/// A session nobody used for this long has ended: a working day, and the evening after it.
pub const IDLE: TimeDelta = TimeDelta::hours(12);
/// A session ends after this long however much it is used. The cookie lives as long.
pub const LONGEST_SESSION: TimeDelta = TimeDelta::days(7);
/// What somebody who is not signed in yet may have under way: the time to sign in at a provider.
const NOT_YET_SIGNED_IN: TimeDelta = TimeDelta::minutes(15);
/// How exactly it is known when a session was last used: not every request writes.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);
