//! The milestones and returns behind the figures of the portfolio.

use domain::process::Act;
use leptos::prelude::*;
use services::Refusal;
use services::delivery::Trouble;
use services::offers::Paging;
use services::programme::{Cut, MilestoneList, ReturnList, ReturnTrouble};

use super::cut::{self, CutFilter, list};
use crate::{
    components::{Cell, Column, Table},
    leave::leave,
    london,
    page::{Asked, Page, page},
    paging::{Pages, page_number},
};

/// `/programme/milestones`.
#[component]
pub fn MilestonesPage() -> impl IntoView {
    page(load_milestones, show_milestones)
}

/// `/programme/returns`.
#[component]
pub fn ReturnsPage() -> impl IntoView {
    page(load_returns, show_returns)
}

async fn load_milestones(asked: Asked) -> Result<(MilestoneList, Trouble, Cut), Refusal> {
    let viewer = asked.viewer()?;
    leave(viewer, Act::ReadProgramme, None)?;
    let trouble = asked.query("trouble").and_then(Trouble::from_code);
    let (trouble, cut) = (trouble.unwrap_or(Trouble::Late), cut::of(&asked));
    let paging = Paging::number(page_number(&asked));
    let programme = asked.services().programme();
    let found = programme.milestones(viewer, cut, trouble, paging).await?;
    Ok((found, trouble, cut))
}

async fn load_returns(asked: Asked) -> Result<(ReturnList, ReturnTrouble, Cut), Refusal> {
    let viewer = asked.viewer()?;
    leave(viewer, Act::ReadProgramme, None)?;
    let state = asked.query("state").and_then(ReturnTrouble::from_code);
    let (state, cut) = (state.unwrap_or(ReturnTrouble::Missing), cut::of(&asked));
    let paging = Paging::number(page_number(&asked));
    let found = asked
        .services()
        .programme()
        .returns(viewer, cut, state, paging)
        .await?;
    Ok((found, state, cut))
}

fn show_milestones((found, trouble, cut): (MilestoneList, Trouble, Cut)) -> impl IntoView {
    let rows = found
        .rows
        .into_iter()
        .map(|row| {
            let href = format!("/offers/{}/delivery/milestones/{}", row.reference, row.slug);
            vec![
                Cell::new(view! { <a class="govuk-link" href=href>{row.title}</a> }),
                format!("{}, {}", row.reference, row.place_name).into(),
                row.owner.into(),
                london::date(row.due).into(),
                row.forecast
                    .map_or_else(|| "As due".to_owned(), london::date)
                    .into(),
            ]
        })
        .collect::<Vec<Vec<Cell>>>();
    let named = format!("trouble={}", trouble.code());
    let others = Trouble::ALL.map(|one| {
        (
            one.label(),
            list(
                "/programme/milestones",
                &format!("trouble={}", one.code()),
                cut,
            ),
            one == trouble,
        )
    });
    view! {
        <Page title="Milestones" back=("Programme", "/programme")>
            <h1 class="govuk-heading-l">"Milestones"</h1>
            {choose(&others)}
            <CutFilter cut action="/programme/milestones">
                <input type="hidden" name="trouble" value=trouble.code()/>
            </CutFilter>
            <p class="govuk-body" role="status">{total(found.total, "milestone")}</p>
            {(!rows.is_empty()).then(|| view! {
                <Table
                    caption="Milestones, those due first at the top"
                    caption_class="govuk-visually-hidden"
                    row_headers=true
                    head=["Milestone", "Offer", "Owner", "Due", "Forecast"].map(Column::text).into()
                    rows
                />
            })}
            <Pages here=found.page last=found.pages href=move |page| list("/programme/milestones", &format!("{named}&page={page}"), cut)/>
        </Page>
    }
}

fn show_returns((found, state, cut): (ReturnList, ReturnTrouble, Cut)) -> impl IntoView {
    let rows = found
        .rows
        .into_iter()
        .map(|row| {
            let href = format!("/offers/{}/returns/{}", row.reference, row.code);
            let period = format!(
                "{} to {}",
                london::date(row.first_day),
                london::date(row.last_day)
            );
            vec![
                Cell::new(view! { <a class="govuk-link" href=href>{period}</a> }),
                format!("{}, {}", row.reference, row.place_name).into(),
                london::date(row.due).into(),
            ]
        })
        .collect::<Vec<Vec<Cell>>>();
    let named = format!("state={}", state.code());
    let others = ReturnTrouble::ALL.map(|one| {
        (
            one.label(),
            list("/programme/returns", &format!("state={}", one.code()), cut),
            one == state,
        )
    });
    view! {
        <Page title="Returns" back=("Programme", "/programme")>
            <h1 class="govuk-heading-l">"Returns"</h1>
            {choose(&others)}
            <CutFilter cut action="/programme/returns">
                <input type="hidden" name="state" value=state.code()/>
            </CutFilter>
            <p class="govuk-body" role="status">{total(found.total, "return")}</p>
            {(!rows.is_empty()).then(|| view! {
                <Table
                    caption="Returns, those due first at the top"
                    caption_class="govuk-visually-hidden"
                    row_headers=true
                    head=["Period", "Offer", "Due"].map(Column::text).into()
                    rows
                />
            })}
            <Pages here=found.page last=found.pages href=move |page| list("/programme/returns", &format!("{named}&page={page}"), cut)/>
        </Page>
    }
}

fn total(total: u64, what: &str) -> String {
    match total {
        0 => format!("No {what} is so."),
        1 => format!("1 {what}"),
        many => format!("{many} {what}s"),
    }
}

/// The lists beside this one.
fn choose(lists: &[(&'static str, String, bool)]) -> impl IntoView + use<> {
    let items = lists
        .iter()
        .map(|(words, href, is_here)| {
            let current = is_here.then_some("true");
            view! { <li><a class="govuk-link" href=href.clone() aria-current=current>{*words}</a></li> }
        })
        .collect::<Vec<_>>();
    view! { <ul class="govuk-list">{items}</ul> }
}
