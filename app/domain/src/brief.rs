//! An offer on a few pages, for somebody who decides and has ten minutes: what each side gives, what it comes to, what
//! is open, and who is next. It holds what one reader may see, and nothing else.

use chrono::{DateTime, NaiveDate, Utc};

use crate::money::{FinancialYear, Pence};

/// All that goes into it, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    pub reference: String,
    pub title: String,
    pub place: String,
    /// “Single Offer”.
    pub kind: String,
    /// How far it has come, in a sentence: “Negotiating, for 41 days”.
    pub stage: String,
    /// Whom it was drawn up for, since others may see more or less.
    pub reader: String,
    pub at: DateTime<Utc>,
    /// Where everything stands in full.
    pub address: String,
    /// What the place wants to achieve, in its own words.
    pub purpose: String,
    pub place_gives: Vec<Given>,
    pub government_gives: Vec<Given>,
    /// Terms agreed, and terms there are; none while there are no terms.
    pub agreed: Option<(usize, usize)>,
    pub sums: Vec<Sum>,
    pub years: Vec<YearOfSavings>,
    pub open: Vec<OpenPoint>,
    pub red_lines: Vec<RedLine>,
    pub next: Vec<Awaited>,
}

/// One thing that a side brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub words: String,
    /// Where it stands: “agreed”, “open”; empty where it is no term.
    pub stands: String,
}

/// A headline figure with its range; the range is empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    pub name: String,
    pub central: String,
    pub range: String,
}

/// Additional cashable savings of one year, and what is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearOfSavings {
    pub year: FinancialYear,
    pub low: Pence,
    pub central: Pence,
    pub high: Pence,
    pub put_in: Pence,
}

/// A term that is not agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPoint {
    pub term: u32,
    pub title: String,
    /// Who has not agreed, and how they stand: “Treasury objects; Home Office has yet to say”.
    pub stands: String,
}

/// What a party will not go beyond, as far as this reader may know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedLine {
    pub term: u32,
    pub party: String,
    pub words: String,
    /// The room in words where it was said.
    pub room: String,
}

/// Somebody who is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    pub who: String,
    pub what: String,
    /// None where it is not known since when.
    pub since: Option<NaiveDate>,
}
