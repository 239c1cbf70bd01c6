//! The time, which comes from outside.
//!
//! People's acts take their time from `Services::now`, which the demo shifts to a today of its own; links,
//! sessions and mail keep real time (`Services::real_now`). Nothing else in the house asks a clock.

use std::sync::atomic::Ordering;

use chrono::{DateTime, NaiveDate, SubsecRound, TimeDelta, Utc};

use crate::Services;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

/// The clock of the machine.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one home of the wall clock: everything else takes the time as an argument"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

impl Services {
    /// The moment of an act, to the microsecond, as both databases keep it. In the demo, a moment of its own time.
    pub fn now(&self) -> DateTime<Utc> {
        let shift = TimeDelta::microseconds(self.house.shift.load(Ordering::Relaxed));
        self.stands_still_at
            .unwrap_or_else(|| self.real_now() + shift)
    }

    /// The moment by the clock on the wall, for links, sessions and mail.
    pub fn real_now(&self) -> DateTime<Utc> {
        self.house.clock.now().trunc_subsecs(6)
    }

    /// The day in London, from `now`.
    pub fn today(&self) -> NaiveDate {
        self.now()
            .with_timezone(&chrono_tz::Europe::London)
            .date_naive()
    }

    /// The same house with its acting clock stopped at `moment`: how the demo lives through its past.
    pub fn as_of(&self, moment: DateTime<Utc>) -> Self {
        Self {
            stands_still_at: Some(moment.trunc_subsecs(6)),
            ..self.clone()
        }
    }
}
