//! The moves an offer can make, and the words for one that it cannot make now.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::reference::Reference;
use super::stage::Stage;
use super::transitions::{Row, TRANSITIONS};

choice! {
    /// A move from one stage to the next. `TRANSITIONS` says who makes it and when.
    pub enum Transition {
        Submit = "submit", "Submit";
        Accept = "accept", "Accept";
        Return = "return", "Return";
        Decline = "decline", "Decline";
        Settle = "settle", "Settle";
        Reopen = "reopen", "Reopen";
        Issue = "issue", "Issue for signature";
        Refuse = "refuse", "Refuse to sign";
        Expire = "expire", "Expire";
        Recall = "recall", "Recall";
        LastSignature = "last-signature", "Last signature";
        Start = "start", "Start";
        Close = "close", "Close";
        Terminate = "terminate", "Terminate";
        Vary = "vary", "Vary";
        Withdraw = "withdraw", "Withdraw";
        End = "end", "End";
    }
}

impl Transition {
    /// Its row in the table, which a test proves to be there once for each.
    pub fn row(self) -> &'static Row {
        &TRANSITIONS[self as usize]
    }

    /// What follows “it cannot”: “be submitted”.
    pub const fn infinitive(self) -> &'static str {
        match self {
            Self::Submit => "be submitted",
            Self::Accept => "be accepted",
            Self::Return => "be returned",
            Self::Decline => "be declined",
            Self::Settle => "be settled",
            Self::Reopen => "be reopened",
            Self::Issue => "be issued for signature",
            Self::Refuse => "be refused by a signatory",
            Self::Expire => "expire unsigned",
            Self::Recall => "be recalled from signature",
            Self::LastSignature => "be signed",
            Self::Start => "come into force",
            Self::Close => "be closed",
            Self::Terminate => "be terminated",
            Self::Vary => "be varied",
            Self::Withdraw => "be withdrawn",
            Self::End => "be ended",
        }
    }
}

/// The stage that follows. Who asks and whether the guards hold is for `permit` and the row’s guards.
///
/// # Errors
/// `WrongStage` where the transition does not start from this stage.
pub fn next(stage: Stage, transition: Transition) -> Result<Stage, WrongStage> {
    let row = transition.row();
    if row.from.contains(&stage) {
        Ok(row.to)
    } else {
        Err(WrongStage { stage, transition })
    }
}

/// A transition asked for at a stage from which it does not start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WrongStage {
    pub stage: Stage,
    pub transition: Transition,
}

impl WrongStage {
    /// What a person reads, such as “KEN-1 is being negotiated, so it can no longer be returned.”
    pub fn words(self, offer: &Reference) -> String {
        self.sentence(&offer.to_string())
    }

    fn sentence(self, offer: &str) -> String {
        let Self { stage, transition } = self;
        let row = transition.row();
        let (clause, infinitive) = (stage.clause(), transition.infinitive());
        if stage == row.to {
            return format!("{offer} {}.", stage.already());
        }
        let is_before = row.from.iter().all(|from| stage < *from);
        if stage.is_open() && is_before {
            format!("{offer} {clause}, so it cannot {infinitive} yet.")
        } else {
            format!("{offer} {clause}, so it can no longer {infinitive}.")
        }
    }
}

impl fmt::Display for WrongStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence("This offer"))
    }
}

impl std::error::Error for WrongStage {}
