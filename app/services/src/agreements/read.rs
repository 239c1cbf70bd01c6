//! Reading an agreement: the public what came into force and is published, those who take part every issue.

use domain::agreement::{Content, Force, Part, Sealed};
use domain::process::{Act, Hat, OfferFacts, Reference, permit, permit_any};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::kept::{Body, Kept};
use super::papers::{IssueRow, Papers, content, count, digest};
use super::sheet::facts_of;
use super::view::{AgreementView, FreedomOn, SignedMemorandum};
use super::{Agreements, documents, sheet_paper};
use crate::offers::head::Head;
use crate::refusal::allowed;
use crate::store::agreement::part;
use crate::{Refusal, Viewer};

/// An issue that somebody may read.
pub(super) struct Readable {
    pub head: Head,
    pub facts: OfferFacts,
    pub papers: Papers,
    pub issue: IssueRow,
    pub hats: Vec<Hat>,
    /// Whether they take part in the offer; else they are of the public.
    pub takes_part: bool,
}

impl Agreements<'_> {
    /// An agreement, in the version asked for; else the one in force, else the one that is out.
    ///
    /// # Errors
    /// `SignIn` where nobody is signed in and it is not public, or not there at all; not found.
    pub async fn agreement(
        &self,
        viewer: Option<&Viewer>,
        reference: &Reference,
        version: Option<u32>,
    ) -> Result<AgreementView, Refusal> {
        let read = self.read_version(viewer, reference, version).await?;
        let db = self.services.read();
        let content = content(db, &read.issue.id).await?;
        let force = read.papers.force();
        let kept = read
            .papers
            .sheet_of(&read.issue.id)
            .ok_or(Refusal::NotFound)?;
        let memoranda = read.papers.sheets.iter().filter(|one| {
            let stands = one.body.sheet().state() == domain::agreement::SheetState::Signed;
            let of_this = matches!((&one.body, &kept.body), (Body::Memorandum(memorandum), Body::Agreement(issue))
                if issue.memoranda.iter().any(|needed| memorandum.answers(needed)));
            stands && of_this
        });
        let memoranda: Vec<&Kept> = memoranda.collect();
        let mut papers = sheet_paper::lines(db, &memoranda).await?;
        let memoranda = memoranda.into_iter().map(|one| SignedMemorandum {
            pdf: papers.remove(&one.id),
            line: one.line(&read.hats),
        });
        let memoranda = memoranda.collect();
        let current = read.papers.current().map(|one| one.id.as_str());
        let is_in_force = current == Some(read.issue.id.as_str());
        Ok(AgreementView {
            version: count(read.issue.version)?,
            variation: read.issue.variation.map(count).transpose()?,
            digest: digest(&read.issue.digest)?,
            issued_at: read.issue.issued_at,
            is_in_force,
            is_public: read.facts.is_published(),
            embargo_until: read.papers.embargo_until(),
            force,
            in_force_since: read.issue.in_force_since,
            freedoms: self.freedoms(&content, force),
            signatories: kept.body.sheet().signatories.clone(),
            state: kept.body.sheet().state(),
            memoranda,
            documents: documents::lines(db, &read.issue.id).await?,
            versions: self.versions(&read.papers, read.takes_part).await?,
            ending: read.papers.ending()?,
            reference: read.head.reference.clone(),
            stage: read.head.stage,
            content,
        })
    }

    /// The parts of a version as they are stored, with their digest: what is verified, and read as data.
    ///
    /// # Errors
    /// As for the agreement.
    pub async fn parts(
        &self,
        viewer: Option<&Viewer>,
        reference: &Reference,
        version: Option<u32>,
    ) -> Result<Sealed, Refusal> {
        let read = self.read_version(viewer, reference, version).await?;
        let rows = part::Entity::find()
            .filter(part::Column::IssueId.eq(read.issue.id.as_str()))
            .order_by_asc(part::Column::Position)
            .all(self.services.read())
            .await?;
        let parts = rows.into_iter().map(|row| Part {
            name: row.name,
            text: row.text,
        });
        Ok(Sealed {
            parts: parts.collect(),
            digest: digest(&read.issue.digest)?,
        })
    }

    /// Two versions, to be compared.
    ///
    /// # Errors
    /// As for the agreement, of either.
    pub async fn contents(
        &self,
        viewer: Option<&Viewer>,
        reference: &Reference,
        before: u32,
        after: u32,
    ) -> Result<(Content, Content), Refusal> {
        let before = self.read_version(viewer, reference, Some(before)).await?;
        let after = self.read_version(viewer, reference, Some(after)).await?;
        let db = self.services.read();
        Ok((
            content(db, &before.issue.id).await?,
            content(db, &after.issue.id).await?,
        ))
    }

    /// The issue that is asked for, where this reader may see it.
    pub(super) async fn read_version(
        &self,
        viewer: Option<&Viewer>,
        reference: &Reference,
        version: Option<u32>,
    ) -> Result<Readable, Refusal> {
        let hats = viewer.map(Viewer::hats);
        let nowhere = || match viewer {
            Some(_) => Refusal::NotFound,
            None => Refusal::SignIn,
        };
        let db = self.services.read();
        if reference.is_draft() {
            return Err(nowhere());
        }
        let head = Head::find(db, reference)
            .await
            .map_err(|refusal| match refusal {
                Refusal::NotFound => nowhere(),
                other => other,
            })?;
        let papers = Papers::of(db, &head.row.id).await?;
        let facts = facts_of(db, &head, self.services.today()).await?;
        let verdict = match &hats {
            None => permit(None, Act::ReadAgreement, Some(&facts)),
            Some(hats) => permit_any(hats, Act::ReadAgreement, Some(&facts)).verdict,
        };
        allowed(verdict)?;
        let hats = hats.unwrap_or_default();
        // Whoever reads the terms reads what became of them: an issue that never came into force as well.
        let terms = permit_any(&hats, Act::ReadTerms, Some(&facts));
        let takes_part = terms.verdict.is_allowed();
        let may_read = |one: &&IssueRow| takes_part || one.in_force_since.is_some();
        let found = match version {
            Some(version) => papers
                .issues
                .iter()
                .filter(may_read)
                .rfind(|one| u32::try_from(one.version) == Ok(version)),
            None => papers
                .current()
                .or_else(|| papers.issues.iter().rfind(may_read)),
        };
        let issue = found
            .cloned()
            .ok_or_else(|| match papers.issues.is_empty() {
                true => nowhere(),
                false => Refusal::NotFound,
            })?;
        Ok(Readable {
            head,
            facts,
            papers,
            issue,
            hats,
            takes_part,
        })
    }

    /// Each freedom with the days on which it is active: never before the agreement is in force (7.18).
    fn freedoms(&self, content: &Content, force: Option<Force>) -> Vec<FreedomOn> {
        let today = self.services.today();
        let each = content.freedoms().map(|(term, key, freedom)| FreedomOn {
            term,
            key: key.clone(),
            title: freedom.title.trim().to_owned(),
            owners: freedom
                .departments
                .iter()
                .map(|code| content.name(code).to_owned())
                .collect(),
            days: force.and_then(|force| force.of_freedom(freedom)),
            on: force.map(|force| force.freedom_on(freedom, today)),
        });
        each.collect()
    }
}
