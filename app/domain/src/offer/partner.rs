//! An organisation in the offer, and its evidence of willingness (7.15).

use super::around::Around;
use super::choices::PartnerRole;
use crate::form::{Form, ask};
use crate::process::OrganisationKind;
use serde::{Deserialize, Serialize};

/// What the place says about the organisation. Whether it is willing, it says for itself: see [`Answer`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Partner {
    /// Its name.
    pub name: String,
    /// Which kind of body it is.
    pub kind: Option<OrganisationKind>,
    /// What it is in the offer.
    pub role: Option<PartnerRole>,
    /// What it brings and does.
    pub brings: String,
    /// Where the invitation to confirm goes.
    pub email: String,
}

/// How far the organisation's own answer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerState {
    /// It was asked, and has not answered.
    Invited,
    /// It confirmed what is said about it and its money.
    Confirmed,
    /// It said no.
    Declined,
    /// What it had confirmed has changed since, so it was asked again.
    AskedAgain,
}

impl AnswerState {
    /// Every state.
    pub const ALL: [Self; 4] = [
        Self::Invited,
        Self::Confirmed,
        Self::Declined,
        Self::AskedAgain,
    ];

    /// The word the store keeps.
    pub fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
            Self::AskedAgain => "asked-again",
        }
    }

    /// The state of this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Invited => "Asked, no answer yet",
            Self::Confirmed => "Confirmed",
            Self::Declined => "Declined",
            Self::AskedAgain => "Asked again: something changed",
        }
    }
}

/// An organisation's own answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// How far it has come.
    pub state: AnswerState,
    /// Why it declined.
    pub reason: Option<String>,
}

impl Partner {
    /// Whether it leads the offer: the lead council answers by submitting.
    pub fn leads(&self) -> bool {
        self.role == Some(PartnerRole::LeadCouncil)
    }

    pub(super) fn fields(&mut self, f: &mut Form, _around: &Around) {
        f.line(
            ask("name", "Name of the organisation").needed("Enter the name of the organisation"),
            &mut self.name,
        );
        f.select(
            ask("kind", "What kind of body is it?").needed("Choose what kind of body it is"),
            &mut self.kind,
        );
        f.radios(
            ask("role", "What is it in the offer?").needed("Choose what it is in the offer"),
            &mut self.role,
        );
        f.prose(
            ask("brings", "What it brings and does")
                .words(200)
                .needed("Say what it brings and does"),
            &mut self.brings,
        );
        let asked = !self.leads();
        f.email(
            ask("email", "Email address of who can answer for it")
                .hint(
                    "They get a link to a page that shows what is said about them and their money.",
                )
                .needed_if(asked, "Enter an email address, so that it can be asked"),
            &mut self.email,
        );
    }
}
