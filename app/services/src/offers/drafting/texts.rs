//! When two people saved the same matter: the text both started from, the newer one, and the one refused.

use domain::form::Posted;
use domain::offer::{Kept, Matter};

use super::save::Saved;
use crate::offers::content::{self, Content};
use crate::offers::sight::Open;
use crate::{Conflict, Refusal};

/// The three texts of a conflict, for comparing them field by field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    pub base: Matter,
    pub yours: Matter,
    pub theirs: Matter,
}

/// Reads the texts that a conflict over a matter carries.
pub fn texts(conflict: &Conflict) -> Result<Texts, Refusal> {
    Ok(Texts {
        base: serde_json::from_str(&conflict.base)?,
        yours: serde_json::from_str(&conflict.yours)?,
        theirs: serde_json::from_str(&conflict.theirs)?,
    })
}

/// What becomes of a save that began at an older version than the one that stands.
pub(super) async fn newer(
    open: &Open,
    content: &Content,
    theirs: &Kept,
    base_version: i64,
    posted: &Posted,
) -> Result<Saved, Refusal> {
    let id = content.row_id(&theirs.key)?;
    let base = content::version(open.act.db(), id, base_version)
        .await?
        .unwrap_or_else(|| theirs.matter.clone());
    let mut yours = base.clone();
    yours.read(posted, &content.proposal.around());
    // Nobody loses anything where both say the same, or where this one changed nothing.
    if yours == theirs.matter || yours == base {
        return Ok(Saved::unchanged(theirs, content));
    }
    let edit = content.edits().remove(&theirs.key);
    Err(Refusal::Conflict(Box::new(Conflict {
        version: theirs.version,
        saved_by: edit
            .as_ref()
            .map(|edit| edit.by.clone())
            .unwrap_or_default(),
        saved_at: edit.map(|edit| edit.at),
        base: serde_json::to_string(&base)?,
        theirs: serde_json::to_string(&theirs.matter)?,
        yours: serde_json::to_string(&yours)?,
    })))
}
