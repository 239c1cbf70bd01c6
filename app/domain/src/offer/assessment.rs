//! How results are assessed and reported, and against how many indicators (7.16, 7.17).

use super::around::Around;
use crate::form::{Entry, Form, ask};
use serde::{Deserialize, Serialize};

/// How the offer is assessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Assessment {
    /// How it is assessed (7.17).
    pub assessment: String,
    /// What is reported, to whom, how often.
    pub reporting: String,
    /// Indicators reported against now.
    pub indicators_before: Entry<u32>,
    /// Indicators reported against under the offer.
    pub indicators_after: Entry<u32>,
}

impl Assessment {
    pub(super) fn fields(&mut self, f: &mut Form, _: &Around) {
        f.prose(
            ask("assessment", "How it is assessed")
                .words(200)
                .needed("Say how it is assessed"),
            &mut self.assessment,
        );
        f.prose(
            ask("reporting", "What is reported, to whom, and how often")
                .words(200)
                .needed("Say what is reported"),
            &mut self.reporting,
        );
        f.group("Indicators reported against", None, |f| {
            f.entry(
                ask("indicators-before", "Now")
                    .needed("Enter how many indicators are reported now"),
                &mut self.indicators_before,
            );
            f.entry(
                ask("indicators-after", "Under the offer")
                    .needed("Enter how many would be reported under the offer"),
                &mut self.indicators_after,
            );
        });
    }
}
