//! What a term says becomes another version: matters, version, sums, and who is asked again, in one act.

use std::collections::BTreeSet;

use domain::offer::{Kept, MatterKind};
use domain::process::OrganisationId;

use super::begin::add_version;
use super::open::OpenTerm;
use crate::Refusal;
use crate::offers::parties::{DEPARTMENT, departments_in, keep_parties};
use crate::offers::{add_matter_row, follow, remove_matter_row, restore_matter_row, write_matter};

impl OpenTerm {
    /// Makes these matters the current version of the term. The sums of the offer, its partners’ answers and the
    /// departments that have a part in it follow. Record the act, then `keep` the term.
    ///
    /// # Errors
    /// What the domain says of the term: locked, closed, another version meanwhile, nothing changed.
    pub async fn put_forward(
        &mut self,
        base: u32,
        mut matters: Vec<Kept>,
        reason: &str,
    ) -> Result<u32, Refusal> {
        let before = self.tracked.term.current.matters.clone();
        for kept in &mut matters {
            kept.version = match before.iter().find(|old| old.key == kept.key) {
                Some(old) if old.matter == kept.matter => old.version,
                Some(old) => old.version + 1,
                None => 1,
            };
        }
        let number = self.tracked.term.put_forward(
            base,
            matters.clone(),
            self.hat.person.clone(),
            self.act.now(),
            reason,
        )?;
        self.write_matters(&before, &matters).await?;
        let version = self.tracked.term.current.clone();
        add_version(self.act.db(), &self.tracked.id, &version, &self.hat).await?;
        self.follow().await?;
        Ok(number)
    }

    /// Takes the matters of a closed term out of the offer: it promises them no more.
    pub async fn take_out(&mut self) -> Result<(), Refusal> {
        let kinds_that_stay = |kind: MatterKind| !kind.is_several();
        for kept in self.tracked.term.current.matters.clone() {
            if kinds_that_stay(kept.matter.kind()) {
                continue;
            }
            remove_matter_row(&self.act, self.content.row_id(&kept.key)?).await?;
            self.content.proposal.kept.retain(|one| one.key != kept.key);
        }
        self.follow().await
    }

    /// Brings the matters of a term that was closed back into the offer.
    pub async fn bring_back(&mut self) -> Result<(), Refusal> {
        for kept in self.tracked.term.current.matters.clone() {
            if self.content.find(&kept.key).is_err() {
                restore_matter_row(&self.act, &self.head.row.id, &kept.key).await?;
                self.content.proposal.kept.push(kept);
            }
        }
        self.follow().await
    }

    async fn write_matters(&mut self, before: &[Kept], after: &[Kept]) -> Result<(), Refusal> {
        for kept in after {
            match before.iter().find(|old| old.key == kept.key) {
                Some(old) if old.matter == kept.matter => {}
                Some(_) => {
                    let row = self.content.row_id(&kept.key)?;
                    write_matter(&self.act, row, kept.version, &kept.matter).await?;
                    self.content
                        .put(&kept.key, kept.version, kept.matter.clone());
                }
                None => {
                    let last = self.content.last_position(kept.matter.kind());
                    add_matter_row(&self.act, &self.head.row.id, last + 1, kept).await?;
                    self.content.proposal.kept.push(kept.clone());
                }
            }
        }
        for old in before {
            if after.iter().all(|kept| kept.key != old.key) {
                remove_matter_row(&self.act, self.content.row_id(&old.key)?).await?;
                self.content.proposal.kept.retain(|one| one.key != old.key);
            }
        }
        Ok(())
    }

    /// Brings in step what follows from what the offer says.
    async fn follow(&mut self) -> Result<(), Refusal> {
        follow(&mut self.act, &self.head, &self.content).await?;
        // Whoever had a part keeps sight of what it has bargained over.
        let departments: BTreeSet<OrganisationId> = self
            .facts
            .departments
            .iter()
            .cloned()
            .chain(departments_in(&self.content.proposal))
            .collect();
        let departments: Vec<OrganisationId> = departments.into_iter().collect();
        keep_parties(self.act.db(), &self.head.row.id, DEPARTMENT, &departments).await
    }
}
