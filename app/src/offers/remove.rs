//! Taking a matter out of an offer: asked once more before it is done.

use domain::form::Posted;
use domain::offer::{Kept, Key};
use domain::process::{Act, Section};
use leptos::prelude::*;
use services::Refusal;
use services::offers::{OfferView, reference};

use super::matter::offer;
use crate::components::{Button, ButtonKind, WarningText};
use crate::leave::leave_to_act;
use crate::page::{Asked, Away, Page, page};
use crate::posts::{Answer, Form};

/// `/offers/{ref}/{section}/{key}/remove`.
#[component]
pub fn RemovePage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<(OfferView, Kept), Away> {
    let offer = offer(&asked).await?;
    leave_to_act(&asked, Act::RemoveMatter, Some(&offer.facts))?;
    let section = Section::from_slug(asked.param("section")).ok_or(Refusal::NotFound)?;
    let kept = offer
        .proposal
        .find(&Key::new(asked.param("key")))
        .filter(|kept| kept.matter.kind().section() == section && kept.matter.kind().is_several())
        .cloned()
        .ok_or(Refusal::NotFound)?;
    Ok((offer, kept))
}

fn show((offer, kept): (OfferView, Kept)) -> impl IntoView {
    let kind = kept.matter.kind();
    let list = format!("/offers/{}/{}", offer.reference, kind.section().slug());
    let title = kept.matter.title();
    let named = offer.proposal.refers_to(&kept.key);
    let warning = (named > 0).then(|| {
        let words = if named == 1 {
            "1 other part of the offer refers to it".to_owned()
        } else {
            format!("{named} other parts of the offer refer to it")
        };
        view! { <WarningText>{format!("{words}, and will ask for another choice.")}</WarningText> }
    });
    view! {
        <Page title=format!("Remove {}", kind.with_article()) back=(kind.section().title(), list.clone()) narrow=true>
            <span class="govuk-caption-l">{format!("{} {}", offer.reference, kind.label())}</span>
            <h1 class="govuk-heading-l">{format!("Do you want to remove “{title}”?")}</h1>
            {warning}
            <p class="govuk-body">"It leaves the offer. The history keeps that you removed it."</p>
            <Form>
                <input type="hidden" name="version" value=kept.version.to_string()/>
                <div class="govuk-button-group">
                    <Button kind=ButtonKind::Warning name="act" value="remove">{format!("Remove {}", kind.label().to_lowercase())}</Button>
                    <a class="govuk-link" href=list>"Keep it"</a>
                </div>
            </Form>
        </Page>
    }
}

/// Takes it out.
pub(super) async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let (reference, section) = (reference(asked.param("ref"))?, asked.param("section"));
    let version = posted
        .text("version")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    asked
        .services()
        .offers()
        .remove(
            &asked.doer()?,
            &reference,
            &Key::new(asked.param("key")),
            version,
        )
        .await?;
    Ok(Answer::to(format!("/offers/{reference}/{section}")))
}
