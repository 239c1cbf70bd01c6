//! One parameter of a round as it is filled in: a value, a source, and the days on which it holds.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::form::{Ask, Entry, Form, Read, ask};
use crate::money::Parameter;

/// One parameter as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting<T> {
    pub name: String,
    pub value: Entry<T>,
    /// Empty: it is shown as illustrative.
    pub source: String,
    pub from: Entry<NaiveDate>,
    pub to: Entry<NaiveDate>,
}

impl<T> Setting<T> {
    pub(super) fn of<V>(parameter: &Parameter<V>, value: impl FnOnce(&V) -> Entry<T>) -> Self {
        let day = |day: Option<NaiveDate>| day.map_or(Entry::Blank, Entry::Is);
        Self {
            name: parameter.name.clone(),
            value: value(&parameter.value),
            source: parameter.source.clone().unwrap_or_default(),
            from: day(parameter.from),
            to: day(parameter.to),
        }
    }

    pub(super) fn with<V>(&self, value: V) -> Parameter<V> {
        Parameter {
            name: self.name.clone(),
            value,
            source: Some(self.source.clone()).filter(|source| !source.is_empty()),
            from: self.from.value().copied(),
            to: self.to.value().copied(),
        }
    }
}

/// Asks for a parameter: its value, and where it comes from.
pub(super) fn setting<T: Read>(
    form: &mut Form<'_>,
    name: &str,
    hint: Option<&str>,
    setting: &mut Setting<T>,
    value: Ask,
) {
    form.group(setting.name.clone(), hint, |form| {
        form.entry(value.named(format!("{name}-value")), &mut setting.value);
        origin(form, name, setting);
    });
}

/// Asks where a parameter comes from, and on which days it holds.
pub(super) fn origin<T>(form: &mut Form<'_>, name: &str, setting: &mut Setting<T>) {
    form.line(
        ask(format!("{name}-source"), "Source (optional)")
            .hint("Without a source it is shown as illustrative"),
        &mut setting.source,
    );
    form.entry(
        ask(format!("{name}-from"), "Holds from (optional)"),
        &mut setting.from,
    );
    form.entry(
        ask(format!("{name}-to"), "Holds until (optional)"),
        &mut setting.to,
    );
}
