//! Somebody starts a thread: what about, who will read it, and the first words.

use domain::form::Posted;
use domain::offer::Key;
use domain::process::{Room, Section};
use domain::talk::Subject;
use leptos::prelude::*;
use services::Refusal;
use services::offers::{self, Paging};
use services::talk::{Desk, Filter, Opening, State, ThreadLine};

use super::about::about;
use super::list::thread_line;
use super::tell::{TELL, TellField};
use super::writing::{BODY, BodyField, Draft, QUOTE, ROOM, RoomField};
use crate::{
    components::{Button, ButtonGroup, ErrorSummary, Select, SelectOption, Textarea},
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
};

const SECTION: &str = "section";
const KEY: &str = "key";
/// How many threads on the same are shown before one begins another.
const ALREADY: u64 = 5;

/// `/offers/{ref}/talk/new`.
#[component]
pub fn NewThreadPage() -> impl IntoView {
    page(load, show)
}

struct New {
    desk: Desk,
    draft: Draft,
    /// Whether the address leaves open what it is about.
    chooses: bool,
    already: Vec<ThreadLine>,
}

async fn load(asked: Asked) -> Result<New, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let typed = asked.typed();
    let question = |name: &str| match typed {
        Some(typed) => typed.text(name),
        None => asked.query(name),
    };
    let chooses = question("chooses").is_some() || question(SECTION).is_none();
    let (talk, viewer) = (asked.services().talk(), asked.viewer()?);
    let desk = talk
        .desk(
            viewer,
            asked.hat(),
            &reference,
            subject(question(SECTION), question(KEY))?,
        )
        .await?;
    if !desk.is_there && typed.is_none() {
        return Err(Refusal::NotFound.into());
    }
    let canonical = desk.reference.to_string();
    if canonical != asked.param("ref") {
        let about = about(desk.subject.section(), desk.subject.key());
        return Err(Away::To(format!("/offers/{canonical}/talk/new{about}")));
    }
    let filter = Filter {
        section: desk.subject.section(),
        key: desk.subject.key().cloned(),
        state: Some(State::Open),
        ..Filter::default()
    };
    let already = match desk.subject {
        Subject::Offer => Vec::new(),
        Subject::Section(_) | Subject::Matter { .. } => {
            let some = Paging::of(1, ALREADY);
            let threads = talk.threads(viewer, asked.hat(), &reference, &filter, some);
            threads.await?.lines
        }
    };
    Ok(New {
        draft: Draft::of(typed),
        chooses,
        already,
        desk,
    })
}

/// What the address or the form says that it is about.
fn subject(section: Option<&str>, key: Option<&str>) -> Result<Subject, Refusal> {
    let section = match section {
        None | Some("") => None,
        Some(code) => Some(Section::from_code(code).ok_or(Refusal::NotFound)?),
    };
    let key = key.filter(|key| !key.is_empty()).map(Key::new);
    Ok(Subject::of(section, key))
}

fn show(new: New) -> impl IntoView {
    let New {
        desk,
        draft,
        chooses,
        already,
    } = new;
    let home = format!("/offers/{}", desk.reference);
    let talk = format!("{home}/talk");
    let section = desk.subject.section().map_or("", Section::code);
    let what = if chooses {
        let items = std::iter::once(SelectOption::new("", "The whole offer"))
            .chain(
                Section::ALL
                    .iter()
                    .map(|one| SelectOption::new(one.code(), one.title())),
            )
            .collect();
        view! {
            <input type="hidden" name="chooses" value="yes"/>
            <Select name=SECTION label="What is it about?" label_class="govuk-label--s" items value=section/>
        }
        .into_any()
    } else {
        // Where the entry is gone, sending again is about its section.
        let key = desk.subject.key().filter(|_| desk.is_there);
        let key = key.map(|key| view! { <input type="hidden" name=KEY value=key.to_string()/> });
        view! { <input type="hidden" name=SECTION value=section/>{key} }.into_any()
    };
    let quote = desk.subject.key().map(|_| {
        view! {
            <Textarea
                name=QUOTE
                label="Words of the text that you mean (optional)"
                label_class="govuk-label--s"
                hint="Copy them from the text as it reads now. They stand above the thread, also when the text has changed."
                value=draft.quote.clone()
                error=draft.fault(QUOTE)
                rows=2
            />
        }
    });
    let is_about = (!chooses).then(|| {
        view! { <p class="govuk-body">"About " <strong><bdi>{desk.about.clone()}</bdi></strong></p> }
    });
    let said = (!already.is_empty()).then(|| {
        let lines: Vec<_> = already
            .into_iter()
            .map(|line| thread_line(line, &talk))
            .collect();
        view! {
            <section class="so-section" aria-labelledby="already">
                <h2 class="govuk-heading-m" id="already">"Talk about this that is open"</h2>
                <ul class="so-threads">{lines}</ul>
            </section>
        }
    });
    let back = talk.clone();
    view! {
        <Page title=format!("Start a thread: {}", desk.reference) back=("Talk", talk) narrow=true>
            <ErrorSummary errors=draft.errors()/>
            {draft.was_kept()}
            <span class="govuk-caption-l">{format!("{} {}", desk.reference, desk.title)}</span>
            <h1 class="govuk-heading-l">"Start a thread"</h1>
            {is_about}
            <Form>
                {what}
                <RoomField rooms=desk.rooms.clone() chosen=draft.room.clone() fault=draft.fault(ROOM)/>
                {quote}
                <BodyField label="What do you want to say?" value=draft.body.clone() fault=draft.fault(BODY)/>
                <TellField tellable=desk.tellable rooms=desk.rooms ticked=draft.tell.clone() fault=draft.fault(TELL)/>
                <ButtonGroup>
                    <Button prevent_double_click=true>"Start the thread"</Button>
                    <a class="govuk-link" href=back>"Cancel"</a>
                </ButtonGroup>
            </Form>
            {said}
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let text = |name| posted.text(name).unwrap_or_default().to_owned();
    let opening = Opening {
        subject: subject(posted.text(SECTION), posted.text(KEY))?,
        quote: text(QUOTE),
        room: Room::from_code(&text(ROOM)),
        body: text(BODY),
    };
    let talk = asked.services().talk();
    let slug = talk
        .start_and_tell(&asked.doer()?, &reference, &opening, posted.all(TELL))
        .await?;
    Ok(Answer::to(format!("/offers/{reference}/talk/{slug}")))
}
