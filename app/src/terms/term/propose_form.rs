//! The form of a proposal: what is to be changed, who will read it, why, and for a party its position in the same step.

use domain::negotiation::{Change, Stance, TermKind};
use domain::offer::MatterKind;
use domain::process::Room;
use leptos::prelude::*;
use services::negotiation::{ProposalLine, TermView};

use super::propose::{
    ADD, KEY, RECALCULATE, RED_LINE, REMOVE, ROOM, STANCE, VERSION, Writing, named,
};
use super::reason::caption as term_caption;
use crate::{
    components::{
        Button, ButtonGroup, ButtonKind, Checkboxes, Choice, ErrorSummary, InsetText,
        NotificationBanner, Radios, WarningText,
    },
    figures::FiguresBeside,
    offers::conflict::ConflictForm,
    offers::sheet::Fill,
    page::Page,
    posts::{Form, address},
    talk::{RoomBand, RoomTag},
};

/// The entries of a term of several, and what can be added to them.
pub fn choose(term: TermView) -> impl IntoView {
    let base = format!("{}/proposals/new", term.address());
    let takes_several = term.subject.kind == TermKind::Savings;
    let items: Vec<_> = term
        .matters
        .iter()
        .map(|matter| {
            let key = address::text(matter.key.as_str());
            let (change, remove) = (format!("{base}?{KEY}={key}"), format!("{base}?{REMOVE}={key}"));
            let about = format!(" {}", matter.title);
            let remove = takes_several.then(|| {
                let about = about.clone();
                view! {
                    " " <a class="govuk-link" href=remove>"Take out"<span class="govuk-visually-hidden">{about}</span></a>
                }
            });
            view! {
                <li>
                    {matter.kind.label()} ": " <bdi>{matter.title.clone()}</bdi> " – "
                    <a class="govuk-link" href=change>"Change"<span class="govuk-visually-hidden">{about}</span></a>
                    {remove}
                </li>
            }
        })
        .collect();
    let add = takes_several.then(|| {
        let links: Vec<_> = [
            (MatterKind::SavingsLine, "Add a savings line"),
            (MatterKind::Investment, "Add an investment"),
        ]
        .into_iter()
        .map(|(kind, words)| {
            let href = format!("{base}?{ADD}={}", kind.code());
            view! { <li><a class="govuk-link" href=href>{words}</a></li> }
        })
        .collect();
        view! { <ul class="govuk-list">{links}</ul> }
    });
    let back = (format!("Term {}", term.number), term.address());
    view! {
        <Page title=format!("Propose wording: term {}", term.number) back narrow=true>
            {term_caption(&term)}
            <h1 class="govuk-heading-l">"What do you want to change?"</h1>
            <ul class="govuk-list govuk-list--spaced">{items}</ul>
            {add}
        </Page>
    }
}

pub fn write(mut writing: Writing) -> impl IntoView {
    let form = &writing.form;
    let address = format!("/offers/{}/terms/{}", form.reference, form.number);
    let caption = format!("{} · Term {} · {}", form.reference, form.number, form.name);
    let heading = match &form.change {
        Change::Edit(_) => "Propose other wording or figures".to_owned(),
        Change::Add(kind) => format!("Propose to add {}", kind.with_article()),
        Change::Remove(_) => format!("Propose to take out {}", form.matter.title()),
    };
    let back = (format!("Term {}", form.number), address.clone());
    let title = format!("{heading}: term {}", form.number);
    let wrong = writing.is_refused();
    let body = match writing.clash.take() {
        Some(clash) => {
            let carried = std::mem::take(&mut writing.carried);
            view! { <ConflictForm clash caption carried button="Propose what I chose"/> }.into_any()
        }
        None => fields(writing, heading, caption, address).into_any(),
    };
    view! { <Page title back wrong>{body}</Page> }
}

fn fields(writing: Writing, heading: String, caption: String, address: String) -> impl IntoView {
    let errors = writing.errors();
    let Writing {
        form,
        sheet,
        figures,
        base,
        room,
        room_fault,
        stance,
        stance_fault,
        red_line,
        reason,
        was_signed_out,
        ..
    } = writing;
    let (name, text) = named(&form.change);
    let starts = match &form.change {
        Change::Edit(_) => format!(
            "You start from version {}. Change what you want otherwise.",
            form.current
        ),
        Change::Add(_) => "It is added to the current version if it is taken up.".to_owned(),
        Change::Remove(_) => format!("It stands in version {} and would be gone.", form.current),
    };
    let fill = match &form.change {
        Change::Remove(_) => {
            view! { <WarningText>"Savings that depend on it go with it."</WarningText> }.into_any()
        }
        Change::Edit(_) | Change::Add(_) => view! { <Fill sheet/> }.into_any(),
    };
    let followed = figures.is_some();
    let recalculate = followed.then(|| {
        view! { <Button kind=ButtonKind::Secondary name="act" value=RECALCULATE>"Recalculate"</Button> }
    });
    let beside = figures.map(|live| {
        view! {
            <h2 class="govuk-heading-m">"What the offer would add up to"</h2>
            <FiguresBeside live/>
        }
    });
    let position = form
        .may_take_position
        .then(|| own_position(stance, stance_fault, red_line));
    view! {
        <ErrorSummary errors/>
        {was_signed_out.then(|| view! {
            <NotificationBanner text="This is not sent yet: you were signed out, or acted under another role. Here is what you typed: send it to propose it."/>
        })}
        <span class="govuk-caption-l"><bdi>{caption}</bdi></span>
        <h1 class="govuk-heading-l"><bdi>{heading}</bdi></h1>
        <p class="govuk-body">{starts}</p>
        {others(&form.others, &address)}
        <Form class="so-form" figures=followed>
            // Enter in a field presses the first button of a form: that has to be this one.
            <button type="submit" name="act" value="propose" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">"Propose this"</button>
            <input type="hidden" name=name value=text/>
            <input type="hidden" name=VERSION value=base.to_string()/>
            {rooms(&form.rooms, room, room_fault)}
            {fill}
            {reason.field("Why do you propose this?", "Those who read the proposal read this.")}
            {position}
            <ButtonGroup>
                <Button name="act" value="propose" prevent_double_click=true>"Propose this"</Button>
                {recalculate}
                <a class="govuk-link" href=address>"Cancel"</a>
            </ButtonGroup>
        </Form>
        {beside}
    }
}

/// What waits already, before it is said twice.
fn others(others: &[ProposalLine], address: &str) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = others
        .iter()
        .map(|one| {
            let href = format!("{address}/proposals/{}", one.slug);
            let who = format!("{}, {}", one.author.name, one.author.organisation);
            view! {
                <li><a class="govuk-link" href=href><bdi>{who}</bdi></a> " " <RoomTag room=one.room/></li>
            }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <InsetText>
                <p class="govuk-body">"Others have proposed wording for the same already:"</p>
                <ul class="govuk-list">{lines}</ul>
            </InsetText>
        }
    })
}

fn rooms(rooms: &[Room], chosen: Option<String>, error: Option<String>) -> AnyView {
    if let [only] = *rooms {
        return view! {
            <input type="hidden" name=ROOM value=only.code()/>
            <RoomBand room=only/>
        }
        .into_any();
    }
    let value = chosen.or_else(|| rooms.first().map(|room| room.code().to_owned()));
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
            hint="You cannot change this later. What is private can be put before both sides by who leads yours."
            items
            value
            error
        />
    }
    .into_any()
}

fn own_position(stance: Option<String>, error: Option<String>, red_line: bool) -> impl IntoView {
    let items = vec![
        Choice::new("", "No, only propose it"),
        Choice::new(
            Stance::AgreeIf.code(),
            "Yes: we agree if the wording changes like this",
        ),
        Choice::new(
            Stance::Object.code(),
            "Yes: we object to the wording as it stands",
        ),
    ];
    let none = stance.as_deref().is_none_or(str::is_empty);
    let items = items
        .into_iter()
        .enumerate()
        .map(|(at, item)| item.checked(at == 0 && none))
        .collect();
    view! {
        <Radios
            name=STANCE
            legend="Record this as your position as well?"
            legend_class="govuk-fieldset__legend--s"
            hint="In the same room, with the same reason."
            items
            value=stance
            error
        />
        <Checkboxes
            name=RED_LINE
            items=vec![
                Choice::new("yes", "The position is a red line: we will not move on it").checked(red_line),
            ]
            small=true
        />
    }
}
