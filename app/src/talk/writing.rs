//! What people fill in to say something.

use domain::process::Room;
use domain::talk::LONGEST_COMMENT;
use leptos::prelude::*;

use super::RoomBand;
use super::tell::TELL;
use crate::{
    components::{CharacterCount, Choice, Details, NotificationBanner, Radios, SummaryError},
    posts::Typed,
};

pub(super) const BODY: &str = "body";
pub(super) const ROOM: &str = "room";
pub(super) const QUOTE: &str = "quote";
/// Where what it is about is not there any more.
pub(super) const ABOUT: &str = "about";

/// What was typed before, and what is wrong with it.
#[derive(Clone, Default)]
pub(super) struct Draft {
    pub body: Option<String>,
    pub room: Option<String>,
    pub quote: Option<String>,
    /// Whom to tell.
    pub tell: Vec<String>,
    faults: Vec<(String, String)>,
    kept: bool,
}

impl Draft {
    pub fn of(typed: Option<&Typed>) -> Self {
        let Some(typed) = typed else {
            return Self::default();
        };
        let text = |field| typed.text(field).map(str::to_owned);
        Self {
            body: text(BODY),
            room: text(ROOM),
            quote: text(QUOTE),
            tell: typed.posted.all(TELL).to_vec(),
            faults: typed
                .faults
                .iter()
                .map(|fault| (fault.field.clone(), fault.words.clone()))
                .collect(),
            kept: typed.kept,
        }
    }

    pub fn fault(&self, field: &str) -> Option<String> {
        let mut faults = self.faults.iter();
        faults
            .find(|(name, _)| name == field)
            .map(|(_, words)| words.clone())
    }

    pub fn errors(&self) -> Vec<SummaryError> {
        let faults = self.faults.iter();
        faults
            .map(|(field, words)| match field.as_str() {
                ABOUT => SummaryError::general(words),
                field => SummaryError::at(field, words),
            })
            .collect()
    }

    /// Said where the text was kept over a sign-in.
    pub fn was_kept(&self) -> Option<impl IntoView + use<>> {
        self.kept.then(|| {
            view! {
                <NotificationBanner text="You were signed out before this was sent. Here is what you typed: send it to keep it."/>
            }
        })
    }
}

/// The field for the words.
#[component]
pub(super) fn BodyField(
    #[prop(into)] label: String,
    /// What stands in it.
    value: Option<String>,
    fault: Option<String>,
    #[prop(default = 8)] rows: u16,
) -> impl IntoView {
    let most = u32::try_from(LONGEST_COMMENT).unwrap_or(u32::MAX);
    view! {
        <CharacterCount
            name=BODY
            label
            label_class="govuk-label--s"
            value
            error=fault
            max_length=most
            threshold=80
            rows
            spellcheck=true
        />
        <Details summary="Bold, lists and links">
            <p class="govuk-body">
                "Write " <code>"**bold**"</code> ", " <code>"*italic*"</code> ", "
                <code>"[words](https://…)"</code> " for a link. A line that begins with "
                <code>"-"</code> " is one of a list, a line that begins with " <code>">"</code>
                " is a quotation. An empty line begins a new paragraph."
            </p>
        </Details>
    }
}

/// Who will read it, chosen before anything is written. The first room is the more private one.
#[component]
pub(super) fn RoomField(
    rooms: Vec<Room>,
    chosen: Option<String>,
    fault: Option<String>,
) -> impl IntoView {
    if let [only] = rooms[..] {
        return view! {
            <input type="hidden" name=ROOM value=only.code()/>
            <RoomBand room=only/>
        }
        .into_any();
    }
    let first = rooms.first().map(|room| room.code().to_owned());
    let items = rooms
        .iter()
        .map(|room| {
            Choice::new(room.code(), room.label())
                .hint(room.sentence())
                .label_class(format!("so-room-choice so-room-choice--{}", room.code()))
        })
        .collect();
    view! {
        <Radios
            name=ROOM
            legend="Who will read this?"
            legend_class="govuk-fieldset__legend--s"
            hint="You cannot change this later. What is private can be released to both sides, comment by comment."
            items
            value=chosen.or(first)
            error=fault
        />
    }
    .into_any()
}
