//! The page that a provider sends people back to. It says nothing but what came in its address, and signs
//! nobody in: its form does, which a script sends at once where scripts run.

use axum::http::StatusCode;
use leptos::{nonce::use_nonce, prelude::*};
use services::{ProviderRefusal, Refusal};

use super::away::NotSignedIn;
use super::{CODE, ISSUER, STATE, begun, fault, ways};
use crate::{
    components::Button,
    page::{Asked, Page, page, set_status},
    posts::Form,
};

#[component]
pub fn BackPage() -> impl IntoView {
    page(load, show)
}

enum CameBack {
    With {
        name: String,
        state: String,
        code: String,
        issuer: Option<String>,
    },
    /// The status stands already where a post was refused.
    Refused(String),
    For(ProviderRefusal),
}

async fn load(asked: Asked) -> Result<CameBack, Refusal> {
    let provider = asked.param("provider");
    let name = ways(&asked)
        .into_iter()
        .find(|way| way.id == provider)
        .map(|way| way.name)
        .ok_or(Refusal::NotFound)?;
    if let Some(words) = fault(&asked) {
        return Ok(CameBack::Refused(words));
    }
    let state = asked.query(STATE).unwrap_or_default();
    let ours = begun(&asked)
        .await?
        .is_some_and(|begun| begun.is_of(provider, state));
    if !ours {
        return Ok(CameBack::For(ProviderRefusal::NotBegunHere));
    }
    Ok(match asked.query(CODE) {
        Some(code) if asked.query("error").is_none() => CameBack::With {
            name,
            state: state.to_owned(),
            code: code.to_owned(),
            issuer: asked.query(ISSUER).map(str::to_owned),
        },
        _ => CameBack::For(ProviderRefusal::Stopped),
    })
}

/// Sends the form as the button would.
const SEND: &str = "document.getElementById('came-back').requestSubmit()";

fn show(came_back: CameBack) -> AnyView {
    match came_back {
        CameBack::With {
            name,
            state,
            code,
            issuer,
        } => {
            let issuer =
                issuer.map(|issuer| view! { <input type="hidden" name=ISSUER value=issuer/> });
            view! {
                <Page title="Sign in" narrow=true>
                    <h1 class="govuk-heading-l">"Sign in"</h1>
                    <p class="govuk-body">{name} " has let you in. One more step."</p>
                    <Form id="came-back">
                        <input type="hidden" name=STATE value=state/>
                        <input type="hidden" name=CODE value=code/>
                        {issuer}
                        <Button prevent_double_click=true>"Sign in"</Button>
                    </Form>
                    <script nonce=use_nonce()>{SEND}</script>
                </Page>
            }
            .into_any()
        }
        CameBack::Refused(words) => view! { <NotSignedIn words/> }.into_any(),
        CameBack::For(refusal) => {
            set_status(StatusCode::GONE);
            view! { <NotSignedIn words=refusal.to_string()/> }.into_any()
        }
    }
}
