//! A position that one side had for itself is put before both, after one more look at what they will read: the words
//! with it are written anew, and those noted in private stay there.

use domain::form::Posted;
use domain::process::{Act, Room};
use leptos::prelude::*;
use services::Refusal;
use services::negotiation::{PositionToTake, PositionView, TermView};

use super::at::{At, may_at_all, term};
use super::positions::words_of;
use super::reason::caption;
use crate::{
    components::{
        Button, ButtonGroup, ButtonKind, CharacterCount, ErrorSummary, SummaryError, WarningText,
    },
    page::{Asked, Away, Page, page},
    posts::{Answer, Form, Typed},
    talk::RoomBand,
};

const WORDS: &str = PositionToTake::WORDS;
/// The button that puts the private words into the field.
pub(super) const COPY: &str = "copy";

/// `/offers/{ref}/terms/{n}/positions/{position}/release`.
#[component]
pub fn ReleasePositionPage() -> impl IntoView {
    page(load, show)
}

struct Releasing {
    term: TermView,
    name: String,
    position: PositionView,
    words: Option<String>,
    fault: Option<String>,
}

async fn load(asked: Asked) -> Result<Releasing, Away> {
    may_at_all(&asked, Act::ReleaseToJoint).await?;
    let term = match term(&asked).await {
        // Something can be released from the day of submission; a position only once there are terms.
        Err(Away::Refused(Refusal::WrongStage(_))) => return Err(Refusal::NotFound.into()),
        found => found?,
    };
    let id = asked.param("position");
    let found = term.parties.iter().find_map(|party| {
        let noted = party.noted.clone().filter(|noted| noted.id == id)?;
        Some((party.name.name.clone(), noted))
    });
    let (name, position) = found.ok_or(Refusal::NotFound)?;
    if !position.may_release {
        return Err(Away::To(term.address()));
    }
    let typed = asked.typed();
    let words = match typed {
        Some(typed) if is_copy(typed) => Some(position.position.said.words.clone()),
        typed => typed.and_then(|typed| typed.text(WORDS)).map(str::to_owned),
    };
    Ok(Releasing {
        fault: typed
            .and_then(|typed| typed.fault(WORDS))
            .map(str::to_owned),
        words,
        term,
        name,
        position,
    })
}

/// Whether the private words are wanted in the field.
pub(super) fn is_copy(typed: &Typed) -> bool {
    typed.posted.act() == COPY
}

fn show(releasing: Releasing) -> impl IntoView {
    let Releasing {
        term,
        name,
        position,
        words,
        fault,
    } = releasing;
    let back = (format!("Term {}", term.number), term.address());
    let errors: Vec<_> = fault
        .iter()
        .map(|words| SummaryError::at(WORDS, words))
        .collect();
    let (room, asks) = (
        position.position.room,
        position.position.said.stance.asks_for(),
    );
    let (said, copy) = (words_of(&position), words_of(&as_released(&position)));
    let label = match asks {
        Some(_) => "The reason or wording that both sides read",
        None => "A reason that both sides read, if you want one",
    };
    let has_words = !position.position.said.words.is_empty();
    let follows = format!("It counts as what {name} says of version {}.", term.current);
    let most = u32::try_from(domain::talk::LONGEST_COMMENT).unwrap_or(u32::MAX);
    view! {
        <Page title=format!("Release a position: term {}", term.number) back narrow=true>
            <ErrorSummary errors/>
            {caption(&term)}
            <h1 class="govuk-heading-l">"Release this position to both sides"</h1>
            <h2 class="govuk-heading-m">"As it is noted: this stays"</h2>
            <RoomBand room/>
            <div class="so-positions__item">{said}</div>
            <h2 class="govuk-heading-m">"What both sides will read"</h2>
            <RoomBand room=Room::Joint/>
            <div class="so-positions__item">{copy}</div>
            <Form>
                // Enter presses the first button of a form: never the one that cannot be taken back.
                <CharacterCount
                    name=WORDS
                    label=label
                    label_class="govuk-label--s"
                    hint="They read exactly these words. What was noted is not copied unless you put it here."
                    value=words
                    error=fault
                    max_length=most
                    threshold=80
                    rows=4
                    spellcheck=true
                />
                {has_words.then(|| view! {
                    <Button kind=ButtonKind::Secondary name="act" value=COPY>"Start from the words noted"</Button>
                })}
                <p class="govuk-body">{follows}</p>
                <WarningText>"This stands in the history, and cannot be taken back. The party can take another position."</WarningText>
                <ButtonGroup>
                    <Button kind=ButtonKind::Warning name="act" value="release" prevent_double_click=true>"Release to both sides"</Button>
                    <a class="govuk-link" href=term.address()>"Keep it private"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

/// The copy without its words, which are about to be written.
fn as_released(position: &PositionView) -> PositionView {
    let mut copy = position.clone();
    copy.was_private = true;
    copy.position.room = Room::Joint;
    copy.position.said.words.clear();
    copy
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    if posted.act() == COPY {
        return Ok(Answer::Again(posted));
    }
    let (at, doer) = (At::of(&asked)?, asked.doer()?);
    let words = posted.text(WORDS).unwrap_or_default();
    let released = asked
        .services()
        .negotiation()
        .release_position(
            &doer,
            &at.reference,
            at.number,
            asked.param("position"),
            words,
        )
        .await;
    match released {
        Ok(_) | Err(Refusal::AlreadyDone) => Ok(Answer::to(at.address("?done=released"))),
        Err(refusal) => Err(refusal),
    }
}
