//! Which entries the address asks for.

use chrono::NaiveDate;
use domain::{
    form::Read,
    process::{EventKind, Side},
};
use services::offers::{By, HistoryFilter};

use crate::{page::Asked, posts::address};

pub const KIND: &str = "kind";
pub const BY: &str = "by";
pub const FROM: &str = "from";
pub const UNTIL: &str = "until";

/// Stands before the id of an organisation, so that it is never taken for a side.
const AT: &str = "at-";

/// The filter as it was typed and as it was understood.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub filter: HistoryFilter,
    pub from: String,
    pub until: String,
    /// Field and words of each day that is none.
    pub faults: Vec<(&'static str, String)>,
}

impl Wanted {
    /// What no history knows is not asked.
    pub fn of(asked: &Asked) -> Self {
        let text = |name| asked.query(name).unwrap_or_default().trim().to_owned();
        let mut wanted = Self {
            from: text(FROM),
            until: text(UNTIL),
            ..Self::default()
        };
        let from = wanted.day(FROM, &wanted.from.clone());
        let until = wanted.day(UNTIL, &wanted.until.clone());
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let words = "The last day must be the first day or a later one";
            wanted.faults.push((UNTIL, words.to_owned()));
        }
        wanted.filter = HistoryFilter {
            kind: EventKind::from_code(&text(KIND)),
            by: by(&text(BY)),
            from,
            until,
        };
        wanted
    }

    fn day(&mut self, field: &'static str, typed: &str) -> Option<NaiveDate> {
        if typed.is_empty() {
            return None;
        }
        match NaiveDate::read(typed) {
            Ok(day) => Some(day),
            Err(words) => {
                self.faults.push((field, words));
                None
            }
        }
    }

    pub fn is_all(&self) -> bool {
        self.filter == HistoryFilter::default() && self.faults.is_empty()
    }

    pub fn fault(&self, field: &str) -> Option<String> {
        self.faults
            .iter()
            .find(|(at, _)| *at == field)
            .map(|(_, words)| words.clone())
    }

    /// What the choice of somebody is called in the address.
    pub fn by(&self) -> Option<String> {
        self.filter.by.as_ref().map(code)
    }

    /// The same as it stands in the address of other pages, each part with an `&` behind it.
    pub fn address(&self) -> String {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let pairs = [
            (KIND, self.filter.kind.map(|kind| kind.code().to_owned())),
            (BY, self.by()),
            (FROM, day(self.filter.from)),
            (UNTIL, day(self.filter.until)),
        ];
        let mut query = String::new();
        for (name, text) in pairs {
            if let Some(text) = text {
                query.push_str(name);
                query.push('=');
                query.push_str(&address::text(&text));
                query.push('&');
            }
        }
        query
    }
}

/// A side by its code, an organisation by its id behind `at-`.
pub fn code(by: &By) -> String {
    match by {
        By::Side(side) => side.code().to_owned(),
        By::Organisation(organisation) => format!("{AT}{organisation}"),
    }
}

fn by(code: &str) -> Option<By> {
    match code.strip_prefix(AT) {
        Some(organisation) => Some(By::Organisation(organisation.into())),
        None => Side::from_code(code).map(By::Side),
    }
}
