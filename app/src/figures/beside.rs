//! Figures that follow the typing, with what they rest on.

use domain::offer::MatterKind;
use leptos::prelude::*;

use super::{Basis, Live};
use crate::islands::LiveFigures;

/// What stands beside the form of a savings line, an investment, the sharing or the evidence. The form carries
/// the attribute `data-figures`; without JavaScript its button “Recalculate” brings the page back with new sums.
///
/// `<FiguresBeside live=Live::of(&proposal, &parameters, MatterKind::SavingsLine, Some(&key)).typed(posted)/>`
#[component]
pub fn FiguresBeside(live: Live) -> impl IntoView {
    let parameters = live.parameters().clone();
    let basis = (live.kind() != MatterKind::Sharing).then(|| view! { <Basis parameters/> });
    view! {
        <LiveFigures live/>
        {basis}
    }
}
