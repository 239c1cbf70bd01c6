//! One matter of an offer: its page to fill in, or to read for those who may not change it.

use domain::file::Place;
use domain::form::{Posted, Sheet};
use domain::offer::{Kept, Key, Matter, MatterKind};
use domain::process::{Act, Section};
use leptos::prelude::*;
use services::files::OnePage;
use services::offers::{OfferView, reference};
use services::{Fault, Refusal};

use super::conflict::{Clash, ConflictForm, take_chosen};
use super::sheet::{Fill, Reading, summary};
use crate::components::{
    Button, ButtonGroup, ButtonKind, ErrorSummary, InsetText, NotificationBanner,
};
use crate::figures::{FiguresBeside, Live};
use crate::files::files_here;
use crate::kept_page::kept_page;
use crate::page::{Asked, Away, Page};
use crate::posts::{Answer, Form, Typed};
use crate::talk::talk_about;

/// `/offers/{ref}/{section}/{key}`.
#[component]
pub fn MatterPage() -> impl IntoView {
    kept_page(
        Act::ReadOffer,
        load,
        |open: Open| view! { <OpenMatter open/> },
    )
}

async fn load(asked: Asked) -> Result<Open, Away> {
    let offer = offer(&asked).await?;
    let section = Section::from_slug(asked.param("section")).ok_or(Refusal::NotFound)?;
    let key = Key::new(asked.param("key"));
    let kept = offer
        .proposal
        .find(&key)
        .filter(|kept| {
            kept.matter.kind().section() == section && !kept.matter.kind().fills_section()
        })
        .cloned()
        .ok_or(Refusal::NotFound)?;
    let files = files(&asked, &offer, section, Some(key)).await?;
    Ok(Open::new(offer, kept, asked.typed())?.with(files))
}

/// What is attached to a section that takes files, or to an entry of it.
pub(super) async fn files(
    asked: &Asked,
    offer: &OfferView,
    section: Section,
    key: Option<Key>,
) -> Result<Option<OnePage>, Refusal> {
    if !Place::takes_files(section) {
        return Ok(None);
    }
    let place = match key {
        Some(key) => Place::Matter { section, key },
        None => Place::Section(section),
    };
    let files = asked.services().files();
    let here = files.on_section(asked.viewer()?, asked.hat(), offer, place);
    here.await.map(Some)
}

/// The offer at the address; an old reference leads on to the one it has now.
pub(crate) async fn offer(asked: &Asked) -> Result<OfferView, Away> {
    let asked_for = asked.param("ref");
    let offers = asked.services().offers();
    let offer = match asked.entered_for(Act::ReadOffer) {
        Some(entered) => offers.read_of(entered).await?,
        None => offers.read(asked.viewer()?, &reference(asked_for)?).await?,
    };
    let canonical = offer.reference.to_string();
    if canonical != asked_for {
        let rest = asked
            .path()
            .strip_prefix(&format!("/offers/{asked_for}"))
            .unwrap_or_default();
        return Err(Away::To(format!("/offers/{canonical}{rest}")));
    }
    Ok(offer)
}

/// A matter as it is shown now: as it is kept, or as somebody typed it.
pub(super) struct Open {
    offer: OfferView,
    kept: Kept,
    sheet: Sheet,
    /// The version that a save starts from.
    version: i64,
    /// The sums of the offer, with what was typed in place.
    figures: Option<Live>,
    /// What the public spending adds up to, beside the evidence.
    counted: Option<String>,
    demanding: bool,
    was_signed_out: bool,
    clash: Option<Clash>,
    /// What is attached, where something can be.
    files: Option<OnePage>,
}

impl Open {
    pub(super) fn with(self, files: Option<OnePage>) -> Self {
        Self { files, ..self }
    }

    pub(super) fn new(
        offer: OfferView,
        kept: Kept,
        typed: Option<&Typed>,
    ) -> Result<Self, Refusal> {
        let around = offer.proposal.around();
        let (mut matter, mut version) = (kept.matter.clone(), kept.version);
        let mut open_with = |typed: &Typed| {
            matter.read(&typed.posted, &around);
            version = typed
                .text("version")
                .and_then(|text| text.parse().ok())
                .unwrap_or(0);
        };
        let mut clash = None;
        let mut demanding = false;
        match typed {
            None => {}
            Some(typed) => match &typed.conflict {
                Some(conflict) => clash = Some(Clash::of(conflict, &around)?),
                // What has faults is saved as a draft: the kept text is the typed one.
                None if !typed.faults.is_empty() => demanding = typed.posted.act() == "save",
                None => open_with(typed),
            },
        }
        let sheet = matter.sheet(&around);
        let figures = has_figures(matter.kind()).then(|| {
            Live::of(
                &offer.proposal,
                &offer.parameters,
                matter.kind(),
                Some(&kept.key),
            )
            .typed(typed.map(|typed| &typed.posted))
        });
        let counted = counted(&matter);
        let was_signed_out = typed.is_some_and(|typed| typed.kept);
        Ok(Self {
            offer,
            kept,
            sheet,
            version,
            figures,
            counted,
            demanding,
            was_signed_out,
            clash,
            files: None,
        })
    }

    fn home(&self) -> String {
        format!("/offers/{}", self.offer.reference)
    }

    /// Where one gets back to: the list that holds it, or the offer.
    fn back(&self) -> (String, String) {
        let kind = self.kept.matter.kind();
        if !kind.fills_section() {
            (
                kind.section().title().to_owned(),
                format!("{}/{}", self.home(), kind.section().slug()),
            )
        } else {
            (
                format!("{} {}", self.offer.reference, self.offer.title),
                self.home(),
            )
        }
    }

    fn heading(&self) -> String {
        let kind = self.kept.matter.kind();
        if kind.is_several() && !self.kept.matter.is_untitled() {
            self.kept.matter.title()
        } else {
            kind.label().to_owned()
        }
    }
}

/// The page of one matter.
#[component]
pub(super) fn OpenMatter(mut open: Open) -> impl IntoView {
    let heading = open.heading();
    let kind = open.kept.matter.kind();
    let caption = format!(
        "{} {}",
        open.offer.reference,
        if kind.is_several() {
            kind.label()
        } else {
            &open.offer.title
        }
    );
    let back = open.back();
    let may_edit = open.offer.may(Act::EditSection);
    let talk = talk_about(&open.offer, Some(kind.section()), Some(&open.kept.key));
    let wrong = may_edit && !summary(&open.sheet, open.demanding).is_empty();
    let files = open.files.take().map(files_here);
    let body = if let Some(clash) = open.clash {
        view! { <ConflictForm clash caption/> }.into_any()
    } else if may_edit {
        view! { <Editing open caption/> }.into_any()
    } else {
        let Open { sheet, counted, .. } = open;
        let counted = counted.map(|words| view! { <InsetText>{words}</InsetText> });
        view! {
            <span class="govuk-caption-l">{caption}</span>
            <h1 class="govuk-heading-l">{heading.clone()}</h1>
            {counted}
            <Reading sheet/>
        }
        .into_any()
    };
    view! {
        <Page title=heading back=back wrong=wrong>
            {body}
            {files}
            {talk}
        </Page>
    }
}

#[component]
fn Editing(open: Open, caption: String) -> impl IntoView {
    let heading = open.heading();
    let kind = open.kept.matter.kind();
    let Open {
        sheet,
        version,
        figures,
        counted,
        demanding,
        was_signed_out,
        offer,
        kept,
        ..
    } = open;
    let counted = counted.map(|words| view! { <InsetText>{words}</InsetText> });
    let errors = summary(&sheet, demanding);
    let saved =
        demanding.then_some("What you typed is saved as a draft. Put these right when you can.");
    let later = format!("Save and go back to {}", offer.reference);
    let recalculate = figures.is_some().then(|| {
        view! { <Button kind=ButtonKind::Secondary name="act" value="recalculate">"Recalculate"</Button> }
    });
    let followed = figures.is_some();
    let beside = figures.map(|live| view! { <FiguresBeside live/> });
    let question = kind.sentence();
    let granted = granted_elsewhere(&kept.matter, &offer);
    view! {
        <ErrorSummary errors description=saved/>
        {was_signed_out.then(|| view! {
            <NotificationBanner text="This is not saved yet: you were signed out, or acted under another role. Here is what you typed: save it to keep it."/>
        })}
        <span class="govuk-caption-l">{caption}</span>
        <h1 class="govuk-heading-l">{heading}</h1>
        <p class="govuk-body">{question}</p>
        {granted}
        {counted}
        <Form class="so-form" figures=followed>
            // Enter in a field presses the first button of a form: that has to be this one.
            <button type="submit" name="act" value="save" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">"Save"</button>
            <input type="hidden" name="version" value=version.to_string()/>
            <Fill sheet demanding/>
            <ButtonGroup>
                <Button name="act" value="save">"Save and continue"</Button>
                <Button kind=ButtonKind::Secondary name="act" value="later">{later}</Button>
                {recalculate}
            </ButtonGroup>
        </Form>
        {beside}
    }
}

/// The way to what others were granted of the same type.
fn granted_elsewhere(matter: &Matter, offer: &OfferView) -> Option<impl IntoView + use<>> {
    let Matter::Freedom(freedom) = matter else {
        return None;
    };
    let of_type = freedom.kind.map(|kind| format!("?type={}", kind.code()));
    let href = format!(
        "/offers/{}/precedents{}",
        offer.reference,
        of_type.unwrap_or_default()
    );
    Some(view! {
        <p class="govuk-body">
            <a class="govuk-link" href=href>"Freedoms like this that were granted elsewhere"</a>
        </p>
    })
}

/// What is spent here in all and on each person (2.2).
fn counted(matter: &Matter) -> Option<String> {
    let Matter::Evidence(evidence) = matter else {
        return None;
    };
    let total = evidence.counted().filter(|total| !total.is_zero())?;
    let head = evidence
        .per_head()
        .map(|head| format!(", {head} for each person who lives here"));
    Some(format!(
        "Counted so far: {total}{}.",
        head.unwrap_or_default()
    ))
}

/// Whether the sums of the offer stand beside the form.
pub(crate) const fn has_figures(kind: MatterKind) -> bool {
    match kind {
        MatterKind::SavingsLine | MatterKind::Investment | MatterKind::Sharing => true,
        MatterKind::Scope
        | MatterKind::Evidence
        | MatterKind::Outcome
        | MatterKind::Engagement
        | MatterKind::Partner
        | MatterKind::Budget
        | MatterKind::Freedom
        | MatterKind::Governance
        | MatterKind::Assessment => false,
    }
}

/// Saves one of the matters of a section.
pub(super) async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let section = Section::from_slug(asked.param("section")).ok_or(Refusal::NotFound)?;
    let key = Key::new(asked.param("key"));
    let home = format!("/offers/{}", asked.param("ref"));
    let next = match MatterKind::of(section).find(|kind| kind.is_several()) {
        Some(_) => format!("{home}/{}", section.slug()),
        None => after(&asked, section, &key, home).await?,
    };
    save(&asked, posted, &key, next).await
}

/// Where "Save and continue" leads in a section of matters that come once: to the next of them, or to the offer.
async fn after(
    asked: &Asked,
    section: Section,
    key: &Key,
    home: String,
) -> Result<String, Refusal> {
    let reference = reference(asked.param("ref"))?;
    let offer = asked
        .services()
        .offers()
        .read(asked.viewer()?, &reference)
        .await?;
    let mut rest = offer.proposal.of_section(section);
    rest.find(|kept| kept.key == *key)
        .ok_or(Refusal::NotFound)?;
    Ok(match rest.next() {
        Some(next) => format!("{home}/{}/{}", section.slug(), next.key),
        None => home,
    })
}

/// Saves a matter, whatever state it is in, and says what follows: `next` after "Save and continue".
pub(super) async fn save(
    asked: &Asked,
    mut posted: Posted,
    key: &Key,
    next: String,
) -> Result<Answer, Refusal> {
    let (doer, reference) = (asked.doer()?, reference(asked.param("ref"))?);
    let act = posted.act().to_owned();
    if act == "recalculate" {
        return Ok(Answer::Again(posted));
    }
    let offers = asked.services().offers();
    if act == "choose" {
        let offer = offers.read(asked.viewer()?, &reference).await?;
        let theirs = offer.proposal.find(key).ok_or(Refusal::NotFound)?;
        take_chosen(&mut posted, &theirs.matter.sheet(&offer.proposal.around()));
    }
    let version = posted
        .text("version")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let saved = offers
        .save(&doer, &reference, key, version, &posted)
        .await?;
    if act.starts_with("add-") || act.starts_with("remove-") {
        let group = act
            .trim_start_matches("add-")
            .trim_start_matches("remove-")
            .trim_end_matches(|c: char| c == '-' || c.is_ascii_digit());
        return Ok(Answer::to(format!("{}#{group}-rows", asked.path())));
    }
    let problems = saved
        .sheet
        .problems()
        .into_iter()
        .map(|(field, words)| (field.to_owned(), words.to_owned()));
    let missing = saved.sheet.missing().into_iter().filter(|_| act == "save");
    let faults: Vec<_> = problems
        .chain(missing)
        .map(|(field, words)| Fault { field, words })
        .collect();
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    Ok(Answer::to(if act == "later" {
        format!("/offers/{reference}")
    } else {
        next
    }))
}

/// The matter that is all its section holds.
pub(super) fn single(offer: &OfferView, section: Section) -> Option<Kept> {
    let kind = MatterKind::of(section)
        .next()
        .filter(|kind| kind.fills_section())?;
    offer.proposal.only(kind).cloned()
}
