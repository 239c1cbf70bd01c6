//! An invitation that waits: send it again, or take it back.

use domain::form::Posted;
use domain::process::Act;
use leptos::prelude::*;
use services::{Organisation, PendingInvitation, Refusal};

use super::frame::{address, back, organisation};
use crate::{
    components::{Button, ButtonGroup, ButtonKind, SummaryList, SummaryRow},
    leave::leave_to_act_for,
    london,
    page::{Asked, Page, page},
    posts::{Answer, Form},
};

/// `/organisations/{id}/invitations/{invitation}`.
#[component]
pub fn InvitationPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<(Organisation, PendingInvitation), Refusal> {
    let id = organisation(&asked);
    leave_to_act_for(&asked, Act::ManagePeople, &id)?;
    asked
        .services()
        .invitation(asked.viewer()?, &id, asked.param("invitation"))
        .await
}

fn show((organisation, invitation): (Organisation, PendingInvitation)) -> impl IntoView {
    let home = address(&organisation);
    let works = if invitation.expired {
        format!("Expired on {}", london::clock(invitation.expires_at))
    } else {
        london::clock(invitation.expires_at)
    };
    let rows = vec![
        SummaryRow::new("Email address", invitation.email),
        SummaryRow::new("Role", invitation.role.label()),
        SummaryRow::new("Sent", london::clock(invitation.sent_at)),
        SummaryRow::new("Works until", works),
    ];
    view! {
        <Page title="Invitation" back=back(&organisation) narrow=true>
            <span class="govuk-caption-l">{organisation.name.clone()}</span>
            <h1 class="govuk-heading-l">"Invitation"</h1>
            <SummaryList rows/>
            <p class="govuk-body">
                "A link that is sent again works for another 14 days, and the one in the former email stops working."
            </p>
            <Form>
                <ButtonGroup>
                    <Button name="act" value="again" prevent_double_click=true>"Send again"</Button>
                    <Button kind=ButtonKind::Warning name="act" value="cancel" prevent_double_click=true>
                        "Cancel the invitation"
                    </Button>
                    <a class="govuk-link" href=home>"Leave it as it is"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let doer = asked.doer()?;
    let id = organisation(&asked);
    let invitation = asked.param("invitation");
    let services = asked.services();
    let (did, done) = match posted.act() {
        "again" => (
            services.invite_again(&doer, &id, invitation).await,
            "invited",
        ),
        "cancel" => (
            services.cancel_invitation(&doer, &id, invitation).await,
            "cancelled",
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
