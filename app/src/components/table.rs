//! Things in rows and columns; on a phone each row becomes a card.

use leptos::prelude::*;

use super::{
    MaybeText,
    classes::{classes, when},
};

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

/// What stands in one field of a table. Words become a cell by `.into()`, anything else by [`Cell::new`].
pub struct Cell {
    content: AnyView,
    class: String,
    numeric: bool,
    colspan: Option<u16>,
}

impl Cell {
    pub fn new(content: impl IntoAny) -> Self {
        Self {
            content: content.into_any(),
            class: String::new(),
            numeric: false,
            colspan: None,
        }
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

impl From<&'static str> for Cell {
    fn from(words: &'static str) -> Self {
        Self::new(words)
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Self::new(words)
    }
}

impl From<AnyView> for Cell {
    fn from(content: AnyView) -> Self {
        Self::new(content)
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
    let caption = caption.into_option().map(|caption| {
        view! {
            <caption class=classes(["govuk-table__caption", &caption_class])>{caption}</caption>
        }
    });
    let body: Vec<_> = rows
        .into_iter()
        .map(|cells| table_row(cells, &head, row_headers, plain))
        .collect();
    let foot = (!foot.is_empty()).then(|| {
        let rows: Vec<_> = foot
            .into_iter()
            .map(|cells| table_row(cells, &head, true, plain))
            .collect();
        view! { <tfoot class="govuk-table__foot so-table__foot">{rows}</tfoot> }
    });
    let head = (!head.is_empty()).then(|| table_head(head));
    view! {
        <table
            class=classes(["govuk-table", when(!plain, "so-table"), &class])
            id=id.into_option()
        >
            {caption}
            {head}
            <tbody class="govuk-table__body">{body}</tbody>
            {foot}
        </table>
    }
}

fn table_head(columns: Vec<Column>) -> impl IntoView {
    let cells: Vec<_> = columns
        .into_iter()
        .map(|column| {
            let class = classes([
                "govuk-table__header",
                when(column.numeric, "govuk-table__header--numeric"),
                &column.class,
            ]);
            let title = if column.hidden {
                view! { <span class="govuk-visually-hidden">{column.title}</span> }.into_any()
            } else {
                column.title.into_any()
            };
            view! { <th scope="col" class=class>{title}</th> }
        })
        .collect();
    view! {
        <thead class="govuk-table__head">
            <tr class="govuk-table__row">{cells}</tr>
        </thead>
    }
}

fn table_row(
    cells: Vec<Cell>,
    columns: &[Column],
    first_is_heading: bool,
    plain: bool,
) -> impl IntoView + use<> {
    let mut at = 0;
    let cells: Vec<_> = cells
        .into_iter()
        .map(|cell| {
            let column = columns.get(at);
            let first = at == 0;
            at += cell.colspan.map_or(1, usize::from);
            let colspan = cell.colspan.map(|columns| columns.to_string());
            if first && first_is_heading {
                let class = classes(["govuk-table__header", &cell.class]);
                return view! {
                    <th scope="row" class=class colspan=colspan>{cell.content}</th>
                }
                .into_any();
            }
            let class = classes([
                "govuk-table__cell",
                when(
                    cell.numeric || column.is_some_and(|column| column.numeric),
                    "govuk-table__cell--numeric",
                ),
                &cell.class,
            ]);
            let label = column
                .filter(|column| !plain && !column.hidden)
                .map(|column| column.title.clone());
            view! {
                <td class=class colspan=colspan data-label=label>{cell.content}</td>
            }
            .into_any()
        })
        .collect();
    view! { <tr class="govuk-table__row">{cells}</tr> }
}
