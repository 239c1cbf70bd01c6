//! Signing in through an organisation's own sign-in. The button begins it, a page sends the browser away, and
//! the page it comes back to has a button again: looking at an address changes nothing here either.

mod away;
mod back;

pub use away::AwayPage;
pub use back::BackPage;

use domain::form::Posted;
use leptos::prelude::*;
use services::{Begun, ProviderRefusal, Refusal, Returned};

use super::{
    ask::{HOME, NEXT},
    enter,
};
use crate::{
    components::{Button, ButtonKind},
    page::Asked,
    posts::{Answer, Form, address},
};

/// What this browser has under way, in its session.
const BEGUN: &str = "begun-at-provider";

const STATE: &str = "state";
const CODE: &str = "code";
const ISSUER: &str = "iss";

/// A way in, as the page that asks for an address shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub id: String,
    pub name: String,
}

/// Every way in there is.
pub fn ways(asked: &Asked) -> Vec<Way> {
    let providers = asked.services().providers().into_iter();
    providers
        .map(|(id, name)| Way {
            id: id.to_owned(),
            name: name.to_owned(),
        })
        .collect()
}

/// A button for each organisation that has a sign-in of its own.
#[component]
pub fn Ways(ways: Vec<Way>, next: Option<String>) -> impl IntoView {
    let buttons = ways
        .into_iter()
        .map(|Way { id, name }| {
            let next = next
                .clone()
                .map(|next| view! { <input type="hidden" name=NEXT value=next/> });
            view! {
                <Form action=address_of(&id)>
                    {next}
                    <Button kind=ButtonKind::Secondary prevent_double_click=true>
                        "Sign in with " {name}
                    </Button>
                </Form>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="other-ways">
            <h2 class="govuk-heading-m" id="other-ways">"Sign in with your organisation"</h2>
            {buttons}
        </section>
    }
}

fn address_of(provider: &str) -> String {
    format!("/sign-in/with/{}", address::text(provider))
}

/// What this browser has under way with this provider.
async fn begun(asked: &Asked) -> Result<Option<Begun>, Refusal> {
    let begun: Option<Begun> = asked
        .session()?
        .get(BEGUN)
        .await
        .map_err(Refusal::of_session)?;
    Ok(begun.filter(|begun| begun.is_with(asked.param("provider"))))
}

/// Begins, and goes on to the page that sends the browser away.
pub async fn begin(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let next = posted.text(NEXT).and_then(address::own_path);
    let provider = asked.param("provider");
    let begun = asked
        .services()
        .begin_at_provider(provider, next.unwrap_or(HOME))
        .await
        .map_err(told)?;
    asked
        .session()?
        .insert(BEGUN, begun)
        .await
        .map_err(Refusal::of_session)?;
    Ok(Answer::to(address_of(provider)))
}

/// Ends what was begun, once, and signs in.
pub async fn finish(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let session = asked.session()?;
    let begun: Option<Begun> = session.get(BEGUN).await.map_err(Refusal::of_session)?;
    let begun = begun.filter(|begun| {
        begun.is_of(
            asked.param("provider"),
            posted.text(STATE).unwrap_or_default(),
        )
    });
    if begun.is_some() {
        // Gone before the code is used: whoever sends the same again has begun nothing.
        session
            .remove_value(BEGUN)
            .await
            .map_err(Refusal::of_session)?;
        session.save().await.map_err(Refusal::of_session)?;
    }
    let returned = Returned {
        state: posted.text(STATE).unwrap_or_default(),
        code: posted.text(CODE).unwrap_or_default(),
        issuer: posted.text(ISSUER),
    };
    let claimed = asked
        .services()
        .finish_at_provider(asked.param("provider"), begun, &returned)
        .await
        .map_err(told)?;
    enter::enter(&asked, &claimed.person).await?;
    let destination = address::own_path(&claimed.destination).unwrap_or(HOME);
    Ok(Answer::to(destination))
}

/// As a fault of the whole form: the page of this address says it.
fn told(refusal: ProviderRefusal) -> Refusal {
    match refusal {
        ProviderRefusal::NotFound => Refusal::NotFound,
        ProviderRefusal::Broken(refusal) => refusal,
        refusal @ (ProviderRefusal::Unreachable
        | ProviderRefusal::NotBegunHere
        | ProviderRefusal::Stopped
        | ProviderRefusal::CodeRefused
        | ProviderRefusal::Unreadable
        | ProviderRefusal::WrongAudience
        | ProviderRefusal::WrongIssuer
        | ProviderRefusal::Expired
        | ProviderRefusal::WrongNonce
        | ProviderRefusal::BadSignature
        | ProviderRefusal::NoVerifiedMail
        | ProviderRefusal::NobodyHere) => Refusal::fault("", refusal.to_string()),
    }
}

/// Why it did not go on: the words of a refused post.
fn fault(asked: &Asked) -> Option<String> {
    let typed = asked.typed()?;
    typed.fault("").map(str::to_owned)
}
