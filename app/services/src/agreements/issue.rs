//! Issuing: what was agreed is frozen, sealed, printed, stored, and goes out for signature.

use domain::agreement::{Digest, Issue, Refusal as Rule, Sealed, Signatory, Varied, canonical};
use domain::process::{Act, Event, Reference, Transition, Verdict, permit};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use super::candidates::Candidates;
use super::documents::Printed;
use super::forms::{ToIssue, to_sign};
use super::freeze::{Agreed, Frozen};
use super::kept::{Body, Kept};
use super::moves::facts_in;
use super::papers::{Papers, agreement_row, number};
use super::sheet::{facts_of, moment};
use super::{Agreements, letters, moves};
use crate::act::Doer;
use crate::offers::head::Head;
use crate::offers::sight::Open;
use crate::store::agreement::{issue, part};
use crate::{Refusal, chance};

/// What was printed before the act: the text with this digest, to be signed by these.
struct Ready {
    digest: Digest,
    signatories: Vec<Signatory>,
    documents: Vec<Printed>,
}

/// Why nothing was put out, where what would have been is not any more what was printed.
pub(super) const CHANGED_MEANWHILE: &str = "Somebody changed what would be signed, or who signs it, while the documents \
    were being printed. Nothing was put out. Read what changed, then do it again.";

impl Agreements<'_> {
    /// Issues the agreement, or the next version of it that a variation has settled. Nothing changes the text later.
    /// Its documents are printed before the act begins; where somebody changes the offer in that moment, nothing is
    /// issued. Answers the name of the sheet in addresses.
    ///
    /// # Errors
    /// `AlreadyDone` where it is out; `Invalid` where it cannot be frozen, and at `signatories` and `last-day`;
    /// `WrongStage` where the text changed while it was printed, and for another variation that is out.
    pub async fn issue(
        &self,
        doer: &Doer,
        reference: &Reference,
        variation: Option<u32>,
        asked: &ToIssue,
    ) -> Result<String, Refusal> {
        let ready = self.ready(doer, reference, variation, asked).await?;
        let act = self.services.begin(doer).await?;
        let head = Head::lock(act.db(), reference).await?;
        let facts = facts_of(act.db(), &head, moment(&act).today).await?;
        let mut papers = Papers::of(act.db(), &head.row.id).await?;
        must_be_allowed(doer, &facts, &papers, variation)?;
        let (now, issued_at) = (moment(&act), act.now());
        let agreed = Agreed::of(act.db(), &head, &facts).await?;
        let frozen = agreed.frozen(act.db(), &head, &papers, variation).await?;
        let sealed = sealed(&frozen)?;
        let issue = open_issue(
            act.db(),
            &head,
            &papers,
            variation,
            &frozen,
            &sealed,
            asked,
            now,
        );
        let issue = issue.await?;
        if sealed.digest != ready.digest || issue.sheet.signatories != ready.signatories {
            return Err(Refusal::WrongStage(CHANGED_MEANWHILE.to_owned()));
        }
        let issue_id = chance::new_id();
        issue::Entity::insert(issue::ActiveModel {
            id: Set(issue_id.clone()),
            offer_id: Set(head.row.id.clone()),
            number: Set(number(issue.number)?),
            version: Set(number(issue.version)?),
            variation: Set(variation.map(number).transpose()?),
            content: Set(canonical(&frozen.content).map_err(Refusal::broken)?),
            digest: Set(sealed.digest.to_string()),
            issued_at: Set(issued_at),
            by_id: Set(doer
                .person()
                .map(ToString::to_string)
                .ok_or(Refusal::SignIn)?),
            signed_at: Set(None),
            in_force_since: Set(None),
            in_force_at: Set(None),
        })
        .exec_without_returning(act.db())
        .await
        .map_err(super::papers::once)?;
        keep_parts(act.db(), &issue_id, &sealed).await?;
        for document in ready.documents {
            document.keep(act.db(), &issue_id).await?;
        }
        agreement_row(act.db(), &head.row.id).await?;
        let kept = Kept::add(
            act.db(),
            &head.row.id,
            number(issue.number)?,
            Body::Agreement(issue),
            (Some(issue_id), None),
            variation,
            &papers.all_memoranda(),
        )
        .await?;
        let mut open = Open { act, head };
        moves::step(
            &mut open,
            &mut papers,
            variation,
            Transition::Issue,
            &Event::Issued,
        )
        .await?;
        letters::first_asked(&mut open.act, &open.head, &kept).await?;
        open.act.commit().await?;
        Ok(kept.slug())
    }

    /// Everything that can be said against it, and the documents: before the store is locked for it.
    async fn ready(
        &self,
        doer: &Doer,
        reference: &Reference,
        variation: Option<u32>,
        asked: &ToIssue,
    ) -> Result<Ready, Refusal> {
        let db = self.services.read();
        let head = Head::find(db, reference).await?;
        let now = self.services.now();
        let facts = facts_of(db, &head, self.services.today()).await?;
        doer.may(Act::ReadTerms, Some(&facts))?;
        let papers = Papers::of(db, &head.row.id).await?;
        must_be_allowed(doer, &facts, &papers, variation)?;
        let agreed = Agreed::of(db, &head, &facts).await?;
        let frozen = agreed.frozen(db, &head, &papers, variation).await?;
        let sealed = sealed(&frozen)?;
        let today = domain::agreement::Moment {
            at: now,
            today: self.services.today(),
        };
        let issue = open_issue(
            db, &head, &papers, variation, &frozen, &sealed, asked, today,
        );
        let (digest, signatories) = (sealed.digest, issue.await?.sheet.signatories);
        let Frozen { content, before } = frozen;
        let asked = signatories.clone();
        let printed = self.services.print(content, digest, before, asked, now);
        Ok(Ready {
            digest,
            documents: printed.await?,
            signatories,
        })
    }
}

/// Whether this doer may issue now; what is out already is done already.
fn must_be_allowed(
    doer: &Doer,
    facts: &domain::process::OfferFacts,
    papers: &Papers,
    variation: Option<u32>,
) -> Result<(), Refusal> {
    let within = facts_in(facts, papers, variation)?;
    let verdict = permit(doer.hat(), Act::Issue, Some(&within));
    let is_out = Transition::Issue.row().to == within.stage;
    if matches!(verdict, Verdict::WrongStage(_)) && is_out {
        return Err(Refusal::AlreadyDone);
    }
    doer.may(Act::Issue, Some(&within))?;
    let others = papers.all_variations();
    let current = papers.current().map(|one| one.version);
    if let (Some(varied), Some(current)) = (
        others.iter().find(|one| Some(one.number) == variation),
        current,
    ) {
        varied.may_issue(&others, super::papers::count(current)?)?;
    }
    Ok(())
}

fn sealed(frozen: &Frozen) -> Result<Sealed, Refusal> {
    frozen.content.seal().map_err(Refusal::broken)
}

#[expect(
    clippy::too_many_arguments,
    reason = "everything that the domain asks for to put a text out"
)]
async fn open_issue(
    db: &impl ConnectionTrait,
    head: &Head,
    papers: &Papers,
    variation: Option<u32>,
    frozen: &Frozen,
    sealed: &Sealed,
    asked: &ToIssue,
    now: domain::agreement::Moment,
) -> Result<Issue, Refusal> {
    let candidates = Candidates::of(db, head).await?;
    let to_sign = to_sign(db, &candidates, asked).await?;
    let others = papers.all_variations();
    let terms = others.iter().find(|one| Some(one.number) == variation);
    let varied = match (&frozen.before, terms) {
        (Some(before), Some(varied)) => Some(Varied {
            before,
            terms: &varied.terms,
        }),
        _ => None,
    };
    let earlier = papers.all_issues();
    Issue::open(&frozen.content, sealed, varied, to_sign, &earlier, now).map_err(
        |rule| match rule {
            Rule::OutAlready => Refusal::AlreadyDone,
            rule => rule.into(),
        },
    )
}

async fn keep_parts(
    db: &impl ConnectionTrait,
    issue_id: &str,
    sealed: &Sealed,
) -> Result<(), Refusal> {
    let rows = (0..)
        .zip(&sealed.parts)
        .map(|(position, one)| part::ActiveModel {
            issue_id: Set(issue_id.to_owned()),
            name: Set(one.name.clone()),
            position: Set(position),
            text: Set(one.text.clone()),
            digest: Set(one.digest().to_string()),
        });
    part::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
