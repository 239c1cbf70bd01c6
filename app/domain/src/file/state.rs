//! How far a file has come through the check for viruses.

use crate::process::choice::choice;

choice! {
    /// Whether it can be opened.
    pub enum FileState {
        /// The scanner did not answer: nobody opens it until it did.
        Quarantined = "quarantined", "Waiting for the virus check";
        Clean = "clean", "Checked for viruses";
        /// No scanner is set up here.
        Unscanned = "unscanned", "Not checked for viruses";
        /// Something was found in it after it was attached: it is gone, its record stays.
        Refused = "refused", "Refused: a virus was found";
    }
}

impl FileState {
    pub const fn can_be_opened(self) -> bool {
        match self {
            Self::Clean | Self::Unscanned => true,
            Self::Quarantined | Self::Refused => false,
        }
    }

    /// Whether a scanner, where there is one, has still to look at it.
    pub const fn waits(self) -> bool {
        match self {
            Self::Quarantined | Self::Unscanned => true,
            Self::Clean | Self::Refused => false,
        }
    }
}
