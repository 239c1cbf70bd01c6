//! `/offers/{ref}/agreement/{slug}`: what is out for signature, whose turn it is, and one’s own part in it.

use domain::agreement::{Bound, SheetState, Signatory, Stopped};
use leptos::prelude::*;
use services::agreements::{SheetKind, SheetView, Text};

use super::{
    at,
    desk::{capital, name},
    parts,
    signatures::{self, Signatures},
    text,
};
use crate::{
    components::{
        Button, ButtonGroup, ButtonKind, InsetText, NotificationBanner, Panel, SummaryList,
        SummaryRow, Tag,
    },
    london,
    markup::Markup,
    page::{Asked, Away, Page, page},
    posts::Form,
};

/// The field that says whom to remind.
pub const PERSON: &str = "person";

/// `/offers/{ref}/agreement/{slug}`.
#[component]
pub fn SheetPage() -> impl IntoView {
    page(load, show)
}

/// `/offers/{ref}/agreement/{slug}/text`.
#[component]
pub fn TextPage() -> impl IntoView {
    page(async |asked: Asked| view(&asked).await, show_text)
}

/// The sheet that the address names.
///
/// # Errors
/// What the services refuse.
pub async fn view(asked: &Asked) -> Result<SheetView, Away> {
    let reference = at::reference(asked)?;
    let agreements = asked.services().agreements();
    let slug = asked.param("slug");
    Ok(agreements.sheet(asked.viewer()?, &reference, slug).await?)
}

struct Shown {
    view: SheetView,
    done: Option<String>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    Ok(Shown {
        view: view(&asked).await?,
        done: asked.query("done").map(str::to_owned),
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown { view, done } = shown;
    let line = &view.line;
    let heading = name(line);
    let (text, colour) = signatures::state(line.state);
    let desk = at::desk(&view.reference);
    let parties = parties(&view);
    let caption = format!("{} {}", view.reference, view.offer_title);
    let beside = view
        .may_remind
        .then_some(remind as fn(&Signatory) -> AnyView);
    let signatures = match beside {
        Some(beside) => view! {
            <Signatures signatories=view.signatories.clone() parties state=line.state beside/>
        }
        .into_any(),
        None => view! {
            <Signatures signatories=view.signatories.clone() parties state=line.state/>
        }
        .into_any(),
    };
    view! {
        <Page title=format!("{heading}: {}", view.reference) back=("Agreement", desk)>
            {banner(&view, done.as_deref())}
            <span class="govuk-caption-l">{caption}</span>
            <h1 class="govuk-heading-l">{heading}</h1>
            <p class="govuk-body"><Tag text colour/></p>
            {ended(&view)}
            {facts(&view)}
            {yours(&view)}
            <h2 class="govuk-heading-m" id="signatures">"Signatures"</h2>
            {signatures}
            {recall(&view)}
        </Page>
    }
}

/// Says only what is so: the address can be typed by anybody.
fn banner(view: &SheetView, done: Option<&str>) -> Option<AnyView> {
    let line = &view.line;
    let mine = view.hat.as_ref().and_then(|hat| {
        let mut all = view.signatories.iter();
        all.find(|one| one.is_held_by(hat) || one.names(hat))
    });
    let words = match (done?, mine) {
        ("signed", Some(one)) if one.has_signed() => {
            let next = match line.state {
                SheetState::Signed => "Everybody has signed. All who signed are told.".to_owned(),
                _ => format!(
                    "{} of {} have signed. You get a mail when everybody has.",
                    line.signed, line.of
                ),
            };
            let what = line.title.clone();
            return Some(
                view! {
                    <Panel title="Signed" heading_level=2>{what}</Panel>
                    <p class="govuk-body">{next}</p>
                }
                .into_any(),
            );
        }
        ("handed-on", Some(one)) if one.handed_to().is_some() => {
            format!(
                "You asked {} to sign for you. They have been told.",
                one.holder().name
            )
        }
        ("taken-back", Some(one)) if one.handed_to().is_none() => {
            "You sign yourself again.".to_owned()
        }
        ("reminded", _) if view.may_remind => "The reminder is on its way.".to_owned(),
        ("reminded-before", _) if view.may_remind => {
            "They were reminded today already. One reminder a day is enough.".to_owned()
        }
        ("issued", _) => {
            format!(
                "{} is out for signature. Whoever’s turn it is has been told.",
                capital(&line.title)
            )
        }
        _ => return None,
    };
    Some(view! { <NotificationBanner success=true text=words/> }.into_any())
}

/// Why it ended, where it did otherwise than by being signed.
fn ended(view: &SheetView) -> Option<impl IntoView + use<>> {
    let line = &view.line;
    let (words, reason) = match (&line.refusal, &line.stopped) {
        (Some(refused), _) => {
            let terms: Vec<String> = refused.terms.iter().map(ToString::to_string).collect();
            (
                format!(
                    "{}, {}, refused to sign on {}, because of {} {}.",
                    refused.by.name,
                    refused.by.office,
                    london::day(refused.at),
                    if terms.len() == 1 { "term" } else { "terms" },
                    terms.join(", ")
                ),
                refused.reason.clone(),
            )
        }
        (None, Some(Stopped::Recalled { reason, at, .. })) => (
            format!("The programme office recalled it on {}.", london::day(*at)),
            reason.clone(),
        ),
        (None, Some(Stopped::Expired { at })) => (
            format!("The time to sign ran out on {}.", london::day(*at)),
            String::new(),
        ),
        (None, Some(Stopped::Withdrawn { at })) => (
            format!("The place withdrew its offer on {}.", london::day(*at)),
            String::new(),
        ),
        (None, Some(Stopped::Superseded { at })) => (
            format!("Another text took its place on {}.", london::day(*at)),
            String::new(),
        ),
        (None, None) => return None,
    };
    let reason =
        (!reason.is_empty()).then(|| view! { <p class="govuk-body so-lines">{reason}</p> });
    Some(view! {
        <InsetText>
            <p class="govuk-body govuk-!-font-weight-bold">{words}</p>
            {reason}
            <p class="govuk-body">"Signatures that were given stay on record here, and count for nothing else."</p>
        </InsetText>
    })
}

fn facts(view: &SheetView) -> impl IntoView + use<> {
    let line = &view.line;
    let text = format!("{}/text", at::sheet(&view.reference, &line.slug));
    let digest = line.digest.to_string();
    let mut rows = vec![SummaryRow::new(
        "Text",
        view! { <a class="govuk-link" href=text>"Read what is signed"</a> },
    )];
    if let Some(pdf) = &view.pdf {
        let href = format!("{}/pdf", at::sheet(&view.reference, &line.slug));
        let (name, size) = (pdf.file_name.clone(), parts::size(pdf));
        rows.push(SummaryRow::new(
            "To keep",
            view! { <a class="govuk-link" href=href download=name>"PDF of what is signed"</a> " (" {size} ")" },
        ));
    }
    rows.extend([
        SummaryRow::new("SHA-256", view! { <code class="so-digest">{digest}</code> }),
        SummaryRow::new("Put out on", london::day(line.opened_at)),
    ]);
    if line.state == SheetState::Open {
        rows.push(SummaryRow::new(
            "Last day to sign",
            london::date(line.last_day),
        ));
        if !line.due.is_empty() {
            rows.push(SummaryRow::new("Whose turn it is", line.due.join(", ")));
        }
    }
    rows.push(SummaryRow::new(
        "Signed",
        format!("{} of {}", line.signed, line.of),
    ));
    view! { <SummaryList rows class="so-facts"/> }
}

/// What whoever looks can do here; or why not yet.
fn yours(view: &SheetView) -> Option<impl IntoView + use<>> {
    let here = at::sheet(&view.reference, &view.line.slug);
    let any = view.may_sign || view.may_refuse || view.may_hand_on || view.may_take_back;
    if !any && view.why_not.is_none() {
        return None;
    }
    let why_not = view
        .why_not
        .clone()
        .map(|words| view! { <p class="govuk-body">{words}</p> });
    let sign = view.may_sign.then(|| {
        let href = format!("{here}/sign");
        view! { <Button href>"Go on to sign"</Button> }
    });
    let refuse = view.may_refuse.then(|| {
        let href = format!("{here}/refuse");
        view! { <Button href kind=ButtonKind::Secondary>"Refuse to sign"</Button> }
    });
    let hand_on = view.may_hand_on.then(|| {
        let href = format!("{here}/hand-on");
        view! { <a class="govuk-link" href=href>"Ask somebody else to sign for you"</a> }
    });
    let take_back = view.may_take_back.then(|| {
        let action = format!("{here}/take-back");
        view! {
            <Form action>
                <Button kind=ButtonKind::Secondary prevent_double_click=true>"Take it back and sign yourself"</Button>
            </Form>
        }
    });
    Some(view! {
        <div class="so-take">
            <h2 class="govuk-heading-m">"Your signature"</h2>
            {why_not}
            <ButtonGroup>{sign}{refuse}{hand_on}</ButtonGroup>
            {take_back}
        </div>
    })
}

fn remind(one: &Signatory) -> AnyView {
    let about = format!(" {}", one.holder().name);
    let person = one.holder().person.to_string();
    let action = use_context::<Asked>().map(|asked| format!("{}/remind", asked.path()));
    view! {
        <Form action=action.unwrap_or_default()>
            <input type="hidden" name=PERSON value=person/>
            <button type="submit" class="so-link-button">
                "Remind"<span class="govuk-visually-hidden">{about}</span>
            </button>
        </Form>
    }
    .into_any()
}

fn recall(view: &SheetView) -> Option<impl IntoView + use<>> {
    view.may_recall.then(|| {
        let href = format!("{}/recall", at::sheet(&view.reference, &view.line.slug));
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"Recall it from signature"</a></p> }
    })
}

/// Whoever is bound by the text.
pub fn parties(view: &SheetView) -> Vec<Bound> {
    match &view.text {
        Text::Agreement(content) => content.parties.clone(),
        Text::Memorandum(memorandum) => memorandum.parties.clone(),
    }
}

fn show_text(view: SheetView) -> impl IntoView {
    let line = &view.line;
    let heading = name(line);
    let back = at::sheet(&view.reference, &line.slug);
    let digest = line.digest.to_string();
    let caption = format!("{} {}", view.reference, view.offer_title);
    let body = match &view.text {
        Text::Agreement(content) => text::whole(content),
        Text::Memorandum(memorandum) => Markup::of(|m| text::blocks(m, &memorandum.says, 2)),
    };
    let what = match line.kind {
        SheetKind::Agreement => "Signatures",
        SheetKind::Memorandum => "Memorandum",
    };
    view! {
        <Page title=format!("Text of {}", line.title) back=(what, back)>
            <span class="govuk-caption-l">{caption}</span>
            <h1 class="govuk-heading-l">{heading}</h1>
            <p class="govuk-body">
                "This text is frozen: nothing changes it any more. Its SHA-256 is"
                <code class="so-block so-digest">{digest}</code>
            </p>
            {body.into_view()}
        </Page>
    }
}
