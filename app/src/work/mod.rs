//! "Your work": what waits for the person who looks, longest first, and what they wait for.

mod waiting;

use chrono::NaiveDate;
use domain::process::Act;
use leptos::prelude::*;
use services::offers::{Item, Paging, Work};

use crate::{
    components::Button,
    leave::may,
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
};

pub use waiting::{for_how_long, waiting};

/// `/work`.
#[component]
pub fn WorkPage() -> impl IntoView {
    page(load, show)
}

struct YourWork {
    work: Work,
    today: NaiveDate,
    may_start: bool,
}

async fn load(asked: Asked) -> Result<YourWork, Away> {
    let viewer = asked.viewer()?;
    let paging = Paging::number(page_number(&asked));
    let work = asked.services().offers().work(viewer, paging).await?;
    within(&work.waits_for_me, work.page, work.pages, |page| {
        format!("/work?page={page}")
    })?;
    Ok(YourWork {
        work,
        today: asked.services().today(),
        may_start: may(viewer, Act::StartOffer),
    })
}

fn show(shown: YourWork) -> impl IntoView {
    let YourWork {
        work,
        today,
        may_start,
    } = shown;
    let sum = sum(work.total, work.i_wait_for.len());
    let pages = view! {
        <Pages here=work.page last=work.pages href=|page| format!("/work?page={page}")/>
    };
    let mine = if work.waits_for_me.is_empty() {
        view! { <p class="govuk-body">{nothing_waits(may_start)}</p> }.into_any()
    } else {
        list(work.waits_for_me, today).into_any()
    };
    let theirs = (!work.i_wait_for.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">"You wait for"</h2>
            {list(work.i_wait_for, today)}
        }
    });
    let start = may_start.then(|| view! { <Button href="/offers/new">"Start an offer"</Button> });
    view! {
        <Page title="Your work">
            <h1 class="govuk-heading-l">"Your work"</h1>
            <p class="govuk-body-l">{sum}</p>
            {start}
            <h2 class="govuk-heading-m">"Waits for you"</h2>
            {mine}
            {pages}
            {theirs}
        </Page>
    }
}

/// `3 things wait for you. You wait for 2.`
fn sum(mine: u64, theirs: usize) -> String {
    let mine = match mine {
        0 => "Nothing waits for you.".to_owned(),
        1 => "1 thing waits for you.".to_owned(),
        several => format!("{several} things wait for you."),
    };
    match theirs {
        0 => mine,
        1 => format!("{mine} You wait for 1 thing."),
        several => format!("{mine} You wait for {several} things."),
    }
}

const fn nothing_waits(may_start: bool) -> &'static str {
    if may_start {
        "When a partner has answered, or the programme office has decided about an offer of yours, it stands here. \
         You can start an offer at any time."
    } else {
        "When somebody needs an answer or a decision from you, it stands here, and you get a mail with a link to it."
    }
}

fn list(items: Vec<Item>, today: NaiveDate) -> impl IntoView {
    let items: Vec<_> = items.into_iter().map(|item| row(item, today)).collect();
    view! { <ul class="so-waiting">{items}</ul> }
}

fn row(item: Item, today: NaiveDate) -> impl IntoView {
    let offer = format!("{} {}", item.reference, item.title);
    let about = format!(": {offer}");
    view! {
        <li class="so-waiting__item">
            <span class="so-waiting__since">{waiting(item.since, today)}</span>
            <span>
                <span class="so-block govuk-!-font-weight-bold">{item.what}</span>
                <span class="so-block">{offer} " (" {item.place_name} ")"</span>
            </span>
            <a class="govuk-link" href=item.address>
                {item.button}
                <span class="govuk-visually-hidden">{about}</span>
            </a>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::sum;

    #[test]
    fn one_thing_is_not_several() {
        assert_eq!(sum(0, 0), "Nothing waits for you.");
        assert_eq!(sum(1, 2), "1 thing waits for you. You wait for 2 things.");
        assert_eq!(sum(3, 1), "3 things wait for you. You wait for 1 thing.");
    }
}
