//! An invitation that waits: send it again, or take it back.

use domain::form::Posted;
use domain::process::Act;
use leptos::prelude::*;
use services::{Organisation, PendingInvitation, Refusal};

use super::frame::{Confirm, organisation};
use crate::{
    components::{Button, ButtonKind, SummaryList, SummaryRow},
    leave::leave_to_act_for,
    london,
    page::{Asked, page},
    posts::Answer,
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
    let buttons = view! {
        <Button name="act" value="again" prevent_double_click=true>"Send again"</Button>
        <Button kind=ButtonKind::Warning name="act" value="cancel" prevent_double_click=true>
            "Cancel the invitation"
        </Button>
    };
    view! {
        <Confirm
            organisation
            heading="Invitation".to_owned()
            buttons=buttons.into_any()
            leave="Leave it as it is"
        >
            <SummaryList rows/>
            <p class="govuk-body">
                "A link that is sent again works for another 14 days, and the one in the former email stops working."
            </p>
        </Confirm>
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
