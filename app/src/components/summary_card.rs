//! One thing of several, with its answers and what can be done with it.

use leptos::prelude::*;

use super::{
    MaybeText, SummaryAction, SummaryRow, action::action, heading::heading,
    summary_list::summary_list,
};
use crate::markup::Markup;

/// A summary list with a title and actions. Children stand below the list.
///
/// ```ignore
/// <SummaryCard title="Outcome 2" rows=rows
///     actions=vec![SummaryAction::link(href, "Change"), SummaryAction::button("act", "remove-2", "Remove")]/>
/// ```
#[component]
pub fn SummaryCard(
    #[prop(into)] title: String,
    #[prop(default = 2)] heading_level: u8,
    #[prop(optional)] actions: Vec<SummaryAction>,
    rows: Vec<SummaryRow>,
    #[prop(optional, into)] id: MaybeText,
    #[prop(optional, into)] class: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    Markup::of(|m| {
        let class = ["govuk-summary-card", &class];
        m.element("div", &[("class", &class), ("id", &id)], |m| {
            m.element(
                "div",
                &[("class", &"govuk-summary-card__title-wrapper")],
                |m| {
                    let class = [("class", &"govuk-summary-card__title" as _)];
                    m.words(heading(heading_level), &class, &title);
                    card_actions(m, &actions, &title);
                },
            );
            m.element("div", &[("class", &"govuk-summary-card__content")], |m| {
                summary_list(m, &rows, false, "", Some(&title));
                if let Some(children) = children {
                    m.view(children());
                }
            });
        });
    })
    .into_view()
}

fn card_actions(m: &mut Markup, actions: &[SummaryAction], title: &str) {
    let class = [("class", &"govuk-summary-card__actions" as _)];
    match actions {
        [] => {}
        [only] => m.element("div", &class, |m| action(m, only, Some(title))),
        several => m.element("ul", &class, |m| {
            for one in several {
                m.element("li", &[("class", &"govuk-summary-card__action")], |m| {
                    action(m, one, Some(title));
                });
            }
        }),
    }
}
