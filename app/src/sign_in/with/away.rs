//! The page that sends a browser on to the provider. A page and no redirect: browsers hold what a form leads
//! to against the policy of the page it stands on, and where a provider sends people on to, nobody knows.

use leptos::prelude::*;
use leptos_meta::Meta;
use services::Refusal;

use super::{begun, fault, ways};
use crate::{
    components::Button,
    page::{Asked, Away, Page, page},
};

#[component]
pub fn AwayPage() -> impl IntoView {
    page(load, show)
}

enum Going {
    To { name: String, address: String },
    Nowhere(String),
}

async fn load(asked: Asked) -> Result<Going, Away> {
    let provider = asked.param("provider");
    let name = ways(&asked)
        .into_iter()
        .find(|way| way.id == provider)
        .map(|way| way.name)
        .ok_or(Refusal::NotFound)?;
    if let Some(words) = fault(&asked) {
        return Ok(Going::Nowhere(words));
    }
    match begun(&asked).await? {
        Some(begun) => Ok(Going::To {
            name,
            address: begun.address().to_owned(),
        }),
        None => Err(Away::To("/sign-in".to_owned())),
    }
}

fn show(going: Going) -> AnyView {
    match going {
        Going::To { name, address } => {
            let refresh = format!("0;url={address}");
            view! {
                <Meta http_equiv="refresh" content=refresh/>
                <Page title="Sign in with your organisation" narrow=true>
                    <h1 class="govuk-heading-l">"Sign in with " {name.clone()}</h1>
                    <p class="govuk-body">
                        "You sign in there, and come back here. If nothing happens, use this button."
                    </p>
                    <Button href=address>"Go to " {name}</Button>
                </Page>
            }
            .into_any()
        }
        Going::Nowhere(words) => view! { <NotSignedIn words/> }.into_any(),
    }
}

/// What is said instead of signing in, and the way to begin again.
#[component]
pub fn NotSignedIn(words: String) -> impl IntoView {
    view! {
        <Page title="You are not signed in" narrow=true>
            <h1 class="govuk-heading-l">"You are not signed in"</h1>
            <p class="govuk-body">{words} "."</p>
            <Button href="/sign-in">"Go to sign in"</Button>
        </Page>
    }
}
