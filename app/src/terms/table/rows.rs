//! The terms in rows; on a phone each is a card with the same words.

use chrono::NaiveDate;
use domain::{
    negotiation::PartyId,
    process::{Act, Reference},
};
use leptos::prelude::*;
use services::negotiation::{CHAMPION, Show, Sort, TermFilter, TermRow, TermTable, Turns};

use super::{PARTY, SHOW, SORT, WAITING_FOR};
use crate::{
    components::Tag,
    london,
    posts::Form,
    terms::stands::{closed, seats},
    work::waiting,
};

/// What every row needs to know of the table around it.
struct Around {
    reference: Reference,
    own: Option<PartyId>,
    may_remind: bool,
    nobody_yet: Vec<PartyId>,
    filter: TermFilter,
    today: NaiveDate,
}

pub fn rows(table: TermTable, filter: &TermFilter, today: NaiveDate) -> impl IntoView + use<> {
    if table.rows.is_empty() {
        return view! { <p class="govuk-body">{none(filter)}</p> }.into_any();
    }
    let around = Around {
        may_remind: table.may(Act::Remind),
        reference: table.reference,
        own: table.own,
        nobody_yet: table.nobody_yet.into_iter().map(|one| one.id).collect(),
        filter: filter.clone(),
        today,
    };
    let rows: Vec<_> = table
        .rows
        .into_iter()
        .map(|one| row(one, &around))
        .collect();
    // Written out, not by the general table: sixty rows of it cost the most of this page.
    view! {
        <table class="govuk-table so-table so-terms">
            <caption class="govuk-visually-hidden">"Terms, and where each party stands"</caption>
            <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                    <th scope="col" class="govuk-table__header">"Term"</th>
                    <th scope="col" class="govuk-table__header">"Version"</th>
                    <th scope="col" class="govuk-table__header">"Who has to agree"</th>
                    <th scope="col" class="govuk-table__header">"Whose turn"</th>
                    <th scope="col" class="govuk-table__header">"Waiting"</th>
                </tr>
            </thead>
            <tbody class="govuk-table__body">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn none(filter: &TermFilter) -> &'static str {
    match (filter.show, &filter.waiting_for) {
        (Show::Ours, None) => "Nothing waits for you here.",
        (Show::Objected, None) => "Nobody objects to any term.",
        (Show::Agreed, None) => "No term is agreed yet.",
        (Show::Open, None) => "No term is open any more.",
        (Show::All, None) => "There are no terms.",
        (_, Some(_)) => "There is no such term.",
    }
}

fn row(row: TermRow, around: &Around) -> impl IntoView + use<> {
    let number = row.number;
    let href = format!("/offers/{}/terms/{number}", around.reference);
    let id = format!("term-{number}");
    let waits = row.since().map(|since| waiting(since, around.today));
    let waits = waits.unwrap_or_else(|| "–".to_owned());
    let asks = row.asks_us().then(|| {
        let to = format!("{href}#your-position");
        let about = format!(" on term {number}");
        view! {
            <a class="govuk-link so-block govuk-!-font-weight-bold" href=to>
                "Give your position" <span class="govuk-visually-hidden">{about}</span>
            </a>
        }
    });
    let because = row.closed_because.map(|reason| {
        view! { <span class="so-block so-table__minor so-lines">{reason}</span> }
    });
    let barriers: Vec<_> = row
        .barriers
        .into_iter()
        .map(|(what, slug)| {
            let to = format!("/offers/{}/barriers/{slug}", around.reference);
            view! {
                <span class="so-block so-table__minor">
                    "Blocked by a barrier: " <a class="govuk-link" href=to>{what}</a>
                </span>
            }
        })
        .collect();
    let kind = row.kind.label();
    let kind = (kind != row.title).then(|| {
        view! { <span class="so-block so-table__minor">{kind}</span> }
    });
    let put_forward = format!("{}, {}", row.author, london::day(row.put_forward));
    let turn = match closed(row.state) {
        Some((text, colour)) => view! { <Tag text colour/> }.into_any(),
        None => turns(row.turns, number, around).into_any(),
    };
    view! {
        <tr class="govuk-table__row" id=id>
            <th scope="row" class="govuk-table__header">
                <a class="govuk-link" href=href>{number} ". " {row.title}</a>
                {kind}
                {barriers}
                {because}
            </th>
            <td class="govuk-table__cell" data-label="Version">
                "v" {row.version}
                <span class="so-block so-table__minor">{put_forward}</span>
            </td>
            <td class="govuk-table__cell" data-label="Who has to agree">{seats(row.seats, row.state)}</td>
            <td class="govuk-table__cell" data-label="Whose turn">{turn} {asks}</td>
            <td class="govuk-table__cell so-terms__days" data-label="Waiting">{waits}</td>
        </tr>
    }
}

fn turns(turns: Vec<Turns>, number: u32, around: &Around) -> impl IntoView + use<> {
    let turns: Vec<_> = turns
        .into_iter()
        .map(|one| turn(one, number, around))
        .collect();
    view! { <ul class="so-turn-list">{turns}</ul> }
}

fn turn(turn: Turns, number: u32, around: &Around) -> impl IntoView + use<> {
    let who = turn.who();
    let ours = turn
        .ours
        .then(|| view! { <span class="govuk-visually-hidden">" (you)"</span> });
    let does = does(&turn);
    let days = waiting(turn.since, around.today);
    let remind = match turn.party {
        Some(party) => {
            let is_other = around.own.as_ref() != Some(&party.id);
            (is_other && !around.nobody_yet.contains(&party.id))
                .then(|| (party.id.code().to_owned(), party.name))
        }
        // Whitehall answers through its champion, whom the place can remind.
        None => (around.own == Some(PartyId::Place))
            .then(|| (CHAMPION.to_owned(), "the champion".to_owned())),
    }
    .filter(|_| around.may_remind)
    .map(|(code, name)| remind(code, &name, number, around));
    view! {
        <li class="so-turn-list__turn">
            <strong>{who}</strong>
            {ours}
            " "
            {does}
            ", "
            {days}
            " "
            {remind}
        </li>
    }
}

/// `says where it stands, and answers Home Office`.
fn does(turn: &Turns) -> String {
    let answers =
        (!turn.answers.is_empty()).then(|| format!("to answer {}", turn.answers.join(", ")));
    match (turn.position, answers) {
        (true, Some(answers)) => format!("to say where it stands, and {answers}"),
        (true, None) => "to say where it stands".to_owned(),
        (false, Some(answers)) => answers,
        (false, None) => String::new(),
    }
}

fn remind(code: String, name: &str, number: u32, around: &Around) -> impl IntoView + use<> {
    let action = format!("/offers/{}/terms/{number}/remind", around.reference);
    let about = format!(" {name} of term {number}");
    let TermFilter {
        show,
        sort,
        waiting_for,
    } = &around.filter;
    let kept: Vec<_> = [
        (
            SHOW,
            (*show != Show::default()).then(|| show.code().to_owned()),
        ),
        (
            SORT,
            (*sort != Sort::default()).then(|| sort.code().to_owned()),
        ),
        (
            WAITING_FOR,
            waiting_for.as_ref().map(|one| one.code().to_owned()),
        ),
    ]
    .into_iter()
    .filter_map(|(name, text)| Some((name, text?)))
    .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
    .collect();
    view! {
        <Form action class="so-inline-form">
            <input type="hidden" name=PARTY value=code/>
            {kept}
            <button type="submit" class="so-link-button">
                "Remind" <span class="govuk-visually-hidden">{about}</span>
            </button>
        </Form>
    }
}
