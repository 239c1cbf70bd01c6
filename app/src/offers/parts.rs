//! The pages of one offer: what stands above each of them.

use domain::process::Reference;
use leptos::prelude::*;
use services::offers::Reached;

use crate::components::{NavItem, SubNavigation};

/// Which of them one is on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Home,
    Whole,
    Terms,
    Gives,
    Barriers,
    Agreement,
    Delivery,
    Files,
    Talk,
    History,
}

/// The reference and place above the title, the title, and the way to the other pages of the offer that there are.
pub fn offer_head(
    reference: &Reference,
    place: &str,
    title: &str,
    here: Part,
    reached: Reached,
) -> impl IntoView + use<> {
    let home = format!("/offers/{reference}");
    let item =
        |part, below, words| NavItem::new(format!("{home}{below}"), words).current(part == here);
    let bargain = [
        item(Part::Terms, "/terms", "Terms"),
        item(Part::Gives, "/gives", "Who gives what"),
        item(Part::Barriers, "/barriers", "Barriers"),
        item(Part::Agreement, "/agreement", "Agreement"),
    ];
    let delivery = Some(item(Part::Delivery, "/delivery", "Delivery"));
    let items = [
        item(Part::Home, "", "Summary"),
        item(Part::Whole, "/check", "Whole offer"),
    ]
    .into_iter()
    .chain(bargain.into_iter().filter(|_| reached.has_terms()))
    .chain(delivery.filter(|_| reached == Reached::Delivery))
    .chain([
        item(Part::Files, "/files", "Files"),
        item(Part::Talk, "/talk", "Talk"),
        item(Part::History, "/history", "History"),
    ])
    .collect();
    view! {
        <span class="govuk-caption-l">{format!("{reference} · {place}")}</span>
        <h1 class="govuk-heading-l">{title.to_owned()}</h1>
        <SubNavigation items label="This offer"/>
    }
}
