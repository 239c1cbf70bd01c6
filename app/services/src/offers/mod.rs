//! Offers: starting, filling in, asking partners, submitting, and what the programme office does with them.
//!
//! An offer is one row, a row for each of its matters, and a row for each partner’s answer. Reading all of it
//! takes four statements however long it is. Who may see and do what is asked of `domain::process`; the moves
//! from stage to stage are those of its table.

mod answers;
mod assigning;
mod by_stage;
mod carry_over;
mod champions;
pub(crate) mod content;
mod drafting;
mod found;
pub(crate) mod head;
mod headline;
mod history;
mod letters;
mod list;
mod matter_rows;
pub(crate) mod matters_seen;
mod moves;
mod numbers;
mod paging;
pub(crate) mod parties;
mod partners;
mod reached;
mod read;
pub(crate) mod recipients;
mod reviewers;
pub(crate) mod sight;
mod standing;
mod start;
mod view;
pub(crate) mod words;
mod work;

use domain::process::Reference;

use crate::{Refusal, Services};

pub use champions::{Champion, Place};
pub(crate) use drafting::follow;
pub use drafting::{Direction, Saved, Texts, posted, texts};
pub use found::OfferState;
pub use history::{By, Choices, Entry, HistoryFilter, Timeline, WholeHistory};
pub use list::{Filter, OfferList, OfferRow, WholeList};
pub(crate) use matter_rows::{add_matter_row, remove_matter_row, restore_matter_row, write_matter};
pub(crate) use moves::{given_reason, make};
pub use paging::Paging;
pub use partners::{AnswerView, MoneyLine, PartnerSays};
pub use reached::Reached;
pub(crate) use reviewers::reviewers_of;
pub use reviewers::{ReviewedOffer, Reviewer, Reviewing};
pub use sight::Entered;
pub(crate) use standing::Standing;
pub use start::Start;
pub use view::{Decision, Edit, NEW, OfferView, PartnerAnswer};
pub use work::{COUNTED_TO, Item, Remind, Work};

/// What people do with offers.
#[derive(Clone, Copy)]
pub struct Offers<'a> {
    services: &'a Services,
}

impl Services {
    /// What people do with offers.
    pub const fn offers(&self) -> Offers<'_> {
        Offers { services: self }
    }
}

/// The reference in an address. What is none belongs to no offer.
pub fn reference(text: &str) -> Result<Reference, Refusal> {
    text.parse().map_err(|_| Refusal::NotFound)
}
