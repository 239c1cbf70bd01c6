//! All files of an offer that somebody may know of, the latest first, with those that were taken away.

use domain::file::Place;
use domain::process::Room;
use leptos::prelude::*;
use services::files::{FileList, Filter};
use services::offers::{self, Paging};

use super::shown::file_list;
use crate::{
    components::{Button, InsetText, NotificationBanner},
    offers::{Part, offer_head},
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
    posts::address,
};

/// `/offers/{ref}/files`.
#[component]
pub fn FilesPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    files: FileList,
    /// The filter as it stands in the address.
    rest: String,
    /// Why nobody can attach one here, where it is so.
    why_not: Option<&'static str>,
    done: Option<String>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let filter = Filter {
        room: asked.query("room").and_then(Room::from_code),
        place: asked
            .query("at")
            .and_then(|text| text.parse::<Place>().ok()),
    };
    let paging = Paging::number(page_number(&asked));
    let files = asked
        .services()
        .files()
        .all(asked.viewer()?, asked.hat(), &reference, &filter, paging)
        .await?;
    let rest: String = [
        ("room", filter.room.map(|room| room.code().to_owned())),
        ("at", filter.place.map(|place| place.to_string())),
    ]
    .into_iter()
    .filter_map(|(name, text)| Some(format!("{name}={}&", address::text(&text?))))
    .collect();
    let here = format!("/offers/{}/files", files.reference);
    if files.reference.to_string() != asked.param("ref") {
        return Err(Away::To(format!("{here}?{rest}")));
    }
    within(&files.lines, files.page, files.pages, |page| {
        format!("{here}?{rest}page={page}")
    })?;
    Ok(Shown {
        files,
        rest,
        why_not: asked.services().files().why_not(),
        done: asked.query("done").map(str::to_owned),
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        files,
        rest,
        why_not,
        done,
    } = shown;
    let FileList {
        reference,
        title,
        place_name,
        reached,
        lines,
        page: here,
        pages: last,
        total,
        may_attach,
    } = files;
    let home = format!("/offers/{reference}");
    let below = format!("{home}/files");
    let attach = may_attach.then(|| {
        view! { <Button href=format!("{below}/new")>"Attach a file"</Button> }
    });
    let why_not = why_not.map(|words| view! { <InsetText>{words}</InsetText> });
    let count = match total {
        0 => "No file is attached that you may read.".to_owned(),
        1 => "1 file".to_owned(),
        several => format!("{several} files"),
    };
    // It says only what is so: the address can be typed by anybody.
    let banner = match done.as_deref() {
        Some("removed") if lines.iter().any(|line| line.removed.is_some()) => {
            Some("The file is removed. Its record stays.")
        }
        _ => None,
    };
    let banner = banner.map(|words| view! { <NotificationBanner success=true text=words/> });
    let pages = below.clone();
    view! {
        <Page title=format!("Files: {reference} {title}") back=("Summary", home)>
            {banner}
            {offer_head(&reference, &place_name, &title, Part::Files, reached)}
            {attach}
            {why_not}
            <p class="govuk-body" role="status">{count}</p>
            {file_list(lines, &reference, true)}
            <Pages here last href=move |page| format!("{pages}?{rest}page={page}")/>
        </Page>
    }
}
