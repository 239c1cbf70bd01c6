//! Who fills in what of Kent’s returns.

use std::collections::BTreeMap;

use domain::delivery::returns::{Decision, PeriodCode, ReturnState};
use domain::form::{Posted, Sheet, Widget};
use services::Refusal;
use services::returns::{PartForm, ReturnView, SavedPart, ToSubmit};

use crate::negotiation::cast::Bargain;
use crate::offers::cast::Actor;

pub fn first() -> PeriodCode {
    "2013-14-q1".parse().expect("a period")
}

/// An answer to everything that is asked: this many pounds, and words.
pub fn answers(sheet: &Sheet, pounds: &str) -> Posted {
    let mut posted = Posted::default();
    for field in sheet.fields() {
        let text = match &field.widget {
            Widget::Money => pounds.to_owned(),
            Widget::Number => "12".to_owned(),
            Widget::Radios(picks) | Widget::Select(picks) => picks[0].code.clone(),
            _ => "As planned.".to_owned(),
        };
        posted.push(field.name.clone(), text);
    }
    posted
}

impl Bargain {
    pub async fn form_of(
        &self,
        who: &Actor,
        period: PeriodCode,
        part: &str,
    ) -> Result<PartForm, Refusal> {
        let part = part.parse().expect("a part");
        self.services()
            .returns()
            .part(&who.viewer, &self.kent, period, &part)
            .await
    }

    pub async fn fills(
        &self,
        who: &Actor,
        (period, part, base): (PeriodCode, &str, i64),
        posted: &Posted,
    ) -> Result<SavedPart, Refusal> {
        let part = part.parse().expect("a part");
        self.services()
            .returns()
            .save(&who.doer, &self.kent, period, &part, base, posted)
            .await
    }

    pub async fn look(&self, who: &Actor, period: PeriodCode) -> ReturnView {
        let returns = self.services().returns();
        let seen = returns.look(&who.viewer, &self.kent, period).await;
        seen.expect("is seen")
    }

    /// Every part that this one may fill in, with the same amount everywhere.
    pub async fn fills_all(&self, who: &Actor, period: PeriodCode, pounds: &str) {
        for part in self.look(who, period).await.parts {
            if part.may_fill {
                let code = part.code.to_string();
                let form = self.form_of(who, period, &code).await.expect("a form");
                let mut posted = answers(&form.sheet(None), pounds);
                // What is claimed beyond the agreement asks for a reason.
                let first = form.sheet(Some(&posted));
                for (name, _) in first.missing() {
                    posted.push(name, "As planned.");
                }
                let at = (period, code.as_str(), form.version);
                let saved = self.fills(who, at, &posted).await.expect("is saved");
                assert!(
                    saved.sheet.missing().is_empty(),
                    "{:?}",
                    saved.sheet.missing()
                );
            }
        }
    }

    pub async fn submits(&self, period: PeriodCode, without: bool) -> Result<(), Refusal> {
        let version = self.look(&self.cast.ann, period).await.version;
        self.submits_from(period, version, without).await
    }

    pub async fn submits_from(
        &self,
        period: PeriodCode,
        version: i64,
        without_partners: bool,
    ) -> Result<(), Refusal> {
        let to_submit = ToSubmit {
            version,
            without_partners,
        };
        self.services()
            .returns()
            .submit(&self.cast.ann.doer, &self.kent, period, to_submit)
            .await
    }

    /// The programme office queries these parts, each for a reason, and accepts the others.
    pub async fn reviews(
        &self,
        period: PeriodCode,
        queried: &[(&str, &str)],
    ) -> Result<ReturnState, Refusal> {
        let seen = self.look(&self.cast.priya, period).await;
        let decisions: BTreeMap<String, Decision> = seen
            .parts
            .iter()
            .map(|part| {
                let code = part.code.to_string();
                let reason = queried.iter().find(|(one, _)| *one == code);
                let decision = match reason {
                    Some((_, reason)) => Decision::Query {
                        reason: (*reason).to_owned(),
                    },
                    None => Decision::Accept,
                };
                (code, decision)
            })
            .collect();
        self.services()
            .returns()
            .review(
                &self.cast.priya.doer,
                &self.kent,
                period,
                seen.version,
                &decisions,
            )
            .await
    }

    /// In force, and the first return submitted by the place and its partner.
    pub async fn reported(world: crate::support::World, pounds: &str) -> Self {
        let table = Self::in_force(world).await;
        table.wait_until("2013-07-01").await;
        table.fills_all(&table.cast.ann, first(), pounds).await;
        table.fills_all(&table.pat, first(), pounds).await;
        table.submits(first(), false).await.expect("is submitted");
        table
    }
}
