//! How delivery is going under one agreement: what asks to be looked at, and every milestone of both sides.

use domain::delivery::Standing;
use domain::form::Pick;
use domain::process::Side;
use leptos::prelude::*;
use services::delivery::{DeliveryFilter, DeliveryHome, MilestoneRow};
use services::offers::{self, Paging, Reached};

use super::rows::{Milestones, tag};
use super::wanted::{self, OWNER, SIDE, STANDING, TERM};
use super::{Tab, Tabs, gantt::gantt};
use crate::{
    components::{Button, ButtonKind, Select, SelectOption},
    london,
    markup::Markup,
    offers::{Part, offer_head},
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
};

/// `/offers/{ref}/delivery`.
#[component]
pub fn HomePage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    home: DeliveryHome,
    filter: DeliveryFilter,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let filter = wanted::filter(&asked);
    let page = page_number(&asked);
    let home = asked
        .services()
        .delivery()
        .home(
            asked.viewer()?,
            asked.hat(),
            &reference,
            &filter,
            Paging::number(page),
        )
        .await?;
    if home.reference.to_string() != asked.param("ref") {
        return Err(Away::To(wanted::href(&home.reference, &filter, page)));
    }
    within(&home.rows, home.page, home.pages, |page| {
        wanted::href(&home.reference, &filter, page)
    })?;
    Ok(Shown { home, filter })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown { home, filter } = shown;
    let DeliveryHome {
        reference,
        title,
        place_name,
        today,
        counts,
        trouble,
        rows,
        page: here,
        pages: last,
        total,
        owners,
        may_add,
    } = home;
    let offer = format!("/offers/{reference}");
    let below = format!("{offer}/delivery");
    let add = may_add.then(
        || view! { <Button href=format!("{below}/milestones/new")>"Add a milestone"</Button> },
    );
    let told = told(&counts);
    let trouble: Vec<_> = trouble.iter().map(|row| sentence(row, &offer)).collect();
    let trouble = (!trouble.is_empty()).then(|| {
        view! { <ul class="govuk-list govuk-list--bullet">{trouble}</ul> }
    });
    let timeline =
        (!rows.is_empty()).then(|| Markup::of(|m| gantt(m, "timeline", &rows, today)).into_view());
    let list = if rows.is_empty() {
        let words = if filter.is_all() {
            "There is no milestone yet."
        } else {
            "No milestone stands so."
        };
        view! { <p class="govuk-body">{words}</p> }.into_any()
    } else {
        view! { <Milestones rows home=offer.clone()/> }.into_any()
    };
    let all: u64 = counts.iter().map(|(_, count)| count).sum();
    let shown = if filter.is_all() {
        match total {
            1 => "1 milestone.".to_owned(),
            several => format!("{several} milestones."),
        }
    } else {
        match filter.term {
            Some(term) => format!("{total} of {all} milestones, under term {term} only."),
            None => format!("{total} of {all} milestones."),
        }
    };
    let clear = (!filter.is_all()).then(|| {
        view! { " " <a class="govuk-link" href=below.clone()>"Show all of them"</a> }
    });
    let name = reference.clone();
    let paged = filter.clone();
    view! {
        <Page title=format!("Delivery: {reference} {title}") back=("Summary", offer.clone())>
            {offer_head(&reference, &place_name, &title, Part::Delivery, Reached::Delivery)}
            <Tabs reference=reference.clone() here=Tab::Milestones/>
            <h2 class="govuk-heading-m">"How delivery is going"</h2>
            <p class="govuk-body">{told}</p>
            {trouble}
            <p class="govuk-body">
                "Both sides read this. What was agreed keeps its day until a variation; how it comes on is said by whoever answers for it. "
                <a class="govuk-link" href="/account/calendar">"Have what you own in your calendar"</a>
            </p>
            {add}
            <h2 class="govuk-heading-m" id="milestones">"Milestones"</h2>
            <Filters filter counts owners action=below/>
            <p class="govuk-body" role="status">{shown}{clear}</p>
            {timeline}
            {list}
            <Pages here last href=move |page| wanted::href(&name, &paged, page)/>
        </Page>
    }
}

/// How many stand how, in a sentence.
fn told(counts: &[(Standing, u64)]) -> String {
    let of = |wanted: Standing| {
        let found = counts.iter().find(|(standing, _)| *standing == wanted);
        found.map_or(0, |(_, count)| *count)
    };
    let parts: Vec<String> = [
        (Standing::Late, "late"),
        (Standing::Blocked, "blocked"),
        (Standing::Slipping, "slipping"),
        (Standing::DueSoon, "due in 30 days"),
    ]
    .into_iter()
    .filter_map(|(standing, words)| match of(standing) {
        0 => None,
        1 => Some(format!("1 is {words}")),
        several => Some(format!("{several} are {words}")),
    })
    .collect();
    match parts.as_slice() {
        [] => "Nothing is late, and nothing slips.".to_owned(),
        [one] => format!("{one}."),
        [before @ .., last] => format!("{} and {last}.", before.join(", ")),
    }
}

fn sentence(row: &MilestoneRow, offer: &str) -> impl IntoView + use<> {
    let href = format!("{offer}/delivery/milestones/{}", row.slug);
    let due = london::date(row.dates.due);
    let words = match row.standing {
        Standing::Late => format!(
            ", of {}, was due on {due} and is not to be expected before {}.",
            row.owner_name,
            london::date(row.expected)
        ),
        Standing::Blocked | Standing::Slipping => format!(
            ", of {}, is due on {due} and now expected on {}.",
            row.owner_name,
            london::date(row.expected)
        ),
        Standing::DueSoon
        | Standing::OnTrack
        | Standing::Done
        | Standing::DoneLate
        | Standing::Dropped => format!(", of {}, is due on {due}.", row.owner_name),
    };
    let held_up = row.held_up.clone().map(|words| format!(" {words}"));
    view! {
        <li>
            {tag(row.standing)} " "
            <a class="govuk-link" href=href>{row.title.clone()}</a>
            {words}{held_up}
        </li>
    }
}

/// Who, which side and how it stands: a form that asks for an address.
#[component]
fn Filters(
    filter: DeliveryFilter,
    counts: Vec<(Standing, u64)>,
    owners: Vec<Pick>,
    action: String,
) -> impl IntoView {
    let standing = filter.standing.map(Standing::code).unwrap_or_default();
    let standings: Vec<SelectOption> = [SelectOption::new("", "Any")]
        .into_iter()
        .chain(counts.iter().map(|(standing, count)| {
            SelectOption::new(standing.code(), format!("{} ({count})", standing.label()))
        }))
        .collect();
    let side = filter.side.map(Side::code).unwrap_or_default();
    let sides: Vec<SelectOption> = [SelectOption::new("", "Both")]
        .into_iter()
        .chain(
            [Side::Place, Side::Whitehall].map(|side| SelectOption::new(side.code(), side.label())),
        )
        .collect();
    let of_term = filter.term.map(|term| {
        view! { <input type="hidden" name=TERM value=term.to_string()/> }
    });
    let owner = filter.owner.unwrap_or_default();
    let owners: Vec<SelectOption> = [SelectOption::new("", "Anybody")]
        .into_iter()
        .chain(
            owners
                .into_iter()
                .map(|pick| SelectOption::new(pick.code, pick.label)),
        )
        .collect();
    view! {
        <form class="so-filter" method="get" action=format!("{action}#milestones")>
            {of_term}
            <Select name=STANDING label="How it stands" value=standing.to_owned() items=standings/>
            <Select name=SIDE label="Side" value=side.to_owned() items=sides/>
            <Select name=OWNER label="Who answers for it" value=owner items=owners/>
            <Button kind=ButtonKind::Secondary>"Show"</Button>
        </form>
    }
}
