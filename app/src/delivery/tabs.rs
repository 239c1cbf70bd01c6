//! The parts of delivery under one agreement. Each part adds its own entry here.

use domain::process::Reference;
use leptos::prelude::*;

use crate::components::{NavItem, SubNavigation};

/// Which of them one is on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Milestones,
    Returns,
    Savings,
    Budgets,
    Outcomes,
}

/// In the order in which they stand: the part, what follows `/offers/{ref}`, and its name.
const TABS: &[(Tab, &str, &str)] = &[
    (Tab::Milestones, "/delivery", "Milestones"),
    (Tab::Returns, "/returns", "Returns"),
    (Tab::Savings, "/delivery/savings", "Savings"),
    (Tab::Budgets, "/delivery/budgets", "Budgets"),
    (Tab::Outcomes, "/delivery/outcomes", "Outcomes"),
];

/// The way from one part to the others; nothing while there is one only.
#[component]
pub fn Tabs(reference: Reference, here: Tab) -> impl IntoView {
    let items: Vec<NavItem> = TABS
        .iter()
        .map(|(tab, below, words)| {
            NavItem::new(format!("/offers/{reference}{below}"), *words).current(*tab == here)
        })
        .collect();
    (items.len() > 1).then(|| view! { <SubNavigation items label="Delivery"/> })
}
