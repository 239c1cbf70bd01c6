//! One sheet as somebody reads it before they sign.

use domain::agreement::{Content, Memorandum, SheetState, Signatory};
use domain::process::{Act, Hat, Reference, permit, permit_any};

use super::candidates::colleagues;
use super::forms::Candidate;
use super::kept::Body;
use super::moves::facts_in;
use super::papers::Papers;
use super::sheet::OnSheet;
use super::view::SheetLine;
use super::{Agreements, DocumentLine, sheet_paper};
use crate::{Refusal, Viewer, london};

/// A sheet with its text, and what the viewer may do.
#[derive(Clone, Debug)]
pub struct SheetView {
    pub line: SheetLine,
    pub reference: Reference,
    pub offer_title: String,
    pub place_name: String,
    pub text: Text,
    pub signatories: Vec<Signatory>,
    /// What is signed, as it was printed when it was put out.
    pub pdf: Option<DocumentLine>,
    /// The viewer’s hat that is named here, where one is.
    pub hat: Option<Hat>,
    /// What that hat confirms when it signs.
    pub declaration: Option<String>,
    pub may_sign: bool,
    /// Why it may not, where it is named and cannot sign now.
    pub why_not: Option<String>,
    pub may_refuse: bool,
    pub may_hand_on: bool,
    pub may_take_back: bool,
    pub may_recall: bool,
    pub may_remind: bool,
    /// To whom the signature can be handed on.
    pub colleagues: Vec<Candidate>,
    /// Number and title of the terms that a refusal can name.
    pub terms: Vec<(u32, String)>,
}

/// What is signed.
#[derive(Clone, Debug)]
pub enum Text {
    Agreement(Box<Content>),
    Memorandum(Box<Memorandum>),
}

impl Agreements<'_> {
    /// A sheet of an offer, for whoever reads its terms. Sheets that have ended stay readable.
    ///
    /// # Errors
    /// Not found.
    pub async fn sheet(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        slug: &str,
    ) -> Result<SheetView, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadTerms, reference).await?;
        let db = self.services.read();
        let papers = Papers::of(db, &seen.head.row.id).await?;
        let kept = papers.sheet(slug).ok_or(Refusal::NotFound)?;
        let sheet = kept.body.sheet();
        let variation = papers.variation_of(kept, seen.head.stage);
        let within = facts_in(&seen.facts, &papers, variation)?;
        let text = match (&kept.body, &kept.issue_id) {
            (Body::Agreement(_), Some(issue)) => {
                Text::Agreement(Box::new(self.content(issue).await?))
            }
            _ => Text::Memorandum(Box::new(kept.memorandum()?.ok_or(Refusal::NotFound)?)),
        };
        let terms = match &text {
            Text::Agreement(content) => {
                let each = content.terms.iter();
                each.map(|term| (term.number, term.title.clone())).collect()
            }
            Text::Memorandum(one) => vec![(one.term, one.title.clone())],
        };
        // The hat that has to sign now comes before one that has handed it on.
        let holds = |hat: &&Hat| sheet.signatories.iter().any(|one| one.is_held_by(hat));
        let hat = seen.hats.iter().find(holds);
        let hat = hat.or_else(|| seen.hats.iter().find(|hat| sheet.names(hat)));
        let allows = |acts: OnSheet| {
            let act = acts.on(kept.body.kind());
            hat.is_some_and(|hat| permit(Some(hat), act, Some(&within)).is_allowed())
        };
        let moment = domain::agreement::Moment {
            at: self.services.now(),
            today: london::local_date(self.services.now()),
        };
        let memoranda = papers.all_memoranda();
        let signs = hat.map(|hat| match &kept.body {
            Body::Agreement(issue) => issue.may_sign(hat, sheet.digest, &memoranda, moment),
            Body::Memorandum(one) => one.sheet.may_sign(hat, sheet.digest, moment),
        });
        let is_open = sheet.state() == SheetState::Open && moment.today <= sheet.last_day;
        let own = hat.and_then(|hat| {
            let all = &sheet.signatories;
            let held = all.iter().find(|one| one.is_held_by(hat));
            held.or_else(|| all.iter().find(|one| one.names(hat)))
        });
        let holds_it = own.is_some_and(|one| hat.is_some_and(|hat| one.is_held_by(hat)));
        let unsigned = own.is_some_and(|one| one.mark.is_none()) && is_open;
        let may_hand_on = unsigned
            && holds_it
            && own.is_some_and(|one| one.handed_to().is_none())
            && allows(OnSheet::HAND_ON);
        let anybody = |acts: OnSheet| {
            let act = acts.on(kept.body.kind());
            is_open
                && permit_any(&seen.hats, act, Some(&within))
                    .verdict
                    .is_allowed()
        };
        let colleagues = match (may_hand_on, hat) {
            (true, Some(hat)) => colleagues(db, hat).await?,
            _ => Vec::new(),
        };
        let signed = own.is_some_and(Signatory::has_signed);
        Ok(SheetView {
            may_sign: matches!(signs, Some(Ok(()))) && allows(OnSheet::SIGN),
            why_not: match &signs {
                Some(Err(rule)) if !signed => Some(rule.to_string()),
                _ => None,
            },
            may_refuse: unsigned && holds_it && allows(OnSheet::REFUSE),
            may_hand_on,
            may_take_back: unsigned && !holds_it && allows(OnSheet::HAND_ON),
            may_recall: matches!(kept.body, Body::Agreement(_)) && anybody(OnSheet::RECALL),
            may_remind: anybody(OnSheet::REMIND),
            declaration: hat
                .filter(|_| unsigned && holds_it)
                .and_then(|hat| sheet.declaration(hat).ok()),
            hat: hat.cloned(),
            colleagues,
            terms,
            text,
            signatories: sheet.signatories.clone(),
            pdf: sheet_paper::line(db, kept).await?,
            line: kept.line(&seen.hats),
            reference: seen.head.reference.clone(),
            offer_title: seen.head.row.title.clone(),
            place_name: seen.head.place_name.clone(),
        })
    }
}
