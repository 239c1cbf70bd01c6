//! The way to another of one's hats, where that one may do what this one may not.

use domain::process::Hat;
use leptos::prelude::*;

use crate::{
    asked::Asked,
    components::Button,
    posts::Form,
    sign_in::{HAT, NEXT, hat_code},
};

/// Says under which hat they act, and offers the one that may. What was typed waits at `back`.
#[component]
pub fn Switch(hat: Hat, back: Option<String>) -> impl IntoView {
    let asked = use_context::<Asked>()?;
    let name = |wanted: &Hat| {
        let worn = asked
            .signed_in()?
            .hats
            .iter()
            .find(|worn| worn.hat == *wanted)?;
        Some(format!("{}, {}", worn.organisation_name, worn.hat.role))
    };
    let other = name(&hat)?;
    let now = asked
        .hat()
        .and_then(name)
        .map(|now| format!("You are acting for {now}. "));
    let kept = back
        .as_ref()
        .map(|_| " What you typed is kept, and nothing is saved yet.");
    let next = back.unwrap_or_else(|| asked.path().to_owned());
    let code = hat_code(&hat);
    let button = format!("Switch to {other}");
    Some(view! {
        <p class="govuk-body">{now} "You can do this for " {other} "." {kept}</p>
        <Form action="/acting-for">
            <input type="hidden" name=HAT value=code/>
            <input type="hidden" name=NEXT value=next/>
            <Button>{button}</Button>
        </Form>
    })
}
