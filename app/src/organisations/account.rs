//! Closing somebody’s account, and opening it again: the programme office’s alone.

use domain::form::Posted;
use domain::process::Act;
use leptos::prelude::*;
use services::{Member, Organisation, Refusal};

use super::frame::{Confirm, errors, member, organisation};
use crate::{
    components::{Button, ButtonKind, SummaryError},
    page::{Asked, page},
    posts::Answer,
};

/// `/organisations/{id}/people/{membership}/account`.
#[component]
pub fn AccountPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<(Organisation, Member, Vec<SummaryError>), Refusal> {
    let (organisation, member) = member(&asked, Act::DisablePeople).await?;
    Ok((organisation, member, errors(asked.typed())))
}

fn show(
    (organisation, member, errors): (Organisation, Member, Vec<SummaryError>),
) -> impl IntoView {
    let Member {
        name,
        email,
        closed,
        ..
    } = member;
    let (heading, words, button) = if closed {
        (
            format!("Open {name}’s account again"),
            format!("{name} ({email}) can sign in again, and has all the roles that they had."),
            view! { <Button id="role" name="act" value="open" prevent_double_click=true>"Open the account"</Button> }
                .into_any(),
        )
    } else {
        (
            format!("Close {name}’s account"),
            format!(
                "{name} ({email}) is signed out everywhere at once and cannot sign in, whatever they do and for whom. \
                 What they did stays on record. You can open the account again."
            ),
            view! {
                <Button kind=ButtonKind::Warning id="role" name="act" value="close" prevent_double_click=true>
                    "Close the account"
                </Button>
            }
            .into_any(),
        )
    };
    view! {
        <Confirm organisation heading errors buttons=button>
            <p class="govuk-body">{words}</p>
        </Confirm>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let doer = asked.doer()?;
    let id = organisation(&asked);
    let membership = asked.param("membership");
    let services = asked.services();
    let (did, done) = match posted.act() {
        "open" => (
            services.open_account(&doer, &id, membership).await,
            "opened",
        ),
        "close" => (
            services.close_account(&doer, &id, membership).await,
            "closed",
        ),
        // No button of ours sends anything else.
        _ => return Ok(Answer::Again(posted)),
    };
    match did {
        Ok(()) | Err(Refusal::AlreadyDone) => {
            Ok(Answer::to(format!("/organisations/{id}?done={done}")))
        }
        Err(refusal) => Err(refusal),
    }
}
