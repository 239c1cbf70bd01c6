//! What stands between an offer and its settlement, for whoever asks.

use domain::process::{Act, Reference};

use super::Negotiation;
use super::blocks::Blocking;
use crate::{Refusal, Viewer};

impl Negotiation<'_> {
    /// Everything that blocks settling, in the order of its weight; nothing where the champion can settle.
    ///
    /// # Errors
    /// Not found where none of the viewer’s hats sees the offer.
    pub async fn blocks(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<Vec<Blocking>, Refusal> {
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadTerms, reference)
            .await?;
        match seen.whole(self.services.read()).await? {
            Some(whole) => whole.blocking(&seen.head, self.services.today()),
            None => Ok(Vec::new()),
        }
    }
}
