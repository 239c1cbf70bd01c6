//! Who has to agree, and what each of them says and said.

use domain::negotiation::Stance;
use domain::process::Room;
use leptos::prelude::*;
use services::negotiation::{PartyView, PositionView, TermView};

use crate::{
    components::{Tag, TagColour},
    london,
    posts::Form,
    talk::RoomTag,
    terms::stands::red_line,
};

/// The parties, the place first.
pub fn positions(term: &TermView) -> impl IntoView + use<> {
    let heading = format!("Positions on version {}", term.shown.number);
    let items: Vec<_> = term.parties.iter().map(|one| party(one, term)).collect();
    view! {
        <h2 class="govuk-heading-m" id="positions">{heading}</h2>
        <ul class="so-positions">{items}</ul>
    }
}

fn party(party: &PartyView, term: &TermView) -> impl IntoView + use<> {
    let own = party
        .is_own
        .then(|| view! { " " <span class="so-table__minor">"(you)"</span> });
    let says = match &party.says {
        Some(says) => said(says, None).into_any(),
        None => awaited(party, term).into_any(),
    };
    let before = party
        .said
        .as_ref()
        .filter(|_| party.says.is_none())
        .map(|before| said(before, Some(term)));
    let noted = party.noted.as_ref().map(|noted| private(noted, term));
    let why = if party.is_required {
        party.why.clone()
    } else {
        format!("asked by the champion: {}", party.why)
    };
    view! {
        <li class="so-positions__item">
            <h3 class="govuk-heading-s so-positions__who">
                {party.name.name.clone()}{own}
            </h3>
            <p class="so-positions__why" dir="auto">{why}</p>
            {says}
            {before}
            {noted}
            {acts(party, term)}
        </li>
    }
}

fn awaited(party: &PartyView, term: &TermView) -> impl IntoView + use<> {
    let words = match (party.has_nobody, term.shows_current()) {
        (true, _) => {
            "Nobody yet reviews for this department. Its administrator, or else the programme office, has to name somebody."
        }
        (false, true) => "",
        (false, false) => "It said nothing of this version.",
    };
    let tag = if party.has_nobody {
        view! { <Tag text="Nobody yet" colour=TagColour::Orange/> }.into_any()
    } else if term.shows_current() {
        view! { <Tag text="Awaited" colour=TagColour::Yellow/> }.into_any()
    } else {
        ().into_any()
    };
    let words = (!words.is_empty()).then(|| view! { <p class="so-positions__why">{words}</p> });
    view! { <p class="so-positions__line">{tag}</p>{words} }
}

/// What the party says, or said of a former version.
fn said(view: &PositionView, former_to: Option<&TermView>) -> impl IntoView + use<> {
    let position = &view.position;
    let said = &position.said;
    let is_former = former_to.is_some();
    let former = former_to.map(|term| {
        let words = if position.version == term.shown.number {
            "Before the term was reopened: ".to_owned()
        } else {
            format!("Of version {}: ", position.version)
        };
        view! { <span>{words}</span> }
    });
    let line = said.red_line.then(|| view! { " " {red_line()} });
    let words = (!said.words.is_empty()).then(|| {
        view! { <blockquote class="so-positions__words so-lines" dir="auto">{said.words.clone()}</blockquote> }
    });
    let authority = (!said.authority.is_empty()).then(|| {
        view! { <p class="so-positions__why">"On the authority of: " <bdi>{said.authority.clone()}</bdi></p> }
    });
    let reply = said.reply_by.map(|day| {
        view! { <p class="so-positions__why">{format!("Asks for an answer by {}", london::date(day))}</p> }
    });
    let asked_again = former_to
        .is_some_and(TermView::shows_current)
        .then(|| view! { <span>" – asked again"</span> });
    let class = if is_former {
        "so-positions__said so-positions__said--former"
    } else {
        "so-positions__said"
    };
    let released = view.was_private.then_some(", released to both sides");
    let when = format!(", {}", london::day(position.at));
    view! {
        <div class=class>
            <p class="so-positions__line">{former}<Tag text=stance(said.stance) colour=colour(said.stance, is_former)/>{line}{asked_again}</p>
            {words}
            {authority}
            {reply}
            <p class="so-positions__why"><bdi>{view.by.clone()}</bdi>{when}{released}</p>
        </div>
    }
}

/// What somebody said, by itself.
pub fn words_of(view: &PositionView) -> impl IntoView + use<> {
    said(view, None)
}

/// What one side noted for itself: the band says for whom.
fn private(noted: &PositionView, term: &TermView) -> impl IntoView + use<> {
    let room = noted.position.room;
    let is_former = noted.position.version != term.shown.number;
    let release = noted.may_release.then(|| {
        let href = format!("{}/positions/{}/release", term.address(), noted.id);
        view! { <p class="so-positions__acts"><a class="govuk-link" href=href>"Release to both sides"</a></p> }
    });
    let class = format!("so-positions__private so-room-edge--{}", room.code());
    let whose = match room {
        Room::Place => "Noted within the place",
        Room::Whitehall => "Noted within Whitehall",
        Room::Joint => "Said to both sides",
    };
    view! {
        <div class=class>
            <p class="so-positions__line"><RoomTag room/> " " <span>{whose}</span></p>
            {said(noted, is_former.then_some(term))}
            {release}
        </div>
    }
}

fn acts(party: &PartyView, term: &TermView) -> Option<impl IntoView + use<>> {
    (party.may_remind || party.may_release).then(|| {
        let short = party.name.short.clone();
        let remind = party.may_remind.then(|| {
            let code = party.name.id.code().to_owned();
            let action = format!("{}/remind", term.address());
            let about = format!(" {short}");
            view! {
                <Form action class="so-inline">
                    <input type="hidden" name="back" value="term"/>
                    <input type="hidden" name="party" value=code/>
                    <button type="submit" class="so-link-button">
                        "Remind"<span class="govuk-visually-hidden">{about}</span>
                    </button>
                </Form>
            }
        });
        let release = party.may_release.then(|| {
            let href = format!("{}/parties/{}/release", term.address(), party.name.id.code());
            let about = format!(" {short}");
            view! {
                <a class="govuk-link" href=href>"Let go"<span class="govuk-visually-hidden">{about}</span></a>
            }
        });
        view! { <div class="so-positions__acts">{remind}{release}</div> }
    })
}

/// In the third person.
pub const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Agree => "Agrees",
        Stance::AgreeIf => "Agrees if the wording changes",
        Stance::Object => "Objects",
        Stance::NoInterest => "Has no interest",
    }
}

/// Whoever has to speak again has said nothing that counts.
const fn colour(stance: Stance, is_former: bool) -> TagColour {
    match (stance, is_former) {
        (_, true) | (Stance::NoInterest, false) => TagColour::Grey,
        (Stance::Agree, false) => TagColour::Green,
        (Stance::AgreeIf, false) => TagColour::Yellow,
        (Stance::Object, false) => TagColour::Red,
    }
}
