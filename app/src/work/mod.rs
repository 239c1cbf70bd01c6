//! "Your work": what waits for the person who looks, longest first, and what they wait for.

mod row;
mod waiting;

use chrono::NaiveDate;
use domain::process::Act;
use leptos::prelude::*;
use services::offers::{COUNTED_TO, Paging, Work};

use crate::{
    components::Button,
    leave::may,
    page::{Asked, Away, Page, page},
    paging::{Pages, numbered, page_number, within},
};

use row::{Rows, Wearer};

pub use waiting::{for_how_long, waiting};

/// The page of what they wait for, beside `page` of what waits for them.
const OTHERS: &str = "others";

/// `/work`.
#[component]
pub fn WorkPage() -> impl IntoView {
    page(load, show)
}

struct YourWork {
    work: Work,
    wearer: Wearer,
    today: NaiveDate,
    may_start: bool,
}

async fn load(asked: Asked) -> Result<YourWork, Away> {
    let viewer = asked.viewer()?;
    let mine = Paging::number(page_number(&asked));
    let others = Paging::number(numbered(&asked, OTHERS));
    let work = asked
        .services()
        .offers()
        .work_on_both_sides(viewer, mine, others)
        .await?;
    within(&work.waits_for_me, work.page, work.pages, |page| {
        href(page, work.others_page)
    })?;
    within(
        &work.i_wait_for,
        work.others_page,
        work.others_pages,
        |others| href(work.page, others),
    )?;
    Ok(YourWork {
        work,
        wearer: Wearer::of(viewer, asked.hat()),
        today: asked.services().today(),
        may_start: may(viewer, Act::StartOffer),
    })
}

fn href(mine: u64, others: u64) -> String {
    format!("/work?page={mine}&{OTHERS}={others}")
}

fn show(shown: YourWork) -> impl IntoView {
    let YourWork {
        work,
        wearer,
        today,
        may_start,
    } = shown;
    let sum = sum(work.total, work.others_total);
    let (page, others) = (work.page, work.others_page);
    let mine = if work.waits_for_me.is_empty() {
        view! { <p class="govuk-body">{nothing_waits(may_start)}</p> }.into_any()
    } else {
        view! { <Rows items=work.waits_for_me today wearer=wearer.clone()/> }.into_any()
    };
    let theirs = (!work.i_wait_for.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">"You wait for"</h2>
            <Rows items=work.i_wait_for today wearer looks=true/>
            <Pages here=others last=work.others_pages href=move |others| href(page, others)/>
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
            <Pages here=page last=work.pages href=move |page| href(page, others)/>
            {theirs}
        </Page>
    }
}

/// `3 things wait for you. You wait for 2.`
fn sum(mine: u64, theirs: u64) -> String {
    let mine = match mine {
        0 => "Nothing waits for you.".to_owned(),
        1 => "1 thing waits for you.".to_owned(),
        several => format!("{} things wait for you.", how_many(several)),
    };
    match theirs {
        0 => mine,
        1 => format!("{mine} You wait for 1 thing."),
        several => format!("{mine} You wait for {} things.", how_many(several)),
    }
}

/// `12`, and `99+` where nobody counted further.
pub fn how_many(counted: u64) -> String {
    if counted < COUNTED_TO {
        counted.to_string()
    } else {
        format!("{}+", COUNTED_TO - 1)
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

#[cfg(test)]
mod tests {
    use super::sum;

    #[test]
    fn one_thing_is_not_several() {
        assert_eq!(sum(0, 0), "Nothing waits for you.");
        assert_eq!(sum(1, 2), "1 thing waits for you. You wait for 2 things.");
        assert_eq!(sum(3, 1), "3 things wait for you. You wait for 1 thing.");
    }

    #[test]
    fn beyond_what_is_counted_it_says_so() {
        assert_eq!(
            sum(99, 100),
            "99 things wait for you. You wait for 99+ things."
        );
    }
}
