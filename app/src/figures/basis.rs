//! What the figures rest on: the parameters of the round, each with its source, or without one.

use domain::money::{Grade, Parameter, Parameters};
use leptos::prelude::*;

use super::grid::{Grid, Row};
use crate::markup::Markup;

/// The parameters that go into the figures. Those without a source are called illustrative, in words.
#[component]
pub fn Basis(parameters: Parameters) -> impl IntoView {
    let markup = Markup::of(|m| basis(m, &parameters));
    view! { <div inner_html=markup.into_string()></div> }
}

pub fn basis(m: &mut Markup, parameters: &Parameters) {
    if parameters.is_illustrative() {
        m.paragraph(&"Some of what these figures rest on is illustrative: nobody has given a source for it yet.");
    }
    let bias = Grade::ALL.map(|grade| format!("grade {grade}: {}", parameters.bias(grade)));
    let baseline = match parameters.baseline.value {
        Some(part) => part.to_string(),
        None => "Not known yet".to_owned(),
    };
    let grid = Grid {
        caption: "Parameters of the round".to_owned(),
        corner: "Name",
        columns: ["Value", "Source", "Holds"].map(str::to_owned).into(),
        rows: vec![
            row(&parameters.optimism_bias, bias.join(", ")),
            row(
                &parameters.discount_rate,
                parameters.discount_rate.value.to_string(),
            ),
            row(
                &parameters.price_base,
                parameters.price_base.value.to_string(),
            ),
            row(&parameters.baseline, baseline),
            row(
                &parameters.ambition_reference,
                parameters.ambition_reference.value.to_string(),
            ),
        ],
        wordy: true,
    };
    m.details("so-basis", "What these figures rest on", |m| {
        m.paragraph(
            &"The central figure is the middle of low and high. The less sure an estimate is, the more is taken off \
              a saving or added to a cost. Additional is what is left once the savings already required of all areas \
              are taken off. Later years are discounted to the first.",
        );
        grid.write(m);
    });
}

fn row<T>(parameter: &Parameter<T>, value: String) -> Row {
    let source = match &parameter.source {
        Some(source) if !parameter.is_illustrative() => source.clone(),
        _ => "Illustrative: no source is given yet".to_owned(),
    };
    let holds = match (parameter.from, parameter.to) {
        (None, None) => "Until it is changed".to_owned(),
        (Some(from), None) => format!("From {}", from.format("%-d %B %Y")),
        (None, Some(to)) => format!("Until {}", to.format("%-d %B %Y")),
        (Some(from), Some(to)) => {
            format!("{} to {}", from.format("%-d %B %Y"), to.format("%-d %B %Y"))
        }
    };
    Row::new(parameter.name.clone(), vec![value, source, holds])
}
