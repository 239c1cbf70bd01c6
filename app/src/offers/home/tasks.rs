//! What is left to do in a draft: the ten sections, and what each still misses.

use domain::{
    offer::{Finding, SectionState, SectionStatus, section_states},
    process::Act,
};
use leptos::prelude::*;
use services::offers::OfferView;

use crate::components::{Button, TagColour, Task, TaskList, TaskStatus};

/// Findings that a section names on the list; the rest is counted.
const NAMED: usize = 2;

pub fn tasks(offer: &OfferView) -> impl IntoView + use<> {
    let states = section_states(&offer.proposal, &offer.verdicts());
    let all = states.len();
    let complete = states
        .iter()
        .filter(|status| status.state == SectionState::Complete)
        .count();
    let home = format!("/offers/{}", offer.reference);
    let tasks = states.iter().map(|status| task(status, &home)).collect();
    let check = if offer.may(Act::Submit) {
        "Check and submit"
    } else {
        "Check the offer"
    };
    view! {
        <h2 class="govuk-heading-m">"What the offer says"</h2>
        <p class="govuk-body" id="progress">
            {format!("{complete} of {all} sections complete")}
        </p>
        <progress
            class="so-progress govuk-!-margin-bottom-4"
            aria-labelledby="progress"
            max=all.to_string()
            value=complete.to_string()
        ></progress>
        <TaskList id="sections" tasks/>
        <Button href=format!("{home}/check")>{check}</Button>
    }
}

fn task(status: &SectionStatus, home: &str) -> Task {
    let how_far = match status.state {
        SectionState::Complete => TaskStatus::Text("Completed".to_owned()),
        SectionState::InProgress => TaskStatus::Tag("In progress".to_owned(), TagColour::Blue),
        SectionState::NotStarted => TaskStatus::Tag("Not started".to_owned(), TagColour::Grey),
    };
    Task::new(status.section.title(), how_far)
        .href(format!("{home}/{}", status.section.slug()))
        .hint(hint(status))
}

/// What is missing, in words; nothing where the section is complete.
fn hint(status: &SectionStatus) -> Option<String> {
    match (status.state, status.missing.is_empty()) {
        (SectionState::Complete, _) => None,
        (SectionState::NotStarted, true) => {
            Some(format!("Can stay empty. {}", status.section.sentence()))
        }
        (SectionState::InProgress | SectionState::NotStarted, _) => Some(named(&status.missing)),
    }
}

/// `Enter a title. Name the area. And 5 more.`
fn named(missing: &[Finding]) -> String {
    let mut words = String::new();
    for finding in missing.iter().take(NAMED) {
        words.push_str(finding.words.trim_end_matches('.'));
        words.push_str(". ");
    }
    let more = missing.len().saturating_sub(NAMED);
    if more > 0 {
        words.push_str(&format!("And {more} more."));
    }
    words.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use domain::process::Section;

    use super::*;

    fn finding(words: &str) -> Finding {
        Finding {
            words: words.to_owned(),
            section: Section::Scope,
            key: None,
            field: None,
        }
    }

    #[test]
    fn a_hint_names_two_things_and_counts_the_rest() {
        let two = [finding("Enter a title"), finding("Name the area.")];
        assert_eq!(named(&two), "Enter a title. Name the area.");
        let five = ["a", "b", "c", "d", "e"].map(finding);
        assert_eq!(named(&five), "a. b. And 3 more.");
    }

    #[test]
    fn a_complete_section_needs_no_words() {
        let status = |state, missing| SectionStatus {
            section: Section::Budgets,
            state,
            missing,
        };
        assert_eq!(hint(&status(SectionState::Complete, vec![])), None);
        let untouched = hint(&status(SectionState::NotStarted, vec![]));
        assert!(untouched.is_some_and(|words| words.ends_with(Section::Budgets.sentence())));
    }
}
