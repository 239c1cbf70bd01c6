//! What was answered, row by row, with a way to change it.

use leptos::prelude::*;

use super::{
    SummaryAction,
    action::action,
    classes::{classes, when},
};

/// A question and its answer.
///
/// `SummaryRow::new("Area", "Kent").action(SummaryAction::link("scope", "Change").about("area"))`
pub struct SummaryRow {
    key: String,
    value: AnyView,
    actions: Vec<SummaryAction>,
}

impl SummaryRow {
    pub fn new(key: impl Into<String>, value: impl IntoAny) -> Self {
        Self {
            key: key.into(),
            value: value.into_any(),
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
    summary_list(rows, no_border, &class, None)
}

/// The list; inside a card its actions also say the card's title.
pub(super) fn summary_list(
    rows: Vec<SummaryRow>,
    no_border: bool,
    class: &str,
    card: Option<&str>,
) -> impl IntoView + use<> {
    let any_actions = rows.iter().any(|row| !row.actions.is_empty());
    let class = classes([
        "govuk-summary-list",
        when(no_border, "govuk-summary-list--no-border"),
        class,
    ]);
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| summary_row(row, any_actions, card))
        .collect();
    view! { <dl class=class>{rows}</dl> }
}

fn summary_row(row: SummaryRow, any_actions: bool, card: Option<&str>) -> impl IntoView + use<> {
    let class = classes([
        "govuk-summary-list__row",
        when(
            any_actions && row.actions.is_empty(),
            "govuk-summary-list__row--no-actions",
        ),
    ]);
    let mut actions: Vec<_> = row
        .actions
        .into_iter()
        .map(|one| action(one, card))
        .collect();
    let actions = match (actions.len(), actions.pop()) {
        (_, None) => None,
        (1, Some(only)) => {
            Some(view! { <dd class="govuk-summary-list__actions">{only}</dd> }.into_any())
        }
        (_, Some(last)) => {
            actions.push(last);
            let items: Vec<_> = actions
                .into_iter()
                .map(|one| view! { <li class="govuk-summary-list__actions-list-item">{one}</li> })
                .collect();
            Some(
                view! {
                    <dd class="govuk-summary-list__actions">
                        <ul class="govuk-summary-list__actions-list">{items}</ul>
                    </dd>
                }
                .into_any(),
            )
        }
    };
    view! {
        <div class=class>
            <dt class="govuk-summary-list__key">{row.key}</dt>
            <dd class="govuk-summary-list__value">{row.value}</dd>
            {actions}
        </div>
    }
}
