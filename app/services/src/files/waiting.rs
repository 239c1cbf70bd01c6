//! Files that wait for the scanner are shown to it again and again, until it says something.

use domain::file::FileState;
use domain::process::{Event, Filing};
use sea_orm::ActiveValue::Set;
use sea_orm::{EntityTrait, QuerySelect};

use super::open::filed;
use super::scanner::{Scanner, Verdict};
use super::{Files, Keeping};
use crate::Refusal;
use crate::act::{Doer, guarded};
use crate::store::files::{self, FileChange, FileRow};
use crate::store::offers;

/// How many are looked at in one round.
const AT_ONCE: u64 = 20;

impl Files<'_> {
    /// Shows those that wait to the scanner, the least lately shown first. Answers how many it has said something of.
    /// Where it says nothing, the others wait for the next round.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn look_at_waiting(&self) -> Result<u64, Refusal> {
        let Ok(keeping) = self.keeping() else {
            return Ok(0);
        };
        let Some(scanner) = &keeping.scanner else {
            return Ok(0);
        };
        let waiting = FileState::ALL.iter().copied().filter(|state| state.waits());
        let some = files::waiting(waiting)
            .limit(AT_ONCE)
            .all(self.services.read())
            .await?;
        let mut told = 0;
        for file in some {
            match self.look_at(keeping, scanner, &file).await {
                Ok(Verdict::Silent) => break,
                Ok(Verdict::Clean | Verdict::Found(_)) => told += 1,
                // Somebody else was there first, or took it away.
                Err(Refusal::Conflict(_)) => {}
                Err(refusal) => return Err(refusal),
            }
        }
        Ok(told)
    }

    async fn look_at(
        self,
        keeping: &Keeping,
        scanner: &Scanner,
        file: &FileRow,
    ) -> Result<Verdict, Refusal> {
        let content = match keeping.shelf.whole(&file.id).await {
            Ok(content) => content,
            Err(refusal) => {
                // One that is lost must not hold up the others.
                tracing::error!(?refusal, file = file.id, "a file that waits cannot be read");
                self.tried(file).await?;
                return Err(Refusal::stale());
            }
        };
        let verdict = scanner.look_at(&content).await;
        let (state, found) = match &verdict {
            Verdict::Clean => (FileState::Clean, None),
            Verdict::Found(what) => (FileState::Refused, Some(what.clone())),
            Verdict::Silent => {
                self.tried(file).await?;
                return Ok(verdict);
            }
        };
        let mut act = self.services.begin(&Doer::house()).await?;
        let changed = files::change(file)
            .set(FileChange {
                state: Set(state.code().to_owned()),
                checked_at: Set(Some(act.now())),
                found: Set(found.clone()),
                version: Set(file.version + 1),
                ..Default::default()
            })
            .exec(act.db())
            .await?;
        guarded(changed.rows_affected)?;
        let offer = offers::Entity::find_by_id(file.offer_id.as_str())
            .one(act.db())
            .await?
            .ok_or(Refusal::NotFound)?;
        let filed = filed(file, offer.submitted_at)?;
        let step = match found {
            Some(found) => Filing::FileRefused { file: filed, found },
            None => Filing::FileCleared { file: filed },
        };
        act.record(&file.offer_id, &Event::Filing(step))?;
        act.commit().await?;
        if state == FileState::Refused {
            self.forget(&file.id).await;
        }
        Ok(verdict)
    }

    /// Notes that it was tried, so that the others have their turn.
    async fn tried(self, file: &FileRow) -> Result<(), Refusal> {
        files::change(file)
            .set(FileChange {
                checked_at: Set(Some(self.services.real_now())),
                ..Default::default()
            })
            .exec(self.services.write())
            .await?;
        Ok(())
    }
}
