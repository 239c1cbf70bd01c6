//! A plan and the one matter of it that is being typed.

use domain::form::Posted;
use domain::money::{BasisPoints, Parameters, Plan};
use domain::offer::{Key, MatterKind, Place, Proposal, plan, put, typed_figures};
use serde::{Deserialize, Serialize};

use super::{Names, Shown};

/// Said while something typed cannot be read.
pub const UNREAD: &str = "Some figures cannot be read yet. These are the last sums.";

/// What the page sends along so that its figures can follow the typing: the plan without its prose.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Live {
    kind: MatterKind,
    place: Place,
    plan: Plan,
    rates: Rates,
    names: Names,
    /// Whether something typed could not be read, so that the sums are those of before.
    unread: bool,
    /// With names and sources. They stay on the server, where they are shown.
    #[serde(skip)]
    parameters: Parameters,
}

/// The values of the parameters that go into the figures.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Rates {
    bias: [BasisPoints; 6],
    discount: BasisPoints,
    reference: BasisPoints,
}

impl Live {
    /// The plan of an offer, in which the matter `key` is edited; a new one has no key yet.
    pub fn of(
        proposal: &Proposal,
        parameters: &Parameters,
        kind: MatterKind,
        key: Option<&Key>,
    ) -> Self {
        let mut plan = plan(proposal);
        plan.lines.iter_mut().for_each(|line| line.title.clear());
        (plan.investments.iter_mut()).for_each(|investment| investment.title.clear());
        Self {
            kind,
            place: Place::of(proposal, kind, key),
            plan,
            rates: Rates {
                bias: parameters.optimism_bias.value,
                discount: parameters.discount_rate.value,
                reference: parameters.ambition_reference.value,
            },
            names: Names::of(&proposal.around()),
            unread: false,
            parameters: parameters.clone(),
        }
    }

    /// With what stands in the form. Where a figure cannot be read the plan stays as it was.
    #[must_use]
    pub fn typed(mut self, posted: Option<&Posted>) -> Self {
        if let Some(posted) = posted {
            let matter = typed_figures(self.kind, posted, &self.plan.years);
            self.unread = matter.is_none();
            if let Some(matter) = matter {
                put(&mut self.plan, &self.place, &matter);
            }
        }
        self
    }

    pub fn shown(&self) -> Shown {
        let mut parameters = self.parameters.clone();
        parameters.optimism_bias.value = self.rates.bias;
        parameters.discount_rate.value = self.rates.discount;
        parameters.ambition_reference.value = self.rates.reference;
        Shown::of_plan(&self.plan, &parameters, self.names.clone())
    }

    pub const fn kind(&self) -> MatterKind {
        self.kind
    }

    pub const fn is_unread(&self) -> bool {
        self.unread
    }

    pub const fn parameters(&self) -> &Parameters {
        &self.parameters
    }
}
