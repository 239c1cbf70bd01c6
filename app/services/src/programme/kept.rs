//! The figures of the portfolio are worked out once, and stand until something happens anywhere in the house: each act
//! moves the head of history.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use super::cut::Cut;
use super::figures::Portfolio;

/// How many parts of the portfolio are kept.
const MOST: usize = 64;

/// The place in history and the day for which a part was worked out, and the part.
type WorkedOut = (i64, NaiveDate, Arc<Portfolio>);

#[derive(Default)]
pub(crate) struct Kept(Mutex<HashMap<Cut, WorkedOut>>);

impl Kept {
    /// What was worked out at this place in history on this day.
    pub fn at(&self, cut: Cut, place: i64, day: NaiveDate) -> Option<Arc<Portfolio>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, on, portfolio) = kept.get(&cut)?;
        (*at == place && *on == day).then(|| portfolio.clone())
    }

    pub fn keep(&self, cut: Cut, place: i64, day: NaiveDate, portfolio: Arc<Portfolio>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(cut, (place, day, portfolio));
    }
}
