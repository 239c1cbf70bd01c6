//! A long list in pages.

use leptos::prelude::*;

use super::{
    MaybeText,
    classes::{classes, when},
};

/// One step of a pagination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageStep {
    Page { number: u32, href: String },
    Current { number: u32, href: String },
    Gap,
}

/// The steps people expect: the first page, the last, this one and its neighbours, with gaps between.
///
/// `page_steps(3, 40, |n| format!("/offers?page={n}"))`
pub fn page_steps(current: u32, total: u32, href: impl Fn(u32) -> String) -> Vec<PageStep> {
    let mut steps = Vec::new();
    let mut last = 0;
    let near = current.saturating_sub(1)..=current.saturating_add(1);
    let shown = std::iter::once(1)
        .chain(near.filter(|number| (2..total).contains(number)))
        .chain((total > 1).then_some(total));
    for number in shown {
        if number > last + 1 {
            // A gap of one page is shown as that page: it takes no more room.
            steps.push(if number == last + 2 {
                PageStep::Page {
                    number: last + 1,
                    href: href(last + 1),
                }
            } else {
                PageStep::Gap
            });
        }
        let href = href(number);
        steps.push(if number == current {
            PageStep::Current { number, href }
        } else {
            PageStep::Page { number, href }
        });
        last = number;
    }
    steps
}

/// Links to the pages of a list. Without `steps` it is previous and next only.
///
/// `<Pagination previous=prev next=next steps=page_steps(3, 40, |n| format!("/offers?page={n}"))/>`
#[component]
pub fn Pagination(
    /// The address of the page before, if there is one.
    #[prop(optional, into)]
    previous: MaybeText,
    /// The address of the page after, if there is one.
    #[prop(optional, into)]
    next: MaybeText,
    #[prop(optional)] steps: Vec<PageStep>,
    #[prop(optional, into)] label: MaybeText,
) -> impl IntoView {
    let block = steps.is_empty() && (previous.is_some() || next.is_some());
    let list = (!steps.is_empty()).then(|| {
        let items: Vec<_> = steps.into_iter().map(page_step).collect();
        view! { <ul class="govuk-pagination__list">{items}</ul> }
    });
    let previous = previous
        .into_option()
        .map(|href| arrow_link(Arrow::Previous, href, block));
    let next = next
        .into_option()
        .map(|href| arrow_link(Arrow::Next, href, block));
    view! {
        <nav
            class=classes(["govuk-pagination", when(block, "govuk-pagination--block")])
            aria-label=label.or("Pagination")
        >
            {previous}
            {list}
            {next}
        </nav>
    }
}

fn page_step(step: PageStep) -> impl IntoView {
    let link = |number: u32, href: String, current: bool| {
        view! {
            <a
                class="govuk-link govuk-pagination__link"
                href=href
                aria-label=format!("Page {number}")
                aria-current=current.then_some("page")
            >
                {number.to_string()}
            </a>
        }
    };
    match step {
        PageStep::Page { number, href } => view! {
            <li class="govuk-pagination__item">{link(number, href, false)}</li>
        }
        .into_any(),
        PageStep::Current { number, href } => view! {
            <li class="govuk-pagination__item govuk-pagination__item--current">
                {link(number, href, true)}
            </li>
        }
        .into_any(),
        PageStep::Gap => view! {
            <li class="govuk-pagination__item govuk-pagination__item--ellipsis">"⋯"</li>
        }
        .into_any(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrow {
    Previous,
    Next,
}

fn arrow_link(arrow: Arrow, href: String, block: bool) -> impl IntoView {
    let (direction, words) = match arrow {
        Arrow::Previous => ("prev", "Previous"),
        Arrow::Next => ("next", "Next"),
    };
    let before = (block || arrow == Arrow::Previous).then(|| arrow_icon(arrow));
    let after = (!block && arrow == Arrow::Next).then(|| arrow_icon(arrow));
    let title = classes([
        "govuk-pagination__link-title",
        when(block, "govuk-pagination__link-title--decorated"),
    ]);
    view! {
        <div class=format!("govuk-pagination__{direction}")>
            <a class="govuk-link govuk-pagination__link" href=href rel=direction>
                {before}
                <span class=title>
                    {words}<span class="govuk-visually-hidden">" page"</span>
                </span>
                {after}
            </a>
        </div>
    }
}

fn arrow_icon(arrow: Arrow) -> impl IntoView {
    let (class, path) = match arrow {
        Arrow::Previous => (
            "govuk-pagination__icon govuk-pagination__icon--prev",
            "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z",
        ),
        Arrow::Next => (
            "govuk-pagination__icon govuk-pagination__icon--next",
            "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z",
        ),
    };
    view! {
        <svg
            class=class
            xmlns="http://www.w3.org/2000/svg"
            height="13"
            width="15"
            aria-hidden="true"
            focusable="false"
            viewBox="0 0 15 13"
        >
            <path d=path></path>
        </svg>
    }
}
