//! Things in rows and columns; on a phone each row becomes a card.

use leptos::prelude::*;

use super::{MaybeText, classes::when};
use crate::markup::Markup;

/// The heading of a column. Numbers stand to the right, under a heading that does so too.
///
/// `Column::text("Line")`, `Column::numeric("2011-12")`, `Column::text("Actions").hidden()`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    title: String,
    numeric: bool,
    hidden: bool,
    class: String,
}

impl Column {
    pub fn text(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            numeric: false,
            hidden: false,
            class: String::new(),
        }
    }

    pub fn numeric(title: impl Into<String>) -> Self {
        Self {
            numeric: true,
            ..Self::text(title)
        }
    }

    /// Said to screen readers only.
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    pub fn class(mut self, class: impl Into<String>) -> Self {
        self.class = class.into();
        self
    }
}

/// What stands in one field of a table. Words become a cell by `.into()`, markup too, a view by [`Cell::new`].
pub struct Cell {
    content: Markup,
    class: String,
    numeric: bool,
    colspan: Option<u16>,
}

impl Cell {
    pub fn new(content: impl IntoAny) -> Self {
        Markup::drawn(content.into_any()).into()
    }

    pub fn class(mut self, class: impl Into<String>) -> Self {
        self.class = class.into();
        self
    }

    /// To the right, in a column of words.
    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    pub fn colspan(mut self, columns: u16) -> Self {
        self.colspan = Some(columns);
        self
    }
}

impl From<Markup> for Cell {
    fn from(content: Markup) -> Self {
        Self {
            content,
            class: String::new(),
            numeric: false,
            colspan: None,
        }
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Markup::of(|m| m.text(&words)).into()
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        words.as_str().into()
    }
}

impl From<AnyView> for Cell {
    fn from(content: AnyView) -> Self {
        Markup::drawn(content).into()
    }
}

/// A table with a caption. On a phone every row is a card in which each field says its column's heading;
/// `plain` leaves that out for a table narrow enough. `row_headers` makes the first field of each row its heading.
///
/// ```ignore
/// <Table caption="Savings" row_headers=true
///     head=vec![Column::text("Line"), Column::numeric("2011-12"), Column::numeric("2012-13")]
///     rows=lines.iter().map(|l| vec![l.title.clone().into(), l.first.to_string().into(), …]).collect::<Vec<_>>()
///     foot=vec![vec!["Total".into(), total.to_string().into(), …]]/>
/// ```
#[component]
pub fn Table(
    #[prop(optional, into)] caption: MaybeText,
    #[prop(optional, into)] caption_class: String,
    #[prop(optional)] head: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    /// Totals: rows that stand last, in bold, with a heading each.
    #[prop(optional)]
    foot: Vec<Vec<Cell>>,
    #[prop(optional)] row_headers: bool,
    #[prop(optional)] plain: bool,
    #[prop(optional, into)] id: MaybeText,
    #[prop(optional, into)] class: String,
) -> impl IntoView {
    let parts = TableParts {
        caption: caption.as_deref(),
        caption_class: &caption_class,
        head: &head,
        rows: &rows,
        foot: &foot,
        row_headers,
        plain,
        id: id.as_deref(),
        class: &class,
    };
    Markup::of(|m| table(m, &parts)).into_view()
}

/// The parts of a table, as [`Table`] describes them.
#[derive(Default)]
pub(crate) struct TableParts<'a> {
    pub caption: Option<&'a str>,
    pub caption_class: &'a str,
    pub head: &'a [Column],
    pub rows: &'a [Vec<Cell>],
    pub foot: &'a [Vec<Cell>],
    pub row_headers: bool,
    pub plain: bool,
    pub id: Option<&'a str>,
    pub class: &'a str,
}

/// A table in markup.
pub(crate) fn table(m: &mut Markup, parts: &TableParts<'_>) {
    let class = ["govuk-table", when(!parts.plain, "so-table"), parts.class];
    m.element("table", &[("class", &class), ("id", &parts.id)], |m| {
        if let Some(caption) = parts.caption {
            let class = ["govuk-table__caption", parts.caption_class];
            m.words("caption", &[("class", &class)], &caption);
        }
        if !parts.head.is_empty() {
            parts.head(m);
        }
        m.element("tbody", &[("class", &"govuk-table__body")], |m| {
            for cells in parts.rows {
                parts.row(m, cells, parts.row_headers);
            }
        });
        if !parts.foot.is_empty() {
            m.element(
                "tfoot",
                &[("class", &"govuk-table__foot so-table__foot")],
                |m| {
                    for cells in parts.foot {
                        parts.row(m, cells, true);
                    }
                },
            );
        }
    });
}

impl TableParts<'_> {
    fn head(&self, m: &mut Markup) {
        m.element("thead", &[("class", &"govuk-table__head")], |m| {
            m.element("tr", &[("class", &"govuk-table__row")], |m| {
                for column in self.head {
                    let class = [
                        "govuk-table__header",
                        when(column.numeric, "govuk-table__header--numeric"),
                        &column.class,
                    ];
                    m.element("th", &[("scope", &"col"), ("class", &class)], |m| {
                        if column.hidden {
                            m.words(
                                "span",
                                &[("class", &"govuk-visually-hidden")],
                                &column.title,
                            );
                        } else {
                            m.text(&column.title);
                        }
                    });
                }
            });
        });
    }

    fn row(&self, m: &mut Markup, cells: &[Cell], first_is_heading: bool) {
        m.element("tr", &[("class", &"govuk-table__row")], |m| {
            self.cells(m, cells, first_is_heading);
        });
    }

    fn cells(&self, m: &mut Markup, cells: &[Cell], first_is_heading: bool) {
        let mut at = 0;
        for cell in cells {
            let column = self.head.get(at);
            let first = at == 0;
            at += cell.colspan.map_or(1, usize::from);
            let colspan = cell.colspan.map(i64::from);
            if first && first_is_heading {
                let class = ["govuk-table__header", &cell.class];
                m.element(
                    "th",
                    &[("scope", &"row"), ("class", &class), ("colspan", &colspan)],
                    |m| m.markup(&cell.content),
                );
                continue;
            }
            let numeric = cell.numeric || column.is_some_and(|column| column.numeric);
            let class = [
                "govuk-table__cell",
                when(numeric, "govuk-table__cell--numeric"),
                &cell.class,
            ];
            let label = column
                .filter(|column| !self.plain && !column.hidden)
                .map(|column| &column.title);
            m.element(
                "td",
                &[
                    ("class", &class),
                    ("colspan", &colspan),
                    ("data-label", &label),
                ],
                |m| m.markup(&cell.content),
            );
        }
    }
}
