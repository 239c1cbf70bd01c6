//! What the agreement promises, as amounts for the ledger.

use super::ledger::{Amount, EntryKind, Post};
use crate::agreement::Content;
use crate::form::Entry;
use crate::money::{Case, Estimate};

/// Low, central and high of every savings line in every year that has both ends.
pub fn planned(content: &Content) -> Vec<Amount> {
    let mut said = Vec::new();
    for (key, line) in content.savings() {
        for year in &content.head.years {
            let low = line.low.get(year).and_then(Entry::value);
            let high = line.high.get(year).and_then(Entry::value);
            let Some(Ok(estimate)) = low
                .zip(high)
                .map(|(low, high)| Estimate::between(*low, *high))
            else {
                continue;
            };
            let cases = [
                (EntryKind::PlannedLow, Case::Low),
                (EntryKind::Planned, Case::Central),
                (EntryKind::PlannedHigh, Case::High),
            ];
            said.extend(cases.map(|(kind, case)| Amount {
                post: Post {
                    kind,
                    year: *year,
                    period: None,
                    line: key.to_string(),
                    organisation: line.bearer.clone(),
                    fund: String::new(),
                },
                amount: estimate.in_case(case),
            }));
        }
    }
    said
}
