//! The terms in rows; on a phone each is a card with the same words.

use chrono::NaiveDate;
use domain::{
    negotiation::PartyId,
    process::{Act, Reference},
};
use leptos::prelude::*;
use services::negotiation::{
    CHAMPION, Show, Sort, TermFilter, TermRow, TermTable, Turns, in_brief,
};

use super::{PARTY, SHOW, SORT, WAITING_FOR};
use crate::{
    components::tag,
    london,
    markup::{Attributes, Markup, Words},
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
    today: NaiveDate,
}

pub fn rows(table: TermTable, filter: &TermFilter, today: NaiveDate) -> AnyView {
    if table.rows.is_empty() {
        return view! { <p class="govuk-body">{none(filter)}</p> }.into_any();
    }
    let around = Around {
        may_remind: table.may(Act::Remind),
        reference: table.reference,
        own: table.own,
        nobody_yet: table.nobody_yet.into_iter().map(|one| one.id).collect(),
        today,
    };
    let rows = Markup::of(|m| written(m, &table.rows, &around)).into_view();
    if !around.may_remind {
        return rows.into_any();
    }
    let kept = kept(filter);
    // One form for all: each button says which term and whom it is about.
    view! {
        <Form action=format!("/offers/{}/terms", around.reference)>
            {kept}
            {rows}
        </Form>
    }
    .into_any()
}

/// The filter, for the way back to the table as it was.
fn kept(filter: &TermFilter) -> impl IntoView + use<> {
    let TermFilter {
        show,
        sort,
        waiting_for,
    } = filter;
    let show = (*show != Show::default()).then(|| show.code().to_owned());
    let sort = (*sort != Sort::default()).then(|| sort.code().to_owned());
    let waiting_for = waiting_for.as_ref().map(|one| one.code().to_owned());
    [(SHOW, show), (SORT, sort), (WAITING_FOR, waiting_for)]
        .into_iter()
        .filter_map(|(name, text)| Some((name, text?)))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view()
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

/// Written out, not by the general table: sixty rows of a dozen parties cost the most of this page.
fn written(m: &mut Markup, rows: &[TermRow], around: &Around) {
    m.element(
        "table",
        &[("class", &"govuk-table so-table so-terms")],
        |m| {
            let caption = "Terms, and where each party stands";
            m.words("caption", &[("class", &"govuk-visually-hidden")], &caption);
            m.element("thead", &[("class", &"govuk-table__head")], |m| {
                m.element("tr", &[("class", &"govuk-table__row")], |m| {
                    for column in ["Term", VERSION, SEATS, TURN, WAITING] {
                        let attributes: Attributes<'_> =
                            &[("scope", &"col"), ("class", &"govuk-table__header")];
                        m.words("th", attributes, &column);
                    }
                });
            });
            m.element("tbody", &[("class", &"govuk-table__body")], |m| {
                for one in rows {
                    row(m, one, around);
                }
            });
        },
    );
}

const VERSION: &str = "Version";
const SEATS: &str = "Who has to agree";
const TURN: &str = "Whose turn";
const WAITING: &str = "Waiting";

fn row(m: &mut Markup, row: &TermRow, around: &Around) {
    let number = row.number;
    let href = format!("/offers/{}/terms/{number}", around.reference);
    let id = format!("term-{number}");
    m.element("tr", &[("class", &"govuk-table__row"), ("id", &id)], |m| {
        let head: Attributes<'_> = &[("scope", &"row"), ("class", &"govuk-table__header")];
        m.element("th", head, |m| {
            let words = format!("{number}. {}", row.title);
            m.words("a", &[("class", &"govuk-link"), ("href", &href)], &words);
            what_it_is(m, row, around);
        });
        cell(m, VERSION, "", |m| {
            m.text(&format_args!("v{}", row.version));
            let by = format!("{}, {}", row.author, london::day(row.put_forward));
            m.words("span", MINOR, &by);
        });
        cell(m, SEATS, "", |m| seats(m, &row.seats, row.state));
        cell(m, TURN, "", |m| {
            match closed(row.state) {
                Some((text, colour)) => tag(m, text, colour, ""),
                None => turns(m, &row.turns, number, around),
            }
            if row.asks_us() {
                let to = format!("{href}#your-position");
                let class = "govuk-link so-block govuk-!-font-weight-bold";
                m.element("a", &[("class", &class), ("href", &to)], |m| {
                    m.text(&"Give your position");
                    hidden(m, &format_args!(" on term {number}"));
                });
            }
        });
        cell(m, WAITING, "so-terms__days", |m| match row.since() {
            Some(since) => m.text(&waiting(since, around.today)),
            None => m.text(&"–"),
        });
    });
}

const MINOR: Attributes<'_> = &[("class", &"so-block so-table__minor")];

/// What stands under the title.
fn what_it_is(m: &mut Markup, row: &TermRow, around: &Around) {
    let kind = row.kind.label();
    if kind != row.title {
        m.words("span", MINOR, &kind);
    }
    for (what, slug) in &row.barriers {
        m.element("span", MINOR, |m| {
            m.text(&"Blocked by a barrier: ");
            let to = format!("/offers/{}/barriers/{slug}", around.reference);
            let what = in_brief(what);
            m.words("a", &[("class", &"govuk-link"), ("href", &to)], &what);
        });
    }
    if let Some(reason) = &row.closed_because {
        let class = "so-block so-table__minor so-lines";
        m.words("span", &[("class", &class)], reason);
    }
}

fn cell(m: &mut Markup, label: &str, class: &str, inner: impl FnOnce(&mut Markup)) {
    let class = ["govuk-table__cell", class];
    m.element("td", &[("class", &class), ("data-label", &label)], inner);
}

fn hidden(m: &mut Markup, words: &dyn Words) {
    m.words("span", &[("class", &"govuk-visually-hidden")], words);
}

fn turns(m: &mut Markup, turns: &[Turns], number: u32, around: &Around) {
    m.element("ul", &[("class", &"so-turn-list")], |m| {
        for one in turns {
            m.element("li", &[("class", &"so-turn-list__turn")], |m| {
                turn(m, one, number, around);
            });
        }
    });
}

fn turn(m: &mut Markup, turn: &Turns, number: u32, around: &Around) {
    m.words("strong", &[], &turn.who());
    if turn.ours {
        hidden(m, &" (you)");
    }
    let days = waiting(turn.since, around.today);
    m.text(&format_args!(" {}, {days} ", does(turn)));
    if !around.may_remind {
        return;
    }
    match &turn.party {
        Some(party) => {
            let is_other = around.own.as_ref() != Some(&party.id);
            if is_other && !around.nobody_yet.contains(&party.id) {
                remind(m, party.id.code(), &party.name, number, around);
            }
        }
        // Whitehall answers through its champion, whom the place can remind.
        None if around.own == Some(PartyId::Place) => {
            remind(m, CHAMPION, "the champion", number, around);
        }
        None => {}
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

fn remind(m: &mut Markup, code: &str, name: &str, number: u32, around: &Around) {
    let action = format!("/offers/{}/terms/{number}/remind", around.reference);
    let button: Attributes<'_> = &[
        ("type", &"submit"),
        ("class", &"so-link-button"),
        ("formaction", &action),
        ("name", &PARTY),
        ("value", &code),
    ];
    m.element("button", button, |m| {
        m.text(&"Remind");
        hidden(m, &format_args!(" {name} of term {number}"));
    });
}
