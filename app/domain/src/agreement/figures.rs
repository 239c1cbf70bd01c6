//! The sums that stand in an agreement: worked out from its own terms and parameters, and from nothing else.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::money::{
    Appraisal, Case, CaseAppraisal, FinancialYear, NotComputableYet, Pence, Ratio, SavingsKind,
    TooLarge, YearShares,
};

/// Savings against costs, low, central and high.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    pub low: CaseFigures,
    pub central: CaseFigures,
    pub high: CaseFigures,
}

/// One of the three.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFigures {
    /// Cashable savings, by year.
    pub years: Vec<YearSums>,
    /// Each kind of saving by itself: they are never added together (3.4).
    pub ledgers: Vec<LedgerSum>,
    pub npv: Pence,
    /// None where there is no cost.
    pub benefit_cost: Option<Ratio>,
    /// None where it does not pay back within the term.
    pub payback: Option<FinancialYear>,
}

/// Cashable savings against costs in one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearSums {
    pub year: FinancialYear,
    pub adjusted: Pence,
    pub required: Pence,
    pub additional: Pence,
    pub cost: Pence,
    pub net: Pence,
    pub cumulative: Pence,
}

/// The total of one kind of saving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerSum {
    pub kind: SavingsKind,
    pub adjusted: Pence,
    /// None where what is required of all areas was not known for a line of this kind.
    pub additional: Option<Pence>,
}

/// Who gets which part of the savings in each year, by name and to the penny (7.15).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharingTable {
    /// The codes of those who put money in, in the order of the amounts recovered.
    pub investors: Vec<String>,
    /// The codes of those between whom the local part is split.
    pub partners: Vec<String>,
    pub departments: Vec<String>,
    pub low: Vec<YearShares>,
    pub central: Vec<YearShares>,
    pub high: Vec<YearShares>,
}

/// Why there are no sums to be frozen.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoFigures {
    #[error("{0}.")]
    NotComputable(#[from] NotComputableYet),
    #[error("A sum is too large: {0}.")]
    TooLarge(#[from] TooLarge),
    #[error("Not every savings line has an estimate for every year.")]
    Incomplete,
}

impl Figures {
    /// # Errors
    /// A figure that cannot be worked out, or only in part.
    pub fn of(appraisal: &Appraisal) -> Result<Self, NoFigures> {
        Ok(Self {
            low: CaseFigures::of(&appraisal.low)?,
            central: CaseFigures::of(&appraisal.central)?,
            high: CaseFigures::of(&appraisal.high)?,
        })
    }

    pub const fn case(&self, case: Case) -> &CaseFigures {
        match case {
            Case::Low => &self.low,
            Case::Central => &self.central,
            Case::High => &self.high,
        }
    }
}

impl CaseFigures {
    fn of(appraisal: &CaseAppraisal) -> Result<Self, NoFigures> {
        if !appraisal.complete {
            return Err(NoFigures::Incomplete);
        }
        let years = appraisal
            .years
            .iter()
            .map(|year| {
                Ok(YearSums {
                    year: year.year,
                    adjusted: year.adjusted,
                    required: year.required?,
                    additional: year.additional?,
                    cost: year.adjusted_cost,
                    net: year.net?,
                    cumulative: year.cumulative?,
                })
            })
            .collect::<Result<_, NotComputableYet>>()?;
        let ledgers = SavingsKind::ALL.into_iter().map(|kind| {
            let ledger = appraisal.ledgers.ledger(kind);
            LedgerSum {
                kind,
                adjusted: ledger.adjusted_total,
                additional: ledger.additional_total.ok(),
            }
        });
        Ok(Self {
            years,
            ledgers: ledgers.collect(),
            npv: appraisal.npv?,
            benefit_cost: appraisal.benefit_cost?,
            payback: appraisal.payback?,
        })
    }
}

impl SharingTable {
    /// # Errors
    /// Shares that cannot be worked out.
    pub fn of(
        appraisal: &Appraisal,
        partners: Vec<String>,
        departments: Vec<String>,
    ) -> Result<Self, NoFigures> {
        Ok(Self {
            investors: appraisal.investors.clone(),
            partners,
            departments,
            low: appraisal.low.sharing.clone()?,
            central: appraisal.central.sharing.clone()?,
            high: appraisal.high.sharing.clone()?,
        })
    }

    pub fn case(&self, case: Case) -> &[YearShares] {
        match case {
            Case::Low => &self.low,
            Case::Central => &self.central,
            Case::High => &self.high,
        }
    }
}
