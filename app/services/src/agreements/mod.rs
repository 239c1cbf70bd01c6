//! Agreements: issued, signed, in force, varied, ended; and what the public reads of them.
//!
//! What was agreed is frozen by `domain::agreement` and never read from the offer again. A sheet is a text out for
//! signature, held as the domain has it; the rows beside it follow from it. An issue moves the offer through its
//! stages, that of a later version its variation.

mod calendar;
mod candidates;
mod check;
mod desk;
mod documents;
mod embargo;
mod ending;
mod forms;
mod freeze;
mod hand_on;
mod issue;
mod kept;
mod letters;
mod list;
mod memorandum;
mod moves;
mod papers;
mod press;
mod read;
mod recall;
mod refuse;
mod refused;
mod remind;
mod sheet;
mod sheet_paper;
mod sheet_view;
mod sign;
mod variation;
mod view;

use crate::Services;

pub use check::{Check, Found, Matched};
pub use desk::{Desk, MemorandumLine, VariationView};
pub use documents::{Document, DocumentKind, DocumentLine};
pub use ending::EndingForm;
pub use forms::{Candidate, IssueForm, PartyToSign, ToIssue, ToName};
pub(crate) use kept::waits_for;
pub use list::{AgreementList, AgreementRow, FeedEntry};
pub use press::{MemorandumToPrint, Press, PressError, ToPrint};
pub(crate) use recall::take_back_all;
pub use sheet_view::{SheetView, Text};
pub use variation::VariationForm;
pub(crate) use variation::at_the_stage_of_its_variation;
pub use view::{AgreementView, FreedomOn, SheetKind, SheetLine, SignedMemorandum, VersionLine};

/// What people do with agreements.
#[derive(Clone, Copy)]
pub struct Agreements<'a> {
    services: &'a Services,
}

impl Services {
    /// What people do with agreements.
    pub const fn agreements(&self) -> Agreements<'_> {
        Agreements { services: self }
    }
}
