//! One milestone: where it comes from, what was forecast when, and for whoever answers for it how it comes on.

use domain::delivery::{Coming, Standing};
use domain::form::Posted;
use leptos::prelude::*;
use services::Refusal;
use services::delivery::{Forecasted, Linked, MilestoneView};
use services::files::OnePage;
use services::offers;

use super::rows::{now, tag};
use crate::offers::sheet::{Filling, SheetForm, changes_rows};
use crate::{
    components::{Cell, Column, ErrorSummary, InsetText, SummaryList, SummaryRow, Table},
    files::files_here,
    london,
    offers::{
        conflict::{Clash, ConflictForm, take_chosen},
        sheet::Reading,
    },
    page::{Asked, Away, Page, page},
    posts::Answer,
};

/// `/offers/{ref}/delivery/milestones/{milestone}`.
#[component]
pub fn MilestonePage() -> impl IntoView {
    page(load, show)
}

struct Open {
    view: MilestoneView,
    /// Evidence, as far as whoever looks reads it.
    files: OnePage,
    filling: Filling,
    version: i64,
    clash: Option<Clash>,
}

async fn load(asked: Asked) -> Result<Open, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let view = asked
        .services()
        .delivery()
        .milestone(
            asked.viewer()?,
            asked.hat(),
            &reference,
            asked.param("milestone"),
        )
        .await?;
    if view.reference.to_string() != asked.param("ref") {
        let here = format!(
            "/offers/{}/delivery/milestones/{}",
            view.reference, view.row.slug
        );
        return Err(Away::To(here));
    }
    let was_added = view.row.source.is_none();
    let typed = asked.typed();
    let clash = match typed.and_then(|typed| typed.conflict.as_deref()) {
        Some(conflict) => {
            let texts: [Coming; 3] = conflict.read_all()?;
            let [base, yours, theirs] = texts.map(|one| one.sheet(&view.among, was_added));
            Some(Clash::between(conflict, &base, yours, &theirs))
        }
        None => None,
    };
    let mut coming = if view.may_update {
        view.coming.afresh()
    } else {
        view.coming.clone()
    };
    if let Some(typed) = typed {
        coming.read(&typed.posted, &view.among, was_added);
    }
    let typed_version = typed
        .and_then(|typed| typed.text("version"))
        .and_then(|text| text.parse().ok());
    let at = (&view.reference, view.row.slug.as_str());
    let files = asked.services().files();
    let files = files.on_milestone(asked.viewer()?, asked.hat(), at).await?;
    Ok(Open {
        files,
        filling: Filling::of(coming.sheet(&view.among, was_added), typed),
        version: typed_version.unwrap_or(view.version),
        view,
        clash,
    })
}

fn show(open: Open) -> impl IntoView {
    let Open {
        view,
        files,
        filling,
        version,
        clash,
    } = open;
    let back = format!("/offers/{}/delivery", view.reference);
    let caption = format!("{} {}", view.reference, view.title);
    let wrong = filling.is_wrong();
    let title = view.row.title.clone();
    let body = match clash {
        Some(clash) => view! { <ConflictForm clash caption/> }.into_any(),
        None => {
            let errors = filling.errors();
            let about = about(&view);
            let gone = view.gone_in.map(|version| {
                view! {
                    <InsetText>
                        {format!("This is no longer agreed since version {version} of the agreement. What was recorded of it stays.")}
                    </InsetText>
                }
            });
            let held_up =
                (view.row.held_up.clone()).map(|words| view! { <InsetText>{words}</InsetText> });
            let history = history(&view.history);
            let said = if view.may_update {
                view! {
                    <h2 class="govuk-heading-m">"How it comes on"</h2>
                    <SheetForm filling version button="Save" back=back.clone()/>
                }
                .into_any()
            } else {
                view! {
                    <h2 class="govuk-heading-m">"How it comes on"</h2>
                    <Reading sheet=filling.sheet/>
                }
                .into_any()
            };
            view! {
                <ErrorSummary errors/>
                <span class="govuk-caption-l">{caption}</span>
                <h1 class="govuk-heading-l">{title.clone()}</h1>
                <p class="govuk-body">{tag(view.row.standing)}</p>
                {gone}
                {held_up}
                <SummaryList rows=about/>
                {said}
                {files_here(files)}
                {history}
            }
            .into_any()
        }
    };
    view! {
        <Page title=format!("{title}: {}", view.reference) back=("Delivery", back) wrong narrow=true>
            {body}
        </Page>
    }
}

/// Where it comes from, whose it is and when it is due.
fn about(view: &MilestoneView) -> Vec<SummaryRow> {
    let row = &view.row;
    let offer = format!("/offers/{}", view.reference);
    let term = row.term.map(|number| {
        let href = format!("{offer}/terms/{number}");
        let title = view.term_title.clone().unwrap_or_default();
        SummaryRow::new(
            "Term",
            view! { <a class="govuk-link" href=href>{format!("Term {number}: {title}")}</a> },
        )
    });
    let kind = match row.kind {
        Some(kind) => format!("{}, as agreed", kind.label()),
        None => match &view.added_by {
            Some(name) => format!(
                "Added on the way by {name}, {}",
                london::clock(view.added_at)
            ),
            None => "Added on the way".to_owned(),
        },
    };
    let optional = |label: &str, words: Option<String>| {
        words.map(|words| SummaryRow::new(label.to_owned(), words))
    };
    let promised = Some(row.promised.clone()).filter(|words| !words.is_empty());
    let linked = |label: &str, all: &[Linked]| {
        (!all.is_empty()).then(|| SummaryRow::new(label.to_owned(), links(all, &offer)))
    };
    let edited = match (&view.edited_by, view.version) {
        (_, 1) => None,
        (Some(name), _) => Some(format!("{name}, {}", london::clock(view.edited_at))),
        (None, _) => Some(format!("By a variation, {}", london::clock(view.edited_at))),
    };
    [
        Some(SummaryRow::new("What it is", kind)),
        optional("Promised", promised),
        Some(SummaryRow::new(
            "Who answers for it",
            row.owner_name.clone(),
        )),
        Some(SummaryRow::new("Due", london::date(row.dates.due))),
        Some(SummaryRow::new("Now", now(row))),
        term,
        optional("Outcome", view.outcome.clone()),
        optional("Indicator", view.measure.clone()),
        linked("Waits for", &view.waits_for),
        linked("Waits for this", &view.leads_to),
        optional("Changed last", edited),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn links(all: &[Linked], offer: &str) -> impl IntoView + use<> {
    let items: Vec<_> = all
        .iter()
        .map(|one| {
            let href = format!("{offer}/delivery/milestones/{}", one.slug);
            let standing =
                (one.standing != Standing::OnTrack).then(|| view! { " " {tag(one.standing)} });
            view! { <li><a class="govuk-link" href=href>{one.title.clone()}</a>{standing}</li> }
        })
        .collect();
    view! { <ul class="govuk-list govuk-!-margin-bottom-0">{items}</ul> }
}

/// Every forecast that there was; nothing where there was none.
fn history(all: &[Forecasted]) -> Option<impl IntoView + use<>> {
    let head = vec![
        Column::text("When"),
        Column::text("Due"),
        Column::text("Forecast"),
        Column::text("Why"),
    ];
    let rows: Vec<Vec<Cell>> = all
        .iter()
        .rev()
        .map(|one| {
            let by = one.by.as_deref().unwrap_or("As agreed");
            let forecast = match (one.dates.achieved_on, one.dates.forecast) {
                (Some(on), _) => format!("Achieved on {}", london::date(on)),
                (None, Some(forecast)) => london::date(forecast),
                (None, None) => "On its day".to_owned(),
            };
            vec![
                format!("{}, {by}", london::clock(one.at)).into(),
                london::date(one.dates.due).into(),
                forecast.into(),
                one.why.clone().into(),
            ]
        })
        .collect();
    (all.len() > 1).then(|| {
        view! {
            <h2 class="govuk-heading-m">"What was forecast when"</h2>
            <Table caption="Every forecast, the newest first" caption_class="govuk-visually-hidden" head rows/>
        }
    })
}

pub async fn post(asked: Asked, mut posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let slug = asked.param("milestone").to_owned();
    let doer = asked.doer()?;
    if changes_rows(&posted) {
        return Ok(Answer::Again(posted));
    }
    let delivery = asked.services().delivery();
    if posted.act() == "choose" {
        let view = delivery
            .milestone(asked.viewer()?, asked.hat(), &reference, &slug)
            .await?;
        let was_added = view.row.source.is_none();
        let theirs = view.coming.afresh().sheet(&view.among, was_added);
        take_chosen(&mut posted, &theirs);
    }
    let base = posted
        .text("version")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    delivery
        .update_milestone(&doer, &reference, &slug, base, &posted)
        .await?;
    Ok(Answer::to(format!(
        "/offers/{reference}/delivery/milestones/{slug}"
    )))
}
