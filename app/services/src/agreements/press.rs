//! The press: what turns a frozen text into documents. It comes from outside, so that ordinary builds stay quick.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::agreement::{Content, Digest, Memorandum, Signatory};
use domain::brief::Brief;
use domain::process::Reference;
use thiserror::Error;

use super::documents::{DocumentKind, Printed};
use crate::negotiation::Redlined;
use crate::{Refusal, Services};

/// Prints a text. The same text gives the same bytes.
pub trait Press: Send + Sync {
    /// # Errors
    /// A text that cannot be set.
    fn pdf(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError>;

    /// # Errors
    /// A text that cannot be set.
    fn word(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError>;

    /// What changed since the version before, as tracked changes; asked only where there is one.
    ///
    /// # Errors
    /// A text that cannot be set.
    fn redline(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError>;

    /// The memorandum of one pooled budget, as PDF.
    ///
    /// # Errors
    /// A text that cannot be set.
    fn memorandum(&self, print: &MemorandumToPrint<'_>) -> Result<Vec<u8>, PressError>;

    /// An offer on a few pages.
    ///
    /// # Errors
    /// A text that cannot be set, or a press that prints none.
    fn brief(&self, _: &Brief) -> Result<Vec<u8>, PressError> {
        Err(PressError("this press prints no briefs".to_owned()))
    }

    /// What bargaining has changed so far, as tracked changes with comments, on this day; in full at this address.
    ///
    /// # Errors
    /// A text that cannot be set, or a press that prints none.
    fn bargaining(&self, _: &Redlined, _: &str, _: NaiveDate) -> Result<Vec<u8>, PressError> {
        Err(PressError("this press prints no bargaining".to_owned()))
    }
}

/// What is printed.
#[derive(Clone, Copy, Debug)]
pub struct ToPrint<'a> {
    pub content: &'a Content,
    /// Of the text; printed on each page.
    pub digest: Digest,
    /// The version that it varies.
    pub before: Option<&'a Content>,
    /// Those who are asked to sign it, by name and office.
    pub signatories: &'a [Signatory],
    /// The whole address at which a copy is checked.
    pub verify_at: &'a str,
    pub issued_at: DateTime<Utc>,
}

/// A memorandum that is printed.
#[derive(Clone, Copy, Debug)]
pub struct MemorandumToPrint<'a> {
    pub memorandum: &'a Memorandum,
    /// Of the text; printed on each page.
    pub digest: Digest,
    pub signatories: &'a [Signatory],
    pub verify_at: &'a str,
    pub issued_at: DateTime<Utc>,
}

/// Why a text could not be printed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the press says: {0}")]
pub struct PressError(pub String);

impl From<String> for PressError {
    fn from(words: String) -> Self {
        Self(words)
    }
}

impl Services {
    /// Gives the house its press, once; another one later is not taken.
    pub fn set_press(&self, press: Arc<dyn Press>) {
        // Whoever comes second finds one that prints the same.
        let _ = self.house.press.set(press);
    }

    pub fn has_press(&self) -> bool {
        self.house.press.get().is_some()
    }

    /// A brief, printed beside the work of the server. What is in it was gathered for one reader; it is kept nowhere.
    ///
    /// # Errors
    /// A house without a press, and what the press says.
    pub async fn print_brief(&self, brief: Brief) -> Result<Vec<u8>, Refusal> {
        self.print_beside(move |press| press.brief(&brief)).await
    }

    /// The changes to the terms of an offer, in the same way.
    ///
    /// # Errors
    /// A house without a press, and what the press says.
    pub async fn print_bargaining(&self, redlined: Redlined) -> Result<Vec<u8>, Refusal> {
        let address = self.url(&format!("/offers/{}/terms", redlined.reference));
        let today = self.today();
        self.print_beside(move |press| press.bargaining(&redlined, &address, today))
            .await
    }

    async fn print_beside(
        &self,
        print: impl FnOnce(&dyn Press) -> Result<Vec<u8>, PressError> + Send + 'static,
    ) -> Result<Vec<u8>, Refusal> {
        let press = self.press()?;
        let printing = tokio::task::spawn_blocking(move || print(press.as_ref()));
        let printed = printing.await.map_err(Refusal::broken)?;
        printed.map_err(Refusal::broken)
    }

    /// What prints.
    ///
    /// # Errors
    /// `WrongStage` for a house without a press: it is not for those who press the button to mend.
    pub(super) fn press(&self) -> Result<Arc<dyn Press>, Refusal> {
        let press = self.house.press.get().cloned();
        press.ok_or_else(|| Refusal::WrongStage(NO_PRESS.to_owned()))
    }

    /// Every document of a text, printed beside the work of the server.
    pub(super) async fn print(
        &self,
        content: Content,
        digest: Digest,
        before: Option<Content>,
        signatories: Vec<Signatory>,
        issued_at: DateTime<Utc>,
    ) -> Result<Vec<Printed>, Refusal> {
        let press = self.press()?;
        let verify_at = self.url(&verify_at(&content.head.reference));
        let printing = tokio::task::spawn_blocking(move || {
            let print = ToPrint {
                content: &content,
                digest,
                before: before.as_ref(),
                signatories: &signatories,
                verify_at: &verify_at,
                issued_at,
            };
            let mut printed = vec![
                Printed::new(DocumentKind::Pdf, &content, press.pdf(&print)?),
                Printed::new(DocumentKind::Word, &content, press.word(&print)?),
            ];
            if before.is_some() {
                let bytes = press.redline(&print)?;
                printed.push(Printed::new(DocumentKind::Redline, &content, bytes));
            }
            Ok::<_, PressError>(printed)
        });
        let printed = printing.await.map_err(Refusal::broken)?;
        printed.map_err(Refusal::broken)
    }

    /// A memorandum, in the same way.
    pub(super) async fn print_memorandum(
        &self,
        memorandum: Memorandum,
        digest: Digest,
        signatories: Vec<Signatory>,
        issued_at: DateTime<Utc>,
    ) -> Result<Vec<u8>, Refusal> {
        let verify_at = self.url(&verify_at(&memorandum.reference));
        self.print_beside(move |press| {
            press.memorandum(&MemorandumToPrint {
                memorandum: &memorandum,
                digest,
                signatories: &signatories,
                verify_at: &verify_at,
                issued_at,
            })
        })
        .await
    }
}

fn verify_at(reference: &Reference) -> String {
    format!("/agreements/{reference}/verify")
}

const NO_PRESS: &str = "Documents cannot be printed here: whoever runs the service has still to set up what prints \
                        them. Nothing was changed.";
