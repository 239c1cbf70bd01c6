//! Who answers, and who scrutinises (2.12, 6.8, 7.15).

use super::around::Around;
use crate::form::{Form, ask};
use serde::{Deserialize, Serialize};

/// How the offer is governed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Governance {
    /// The body that answers for the whole.
    pub accountable_body: String,
    /// The board, who sits on it and what it decides.
    pub board: String,
    /// How councillors scrutinise it (6.8, 7.8).
    pub scrutiny: String,
    /// How it answers to Parliament (2.12).
    pub to_parliament: String,
    /// How partners answer to each other (2.12).
    pub between_partners: String,
    /// How it answers to residents (2.12).
    pub to_residents: String,
}

impl Governance {
    pub(super) fn fields(&mut self, f: &mut Form, around: &Around) {
        f.pick_short(
            ask("accountable-body", "Accountable body").needed("Choose the accountable body"),
            around.bodies(),
            &mut self.accountable_body,
        );
        f.prose(
            ask("board", "The board: who sits on it, and what it decides")
                .words(300)
                .needed("Describe the board"),
            &mut self.board,
        );
        f.prose(
            ask("scrutiny", "How councillors scrutinise it")
                .words(200)
                .needed("Say how councillors scrutinise it"),
            &mut self.scrutiny,
        );
        f.group(
            "Who it answers to",
            Some("Three lines of accountability run through local partnerships (2.12)."),
            |f| {
                f.prose(
                    ask("to-parliament", "To Whitehall and Parliament")
                        .words(150)
                        .needed("Say how it answers to Whitehall and Parliament"),
                    &mut self.to_parliament,
                );
                f.prose(
                    ask("between-partners", "Partners to each other")
                        .words(150)
                        .needed("Say how partners answer to each other"),
                    &mut self.between_partners,
                );
                f.prose(
                    ask("to-residents", "To residents")
                        .words(150)
                        .needed("Say how it answers to residents"),
                    &mut self.to_residents,
                );
            },
        );
    }
}
