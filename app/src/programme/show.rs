//! The portfolio on its page. Each figure is a link to the list behind it.

use chrono::NaiveDate;
use domain::money::Pence;
use domain::programme::BESIDE;
use leptos::prelude::*;
use services::programme::{Cut, Decision, Delivered, Group, Portfolio, Promised, WaitsOn};

use super::cut::{CutFilter, list};
use super::{Programme, cut};
use crate::{
    components::{Cell, Column, Table},
    london,
    page::Page,
    work::waiting,
};

pub fn show(programme: Programme) -> impl IntoView {
    let Programme {
        portfolio,
        cut,
        today,
    } = programme;
    let offers = match portfolio.offers {
        0 => "No offer was submitted yet.".to_owned(),
        1 => "1 offer was submitted.".to_owned(),
        many => format!("{many} offers were submitted."),
    };
    view! {
        <Page title="Programme">
            <h1 class="govuk-heading-l">"Programme"</h1>
            <CutFilter cut action="/programme"/>
            <p class="govuk-body" role="status">
                {offers} " Drafts that were never submitted are not counted."
            </p>
            {decisions(&portfolio, cut, today)}
            {stages(&portfolio, cut)}
            {savings(&portfolio, cut)}
            {delivery(portfolio.delivery, cut)}
            {waits(&portfolio, cut)}
            <h2 class="govuk-heading-m" id="groups">"By theme, region and level"</h2>
            {groups("Offers by theme", "theme", &portfolio.themes, "No theme: a whole area", |one| (one.code(), one.label()), cut)}
            {groups("Offers by region", "region", &portfolio.regions, "Not known", |one| (one.code(), one.label()), cut)}
            {groups("Offers by level", "level", &portfolio.levels, "Not known", |one| (one.code(), one.label()), cut)}
            {keep("groups", cut)}
            <h2 class="govuk-heading-m">"More"</h2>
            <ul class="govuk-list">
                <li><a class="govuk-link" href=list("/programme/asks", "", cut)>"Freedoms asked for, granted and refused"</a></li>
                <li><a class="govuk-link" href="/precedents">"Freedoms granted, in their wording"</a></li>
                <li><a class="govuk-link" href="/programme/rounds">"Rounds and their parameters"</a></li>
            </ul>
        </Page>
    }
}

/// Links to keep a table.
pub fn keep(table: &'static str, cut: Cut) -> impl IntoView {
    let to = |ending: &str| list(&format!("/programme/tables/{table}.{ending}"), "", cut);
    view! {
        <p class="govuk-body-s">
            "Keep this table: "
            <a class="govuk-link" href=to("csv")>"CSV" <span class="govuk-visually-hidden">{format!(" of {table}")}</span></a>
            ", "
            <a class="govuk-link" href=to("xlsx")>"Excel" <span class="govuk-visually-hidden">{format!(" of {table}")}</span></a>
        </p>
    }
}

/// A count that leads to what it counts.
pub fn counted(count: u64, href: String, about: &str) -> Cell {
    if count == 0 {
        return "0".into();
    }
    let about = format!(" {about}");
    Cell::new(view! {
        <a class="govuk-link" href=href>
            {count.to_string()}<span class="govuk-visually-hidden">{about}</span>
        </a>
    })
}

fn decisions(portfolio: &Portfolio, cut: Cut, today: NaiveDate) -> impl IntoView + use<> {
    let words = match portfolio.submitted {
        0 => "No offer waits for a decision.".to_owned(),
        1 => "1 offer waits for a decision.".to_owned(),
        several => format!("{several} offers wait for a decision."),
    };
    let shown = u64::try_from(portfolio.decisions.len()).unwrap_or_default();
    let more = (portfolio.submitted > shown).then(|| {
        view! {
            <p class="govuk-body">
                <a class="govuk-link" href=list("/offers", "stage=submitted", cut)>"All that are submitted"</a>
            </p>
        }
    });
    let rows: Vec<_> = portfolio
        .decisions
        .iter()
        .map(|one| decision(one, today))
        .collect();
    view! {
        <h2 class="govuk-heading-m">"Waiting for a decision"</h2>
        <p class="govuk-body">{words}</p>
        {(!rows.is_empty()).then(|| view! { <ul class="so-waiting">{rows}</ul> })}
        {more}
    }
}

fn decision(one: &Decision, today: NaiveDate) -> impl IntoView + use<> {
    let home = format!("/offers/{}", one.reference);
    let name = format!("{} {}", one.reference, one.title);
    let about = format!(" on {name}");
    let submitted = format!("{}, submitted {}", one.place_name, london::day(one.since));
    view! {
        <li class="so-waiting__item">
            <span class="so-waiting__since">{waiting(one.since, today)}</span>
            <span>
                <a class="govuk-link so-block" href=home.clone()>{name}</a>
                <span class="so-block">{submitted}</span>
            </span>
            <a class="govuk-link" href=format!("{home}/decision")>
                "Decide"<span class="govuk-visually-hidden">{about}</span>
            </a>
        </li>
    }
}

fn stages(portfolio: &Portfolio, cut: Cut) -> impl IntoView + use<> {
    let rows = portfolio
        .stages
        .iter()
        .map(|one| {
            let href = list("/offers", &format!("stage={}", one.stage.code()), cut);
            vec![
                one.stage.name().into(),
                counted(one.offers, href, &format!("offers: {}", one.stage.name())),
                days(one.median_days).into(),
            ]
        })
        .collect::<Vec<Vec<Cell>>>();
    let all = vec![vec![
        "All".into(),
        counted(portfolio.offers, list("/offers", "", cut), "offers"),
        "".into(),
    ]];
    view! {
        <h2 class="govuk-heading-m" id="stages">"Offers by stage"</h2>
        <Table
            caption="How many offers stand at each stage, and half of them for how long"
            caption_class="govuk-visually-hidden"
            row_headers=true
            head=vec![Column::text("Stage"), Column::numeric("Offers"), Column::numeric("Median time at it")]
            rows
            foot=all
        />
        {keep("stages", cut)}
    }
}

pub fn days(days: i64) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

fn savings(portfolio: &Portfolio, cut: Cut) -> impl IntoView + use<> {
    let table = (!portfolio.promised.is_empty()).then(|| {
        let rows = portfolio.promised.iter().map(year).collect::<Vec<_>>();
        view! {
            <Table
                caption="Cashable savings of the agreements in force, by year"
                caption_class="govuk-visually-hidden"
                row_headers=true
                head=vec![
                    Column::text("Year"),
                    Column::numeric("Promised"),
                    Column::numeric("From low to high"),
                    Column::numeric("Planned by line"),
                    Column::numeric("Claimed"),
                    Column::numeric("Verified"),
                ]
                rows
            />
            {keep("savings", cut)}
        }
    });
    let none = table
        .is_none()
        .then(|| view! { <p class="govuk-body">"No agreement is in force yet."</p> });
    let kinds = (!portfolio.kinds.is_empty()).then(|| {
        let rows = portfolio
            .kinds
            .iter()
            .map(|(kind, sum)| vec![kind.words().into(), sum.rounded().into()])
            .collect::<Vec<Vec<Cell>>>();
        view! {
            <Table
                caption="What the agreements promise over their whole length, kind by kind: kinds are never added together"
                caption_class="govuk-table__caption--s"
                row_headers=true
                head=vec![Column::text("Kind"), Column::numeric("Promised")]
                rows
            />
        }
    });
    let beside = format!(
        "Beside them, as a line to look at and not one to pass: {} a year, which 2% more on locally controlled spend would have come to in 2013-14 (Total Place, 3.12).",
        BESIDE.rounded()
    );
    view! {
        <h2 class="govuk-heading-m" id="savings">"Savings"</h2>
        <p class="govuk-body">
            "Cashable savings alone. What is promised is beyond what is required of all areas; what is planned, claimed and verified stands in the ledgers of the agreements."
        </p>
        {none}
        {table}
        <p class="govuk-body">{beside}</p>
        {kinds}
        <p class="govuk-body">
            <a class="govuk-link" href=list("/offers", "stage=in-force", cut)>"The agreements in force"</a>
        </p>
    }
}

fn year(one: &Promised) -> Vec<Cell> {
    let amount = |amount: Option<Pence>| amount.map_or_else(|| "–".to_owned(), Pence::rounded);
    vec![
        one.year.to_string().into(),
        one.central.rounded().into(),
        format!("{} to {}", one.low.rounded(), one.high.rounded()).into(),
        amount(one.reported.map(|one| one.planned)).into(),
        amount(one.reported.map(|one| one.claimed)).into(),
        amount(one.reported.map(|one| one.verified)).into(),
    ]
}

fn delivery(delivered: Delivered, cut: Cut) -> impl IntoView {
    let rows = [
        (
            "Milestones that are late",
            delivered.late,
            "/programme/milestones",
            "trouble=late",
        ),
        (
            "Milestones that slip",
            delivered.slipping,
            "/programme/milestones",
            "trouble=slipping",
        ),
        (
            "Milestones due in 30 days",
            delivered.due_soon,
            "/programme/milestones",
            "trouble=due-soon",
        ),
        (
            "Returns that are missing",
            delivered.missing,
            "/programme/returns",
            "state=missing",
        ),
        (
            "Returns that are queried",
            delivered.queried,
            "/programme/returns",
            "state=queried",
        ),
    ]
    .into_iter()
    .map(|(words, count, path, named)| {
        vec![words.into(), counted(count, list(path, named, cut), words)]
    })
    .collect::<Vec<Vec<Cell>>>();
    view! {
        <h2 class="govuk-heading-m" id="delivery">"Delivery"</h2>
        <Table
            caption="What asks to be looked at in the agreements in force"
            caption_class="govuk-visually-hidden"
            row_headers=true
            plain=true
            head=vec![Column::text("What"), Column::numeric("How many")]
            rows
        />
    }
}

fn waits(portfolio: &Portfolio, cut: Cut) -> impl IntoView + use<> {
    let rows = portfolio
        .waits
        .iter()
        .map(|one| {
            let href = list("/offers", &format!("waits={}", one.on.code()), cut);
            let name = one.on.name().to_owned();
            vec![
                name.clone().into(),
                one.terms.to_string().into(),
                match one.on {
                    WaitsOn::Department(_) | WaitsOn::Champions | WaitsOn::Places => {
                        counted(one.offers, href, &format!("offers wait on {name}"))
                    }
                },
                days(one.oldest_days).into(),
            ]
        })
        .collect::<Vec<Vec<Cell>>>();
    let none = rows
        .is_empty()
        .then(|| view! { <p class="govuk-body">"No term waits on anybody."</p> });
    let table = (!rows.is_empty()).then(|| {
        view! {
            <Table
                caption="On whom terms wait, the longest first"
                caption_class="govuk-visually-hidden"
                row_headers=true
                head=vec![Column::text("Waiting on"), Column::numeric("Terms"), Column::numeric("Offers"), Column::numeric("The oldest")]
                rows
            />
            {keep("waiting", cut)}
        }
    });
    view! {
        <h2 class="govuk-heading-m" id="waiting">"What waits on whom"</h2>
        {none}
        {table}
    }
}

fn groups<T: Copy, W: Fn(T) -> (&'static str, &'static str)>(
    caption: &'static str,
    name: &'static str,
    groups: &[Group<T>],
    unknown: &'static str,
    words: W,
    cut: Cut,
) -> Option<impl IntoView + use<T, W>> {
    let rows = groups
        .iter()
        .map(|group| {
            let (code, label) = group.of.map_or(("", unknown), &words);
            let to = |stage: &str, count: u64| {
                // Of what has none there is no list of its own.
                if code.is_empty() {
                    return count.to_string().into();
                }
                let rest = cut::address(cut);
                let others: String = rest
                    .split_terminator('&')
                    .filter(|pair| !pair.starts_with(&format!("{name}=")))
                    .map(|pair| format!("&{pair}"))
                    .collect();
                counted(
                    count,
                    format!("/offers?{name}={code}{stage}{others}"),
                    &format!("offers: {label}"),
                )
            };
            vec![
                label.into(),
                to("", group.offers),
                to("&stage=negotiating", group.negotiating),
                to("&stage=in-force", group.in_force),
            ]
        })
        .collect::<Vec<Vec<Cell>>>();
    (!rows.is_empty()).then(|| {
        view! {
            <Table
                caption=caption
                caption_class="govuk-table__caption--s"
                row_headers=true
                head=vec![
                    Column::text(match name { "theme" => "Theme", "region" => "Region", _ => "Level" }),
                    Column::numeric("Offers"),
                    Column::numeric("In negotiation"),
                    Column::numeric("In force"),
                ]
                rows
            />
        }
    })
}
