//! One mail of the outbox: to whom, what became of it, and in the demo its text.

use domain::mail::MailState;
use leptos::prelude::*;
use services::OutboxEntry;

use super::{MAIL, PATH, STATE};
use crate::{
    components::{Tag, TagColour},
    london,
    posts::Form,
};

/// A card. `state` is the filter that its button leads back to.
#[component]
pub fn Entry(mail: OutboxEntry, may_resend: bool, state: Option<MailState>) -> impl IntoView {
    let told = told(&mail);
    let error = mail.error.clone().map(|error| {
        view! {
            <p class="govuk-body">
                "The last attempt failed: " <span class="so-lines">{error}</span>
            </p>
        }
    });
    let again = (may_resend && mail.state.can_be_resent()).then(|| {
        let about = format!(": “{}” to {}", mail.subject, mail.to_address);
        view! {
            <Form action=PATH>
                <input type="hidden" name=MAIL value=mail.id.clone()/>
                {state.map(|state| view! { <input type="hidden" name=STATE value=state.code()/> })}
                <button type="submit" class="so-link-button">
                    "Send now" <span class="govuk-visually-hidden">{about}</span>
                </button>
            </Form>
        }
    });
    let text = mail
        .body
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(paragraph)
        .collect_view();
    view! {
        <article class="govuk-summary-card">
            <div class="govuk-summary-card__title-wrapper">
                <h2 class="govuk-summary-card__title">{mail.subject}</h2>
                {again}
            </div>
            <div class="govuk-summary-card__content">
                <p class="govuk-body-s">
                    "To " {mail.to_address} ", written on "
                    <time datetime=london::machine(mail.created_at)>
                        {london::clock(mail.created_at)}
                    </time>
                    ". Kind: " {mail.kind.label()} "."
                </p>
                <p class="govuk-body">
                    <Tag text=word(mail.state) colour=colour(mail.state)/> " " {told}
                </p>
                {error}
                {text}
            </div>
        </article>
    }
}

/// What became of it, in a sentence.
fn told(mail: &OutboxEntry) -> String {
    let due = london::clock(mail.due_at);
    match mail.state {
        MailState::Waiting => "Not handed to a mail server yet.".to_owned(),
        MailState::Retrying => format!("Tried {}. Next try: {due}.", times(mail.attempts)),
        MailState::Failed => format!(
            "Tried {}, and not tried again by itself.",
            times(mail.attempts)
        ),
        MailState::Sent => match mail.sent_at {
            Some(at) => format!("Handed to the mail server on {}.", london::clock(at)),
            None => String::new(),
        },
        MailState::Held => format!("They want such mail once a day: next on {due}."),
        MailState::Gathered => "They want such mail once a day.".to_owned(),
        MailState::NotNeeded | MailState::MadeUp => match &mail.reason {
            Some(reason) => format!("{reason}."),
            None => String::new(),
        },
    }
}

fn times(attempts: i32) -> String {
    match attempts {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        several => format!("{several} times"),
    }
}

/// The state in a word or two: a tag is narrow.
const fn word(state: MailState) -> &'static str {
    match state {
        MailState::Waiting => "Waiting",
        MailState::Retrying => "Trying again",
        MailState::Failed => "Given up",
        MailState::Sent => "Sent",
        MailState::Held => "Held",
        MailState::Gathered => "In a daily mail",
        MailState::NotNeeded => "Not needed",
        MailState::MadeUp => "Not sent",
    }
}

const fn colour(state: MailState) -> TagColour {
    match state {
        MailState::Waiting => TagColour::Blue,
        MailState::Retrying => TagColour::Orange,
        MailState::Failed => TagColour::Red,
        MailState::Sent => TagColour::Green,
        MailState::Held | MailState::Gathered => TagColour::Teal,
        MailState::NotNeeded | MailState::MadeUp => TagColour::Grey,
    }
}

/// A line of a mail; its addresses can be followed.
fn paragraph(line: &str) -> impl IntoView + use<> {
    let words = line
        .split_inclusive(' ')
        .map(|word| {
            let address = word.trim_end();
            let is_address = address.starts_with("http://") || address.starts_with("https://");
            let word = word.to_owned();
            if is_address {
                let address = address.to_owned();
                view! { <a class="govuk-link" href=address>{word}</a> }.into_any()
            } else {
                word.into_any()
            }
        })
        .collect_view();
    view! { <p class="govuk-body">{words}</p> }
}

#[cfg(test)]
mod tests {
    use super::times;

    #[test]
    fn attempts_are_counted_in_words() {
        assert_eq!([times(1), times(2), times(3)], ["once", "twice", "3 times"]);
    }
}
