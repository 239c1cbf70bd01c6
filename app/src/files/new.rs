//! Somebody attaches a file: to what, who will read it, and the file.

use domain::file::{FileKind, Place, TooMuch};
use domain::process::Room;
use leptos::prelude::*;
use services::files::{Desk, NewFile};
use services::{Refusal, offers};

use crate::{
    components::{
        Button, ButtonGroup, Choice, ErrorSummary, FileUpload, InsetText, Radios, Select,
        SelectOption, SummaryError,
    },
    page::{Asked, Away, Page, page},
    posts::{Answer, Form, Sent, Upload, address},
};

const AT: &str = "at";
const ROOM: &str = "room";
const FILE: &str = "file";

/// `/offers/{ref}/files/new`.
#[component]
pub fn NewFilePage() -> impl IntoView {
    page(load, show)
}

struct New {
    desk: Desk,
    room: Option<String>,
    faults: Vec<(String, String)>,
}

impl New {
    fn fault(&self, field: &str) -> Option<String> {
        let mut faults = self.faults.iter();
        let found = faults.find(|(name, _)| name == field);
        found.map(|(_, words)| words.clone())
    }
}

async fn load(asked: Asked) -> Result<New, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let typed = asked.typed();
    let at = typed
        .and_then(|typed| typed.text(AT))
        .or_else(|| asked.query(AT));
    let files = asked.services().files();
    let desk = files
        .desk(asked.viewer()?, asked.hat(), &reference, place(at)?)
        .await?;
    let canonical = desk.reference.to_string();
    if canonical != asked.param("ref") {
        let at = at.map(|at| format!("?{AT}={}", address::text(at)));
        let at = at.unwrap_or_default();
        return Err(Away::To(format!("/offers/{canonical}/files/new{at}")));
    }
    let faults = typed
        .map(|typed| typed.faults.as_slice())
        .unwrap_or_default();
    Ok(New {
        room: typed.and_then(|typed| typed.text(ROOM)).map(str::to_owned),
        faults: faults
            .iter()
            .map(|fault| (fault.field.clone(), fault.words.clone()))
            .collect(),
        desk,
    })
}

/// What the address or the form says that it belongs to; nothing where that is still to be chosen.
fn place(at: Option<&str>) -> Result<Option<Place>, Refusal> {
    match at {
        None | Some("") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| Refusal::NotFound),
    }
}

fn show(new: New) -> impl IntoView {
    let errors = new
        .faults
        .iter()
        .map(|(field, words)| SummaryError::at(field, words))
        .collect();
    let (file_fault, room_fault, at_fault) = (new.fault(FILE), new.fault(ROOM), new.fault(AT));
    let New { desk, room, .. } = new;
    let home = format!("/offers/{}", desk.reference);
    let at = desk.place.as_ref().map(ToString::to_string);
    let back = match &desk.place {
        Some(place) => (desk.about.clone(), format!("{home}{}", place.address())),
        None => ("Files".to_owned(), format!("{home}/files")),
    };
    let action = at.as_ref().map_or_else(
        || format!("{home}/files/new"),
        |at| format!("{home}/files/new?{AT}={}", address::text(at)),
    );
    let what = what(&desk, at, at_fault);
    let about = desk.place.as_ref().map(|_| {
        view! { <p class="govuk-body">"For " <strong><bdi>{desk.about.clone()}</bdi></strong></p> }
    });
    let rooms = rooms(&desk, room, room_fault);
    let cancel = back.1.clone();
    view! {
        <Page title=format!("Attach a file: {}", desk.reference) back=back narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{format!("{} {}", desk.reference, desk.title)}</span>
            <h1 class="govuk-heading-l">"Attach a file"</h1>
            {about}
            <Form action=action file=true>
                {what}
                {rooms}
                <FileUpload
                    name=FILE
                    label="File"
                    label_class="govuk-label--s"
                    hint=format!("{}, up to 10 MB, without macros or a password.", FileKind::IN_WORDS)
                    error=file_fault
                    accept=FileKind::ACCEPT
                />
                <InsetText>
                    "The content is checked and kept as it is. A file can be removed, but the history keeps its name "
                    "and a digest by which it can be known again."
                </InsetText>
                <ButtonGroup>
                    <Button prevent_double_click=true>"Attach the file"</Button>
                    <a class="govuk-link" href=cancel>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

/// To what it is attached, where there is a choice.
fn what(desk: &Desk, at: Option<String>, fault: Option<String>) -> AnyView {
    match (desk.choices.as_slice(), &desk.place) {
        ([], _) => view! { <input type="hidden" name=AT value=at/> }.into_any(),
        (choices, None) => {
            let items = choices
                .iter()
                .map(|choice| SelectOption::new(choice.place.to_string(), choice.words.clone()))
                .collect();
            view! {
                <Select
                    name=AT
                    label="What does it belong to?"
                    label_class="govuk-label--s"
                    hint="To attach it to one entry or to a term, begin on the page of that."
                    items
                    value=at
                    error=fault
                />
            }
            .into_any()
        }
        (choices, Some(_)) => {
            let items = choices
                .iter()
                .map(|choice| Choice::new(choice.place.to_string(), choice.words.clone()))
                .collect();
            view! {
                <Radios
                    name=AT
                    legend="What does it belong to?"
                    legend_class="govuk-fieldset__legend--s"
                    items
                    value=at
                    error=fault
                />
            }
            .into_any()
        }
    }
}

/// Who will read it, chosen before the file. The first room is the more private one.
fn rooms(desk: &Desk, chosen: Option<String>, fault: Option<String>) -> impl IntoView + use<> {
    let first = desk.rooms.first().map(|(room, _)| room.code().to_owned());
    let items = desk
        .rooms
        .iter()
        .map(|(room, sentence)| {
            Choice::new(room.code(), room.label())
                .hint(*sentence)
                .label_class(format!("so-room-choice so-room-choice--{}", room.code()))
        })
        .collect();
    view! {
        <Radios
            name=ROOM
            legend="Who will read this?"
            legend_class="govuk-fieldset__legend--s"
            hint="You cannot change this later."
            items
            value=chosen.or(first)
            error=fault
        />
    }
}

/// Whether this person may attach anything to this offer, before a byte of a file is read.
pub(super) async fn enter(asked: Asked) -> Result<(), Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let files = asked.services().files();
    let desk = files.desk(asked.viewer()?, asked.hat(), &reference, None);
    desk.await.map(drop)
}

pub(super) async fn post(asked: Asked, upload: Upload) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let posted = &upload.posted;
    let Some(place) = place(posted.text(AT))? else {
        return Err(Refusal::fault(AT, "Choose what it belongs to"));
    };
    let (name, content) = match upload.file {
        Sent::File { name, content } => (name, content),
        Sent::Nothing => Default::default(),
        Sent::TooLarge => return Err(Refusal::fault(FILE, TooMuch::File.to_string())),
    };
    let new = NewFile {
        room: posted.text(ROOM).and_then(Room::from_code),
        place: place.clone(),
        name,
        content,
    };
    let files = asked.services().files();
    files.attach(&asked.doer()?, &reference, new).await?;
    Ok(Answer::to(format!(
        "/offers/{reference}{}#files",
        place.address()
    )))
}
