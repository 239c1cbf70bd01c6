//! Asking somebody else of the same organisation to sign, and taking that back. The trace stays.

use domain::agreement::Named;
use domain::process::{Accord, Event, Hat, PersonId, Reference};

use super::candidates::colleagues;
use super::sheet::OnSheet;
use super::sign::people_due;
use super::{Agreements, letters};
use crate::Refusal;
use crate::act::Doer;
use crate::offers::words;

impl Agreements<'_> {
    /// Asks somebody else to sign.
    ///
    /// # Errors
    /// As for signing; faults at `person`, `office` and `reason`.
    pub async fn hand_on(
        &self,
        doer: &Doer,
        reference: &Reference,
        slug: &str,
        to: &PersonId,
        office: &str,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut open = self
            .open_sheet(doer, OnSheet::HAND_ON, reference, slug)
            .await?;
        let hat = open.hat.clone();
        let party = open
            .party()
            .await
            .map_err(|_| open.refused(domain::agreement::Refusal::NotNamed))?;
        let others = colleagues(open.open.act.db(), &hat).await?;
        let found = others.into_iter().find(|one| one.person == *to);
        let Some(other) = found else {
            let words = "Choose somebody of your own organisation who can sign for it.";
            return Err(Refusal::fault("person", words));
        };
        let office = words::line("office", office, "Enter the office under which they sign.")?;
        let named = Named::new(to.clone(), other.name, office);
        let as_hat = Hat::new(to.clone(), hat.organisation.clone(), hat.role);
        let (moment, was_due) = (open.moment(), people_due(&open));
        let reason = words::clean(reason);
        let sheet = open.kept.body.sheet_mut();
        let handed = sheet.hand_on(&hat, named, &as_hat, &reason, moment);
        handed.map_err(|rule| open.refused(rule))?;
        let reason = words::reason(&reason, "")?;
        open.save().await?;
        let step = Accord::SignatureHandedOn { party, reason };
        let id = open.open.head.row.id.clone();
        open.open.act.record(&id, &Event::Accord(step))?;
        letters::asked(&mut open, &was_due).await?;
        open.open.act.commit().await
    }

    /// Takes it back: whoever was named signs themselves again.
    ///
    /// # Errors
    /// `AlreadyDone` for a signature that was given; `WrongStage` where nobody was asked.
    pub async fn take_back(
        &self,
        doer: &Doer,
        reference: &Reference,
        slug: &str,
    ) -> Result<(), Refusal> {
        let mut open = self
            .open_sheet(doer, OnSheet::HAND_ON, reference, slug)
            .await?;
        let (moment, hat) = (open.moment(), open.hat.clone());
        let taken = open.kept.body.sheet_mut().take_back(&hat, moment);
        taken.map_err(|rule| open.refused(rule))?;
        let (party, was_due) = (open.party().await?, people_due(&open));
        open.save().await?;
        let step = Accord::SignatureTakenBack { party };
        let id = open.open.head.row.id.clone();
        open.open.act.record(&id, &Event::Accord(step))?;
        letters::asked(&mut open, &was_due).await?;
        open.open.act.commit().await
    }
}
