//! Whether somebody may do something, asked of the one table in `domain`: for pages that open a form, and for
//! buttons. The services ask again when it is done.

use domain::process::{Act, OfferFacts, Verdict, permit_any};
use services::{Refusal, Viewer};

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
