//! `/offers/{ref}/agreement`: all about the agreement of an offer, and what there is to do about it now.

use domain::agreement::{SheetState, Stopped};
use domain::process::{Act, Reference, Stage};
use leptos::prelude::*;
use services::agreements::{Desk, MemorandumLine, SheetKind, SheetLine, VariationView};
use services::offers::Reached;

use super::{at, parts, signatures};
use crate::{
    components::{
        Button, ButtonGroup, ButtonKind, Cell, Column, InsetText, NotificationBanner, Table, Tag,
        TagColour,
    },
    london,
    offers::{Part, offer_head, stage_colour},
    page::{Asked, Away, Page, page},
};

/// `/offers/{ref}/agreement`.
#[component]
pub fn DeskPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    desk: Desk,
    done: Option<String>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let reference = at::reference(&asked)?;
    let agreements = asked.services().agreements();
    let desk = agreements.desk(asked.viewer()?, &reference).await?;
    if desk.reference != reference {
        return Err(Away::To(at::desk(&desk.reference)));
    }
    Ok(Shown {
        done: asked.query("done").map(str::to_owned),
        desk,
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown { desk, done } = shown;
    let title = format!("Agreement: {} {}", desk.reference, desk.title);
    let back = (
        desk.reference.to_string(),
        format!("/offers/{}", desk.reference),
    );
    view! {
        <Page title back>
            {banner(&desk, done.as_deref())}
            {offer_head(&desk.reference, &desk.place_name, &desk.title, Part::Agreement, Reached::of(desk.stage, true))}
            <h2 class="govuk-heading-m">"Agreement"</h2>
            {stands(&desk)}
            {yours(&desk)}
            {to_do(&desk)}
            {memoranda(&desk)}
            {variations(&desk)}
            {versions(&desk)}
            {sheets(&desk)}
        </Page>
    }
}

/// Says only what is so: the address can be typed by anybody.
fn banner(desk: &Desk, done: Option<&str>) -> Option<impl IntoView + use<>> {
    let newest = desk.sheets.first();
    let words = match (done?, desk.stage) {
        ("embargo", _) => match desk.embargo_until {
            Some(until) => format!(
                "The agreement is held back from the public until {}.",
                london::date(until)
            ),
            None => "The agreement is published as soon as it is in force.".to_owned(),
        },
        ("recalled", _) if newest.is_some_and(|line| line.state == SheetState::Recalled) => {
            "You recalled it from signature. Everybody who had signed has been told, with your reason."
                .to_owned()
        }
        ("refused", _) if newest.is_some_and(|line| line.state == SheetState::Refused) => {
            "You refused to sign. The terms you named are negotiated again, and everybody who had signed has been told."
                .to_owned()
        }
        ("completed", Stage::Completed) => "The agreement is completed.".to_owned(),
        ("terminated", Stage::Terminated) => {
            "You terminated the agreement. Everybody in it has been told, with your reason.".to_owned()
        }
        _ => return None,
    };
    Some(view! { <NotificationBanner success=true text=words/> })
}

fn stands(desk: &Desk) -> impl IntoView + use<> {
    let words = match (desk.stage, desk.in_force) {
        (Stage::Negotiating, _) if desk.sheets.is_empty() => {
            "The terms are still negotiated. Once they are settled, the programme office issues the agreement for signature.".to_owned()
        }
        (Stage::Negotiating, _) => {
            "The terms are negotiated again. What was signed before stays on record and no longer counts.".to_owned()
        }
        (Stage::Settled, _) => {
            "The terms are settled. The programme office issues the agreement for signature.".to_owned()
        }
        (Stage::Signing, _) => "The agreement is out for signature.".to_owned(),
        (Stage::Signed, _) => {
            let since = desk.force.map(|force| london::date(force.since));
            match since {
                Some(since) => format!("Everybody has signed. The agreement comes into force on {since}."),
                None => "Everybody has signed.".to_owned(),
            }
        }
        (Stage::InForce, version) => {
            let until = desk.force.map(|force| london::date(force.last_day()));
            let version = version.map(|version| format!("Version {version} is in force")).unwrap_or_default();
            format!("{version}, until {}.", until.unwrap_or_default())
        }
        (Stage::Completed, _) => "The agreement has run its term and is completed.".to_owned(),
        (Stage::Terminated, _) => "The agreement was terminated.".to_owned(),
        (Stage::Draft | Stage::Submitted | Stage::Declined | Stage::Ended | Stage::Withdrawn, _) => {
            "There is no agreement.".to_owned()
        }
    };
    let ending = desk.ending.as_ref().map(|ending| {
        let reason = ending.reason.clone();
        view! { <InsetText><p class="govuk-body so-lines">{reason}</p></InsetText> }
    });
    let public = desk.in_force.map(|_| {
        let href = format!("/agreements/{}", desk.reference);
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"The agreement as the public reads it"</a></p> }
    });
    let delivery = desk.stage.is_public().then(|| {
        let href = format!("/offers/{}/delivery", desk.reference);
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"How delivery is going"</a></p> }
    });
    let embargo = desk.embargo_until.map(|until| {
        let words = format!(
            "It is held back from the public until {}.",
            london::date(until)
        );
        view! { <p class="govuk-body">{words}</p> }
    });
    let colour = stage_colour(desk.stage);
    view! {
        <p class="govuk-body"><Tag text=desk.stage.name() colour/></p>
        <p class="govuk-body-l">{words}</p>
        {ending}
        {embargo}
        {public}
        {delivery}
    }
}

/// What waits for whoever looks: it stands first, and leads where it is done.
fn yours(desk: &Desk) -> Vec<AnyView> {
    let reference = &desk.reference;
    let mine = desk.sheets.iter().filter(|line| line.waits_for_me);
    mine.map(|line| {
        let href = at::sheet(reference, &line.slug);
        let words = format!("Your signature is asked for: {}.", line.title);
        let until = format!(
            "You can sign until the end of {}.",
            london::date(line.last_day)
        );
        view! {
            <div class="so-take">
                <p class="govuk-body govuk-!-font-weight-bold">{words}</p>
                <p class="govuk-body">{until}</p>
                <Button href>"See and sign"</Button>
            </div>
        }
        .into_any()
    })
    .collect()
}

fn to_do(desk: &Desk) -> impl IntoView + use<> {
    let here = at::desk(&desk.reference);
    let may = |act: Act| desk.may.contains(&act);
    let mut buttons: Vec<AnyView> = Vec::new();
    let mut add = |act: Act, below: &str, words: &'static str, kind: ButtonKind| {
        if may(act) {
            let href = format!("{here}/{below}");
            buttons.push(view! { <Button href kind>{words}</Button> }.into_any());
        }
    };
    add(
        Act::Issue,
        "issue",
        "Issue the agreement",
        ButtonKind::Primary,
    );
    add(Act::Vary, "vary", "Open a variation", ButtonKind::Secondary);
    add(
        Act::SetEmbargo,
        "embargo",
        "Set when it is published",
        ButtonKind::Secondary,
    );
    add(
        Act::Close,
        "close",
        "Complete the agreement",
        ButtonKind::Secondary,
    );
    add(
        Act::Terminate,
        "terminate",
        "Terminate the agreement",
        ButtonKind::Secondary,
    );
    (!buttons.is_empty()).then(|| view! { <ButtonGroup>{buttons}</ButtonGroup> })
}

fn memoranda(desk: &Desk) -> Option<impl IntoView + use<>> {
    if desk.memoranda.is_empty() {
        return None;
    }
    let rows: Vec<Vec<Cell>> = desk
        .memoranda
        .iter()
        .map(|line| memorandum(line, &desk.reference))
        .collect();
    let head = vec![
        Column::text("Pooled budget"),
        Column::text("Memorandum"),
        Column::text("Next"),
    ];
    Some(view! {
        <h2 class="govuk-heading-m" id="memoranda">"Memoranda of understanding"</h2>
        <p class="govuk-body">
            "Everybody who pays into a pooled budget signs its memorandum before anybody signs the agreement."
        </p>
        <Table caption="Memoranda of understanding" caption_class="govuk-visually-hidden" head rows row_headers=true/>
    })
}

fn memorandum(line: &MemorandumLine, reference: &Reference) -> Vec<Cell> {
    let (text, colour) = line
        .state
        .map_or(("Not put out yet", TagColour::Grey), signatures::state);
    let title = line.title.clone();
    let term = format!("/offers/{reference}/terms/{}", line.term);
    let number = format!("Term {}", line.term);
    let next = if line.may_put_out {
        let href = format!("{}/memoranda/{}", at::desk(reference), line.budget);
        let about = format!(": {title}");
        view! { <a class="govuk-link" href=href>"Put it out for signature"<span class="govuk-visually-hidden">{about}</span></a> }.into_any()
    } else {
        match &line.sheet {
            Some(slug) => {
                let href = at::sheet(reference, slug);
                let about = format!(": {title}");
                view! { <a class="govuk-link" href=href>"See who has signed"<span class="govuk-visually-hidden">{about}</span></a> }.into_any()
            }
            None => "The place’s leader puts it out".into_any(),
        }
    };
    vec![
        Cell::new(view! { {title} <a class="govuk-link so-block" href=term>{number}</a> }),
        Cell::new(view! { <Tag text colour/> }),
        Cell::new(next),
    ]
}

fn variations(desk: &Desk) -> Option<impl IntoView + use<>> {
    let items: Vec<_> = desk
        .variations
        .iter()
        .map(|one| variation(one, &desk.reference))
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m" id="variations">"Variations"</h2>
            <ul class="govuk-list govuk-list--spaced">{items}</ul>
        }
    })
}

fn variation(one: &VariationView, reference: &Reference) -> impl IntoView + use<> {
    let number = one.variation.number;
    let href = format!("{}/variations/{number}", at::desk(reference));
    let titles: Vec<String> = one
        .titles
        .iter()
        .map(|(term, title)| format!("term {term}, {title}"))
        .collect();
    let words = format!(
        "Opened on {} over {}",
        london::day(one.variation.opened_at),
        titles.join("; ")
    );
    let stage = one.variation.stage;
    let colour = stage_colour(stage);
    view! {
        <li>
            <a class="govuk-link" href=href>{format!("Variation {number}")}</a> " "
            <Tag text=stage.name() colour/>
            <span class="so-block">{words}</span>
        </li>
    }
}

fn versions(desk: &Desk) -> Option<impl IntoView + use<>> {
    let items: Vec<_> = desk
        .versions
        .iter()
        .map(|line| parts::version(line, &desk.reference))
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m" id="versions">"Signed versions"</h2>
            <ul class="govuk-list govuk-list--spaced">{items}</ul>
        }
    })
}

fn sheets(desk: &Desk) -> Option<impl IntoView + use<>> {
    if desk.sheets.is_empty() {
        return None;
    }
    let rows: Vec<Vec<Cell>> = desk
        .sheets
        .iter()
        .map(|line| sheet(line, &desk.reference))
        .collect();
    let head = vec![
        Column::text("What"),
        Column::text("Put out"),
        Column::text("How it stands"),
        Column::text("Signed"),
    ];
    Some(view! {
        <h2 class="govuk-heading-m" id="sheets">"What was put out for signature"</h2>
        <Table caption="What was put out for signature" caption_class="govuk-visually-hidden" head rows row_headers=true class="so-tags"/>
    })
}

fn sheet(line: &SheetLine, reference: &Reference) -> Vec<Cell> {
    let href = at::sheet(reference, &line.slug);
    let (text, colour) = signatures::state(line.state);
    let words = name(line);
    let due = (!line.due.is_empty()).then(|| {
        let words = format!("Waits for {}", line.due.join(", "));
        view! { <span class="so-block so-table__minor">{words}</span> }
    });
    let over = matches!(line.stopped, None | Some(Stopped::Expired { .. }));
    let last = (line.state == SheetState::Open && over).then(|| {
        let words = format!("Until {}", london::date(line.last_day));
        view! { <span class="so-block so-table__minor">{words}</span> }
    });
    vec![
        Cell::new(view! { <a class="govuk-link" href=href>{words}</a> }),
        Cell::new(view! { {london::day(line.opened_at)} {last} }),
        Cell::new(view! { <Tag text colour/> {due} }),
        format!("{} of {}", line.signed, line.of).into(),
    ]
}

/// What it is, beginning with a capital letter: `Version 2 of the agreement`.
pub fn name(line: &SheetLine) -> String {
    match (line.kind, line.version) {
        (SheetKind::Agreement, Some(version)) => format!("Version {version} of the agreement"),
        (SheetKind::Agreement, None) => "The agreement".to_owned(),
        (SheetKind::Memorandum, _) => capital(&line.title),
    }
}

/// The same with a capital letter.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
