//! A press that prints plain text, so that a story can read what stands on paper, and asking for it costs nothing.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::brief::Brief;
use services::agreements::{MemorandumToPrint, Press, PressError, ToPrint};
use services::negotiation::Redlined;

/// Everything that would be printed, as it is handed over.
struct Plain;

pub fn plain_press() -> Arc<dyn Press> {
    Arc::new(Plain)
}

impl Press for Plain {
    fn pdf(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError> {
        Ok(format!("PDF of {}", print.digest).into_bytes())
    }

    fn word(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError> {
        Ok(format!("Word of {}", print.digest).into_bytes())
    }

    fn redline(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError> {
        Ok(format!("Changes of {}", print.digest).into_bytes())
    }

    fn memorandum(&self, print: &MemorandumToPrint<'_>) -> Result<Vec<u8>, PressError> {
        Ok(format!("Memorandum {}", print.digest).into_bytes())
    }

    fn brief(&self, brief: &Brief) -> Result<Vec<u8>, PressError> {
        Ok(format!("{brief:#?}").into_bytes())
    }

    fn bargaining(
        &self,
        told: &Redlined,
        address: &str,
        today: NaiveDate,
    ) -> Result<Vec<u8>, PressError> {
        Ok(format!("{today} {address} {told:#?}").into_bytes())
    }
}
