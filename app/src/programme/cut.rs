//! The part of the portfolio that the address asks for.

use domain::process::{Level, Theme};
use domain::programme::Region;
use leptos::prelude::*;
use services::programme::Cut;

use crate::{
    components::{Button, ButtonKind, Select, SelectOption},
    page::Asked,
};

/// What the address asks for. What nobody knows is not asked.
pub fn of(asked: &Asked) -> Cut {
    Cut {
        theme: asked.query("theme").and_then(Theme::from_code),
        region: asked.query("region").and_then(Region::from_code),
        level: asked.query("level").and_then(Level::from_code),
    }
}

/// The same in an address: `theme=gangs&`, and nothing for all of it.
pub fn address(cut: Cut) -> String {
    let pairs = [
        ("theme", cut.theme.map(Theme::code)),
        ("region", cut.region.map(Region::code)),
        ("level", cut.level.map(Level::code)),
    ];
    pairs
        .into_iter()
        .filter_map(|(name, code)| code.map(|code| format!("{name}={code}&")))
        .collect()
}

/// The address of a list, with the part of the portfolio behind what it names already.
pub fn list(path: &str, named: &str, cut: Cut) -> String {
    let rest = format!("{named}&{}", address(cut));
    format!("{path}?{}", rest.trim_matches('&'))
}

/// The choices of theme, region and level over a page at this address.
#[component]
pub fn CutFilter(
    cut: Cut,
    action: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let themes = choices(
        "Any theme",
        Theme::ALL.iter().map(|one| (one.code(), one.label())),
    );
    let regions = choices(
        "Any region",
        Region::ALL.iter().map(|one| (one.code(), one.label())),
    );
    let levels = choices(
        "Any level",
        Level::ALL.iter().map(|one| (one.code(), one.label())),
    );
    let all =
        (cut != Cut::default()).then(|| view! { <a class="govuk-link" href=action>"Show all"</a> });
    view! {
        <form method="get" action=action class="so-filter">
            {children.map(|children| children())}
            <Select name="theme" label="Theme" items=themes value=cut.theme.map(Theme::code)/>
            <Select name="region" label="Region" items=regions value=cut.region.map(Region::code)/>
            <Select name="level" label="Level" items=levels value=cut.level.map(Level::code)/>
            <div class="govuk-button-group">
                <Button kind=ButtonKind::Secondary>"Filter"</Button>
                {all}
            </div>
        </form>
    }
}

pub fn choices(
    any: &str,
    all: impl Iterator<Item = (&'static str, &'static str)>,
) -> Vec<SelectOption> {
    std::iter::once(SelectOption::new("", any))
        .chain(all.map(|(code, words)| SelectOption::new(code, words)))
        .collect()
}
