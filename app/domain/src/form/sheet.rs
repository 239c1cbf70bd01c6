//! A matter laid out for reading and filling in.

use super::read::Widget;
use crate::money::FinancialYear;
use serde::{Deserialize, Serialize};

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// As it stands in the form.
    pub code: String,
    /// As people read it.
    pub label: String,
    /// What helps to choose.
    pub hint: Option<String>,
}

impl Pick {
    /// A thing to choose, without a hint.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            label: label.into(),
            hint: None,
        }
    }
}

/// One field with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name in the form, unique in the sheet.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// Where it stands, when that is not the sheet itself: "Indicator 2", "2011-12".
    pub within: String,
    /// Words that help to answer.
    pub hint: Option<String>,
    /// How it is drawn.
    pub widget: Widget,
    /// What stands in it, as shown or typed; for one of several, its code.
    pub text: String,
    /// The codes of all that are ticked, for check boxes.
    pub ticked: Vec<String>,
    /// What is wrong with what was typed.
    pub problem: Option<String>,
    /// What to do, where an answer is needed and there is none.
    pub missing: Option<String>,
}

impl Field {
    /// What stands in it as people read it: labels instead of codes.
    pub fn words(&self) -> String {
        let label = |picks: &[Pick], code: &str| {
            picks
                .iter()
                .find(|pick| pick.code == code)
                .map_or_else(|| code.to_owned(), |pick| pick.label.clone())
        };
        match &self.widget {
            Widget::Radios(picks) | Widget::Select(picks) => label(picks, &self.text),
            Widget::Checks(picks) => self
                .ticked
                .iter()
                .map(|code| label(picks, code))
                .collect::<Vec<_>>()
                .join("\n"),
            Widget::Percent if !self.text.is_empty() && self.problem.is_none() => {
                format!("{}%", self.text)
            }
            _ => self.text.clone(),
        }
    }

    /// The question with its place: "Indicator 2: Unit".
    pub fn full_label(&self) -> String {
        if self.within.is_empty() {
            self.label.clone()
        } else {
            format!("{}: {}", self.within, self.label)
        }
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && self.ticked.is_empty()
    }

    /// Whether it chooses among things, so that a code in it can name another part of the offer.
    pub fn is_reference(&self) -> bool {
        matches!(
            self.widget,
            Widget::Radios(_) | Widget::Select(_) | Widget::Checks(_)
        )
    }

    /// What a form sends for it.
    pub fn texts(&self) -> Vec<String> {
        if matches!(self.widget, Widget::Checks(_)) {
            self.ticked.clone()
        } else {
            vec![self.text.clone()]
        }
    }
}

/// A table with a column for each year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Years {
    /// What the table holds.
    pub caption: String,
    /// Words that help to fill it in.
    pub hint: Option<String>,
    /// The columns.
    pub years: Vec<FinancialYear>,
    /// The rows, each with one field a year.
    pub rows: Vec<YearRow>,
}

/// One row of a table of years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearRow {
    /// What the row holds.
    pub label: String,
    /// Words that help to fill it in.
    pub hint: Option<String>,
    /// One field for each year of the table.
    pub fields: Vec<Field>,
}

/// A group that can come several times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// The name of the group in the form; `{name}-count` holds how many there are,
    /// the buttons `add-{name}` and `remove-{name}-{index}` add and take away.
    pub name: String,
    /// What one of them is called: "Indicator".
    pub one: String,
    /// Words that help to fill it in.
    pub hint: Option<String>,
    /// What to do, where at least one is needed and there is none.
    pub missing: Option<String>,
    /// Each with its items.
    pub rows: Vec<Vec<Item>>,
}

/// A part of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Item {
    /// One field.
    Field(Field),
    /// Several parts under one heading.
    Group {
        /// The heading.
        legend: String,
        /// Words below it.
        hint: Option<String>,
        /// The parts.
        items: Vec<Item>,
    },
    /// A group that can come several times.
    Rows(Rows),
    /// A table with a column for each year.
    Years(Years),
}

/// A whole matter, laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet(pub Vec<Item>);

impl Sheet {
    /// Every field, in reading order.
    pub fn fields(&self) -> Vec<&Field> {
        let mut all = Vec::new();
        gather(&self.0, &mut all);
        all
    }

    /// Says what is wrong with a field beside others, unless something is wrong with it already.
    pub fn mark(&mut self, name: &str, words: &str) {
        fn find<'i>(items: &'i mut [Item], name: &str) -> Option<&'i mut Field> {
            items.iter_mut().find_map(|item| match item {
                Item::Field(field) => (field.name == name).then_some(field),
                Item::Group { items, .. } => find(items, name),
                Item::Rows(rows) => rows.rows.iter_mut().find_map(|row| find(row, name)),
                Item::Years(years) => years
                    .rows
                    .iter_mut()
                    .flat_map(|row| &mut row.fields)
                    .find(|field| field.name == name),
            })
        }
        if let Some(field) = find(&mut self.0, name) {
            field.problem.get_or_insert_with(|| words.to_owned());
        }
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields().into_iter().find(|field| field.name == name)
    }

    /// The table of years that holds a row with this caption.
    pub fn years(&self, caption: &str) -> Option<&Years> {
        self.0.iter().find_map(|item| match item {
            Item::Years(years) if years.caption == caption => Some(years),
            _ => None,
        })
    }

    /// Fields with something wrong: name and words.
    pub fn problems(&self) -> Vec<(&str, &str)> {
        self.fields()
            .into_iter()
            .filter_map(|f| Some((f.name.as_str(), f.problem.as_deref()?)))
            .collect()
    }

    /// What is missing: name of the field (or group) and words.
    pub fn missing(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        gather_missing(&self.0, &mut all);
        all
    }

    /// Each repeated group with the number of its rows, as the form names them.
    pub fn row_counts(&self) -> Vec<(String, usize)> {
        let mut all = Vec::new();
        gather_counts(&self.0, &mut all);
        all
    }

    /// Whether nothing at all was filled in.
    pub fn is_blank(&self) -> bool {
        self.fields().into_iter().all(Field::is_blank)
    }
}

fn gather<'a>(items: &'a [Item], all: &mut Vec<&'a Field>) {
    for item in items {
        match item {
            Item::Field(field) => all.push(field),
            Item::Group { items, .. } => gather(items, all),
            Item::Rows(rows) => rows.rows.iter().for_each(|row| gather(row, all)),
            Item::Years(years) => all.extend(years.rows.iter().flat_map(|row| &row.fields)),
        }
    }
}

fn gather_counts(items: &[Item], all: &mut Vec<(String, usize)>) {
    for item in items {
        match item {
            Item::Group { items, .. } => gather_counts(items, all),
            Item::Rows(rows) => {
                all.push((rows.name.clone(), rows.rows.len()));
                rows.rows.iter().for_each(|row| gather_counts(row, all));
            }
            Item::Field(_) | Item::Years(_) => {}
        }
    }
}

fn gather_missing(items: &[Item], all: &mut Vec<(String, String)>) {
    for item in items {
        match item {
            Item::Field(field) => all.extend(missing_answer(field)),
            Item::Years(years) => all.extend(
                years
                    .rows
                    .iter()
                    .flat_map(|row| &row.fields)
                    .filter_map(missing_answer),
            ),
            Item::Group { items, .. } => gather_missing(items, all),
            Item::Rows(rows) => {
                all.extend(
                    rows.missing
                        .iter()
                        .map(|words| (format!("add-{}", rows.name), words.clone())),
                );
                rows.rows.iter().for_each(|row| gather_missing(row, all));
            }
        }
    }
}

fn missing_answer(field: &Field) -> Option<(String, String)> {
    let words = field.missing.as_ref()?;
    let words = if field.within.is_empty() {
        words.clone()
    } else {
        format!("{words} ({})", field.within)
    };
    Some((field.name.clone(), words))
}
