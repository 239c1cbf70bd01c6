//! The form whose figures are followed, as it stands at the moment.

use domain::form::Posted;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::js_sys::Array;
use web_sys::{Element, Event, FormData, HtmlFormElement};

/// Marks the form on the page.
const MARKED: &str = "form[data-figures]";

/// What stands in the marked form, if there is one.
pub fn on_page() -> Option<Posted> {
    posted(document().query_selector(MARKED).ok()??)
}

/// What stands in the marked form, if the event comes from one of its fields.
pub fn of(event: &Event) -> Option<Posted> {
    let field: Element = event.target()?.dyn_into().ok()?;
    posted(field.closest(MARKED).ok()??)
}

/// What the browser would send, without files.
fn posted(form: Element) -> Option<Posted> {
    let form: HtmlFormElement = form.dyn_into().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let pairs = data.entries().into_iter().filter_map(|entry| {
        let entry: Array = entry.ok()?.dyn_into().ok()?;
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    });
    Some(pairs.collect())
}
