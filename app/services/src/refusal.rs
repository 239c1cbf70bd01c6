//! Why something was not done: one enum for every service, so that every entrance answers alike.

use std::error::Error;

use chrono::{DateTime, Utc};
use domain::process::{Hat, Verdict};
use sea_orm::{DbErr, RuntimeErr, SqlxError};
use serde::de::DeserializeOwned;
use thiserror::Error;

/// What an entrance answers instead of a result. The words are for the person who asked.
#[derive(Debug, Error)]
pub enum Refusal {
    /// Nobody is signed in: off to sign-in, and back.
    #[error("Sign in to continue")]
    SignIn,
    /// It does not exist, or this person may not know that it does: 404.
    #[error("Page not found")]
    NotFound,
    /// It may be seen, but not done by this hat: 403.
    #[error("{0}")]
    NotAllowed(String),
    /// It may not be done by this hat, but by another that the same person wears: 403, and the switch.
    #[error("{words}")]
    OtherHat { hat: Hat, words: String },
    /// It may be done by this hat, but not at this stage: 409.
    #[error("{0}")]
    WrongStage(String),
    /// What was typed cannot be accepted: 422, each fault beside its field.
    #[error("There is a problem with what you entered")]
    Invalid(Vec<Fault>),
    /// Somebody else saved first: 409, with both texts.
    #[error("Somebody else saved this after you opened it")]
    Conflict(Box<Conflict>),
    /// The same act was sent again: 303 to its result.
    #[error("This is done already")]
    AlreadyDone,
    /// The store could not take it just now, and nothing was changed: 503, worth another try.
    #[error("Many people are saving at once. Nothing was changed: try again in a moment")]
    Busy(#[source] Box<dyn Error + Send + Sync>),
    /// A fault of ours: 500 with a reference. Logged once, where it is answered.
    #[error("Sorry, there is a problem with the service")]
    Broken(#[source] Box<dyn Error + Send + Sync>),
}

/// One thing wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The name of the field in the form; empty for the form as a whole.
    pub field: String,
    pub words: String,
}

/// A save that met a newer text. `base`, `theirs` and `yours` are JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflict {
    /// The version that stands now; a save over it is a choice.
    pub version: i64,
    pub saved_by: String,
    pub saved_at: Option<DateTime<Utc>>,
    /// What both started from.
    pub base: String,
    pub theirs: String,
    pub yours: String,
}

impl Conflict {
    /// All three texts, where they are of this kind: what both started from, yours, theirs.
    pub fn read_all<T: DeserializeOwned>(&self) -> Result<[T; 3], Refusal> {
        let read = |text: &str| serde_json::from_str(text);
        Ok([read(&self.base)?, read(&self.yours)?, read(&self.theirs)?])
    }

    /// What somebody else saved, where both texts are of this kind.
    pub fn read_theirs<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        Ok(serde_json::from_str(&self.theirs)?)
    }
}

impl Refusal {
    /// A refusal of one field.
    pub fn fault(field: impl Into<String>, words: impl Into<String>) -> Self {
        Self::Invalid(vec![Fault {
            field: field.into(),
            words: words.into(),
        }])
    }

    /// A conflict where there are no texts to compare.
    pub fn stale() -> Self {
        Self::Conflict(Box::default())
    }

    /// What a session that cannot be read or written means for the request. The session layer passes on no more
    /// of the fault than its words.
    pub fn of_session(fault: impl Error + Send + Sync + 'static) -> Self {
        if fault.to_string().contains(BUSY) {
            Self::Busy(Box::new(fault))
        } else {
            Self::Broken(Box::new(fault))
        }
    }

    /// A fault of ours.
    pub fn broken(fault: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Broken(fault.into())
    }
}

impl From<DbErr> for Refusal {
    fn from(error: DbErr) -> Self {
        if is_busy(&error) {
            Self::Busy(Box::new(error))
        } else {
            Self::Broken(Box::new(error))
        }
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(Box::new(error))
    }
}

/// Marks the words of a fault that is worth another try, where nothing but words can be passed on.
const BUSY: &str = "busy: ";

/// A fault of the database in words, from which `Refusal::of_session` knows whether it is worth another try.
pub(crate) fn in_words(error: &DbErr) -> String {
    if is_busy(error) {
        format!("{BUSY}{error}")
    } else {
        error.to_string()
    }
}

/// Whether the database only asks for another try: a lock not got in time, a deadlock, a pool run dry.
fn is_busy(error: &DbErr) -> bool {
    let (DbErr::Conn(RuntimeErr::SqlxError(cause))
    | DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))) = error
    else {
        return matches!(error, DbErr::ConnectionAcquire(_));
    };
    match cause.as_ref() {
        SqlxError::PoolTimedOut => true,
        // PostgreSQL: serialization failure, deadlock, lock not available. SQLite: busy, and its two relatives.
        SqlxError::Database(cause) => matches!(
            cause.code().as_deref(),
            Some("40001" | "40P01" | "55P03" | "5" | "261" | "517")
        ),
        _ => false,
    }
}

/// Goes on where `domain` allows it, and else refuses with its words.
pub(crate) fn allowed(verdict: Verdict) -> Result<(), Refusal> {
    match verdict {
        Verdict::Allowed => Ok(()),
        Verdict::SignIn => Err(Refusal::SignIn),
        Verdict::NotFound => Err(Refusal::NotFound),
        Verdict::NotAllowed(reason) => Err(Refusal::NotAllowed(reason.words())),
        Verdict::WrongStage(words) => Err(Refusal::WrongStage(words)),
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::ConnAcquireErr;

    use super::*;

    #[derive(Debug, Error)]
    #[error("the session layer says: {0}")]
    struct Layer(String);

    #[test]
    fn a_session_in_a_pool_run_dry_is_worth_another_try() {
        let dry = DbErr::ConnectionAcquire(ConnAcquireErr::Timeout);
        let refusal = Refusal::of_session(Layer(in_words(&dry)));
        assert!(matches!(refusal, Refusal::Busy(_)), "{refusal:?}");
        let gone = DbErr::Custom("no such table".to_owned());
        let refusal = Refusal::of_session(Layer(in_words(&gone)));
        assert!(matches!(refusal, Refusal::Broken(_)), "{refusal:?}");
    }
}
