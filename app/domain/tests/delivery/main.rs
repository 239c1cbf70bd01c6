//! Delivery: what an agreement obliges to, and how its milestones stand.

#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "nothing is taken out of an offer here")]
mod support;

mod coming;
mod obliged;
mod standing;
mod whose;

use chrono::NaiveDate;

pub fn date(text: &str) -> NaiveDate {
    text.parse().expect(text)
}
