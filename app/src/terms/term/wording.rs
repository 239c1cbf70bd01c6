//! Wording that was proposed for a term: what is open, what became of the rest, and the way to propose some.

use chrono::{DateTime, Utc};
use domain::negotiation::{ChangeKind, ProposalState, TermKind};
use domain::process::{Act, Room};
use leptos::prelude::*;
use services::negotiation::{Proposed, TermView, in_brief, shortened};

use crate::{
    components::{Button, ButtonKind, Details, Tag, TagColour},
    london,
    talk::RoomTag,
};

pub fn wording(term: &TermView) -> impl IntoView + use<> {
    let (open, answered): (Vec<_>, Vec<_>) = term
        .proposals
        .iter()
        .partition(|one| one.state == ProposalState::Open);
    let none = open.is_empty().then(|| {
        view! { <p class="govuk-body">"No proposal that you may read waits for an answer."</p> }
    });
    let open: Vec<_> = open.into_iter().map(|one| line(one, term)).collect();
    let open = (!open.is_empty()).then(|| view! { <ul class="so-threads">{open}</ul> });
    let answered = (!answered.is_empty()).then(|| {
        let count = answered.len();
        let lines: Vec<_> = answered.into_iter().map(|one| line(one, term)).collect();
        let summary = if count == 1 {
            "1 answered proposal".to_owned()
        } else {
            format!("{count} answered proposals")
        };
        view! { <Details summary><ul class="so-threads">{lines}</ul></Details> }
    });
    let more = term.more_proposals.then(|| {
        let href = format!("{}/proposals", term.address());
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"All proposals for this term"</a></p> }
    });
    view! {
        <section class="so-section" aria-labelledby="wording">
            <h2 class="govuk-heading-m" id="wording">"Proposed wording and figures"</h2>
            {none}
            {open}
            {term.may(Act::ProposeWording).then(|| propose(term))}
            {answered}
            {more}
        </section>
    }
}

/// The entries that can be changed, each with its own form; savings lines can also come and go.
fn propose(term: &TermView) -> AnyView {
    let address = format!("{}/proposals/new", term.address());
    if term.matters.len() == 1 && term.subject.kind != TermKind::Savings {
        let key = term.matters.first().map(|one| one.key.to_string());
        let href = format!("{address}?key={}", key.unwrap_or_default());
        return view! { <Button kind=ButtonKind::Secondary href>"Propose other wording"</Button> }
            .into_any();
    }
    view! { <Button kind=ButtonKind::Secondary href=address>"Propose other wording or figures"</Button> }
        .into_any()
}

/// One in a list.
pub struct Line<'p> {
    pub slug: &'p str,
    pub room: Room,
    pub state: ProposalState,
    pub change: ChangeKind,
    /// The title of what it would change.
    pub about: &'p str,
    pub author: &'p str,
    pub organisation: &'p str,
    pub at: DateTime<Utc>,
    pub base: u32,
    pub reason: &'p str,
    /// Why it was refused.
    pub answer: &'p str,
}

fn line(one: &Proposed, term: &TermView) -> AnyView {
    let Proposed {
        slug,
        room,
        author,
        organisation,
        at,
        reason,
        base,
        state,
        change,
        about,
        answer,
    } = one;
    Line {
        slug,
        room: *room,
        state: *state,
        change: *change,
        about,
        author,
        organisation,
        at: *at,
        base: *base,
        reason,
        answer,
    }
    .item(&term.address())
}

impl Line<'_> {
    /// Below the address of its term.
    pub fn item(&self, term: &str) -> AnyView {
        let href = format!("{term}/proposals/{}", self.slug);
        let class = format!("so-threads__item so-room-edge--{}", self.room.code());
        let who = format!("{}, {}", self.author, self.organisation);
        let when = format!(" on {}, from version {}", london::day(self.at), self.base);
        let what = format!("{}: {}", self.change.label(), in_brief(self.about));
        let reason = shortened(self.reason, 140);
        let answered = tag(self.state).map(|(text, colour)| view! { " " <Tag text colour/> });
        let answer = (!self.answer.is_empty()).then(|| {
            view! { <p class="so-lines" dir="auto">{self.answer.to_owned()}</p> }
        });
        view! {
            <li class=class>
                <p class="so-threads__room"><RoomTag room=self.room/>{answered}</p>
                <p class="so-threads__title"><a class="govuk-link" href=href><bdi>{what}</bdi></a></p>
                <p><bdi>{reason}</bdi></p>
                <p class="so-threads__who"><bdi>{who}</bdi>{when}</p>
                {answer}
            </li>
        }
        .into_any()
    }
}

/// What became of one that was answered.
pub const fn tag(state: ProposalState) -> Option<(&'static str, TagColour)> {
    match state {
        ProposalState::Open => None,
        ProposalState::TakenUp => Some(("Taken up", TagColour::Green)),
        ProposalState::Refused => Some(("Refused", TagColour::Grey)),
        ProposalState::Released => Some(("Put before both sides", TagColour::Blue)),
    }
}
