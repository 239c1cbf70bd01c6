//! Ending somebody’s role, after a second look.

use domain::form::Posted;
use domain::process::Act;
use leptos::prelude::*;
use services::{Member, Organisation, Refusal};

use super::frame::{Confirm, address, after, errors, is_own, member, organisation};
use crate::{
    components::{Button, ButtonKind, SummaryError},
    page::{Asked, page},
    posts::Answer,
};

/// `/organisations/{id}/people/{membership}/end`.
#[component]
pub fn EndRolePage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<(Organisation, Member, Vec<SummaryError>), Refusal> {
    let (organisation, member) = member(&asked, Act::ManagePeople).await?;
    Ok((organisation, member, errors(asked.typed())))
}

fn show(
    (organisation, member, errors): (Organisation, Member, Vec<SummaryError>),
) -> impl IntoView {
    let hand_over = format!(
        "{}/people/{}/hand-over",
        address(&organisation),
        member.membership
    );
    let heading = format!("End {}’s role", member.name);
    let words = format!(
        "{} acts for {}, as: {}. After this they no longer do, from their next click on.",
        member.name, organisation.name, member.role
    );
    let button = view! {
        <Button kind=ButtonKind::Warning id="role" prevent_double_click=true>"End the role"</Button>
    };
    view! {
        <Confirm organisation heading errors buttons=button.into_any()>
            <p class="govuk-body">{words}</p>
            <p class="govuk-body">"What they did stays on record under their name and role. If somebody else takes over, "
                <a class="govuk-link" href=hand_over>"hand the role over instead"</a> "."
            </p>
        </Confirm>
    }
}

pub async fn post(asked: Asked, _: Posted) -> Result<Answer, Refusal> {
    let doer = asked.doer()?;
    let id = organisation(&asked);
    let own = is_own(&asked).await;
    asked
        .services()
        .end_membership(&doer, &id, asked.param("membership"))
        .await?;
    Ok(after(&id, own, "ended"))
}
