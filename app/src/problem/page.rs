//! The page of a problem: what happened, what it means for what was typed, and what to do.

use leptos::prelude::*;

use super::{Problem, switch::Switch, unsaved::Unsaved};
use crate::{asked::Asked, page::Page};

#[component]
pub fn ProblemPage(problem: Problem) -> impl IntoView {
    let (heading, words) = told(&problem);
    let switch = match problem.clone() {
        Problem::OtherHat { hat, back, .. } => Some(view! { <Switch hat back/> }),
        _ => None,
    };
    let reference = problem
        .status()
        .is_server_error()
        .then(|| use_context::<Asked>().map(|asked| asked.reference().to_string()))
        .flatten()
        .map(|reference| {
            view! {
                <p class="govuk-body">
                    "If you report this, give the reference " <strong>{reference}</strong> "."
                </p>
            }
        });
    view! {
        <Page title=heading narrow=true>
            <h1 class="govuk-heading-l">{heading}</h1>
            {words
                .into_iter()
                .map(|words| view! { <p class="govuk-body">{words}</p> })
                .collect_view()}
            {switch}
            {reference}
            <Unsaved kept=matches!(problem, Problem::OtherHat { .. })/>
            <p class="govuk-body">
                <a class="govuk-link" href="/">"Go to the start page"</a>
            </p>
        </Page>
    }
}

fn told(problem: &Problem) -> (&'static str, Vec<String>) {
    let (heading, words): (_, &[&str]) = match problem {
        Problem::NotFound => (
            "Page not found",
            &[
                "If you typed the address, check that it is right.",
                "If you followed a link, what it led to may have been removed, or may not be for you to see.",
            ],
        ),
        Problem::NotAllowed(words) => return ("You cannot do this", vec![words.clone()]),
        Problem::OtherHat { words, .. } => {
            return ("You act under another role", vec![words.clone()]);
        }
        Problem::WrongStage(words) => return ("This cannot be done now", vec![words.clone()]),
        Problem::Stale => (
            "Somebody else changed this first",
            &["Nothing was saved. Go back and open the page again to see how it stands now."],
        ),
        Problem::Unreadable(words) => (
            "This request cannot be understood",
            &[words, "Nothing was saved. Go back and try again."],
        ),
        Problem::TooLarge => (
            "This is too large",
            &[
                "A form can hold one megabyte of text. Nothing was saved: go back, shorten it and try again.",
            ],
        ),
        Problem::WrongMethod => (
            "This address cannot do that",
            &["Nothing was saved. Go back and try again from the page itself."],
        ),
        Problem::OtherSite => (
            "This did not come from our own page",
            &[
                "To protect you, changes are accepted from the pages of this service only. Nothing was saved.",
                "Go back, open the page again and repeat what you did.",
            ],
        ),
        Problem::Busy => (
            "Many people are saving at once",
            &["Nothing was changed. Go back and try again in a moment."],
        ),
        Problem::TooSlow => (
            "This took too long",
            &["Go back and look whether it was done before you try again."],
        ),
        Problem::Broken => (
            "Sorry, there is a problem with the service",
            &["Try again later. What you saved before is safe."],
        ),
    };
    (
        heading,
        words.iter().map(|&words| words.to_owned()).collect(),
    )
}
