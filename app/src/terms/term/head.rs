//! What stands above a term: its name, how far it has come, and whose turn it is.

use domain::negotiation::{Stance, TermState, Turn};
use leptos::prelude::*;
use services::negotiation::{Closed, TermView, TurnView, in_brief};

use crate::{
    components::{InsetText, Tag, TagColour},
    london,
};

pub fn head(term: &TermView) -> impl IntoView + use<> {
    let caption = format!(
        "{} {} · Term {} · {}",
        term.reference,
        term.place_name,
        term.number,
        term.subject.kind.label()
    );
    // Whole, whatever its length: lists have it in brief.
    let size = if in_brief(&term.name).ends_with('…') {
        "govuk-heading-m"
    } else {
        "govuk-heading-l"
    };
    view! {
        <span class="govuk-caption-l">{caption}</span>
        <h1 class=size><bdi>{term.name.clone()}</bdi></h1>
        <p class="govuk-body so-term__state">
            {state(term.state)} " "
            <strong>{format!("Version {}", term.shown.number)}</strong> " "
            <span class="so-table__minor">{put_forward(term)}</span>
        </p>
        {reason(term)}
        {closed(term)}
        {turns(&term.turns)}
        {delivery(term)}
    }
}

/// What was agreed in it is delivered, and leads there.
fn delivery(term: &TermView) -> Option<impl IntoView + use<>> {
    term.stage.is_public().then(|| {
        let href = format!("/offers/{}/delivery?term={}", term.reference, term.number);
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"Milestones of this term"</a></p> }
    })
}

pub fn state(state: TermState) -> impl IntoView {
    let colour = match state {
        TermState::Open => TagColour::Blue,
        TermState::Agreed => TagColour::Green,
        TermState::Withdrawn => TagColour::Grey,
        TermState::Refused => TagColour::Red,
    };
    view! { <Tag text=state.label() colour/> }
}

fn put_forward(term: &TermView) -> impl IntoView + use<> {
    let line = &term.shown;
    let day = london::day(line.at);
    if line.number == 1 {
        return view! { {format!("as the place had offered it, accepted on {day}")} }.into_any();
    }
    let who = format!("{}, {}", line.author, line.organisation);
    view! { "put forward by " <bdi>{who}</bdi> {format!(" on {day}")} }.into_any()
}

fn reason(term: &TermView) -> Option<impl IntoView + use<>> {
    let reason = term.shown.reason.clone();
    (!reason.is_empty()).then(|| view! { <p class="govuk-body so-lines" dir="auto">{reason}</p> })
}

fn closed(term: &TermView) -> Option<AnyView> {
    let (words, reason) = match (&term.closed, term.state) {
        (Some(Closed::Withdrawn { reason }), _) => {
            ("The place has withdrawn this term.".to_owned(), Some(reason.clone()))
        }
        (Some(Closed::Refused { by, reason }), _) => {
            (format!("{by} has refused this freedom."), Some(reason.clone()))
        }
        (Some(Closed::Signed), _) => (
            "It stands as it was signed: the variation that had it open has ended.".to_owned(),
            None,
        ),
        (None, TermState::Agreed) => (
            "Everybody has agreed to this term. It is locked until somebody reopens it with a reason."
                .to_owned(),
            None,
        ),
        (None, TermState::Open | TermState::Withdrawn | TermState::Refused) => return None,
    };
    let reason =
        reason.map(|reason| view! { <span class="so-block so-lines" dir="auto">{reason}</span> });
    Some(view! { <InsetText>{words}{reason}</InsetText> }.into_any())
}

/// Whose turn it is, in sentences, the longest waiting first.
fn turns(turns: &[TurnView]) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = turns
        .iter()
        .map(|one| view! { <li>{sentence(one)}</li> })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <div class="so-turns">
                <h2 class="govuk-heading-s">"What keeps it open"</h2>
                <ul class="govuk-list govuk-list--bullet">{lines}</ul>
            </div>
        }
    })
}

fn sentence(one: &TurnView) -> String {
    let name = &one.party.short;
    let since = match one.days {
        0 => "since today".to_owned(),
        1 => "for 1 day".to_owned(),
        days => format!("for {days} days"),
    };
    let other = if one.turn.is_the_places() {
        "the place"
    } else {
        "Whitehall"
    };
    match &one.turn {
        Turn::Position { .. } => format!("{name} has not said where it stands, {since}."),
        Turn::Answer {
            stance, red_line, ..
        } => {
            let said = match stance {
                Stance::AgreeIf => "agrees only with other wording",
                Stance::Object => "objects",
                Stance::Agree | Stance::NoInterest => "has answered",
            };
            let line = if *red_line { ", as a red line" } else { "" };
            format!("{name} {said}{line}: {other} has to answer, {since}.")
        }
    }
}
