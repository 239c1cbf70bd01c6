//! A position that one side had for itself is put before both, after one more look at what they will read.

use domain::form::Posted;
use domain::process::{Act, Room};
use leptos::prelude::*;
use services::Refusal;
use services::negotiation::{PositionView, TermView};

use super::at::{At, may_at_all, term};
use super::positions::words_of;
use super::reason::caption;
use crate::{
    components::{Button, ButtonGroup, ButtonKind, WarningText},
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
    talk::RoomBand,
};

/// `/offers/{ref}/terms/{n}/positions/{position}/release`.
#[component]
pub fn ReleasePositionPage() -> impl IntoView {
    page(load, show)
}

struct Releasing {
    term: TermView,
    name: String,
    position: PositionView,
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
    Ok(Releasing {
        term,
        name,
        position,
    })
}

fn show(releasing: Releasing) -> impl IntoView {
    let Releasing {
        term,
        name,
        position,
    } = releasing;
    let back = (format!("Term {}", term.number), term.address());
    let said = words_of(&position);
    view! {
        <Page title=format!("Release a position: term {}", term.number) back narrow=true>
            {caption(&term)}
            <h1 class="govuk-heading-l">"Release this position to both sides"</h1>
            <p class="govuk-body">"Now:"</p>
            <RoomBand room=position.position.room/>
            <p class="govuk-body">"Then:"</p>
            <RoomBand room=Room::Joint/>
            <p class="govuk-body">{format!("It counts as what {name} says of version {}.", term.current)}</p>
            {said}
            <WarningText>"This stands in the history, and cannot be taken back. The party can take another position."</WarningText>
            <Form>
                <ButtonGroup>
                    <Button kind=ButtonKind::Warning prevent_double_click=true>"Release to both sides"</Button>
                    <a class="govuk-link" href=term.address()>"Keep it private"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, _: Posted) -> Result<Answer, Refusal> {
    let (at, doer) = (At::of(&asked)?, asked.doer()?);
    let released = asked
        .services()
        .negotiation()
        .release_position(&doer, &at.reference, at.number, asked.param("position"))
        .await;
    match released {
        Ok(_) | Err(Refusal::AlreadyDone) => Ok(Answer::to(at.address("?done=released"))),
        Err(refusal) => Err(refusal),
    }
}
