//! What was answered, row by row, with a way to change it.

use leptos::prelude::*;

use super::{SummaryAction, action::action, classes::when};
use crate::markup::Markup;

/// A question and its answer.
///
/// `SummaryRow::new("Area", "Kent").action(SummaryAction::link("scope", "Change").about("area"))`
pub struct SummaryRow {
    key: String,
    value: Markup,
    actions: Vec<SummaryAction>,
}

impl SummaryRow {
    pub fn new(key: impl Into<String>, value: impl IntoAny) -> Self {
        Self::with_markup(key, Markup::drawn(value.into_any()))
    }

    /// The same with an answer that is drawn already.
    pub fn with_markup(key: impl Into<String>, value: Markup) -> Self {
        Self {
            key: key.into(),
            value,
            actions: Vec::new(),
        }
    }

    pub fn action(mut self, action: SummaryAction) -> Self {
        self.actions.push(action);
        self
    }
}

/// `<SummaryList rows=vec![SummaryRow::new("Area", "Kent")]/>`
#[component]
pub fn SummaryList(
    rows: Vec<SummaryRow>,
    #[prop(optional)] no_border: bool,
    #[prop(optional, into)] class: String,
) -> impl IntoView {
    Markup::of(|m| summary_list(m, &rows, no_border, &class, None)).into_view()
}

/// The list; inside a card its actions also say the card's title.
pub(crate) fn summary_list(
    m: &mut Markup,
    rows: &[SummaryRow],
    no_border: bool,
    class: &str,
    card: Option<&str>,
) {
    let any_actions = rows.iter().any(|row| !row.actions.is_empty());
    let class = [
        "govuk-summary-list",
        when(no_border, "govuk-summary-list--no-border"),
        class,
    ];
    m.element("dl", &[("class", &class)], |m| {
        for row in rows {
            summary_row(m, row, any_actions, card);
        }
    });
}

fn summary_row(m: &mut Markup, row: &SummaryRow, any_actions: bool, card: Option<&str>) {
    let class = [
        "govuk-summary-list__row",
        when(
            any_actions && row.actions.is_empty(),
            "govuk-summary-list__row--no-actions",
        ),
    ];
    m.element("div", &[("class", &class)], |m| {
        m.words("dt", &[("class", &"govuk-summary-list__key")], &row.key);
        m.element("dd", &[("class", &"govuk-summary-list__value")], |m| {
            m.markup(&row.value);
        });
        if row.actions.is_empty() {
            return;
        }
        m.element(
            "dd",
            &[("class", &"govuk-summary-list__actions")],
            |m| match row.actions.as_slice() {
                [only] => action(m, only, card),
                several => m.element(
                    "ul",
                    &[("class", &"govuk-summary-list__actions-list")],
                    |m| {
                        for one in several {
                            m.element(
                                "li",
                                &[("class", &"govuk-summary-list__actions-list-item")],
                                |m| action(m, one, card),
                            );
                        }
                    },
                ),
            },
        );
    });
}
