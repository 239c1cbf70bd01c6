//! Ending somebody’s role, after a second look.

use domain::form::Posted;
use domain::process::Act;
use leptos::prelude::*;
use services::{Member, Organisation, Refusal};

use super::frame::{address, after, back, errors, is_own, member, organisation};
use crate::{
    components::{Button, ButtonGroup, ButtonKind, ErrorSummary, SummaryError},
    page::{Asked, Page, page},
    posts::{Answer, Form},
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
    let home = address(&organisation);
    let hand_over = format!("{home}/people/{}/hand-over", member.membership);
    let heading = format!("End {}’s role", member.name);
    let words = format!(
        "{} acts for {}, as: {}. After this they no longer do, from their next click on.",
        member.name, organisation.name, member.role
    );
    view! {
        <Page title=heading.clone() back=back(&organisation) narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{organisation.name.clone()}</span>
            <h1 class="govuk-heading-l">{heading}</h1>
            <p class="govuk-body">{words}</p>
            <p class="govuk-body">"What they did stays on record under their name and role. If somebody else takes over, "
                <a class="govuk-link" href=hand_over>"hand the role over instead"</a> "."
            </p>
            <Form>
                <ButtonGroup>
                    <Button kind=ButtonKind::Warning id="role" prevent_double_click=true>"End the role"</Button>
                    <a class="govuk-link" href=home>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
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
