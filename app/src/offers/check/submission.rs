//! The end of the check: the leader submits, and the button says so.

use domain::{
    offer::{Verdict, musts_failing},
    process::{Act, Stage},
};
use leptos::prelude::*;
use services::offers::OfferView;

use crate::{
    components::{Button, WarningText},
    posts::Form,
};

pub fn submission(offer: &OfferView, verdicts: &[Verdict]) -> AnyView {
    if offer.stage != Stage::Draft || !offer.may(Act::EditSection) {
        return ().into_any();
    }
    if !offer.may(Act::Submit) {
        return view! {
            <h2 class="govuk-heading-l" id="submit">"Submit"</h2>
            <p class="govuk-body">
                "Only the place’s leader can submit the offer. Tell them when it is ready."
            </p>
        }
        .into_any();
    }
    let blocked = match musts_failing(verdicts) {
        0 => None,
        1 => Some(
            "1 rule is still broken. The offer cannot be submitted before that is put right."
                .to_owned(),
        ),
        several => Some(format!(
            "{several} rules are still broken. The offer cannot be submitted before they are put right."
        )),
    };
    let blocked = blocked.map(|words| view! { <WarningText>{words}</WarningText> });
    let place = offer.place_name.clone();
    view! {
        <h2 class="govuk-heading-l" id="submit">"Submit"</h2>
        {blocked}
        <p class="govuk-body">{format!("By submitting this offer for {place} you declare that:")}</p>
        <ul class="govuk-list govuk-list--bullet">
            <li>"what it says is true as far as you know, and figures that come from no source are marked so"</li>
            <li>"every partner has been shown what is said about it and its money"</li>
            <li>"you may commit the place to it"</li>
        </ul>
        <p class="govuk-body">
            "The programme office, and the departments that the offer names, can then read it. "
            "It cannot be changed unless it is returned to you."
        </p>
        <Form>
            <Button prevent_double_click=true>"Submit the offer to Whitehall"</Button>
        </Form>
    }
    .into_any()
}
