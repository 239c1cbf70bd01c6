//! One section: the matter that it is, or the list of its matters.

use domain::form::Posted;
use domain::offer::{AnswerState, Around, Kept, Key, MatterKind};
use domain::process::{Act, Section};
use leptos::prelude::*;
use services::Refusal;
use services::files::OnePage;
use services::negotiation::Risks;
use services::offers::{Direction, OfferView, reference};

use super::facts::facts;
use super::matter::{Open, OpenMatter, files, offer, save, single};
use super::risk::waits_for;
use super::savings::tables;
use crate::components::{
    Button, ButtonGroup, ButtonKind, InsetText, SummaryAction, SummaryCard, SummaryRow, Tag,
    TagColour,
};
use crate::figures::{FiguresPanel, SharingTable, Shown as Figures};
use crate::files::files_here;
use crate::kept_page::kept_page;
use crate::london;
use crate::page::{Asked, Away, Page};
use crate::posts::{Answer, Form};
use crate::talk::talk_about;

/// `/offers/{ref}/{section}`.
#[component]
pub fn SectionPage() -> impl IntoView {
    kept_page(Act::ReadOffer, load, |shown| match shown {
        Shown::One(open) => view! { <OpenMatter open=*open/> }.into_any(),
        Shown::List(offer, section, risks, files) => {
            view! { <SectionList offer=*offer section risks files/> }.into_any()
        }
    })
}

enum Shown {
    One(Box<Open>),
    List(Box<OfferView>, Section, Risks, Option<OnePage>),
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let section = Section::from_slug(asked.param("section")).ok_or(Refusal::NotFound)?;
    let offer = offer(&asked).await?;
    Ok(match single(&offer, section) {
        Some(kept) => {
            let files = files(&asked, &offer, section, None).await?;
            let open = Open::new(offer, kept, asked.typed())?;
            Shown::One(Box::new(open.with(files)))
        }
        None => {
            let risks = match section {
                Section::Outcomes | Section::Savings => {
                    asked.services().negotiation().risks(&offer).await?
                }
                _ => Risks::default(),
            };
            let files = files(&asked, &offer, section, None).await?;
            Shown::List(Box::new(offer), section, risks, files)
        }
    })
}

#[component]
fn SectionList(
    offer: OfferView,
    section: Section,
    risks: Risks,
    files: Option<OnePage>,
) -> impl IntoView {
    let home = format!("/offers/{}", offer.reference);
    let may_edit = offer.may(Act::EditSection);
    let around = offer.proposal.around();
    let kept: Vec<_> = offer.proposal.of_section(section).collect();
    let count = kept.len();
    let below = format!("{home}/{}", section.slug());
    let cards = if section == Section::Savings {
        tables(&offer, &around, &risks)
    } else {
        kept.iter()
            .enumerate()
            .map(|(index, kept)| {
                let at_risk = waits_for(risks.on(&offer.proposal, &kept.key), &around, &home);
                card(&offer, &around, kept, &below, (index, count), at_risk)
            })
            .collect::<Vec<_>>()
            .into_any()
    };
    let none = (count == 0).then(|| view! { <InsetText>"Nothing here yet."</InsetText> });
    let add = may_edit.then(|| additions(section)).flatten();
    let granted = (may_edit && section == Section::Freedoms).then(|| {
        let href = format!("{home}/precedents");
        view! {
            <p class="govuk-body">
                <a class="govuk-link" href=href>"Freedoms that were granted elsewhere"</a>
                ", to take over with their wording"
            </p>
        }
    });
    let overview = (section == Section::Savings && count > 0).then(|| {
        let shown = Figures::of(&offer.proposal, &offer.parameters);
        view! { <FiguresPanel shown=shown.clone()/><SharingTable shown/> }
    });
    let talk = talk_about(&offer, Some(section), None);
    let title = section.title();
    let back = (format!("{} {}", offer.reference, offer.title), home);
    view! {
        <Page title back>
            <span class="govuk-caption-l">{format!("{} {}", offer.reference, offer.title)}</span>
            <h1 class="govuk-heading-l">{title}</h1>
            <p class="govuk-body">{section.sentence()}</p>
            {none}
            {cards}
            {add}
            {granted}
            {overview}
            {files.map(files_here)}
            {talk}
        </Page>
    }
}

/// One matter in short, with what can be done with it.
fn card(
    offer: &OfferView,
    around: &Around,
    kept: &Kept,
    below: &str,
    (index, count): (usize, usize),
    at_risk: Option<AnyView>,
) -> AnyView {
    let may_edit = offer.may(Act::EditSection);
    let kind = kept.matter.kind();
    let sheet = kept.matter.reading(around);
    let address = format!("{below}/{}", kept.key);
    let title = kept.matter.title();
    let mut rows: Vec<SummaryRow> = facts(&kept.matter, &sheet, around)
        .into_iter()
        .map(|(key, words)| SummaryRow::new(key, words))
        .collect();
    let is_lead = offer.proposal.is_lead(&kept.key);
    if kind == MatterKind::Partner {
        rows.push(SummaryRow::new("Its own answer", answer(offer, &kept.key)));
    }
    rows.extend(at_risk.map(|waits| SummaryRow::new("At risk", waits)));
    let unfinished = sheet.missing().len() + sheet.problems().len();
    if may_edit && unfinished > 0 {
        let words = if unfinished == 1 {
            "1 answer is still needed".to_owned()
        } else {
            format!("{unfinished} answers are still needed")
        };
        rows.push(SummaryRow::new("To do", words));
    }
    let mut actions = Vec::new();
    if may_edit {
        actions.push(SummaryAction::link(address.clone(), "Change"));
        if kind.is_several() && !is_lead {
            actions.push(SummaryAction::link(format!("{address}/remove"), "Remove"));
        }
    } else {
        actions.push(SummaryAction::link(address, "Read"));
    }
    let buttons = if may_edit && kind == MatterKind::Outcome && count > 1 {
        Some(moves(&kept.key, index, count, &title).into_any())
    } else if may_edit && kind == MatterKind::Partner && !is_lead {
        asks(offer, &kept.key, &title)
    } else {
        None
    };
    let heading = if kind == MatterKind::Outcome {
        format!("{}. {title}", index + 1)
    } else {
        title
    };
    view! { <SummaryCard title=heading actions rows id=kept.key.to_string()>{buttons}</SummaryCard> }.into_any()
}

/// Buttons that add what can come several times; none where nothing can.
fn additions(section: Section) -> Option<impl IntoView> {
    let buttons: Vec<_> = MatterKind::of(section)
        .filter(|kind| kind.is_several())
        .map(|kind| {
            view! {
                <Button kind=ButtonKind::Secondary name="act" value=format!("add-{}", kind.code())>
                    {format!("Add {}", kind.with_article())}
                </Button>
            }
        })
        .collect();
    (!buttons.is_empty()).then(|| view! { <Form><ButtonGroup>{buttons}</ButtonGroup></Form> })
}

/// Buttons that move an outcome up or down.
fn moves(key: &Key, index: usize, count: usize, title: &str) -> impl IntoView + use<> {
    let button = |way: &str, words: &'static str| {
        let value = format!("{way}-{key}");
        let about = format!(" “{title}”");
        view! {
            <Button kind=ButtonKind::Secondary name="act" value>
                {words}<span class="govuk-visually-hidden">{about}</span>
            </Button>
        }
    };
    let up = (index > 0).then(|| button("up", "Move up"));
    let down = (index + 1 < count).then(|| button("down", "Move down"));
    view! { <Form class="so-moves"><ButtonGroup>{up}{down}</ButtonGroup></Form> }
}

/// The button that asks a partner, or asks it again.
fn asks(offer: &OfferView, key: &Key, title: &str) -> Option<AnyView> {
    let words = match offer.answers.get(key).map(|answer| answer.state) {
        None => "Ask it to confirm",
        Some(AnswerState::Invited | AnswerState::AskedAgain | AnswerState::Declined) => "Ask again",
        Some(AnswerState::Confirmed) => return None,
    };
    let about = format!(" ({title})");
    let value = format!("ask-{key}");
    let form = view! {
        <Form class="so-moves">
            <Button kind=ButtonKind::Secondary name="act" value>
                {words}<span class="govuk-visually-hidden">{about}</span>
            </Button>
        </Form>
    };
    Some(form.into_any())
}

/// How far a partner's own answer has come, and who gave it.
fn answer(offer: &OfferView, key: &Key) -> AnyView {
    if offer.proposal.is_lead(key) {
        return "The lead council answers by submitting the offer.".into_any();
    }
    let Some(given) = offer.answers.get(key) else {
        return view! { <Tag text="Not asked yet" colour=TagColour::Grey/> }.into_any();
    };
    let colour = match given.state {
        AnswerState::Confirmed => TagColour::Green,
        AnswerState::Declined => TagColour::Red,
        AnswerState::Invited => TagColour::Blue,
        AnswerState::AskedAgain => TagColour::Yellow,
    };
    let who = given.answered_by.clone().map(|who| {
        let on = given.answered_at.map(london::day).unwrap_or_default();
        view! { <span class="so-block">{format!("{who}, {on}")}</span> }
    });
    let reason = given
        .reason
        .clone()
        .map(|reason| view! { <span class="so-block">{format!("“{reason}”")}</span> });
    view! { <Tag text=given.state.label() colour/>{who}{reason} }.into_any()
}

/// What the buttons of a section do, and the saving of a section that is one matter.
pub(super) async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let section = Section::from_slug(asked.param("section")).ok_or(Refusal::NotFound)?;
    let (doer, reference) = (asked.doer()?, reference(asked.param("ref"))?);
    let offers = asked.services().offers();
    if let Some(kind) = MatterKind::of(section).find(|kind| kind.fills_section()) {
        let offer = offers.read(asked.viewer()?, &reference).await?;
        let key = offer
            .proposal
            .only(kind)
            .map(|kept| kept.key.clone())
            .ok_or(Refusal::NotFound)?;
        return save(&asked, posted, &key, format!("/offers/{reference}")).await;
    }
    let list = format!("/offers/{reference}/{}", section.slug());
    let (what, which) = posted.act().split_once('-').unwrap_or_default();
    match what {
        "add" => {
            let kind = MatterKind::of(section)
                .find(|kind| kind.is_several() && kind.code() == which)
                .ok_or(Refusal::NotFound)?;
            let added = offers
                .add(&doer, &reference, kind, &Posted::default())
                .await?;
            Ok(Answer::to(format!("{list}/{}", added.key)))
        }
        "up" | "down" => {
            let way = if what == "up" {
                Direction::Up
            } else {
                Direction::Down
            };
            offers
                .reorder(&doer, &reference, &Key::new(which), way)
                .await?;
            Ok(Answer::to(format!("{list}#{which}")))
        }
        "ask" => {
            offers.invite(&doer, &reference, &Key::new(which)).await?;
            Ok(Answer::to(format!("{list}#{which}")))
        }
        _ => Err(Refusal::NotFound),
    }
}
