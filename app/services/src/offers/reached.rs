//! How far an offer has come, as far as it has pages for it.

use domain::process::Stage;

/// What there is to read of an offer beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Its text only.
    Drafting,
    /// It was accepted, and so has terms.
    Bargaining,
    /// Its agreement is in force, or was.
    Delivery,
}

impl Reached {
    pub const fn of(stage: Stage, was_accepted: bool) -> Self {
        match (stage.is_public(), was_accepted) {
            (true, _) => Self::Delivery,
            (false, true) => Self::Bargaining,
            (false, false) => Self::Drafting,
        }
    }

    /// Whether it has terms.
    pub const fn has_terms(self) -> bool {
        match self {
            Self::Drafting => false,
            Self::Bargaining | Self::Delivery => true,
        }
    }
}
