//! One field of a sheet, drawn by what it holds.

use domain::form::{Field, Pick, Widget};
use leptos::prelude::*;

use crate::components::{
    CharacterCount, Checkboxes, Choice, Input, Radios, Select, SelectOption, Textarea,
};

/// How the label stands: as a question, or only for screen readers where a table's head says it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Labelled {
    Openly,
    ForScreenReaders,
}

/// A field with its label, hint, message and what stands in it.
///
/// `demanding` also shows what is missing, after somebody asked to go on.
pub fn field(field: &Field, labelled: Labelled, demanding: bool) -> AnyView {
    let Field {
        name,
        hint,
        text,
        ticked,
        problem,
        missing,
        ..
    } = field.clone();
    let error = problem.or(missing.filter(|_| demanding));
    let (label, label_class, legend_class) = match labelled {
        Labelled::Openly => (
            field.label.clone(),
            "govuk-label--s",
            "govuk-fieldset__legend--s",
        ),
        Labelled::ForScreenReaders => (
            field.full_label(),
            "govuk-visually-hidden",
            "govuk-visually-hidden",
        ),
    };
    let line = |kind: Option<&'static str>,
                width: u8,
                mode: Option<&'static str>,
                suffix: Option<&'static str>| {
        let (name, label, hint, error, text) = (
            name.clone(),
            label.clone(),
            hint.clone(),
            error.clone(),
            text.clone(),
        );
        view! {
            <Input name label label_class hint error value=text kind=kind width inputmode=mode suffix=suffix
                autocomplete=kind.map(|_| "off")/>
        }
        .into_any()
    };
    match &field.widget {
        Widget::Line => line(None, 0, None, None),
        Widget::Email => line(Some("email"), 30, Some("email"), None),
        Widget::Money => line(None, 10, None, None),
        Widget::Percent => line(None, 5, Some("decimal"), Some("%")),
        Widget::Number => line(None, 10, Some("decimal"), None),
        Widget::Date => line(None, 20, None, None),
        Widget::Year => line(None, 10, None, None),
        Widget::Prose { words: Some(words) } => {
            view! { <CharacterCount name label label_class hint error value=text max_words=*words rows=5/> }.into_any()
        }
        Widget::Prose { words: None } => view! { <Textarea name label label_class hint error value=text rows=4/> }.into_any(),
        Widget::Radios(picks) => {
            let items = choices(picks);
            view! { <Radios name legend=label legend_class hint error items value=text/> }.into_any()
        }
        Widget::Select(picks) => {
            let mut items = vec![SelectOption::new("", "Choose")];
            items.extend(picks.iter().map(|pick| SelectOption::new(pick.code.clone(), pick.label.clone())));
            view! { <Select name label label_class hint error items value=text/> }.into_any()
        }
        Widget::Checks(picks) => {
            let items = choices(picks);
            let presence = name.clone();
            // The empty text says that the boxes were shown: else none ticked could not be told from not asked.
            view! {
                <input type="hidden" name=presence value=""/>
                <Checkboxes name legend=label legend_class hint error items values=ticked small=true class=columns(picks)/>
            }
            .into_any()
        }
    }
}

fn choices(picks: &[Pick]) -> Vec<Choice> {
    picks
        .iter()
        .map(|pick| {
            let choice = Choice::new(pick.code.clone(), pick.label.clone());
            match &pick.hint {
                Some(hint) => choice.hint(hint.clone()),
                None => choice,
            }
        })
        .collect()
}

/// Long lists of boxes stand in columns where there is room.
fn columns(picks: &[Pick]) -> &'static str {
    if picks.len() > 8 { "so-columns" } else { "" }
}
