//! What has to be said before the figures are read: what could not be worked out and why, and what is left out.

use crate::markup::Markup;
use domain::money::{Appraisal, Case, Computable, NotComputableYet, TooLarge};

/// Short for a field of a table; the reason stands above, once.
pub const NOT_YET: &str = "Not computable yet";

/// A figure in words, or that there is none yet.
pub fn figure<T: ToString>(figure: &Computable<T>) -> String {
    figure
        .as_ref()
        .map_or_else(|_| NOT_YET.to_owned(), T::to_string)
}

/// Every reason why a figure is missing, once, and the years from which something is left out.
pub fn notes(m: &mut Markup, appraisal: &Appraisal) {
    let mut words: Vec<String> = reasons(appraisal)
        .iter()
        .map(|reason| format!("{reason}."))
        .collect();
    words.extend(left_out(appraisal));
    if !words.is_empty() {
        m.element("div", &[("class", &"govuk-inset-text")], |m| {
            for words in &words {
                m.paragraph(words);
            }
        });
    }
}

/// Instead of figures that cannot be held.
pub fn too_large(m: &mut Markup, too_large: TooLarge) {
    m.paragraph(&format!("The figures cannot be worked out. {too_large}."));
}

fn reasons(appraisal: &Appraisal) -> Vec<NotComputableYet> {
    let mut reasons = Vec::new();
    let mut note = |reason: Option<NotComputableYet>| {
        if let Some(reason) = reason
            && !reasons.contains(&reason)
        {
            reasons.push(reason);
        }
    };
    for case in Case::ALL.map(|case| appraisal.case(case)) {
        for year in &case.years {
            note(year.additional.err());
        }
        note(case.npv.err());
        note(case.benefit_cost.err());
        note(case.payback.err());
        note(case.ambition.err());
    }
    reasons
}

fn left_out(appraisal: &Appraisal) -> Option<String> {
    let years: Vec<_> = (appraisal.central.years.iter())
        .filter(|year| !year.complete)
        .map(|year| year.year.to_string())
        .collect();
    (!years.is_empty()).then(|| {
        let years = years.join(", ");
        format!("A savings line without an estimate is left out of its year: {years}.")
    })
}
