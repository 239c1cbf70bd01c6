//! What the term says in the version that is shown, what changed since another, and the way to any other two.

use leptos::prelude::*;
use services::negotiation::{ComparedWith, MatterShown, TermView, VersionLine};

use super::redline::Redline;
use crate::{
    components::{Button, ButtonKind, Details, Input, InsetText, Select, SelectOption},
    london,
    offers::sheet::Reading,
};

/// Names of the questions in the address.
pub const VERSION: &str = "version";
pub const AGAINST: &str = "against";

/// The text: a redline where there is something to compare with, and the whole of it.
pub fn text(term: &TermView) -> impl IntoView + use<> {
    let shown = term.shown.number;
    let whole = whole(&term.matters);
    let body = match term.comparison.clone() {
        Some(comparison) => {
            let since = since(comparison.why, &comparison.with, term);
            view! {
                <h2 class="govuk-heading-m" id="text">{format!("What version {shown} changes")}</h2>
                <p class="govuk-body">{since}</p>
                <Redline comparison shown/>
                <Details summary=format!("All that version {shown} says") class="so-term__whole">{whole}</Details>
            }
            .into_any()
        }
        None => view! {
            <h2 class="govuk-heading-m" id="text">{format!("What version {shown} says")}</h2>
            {whole}
        }
        .into_any(),
    };
    view! {
        {older(term)}
        {body}
        {(term.current > 1).then(|| choose(term))}
    }
}

/// Said above a version that is no longer the one that is bargained over.
fn older(term: &TermView) -> Option<impl IntoView + use<>> {
    (!term.shows_current()).then(|| {
        let href = term.address();
        let words = format!("You are looking at version {}. ", term.shown.number);
        let link = format!("Version {} is the current one", term.current);
        view! { <InsetText>{words}<a class="govuk-link" href=href>{link}</a>"."</InsetText> }
    })
}

fn since(why: ComparedWith, with: &VersionLine, term: &TermView) -> String {
    let number = with.number;
    match why {
        ComparedWith::LastAgreed => {
            let who = term
                .own
                .as_ref()
                .map_or("Your side", |own| &own.party.short);
            format!("{who} last agreed to version {number}. This is what changed since.")
        }
        ComparedWith::Previous => format!("Compared with version {number}, the one before."),
        ComparedWith::Chosen => format!("Compared with version {number}."),
    }
}

fn whole(matters: &[MatterShown]) -> AnyView {
    if let [only] = matters {
        return view! { <Reading sheet=only.sheet.clone()/> }.into_any();
    }
    if matters.is_empty() {
        return view! { <p class="govuk-body">"Nothing: there is no entry in it."</p> }.into_any();
    }
    let parts: Vec<_> = matters
        .iter()
        .map(|matter| {
            let sheet = matter.sheet.clone();
            view! {
                <section class="so-term__matter">
                    <h3 class="govuk-heading-s">
                        <span class="govuk-visually-hidden">{matter.kind.label()} ": "</span>
                        <bdi>{matter.title.clone()}</bdi>
                    </h3>
                    <Reading sheet/>
                </section>
            }
        })
        .collect();
    parts.into_any()
}

/// Any two versions beside each other, and all there were.
fn choose(term: &TermView) -> impl IntoView + use<> {
    let (shown, with) = (
        term.shown.number,
        term.comparison.as_ref().map(|other| other.with.number),
    );
    let fields = view! {
        {number(term, VERSION, "Version", Some(shown))}
        {number(term, AGAINST, "Compare with", with)}
    };
    let lines: Vec<_> = term
        .versions
        .iter()
        .map(|line| version(line, term))
        .collect();
    let count = match term.current {
        1 => "1 version".to_owned(),
        several => format!("{several} versions"),
    };
    let chosen = term
        .comparison
        .as_ref()
        .is_some_and(|other| other.why == ComparedWith::Chosen);
    let address = term.address();
    view! {
        <Details summary=format!("Compare others of the {count}") open=chosen class="so-term__versions">
            <form method="get" action=address class="so-filter" novalidate>
                {fields}
                <Button kind=ButtonKind::Secondary>"Compare"</Button>
            </form>
            <ol class="so-versions" reversed>{lines}</ol>
        </Details>
    }
}

/// A choice among the versions; of more than the page lists, by number.
fn number(
    term: &TermView,
    name: &'static str,
    label: &'static str,
    chosen: Option<u32>,
) -> AnyView {
    let value = chosen.map(|number| number.to_string()).unwrap_or_default();
    let listed = term.versions.len();
    if usize::try_from(term.current).is_ok_and(|all| all > listed) {
        return view! { <Input name label value inputmode="numeric" width=3/> }.into_any();
    }
    let items = term
        .versions
        .iter()
        .map(|line| SelectOption::new(line.number.to_string(), format!("Version {}", line.number)))
        .collect();
    view! { <Select name label items value/> }.into_any()
}

fn version(line: &VersionLine, term: &TermView) -> impl IntoView + use<> {
    let href = format!("{}?{VERSION}={}", term.address(), line.number);
    let who = format!("{}, {}", line.author, line.organisation);
    let reason = (!line.reason.is_empty()).then(|| {
        view! { <span class="so-block so-lines" dir="auto">{line.reason.clone()}</span> }
    });
    let is_first = line.number == 1;
    let put = if is_first { "as accepted, " } else { "" };
    view! {
        <li class="so-versions__item" value=line.number.to_string()>
            <a class="govuk-link" href=href>{format!("Version {}", line.number)}</a>
            " " <span class="so-table__minor">{put} <bdi>{who}</bdi> {format!(", {}", london::day(line.at))}</span>
            {reason}
        </li>
    }
}
