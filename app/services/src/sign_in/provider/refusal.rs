//! Why somebody did not come in through their provider. The words are for the person who tried.

use openidconnect::{ClaimsVerificationError, SignatureVerificationError};
use sea_orm::DbErr;
use thiserror::Error;

use crate::Refusal;

/// One variant for each thing that can be wrong.
#[derive(Debug, Error)]
pub enum ProviderRefusal {
    #[error("There is no such way to sign in here")]
    NotFound,
    #[error(
        "Your organisation’s sign-in does not answer. Try again in a minute, or use a link by mail"
    )]
    Unreachable,
    /// The state is not that of a sign-in which this browser has under way.
    #[error("This sign-in was not begun in this browser, or it is over already. Begin again")]
    NotBegunHere,
    /// It sent people back without a code.
    #[error("Your organisation’s sign-in did not let you in. Begin again, or ask those who run it")]
    Stopped,
    #[error(
        "Your organisation’s sign-in does not accept this any more: it was used before, or it took too long. Begin again"
    )]
    CodeRefused,
    #[error(
        "What your organisation’s sign-in sent cannot be read. Begin again, or use a link by mail"
    )]
    Unreadable,
    #[error(
        "Your organisation’s sign-in vouched for you to another service, not to this one. Begin again"
    )]
    WrongAudience,
    #[error("Somebody else than your organisation’s sign-in vouched for you. Begin again")]
    WrongIssuer,
    #[error("What your organisation’s sign-in sent has expired. Begin again")]
    Expired,
    #[error("What your organisation’s sign-in sent belongs to another sign-in. Begin again")]
    WrongNonce,
    #[error(
        "What was sent does not carry the signature of your organisation’s sign-in. Begin again"
    )]
    BadSignature,
    #[error(
        "Your organisation’s sign-in has not confirmed an email address of yours. Use a link by mail"
    )]
    NoVerifiedMail,
    /// Whoever it is, disabled or never here: the same words for all.
    #[error(
        "Nobody is known here by what your organisation’s sign-in says of you. Ask whoever invited you, or use a link by mail"
    )]
    NobodyHere,
    #[error(transparent)]
    Broken(Refusal),
}

impl ProviderRefusal {
    /// Whether the provider, or who came with it, did what nobody does by mistake alone: the log says so.
    pub const fn is_suspicious(&self) -> bool {
        match self {
            Self::WrongAudience
            | Self::WrongIssuer
            | Self::WrongNonce
            | Self::BadSignature
            | Self::CodeRefused
            | Self::Unreadable => true,
            Self::NotFound
            | Self::Unreachable
            | Self::NotBegunHere
            | Self::Stopped
            | Self::Expired
            | Self::NoVerifiedMail
            | Self::NobodyHere
            | Self::Broken(_) => false,
        }
    }

    /// What is wrong with a token. What the token says goes neither to the person nor into the log.
    pub fn of_token(error: &ClaimsVerificationError) -> Self {
        match error {
            ClaimsVerificationError::Expired(_) => Self::Expired,
            ClaimsVerificationError::InvalidAudience(_) => Self::WrongAudience,
            ClaimsVerificationError::InvalidIssuer(_) => Self::WrongIssuer,
            ClaimsVerificationError::InvalidNonce(_) => Self::WrongNonce,
            ClaimsVerificationError::SignatureVerification(_) => Self::BadSignature,
            _ => Self::Unreadable,
        }
    }
}

/// Whether the key is one that the provider may have begun to use since its keys were read.
pub fn is_of_unknown_key(error: &ClaimsVerificationError) -> bool {
    matches!(
        error,
        ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey | SignatureVerificationError::CryptoError(_)
        )
    )
}

impl From<Refusal> for ProviderRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::Broken(refusal)
    }
}

impl From<DbErr> for ProviderRefusal {
    fn from(error: DbErr) -> Self {
        Self::Broken(error.into())
    }
}
