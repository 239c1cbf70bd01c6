//! Every rule with its verdict: what blocks submission first, then advice, then what is in order.

use domain::offer::{Finding, Severity, Verdict};
use leptos::prelude::*;

/// The verdicts of the rules, each with links to where it is put right.
pub fn found(verdicts: &[Verdict], home: &str) -> impl IntoView + use<> {
    let blocking = failing(verdicts, Severity::Must);
    let advice = failing(verdicts, Severity::Should);
    let kept: Vec<_> = verdicts.iter().filter(|verdict| verdict.holds()).collect();
    let summary = summary(blocking.len(), advice.len());
    let kept_words = format!("{} of {} rules are kept", kept.len(), verdicts.len());
    let kept: Vec<_> = kept
        .into_iter()
        .map(|verdict| view! { <li>{rule(verdict)}</li> })
        .collect();
    view! {
        <h2 class="govuk-heading-m" id="found">"What the check found"</h2>
        <p class="govuk-body">{summary}</p>
        {group("Blocks submission", &blocking, home)}
        {group("Worth a look", &advice, home)}
        <details class="govuk-details">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{kept_words}</span>
            </summary>
            <div class="govuk-details__text">
                <ul class="govuk-list govuk-list--bullet">{kept}</ul>
            </div>
        </details>
    }
}

fn failing(verdicts: &[Verdict], severity: Severity) -> Vec<&Verdict> {
    verdicts
        .iter()
        .filter(|verdict| !verdict.holds() && verdict.rule.severity == severity)
        .collect()
}

/// What was found, in a sentence.
pub fn summary(blocking: usize, advice: usize) -> String {
    let blocks = match blocking {
        0 => "Nothing blocks submission.".to_owned(),
        1 => "1 rule is broken, which blocks submission.".to_owned(),
        several => format!("{several} rules are broken, which blocks submission."),
    };
    match advice {
        0 => blocks,
        1 => format!("{blocks} 1 thing is worth a look."),
        several => format!("{blocks} {several} things are worth a look."),
    }
}

fn group(title: &'static str, verdicts: &[&Verdict], home: &str) -> impl IntoView + use<> {
    (!verdicts.is_empty()).then(|| {
        let items: Vec<_> = verdicts
            .iter()
            .map(|verdict| {
                let findings: Vec<_> = verdict
                    .findings
                    .iter()
                    .map(|one| finding(one, home))
                    .collect();
                view! {
                    <li>
                        {rule(verdict)}
                        <ul class="govuk-list govuk-list--bullet">{findings}</ul>
                    </li>
                }
            })
            .collect();
        view! {
            <h3 class="govuk-heading-s">{title}</h3>
            <ul class="govuk-list govuk-list--spaced">{items}</ul>
        }
    })
}

/// `There are one to ten outcomes. (7.15)`
fn rule(verdict: &Verdict) -> impl IntoView + use<> {
    let paragraph = format!(" ({})", verdict.rule.paragraph);
    view! { {verdict.rule.says} <span class="so-table__minor">{paragraph}</span> }
}

fn finding(finding: &Finding, home: &str) -> impl IntoView + use<> {
    let href = format!("{home}/{}", finding.address());
    view! { <li><a class="govuk-link" href=href>{finding.words.clone()}</a></li> }
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn what_was_found_is_said_in_a_sentence() {
        assert_eq!(summary(0, 0), "Nothing blocks submission.");
        assert_eq!(
            summary(1, 3),
            "1 rule is broken, which blocks submission. 3 things are worth a look."
        );
    }
}
