//! Somebody takes a file away. Its record stays, with its digest and the reason; the content goes.

use domain::file::may_remove;
use domain::process::{Act, Filing, Reference, Role};
use sea_orm::ActiveValue::Set;

use super::Files;
use super::open::filed;
use crate::Refusal;
use crate::act::{Doer, guarded};
use crate::offers::head::known;
use crate::offers::words;
use crate::store::files::{self, FileChange};

impl Files<'_> {
    /// Takes a file away.
    ///
    /// # Errors
    /// Not found where it stands in another room; not allowed for others than who attached it or leads their side;
    /// a fault at `reason`.
    pub async fn remove(
        &self,
        doer: &Doer,
        reference: &Reference,
        slug: &str,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut open = self.begin(doer, Act::RemoveFile, reference).await?;
        let file = open.file(slug).await?;
        let from = known(&file.role, Role::from_code)?.side();
        if !may_remove(&open.hat, &file.attached_by.as_str().into(), from) {
            return Err(Refusal::NotAllowed(NOT_YOURS.to_owned()));
        }
        if file.removed_at.is_some() {
            return Err(Refusal::AlreadyDone);
        }
        let reason = words::reason(reason, "Say why it is removed")?;
        let changed = files::change(&file)
            .set(FileChange {
                removed_by: Set(Some(open.hat.person.to_string())),
                removed_at: Set(Some(open.act.now())),
                reason: Set(Some(reason.clone())),
                version: Set(file.version + 1),
                ..Default::default()
            })
            .exec(open.act.db())
            .await?;
        guarded(changed.rows_affected)?;
        let step = Filing::FileRemoved {
            file: filed(&file, open.head.row.submitted_at)?,
            reason,
        };
        open.record(step)?;
        open.act.commit().await?;
        self.forget(&file.id).await;
        Ok(())
    }
}

pub(super) const NOT_YOURS: &str =
    "Only who attached a file, or who leads the same side, can remove it.";
