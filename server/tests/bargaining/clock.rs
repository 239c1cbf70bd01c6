//! The clocks of two servers: no two moments are the same, and one is a little ahead.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use services::Clock;

pub struct Ticking {
    clock: Arc<dyn Clock>,
    ticks: Arc<AtomicI64>,
    ahead: TimeDelta,
}

impl Ticking {
    pub fn new(clock: Arc<dyn Clock>, ticks: &Arc<AtomicI64>, ahead: TimeDelta) -> Self {
        Self {
            clock,
            ticks: ticks.clone(),
            ahead,
        }
    }
}

impl Clock for Ticking {
    fn now(&self) -> DateTime<Utc> {
        let tick = self.ticks.fetch_add(1, Ordering::Relaxed);
        self.clock.now() + TimeDelta::microseconds(tick) + self.ahead
    }
}
