//! Reading one offer, and trying out what was typed before it is saved.

use domain::form::Posted;
use domain::offer::{Kept, Key, Matter, MatterKind};
use domain::process::{Act, Event, EventKind, Reference, Stage};
use sea_orm::{ColumnTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect};

use super::Offers;
use super::content::Content;
use super::sight::{Entered, Seen};
use super::view::{Decision, NEW, OfferView};
use crate::store::{events, people};
use crate::{Refusal, Viewer};

impl Offers<'_> {
    /// The whole offer. Not found where none of the viewer’s hats sees it.
    pub async fn read(&self, viewer: &Viewer, reference: &Reference) -> Result<OfferView, Refusal> {
        let entered = self.enter(viewer, Act::ReadOffer, reference).await?;
        self.read_of(entered).await
    }

    /// The same of an offer that was entered to be read.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn read_of(&self, entered: Entered) -> Result<OfferView, Refusal> {
        self.view(entered.seen).await
    }

    /// The same with what was typed in the place of what the matter says. Nothing is written.
    pub async fn preview(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        key: &Key,
        posted: &Posted,
    ) -> Result<OfferView, Refusal> {
        let seen = self.see(viewer, Act::EditSection, reference).await?;
        let mut view = self.view(seen).await?;
        let around = view.around();
        let kept = view
            .proposal
            .kept
            .iter_mut()
            .find(|kept| kept.key == *key)
            .ok_or(Refusal::NotFound)?;
        kept.matter.read(posted, &around);
        Ok(view)
    }

    /// The same with a matter that was not added yet: it stands under the key `NEW`. Nothing is written.
    pub async fn preview_new(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        kind: MatterKind,
        posted: &Posted,
    ) -> Result<OfferView, Refusal> {
        let seen = self.see(viewer, Act::AddMatter, reference).await?;
        if !kind.is_several() {
            return Err(Refusal::NotFound);
        }
        let mut view = self.view(seen).await?;
        let mut matter = Matter::blank(kind);
        matter.read(posted, &view.around());
        view.proposal.kept.push(Kept {
            key: Key::new(NEW),
            version: 0,
            matter,
        });
        Ok(view)
    }

    async fn view(&self, seen: Seen) -> Result<OfferView, Refusal> {
        let db = self.services.read();
        let as_submitted = seen.is_rewritten_in_private();
        let content = if as_submitted {
            Content::as_submitted(db, &seen.head).await?
        } else {
            Content::now(db, &seen.head).await?
        };
        let decision = self.decision(&seen).await?;
        let head = &seen.head;
        Ok(OfferView {
            id: head.row.id.clone(),
            reference: head.reference.clone(),
            title: title(&content).unwrap_or_else(|| head.row.title.clone()),
            place_name: head.place_name.clone(),
            kind: head.kind,
            stage: head.stage,
            stage_since: head.row.stage_since,
            parameters: if as_submitted {
                head.parameters_as_submitted()?
            } else {
                head.parameters()?
            },
            champion: head.champion.clone(),
            lead_department: head.lead_department.clone(),
            first_submitted_at: head.row.first_submitted_at,
            submitted_at: head.row.submitted_at,
            edits: content.edits(),
            answers: content.answers.for_people(&content.proposal),
            proposal: content.proposal,
            decision,
            as_submitted,
            may: seen.may(),
            facts: seen.facts,
        })
    }

    /// What was decided last, where that is why the offer stands where it stands.
    async fn decision(&self, seen: &Seen) -> Result<Option<Decision>, Refusal> {
        let kind = match seen.head.stage {
            Stage::Draft if seen.head.was_submitted() => EventKind::Returned,
            Stage::Declined => EventKind::Declined,
            Stage::Ended => EventKind::Ended,
            Stage::Withdrawn => EventKind::Withdrawn,
            Stage::Terminated => EventKind::Terminated,
            Stage::Draft
            | Stage::Submitted
            | Stage::Negotiating
            | Stage::Settled
            | Stage::Signing
            | Stage::Signed
            | Stage::InForce
            | Stage::Completed => return Ok(None),
        };
        let row = events::seen(&seen.head.row.id, seen.rooms())
            .column_as(people::Column::Name, "name")
            .join(JoinType::LeftJoin, events::person())
            .filter(events::Column::Kind.eq(kind.code()))
            .order_by_desc(events::Column::At)
            .order_by_desc(events::Column::Id)
            .into_model::<Decided>()
            .one(self.services.read())
            .await?;
        row.map(|row| {
            let event = row
                .payload
                .as_deref()
                .map(serde_json::from_str::<Event>)
                .transpose()?;
            Ok(Decision {
                words: kind.label().to_owned(),
                reason: event.and_then(|event| event.detail()),
                by: row.name.unwrap_or_default(),
                at: row.at,
            })
        })
        .transpose()
    }
}

#[derive(FromQueryResult)]
struct Decided {
    payload: Option<String>,
    at: chrono::DateTime<chrono::Utc>,
    name: Option<String>,
}

fn title(content: &Content) -> Option<String> {
    let title = &content.proposal.scope().title;
    (!title.is_empty()).then(|| title.clone())
}
