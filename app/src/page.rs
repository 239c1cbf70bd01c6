//! How every page is made: load what it shows, then show it.

use std::future::Future;

use axum::http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;
use services::Refusal;

pub use crate::asked::{Asked, House};
use crate::{
    components::{BackLink, Breadcrumbs, Crumb},
    markup::Markup,
    posts::{Typed, address},
    problem::{Problem, ProblemPage},
};

/// The name of the service.
const SERVICE: &str = "Single Offer";

/// What most pages take, in bytes; the others grow beyond.
const A_PAGE: usize = 64 * 1024;

/// What a page's `load` answers when there is nothing to show.
pub enum Away {
    /// Go and see another page (303).
    To(String),
    /// The page of a problem, or sign-in.
    Refused(Refusal),
}

impl From<Refusal> for Away {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// A page: `load` asks the services, `show` draws what they gave.
pub fn page<L, F, D, E, S, V>(load: L, show: S) -> impl IntoView
where
    L: FnOnce(Asked) -> F,
    F: Future<Output = Result<D, E>> + Send + 'static,
    D: Send + 'static,
    E: Into<Away> + Send + 'static,
    S: FnOnce(D) -> V + Send + 'static,
    V: IntoView + 'static,
{
    let asked = use_context::<Asked>().map(|asked| (load(asked.clone()), asked));
    Suspend::new(async move {
        let (loaded, asked) = asked?;
        // All that it shows is here, so it is drawn at once: as a part of the document that still waits for
        // parts, every element of it would be streamed by itself.
        let drawn = match loaded.await {
            Ok(data) => drawn(show(data)),
            Err(away) => left(&asked, away.into()),
        };
        Some(drawn.into_view())
    })
}

/// What a page shows.
pub(crate) fn drawn(view: impl IntoView) -> Markup {
    Markup::of(|m| {
        m.reserve(A_PAGE);
        m.view(view);
    })
}

/// What stands there instead.
pub(crate) fn left(asked: &Asked, away: Away) -> Markup {
    Markup::drawn(leave(asked, away))
}

fn leave(asked: &Asked, away: Away) -> AnyView {
    match away {
        Away::To(address) => go(&address),
        Away::Refused(Refusal::SignIn) => {
            go(&format!("/sign-in?next={}", address::text(asked.path())))
        }
        Away::Refused(refusal) => {
            let problem = Problem::from(refusal);
            set_status(problem.status());
            view! { <ProblemPage problem/> }.into_any()
        }
    }
}

fn go(address: &str) -> AnyView {
    if let (Some(response), Ok(address)) = (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(address),
    ) {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(header::LOCATION, address);
    }
    ().into_any()
}

/// The status of the page that is being drawn.
pub fn set_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// Words that lead somewhere: `("KEN-1 Kent", "/offers/KEN-1")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    pub words: String,
    pub href: String,
}

impl<W: Into<String>, H: Into<String>> From<(W, H)> for Lead {
    fn from((words, href): (W, H)) -> Self {
        Self {
            words: words.into(),
            href: href.into(),
        }
    }
}

/// What stands between header and footer. The heading is the page's own, the title comes from here.
#[component]
pub fn Page(
    /// What the browser shows above the page; the service's name is added, and `Error: ` after a refusal.
    #[prop(into)]
    title: String,
    /// Where the page hangs: the way back up.
    #[prop(optional, into)]
    back: Option<Lead>,
    /// The way down from the top, in the place of `back`.
    #[prop(optional)]
    crumbs: Vec<Lead>,
    /// Text only: two thirds of the width.
    #[prop(optional)]
    narrow: bool,
    /// Something that was kept before cannot be read: the page has an error summary without a refusal.
    #[prop(optional)]
    wrong: bool,
    children: Children,
) -> impl IntoView {
    let asked = use_context::<Asked>();
    let refused = asked
        .as_ref()
        .and_then(Asked::typed)
        .is_some_and(Typed::is_refused);
    let faulty = refused || wrong;
    // Offers carry titles that people wrote, and leptos writes the text of a title as it is.
    let title = Markup::escaped(&title);
    let title = match (faulty, title.as_str()) {
        (_, SERVICE) => SERVICE.to_owned(),
        (true, title) => format!("Error: {title} – {SERVICE}"),
        (false, title) => format!("{title} – {SERVICE}"),
    };
    if let Some(asked) = &asked {
        asked.put_title(&title);
    }
    let back = back.map(|Lead { words, href }| {
        view! { <nav aria-label="Back"><BackLink href=href text=words/></nav> }
    });
    let crumbs = (!crumbs.is_empty()).then(|| {
        let items = crumbs
            .into_iter()
            .map(|Lead { words, href }| Crumb::link(href, words))
            .collect();
        view! { <Breadcrumbs items collapse_on_mobile=true/> }
    });
    let main = if narrow {
        view! {
            <div class="govuk-grid-row">
                <div class="govuk-grid-column-two-thirds">{children()}</div>
            </div>
        }
        .into_any()
    } else {
        children().into_any()
    };
    view! {
        <Title text=title/>
        <div class="govuk-width-container">
            {back}
            {crumbs}
            <main class="govuk-main-wrapper" id="main-content">{main}</main>
        </div>
    }
}
