//! Who signs for whom in these stories.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use domain::agreement::{Capacity, Digest, SheetState, Signing, SigningParty};
use domain::process::Role;
use services::Refusal;
use services::agreements::{
    Desk, IssueForm, MemorandumToPrint, Press, PressError, SheetView, ToIssue, ToName, ToPrint,
};

use crate::negotiation::cast::Bargain;
use crate::offers::cast::Actor;
use crate::support::World;

/// A press that sets a line: enough to be stored, served and compared.
pub struct OneLine;

impl Press for OneLine {
    fn pdf(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError> {
        let names: Vec<&str> = print
            .signatories
            .iter()
            .map(|one| one.named.name.as_str())
            .collect();
        let names = names.join(", ");
        Ok(format!("PDF of {} at {} for {names}", print.digest, print.verify_at).into_bytes())
    }

    fn word(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError> {
        Ok(format!("Word of {}", print.content.head.title).into_bytes())
    }

    fn redline(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError> {
        let before = print.before.ok_or_else(|| "nothing before".to_owned())?;
        let versions = (before.head.version, print.content.head.version);
        Ok(format!("From {} to {}", versions.0, versions.1).into_bytes())
    }

    fn memorandum(&self, print: &MemorandumToPrint<'_>) -> Result<Vec<u8>, PressError> {
        let names: Vec<&str> = print
            .signatories
            .iter()
            .map(|one| one.named.name.as_str())
            .collect();
        Ok(format!("Memorandum {} for {}", print.digest, names.join(", ")).into_bytes())
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

impl Bargain {
    /// Kent’s offer, every term agreed and settled; the house has a press.
    pub async fn settled(world: World) -> Self {
        let table = Self::of(world).await;
        table.services().set_press(Arc::new(OneLine));
        table.agree_to_all().await;
        table
            .services()
            .offers()
            .settle(&table.cast.carla.doer, &table.kent)
            .await
            .expect("is settled");
        table.forget_mail().await;
        table
    }

    /// The same with its memorandum signed by both contributors, and the agreement out for signature.
    pub async fn issued(world: World) -> Self {
        let table = Self::settled(world).await;
        table.memorandum_signed().await;
        let slug = table.issue().await.expect("is issued");
        assert_eq!(slug, "a1");
        table
    }

    /// The same, signed by everybody.
    pub async fn signed(world: World) -> Self {
        let table = Self::issued(world).await;
        table.all_sign("a1").await;
        table
    }

    /// The same on its first day in force, the 1 April 2013.
    pub async fn in_force(world: World) -> Self {
        let table = Self::signed(world).await;
        table.wait_until("2013-04-01").await;
        let done = table.services().keep_calendar().await.expect("is kept");
        assert_eq!(done, 1);
        assert_eq!(table.stage().await, "in-force");
        table
    }

    /// Lets days pass until ten o’clock of this one.
    pub async fn wait_until(&self, until: &str) {
        let today = self.services().today();
        let days = (day(until) - today).num_days();
        self.cast.world.clock.forward(TimeDelta::days(days));
        assert_eq!(self.services().today(), day(until));
    }

    /// Everybody as the form suggests, to sign within four weeks.
    pub fn everybody(form: &IssueForm) -> ToIssue {
        let signatories = form.parties.iter().map(|party| ToName {
            party: party.party.clone(),
            person: party.suggested.clone().expect("somebody who can sign"),
            office: "Minister of State".to_owned(),
            capacity: Capacity::Signer,
            step: 0,
        });
        ToIssue {
            signatories: signatories.collect(),
            last_day: Some(form.last_day),
        }
    }

    pub async fn form(&self) -> IssueForm {
        self.services()
            .agreements()
            .issue_form(&self.cast.priya.viewer, &self.kent, None)
            .await
            .expect("a form")
    }

    pub async fn issue(&self) -> Result<String, Refusal> {
        let asked = Self::everybody(&self.form().await);
        self.services()
            .agreements()
            .issue(&self.cast.priya.doer, &self.kent, None, &asked)
            .await
    }

    pub async fn put_out_memorandum(&self) -> String {
        let put_out = self.try_to_put_out_memorandum().await;
        put_out.expect("is out")
    }

    pub async fn try_to_put_out_memorandum(&self) -> Result<String, Refusal> {
        let agreements = self.services().agreements();
        let form = agreements
            .memorandum_form(&self.cast.ann.viewer, &self.kent, &self.fund)
            .await
            .expect("a form");
        agreements
            .put_out_memorandum(
                &self.cast.ann.doer,
                &self.kent,
                &self.fund,
                &Self::everybody(&form),
            )
            .await
    }

    pub async fn memorandum_signed(&self) {
        let slug = self.put_out_memorandum().await;
        self.all_sign(&slug).await;
    }

    /// Everybody who is named signs, in the order of the sheet.
    pub async fn all_sign(&self, slug: &str) {
        let seen = self.view(slug).await;
        for one in &seen.signatories {
            let who = self.signs_for(&one.party);
            self.signs(who, slug).await.expect("signs");
        }
        assert_eq!(self.view(slug).await.line.state, SheetState::Signed);
    }

    /// Whoever signs for a party here.
    pub fn signs_for(&self, party: &SigningParty) -> &Actor {
        match party {
            SigningParty::Place => &self.cast.ann,
            SigningParty::Partner(_) => &self.pat,
            SigningParty::Department(id) => self.speaker(id.as_str()),
        }
    }

    pub async fn view(&self, slug: &str) -> SheetView {
        self.sheet_for(&self.cast.priya, slug).await
    }

    pub async fn sheet_for(&self, who: &Actor, slug: &str) -> SheetView {
        self.services()
            .agreements()
            .sheet(&who.viewer, &self.kent, slug)
            .await
            .expect("is seen")
    }

    pub async fn digest(&self, slug: &str) -> Digest {
        self.view(slug).await.line.digest
    }

    pub async fn signs(&self, who: &Actor, slug: &str) -> Result<Signing, Refusal> {
        let seen = self.digest(slug).await;
        self.services()
            .agreements()
            .sign(&who.doer, &self.kent, slug, seen, true)
            .await
    }

    pub async fn will_not_sign(
        &self,
        who: &Actor,
        slug: &str,
        terms: &[u32],
    ) -> Result<(), Refusal> {
        let seen = self.digest(slug).await;
        let why = "The money is not there.";
        self.services()
            .agreements()
            .refuse(&who.doer, &self.kent, slug, seen, why, terms)
            .await
    }

    pub async fn desk(&self) -> Desk {
        self.services()
            .agreements()
            .desk(&self.cast.priya.viewer, &self.kent)
            .await
            .expect("is seen")
    }

    /// One more who can do what this role does for an organisation.
    pub async fn another(&self, name: &str, organisation: &str, role: Role) -> Actor {
        Actor::new(&self.cast.world, name, &organisation.into(), role).await
    }
}

/// What is refused because it is not the time for it, in words.
pub fn not_now<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> String {
    match answer {
        Err(Refusal::WrongStage(words)) => words,
        other => panic!("{other:?}"),
    }
}

/// The fields of what is wrong with a form.
pub fn fields<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> Vec<String> {
    match answer {
        Err(Refusal::Invalid(faults)) => faults.into_iter().map(|fault| fault.field).collect(),
        other => panic!("{other:?}"),
    }
}
