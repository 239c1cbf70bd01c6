//! The champion’s table: what blocks the offer on top, then every term with where each party stands and whose turn
//! it is. Everybody in the offer reads the same, each with what stands in their own room.

mod blocking;
mod choices;
mod rows;

use chrono::NaiveDate;
use domain::{
    negotiation::PartyId,
    process::{Act, Stage},
};
use leptos::prelude::*;
use services::{
    negotiation::{CHAMPION, PartyName, Show, Sort, TermFilter, TermTable},
    offers::{self, Paging, Reached},
};

use crate::{
    components::{Button, ButtonGroup, ButtonKind, InsetText, NotificationBanner},
    kept_page::kept_page,
    offers::{Part, offer_head},
    page::{Asked, Away, Page},
    paging::{Pages, page_number, within},
};

pub(super) use blocking::list;

use blocking::blocking;
use choices::{Choices, address_of};

pub(super) const SHOW: &str = "show";
pub(super) const SORT: &str = "sort";
pub(super) const WAITING_FOR: &str = "waiting-for";
pub(crate) const PARTY: &str = "party";

/// Terms on a page of the table: as many as the largest offers have.
const A_PAGE: u64 = 60;

/// `/offers/{ref}/terms`.
#[component]
pub fn TermsPage() -> impl IntoView {
    kept_page(Act::ReadTerms, load, show)
}

struct Shown {
    table: TermTable,
    filter: TermFilter,
    today: NaiveDate,
    /// What has just been done, as the address says.
    done: Option<Done>,
}

/// A party was reminded of a term.
struct Done {
    before: bool,
    term: u32,
    party: PartyId,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let filter = filter(&asked);
    let paging = Paging::of(page_number(&asked), A_PAGE);
    let (negotiation, hat) = (asked.services().negotiation(), asked.hat());
    let table = match asked.entered_for(Act::ReadTerms) {
        Some(entered) => negotiation.table_of(entered, hat, &filter, paging).await?,
        None => {
            let (viewer, reference) = (asked.viewer()?, offers::reference(asked.param("ref"))?);
            negotiation
                .table(viewer, hat, &reference, &filter, paging)
                .await?
        }
    };
    let here = format!("/offers/{}/terms", table.reference);
    if table.reference.to_string() != asked.param("ref") {
        return Err(Away::To(here));
    }
    within(&table.rows, table.page, table.pages, |page| {
        format!("{here}?{}page={page}", address_of(&filter))
    })?;
    Ok(Shown {
        table,
        filter,
        today: asked.services().today(),
        done: done(&asked),
    })
}

/// What the address asks for. What no table knows is not asked.
fn filter(asked: &Asked) -> TermFilter {
    TermFilter {
        show: asked
            .query(SHOW)
            .and_then(Show::from_code)
            .unwrap_or_default(),
        sort: asked
            .query(SORT)
            .and_then(Sort::from_code)
            .unwrap_or_default(),
        waiting_for: asked
            .query(WAITING_FOR)
            .filter(|code| !code.is_empty())
            .map(PartyId::from_code),
    }
}

fn done(asked: &Asked) -> Option<Done> {
    let before = match asked.query("done")? {
        "reminded" => false,
        "reminded-before" => true,
        _ => return None,
    };
    Some(Done {
        before,
        term: asked.query("term")?.parse().ok()?,
        party: PartyId::from_code(asked.query(PARTY)?),
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        mut table,
        filter,
        today,
        done,
    } = shown;
    let home = format!("/offers/{}", table.reference);
    let here = format!("{home}/terms");
    let title = format!("Terms: {} {}", table.reference, table.title);
    let head = offer_head(
        &table.reference,
        &table.place_name,
        &table.title,
        Part::Terms,
        Reached::of(table.stage, table.negotiated),
    );
    let banner = done.and_then(|done| done.words(&table)).map(|text| {
        view! { <NotificationBanner success=true text/> }
    });
    if !table.negotiated {
        return view! {
            <Page title back=("Summary", home)>
                {head}
                <p class="govuk-body">"This offer was never accepted, so there are no terms."</p>
            </Page>
        }
        .into_any();
    }
    let stage = (table.stage != Stage::Negotiating).then(|| {
        view! { <InsetText>{table.stage.sentence()}</InsetText> }
    });
    let clear = table.blocking.is_empty();
    let blocks = (table.stage == Stage::Negotiating)
        .then(|| blocking(std::mem::take(&mut table.blocking), &table));
    let next = next(&table, clear, &home);
    let rest = address_of(&filter);
    let (page, pages) = (table.page, table.pages);
    let choices = view! {
        <Choices
            filter=filter.clone()
            counts=table.counts
            takes_part=table.takes_part
            parties=table.parties.clone()
            here=here.clone()
        />
    };
    let rows = rows::rows(table, &filter, today);
    view! {
        <Page title back=("Summary", home)>
            {banner}
            {head}
            {stage}
            {blocks}
            {next}
            <h2 class="govuk-heading-m" id="terms">"Terms"</h2>
            {choices}
            {rows}
            <Pages here=page last=pages href=move |page| format!("{here}?{rest}page={page}")/>
        </Page>
    }
    .into_any()
}

impl Done {
    /// Says only what can be so: the address can be typed by anybody.
    fn words(&self, table: &TermTable) -> Option<String> {
        let term = self.term;
        let name = if self.party.code() == CHAMPION {
            "the champion"
        } else {
            let party: &PartyName = table.parties.iter().find(|one| one.id == self.party)?;
            &party.name
        };
        Some(if self.before {
            format!("Today {name} was reminded of term {term} already. Once a day is enough.")
        } else {
            format!("You reminded {name} of term {term}.")
        })
    }
}

/// What can be done with the negotiation as a whole.
fn next(table: &TermTable, clear: bool, home: &str) -> impl IntoView + use<> {
    let settle = if clear {
        ButtonKind::Primary
    } else {
        ButtonKind::Secondary
    };
    let buttons: Vec<_> = [
        (Act::Settle, "settle", "Settle the terms", settle),
        (
            Act::Reopen,
            "reopen",
            "Reopen the negotiation",
            ButtonKind::Secondary,
        ),
        (
            Act::End,
            "end",
            "End the negotiation",
            ButtonKind::Secondary,
        ),
    ]
    .into_iter()
    .filter(|(act, ..)| table.may(*act))
    .map(|(_, below, words, kind)| {
        view! { <Button href=format!("{home}/{below}") kind>{words}</Button> }
    })
    .collect();
    (!buttons.is_empty()).then(|| view! { <ButtonGroup>{buttons}</ButtonGroup> })
}
