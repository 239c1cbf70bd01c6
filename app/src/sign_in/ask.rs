//! The page that asks for an email address.

use domain::form::Posted;
use leptos::prelude::*;
use services::{DemoPerson, Refusal};

use super::demo::DemoPeople;
use super::with::{Way, Ways, ways};
use crate::{
    components::{Button, ErrorSummary, Input, SummaryError},
    page::{Asked, Away, Page, page},
    posts::{Answer, Form, address},
};

/// The field's name, by which the services refuse what is no address.
const EMAIL: &str = "email";

/// Where to go afterwards.
pub const NEXT: &str = "next";

/// Where people go who wanted nowhere else.
pub(super) const HOME: &str = "/work";

#[component]
pub fn SignInPage() -> impl IntoView {
    page(load, show)
}

struct SignIn {
    typed: Option<String>,
    fault: Option<String>,
    /// Where to go afterwards.
    next: Option<String>,
    ways: Vec<Way>,
    demo_people: Vec<DemoPerson>,
}

async fn load(asked: Asked) -> Result<SignIn, Away> {
    let typed = asked.typed();
    let next = typed
        .and_then(|typed| typed.text(NEXT))
        .or_else(|| asked.query(NEXT))
        .and_then(address::own_path);
    if asked.signed_in().is_some() {
        return Err(Away::To(next.unwrap_or(HOME).to_owned()));
    }
    let demo_people = if asked.services().settings().demo {
        asked.services().demo_people().await?
    } else {
        Vec::new()
    };
    Ok(SignIn {
        typed: typed.and_then(|typed| typed.text(EMAIL)).map(str::to_owned),
        fault: typed
            .and_then(|typed| typed.fault(EMAIL))
            .map(str::to_owned),
        next: next.map(str::to_owned),
        ways: ways(&asked),
        demo_people,
    })
}

fn show(sign_in: SignIn) -> impl IntoView {
    let SignIn {
        typed,
        fault,
        next,
        ways,
        demo_people,
    } = sign_in;
    let errors = fault
        .iter()
        .map(|words| SummaryError::at(EMAIL, words))
        .collect();
    let by_button = (!demo_people.is_empty()).then(|| {
        view! { <DemoPeople people=demo_people next=next.clone()/> }
    });
    let by_provider = (!ways.is_empty()).then(|| {
        view! { <Ways ways next=next.clone()/> }
    });
    view! {
        <Page title="Sign in" narrow=true>
            <ErrorSummary errors/>
            <h1 class="govuk-heading-l">"Sign in"</h1>
            <p class="govuk-body">
                "There is no password. We send a link to your email address, and you sign in with that."
            </p>
            <Form action="/sign-in">
                <Input
                    name=EMAIL
                    label="Email address"
                    hint="The address at which you were invited"
                    kind="email"
                    autocomplete="email"
                    spellcheck=false
                    value=typed
                    error=fault
                />
                {next.map(|next| view! { <input type="hidden" name=NEXT value=next/> })}
                <Button prevent_double_click=true>"Send me a link"</Button>
            </Form>
            {by_provider}
            {by_button}
        </Page>
    }
}

/// The answer is the same whether the address is known or not: nobody learns here who has an account.
pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let email = posted.text(EMAIL).unwrap_or_default();
    let next = posted.text(NEXT).and_then(address::own_path);
    asked
        .services()
        .ask_for_link(email, &asked.network(), next.unwrap_or(HOME))
        .await?;
    Ok(Answer::to("/sign-in/check-your-email"))
}
