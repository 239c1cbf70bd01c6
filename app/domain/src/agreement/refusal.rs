//! Why an act on an agreement is refused, in the words a person reads.

use chrono::NaiveDate;
use thiserror::Error;

/// One variant a rule.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    // Naming who signs.
    #[error("Name who signs for {0}.")]
    NobodySigns(String),
    #[error("{0} is named for an organisation that is no party to this, so nobody signs for it.")]
    NotAParty(String),
    #[error("Enter the name and the office of everybody who signs.")]
    NamelessSignatory,
    #[error("{0} is named twice. Nobody signs for two, or approves what they sign themselves.")]
    NamedTwice(String),
    #[error("Choose a last day to sign that is later than today.")]
    LastDayPassed,
    #[error("The term of this agreement would be over before it could be signed.")]
    TermOver,
    #[error("It is out for signature already.")]
    OutAlready,

    // Signing.
    #[error("You are not named as a signatory.")]
    NotNamed,
    #[error("You have asked {to} to sign for you. To sign yourself, take that back first.")]
    HandedOn { to: String },
    #[error("You have signed already.")]
    SignedAlready,
    #[error("This is no longer what is out for signature. Read the current text first.")]
    OtherText,
    #[error("It is not your turn yet. First {} to sign.", list(.0, "has", "have"))]
    NotYet(Vec<String>),
    #[error("First every contributor has to sign the memorandum of {}.", joined(.0))]
    MemorandumFirst(Vec<String>),
    #[error("Confirm the declaration before you sign.")]
    NotDeclared,
    #[error("The last day to sign was {}.", day(*.0))]
    TimeOver(NaiveDate),
    #[error("There is still time to sign, until the end of {}.", day(*.0))]
    TimeLeft(NaiveDate),

    // Closed, whichever way.
    #[error("Everybody has signed.")]
    SignedByAll,
    #[error("{0} refused to sign, so this issue has ended.")]
    Refused(String),
    #[error("The time to sign ran out, so this issue has ended.")]
    Expired,
    #[error("The programme office recalled this from signature.")]
    Recalled,
    #[error("The place withdrew its offer, so there is nothing to sign.")]
    Withdrawn,
    #[error("This text has been replaced by another. Sign that instead.")]
    Superseded,

    // Refusing and handing on.
    #[error("Give your reason. Everyone in the offer will read it.")]
    ReasonNeeded,
    #[error("Name at least one term that keeps you from signing.")]
    NoTermNamed,
    #[error("Term {0} is not in the agreement.")]
    NoSuchTerm(u32),
    #[error("Somebody else signs for you already. They cannot hand it on again.")]
    HandedOnOnce,
    #[error("You can ask only somebody of your own organisation to sign for you.")]
    OtherOrganisation,
    #[error("You have asked nobody to sign for you.")]
    NobodyAsked,

    // Variations and endings.
    #[error("Name the terms that the variation reopens.")]
    NoTerms,
    #[error("Term {term} is open in variation {variation} already.")]
    OpenAlready { term: u32, variation: u32 },
    #[error("Variation {0} is out for signature. Wait until it is signed, refused or recalled.")]
    AnotherOut(u32),
    #[error("The agreement has changed since this variation was opened. Settle its terms again.")]
    OtherBase,
    #[error("The agreement is not in force.")]
    NotInForce,
    #[error("A variation is still open: {0}. Sign it or end it first.")]
    VariationOpen(String),
    #[error("The agreement runs until the end of {}. To stop it earlier, terminate it.", day(*.0))]
    StillRunning(NaiveDate),
    #[error("The agreement has run its term. Close it instead.")]
    HasRunItsTerm,
    #[error("Say what becomes of {0}.")]
    NothingSaidOf(String),
    #[error("{0} is not open, so there is nothing to say of it.")]
    NotOpen(String),
    #[error("What carries on needs a day that is later than the end of the agreement.")]
    CarriesOnUntil,
    #[error("Name the organisation that takes it over.")]
    NobodyTakesOver,
}

/// The reason, if one was given.
pub(super) fn given(reason: &str) -> Result<String, Refusal> {
    let reason = reason.trim();
    if reason.is_empty() {
        Err(Refusal::ReasonNeeded)
    } else {
        Ok(reason.to_owned())
    }
}

/// “one, two and three”.
pub(super) fn joined(names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// The names with the verb that goes with so many.
fn list(names: &[String], one: &str, several: &str) -> String {
    let verb = if names.len() == 1 { one } else { several };
    format!("{} {verb}", joined(names))
}

/// “1 April 2013”.
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
