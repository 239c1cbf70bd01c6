//! A table of years, while it is being laid out.

use super::ask::Ask;
use super::entry::Entry;
use super::read::Read;
use super::sheet::YearRow;
use super::walk::Form;
use crate::money::FinancialYear;
use std::collections::BTreeMap;

/// The rows of a table of years, while it is being laid out.
pub struct YearTable<'f, 'a> {
    pub(super) form: &'f mut Form<'a>,
    pub(super) years: &'f [FinancialYear],
    pub(super) rows: Vec<YearRow>,
}

impl YearTable<'_, '_> {
    /// One row: a field for each year, named `{name}-{year}`. Years outside the table keep what they hold.
    pub fn row<T: Read>(&mut self, ask: Ask, values: &mut BTreeMap<FinancialYear, Entry<T>>) {
        let mut fields = Vec::new();
        for year in self.years {
            let one = Ask {
                name: format!("{}-{year}", ask.name),
                hint: None,
                ..ask.clone()
            };
            let value = values.entry(*year).or_default();
            let mut field = self.form.one(one, value);
            let year_words = year.to_string();
            field.within = if field.within.is_empty() {
                year_words
            } else {
                format!("{}, {year_words}", field.within)
            };
            fields.push(field);
        }
        // A blank year is no entry, so that laying a matter out never changes it.
        values.retain(|_, value| !value.is_blank());
        self.rows.push(YearRow {
            label: ask.label,
            hint: ask.hint,
            fields,
        });
    }
}
