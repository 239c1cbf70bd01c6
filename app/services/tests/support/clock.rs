//! A clock that stands still until the story moves it.

use std::sync::Mutex;

use chrono::{DateTime, TimeDelta, Utc};
use services::Clock;

pub struct StoppedClock(Mutex<DateTime<Utc>>);

impl StoppedClock {
    /// Ten o'clock on a Monday in January 2013.
    pub fn new() -> Self {
        let start = "2013-01-14T10:00:00Z".parse().expect("a moment");
        Self(Mutex::new(start))
    }

    pub fn forward(&self, by: TimeDelta) {
        *self.0.lock().expect("the clock") += by;
    }
}

impl Clock for StoppedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().expect("the clock")
    }
}
