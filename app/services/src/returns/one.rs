//! One return, as somebody sees it: the place as it is being filled in, everybody else as it was submitted.

use chrono::{DateTime, Utc};
use domain::delivery::returns::{
    Filled, Part, PartCode, PartState, Period, PeriodCode, ReturnState, Standing, parts,
};
use domain::form::{Difference, Sheet, compare};
use domain::process::{Act, Reference, Room, permit_any};

use super::Returns;
use super::kept::{Agreed, Kept, KeptPart, Owners, before, kept_parts};
use crate::{Refusal, Viewer};

/// One return.
#[derive(Clone, Debug)]
pub struct ReturnView {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub period: Period,
    pub state: ReturnState,
    pub standing: Standing,
    /// What a submission or a review starts from.
    pub version: i64,
    pub submitted_at: Option<DateTime<Utc>>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub parts: Vec<PartView>,
    /// Minutes that all parts took that say so.
    pub minutes: u64,
    /// Whether the viewer is of the place, and sees what is not submitted.
    pub of_the_place: bool,
    pub may_submit: bool,
    pub may_review: bool,
    pub may_change_dates: bool,
    /// Partners that have not filled in a part of theirs.
    pub not_filled: Vec<String>,
}

/// One part of it.
#[derive(Clone, Debug)]
pub struct PartView {
    pub code: PartCode,
    pub title: String,
    pub owner_name: String,
    pub state: PartState,
    /// Nothing where the viewer may not see it yet.
    pub sheet: Option<Sheet>,
    /// What is wrong with it or missing, for who fills it in.
    pub faults: usize,
    pub may_fill: bool,
    /// Why it was queried.
    pub reason: String,
    /// What changed since it was submitted before.
    pub changes: Vec<Difference>,
    pub saved_at: Option<DateTime<Utc>>,
}

impl Returns<'_> {
    /// One return with all of its parts. Eight statements at most, however much is in it.
    ///
    /// # Errors
    /// Not found, or the wrong stage, as for reading delivery.
    pub async fn look(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        code: PeriodCode,
    ) -> Result<ReturnView, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadDelivery, reference).await?;
        let db = self.services.read();
        let today = self.services.today();
        let kept = Kept::of(db, &seen.head.row.id, code).await?;
        let agreed = Agreed::of(db, &seen.head.row.id).await?;
        let owners = Owners::of(db, &seen.head).await?;
        let filled = kept_parts(db, &kept.row.id).await?;
        let asked = parts(&agreed.content, &kept.period);
        let of_the_place = seen.sees(Room::Place);
        let standing = kept.state.on(&kept.period, today);
        let is_open = standing != Standing::NotYet;
        let may = |act: Act| {
            permit_any(&seen.hats, act, Some(&seen.facts))
                .verdict
                .is_allowed()
        };
        // What two lines could have in common is asked for where it is filled in.
        let around = Default::default();
        let mut not_filled = Vec::new();
        let mut views = Vec::new();
        let mut minutes = 0_u64;
        for part in &asked {
            let stands = filled.get(&part.code.to_string());
            let shown = shown(stands, of_the_place);
            if let Some(taken) = shown.and_then(|one| one.minutes.value()) {
                minutes += u64::from(*taken);
            }
            let state = stands.map_or(PartState::Open, |one| one.state);
            let sheet = |one: &Filled| one.reading(part, &kept.period, &around);
            let may_fill = is_open
                && state.is_editable()
                && kept
                    .state
                    .after(domain::delivery::returns::ReturnStep::Submit)
                    .is_ok()
                && may(Act::PrepareReturn)
                && (seen.hats.iter()).any(|hat| owners.fills(hat, part.code.owner.as_ref()));
            let faults = match stands {
                Some(one) if of_the_place => faults_of(&one.body, part, &kept),
                _ => 0,
            };
            if part.code.owner.is_some() && stands.is_none() {
                not_filled.push(part.owner_name.clone());
            }
            let changes = stands
                .and_then(|one| one.before.as_ref().zip(one.submitted.as_ref()))
                .map(|(old, new)| {
                    let (old, new) = (sheet(old), sheet(new));
                    compare(&old, &old, &new)
                });
            views.push(PartView {
                code: part.code.clone(),
                title: part.title(),
                owner_name: part.owner_name.clone(),
                state,
                sheet: shown.map(sheet),
                faults,
                may_fill,
                reason: stands.map(|one| one.reason.clone()).unwrap_or_default(),
                changes: changes.unwrap_or_default(),
                saved_at: stands.filter(|_| of_the_place).map(|one| one.saved_at),
            });
        }
        not_filled.dedup();
        let can_be_submitted = is_open
            && kept
                .state
                .after(domain::delivery::returns::ReturnStep::Submit)
                .is_ok();
        Ok(ReturnView {
            reference: seen.head.reference.clone(),
            title: seen.head.row.title.clone(),
            place_name: seen.head.place_name.clone(),
            period: kept.period,
            state: kept.state,
            standing,
            version: kept.row.version,
            submitted_at: kept.row.submitted_at,
            reviewed_at: kept.row.reviewed_at,
            parts: views,
            minutes,
            of_the_place,
            may_submit: can_be_submitted && may(Act::SubmitReturn),
            may_review: kept.state == ReturnState::Submitted && may(Act::ReviewReturn),
            may_change_dates: may(Act::ReviewReturn),
            not_filled,
        })
    }

    /// The same for whoever fills in one of its parts.
    ///
    /// # Errors
    /// As for `look`; `NotFound` for no part of it, or one that this viewer may not see.
    pub async fn part(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        code: PeriodCode,
        part: &PartCode,
    ) -> Result<super::PartForm, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::PrepareReturn, reference).await?;
        let db = self.services.read();
        let kept = Kept::of(db, &seen.head.row.id, code).await?;
        let agreed = Agreed::of(db, &seen.head.row.id).await?;
        let asked = parts(&agreed.content, &kept.period);
        let part = asked.into_iter().find(|one| one.code == *part);
        let part = part.ok_or(Refusal::NotFound)?;
        let owners = Owners::of(db, &seen.head).await?;
        let today = self.services.today();
        super::save::may_be_filled(&kept, today)?;
        super::save::fills(&owners, seen.hats.iter(), &part)?;
        let mut filled = kept_parts(db, &kept.row.id).await?;
        let stands = filled.remove(&part.code.to_string());
        if let Some(stands) = &stands {
            super::save::is_editable(stands)?;
        }
        let known = before(
            db,
            &seen.head,
            &agreed,
            &kept,
            std::slice::from_ref(&part),
            today,
        )
        .await?;
        Ok(super::PartForm {
            reference: seen.head.reference,
            title: seen.head.row.title,
            period: kept.period,
            filled: match &stands {
                Some(stands) => stands.body.clone(),
                None => Filled::fresh(&part, &kept.period, &known),
            },
            version: stands.as_ref().map_or(0, |stands| stands.version),
            reason: stands.map(|stands| stands.reason).unwrap_or_default(),
            before: known,
            part,
        })
    }
}

/// What somebody may see of a part.
fn shown(stands: Option<&KeptPart>, of_the_place: bool) -> Option<&Filled> {
    match stands {
        Some(stands) if of_the_place => Some(&stands.body),
        Some(stands) => stands.submitted.as_ref(),
        None => None,
    }
}

fn faults_of(body: &Filled, part: &Part, kept: &Kept) -> usize {
    let sheet = body.sheet(part, &kept.period, &Default::default());
    sheet.problems().len() + sheet.missing().len()
}
