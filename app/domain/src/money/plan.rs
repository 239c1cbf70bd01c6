//! The plan: what is to be saved and put in, year by year, as typed figures
//! that have been read and nothing that is worked out from them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{FinancialYear, Grade, Pence, Share, SharingRule};

/// The savings and investments of an offer over its years (7.15, 7.20).
///
/// Every list "by year" runs beside `years`: what is beyond their end is not
/// looked at, what is not there has not been given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub years: Vec<FinancialYear>,
    pub lines: Vec<PlanLine>,
    pub investments: Vec<PlanInvestment>,
    /// Locally controlled spend by year; `None` is not known.
    pub local_spend: Vec<Option<Pence>>,
    pub sharing: Option<SharingRule>,
}

/// One line of savings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanLine {
    /// Names the line for whoever made the plan; nothing is read into it.
    pub key: String,
    pub title: String,
    pub kind: SavingsKind,
    pub grade: Grade,
    /// By year.
    pub years: Vec<LineYear>,
    /// The organisations to which the saving accrues, with their weights.
    pub accrues_to: Vec<Share>,
}

/// What a line says about one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LineYear {
    /// `None` has not been given; it is not an estimate of nothing.
    pub estimate: Option<Estimate>,
    /// The part already required of all areas; `None` is not known (7.20).
    pub required: Option<Pence>,
}

/// A range of savings (7.20). Below zero where money is lost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    pub low: Pence,
    pub high: Pence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("The high estimate must be the same as or more than the low estimate")]
pub struct HighBelowLow;

impl Estimate {
    pub fn between(low: Pence, high: Pence) -> Result<Self, HighBelowLow> {
        if low <= high {
            Ok(Self { low, high })
        } else {
            Err(HighBelowLow)
        }
    }

    /// The figure for a case; central is the middle, rounded to a penny.
    pub const fn in_case(self, case: Case) -> Pence {
        match case {
            Case::Low => self.low,
            Case::Central => self.low.middle(self.high),
            Case::High => self.high,
        }
    }
}

/// One line of money put in before it can be saved (3.7, 7.36).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanInvestment {
    pub key: String,
    pub title: String,
    /// Key of the organisation that puts the money in.
    pub investor: String,
    pub kind: InvestmentKind,
    pub grade: Grade,
    /// By year; `None` is nothing put in that year.
    pub amounts: Vec<Option<Pence>>,
}

/// Which of the three figures: of a range its ends, or its middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    Low,
    Central,
    High,
}

impl Case {
    pub const ALL: [Self; 3] = [Self::Low, Self::Central, Self::High];

    pub const fn words(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Central => "Central",
            Self::High => "High",
        }
    }
}

/// What a saving is. Each kind has a ledger of its own; they are never added
/// together (3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SavingsKind {
    Cashable,
    NonCashableEfficiency,
    CostAvoided,
    CapitalReceipt,
    SocialValue,
}

impl SavingsKind {
    pub const ALL: [Self; 5] = [
        Self::Cashable,
        Self::NonCashableEfficiency,
        Self::CostAvoided,
        Self::CapitalReceipt,
        Self::SocialValue,
    ];

    /// The word under which it is stored and posted.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Cashable => "cashable",
            Self::NonCashableEfficiency => "non_cashable_efficiency",
            Self::CostAvoided => "cost_avoided",
            Self::CapitalReceipt => "capital_receipt",
            Self::SocialValue => "social_value",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::Cashable => "Cashable saving",
            Self::NonCashableEfficiency => "Non-cashable efficiency",
            Self::CostAvoided => "Cost avoided",
            Self::CapitalReceipt => "Capital receipt",
            Self::SocialValue => "Social value",
        }
    }
}

/// What money is put in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvestmentKind {
    Revenue,
    Capital,
    DoubleRunning,
    Decommissioning,
}

impl InvestmentKind {
    pub const ALL: [Self; 4] = [
        Self::Revenue,
        Self::Capital,
        Self::DoubleRunning,
        Self::Decommissioning,
    ];

    /// The word under which it is stored and posted.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Revenue => "revenue",
            Self::Capital => "capital",
            Self::DoubleRunning => "double_running",
            Self::Decommissioning => "decommissioning",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::Revenue => "Revenue",
            Self::Capital => "Capital",
            Self::DoubleRunning => "Double running",
            Self::Decommissioning => "Decommissioning",
        }
    }
}
