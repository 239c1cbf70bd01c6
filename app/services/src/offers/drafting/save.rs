//! Saving one matter: whatever was typed is kept, and nobody’s newer text is overwritten.

use domain::form::{Posted, Sheet, compare};
use domain::offer::{Kept, Key};
use domain::process::{Act, Event, Reference};

use super::after::follow;
use super::texts::newer;
use crate::Refusal;
use crate::act::Doer;
use crate::offers::Offers;
use crate::offers::content::Content;
use crate::offers::matter_rows::write_matter;
use crate::offers::sight::Open;

/// The most fields that an event names.
const NAMED_FIELDS: usize = 12;

/// What came of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub key: Key,
    /// The version that stands now.
    pub version: i64,
    /// As it was saved, with what is wrong or missing.
    pub sheet: Sheet,
    /// Whether anything was different from what stood there.
    pub changed: bool,
}

impl Offers<'_> {
    /// Takes over what was posted into the matter, valid or not, if `base_version` is still the newest.
    ///
    /// # Errors
    /// `Conflict` with all three texts where somebody saved since, unless both say the same or nothing was
    /// changed from what both started from.
    pub async fn save(
        &self,
        doer: &Doer,
        reference: &Reference,
        key: &Key,
        base_version: i64,
        posted: &Posted,
    ) -> Result<Saved, Refusal> {
        let mut open = self.open(doer, Act::EditSection, reference).await?;
        let mut content = Content::now(open.act.db(), &open.head).await?;
        let around = content.proposal.around();
        let before = content.find(key)?.clone();
        if before.version != base_version {
            return newer(&open, &content, &before, base_version, posted).await;
        }
        let mut matter = before.matter.clone();
        matter.read(posted, &around);
        if matter == before.matter {
            return Ok(Saved::unchanged(&before, &content));
        }
        let version = before.version + 1;
        write_matter(&open.act, content.row_id(key)?, version, &matter).await?;
        content.put(key, version, matter);
        let fields = changed_fields(&before, &content);
        open.act.record(
            &open.head.row.id,
            &Event::SectionSaved {
                section: before.matter.kind().section(),
                fields,
            },
        )?;
        let saved = Saved::of(key, &content)?;
        let Open { mut act, head } = open;
        follow(&mut act, &head, &content).await?;
        act.commit().await?;
        Ok(saved)
    }
}

impl Saved {
    /// What stands after a change.
    pub(super) fn of(key: &Key, content: &Content) -> Result<Self, Refusal> {
        let kept = content.find(key)?;
        Ok(Self {
            changed: true,
            ..Self::unchanged(kept, content)
        })
    }

    /// What stood already.
    pub(super) fn unchanged(kept: &Kept, content: &Content) -> Self {
        Self {
            key: kept.key.clone(),
            version: kept.version,
            sheet: kept.matter.sheet(&content.proposal.around()),
            changed: false,
        }
    }
}

/// The labels of the fields that changed, without what stood or stands in them.
fn changed_fields(before: &Kept, content: &Content) -> Vec<String> {
    let Some(after) = content.proposal.find(&before.key) else {
        return Vec::new();
    };
    let around = content.proposal.around();
    let (old, new) = (
        before.matter.reading(&around),
        after.matter.reading(&around),
    );
    let mut labels: Vec<String> = compare(&old, &old, &new)
        .into_iter()
        .map(|difference| difference.label)
        .collect();
    labels.dedup();
    if labels.len() > NAMED_FIELDS {
        let more = labels.len() - NAMED_FIELDS;
        labels.truncate(NAMED_FIELDS);
        labels.push(format!("and {more} more"));
    }
    labels
}
