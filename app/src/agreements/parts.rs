//! What several pages of one agreement say alike: what it is, whether it is in force, its documents and its digest.

use domain::agreement::{OnADay, SheetState};
use domain::process::{Reference, Stage};
use leptos::prelude::*;
use services::agreements::{AgreementView, DocumentLine, VersionLine};

use super::{at, desk::capital, signatures};
use crate::{
    components::{InsetText, Tag, TagColour},
    london,
};

/// The reference and place above the title.
pub fn head(view: &AgreementView) -> impl IntoView + use<> {
    let head = &view.content.head;
    let caption = format!("{} · {}", view.reference, head.place_name);
    let title = head.title.clone();
    view! {
        <span class="govuk-caption-l">{caption}</span>
        <h1 class="govuk-heading-l">{title}</h1>
    }
}

/// Whether this version binds anybody, since when, and for how long.
pub fn in_force(view: &AgreementView) -> impl IntoView + use<> {
    let version = view.version;
    let (tag, colour, words) = stands(view);
    let other = view
        .versions
        .iter()
        .find(|line| line.is_in_force && line.version != version);
    let other = other.map(|line| {
        let href = format!("/agreements/{}/versions/{}", view.reference, line.version);
        let words = format!("Version {} is in force", line.version);
        view! { <InsetText>"You are reading another version. " <a class="govuk-link" href=href>{words}</a>"."</InsetText> }
    });
    let held_back = (!view.is_public).then(|| {
        let until = view.embargo_until.map(|until| {
            format!(
                " It will be public from {} at the earliest.",
                london::date(until)
            )
        });
        view! { <InsetText>"Only those in the offer can read this page now." {until}</InsetText> }
    });
    view! {
        <p class="govuk-body-l">
            <Tag text=tag colour/> " " {format!("Version {version}. {words}")}
        </p>
        {other}
        {held_back}
    }
}

fn stands(view: &AgreementView) -> (&'static str, TagColour, String) {
    if view.state != SheetState::Signed {
        let (tag, colour) = signatures::state(view.state);
        return (tag, colour, "It binds nobody yet.".to_owned());
    }
    let until = view.force.map(|force| london::date(force.last_day()));
    let until = until.unwrap_or_default();
    match (view.stage, view.in_force_since) {
        (Stage::Completed, _) => (
            "Completed",
            TagColour::Grey,
            format!("It ran until {until}."),
        ),
        (Stage::Terminated, _) => (
            "Terminated",
            TagColour::Grey,
            format!("It ran until {until}."),
        ),
        (_, Some(since)) if view.is_in_force => (
            "In force",
            TagColour::Green,
            format!("In force since {}, until {until}.", london::date(since)),
        ),
        (_, Some(since)) => (
            "Replaced",
            TagColour::Grey,
            format!("It was in force from {}.", london::date(since)),
        ),
        (_, None) => (
            "Signed",
            TagColour::Teal,
            "Signed by everybody, and not in force yet.".to_owned(),
        ),
    }
}

/// How a freedom, or an agreement, stands on a day.
pub const fn on(day: OnADay) -> (&'static str, TagColour) {
    match day {
        OnADay::Active => ("Active", TagColour::Green),
        OnADay::NotYet => ("Not yet", TagColour::Blue),
        OnADay::Over => ("Over", TagColour::Grey),
    }
}

/// The files of a version, as they were printed when it was issued; behind them the memoranda of its pooled budgets.
pub fn documents(view: &AgreementView) -> impl IntoView + use<> {
    if view.documents.is_empty() {
        return view! { <p class="govuk-body">"No documents were stored for this version."</p> }
            .into_any();
    }
    let of_version = view.documents.iter().map(|line| {
        let href = at::file(&view.reference, view.version, line.kind);
        let words = format!("Version {} as {}", view.version, line.kind.label());
        document(href, words, line)
    });
    let of_memoranda = view.memoranda.iter().filter_map(|one| {
        let href = at::memorandum(&view.reference, view.version, one.line.budget.as_ref()?);
        let words = format!("{} as PDF", capital(&one.line.title));
        Some(document(href, words, one.pdf.as_ref()?))
    });
    let items: Vec<_> = of_version.chain(of_memoranda).collect();
    view! { <ul class="govuk-list govuk-list--spaced">{items}</ul> }.into_any()
}

/// A file to keep, with what a copy of it is checked by.
fn document(href: String, words: String, line: &DocumentLine) -> impl IntoView + use<> {
    let size = format!(" ({})", size(line));
    let digest = line.digest.to_string();
    view! {
        <li>
            <a class="govuk-link" href=href download=line.file_name.clone()>{words}</a> {size}
            <span class="so-block so-table__minor">"SHA-256 of the file: " <code class="so-digest">{digest}</code></span>
        </li>
    }
}

/// `412 KB`.
pub fn size(line: &DocumentLine) -> String {
    match line.size {
        ..1024 => format!("{} bytes", line.size),
        1024..1_048_576 => format!("{} KB", line.size / 1024),
        more => format!(
            "{}.{} MB",
            more / 1_048_576,
            more % 1_048_576 * 10 / 1_048_576
        ),
    }
}

/// The digest of the text, and where a copy can be checked against it.
pub fn digest(view: &AgreementView) -> impl IntoView + use<> {
    let verify = format!("/agreements/{}/verify", view.reference);
    let words = view.digest.to_string();
    let version = view.version;
    view! {
        <h2 class="govuk-heading-m" id="verify">"Is your copy the real one?"</h2>
        <p class="govuk-body">
            {format!("The text of version {version} has the SHA-256")}
            <code class="so-block so-digest">{words}</code>
        </p>
        <p class="govuk-body"><a class="govuk-link" href=verify>"Check a copy of this agreement"</a></p>
    }
}

/// One version in a list: since when it is in force, what it changes, and why.
pub fn version(line: &VersionLine, reference: &Reference) -> impl IntoView + use<> {
    let number = line.version;
    let href = format!("/agreements/{reference}/versions/{number}");
    let changes = (number > 1).then(|| {
        let href = format!("{href}/changes");
        view! { " " <a class="govuk-link" href=href>{format!("What version {number} changes")}</a> }
    });
    let tag = line
        .is_in_force
        .then(|| view! { " " <Tag text="In force" colour=TagColour::Green/> });
    let since = line
        .in_force_since
        .map(|since| format!("In force since {}. ", london::date(since)));
    let signed = line
        .signed_at
        .map(|at| format!("Signed by everybody on {}. ", london::day(at)));
    let reason = line.reason.clone();
    let reason = (!reason.is_empty())
        .then(|| view! { <span class="so-block so-table__minor">{reason}</span> });
    view! {
        <li>
            <a class="govuk-link" href=href>{format!("Version {number}")}</a>
            {tag}
            <span class="so-block">{signed}{since}{changes}</span>
            {reason}
        </li>
    }
}
