//! What a half-typed form says about money. The page in the browser follows it with each key pressed, and the
//! server answers “Recalculate” by it: one reading for both.

use super::matter::{Matter, MatterKind};
use super::savings::Share;
use super::{Around, Evidence, Investment, SavingsLine, Sharing};
use crate::form::{Entry, Form, Posted};
use crate::money::{Estimate, FinancialYear, Pence};
use crate::process::OfferKind;
use std::collections::BTreeMap;

/// The matter that a form holds, as far as a plan takes figures from it.
///
/// `None` where an amount or a percentage cannot be read yet, or a high estimate is below its low one: then
/// the last sums stand, rather than sums without it. Kinds that hold no figures of the plan give `None` too.
pub fn typed_figures(kind: MatterKind, posted: &Posted, years: &[FinancialYear]) -> Option<Matter> {
    let around = around(years);
    match kind {
        MatterKind::SavingsLine => {
            let mut line = SavingsLine::default();
            Form::read(posted, |form| line.fields(form, &around));
            line_is_readable(&line, years).then_some(Matter::SavingsLine(line))
        }
        MatterKind::Investment => {
            let mut investment = Investment::default();
            Form::read(posted, |form| investment.fields(form, &around));
            are_readable(&investment.amount).then_some(Matter::Investment(investment))
        }
        MatterKind::Sharing => {
            let mut sharing = Sharing::default();
            Form::read(posted, |form| sharing.fields(form, &around));
            sharing_is_readable(&sharing).then_some(Matter::Sharing(sharing))
        }
        MatterKind::Evidence => {
            let mut evidence = Evidence::default();
            Form::read(posted, |form| evidence.fields(form, &around));
            are_readable(&evidence.local_spend).then_some(Matter::Evidence(evidence))
        }
        MatterKind::Scope
        | MatterKind::Outcome
        | MatterKind::Engagement
        | MatterKind::Partner
        | MatterKind::Budget
        | MatterKind::Freedom
        | MatterKind::Governance => None,
    }
}

/// Reading needs no names, only the years that the fields stand for.
fn around(years: &[FinancialYear]) -> Around {
    Around {
        kind: OfferKind::SingleOffer,
        years: years.to_vec(),
        partners: Vec::new(),
        departments: Vec::new(),
        outcomes: Vec::new(),
        freedoms: Vec::new(),
        lines: Vec::new(),
    }
}

fn line_is_readable(line: &SavingsLine, years: &[FinancialYear]) -> bool {
    let is_upside_down = |year| {
        let low = line.low.get(year).and_then(Entry::value);
        let high = line.high.get(year).and_then(Entry::value);
        low.zip(high)
            .is_some_and(|(low, high)| Estimate::between(*low, *high).is_err())
    };
    are_readable(&line.low)
        && are_readable(&line.high)
        && are_readable(&line.required)
        && parts_are_readable(&line.accrues)
        && !years.iter().any(is_upside_down)
}

fn sharing_is_readable(sharing: &Sharing) -> bool {
    let mut tiers = sharing.tiers.iter();
    tiers.all(|tier| is_readable(&tier.up_to) && is_readable(&tier.local))
        && parts_are_readable(&sharing.partners)
        && parts_are_readable(&sharing.departments)
}

fn parts_are_readable(shares: &[Share]) -> bool {
    shares.iter().all(|share| is_readable(&share.part))
}

fn are_readable(amounts: &BTreeMap<FinancialYear, Entry<Pence>>) -> bool {
    amounts.values().all(is_readable)
}

const fn is_readable<T>(entry: &Entry<T>) -> bool {
    match entry {
        Entry::Unread { .. } => false,
        Entry::Is(_) | Entry::Blank => true,
    }
}
