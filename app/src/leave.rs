//! Whether somebody may do something, asked of the one table in `domain`: for pages that open a form, and for
//! buttons. The services ask again when it is done.

use domain::process::{Act, OfferFacts, OrganisationId, Verdict, permit_any};
use services::{Refusal, Viewer};

use crate::asked::Asked;

/// Whether one of their hats may do what is about no single offer.
pub fn may(viewer: &Viewer, act: Act) -> bool {
    leave(viewer, act, None).is_ok()
}

/// Goes on where one of their hats may do this.
///
/// # Errors
/// The refusal of the hat that gets furthest, in words.
pub fn leave(viewer: &Viewer, act: Act, offer: Option<&OfferFacts>) -> Result<(), Refusal> {
    match permit_any(&viewer.hats(), act, offer).verdict {
        Verdict::Allowed => Ok(()),
        Verdict::SignIn => Err(Refusal::SignIn),
        Verdict::NotFound => Err(Refusal::NotFound),
        Verdict::NotAllowed(reason) => Err(Refusal::NotAllowed(reason.words())),
        Verdict::WrongStage(words) => Err(Refusal::WrongStage(words)),
    }
}

/// Goes on where the hat under which they act may do this: for a page that is nothing but a form.
///
/// # Errors
/// `OtherHat` where another of their hats may, so that the page offers the switch; else as `leave`.
pub fn leave_to_act(asked: &Asked, act: Act, offer: Option<&OfferFacts>) -> Result<(), Refusal> {
    leave(asked.viewer()?, act, offer)?;
    asked.doer()?.may(act, offer)
}

/// The same for what is done with an organisation and its people.
///
/// # Errors
/// As `leave_to_act`. Not found where no hat of theirs looks after this organisation, whether it is there or not.
pub fn leave_to_act_for(
    asked: &Asked,
    act: Act,
    organisation: &OrganisationId,
) -> Result<(), Refusal> {
    match asked.hat() {
        Some(_) => asked.doer()?.may_for(act, organisation),
        None => leave(asked.viewer()?, act, None),
    }
}
