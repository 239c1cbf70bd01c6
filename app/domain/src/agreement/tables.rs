//! The sums of an agreement as tables of words: what they come to, who gets what, and the parameters behind them.

use super::chapters::{answer, day};
use super::content::Content;
use super::figures::{CaseFigures, Figures, YearSums};
use super::laid_out::{Block, TableRow};
use crate::money::{Case, Grade, Parameter, Parameters, Pence, SavingsKind, YearShares};

const ALL_YEARS: &str = "All years";
const NOT_KNOWN: &str = "Not known";

/// Savings against costs, year by year.
pub(super) fn years(figures: &Figures) -> Vec<Block> {
    let central = &figures.central;
    let row = |label: &str, case: &CaseFigures, of: fn(&YearSums) -> Pence| TableRow {
        label: label.to_owned(),
        cells: summed(case.years.iter().map(of).collect()),
    };
    // What stands at the end of the last year is what stands at the end of all.
    let so_far = central.years.iter().map(|year| year.cumulative);
    let last = central.years.last().map(|year| year.cumulative);
    let rows = vec![
        row("Savings, adjusted: central", central, |year| year.adjusted),
        row("Already required of all areas", central, |year| {
            year.required
        }),
        row("Additional: low", &figures.low, |year| year.additional),
        row("Additional: central", central, |year| year.additional),
        row("Additional: high", &figures.high, |year| year.additional),
        row("Put in, adjusted", central, |year| year.cost),
        row("Net: central", central, |year| year.net),
        TableRow {
            label: "Net so far: central".to_owned(),
            cells: so_far.chain(last).map(|sum| sum.to_string()).collect(),
        },
    ];
    let columns = central.years.iter().map(|year| year.year.to_string());
    vec![Block::Table {
        caption: "Cashable savings and what is put in".to_owned(),
        columns: columns.chain([ALL_YEARS.to_owned()]).collect(),
        rows,
    }]
}

/// What it is worth, low, central and high; and each kind of saving by itself (3.4).
pub(super) fn worth(figures: &Figures) -> Vec<Block> {
    let cases = || Case::ALL.iter().map(|case| figures.case(*case));
    let row = |label: &str, of: fn(&CaseFigures) -> String| TableRow {
        label: label.to_owned(),
        cells: cases().map(of).collect(),
    };
    let rows = vec![
        row("Net present value", |case| case.npv.to_string()),
        row("Benefit to cost", |case| {
            let ratio = case.benefit_cost;
            ratio.map_or_else(|| "No cost".to_owned(), |ratio| format!("{ratio} : 1"))
        }),
        row("Pays back", |case| {
            let year = case.payback;
            year.map_or_else(|| "Not in these years".to_owned(), |year| year.to_string())
        }),
    ];
    let kinds = SavingsKind::ALL.iter().filter_map(|kind| {
        let of_kind = |case: &CaseFigures| {
            let ledger = case.ledgers.iter().find(|ledger| ledger.kind == *kind)?;
            (!ledger.adjusted.is_zero()).then_some(ledger.additional)
        };
        let amounts: Vec<_> = cases().map(of_kind).collect();
        amounts.iter().any(Option::is_some).then(|| TableRow {
            label: name(*kind).to_owned(),
            cells: (amounts.into_iter())
                .map(|amount| match amount {
                    None => Pence::ZERO.to_string(),
                    Some(None) => NOT_KNOWN.to_owned(),
                    Some(Some(amount)) => amount.to_string(),
                })
                .collect(),
        })
    });
    let columns: Vec<String> = Case::ALL.map(|case| case.words().to_owned()).into();
    vec![
        Block::Table {
            caption: "What it is worth".to_owned(),
            columns: columns.clone(),
            rows,
        },
        Block::Table {
            caption: "Additional savings over the term, by kind".to_owned(),
            columns,
            rows: kinds.collect(),
        },
    ]
}

const fn name(kind: SavingsKind) -> &'static str {
    match kind {
        SavingsKind::Cashable => "Cashable savings",
        SavingsKind::NonCashableEfficiency => "Non-cashable efficiencies",
        SavingsKind::CostAvoided => "Costs avoided",
        SavingsKind::CapitalReceipt => "Capital receipts, once only",
        SavingsKind::SocialValue => "Social value",
    }
}

/// Who gets which part of the additional cashable savings (7.15).
pub(super) fn shares(content: &Content, case: Case) -> Block {
    let sharing = &content.sharing;
    let years = sharing.case(case);
    let caption = match case {
        Case::Low => "Sharing: low estimates",
        Case::Central => "Sharing: central estimates",
        Case::High => "Sharing: high estimates",
    };
    let row = |label: &str, of: &dyn Fn(&YearShares) -> Pence| TableRow {
        label: label.to_owned(),
        cells: summed(years.iter().map(of).collect()),
    };
    let at_end = |label: &str, of: &dyn Fn(&YearShares) -> Pence| {
        let mut cells: Vec<String> = years.iter().map(|year| of(year).to_string()).collect();
        cells.extend(cells.last().cloned());
        TableRow {
            label: label.to_owned(),
            cells,
        }
    };
    let mut rows = Vec::new();
    if years.iter().any(|year| !year.carried_deficit.is_zero()) {
        rows.push(at_end("Deficit carried forward", &|year| {
            year.carried_deficit
        }));
        rows.push(row("Makes good earlier years", &|year| year.made_good));
    }
    for (place, investor) in sharing.investors.iter().enumerate() {
        let label = format!("Recovered by {}", content.name(investor));
        rows.push(row(&label, &|year| at(&year.recovered, place)));
    }
    if !sharing.investors.is_empty() {
        rows.push(at_end("Still to be recovered", &|year| {
            Pence::total(year.still_owed.iter().copied()).unwrap_or_default()
        }));
    }
    rows.push(row("Shared", &|year| year.shared));
    rows.push(row("Local part", &|year| year.local));
    for (place, partner) in sharing.partners.iter().enumerate() {
        rows.push(row(content.name(partner), &|year| {
            at(&year.by_partner, place)
        }));
    }
    rows.push(row("Central part", &|year| year.central));
    for (place, department) in sharing.departments.iter().enumerate() {
        rows.push(row(content.name(department), &|year| {
            at(&year.by_department, place)
        }));
    }
    let columns = content.head.years.iter().map(ToString::to_string);
    Block::Table {
        caption: caption.to_owned(),
        columns: columns.chain([ALL_YEARS.to_owned()]).collect(),
        rows,
    }
}

fn at(amounts: &[Pence], place: usize) -> Pence {
    amounts.get(place).copied().unwrap_or_default()
}

/// Amounts by year, with their sum.
fn summed(amounts: Vec<Pence>) -> Vec<String> {
    let total = Pence::total(amounts.iter().copied());
    let total = total.map_or_else(|too_large| too_large.to_string(), |total| total.to_string());
    amounts
        .iter()
        .map(Pence::to_string)
        .chain([total])
        .collect()
}

/// Each figure of the round with its source, or the word that it has none.
pub(super) fn parameters(parameters: &Parameters) -> Vec<Block> {
    let bias = Grade::ALL.map(|grade| format!("grade {grade}: {}", parameters.bias(grade)));
    let baseline =
        (parameters.baseline.value).map_or_else(|| NOT_KNOWN.to_owned(), |part| part.to_string());
    vec![
        parameter(&parameters.optimism_bias, bias.join(", ")),
        parameter(
            &parameters.discount_rate,
            parameters.discount_rate.value.to_string(),
        ),
        parameter(
            &parameters.price_base,
            parameters.price_base.value.to_string(),
        ),
        parameter(&parameters.baseline, baseline),
    ]
}

fn parameter<T>(parameter: &Parameter<T>, value: String) -> Block {
    let source = match &parameter.source {
        Some(source) if !parameter.is_illustrative() => format!("Source: {source}"),
        _ => "Illustrative: no source is given".to_owned(),
    };
    let holds = match (parameter.from, parameter.to) {
        (None, None) => String::new(),
        (Some(from), None) => format!("\nFrom {}", day(from)),
        (None, Some(to)) => format!("\nUntil {}", day(to)),
        (Some(from), Some(to)) => format!("\n{} to {}", day(from), day(to)),
    };
    answer(&parameter.name, format!("{value}\n{source}{holds}"))
}
