//! Taking a position, on the page of the term itself: who will read it comes first, then where the party stands.

use domain::form::Posted;
use domain::negotiation::Stance;
use domain::process::{Act, Room};
use leptos::prelude::*;
use services::negotiation::{OwnPosition, PositionToTake, TermView};
use services::{Conflict, Refusal};

use super::at::{At, may_act, may_at_all};
use crate::{
    components::{
        Button, ButtonKind, CharacterCount, Checkboxes, Choice, Details, Input, InsetText, Radios,
        SummaryError,
    },
    london,
    page::Asked,
    posts::{Answer, Form, Typed},
    talk::RoomBand,
};

type Field = PositionToTake;

/// What was typed before, and what is wrong with it.
#[derive(Clone, Default)]
pub struct Draft {
    texts: Vec<(&'static str, String)>,
    faults: Vec<(String, String)>,
    red_line: bool,
    is_there: bool,
    /// Another version was put forward while it was written: the one that the words were about.
    pub overtaken: Option<u32>,
    pub was_signed_out: bool,
}

const FIELDS: [&str; 5] = [
    Field::ROOM,
    Field::STANCE,
    Field::WORDS,
    Field::AUTHORITY,
    Field::REPLY_BY,
];

impl Draft {
    pub fn of(typed: Option<&Typed>) -> Self {
        let Some(typed) = typed else {
            return Self::default();
        };
        let read = typed
            .text(Field::VERSION)
            .and_then(|text| text.parse().ok());
        Self {
            texts: FIELDS
                .into_iter()
                .filter_map(|name| Some((name, typed.text(name)?.to_owned())))
                .collect(),
            faults: typed
                .faults
                .iter()
                .map(|fault| (fault.field.clone(), fault.words.clone()))
                .collect(),
            red_line: typed.posted.has(Field::RED_LINE),
            is_there: true,
            overtaken: typed.conflict.as_ref().map(|_| read.unwrap_or(0)),
            was_signed_out: typed.kept,
        }
    }

    /// What the party says already, to be changed, where nothing was typed.
    fn or_as_it_stands(&self, own: &OwnPosition) -> Self {
        let Some(says) = own.says.as_ref().filter(|_| !self.is_there) else {
            return self.clone();
        };
        let said = &says.position.said;
        let reply_by = said.reply_by.map(london::date).unwrap_or_default();
        Self {
            texts: vec![
                (Field::STANCE, said.stance.code().to_owned()),
                (Field::WORDS, said.words.clone()),
                (Field::AUTHORITY, said.authority.clone()),
                (Field::REPLY_BY, reply_by),
            ],
            red_line: said.red_line,
            ..self.clone()
        }
    }

    fn text(&self, name: &str) -> Option<String> {
        let mut texts = self.texts.iter();
        texts
            .find(|(field, _)| *field == name)
            .map(|(_, text)| text.clone())
    }

    fn fault(&self, name: &str) -> Option<String> {
        let mut faults = self.faults.iter();
        faults
            .find(|(field, _)| field == name)
            .map(|(_, words)| words.clone())
    }

    pub fn errors(&self) -> Vec<SummaryError> {
        let overtaken = self.overtaken.map(|_| {
            SummaryError::at(
                "text",
                "Another version was put forward while you were writing. Nothing was recorded: read what \
                 changed, and send your position again if it still holds",
            )
        });
        let faults = self
            .faults
            .iter()
            .map(|(field, words)| match field.as_str() {
                // It is the party’s stance that the rules do not allow.
                "party" => SummaryError::at(Field::STANCE, words),
                "" => SummaryError::general(words),
                field => SummaryError::at(field, words),
            });
        overtaken.into_iter().chain(faults).collect()
    }
}

/// The form, for the hat that speaks for a party, on the version that stands.
pub fn take(term: &TermView, own: &OwnPosition, draft: &Draft) -> impl IntoView + use<> {
    let name = own.party.name.clone();
    let draft = &draft.or_as_it_stands(own);
    let has_spoken = own.says.is_some() || own.noted;
    let heading = if has_spoken {
        format!("What {name} says")
    } else {
        format!("Where does {name} stand?")
    };
    let again = draft.overtaken.is_some().then(|| {
        let words = format!(
            "What you had typed stands below. It is now about version {}.",
            term.current
        );
        view! { <InsetText>{words}</InsetText> }
    });
    let action = format!("{}/position", term.address());
    let version = term.current.to_string();
    let at_once = agree_at_once(term, own, draft, &action);
    let fields = view! {
        {room(own, draft)}
        {stances(term, own, draft)}
        {words(draft)}
        {more(draft)}
    };
    let form = view! {
        <Form action>
            <input type="hidden" name=Field::VERSION value=version/>
            {fields}
            <Button prevent_double_click=true>{format!("Record for {name}")}</Button>
        </Form>
    };
    // Whoever has spoken reads; the form is in their way until they want it, or something in it is wrong.
    let form = if has_spoken {
        view! { <Details summary="Change your position" open=draft.is_there>{form}</Details> }
            .into_any()
    } else {
        form.into_any()
    };
    view! {
        <section class="so-take" id="your-position" aria-labelledby="take">
            <h2 class="govuk-heading-m" id="take">{heading}</h2>
            {again}
            {at_once}
            {form}
        </section>
    }
}

/// One press for who has nothing to add: from the mail that asks for a position to one that counts are two clicks.
/// It makes way for what was typed, and for what the party says already.
fn agree_at_once(
    term: &TermView,
    own: &OwnPosition,
    draft: &Draft,
    action: &str,
) -> Option<impl IntoView + use<>> {
    if draft.is_there || own.says.is_some() || own.noted || !own.rooms.contains(&Room::Joint) {
        return None;
    }
    let (action, version) = (action.to_owned(), term.current.to_string());
    let words = format!("Agree to version {version}");
    Some(view! {
        <Form action>
            <input type="hidden" name=Field::VERSION value=version/>
            <input type="hidden" name=Field::ROOM value=Room::Joint.code()/>
            <input type="hidden" name=Field::STANCE value=Stance::Agree.code()/>
            <p class="govuk-body">"Both sides read it, and it counts at once."</p>
            <Button kind=ButtonKind::Secondary prevent_double_click=true>{words}</Button>
        </Form>
        <p class="govuk-body">"Or say more:"</p>
    })
}

/// Who will read it, before anything is written.
fn room(own: &OwnPosition, draft: &Draft) -> AnyView {
    if let [only] = own.rooms[..] {
        return view! {
            <input type="hidden" name=Field::ROOM value=only.code()/>
            <RoomBand room=only/>
        }
        .into_any();
    }
    let first = own.rooms.first().map(|room| room.code().to_owned());
    let items = own
        .rooms
        .iter()
        .map(|room| {
            Choice::new(room.code(), room.label())
                .hint(counts(*room))
                .label_class(format!("so-room-choice so-room-choice--{}", room.code()))
        })
        .collect();
    view! {
        <Radios
            name=Field::ROOM
            legend="Who will read this?"
            legend_class="govuk-fieldset__legend--s"
            items
            small=true
            value=draft.text(Field::ROOM).or(first)
            error=draft.fault(Field::ROOM)
        />
    }
    .into_any()
}

/// What a room means for a position.
const fn counts(room: Room) -> &'static str {
    match room {
        Room::Joint => "Both sides read it, and it counts.",
        Room::Place => "A note for your own side. It counts once your leader releases it.",
        Room::Whitehall => "A note for your own side. It counts once the champion releases it.",
    }
}

fn stances(term: &TermView, own: &OwnPosition, draft: &Draft) -> impl IntoView + use<> {
    let items = Stance::ALL
        .iter()
        .filter(|stance| **stance != Stance::NoInterest || own.may_have_no_interest)
        .map(|stance| {
            let choice = Choice::new(stance.code(), stance.label());
            match stance {
                Stance::Agree => choice,
                Stance::AgreeIf => choice.hint("Write below what has to change."),
                Stance::Object => choice.hint("Say why below."),
                Stance::NoInterest => choice.hint("You are no party to this term any more."),
            }
        })
        .collect();
    let value = draft.text(Field::STANCE);
    let error = draft.fault(Field::STANCE).or_else(|| draft.fault("party"));
    view! {
        <Radios
            name=Field::STANCE
            legend=format!("On version {}", term.current)
            legend_class="govuk-fieldset__legend--s"
            items
            small=true
            value
            error
        />
    }
}

fn words(draft: &Draft) -> impl IntoView + use<> {
    let most = u32::try_from(domain::talk::LONGEST_COMMENT).unwrap_or(u32::MAX);
    view! {
        <CharacterCount
            name=Field::WORDS
            label="Why, or the wording that you would agree to"
            label_class="govuk-label--s"
            value=draft.text(Field::WORDS)
            error=draft.fault(Field::WORDS)
            max_length=most
            threshold=80
            rows=4
            spellcheck=true
        />
        <Checkboxes
            name=Field::RED_LINE
            items=vec![
                Choice::new("yes", "This is a red line: we will not move on it").checked(draft.red_line),
            ]
            small=true
        />
    }
}

/// What only some positions need.
fn more(draft: &Draft) -> impl IntoView + use<> {
    let open = [Field::AUTHORITY, Field::REPLY_BY]
        .iter()
        .any(|name| draft.text(name).is_some_and(|text| !text.is_empty()));
    let fields = view! {
            <Input
                name=Field::AUTHORITY
                label="On whose authority"
                hint="For example, ministerial clearance of 4 February."
                value=draft.text(Field::AUTHORITY)
                error=draft.fault(Field::AUTHORITY)
            />
            <Input
                name=Field::REPLY_BY
                label="Answer asked for by"
                hint="For example, 31 March 2013."
                width=10
                value=draft.text(Field::REPLY_BY)
                error=draft.fault(Field::REPLY_BY)
                autocomplete="off"
            />
    };
    view! { <Details summary="Add an authority or a date" open>{fields}</Details> }
}

/// Records the position. Words about a version that is no longer current come back with the new one.
pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let at = At::of(&asked)?;
    let doer = asked.doer()?;
    let read = PositionToTake::read(&posted, asked.services().today());
    let position = match read {
        Ok(position) => position,
        Err(faults) => {
            // Whoever may not do it is told so, and not what is wrong with the form.
            may_at_all(&asked, Act::TakePosition).await?;
            let term = at.look(&asked, None, None).await?;
            may_act(&term, &asked, Act::TakePosition)?;
            return Err(faults);
        }
    };
    let negotiation = asked.services().negotiation();
    match negotiation
        .take_position(&doer, &at.reference, at.number, &position)
        .await
    {
        Ok(_) | Err(Refusal::AlreadyDone) => Ok(Answer::to(at.address("?done=position"))),
        Err(Refusal::WrongStage(words)) => {
            let term = at.look(&asked, None, None).await?;
            let is_overtaken = term.current != position.version && term.may(Act::TakePosition);
            Err(if is_overtaken {
                Refusal::Conflict(Box::new(Conflict {
                    version: i64::from(term.current),
                    ..Conflict::default()
                }))
            } else {
                Refusal::WrongStage(words)
            })
        }
        Err(refusal) => Err(refusal),
    }
}
