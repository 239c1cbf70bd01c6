//! What is measured, with ids that outlive a variation.

use std::collections::BTreeMap;

use super::content::{AgreedTerm, Content, Measure, MeasureId};
use crate::offer::{Indicator, Key, Matter, Outcome};

/// Every indicator of every outcome, in their order.
///
/// An indicator keeps its id where the version before has one of the same name under the same outcome; or, where its
/// words were put right, one that starts from the same baseline in the same unit. Any other is new, and gets a number
/// that no version has used.
pub fn measures(terms: &[AgreedTerm], earlier: &[Content]) -> Vec<Measure> {
    terms
        .iter()
        .flat_map(|term| &term.matters)
        .filter_map(|kept| match &kept.matter {
            Matter::Outcome(outcome) => Some((&kept.key, outcome)),
            _ => None,
        })
        .flat_map(|(key, outcome)| of_outcome(key, outcome, earlier))
        .collect()
}

fn of_outcome(key: &Key, outcome: &Outcome, earlier: &[Content]) -> Vec<Measure> {
    let of_this = |content: &Content| -> Vec<Measure> {
        let all = content.measures.iter();
        all.filter(|measure| measure.outcome == *key)
            .cloned()
            .collect()
    };
    let mut before = earlier.last().map(of_this).unwrap_or_default();
    let used = (earlier.iter().flat_map(of_this))
        .filter_map(|measure| measure.id.number())
        .max()
        .unwrap_or(0);

    let mut ids: Vec<Option<MeasureId>> = vec![None; outcome.indicators.len()];
    for is_same in [has_same_name, starts_alike] {
        for (id, indicator) in ids.iter_mut().zip(&outcome.indicators) {
            if id.is_none()
                && let Some(at) = before.iter().position(|one| is_same(indicator, one))
            {
                *id = Some(before.remove(at).id);
            }
        }
    }
    let mut fresh = used.saturating_add(1)..;
    (ids.into_iter().zip(&outcome.indicators))
        .map(|(id, indicator)| {
            let id = id.unwrap_or_else(|| MeasureId::new(key, fresh.next().unwrap_or(u32::MAX)));
            measure(id, key, indicator)
        })
        .collect()
}

fn has_same_name(indicator: &Indicator, before: &Measure) -> bool {
    indicator.name.trim() == before.name
}

fn starts_alike(indicator: &Indicator, before: &Measure) -> bool {
    indicator.unit.trim() == before.unit
        && indicator.direction == before.direction
        && indicator.baseline.value() == before.baseline.as_ref()
        && indicator.baseline_on.value() == before.baseline_on.as_ref()
}

fn measure(id: MeasureId, outcome: &Key, indicator: &Indicator) -> Measure {
    let targets: BTreeMap<_, _> = (indicator.targets.iter())
        .filter_map(|(year, entry)| Some((*year, *entry.value()?)))
        .collect();
    Measure {
        id,
        outcome: outcome.clone(),
        name: indicator.name.trim().to_owned(),
        unit: indicator.unit.trim().to_owned(),
        direction: indicator.direction,
        baseline: indicator.baseline.value().copied(),
        baseline_on: indicator.baseline_on.value().copied(),
        targets,
        source: indicator.source.trim().to_owned(),
    }
}
