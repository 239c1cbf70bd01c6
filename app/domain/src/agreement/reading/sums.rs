//! The tables of an agreement that were worked out from its terms.

use super::pieces::{Pieces, day};
use crate::agreement::content::{Content, Measure};
use crate::agreement::figures::{CaseFigures, Figures, YearSums};
use crate::agreement::laid_out::TableRow;
use crate::form::Read;
use crate::money::{
    Case, FinancialYear, Grade, Parameter, Parameters, Pence, SavingsKind, YearShares,
};

const ALL_YEARS: &str = "All years";

pub fn figures(found: &mut Pieces, figures: &Figures) {
    let (low, central, high) = (&figures.low, &figures.central, &figures.high);
    if central.years.is_empty() {
        return;
    }
    found.heading(2, "What the savings come to", Some("sums".to_owned()));
    let net_of_all = |case: &CaseFigures| case.years.last().map(|year| year.cumulative);
    let rows = vec![
        by_year("Savings, adjusted: central", central, |year| year.adjusted),
        by_year("Already required of all areas", central, |year| {
            year.required
        }),
        by_year("Additional: low", low, |year| year.additional),
        by_year("Additional: central", central, |year| year.additional),
        by_year("Additional: high", high, |year| year.additional),
        by_year("Put in, adjusted", central, |year| year.cost),
        by_year("Net: central", central, |year| year.net),
        at_end(
            "Net so far: central",
            central.years.iter().map(|year| year.cumulative),
            net_of_all(central),
        ),
    ];
    found.table(
        "Cashable savings and what is put in",
        "Figure",
        columns(central.years.iter().map(|year| year.year)),
        rows,
    );
    let cases = [low, central, high];
    let of_cases = |label: &str, of: &dyn Fn(&CaseFigures) -> String| TableRow {
        label: label.to_owned(),
        cells: cases.map(of).into(),
    };
    let mut rows = vec![
        of_cases("Net present value", &|case| case.npv.to_string()),
        of_cases("Benefit to cost", &|case| {
            let ratio = case.benefit_cost;
            ratio.map_or_else(|| "No cost".to_owned(), |ratio| format!("{ratio} : 1"))
        }),
        of_cases("Pays back", &|case| {
            let year = case.payback;
            year.map_or_else(|| "Not in these years".to_owned(), |year| year.to_string())
        }),
    ];
    for kind in SavingsKind::ALL {
        let of = |case: &CaseFigures| {
            let ledger = case.ledgers.iter().find(|ledger| ledger.kind == kind);
            ledger.map_or(Pence::ZERO, |ledger| ledger.adjusted)
        };
        if cases.iter().any(|case| !of(case).is_zero()) {
            rows.push(of_cases(name(kind), &|case| of(case).to_string()));
        }
    }
    found.paragraph("Each kind of saving stands by itself; they are never added together.");
    found.table(
        "Over all years, adjusted",
        "Figure",
        Case::ALL.map(|case| case.words().to_owned()).into(),
        rows,
    );
}

pub fn sharing(found: &mut Pieces, content: &Content) {
    let table = &content.sharing;
    if table.central.is_empty() {
        return;
    }
    found.heading(2, "Who gets what", Some("shares".to_owned()));
    for (case, caption) in [
        (Case::Central, "Sharing: central estimates"),
        (Case::Low, "Sharing: low estimates"),
        (Case::High, "Sharing: high estimates"),
    ] {
        let shares = table.case(case);
        let row =
            |label: &str, of: &dyn Fn(&YearShares) -> Pence| summed(label, shares.iter().map(of));
        let mut rows = Vec::new();
        if shares.iter().any(|year| !year.carried_deficit.is_zero()) {
            let deficits = shares.iter().map(|year| year.carried_deficit);
            let last = shares.last().map(|year| year.carried_deficit);
            rows.push(at_end("Deficit carried forward", deficits, last));
            rows.push(row("Makes good earlier years", &|year| year.made_good));
        }
        for (place, investor) in table.investors.iter().enumerate() {
            if shares
                .iter()
                .any(|year| !at(&year.recovered, place).is_zero())
            {
                let label = format!("Recovered by {}", content.name(investor));
                rows.push(row(&label, &|year| at(&year.recovered, place)));
            }
        }
        rows.push(row("Shared", &|year| year.shared));
        rows.push(row("Local part", &|year| year.local));
        for (place, partner) in table.partners.iter().enumerate() {
            let label = content.name(partner);
            rows.push(row(label, &|year| at(&year.by_partner, place)));
        }
        rows.push(row("Central part", &|year| year.central));
        for (place, department) in table.departments.iter().enumerate() {
            let label = content.name(department);
            rows.push(row(label, &|year| at(&year.by_department, place)));
        }
        let years = content.head.years.iter().copied().take(shares.len());
        found.table(caption, "Who", columns(years), rows);
    }
}

pub fn measures(found: &mut Pieces, measures: &[Measure], years: &[FinancialYear]) {
    if measures.is_empty() {
        return;
    }
    found.heading(2, "What is measured", Some("measures".to_owned()));
    let heads = ["Number", "Unit", "Baseline"].map(str::to_owned);
    let rows = measures.iter().map(|measure| {
        let baseline = measure.baseline.as_ref().map(Read::show);
        let on = measure.baseline_on.map(|on| format!(" on {}", day(on)));
        let target = |year| {
            measure
                .targets
                .get(year)
                .map(Read::show)
                .unwrap_or_default()
        };
        let cells = [
            measure.id.as_str().to_owned(),
            measure.unit.clone(),
            format!("{}{}", baseline.unwrap_or_default(), on.unwrap_or_default()),
        ];
        TableRow {
            label: measure.name.clone(),
            cells: cells.into_iter().chain(years.iter().map(target)).collect(),
        }
    });
    found.table(
        "Indicators with their targets",
        "Indicator",
        (heads.into_iter())
            .chain(years.iter().map(ToString::to_string))
            .collect(),
        rows.collect(),
    );
}

pub fn parameters(found: &mut Pieces, parameters: &Parameters) {
    found.paragraph(
        "The sums above were worked out by these figures of the round, and keep to them.",
    );
    let bias = Grade::ALL.map(|grade| format!("grade {grade}: {}", parameters.bias(grade)));
    let baseline = parameters.baseline.value;
    let rows = vec![
        parameter(&parameters.optimism_bias, bias.join(", ")),
        parameter(
            &parameters.discount_rate,
            parameters.discount_rate.value.to_string(),
        ),
        parameter(
            &parameters.price_base,
            parameters.price_base.value.to_string(),
        ),
        parameter(
            &parameters.baseline,
            baseline.map_or_else(|| "Not known yet".to_owned(), |part| part.to_string()),
        ),
        parameter(
            &parameters.ambition_reference,
            parameters.ambition_reference.value.to_string(),
        ),
    ];
    found.words(
        "Parameters of the round",
        "Name",
        ["Value", "Source", "Holds"].map(str::to_owned).into(),
        rows,
    );
}

fn parameter<T>(parameter: &Parameter<T>, value: String) -> TableRow {
    let source = match &parameter.source {
        Some(source) if !parameter.is_illustrative() => source.clone(),
        _ => "Illustrative: no source is given yet".to_owned(),
    };
    let holds = match (parameter.from, parameter.to) {
        (None, None) => "Until it is changed".to_owned(),
        (Some(from), None) => format!("From {}", day(from)),
        (None, Some(to)) => format!("Until {}", day(to)),
        (Some(from), Some(to)) => format!("{} to {}", day(from), day(to)),
    };
    TableRow {
        label: parameter.name.clone(),
        cells: vec![value, source, holds],
    }
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

fn columns(years: impl Iterator<Item = FinancialYear>) -> Vec<String> {
    years
        .map(|year| year.to_string())
        .chain([ALL_YEARS.to_owned()])
        .collect()
}

fn by_year(label: &str, case: &CaseFigures, of: impl Fn(&YearSums) -> Pence) -> TableRow {
    summed(label, case.years.iter().map(of))
}

/// Amounts by year with their sum.
fn summed(label: &str, amounts: impl Iterator<Item = Pence>) -> TableRow {
    let amounts: Vec<Pence> = amounts.collect();
    let total = Pence::total(amounts.iter().copied());
    let total = total.map_or_else(|too_large| too_large.to_string(), |total| total.to_string());
    TableRow {
        label: label.to_owned(),
        cells: amounts
            .iter()
            .map(Pence::to_string)
            .chain([total])
            .collect(),
    }
}

/// What stands at the end of each year; at the end of all, what stands at the end of the last.
fn at_end(label: &str, amounts: impl Iterator<Item = Pence>, last: Option<Pence>) -> TableRow {
    TableRow {
        label: label.to_owned(),
        cells: amounts.chain(last).map(|one| one.to_string()).collect(),
    }
}

fn at(amounts: &[Pence], place: usize) -> Pence {
    amounts.get(place).copied().unwrap_or_default()
}
