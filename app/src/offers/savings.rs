//! The savings of an offer as tables: a row for each line and each investment, a column for each year.

use std::collections::BTreeMap;

use domain::form::Entry;
use domain::money::{FinancialYear, Pence};
use domain::offer::{Around, CROSS_CUTTING, Kept, Key, Matter, Proposal, Standing};
use domain::process::{Act, Section};
use leptos::prelude::*;
use services::negotiation::Risks;
use services::offers::OfferView;

use super::risk::waits_for;
use crate::components::{Cell, Column, Table, Tag, TagColour};

/// Both tables, with a way to change each line for those who may.
pub(super) fn tables(offer: &OfferView, around: &Around, risks: &Risks) -> AnyView {
    let proposal = &offer.proposal;
    let home = format!("/offers/{}", offer.reference);
    let below = offer
        .may(Act::EditSection)
        .then(|| format!("{home}/{}", Section::Savings.slug()));
    let below = below.as_deref();
    let row = |kept: &Kept| {
        let at_risk = waits_for(risks.on(proposal, &kept.key), around, &home);
        row(proposal, around, kept, below, at_risk)
    };
    let lines: Vec<_> = proposal
        .lines()
        .map(|(key, _)| key)
        .filter_map(|key| proposal.find(key))
        .map(row)
        .collect();
    let investments: Vec<_> = proposal
        .investments()
        .map(|(key, _)| key)
        .filter_map(|key| proposal.find(key))
        .map(row)
        .collect();
    let lines = (!lines.is_empty()).then(|| {
        view! { <Table caption="Savings" caption_class="govuk-table__caption--m" head=head("Line", "Outcome", around, below) rows=lines row_headers=true/> }
    });
    let investments = (!investments.is_empty()).then(|| {
        view! { <Table caption="Investments" caption_class="govuk-table__caption--m" head=head("For", "Investor", around, below) rows=investments row_headers=true/> }
    });
    view! { {lines}{investments} }.into_any()
}

fn head(what: &str, whose: &str, around: &Around, below: Option<&str>) -> Vec<Column> {
    let mut head = vec![
        Column::text(what),
        Column::text(whose),
        Column::text("Kind"),
    ];
    head.extend(
        around
            .years
            .iter()
            .map(|year| Column::numeric(year.to_string())),
    );
    head.push(Column::numeric("Grade"));
    if below.is_some() {
        head.push(Column::text("Change or remove").hidden());
    }
    head
}

fn row(
    proposal: &Proposal,
    around: &Around,
    kept: &Kept,
    below: Option<&str>,
    at_risk: Option<AnyView>,
) -> Vec<Cell> {
    let (whose, kind, grade, standing, years) = match &kept.matter {
        Matter::SavingsLine(line) => (
            outcome(proposal, &line.outcome),
            line.kind.map(|kind| kind.words()),
            line.grade,
            line.standing,
            around
                .years
                .iter()
                .map(|year| saved(year, &line.low, &line.high, &line.required))
                .collect::<Vec<_>>(),
        ),
        Matter::Investment(one) => (
            around.name(&one.investor).to_owned(),
            one.kind.map(|kind| kind.words()),
            one.grade,
            one.standing,
            around
                .years
                .iter()
                .map(|year| Cell::new(amount(one.amount.get(year))))
                .collect(),
        ),
        _ => return Vec::new(),
    };
    let title = kept.matter.title();
    let illustrative = (standing == Some(Standing::Illustrative))
        .then(|| view! { <Tag text="Illustrative" colour=TagColour::Grey/>" " });
    let at_risk = at_risk.map(|waits| {
        view! { <Tag text="At risk" colour=TagColour::Yellow/><span class="govuk-hint so-block govuk-!-margin-bottom-0">{waits}</span> }
    });
    let unfinished = {
        let sheet = kept.matter.reading(around);
        sheet.missing().len() + sheet.problems().len()
    };
    let to_do = (below.is_some() && unfinished > 0)
        .then(|| view! { <Tag text=format!("{unfinished} to do") colour=TagColour::Blue/>" " });
    let name = title.clone();
    let mut cells = vec![
        Cell::new(
            view! { <span class="so-block" id=kept.key.to_string()>{name}</span>{to_do}{illustrative}{at_risk} },
        ),
        Cell::from(whose),
        Cell::from(kind.unwrap_or("Not chosen yet").to_owned()),
    ];
    cells.extend(years.into_iter().map(Cell::numeric));
    cells.push(Cell::from(grade.map_or("–".to_owned(), |grade| grade.to_string())).numeric());
    if let Some(below) = below {
        let address = format!("{below}/{}", kept.key);
        let about = format!(" “{title}”");
        let also = about.clone();
        cells.push(Cell::new(view! {
            <a class="govuk-link so-block" href=address.clone()>"Change"<span class="govuk-visually-hidden">{about}</span></a>
            <a class="govuk-link so-block" href=format!("{address}/remove")>"Remove"<span class="govuk-visually-hidden">{also}</span></a>
        }));
    }
    cells
}

/// An outcome by its number and first words, as the outcomes section counts them.
fn outcome(proposal: &Proposal, key: &str) -> String {
    if key == CROSS_CUTTING {
        return "Across outcomes".to_owned();
    }
    proposal
        .outcomes()
        .enumerate()
        .find(|(_, (other, _))| **other == Key::new(key))
        .map_or_else(
            || "Not chosen yet".to_owned(),
            |(index, _)| format!("Outcome {}", index + 1),
        )
}

type Amounts = BTreeMap<FinancialYear, Entry<Pence>>;

/// A range, and below it what is required anyway.
fn saved(year: &FinancialYear, low: &Amounts, high: &Amounts, required: &Amounts) -> Cell {
    let (low, high) = (low.get(year), high.get(year));
    let range = if low == high {
        amount(low)
    } else {
        format!("{} to {}", amount(low), amount(high))
    };
    let required = required.get(year).map(|required| {
        view! { <span class="govuk-hint so-block govuk-!-margin-bottom-0 govuk-!-font-size-16">{format!("required {}", amount(Some(required)))}</span> }
    });
    Cell::new(view! { {range}{required} })
}

/// As people write it; what cannot be read stands as it was typed.
fn amount(entry: Option<&Entry<Pence>>) -> String {
    match entry {
        Some(Entry::Is(amount)) => amount.short(),
        Some(Entry::Unread { unread }) => format!("“{unread}” (cannot be read)"),
        Some(Entry::Blank) | None => "–".to_owned(),
    }
}
