//! The press: what turns a frozen text into documents. It comes from outside, so that ordinary builds stay quick.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::agreement::{Content, Digest};
use domain::brief::Brief;
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
    /// The whole address at which a copy is checked.
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
        self.print_for_one_reader(move |press| press.brief(&brief))
            .await
    }

    /// The changes to the terms of an offer, in the same way.
    ///
    /// # Errors
    /// A house without a press, and what the press says.
    pub async fn print_bargaining(&self, redlined: Redlined) -> Result<Vec<u8>, Refusal> {
        let address = self.url(&format!("/offers/{}/terms", redlined.reference));
        let today = self.today();
        self.print_for_one_reader(move |press| press.bargaining(&redlined, &address, today))
            .await
    }

    async fn print_for_one_reader(
        &self,
        print: impl FnOnce(&dyn Press) -> Result<Vec<u8>, PressError> + Send + 'static,
    ) -> Result<Vec<u8>, Refusal> {
        let Some(press) = self.house.press.get().cloned() else {
            return Err(Refusal::broken(
                "no press is set up, so nothing can be printed",
            ));
        };
        let printing = tokio::task::spawn_blocking(move || print(press.as_ref()));
        let printed = printing.await.map_err(Refusal::broken)?;
        printed.map_err(Refusal::broken)
    }

    /// Every document of a text, printed beside the work of the server.
    pub(super) async fn print(
        &self,
        content: Content,
        digest: Digest,
        before: Option<Content>,
        issued_at: DateTime<Utc>,
    ) -> Result<Vec<Printed>, Refusal> {
        let Some(press) = self.house.press.get().cloned() else {
            return Err(Refusal::broken(
                "no press is set up, so there are no documents to issue",
            ));
        };
        let verify_at = self.url(&format!("/agreements/{}/verify", content.head.reference));
        let printing = tokio::task::spawn_blocking(move || {
            let print = ToPrint {
                content: &content,
                digest,
                before: before.as_ref(),
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
}
