//! What goes through the whole offer: what is missing, what cannot be read, what is too large.

use crate::offer::completeness::{Finding, Review};
use crate::offer::rules::one;
use crate::process::Section;

/// Years, missing fields and unread texts of every matter: one finding a field.
pub(in crate::offer) fn filled_in(review: &Review) -> Vec<Finding> {
    let around = review.proposal.around();
    let mut found = Vec::new();
    for kept in &review.proposal.kept {
        let kind = kept.matter.kind();
        let sheet = kept.matter.reading(&around);
        let name = if kind.is_several() {
            format!("{}: ", kept.matter.title())
        } else {
            String::new()
        };
        let place = |words: String, field: &str| {
            let finding = Finding::at(kind.section(), format!("{name}{words}")).field(field);
            if kind.fills_section() {
                finding
            } else {
                finding.on(&kept.key)
            }
        };
        found.extend(
            sheet
                .missing()
                .into_iter()
                .map(|(field, words)| place(words, &field)),
        );
        found.extend(sheet.fields().into_iter().filter_map(|field| {
            let problem = field.problem.as_ref()?;
            Some(place(
                format!("{} – {problem}", field.full_label()),
                &field.name,
            ))
        }));
    }
    found
}

pub(in crate::offer) fn below_the_limit(review: &Review) -> Vec<Finding> {
    one(review.appraisal.is_none(), || {
        Finding::at(
            Section::Savings,
            "Lower the figures: together they reach £1 trillion",
        )
    })
}
