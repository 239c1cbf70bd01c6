//! Handing somebody’s role over, with the offers that come with it.

use domain::form::Posted;
use domain::process::{Act, PersonId};
use leptos::prelude::*;
use services::{Member, Organisation, Refusal, Successor};

use super::frame::{address, after, back, errors, is_own, member, organisation};
use crate::{
    components::{Button, ButtonGroup, ErrorSummary, Select, SelectOption, SummaryError},
    page::{Asked, Page, page},
    posts::{Answer, Form},
};

/// `/organisations/{id}/people/{membership}/hand-over`.
#[component]
pub fn HandOverPage() -> impl IntoView {
    page(load, show)
}

struct HandingOver {
    organisation: Organisation,
    member: Member,
    successors: Vec<Successor>,
    errors: Vec<SummaryError>,
    typed: Option<String>,
    fault: Option<String>,
}

async fn load(asked: Asked) -> Result<HandingOver, Refusal> {
    let (organisation, member) = member(&asked, Act::ManagePeople).await?;
    let successors = asked
        .services()
        .successors(asked.viewer()?, &organisation.id, &member.membership)
        .await?;
    let typed = asked.typed();
    Ok(HandingOver {
        organisation,
        member,
        successors,
        errors: errors(typed),
        typed: typed.and_then(|typed| typed.text("to")).map(str::to_owned),
        fault: typed.and_then(|typed| typed.fault("to")).map(str::to_owned),
    })
}

fn show(handing: HandingOver) -> impl IntoView {
    let HandingOver {
        organisation,
        member,
        successors,
        errors,
        typed,
        fault,
    } = handing;
    let home = address(&organisation);
    let heading = format!("Hand over {}’s role", member.name);
    let words = format!(
        "{} acts for {}, as: {}. Whoever takes over gets this role and the offers that come with it, and is told by mail. {}’s role ends.",
        member.name, organisation.name, member.role, member.name
    );
    let form = if successors.is_empty() {
        let invite = format!("{home}/invite");
        view! {
            <p class="govuk-body">
                "Nobody else acts for this organisation yet. "
                <a class="govuk-link" href=invite>"Invite somebody first"</a> "."
            </p>
        }
        .into_any()
    } else {
        let items = std::iter::once(SelectOption::new("", "Choose a person"))
            .chain(
                successors
                    .into_iter()
                    .map(|successor| SelectOption::new(successor.person.as_str(), successor.name)),
            )
            .collect();
        view! {
            <Form>
                <Select name="to" label="Who takes over" items value=typed error=fault/>
                <ButtonGroup>
                    <Button prevent_double_click=true>"Hand over"</Button>
                    <a class="govuk-link" href=home>"Cancel"</a>
                </ButtonGroup>
            </Form>
        }
        .into_any()
    };
    view! {
        <Page title=heading.clone() back=back(&organisation) narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{organisation.name.clone()}</span>
            <h1 class="govuk-heading-l">{heading}</h1>
            <p class="govuk-body">{words}</p>
            {form}
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let doer = asked.doer()?;
    let id = organisation(&asked);
    let own = is_own(&asked).await;
    let to = PersonId::from(posted.text("to").unwrap_or_default());
    asked
        .services()
        .hand_role_over(&doer, &id, asked.param("membership"), &to)
        .await?;
    Ok(after(&id, own, "handed-over"))
}
