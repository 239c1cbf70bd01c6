//! Milestones in a table, and how each stands in words and colour.

use domain::delivery::Standing;
use leptos::prelude::*;
use services::delivery::MilestoneRow;

use crate::{
    components::{Cell, Column, Table, Tag, TagColour},
    london,
};

/// How one stands. The colour only underlines the word.
pub const fn colour(standing: Standing) -> TagColour {
    match standing {
        Standing::Late => TagColour::Red,
        Standing::Blocked => TagColour::Purple,
        Standing::Slipping => TagColour::Orange,
        Standing::DueSoon => TagColour::Yellow,
        Standing::OnTrack => TagColour::Blue,
        Standing::Done | Standing::DoneLate => TagColour::Green,
        Standing::Dropped => TagColour::Grey,
    }
}

pub fn tag(standing: Standing) -> impl IntoView + use<> {
    view! { <Tag colour=colour(standing) text=standing.label()/> }
}

/// A row for each, with a link to its page.
#[component]
pub fn Milestones(rows: Vec<MilestoneRow>, home: String) -> impl IntoView {
    let head = vec![
        Column::text("Milestone"),
        Column::text("Who"),
        Column::text("Due"),
        Column::text("Now"),
        Column::text("How it stands"),
    ];
    let rows: Vec<Vec<Cell>> = rows.iter().map(|row| cells(row, &home)).collect();
    view! {
        <Table
            caption="Milestones, the earliest due first"
            caption_class="govuk-visually-hidden"
            head
            rows
            row_headers=true
        />
    }
}

fn cells(row: &MilestoneRow, home: &str) -> Vec<Cell> {
    let href = format!("{home}/delivery/milestones/{}", row.slug);
    let term = row.term.map(|number| {
        let href = format!("{home}/terms/{number}");
        view! {
            <span class="govuk-hint so-block">
                <a class="govuk-link govuk-link--no-visited-state" href=href>{format!("Term {number}")}</a>
            </span>
        }
    });
    let promised = (!row.promised.is_empty())
        .then(|| view! { <span class="govuk-hint so-block">{row.promised.clone()}</span> });
    let held_up = row
        .held_up
        .clone()
        .map(|words| view! { <span class="govuk-hint so-block">{words}</span> });
    vec![
        Cell::new(view! {
            <a class="govuk-link" href=href>{row.title.clone()}</a>
            {promised}
            {term}
        }),
        row.owner_name.clone().into(),
        london::date(row.dates.due).into(),
        now(row).into(),
        Cell::new(view! { {tag(row.standing)} {held_up} }),
    ]
}

/// When it was, or is expected.
pub fn now(row: &MilestoneRow) -> String {
    let days = |slip: i64| match slip {
        0 => String::new(),
        1 => ", 1 day after its day".to_owned(),
        several => format!(", {several} days after its day"),
    };
    match row.standing {
        Standing::Done | Standing::DoneLate => {
            format!(
                "Achieved on {}{}",
                london::date(row.expected),
                days(row.slip)
            )
        }
        Standing::Dropped => "No longer to be done".to_owned(),
        Standing::Late | Standing::Blocked | Standing::Slipping => {
            format!(
                "Expected on {}{}",
                london::date(row.expected),
                days(row.slip)
            )
        }
        Standing::DueSoon | Standing::OnTrack if row.expected < row.dates.due => {
            format!("Expected on {}", london::date(row.expected))
        }
        Standing::DueSoon | Standing::OnTrack => "As agreed".to_owned(),
    }
}
