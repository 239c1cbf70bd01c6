//! What somebody needs who is about to propose: the current text, and who else proposes something about it.

use domain::money::Parameters;
use domain::negotiation::{Change, PartyId, ProposalState, Refusal as Rule, TermState};
use domain::offer::{Around, Matter, MatterKind, Proposal};
use domain::process::{Act, Hat, Reference, Room, permit};
use domain::talk::rooms_to_write_in;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::list::Named;
use super::view::ProposalLine;
use crate::negotiation::Negotiation;
use crate::negotiation::load::terms;
use crate::offers::content::Content;
use crate::store::negotiation::{self, ProposalColumn};
use crate::{Refusal, Viewer};

/// So many others are shown.
const MOST_OTHERS: u64 = 50;

/// A proposal to be.
#[derive(Clone, Debug)]
pub struct WordingForm {
    pub reference: Reference,
    /// Of the offer.
    pub title: String,
    pub place_name: String,
    /// Of the term.
    pub number: u32,
    pub name: String,
    /// The version that it starts from.
    pub current: u32,
    pub change: Change,
    pub kind: MatterKind,
    /// The matter as it stands now; a blank one where something is added.
    pub matter: Matter,
    pub around: Around,
    /// What the current versions of all terms say together, for the sums.
    pub proposal: Proposal,
    pub parameters: Parameters,
    /// The rooms to choose among, the more private first.
    pub rooms: Vec<Room>,
    /// Whether a position can be taken in the same step.
    pub may_take_position: bool,
    /// The viewer knows of these, which wait for an answer and are about the same matter.
    pub others: Vec<ProposalLine>,
}

impl Negotiation<'_> {
    /// What is needed to propose this change of the current version. `hat` is the one that is worn.
    ///
    /// # Errors
    /// As for proposing: not found where the terms are not seen; `NotAllowed`, `OtherHat` and `WrongStage` where the hat
    /// cannot propose it now; `WrongStage`, too, for a term that is agreed or closed, and for what has gone from it.
    pub async fn wording_form(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        number: u32,
        change: &Change,
    ) -> Result<WordingForm, Refusal> {
        let db = self.services.read();
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadTerms, reference)
            .await?;
        let worn = hat.ok_or(Refusal::NotFound)?;
        viewer
            .acting_as(worn)
            .ok_or(Refusal::NotFound)?
            .may(Act::ProposeWording, Some(&seen.facts))?;
        let said = Content::said(db, &seen.head).await?;
        let (offer_id, rooms) = (&seen.head.row.id, seen.rooms());
        let tracked = terms(db, offer_id, &said, rooms, Some(number))
            .await?
            .pop()
            .ok_or(Refusal::NotFound)?;
        let term = &tracked.term;
        match term.state() {
            TermState::Open => {}
            TermState::Agreed => return Err(Rule::Locked.into()),
            TermState::Withdrawn => return Err(Rule::Withdrawn.into()),
            TermState::Refused => return Err(Rule::Refused.into()),
        }
        term.can_hold(change)?;
        let matter = match change {
            Change::Add(kind) => Matter::blank(*kind),
            Change::Edit(key) | Change::Remove(key) => term
                .current
                .matters
                .iter()
                .find(|kept| kept.key == *key)
                .map(|kept| kept.matter.clone())
                .ok_or(Rule::NotInTerm)?,
        };
        let mut others = Vec::new();
        if let Change::Edit(key) | Change::Remove(key) = change {
            let wanted = negotiation::proposals(offer_id, rooms)
                .filter(ProposalColumn::TermId.eq(tracked.id.as_str()))
                .filter(ProposalColumn::State.eq(ProposalState::Open.code()))
                .filter(ProposalColumn::MatterSlug.eq(key.as_str()));
            let rows = negotiation::proposals_with_names(wanted)
                .order_by_desc(ProposalColumn::At)
                .limit(MOST_OTHERS)
                .into_model::<Named>()
                .all(db)
                .await?;
            for row in rows {
                others.push(row.line()?.1);
            }
        }
        let speaks_for = PartyId::of(worn, &seen.facts.place);
        let is_party = term
            .parties()
            .iter()
            .any(|party| Some(&party.id) == speaks_for.as_ref());
        let may_speak = permit(Some(worn), Act::TakePosition, Some(&seen.facts)).is_allowed();
        Ok(WordingForm {
            number,
            name: tracked.brief(),
            current: term.current.number,
            kind: matter.kind(),
            matter,
            change: change.clone(),
            around: said.around(),
            parameters: seen.head.parameters()?,
            proposal: said,
            rooms: rooms_to_write_in(worn, &seen.facts),
            may_take_position: is_party && may_speak,
            others,
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
        })
    }
}
