//! Savings against costs year by year, to the penny.

use domain::money::{Appraisal, CaseAppraisal, Computable, Pence, YearFigures};

use super::grid::{Grid, Row};
use super::notes::{NOT_YET, figure};

const ALL_YEARS: &str = "All years";

/// The central case with the range of what is additional.
pub fn by_year(appraisal: &Appraisal) -> Grid {
    let central = &appraisal.central;
    let mut costs: Vec<String> = (central.years.iter())
        .map(|year| year.adjusted_cost.to_string())
        .collect();
    costs.push(appraisal.adjusted_cost_total.to_string());
    let rows = vec![
        Row::new("Savings, adjusted: central", adjusted(central)).minor(),
        Row::new("Already required of all areas", required(central)).minor(),
        Row::new("Additional: low", additional(&appraisal.low)),
        Row::new("Additional: central", additional(central)).total(),
        Row::new("Additional: high", additional(&appraisal.high)),
        Row::new("Put in, adjusted", costs),
        Row::new("Net: central", net(central)),
        Row::new("Net so far: central", cumulative(central)),
    ];
    grid("Cashable savings and what is put in", appraisal, rows)
}

/// What the other two cases come to.
pub fn low_and_high(appraisal: &Appraisal) -> Grid {
    let cases = [("low", &appraisal.low), ("high", &appraisal.high)];
    let rows = (cases.iter().flat_map(|(name, case)| {
        [
            Row::new(format!("Savings, adjusted: {name}"), adjusted(case)).minor(),
            Row::new(format!("Net: {name}"), net(case)),
            Row::new(format!("Net so far: {name}"), cumulative(case)),
        ]
    }))
    .collect();
    grid("Net for the low and the high estimates", appraisal, rows)
}

fn grid(caption: &str, appraisal: &Appraisal, rows: Vec<Row>) -> Grid {
    let mut columns: Vec<String> = appraisal.years.iter().map(ToString::to_string).collect();
    columns.push(ALL_YEARS.to_owned());
    Grid {
        caption: caption.to_owned(),
        corner: "Figure",
        columns,
        rows,
        wordy: false,
    }
}

fn adjusted(case: &CaseAppraisal) -> Vec<String> {
    let mut cells: Vec<String> = (case.years.iter())
        .map(|year| year.adjusted.to_string())
        .collect();
    cells.push(case.ledgers.cashable.adjusted_total.to_string());
    cells
}

fn required(case: &CaseAppraisal) -> Vec<String> {
    let amounts: Vec<_> = case.years.iter().map(|year| year.required).collect();
    let mut cells: Vec<String> = amounts.iter().map(figure).collect();
    cells.push(sum(&amounts));
    cells
}

fn additional(case: &CaseAppraisal) -> Vec<String> {
    let mut cells = each(case, |year| &year.additional);
    cells.push(figure(&case.ledgers.cashable.additional_total));
    cells
}

fn net(case: &CaseAppraisal) -> Vec<String> {
    let mut cells = each(case, |year| &year.net);
    // The net of all years is what has added up by the end of the last.
    cells.extend(case.years.last().map(|year| figure(&year.cumulative)));
    cells
}

fn cumulative(case: &CaseAppraisal) -> Vec<String> {
    let mut cells = each(case, |year| &year.cumulative);
    cells.extend(case.years.last().map(|year| figure(&year.cumulative)));
    cells
}

fn each(case: &CaseAppraisal, of: impl Fn(&YearFigures) -> &Computable<Pence>) -> Vec<String> {
    case.years.iter().map(|year| figure(of(year))).collect()
}

/// The sum of amounts that are all known.
fn sum(amounts: &[Computable<Pence>]) -> String {
    let known: Option<Vec<Pence>> = amounts.iter().map(|amount| amount.ok()).collect();
    known
        .and_then(|known| Pence::total(known).ok())
        .map_or_else(|| NOT_YET.to_owned(), |total| total.to_string())
}
