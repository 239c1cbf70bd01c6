//! The one pass over a matter's fields.

use super::address::is_address;
use super::ask::Ask;
use super::entry::Entry;
use super::posted::Posted;
use super::read::{Choice, Read, Widget, picks};
use super::sheet::{Field, Item, Pick, Rows, Sheet, Years};
use super::years::YearTable;
use crate::legible::legible;
use crate::money::FinancialYear;

/// The most characters one line can hold.
const LINE: usize = 300;
/// The most characters of prose one field can hold.
const PROSE: usize = 20_000;
/// The most choices that are shown all at once.
const MOST_RADIOS: usize = 6;
/// The most rows a group can hold.
pub(super) const ROWS: usize = 60;

/// Reads what was posted into a matter, or lays the matter out. See [`Form::read`] and [`Form::show`].
pub struct Form<'a> {
    posted: Option<&'a Posted>,
    /// Whether lists hold everything there is to choose, or only what was chosen.
    choices: bool,
    prefix: String,
    within: String,
    items: Vec<Item>,
}

impl<'a> Form<'a> {
    /// Takes over what was posted. A name that was not sent leaves its field as it was.
    pub fn read(posted: &'a Posted, fields: impl FnOnce(&mut Form)) {
        Form::new(Some(posted), false).filled(fields);
    }

    /// Lays the matter out as it stands, with everything there is to choose.
    pub fn show(fields: impl FnOnce(&mut Form)) -> Sheet {
        Sheet(Form::new(None, true).filled(fields))
    }

    /// Lays the matter out for reading: each list holds only what was chosen from it.
    pub fn brief(fields: impl FnOnce(&mut Form)) -> Sheet {
        Sheet(Form::new(None, false).filled(fields))
    }

    fn new(posted: Option<&'a Posted>, choices: bool) -> Self {
        Self {
            posted,
            choices,
            prefix: String::new(),
            within: String::new(),
            items: Vec::new(),
        }
    }

    fn filled(mut self, fields: impl FnOnce(&mut Form)) -> Vec<Item> {
        fields(&mut self);
        self.items
    }

    /// One line of text.
    pub fn line(&mut self, ask: Ask, value: &mut String) {
        self.text(ask, Widget::Line, LINE, value);
    }

    /// An address for mail.
    pub fn email(&mut self, ask: Ask, value: &mut String) {
        self.text(ask, Widget::Email, LINE, value);
        if let Some(Item::Field(field)) = self.items.last_mut()
            && !field.text.is_empty()
            && !is_address(&field.text)
        {
            field.problem = Some("Enter an email address, like name@example.org".to_owned());
        }
    }

    /// Several lines of text.
    pub fn prose(&mut self, ask: Ask, value: &mut String) {
        let widget = Widget::Prose { words: ask.words };
        self.text(ask, widget, PROSE, value);
    }

    fn text(&mut self, ask: Ask, widget: Widget, most: usize, value: &mut String) {
        if let Some(text) = self.typed(&ask.name) {
            *value = text;
        }
        let long = value.chars().count();
        let counted = u32::try_from(value.split_whitespace().count()).unwrap_or(u32::MAX);
        let problem = if long > most {
            Some(format!("Shorten this to {most} characters: it has {long}"))
        } else {
            ask.words
                .filter(|&words| counted > words)
                .map(|words| format!("Shorten this to {words} words: it has {counted}"))
        };
        self.push(ask, widget, value.clone(), Vec::new(), problem);
    }

    /// A value that is understood or kept as typed.
    pub fn entry<T: Read>(&mut self, ask: Ask, value: &mut Entry<T>) {
        let field = self.one(ask, value);
        self.items.push(Item::Field(field));
    }

    pub(super) fn one<T: Read>(&mut self, ask: Ask, value: &mut Entry<T>) -> Field {
        if let Some(text) = self.typed(&ask.name) {
            *value = Entry::typed(text);
        }
        let (text, problem) = match value {
            Entry::Blank => (String::new(), None),
            Entry::Is(value) => (value.show(), None),
            Entry::Unread { unread } => (unread.clone(), T::read(unread).err()),
        };
        self.field(ask, T::WIDGET, text, Vec::new(), problem)
    }

    /// One of a fixed few.
    pub fn radios<T: Choice>(&mut self, ask: Ask, value: &mut Option<T>) {
        self.chosen(ask, Widget::Radios, value);
    }

    /// One of a fixed list, too long to show at once.
    pub fn select<T: Choice>(&mut self, ask: Ask, value: &mut Option<T>) {
        self.chosen(ask, Widget::Select, value);
    }

    fn chosen<T: Choice>(
        &mut self,
        ask: Ask,
        widget: fn(Vec<Pick>) -> Widget,
        value: &mut Option<T>,
    ) {
        // A code that is not in the list cannot come from our page: it is taken for no answer.
        if let Some(code) = self.typed(&ask.name) {
            *value = T::from_code(&code);
        }
        let text = value.as_ref().map(Choice::code).unwrap_or_default();
        let picks = if self.choices {
            picks::<T>()
        } else {
            value.iter().map(Choice::pick).collect()
        };
        self.push(ask, widget(picks), text, Vec::new(), None);
    }

    /// Any of a fixed few.
    pub fn checks<T: Choice>(&mut self, ask: Ask, values: &mut Vec<T>) {
        if let Some(codes) = self.ticks(&ask.name) {
            *values = codes.iter().filter_map(|code| T::from_code(code)).collect();
        }
        let ticked = values.iter().map(Choice::code).collect();
        let picks = if self.choices {
            picks::<T>()
        } else {
            values.iter().map(Choice::pick).collect()
        };
        self.push(ask, Widget::Checks(picks), String::new(), ticked, None);
    }

    /// One of these; empty for none. What was chosen and is no longer on offer shows as a problem.
    pub fn pick<'p>(
        &mut self,
        ask: Ask,
        from: impl Iterator<Item = &'p Pick> + Clone,
        value: &mut String,
    ) {
        let few = from.clone().nth(MOST_RADIOS).is_none();
        let widget = if few { Widget::Radios } else { Widget::Select };
        self.picked(ask, widget, from, value);
    }

    fn picked<'p>(
        &mut self,
        ask: Ask,
        widget: fn(Vec<Pick>) -> Widget,
        from: impl Iterator<Item = &'p Pick> + Clone,
        value: &mut String,
    ) {
        if let Some(code) = self.typed(&ask.name) {
            *value = code;
        }
        let chosen = from.clone().find(|pick| pick.code == *value);
        let gone = !value.is_empty() && chosen.is_none();
        let problem =
            gone.then(|| "What was chosen here is no longer in the offer. Choose again".to_owned());
        let picks = if self.choices {
            from.cloned().collect()
        } else {
            chosen.into_iter().cloned().collect()
        };
        self.push(ask, widget(picks), value.clone(), Vec::new(), problem);
    }

    /// One of these, always as a list to open (inside rows and tables).
    pub fn pick_short<'p>(
        &mut self,
        ask: Ask,
        from: impl Iterator<Item = &'p Pick> + Clone,
        value: &mut String,
    ) {
        self.picked(ask, Widget::Select, from, value);
    }

    /// Any of these.
    pub fn picks<'p>(
        &mut self,
        ask: Ask,
        from: impl Iterator<Item = &'p Pick> + Clone,
        values: &mut Vec<String>,
    ) {
        if let Some(codes) = self.ticks(&ask.name) {
            *values = codes
                .into_iter()
                .filter(|code| from.clone().any(|pick| pick.code == *code))
                .collect();
        }
        let ticked = values
            .iter()
            .filter(|code| from.clone().any(|pick| pick.code == **code))
            .cloned()
            .collect();
        let whole = self.choices;
        let picks = from
            .filter(|pick| whole || values.contains(&pick.code))
            .cloned()
            .collect();
        self.push(ask, Widget::Checks(picks), String::new(), ticked, None);
    }

    /// Several parts under one heading.
    pub fn group(
        &mut self,
        legend: impl Into<String>,
        hint: Option<&str>,
        parts: impl FnOnce(&mut Form),
    ) {
        let items = self.inner(self.prefix.clone(), self.within.clone(), parts);
        self.items.push(Item::Group {
            legend: legend.into(),
            hint: hint.map(str::to_owned),
            items,
        });
    }

    /// A table with a column for each year; `rows` adds its rows.
    pub fn years(
        &mut self,
        caption: impl Into<String>,
        hint: Option<&str>,
        years: &[FinancialYear],
        rows: impl FnOnce(&mut YearTable<'_, 'a>),
    ) {
        let mut table = YearTable {
            form: self,
            years,
            rows: Vec::new(),
        };
        rows(&mut table);
        let rows = table.rows;
        let (caption, hint) = (caption.into(), hint.map(str::to_owned));
        self.items.push(Item::Years(Years {
            caption,
            hint,
            years: years.to_vec(),
            rows,
        }));
    }

    /// A group that can come several times, each filled in by `each`.
    /// The buttons `add-…` and `remove-…-…` act here; rows left blank are dropped by any other button.
    pub fn rows<R: Default + PartialEq>(
        &mut self,
        ask: Ask,
        values: &mut Vec<R>,
        mut each: impl FnMut(&mut R, &mut Form),
    ) {
        let full = format!("{}{}", self.prefix, ask.name);
        let part = |index: usize| {
            (
                format!("{full}-{index}-"),
                format!("{} {}", ask.label, index + 1),
            )
        };
        if let Some(posted) = self.posted
            && let Some(count) = posted.text(&format!("{full}-count"))
        {
            let count = count.parse::<usize>().unwrap_or(values.len()).min(ROWS);
            values.resize_with(count, R::default);
            for (index, value) in values.iter_mut().enumerate() {
                let (prefix, within) = part(index);
                self.inner(prefix, within, |form| each(value, form));
            }
            let act = posted.act();
            let remove = act
                .strip_prefix(&format!("remove-{full}-"))
                .and_then(|index| index.parse::<usize>().ok());
            if let Some(index) = remove.filter(|&index| index < values.len()) {
                values.remove(index);
            } else if act == format!("add-{full}") && values.len() < ROWS {
                values.push(R::default());
            } else {
                values.retain(|value| *value != R::default());
            }
        }
        // What was posted counts rows as they were: once some have gone it must not be read again.
        let posted = self.posted.take();
        let rows = values
            .iter_mut()
            .enumerate()
            .map(|(index, value)| {
                let (prefix, within) = part(index);
                self.inner(prefix, within, |form| each(value, form))
            })
            .collect::<Vec<_>>();
        let missing = ask.needed.filter(|_| rows.is_empty());
        // An empty group still shows one row to fill in.
        let rows = if rows.is_empty() && posted.is_none() {
            let (prefix, within) = part(0);
            let mut blank = R::default();
            vec![quiet(
                self.inner(prefix, within, |form| each(&mut blank, form)),
            )]
        } else {
            rows
        };
        self.posted = posted;
        self.items.push(Item::Rows(Rows {
            name: full,
            one: ask.label,
            hint: ask.hint,
            missing,
            rows,
        }));
    }

    fn inner(
        &mut self,
        prefix: String,
        within: String,
        parts: impl FnOnce(&mut Form),
    ) -> Vec<Item> {
        let form = Form {
            posted: self.posted,
            choices: self.choices,
            prefix,
            within,
            items: Vec::new(),
        };
        form.filled(parts)
    }

    fn typed(&self, name: &str) -> Option<String> {
        Some(legible(
            self.posted?.text(&format!("{}{name}", self.prefix))?,
        ))
    }

    fn ticks(&self, name: &str) -> Option<Vec<String>> {
        let posted = self.posted?;
        let full = format!("{}{name}", self.prefix);
        posted.has(&full).then(|| {
            posted
                .all(&full)
                .iter()
                .filter(|code| !code.is_empty())
                .cloned()
                .collect()
        })
    }

    fn push(
        &mut self,
        ask: Ask,
        widget: Widget,
        text: String,
        ticked: Vec<String>,
        problem: Option<String>,
    ) {
        let field = self.field(ask, widget, text, ticked, problem);
        self.items.push(Item::Field(field));
    }

    fn field(
        &self,
        ask: Ask,
        widget: Widget,
        text: String,
        ticked: Vec<String>,
        problem: Option<String>,
    ) -> Field {
        let missing = ask.needed.filter(|_| text.is_empty() && ticked.is_empty());
        let (name, within) = (format!("{}{}", self.prefix, ask.name), self.within.clone());
        Field {
            name,
            label: ask.label,
            within,
            hint: ask.hint,
            widget,
            text,
            ticked,
            problem,
            missing,
        }
    }
}

/// Takes the "missing" marks away: the group itself says that one is needed.
fn quiet(mut items: Vec<Item>) -> Vec<Item> {
    for item in &mut items {
        match item {
            Item::Field(field) => field.missing = None,
            Item::Group { items, .. } => *items = quiet(std::mem::take(items)),
            Item::Rows(rows) => {
                rows.missing = None;
                rows.rows
                    .iter_mut()
                    .for_each(|row| *row = quiet(std::mem::take(row)));
            }
            Item::Years(years) => {
                years
                    .rows
                    .iter_mut()
                    .flat_map(|row| &mut row.fields)
                    .for_each(|field| field.missing = None);
            }
        }
    }
    items
}
