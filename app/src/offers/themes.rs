//! A theme to choose: for an Innovative Policy Offer that is started, and for one proposed in a refusal.

use domain::process::Theme;
use leptos::prelude::*;

use crate::components::{Select, SelectOption};

/// The select of every theme, with none chosen at first.
pub fn theme_select(
    name: &'static str,
    label: &'static str,
    chosen: Option<String>,
    error: Option<String>,
) -> impl IntoView {
    let items = std::iter::once(SelectOption::new("", "Choose a theme"))
        .chain(
            Theme::ALL
                .iter()
                .map(|theme| SelectOption::new(theme.code(), theme.label())),
        )
        .collect();
    view! { <Select name label items value=chosen error/> }
}
