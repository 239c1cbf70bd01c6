//! A guard against the same saving counted in two lines, or in two offers. It asks, and stops nobody.

use serde::{Deserialize, Serialize};

use crate::money::FinancialYear;
use crate::offer::SavingsArea;

/// A claim, as far as it tells which saving it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The reference of the offer and the key of the line: never the same for two.
    pub offer: String,
    pub line: String,
    pub title: String,
    /// From which kind of service it comes.
    pub area: Option<SavingsArea>,
    /// By name: a key stands for one organisation in its own offer only.
    pub organisation: String,
    pub year: FinancialYear,
}

impl Claim {
    /// Whether both could be the same saving: of the same service, organisation and year.
    pub fn may_be(&self, other: &Self) -> bool {
        let is_other = self.offer != other.offer || self.line != other.line;
        is_other
            && self.year == other.year
            && same_words(&self.organisation, &other.organisation)
            && self.area.is_some()
            && self.area == other.area
            && tell_of_the_same(&self.title, &other.title)
    }

    /// As whoever reports for one offer reads it: `“Fewer buildings” in this agreement`. Of another offer they are told
    /// its reference and no more, since they may not be able to read it.
    pub fn words(&self, here: &str) -> String {
        if self.offer == here {
            format!("“{}” in this agreement", self.title.trim())
        } else {
            format!("a line of {}", self.offer)
        }
    }
}

fn same_words(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Whether two titles share half of the words of the shorter one; short words say nothing.
fn tell_of_the_same(one: &str, other: &str) -> bool {
    let (one, other) = (telling_words(one), telling_words(other));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    let fewer = one.len().min(other.len());
    fewer > 0 && shared * 2 >= fewer
}

fn telling_words(title: &str) -> Vec<String> {
    let mut words: Vec<String> = title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .map(str::to_lowercase)
        .collect();
    words.sort();
    words.dedup();
    words
}
