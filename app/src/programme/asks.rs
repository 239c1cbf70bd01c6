//! Every freedom asked for, by type and department: what was granted, what was refused, and in how many days.

use domain::offer::FreedomType;
use domain::process::{Act, department};
use domain::programme::AskState;
use leptos::prelude::*;
use services::Refusal;
use services::offers::Paging;
use services::programme::{Ask, AskCount, AskFilter, AskList, Cut};

use super::cut::{self, CutFilter, list};
use super::show::{counted, days, keep};
use crate::{
    components::{Cell, Column, Table},
    leave::leave,
    london,
    page::{Asked, Page, page},
    paging::{Pages, page_number},
    posts::address,
};

/// `/programme/asks`.
#[component]
pub fn AsksPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    counts: Vec<AskCount>,
    /// The freedoms behind one of them, where one is chosen.
    chosen: Option<(AskFilter, AskList)>,
    cut: Cut,
}

async fn load(asked: Asked) -> Result<Shown, Refusal> {
    let viewer = asked.viewer()?;
    leave(viewer, Act::ReadProgramme, None)?;
    let cut = cut::of(&asked);
    let filter = AskFilter {
        kind: asked.query("type").and_then(FreedomType::from_code),
        department: asked
            .query("department")
            .filter(|code| department(code).is_some())
            .map(str::to_owned),
        state: asked.query("state").and_then(AskState::from_code),
    };
    let programme = asked.services().programme();
    let counts = programme.asks(viewer, cut).await?;
    let wants_list = filter != AskFilter::default() || asked.query("list").is_some();
    let chosen = if wants_list {
        let paging = Paging::number(page_number(&asked));
        let found = programme.asked(viewer, cut, &filter, paging).await?;
        Some((filter, found))
    } else {
        None
    };
    Ok(Shown {
        counts,
        chosen,
        cut,
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        counts,
        chosen,
        cut,
    } = shown;
    let table = if counts.is_empty() {
        view! { <p class="govuk-body">"No freedom was asked for yet."</p> }.into_any()
    } else {
        matrix(&counts, cut).into_any()
    };
    let chosen = chosen.map(|(filter, found)| behind(&filter, found, cut));
    view! {
        <Page title="Freedoms asked for" back=("Programme", "/programme")>
            <h1 class="govuk-heading-l">"Freedoms asked for"</h1>
            <p class="govuk-body">
                "A freedom that several departments can grant stands once for each of them. Days are counted from the submission of the offer."
            </p>
            <CutFilter cut action="/programme/asks"/>
            {chosen}
            {table}
        </Page>
    }
}

fn address(kind: Option<FreedomType>, department: Option<&str>, state: Option<AskState>) -> String {
    let pairs = [
        ("type", kind.map(FreedomType::code)),
        ("department", department),
        ("state", state.map(AskState::code)),
    ];
    let named: Vec<String> = pairs
        .into_iter()
        .filter_map(|(name, code)| code.map(|code| format!("{name}={}", address::text(code))))
        .collect();
    if named.is_empty() {
        "list=all".to_owned()
    } else {
        named.join("&")
    }
}

fn matrix(counts: &[AskCount], cut: Cut) -> impl IntoView + use<> {
    let short =
        |code: &str| department(code).map_or_else(|| code.to_owned(), |one| one.name.to_owned());
    let rows = counts
        .iter()
        .map(|one| {
            let name = short(&one.department);
            let to = |count: u64, state: Option<AskState>| {
                let named = address(Some(one.kind), Some(&one.department), state);
                let words = state.map_or("asked for", AskState::label);
                let about = format!("{words}: {}, {name}", one.kind.label());
                counted(count, list("/programme/asks", &named, cut), &about)
            };
            vec![
                one.kind.label().into(),
                name.clone().into(),
                to(one.asked, None),
                to(one.waiting, Some(AskState::Waiting)),
                to(one.granted, Some(AskState::Granted)),
                to(one.refused, Some(AskState::Refused)),
                one.days.map_or_else(|| "–".to_owned(), days).into(),
            ]
        })
        .collect::<Vec<Vec<Cell>>>();
    let sum = |of: fn(&AskCount) -> u64| counts.iter().map(of).sum::<u64>();
    let all = |count: u64, state: Option<AskState>| {
        let words = state.map_or("asked for", AskState::label);
        counted(
            count,
            list("/programme/asks", &address(None, None, state), cut),
            words,
        )
    };
    let foot = vec![vec![
        "All".into(),
        "".into(),
        all(sum(|one| one.asked), None),
        all(sum(|one| one.waiting), Some(AskState::Waiting)),
        all(sum(|one| one.granted), Some(AskState::Granted)),
        all(sum(|one| one.refused), Some(AskState::Refused)),
        "".into(),
    ]];
    view! {
        <Table
            caption="By type and by the department that can grant them"
            caption_class="govuk-table__caption--m"
            row_headers=true
            head=vec![
                Column::text("Type"),
                Column::text("Department"),
                Column::numeric("Asked"),
                Column::numeric("Waiting"),
                Column::numeric("Granted"),
                Column::numeric("Refused"),
                Column::numeric("Days on average"),
            ]
            rows
            foot
        />
        {keep("asks", cut)}
    }
}

fn behind(filter: &AskFilter, found: AskList, cut: Cut) -> impl IntoView + use<> {
    let named = address(filter.kind, filter.department.as_deref(), filter.state);
    let mut what: Vec<String> = Vec::new();
    what.extend(filter.kind.map(|kind| kind.label().to_owned()));
    what.extend(
        filter
            .department
            .as_deref()
            .and_then(department)
            .map(|one| one.name.to_owned()),
    );
    what.extend(filter.state.map(|state| state.label().to_lowercase()));
    let heading = if what.is_empty() {
        "All that were asked for".to_owned()
    } else {
        what.join(", ")
    };
    let total = match found.total {
        0 => "None is so.".to_owned(),
        1 => "1 freedom".to_owned(),
        many => format!("{many} freedoms"),
    };
    let rows = found.rows.into_iter().map(row).collect::<Vec<_>>();
    view! {
        <h2 class="govuk-heading-m">{heading}</h2>
        <p class="govuk-body" role="status">
            {total} " " <a class="govuk-link" href=list("/programme/asks", "", cut)>"Close this list"</a>
        </p>
        {(!rows.is_empty()).then(|| view! {
            <Table
                caption="Freedoms, those asked for last first"
                caption_class="govuk-visually-hidden"
                row_headers=true
                head=["Freedom", "Offer", "Department", "Asked", "State"].map(Column::text).into()
                rows
            />
        })}
        <Pages here=found.page last=found.pages href=move |page| list("/programme/asks", &format!("{named}&page={page}"), cut)/>
    }
}

fn row(one: Ask) -> Vec<Cell> {
    let href = match one.term {
        Some(term) => format!("/offers/{}/terms/{term}", one.reference),
        None => format!("/offers/{}/freedoms/{}", one.reference, one.key),
    };
    let title = if one.title.is_empty() {
        one.kind.label().to_owned()
    } else {
        one.title
    };
    let state = match one.days {
        Some(taken) if taken > 0 => format!("{}, after {}", one.state.label(), days(taken)),
        Some(_) => format!("{}, the same day", one.state.label()),
        None => one.state.label().to_owned(),
    };
    let owner =
        department(&one.department).map_or(one.department.clone(), |known| known.name.to_owned());
    vec![
        Cell::new(view! { <a class="govuk-link" href=href>{title}</a> }),
        format!("{}, {}", one.reference, one.place_name).into(),
        owner.into(),
        london::day(one.asked_at).into(),
        state.into(),
    ]
}
