//! Adding a matter to an offer.

use domain::form::Posted;
use domain::offer::{Kept, Key, Matter, MatterKind};
use domain::process::{Act, Event, Reference};

use super::after::follow;
use super::save::Saved;
use crate::act::Doer;
use crate::offers::Offers;
use crate::offers::add_matter_row;
use crate::offers::content::Content;
use crate::offers::sight::Open;
use crate::{Refusal, chance};

/// The most of one kind that an offer holds; it keeps pages readable and is far beyond what the rules allow.
const MOST_OF_A_KIND: usize = 100;

impl Offers<'_> {
    /// Adds a matter behind the others of its kind, with what was posted, valid or not.
    pub async fn add(
        &self,
        doer: &Doer,
        reference: &Reference,
        kind: MatterKind,
        posted: &Posted,
    ) -> Result<Saved, Refusal> {
        let open = self.open(doer, Act::AddMatter, reference).await?;
        if !kind.is_several() {
            return Err(Refusal::NotAllowed(format!(
                "Every offer has {} already.",
                kind.with_article()
            )));
        }
        let Open { mut act, head } = open;
        let mut content = Content::now(act.db(), &head).await?;
        let positions: Vec<i32> = content
            .proposal
            .kept
            .iter()
            .filter(|kept| kept.matter.kind() == kind)
            .map(|kept| content.position(&kept.key))
            .collect();
        if positions.len() >= MOST_OF_A_KIND {
            return Err(Refusal::NotAllowed(format!(
                "An offer cannot hold more than {MOST_OF_A_KIND} of these."
            )));
        }
        let mut matter = Matter::blank(kind);
        matter.read(posted, &content.proposal.around());
        let kept = Kept {
            key: Key::new(chance::slug()?),
            version: 1,
            matter,
        };
        let position = positions.iter().max().map_or(0, |last| last + 1);
        add_matter_row(&act, &head.row.id, position, &kept).await?;
        act.record(
            &head.row.id,
            &Event::MatterAdded {
                section: kind.section(),
                title: kept.matter.title(),
            },
        )?;
        let key = kept.key.clone();
        content.proposal.kept.push(kept);
        follow(&mut act, &head, &content).await?;
        let saved = Saved::of(&key, &content)?;
        act.commit().await?;
        Ok(saved)
    }
}
