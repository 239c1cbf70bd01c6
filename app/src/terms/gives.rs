//! Place gives, Government gives: the offer on one page, two columns, as the bargain it is (7.13).

use std::collections::BTreeMap;

use domain::{
    negotiation::{TermKind, TermState},
    process::Reference,
};
use leptos::prelude::*;
use services::{
    negotiation::{Bargain, Grant, Granting, Grants, TermStanding},
    offers::{self, Reached},
};

use super::stands::{closed, red_line};
use crate::{
    components::{Tag, TagColour},
    offers::{Part, given_list, offer_head, place_gives},
    page::{Asked, Away, Page, page},
};

/// `/offers/{ref}/gives`.
#[component]
pub fn GivesPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<Bargain, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let bargain = asked
        .services()
        .negotiation()
        .gives(asked.viewer()?, &reference)
        .await?;
    if bargain.reference.to_string() != asked.param("ref") {
        return Err(Away::To(format!("/offers/{}/gives", bargain.reference)));
    }
    Ok(bargain)
}

fn show(bargain: Bargain) -> impl IntoView {
    let home = format!("/offers/{}", bargain.reference);
    let title = format!(
        "Place gives, Government gives: {} {}",
        bargain.reference, bargain.title
    );
    let head = offer_head(
        &bargain.reference,
        &bargain.place_name,
        &bargain.title,
        Part::Gives,
        Reached::of(bargain.stage, bargain.proposal.is_some()),
    );
    let appraisal = bargain.appraisal();
    let body = match (&bargain.proposal, appraisal) {
        (Some(proposal), Some(appraisal)) => {
            let place = given_list(place_gives(proposal, appraisal));
            let terms = place_terms(&bargain);
            let government = by_department(&bargain.progress.grants, &bargain.reference);
            let gives = format!("{} gives", bargain.place_name);
            view! {
                <p class="govuk-body">
                    "As the current version of each term has it. What is agreed stays so; the rest is still bargained over."
                </p>
                <div class="so-bargain">
                    <section class="so-bargain__side" aria-labelledby="place-gives">
                        <h2 class="govuk-heading-m" id="place-gives">{gives}</h2>
                        {place}
                        {terms}
                    </section>
                    <section
                        class="so-bargain__side so-bargain__side--government"
                        aria-labelledby="government-gives"
                    >
                        <h2 class="govuk-heading-m" id="government-gives">"Government gives"</h2>
                        {government}
                    </section>
                </div>
            }
            .into_any()
        }
        _ => view! {
            <p class="govuk-body">"This offer was never accepted, so there is nothing to bargain over."</p>
        }
        .into_any(),
    };
    view! {
        <Page title back=("Summary", home)>
            {head}
            {body}
        </Page>
    }
}

/// The terms that say what the place gives, each with how far it has come.
fn place_terms(bargain: &Bargain) -> impl IntoView + use<> {
    let items: Vec<_> = bargain
        .progress
        .standing
        .iter()
        .filter(|one| match one.subject.kind {
            TermKind::Outcome
            | TermKind::Savings
            | TermKind::Sharing
            | TermKind::Budget
            | TermKind::Assessment => true,
            TermKind::Scope | TermKind::Freedom | TermKind::Governance => false,
        })
        .map(|one| place_term(one, &bargain.reference))
        .collect();
    view! {
        <h3 class="govuk-heading-s govuk-!-margin-top-6">"Term by term"</h3>
        <ul class="so-bargain__list">{items}</ul>
    }
}

fn place_term(one: &TermStanding, reference: &Reference) -> impl IntoView + use<> {
    let href = format!("/offers/{reference}/terms/{}", one.number);
    let words = format!("{}. {}", one.number, one.title);
    let kind = (one.subject.kind.label() != one.title).then(|| {
        view! { <span class="so-block so-table__minor">{one.subject.kind.label()}</span> }
    });
    let (text, colour) = match (one.state, closed(one.state)) {
        (TermState::Agreed, _) => (format!("Agreed v{}", one.version), TagColour::Green),
        (_, Some((text, colour))) => (text.to_owned(), colour),
        (_, None) => (format!("Open v{}", one.version), TagColour::Blue),
    };
    view! {
        <li class="so-bargain__item">
            <span class="so-bargain__words">
                <a class="govuk-link" href=href>{words}</a>
                {kind}
            </span>
            <Tag text colour/>
        </li>
    }
}

/// Every freedom once, with the departments that can grant it and how far each is, in the order of the terms.
pub fn government(grants: &[Grants], reference: &Reference) -> impl IntoView + use<> {
    let mut freedoms: BTreeMap<u32, Vec<(String, &Grant)>> = BTreeMap::new();
    for one in grants {
        for grant in &one.freedoms {
            let owners = freedoms.entry(grant.term).or_default();
            owners.push((owner(one), grant));
        }
    }
    let items: Vec<_> = freedoms
        .values()
        .filter_map(|owners| freedom(owners, reference))
        .collect();
    if items.is_empty() {
        return view! { <p class="govuk-body">{NOTHING}</p> }.into_any();
    }
    view! { <ul class="so-bargain__list">{items}</ul> }.into_any()
}

/// One freedom; where its departments differ, how far each of them is.
fn freedom(owners: &[(String, &Grant)], reference: &Reference) -> Option<AnyView> {
    let (_, first) = owners.first()?;
    if owners
        .iter()
        .all(|(_, grant)| grant.standing == first.standing)
    {
        let names: Vec<&str> = owners.iter().map(|(name, _)| name.as_str()).collect();
        return Some(granted(first, Some(names.join(", ")), reference).into_any());
    }
    let each: Vec<_> = owners
        .iter()
        .map(|(name, grant)| {
            let (text, colour, line) = granting(grant);
            let line = line.then(red_line);
            view! {
                <li class="so-bargain__party">{name.clone()} " " <Tag text colour/> " " {line}</li>
            }
        })
        .collect();
    Some(
        view! {
            <li class="so-bargain__item">
                {named(first, first.kind.map(str::to_owned), reference)}
                <ul class="so-bargain__parties">{each}</ul>
            </li>
        }
        .into_any(),
    )
}

const NOTHING: &str = "The offer asks for no freedoms.";

/// The same, under each department.
fn by_department(grants: &[Grants], reference: &Reference) -> impl IntoView + use<> {
    if grants.is_empty() {
        return view! { <p class="govuk-body">{NOTHING}</p> }.into_any();
    }
    let departments: Vec<_> = grants
        .iter()
        .map(|one| {
            let items: Vec<_> = one
                .freedoms
                .iter()
                .map(|grant| granted(grant, None, reference))
                .collect();
            view! {
                <h3 class="govuk-heading-s">{department(one)}</h3>
                <ul class="so-bargain__list govuk-!-margin-bottom-6">{items}</ul>
            }
        })
        .collect();
    departments.into_any()
}

fn owner(grants: &Grants) -> String {
    match &grants.department {
        Some(department) => department.short.clone(),
        None => "No department yet".to_owned(),
    }
}

fn department(grants: &Grants) -> String {
    match &grants.department {
        Some(department) => department.name.clone(),
        None => "No department yet".to_owned(),
    }
}

/// The freedom itself, and what else there is to say of it in small.
fn named(grant: &Grant, minor: Option<String>, reference: &Reference) -> impl IntoView + use<> {
    let href = format!("/offers/{reference}/terms/{}", grant.term);
    let words = format!("{}. {}", grant.term, grant.title);
    let minor = minor.map(|minor| {
        view! { <span class="so-block so-table__minor">{minor}</span> }
    });
    view! {
        <span class="so-bargain__words">
            <a class="govuk-link" href=href>{words}</a>
            {minor}
        </span>
    }
}

fn granted(grant: &Grant, owner: Option<String>, reference: &Reference) -> impl IntoView + use<> {
    let minor: Vec<String> = owner
        .into_iter()
        .chain(grant.kind.map(str::to_owned))
        .collect();
    let minor = (!minor.is_empty()).then(|| minor.join(" · "));
    let (text, colour, line) = granting(grant);
    let line = line.then(red_line);
    view! {
        <li class="so-bargain__item">
            {named(grant, minor, reference)}
            <span>
                <Tag text colour/>
                " "
                {line}
            </span>
        </li>
    }
}

/// How far a department is: in a word, its colour, and whether it will not move.
fn granting(grant: &Grant) -> (String, TagColour, bool) {
    let version = grant.version;
    match grant.standing {
        Granting::Agreed => (format!("Agreed v{version}"), TagColour::Green, false),
        Granting::AgreedByIt => (format!("Agrees to v{version}"), TagColour::Green, false),
        Granting::AgreesIf { red_line } => ("Agrees if".to_owned(), TagColour::Yellow, red_line),
        Granting::Objected { red_line } => ("Objects".to_owned(), TagColour::Red, red_line),
        Granting::Awaited => ("Awaited".to_owned(), TagColour::Blue, false),
        Granting::Refused => ("Refused".to_owned(), TagColour::Red, false),
        Granting::Withdrawn => ("Withdrawn".to_owned(), TagColour::Grey, false),
    }
}
