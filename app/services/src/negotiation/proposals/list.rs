//! The proposals for a term, as far as somebody may know of them.

use domain::negotiation::ProposalState;
use domain::process::{Act, Reference, Role};
use sea_orm::{ColumnTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::row::{Held, held};
use super::view::{ProposalLine, Proposals};
use crate::negotiation::Negotiation;
use crate::negotiation::load::term_alone;
use crate::offers::Paging;
use crate::offers::content::Content;
use crate::store::negotiation::{self, ProposalColumn, ProposalRow};
use crate::talk::Author;
use crate::{Refusal, Viewer};

/// A row with the names that people read.
#[derive(FromQueryResult)]
pub(super) struct Named {
    #[sea_orm(nested)]
    pub proposal: ProposalRow,
    pub author_name: String,
    pub organisation_name: String,
    pub answerer_name: Option<String>,
}

impl Negotiation<'_> {
    /// The proposals for a term in the viewer’s rooms, under any of their hats.
    ///
    /// # Errors
    /// Not found where none of the hats sees the terms of the offer, and for a term that there is not.
    pub async fn proposals(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        number: u32,
        paging: Paging,
    ) -> Result<Proposals, Refusal> {
        let db = self.services.read();
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadTerms, reference)
            .await?;
        let said = Content::said(db, &seen.head).await?;
        let offer_id = &seen.head.row.id;
        let tracked = term_alone(db, offer_id, &said, number)
            .await?
            .ok_or(Refusal::NotFound)?;
        let of_term = negotiation::proposals(offer_id, seen.rooms())
            .filter(ProposalColumn::TermId.eq(tracked.id.as_str()));
        let total = of_term.clone().count(db).await?;
        let rows = negotiation::proposals_with_names(of_term)
            .order_by_desc(ProposalColumn::State.eq(ProposalState::Open.code()))
            .order_by_desc(ProposalColumn::At)
            .order_by_desc(ProposalColumn::Slug)
            .limit(paging.size())
            .offset(paging.offset())
            .into_model::<Named>()
            .all(db)
            .await?;
        let lines = rows
            .into_iter()
            .map(|row| row.line().map(|(_, line)| line))
            .collect::<Result<_, _>>()?;
        Ok(Proposals {
            name: tracked.brief(),
            number,
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
            lines,
            page: paging.page(),
            pages: paging.pages(total),
            total,
        })
    }
}

impl Named {
    /// As it stands in a list, with what it says.
    pub fn line(self) -> Result<(Held, ProposalLine), Refusal> {
        let held = held(self.proposal)?;
        let line = ProposalLine {
            slug: held.row.slug.clone(),
            room: held.room,
            state: held.state,
            change: held.wording.change,
            key: held.wording.key.clone(),
            kind: held.wording.matter.kind(),
            about: held.wording.matter.title(),
            base: held.wording.base,
            author: Author {
                name: self.author_name,
                organisation: self.organisation_name,
                role: Role::from_code(&held.row.role),
            },
            at: held.row.at,
            reason: held.row.reason.clone(),
        };
        Ok((held, line))
    }
}
