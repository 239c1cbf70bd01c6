//! One proposal: what it would change, what has changed since it was made, and how it is answered.

use domain::form::Posted;
use domain::negotiation::{ChangeKind, Overlap, ProposalState};
use domain::process::Room;
use leptos::prelude::*;
use services::Refusal;
use services::negotiation::{OtherProposal, ProposalView, in_brief};

use super::at::At;
use super::reason::{EVERYBODY, REASON, Reason};
use super::redline::changes;
use super::release::{COPY, is_copy};
use super::wording::tag;
use crate::{
    components::{
        Button, ButtonKind, Details, ErrorSummary, InsetText, NotificationBanner, SummaryError, Tag,
    },
    london,
    offers::conflict::{Sides, choice},
    offers::sheet::Reading,
    page::{Asked, Away, Page, page},
    posts::{Answer, Form, Typed},
    talk::{RoomBand, RoomTag},
};

const BASE: &str = "base";
const TAKE_UP: &str = "take-up";
const REFUSE: &str = "refuse";
const RELEASE: &str = "release";

/// `/offers/{ref}/terms/{n}/proposals/{slug}`, and below it the forms that answer it.
#[component]
pub fn ProposalPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    proposal: ProposalView,
    done: Option<String>,
    taking: Reason,
    refusing: Reason,
    releasing: Releasing,
    /// Another version was put forward, or a choice was left open.
    overtaken: bool,
    wrong: Vec<String>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let at = At::of(&asked)?;
    let proposal = asked
        .services()
        .negotiation()
        .proposal(
            asked.viewer()?,
            asked.hat(),
            &at.reference,
            at.number,
            asked.param("slug"),
        )
        .await?;
    let now = proposal.reference.to_string();
    if now != asked.param("ref") {
        return Err(Away::To(address(&proposal)));
    }
    let typed = asked.typed();
    let at_form = |name: &str| typed.filter(|_| asked.path().ends_with(name));
    Ok(Shown {
        done: asked.query("done").map(str::to_owned),
        taking: Reason::of(at_form(TAKE_UP)),
        refusing: Reason::of(at_form(REFUSE)).at("refuse-reason"),
        releasing: Releasing::of(at_form(RELEASE), &proposal),
        overtaken: typed.is_some_and(|typed| typed.conflict.is_some()),
        wrong: typed.map(whole).unwrap_or_default(),
        proposal,
    })
}

/// The form that puts the proposal before both sides: the reason they will read, and whether the form was sent.
struct Releasing {
    reason: Reason,
    was_sent: bool,
}

impl Releasing {
    fn of(typed: Option<&Typed>, proposal: &ProposalView) -> Self {
        let mut reason = Reason::of(typed).at("release-reason");
        if typed.is_some_and(is_copy) {
            reason = reason.with(proposal.line.reason.clone());
        }
        Self {
            reason,
            was_sent: typed.is_some(),
        }
    }
}

/// What is wrong with no field of its own.
fn whole(typed: &Typed) -> Vec<String> {
    let faults = typed.faults.iter();
    faults
        .filter(|fault| fault.field != REASON)
        .map(|fault| fault.words.clone())
        .collect()
}

fn address(proposal: &ProposalView) -> String {
    format!("{}/proposals/{}", term(proposal), proposal.line.slug)
}

fn term(proposal: &ProposalView) -> String {
    format!("/offers/{}/terms/{}", proposal.reference, proposal.number)
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        proposal,
        done,
        taking,
        refusing,
        releasing,
        overtaken,
        wrong,
    } = shown;
    let back = (format!("Term {}", proposal.number), term(&proposal));
    let mut errors: Vec<_> = wrong.iter().map(SummaryError::general).collect();
    if overtaken {
        errors.push(SummaryError::at(
            "since",
            "Another version was put forward, or a choice is open. Nothing was taken up: look at what \
             differs now, choose where both were changed, and take it up again",
        ));
    }
    errors.extend(taking.errors());
    errors.extend(refusing.errors());
    errors.extend(releasing.reason.errors());
    let line = &proposal.line;
    let title = format!("Proposal for term {}", proposal.number);
    let what = match line.change {
        ChangeKind::Edit => "Other wording or figures",
        ChangeKind::Add => "Something to add",
        ChangeKind::Remove => "Something to take out",
    };
    let caption = format!("{} · Term {} · ", proposal.reference, proposal.number);
    let who = format!("{}, {}", line.author.name, line.author.organisation);
    let when = format!(", {}, from version {}", london::day(line.at), line.base);
    let (room, about, reason) = (line.room, in_brief(&line.about), line.reason.clone());
    let was_private = proposal
        .was_private
        .then_some(" It was first written for one side, and put before both.");
    view! {
        <Page title back>
            <ErrorSummary errors/>
            {banner(&proposal, done.as_deref())}
            <span class="govuk-caption-l">{caption}<bdi>{proposal.name.clone()}</bdi></span>
            <h1 class="govuk-heading-l">{what}": "<bdi>{about}</bdi></h1>
            <RoomBand room/>
            <p class="govuk-body">"Proposed by " <bdi>{who}</bdi>{when}"."{was_private}</p>
            <p class="govuk-body so-lines" dir="auto">{reason}</p>
            {answered(&proposal)}
            <section aria-labelledby="changes">
                <h2 class="govuk-heading-m" id="changes">"What it would change"</h2>
                {body(&proposal)}
            </section>
            {others(&proposal)}
            {answers(&proposal, taking, refusing, releasing)}
        </Page>
    }
}

fn banner(proposal: &ProposalView, done: Option<&str>) -> Option<impl IntoView + use<>> {
    let words = match (done?, proposal.line.state) {
        ("proposed", ProposalState::Open) => "Your proposal is there for those who may read it.",
        ("released", ProposalState::Open) if proposal.line.room == Room::Joint => {
            "The proposal is put before both sides. This is the copy that they read."
        }
        ("refused", ProposalState::Refused) => "The proposal is refused, with your reason.",
        _ => return None,
    };
    Some(view! { <NotificationBanner success=true text=words/> })
}

fn answered(proposal: &ProposalView) -> Option<impl IntoView + use<>> {
    let answered = proposal.answered.as_ref()?;
    let (text, colour) = tag(proposal.line.state)?;
    let who = format!(" by {}, {}", answered.by, london::day(answered.at));
    let version = answered.version.map(|number| {
        let href = format!("{}?version={number}", term(proposal));
        view! { ". It is " <a class="govuk-link" href=href>{format!("version {number}")}</a> }
    });
    let copy = answered.released_into.as_ref().map(|slug| {
        let href = format!("{}/proposals/{slug}", term(proposal));
        view! { ". " <a class="govuk-link" href=href>"The copy that both sides read"</a> }
    });
    let reason = (!answered.reason.is_empty()).then(|| {
        view! { <span class="so-block so-lines" dir="auto">{answered.reason.clone()}</span> }
    });
    Some(view! {
        <InsetText><Tag text colour/> <bdi>{who}</bdi>{version}{copy}"."{reason}</InsetText>
    })
}

/// Beside the version that it starts from.
fn body(proposal: &ProposalView) -> AnyView {
    let sheet = |matter: &Option<domain::offer::Matter>| {
        let matter = matter.as_ref();
        matter.map(|matter| matter.reading(&proposal.around))
    };
    match proposal.line.change {
        ChangeKind::Edit => {
            let base = format!("Version {}", proposal.line.base);
            let redline = changes(proposal.changes.clone(), &base, "Proposed");
            let whole = sheet(&proposal.proposed).map(|sheet| {
                view! { <Details summary="All that it would say"><Reading sheet/></Details> }
            });
            view! { <div class="so-redline">{redline}</div>{whole} }.into_any()
        }
        ChangeKind::Add => sheet(&proposal.proposed)
            .map(|sheet| view! { <div class="so-redline__added"><Reading sheet/></div> })
            .into_any(),
        ChangeKind::Remove => sheet(&proposal.before)
            .map(|sheet| view! { <div class="so-redline__removed"><Reading sheet/></div> })
            .into_any(),
    }
}

fn others(proposal: &ProposalView) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = proposal
        .others
        .iter()
        .map(|other| another(other, proposal))
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section aria-labelledby="others">
                <h2 class="govuk-heading-m" id="others">"Other proposals for the same"</h2>
                <ul class="govuk-list govuk-list--spaced">{lines}</ul>
            </section>
        }
    })
}

fn another(other: &OtherProposal, proposal: &ProposalView) -> impl IntoView + use<> {
    let href = format!("{}/proposals/{}", term(proposal), other.line.slug);
    let who = format!(
        "{}, {}",
        other.line.author.name, other.line.author.organisation
    );
    let overlap = match &other.overlap {
        Overlap::Whole => ": one of the two takes out what the other changes.".to_owned(),
        Overlap::Fields(labels) if labels.is_empty() => {
            ": it changes other parts, so both can be taken up.".to_owned()
        }
        Overlap::Fields(labels) => format!(": both change {}.", labels.join(", ")),
    };
    view! {
        <li><a class="govuk-link" href=href><bdi>{who}</bdi></a> " " <RoomTag room=other.line.room/>{overlap}</li>
    }
}

/// The forms for who may answer it.
fn answers(
    proposal: &ProposalView,
    taking: Reason,
    refusing: Reason,
    releasing: Releasing,
) -> impl IntoView + use<> {
    let since = since(proposal);
    let take_up = proposal.may_take_up.then(|| take_up_form(proposal, taking));
    let refuse = proposal.may_refuse.then(|| {
        let action = format!("{}/{REFUSE}", address(proposal));
        let open = !refusing.errors().is_empty();
        let hint = match proposal.line.room {
            Room::Joint => EVERYBODY,
            Room::Place | Room::Whitehall => "Those who read the proposal read this.",
        };
        view! {
            <Details summary="Refuse it" open>
                <Form action>
                    {refusing.field("Why do you refuse it?", hint)}
                    <Button kind=ButtonKind::Warning prevent_double_click=true>"Refuse the proposal"</Button>
                </Form>
            </Details>
        }
    });
    let release = proposal
        .may_release
        .then(|| release_form(proposal, releasing));
    view! { {since}{take_up}{release}{refuse} }
}

/// What both sides will read, before it is put before them.
fn release_form(proposal: &ProposalView, releasing: Releasing) -> impl IntoView + use<> {
    let action = format!("{}/{RELEASE}", address(proposal));
    let author = &proposal.line.author;
    let who = format!("{}, {}", author.name, author.organisation);
    view! {
        <Details summary="Put it before both sides" open=releasing.was_sent>
            <p class="govuk-body">"Both sides will read all that it would change, as it stands above, and this:"</p>
            <RoomBand room=Room::Joint/>
            <p class="govuk-body">"Proposed by " <bdi>{who}</bdi> ". It was first written for one side, and put before both."</p>
            <Form action>
                {releasing.reason.field(
                    "Why is this proposed?",
                    "Both sides read exactly these words. The reason above is not copied unless you put it here.",
                )}
                <Button kind=ButtonKind::Secondary name="act" value=COPY>"Start from the reason above"</Button>
                <p class="govuk-body">"This cannot be taken back."</p>
                <Button kind=ButtonKind::Warning name="act" value="release" prevent_double_click=true>"Put it before both sides"</Button>
            </Form>
        </Details>
    }
}

/// What has become current since it was made.
fn since(proposal: &ProposalView) -> Option<impl IntoView + use<>> {
    let is_old =
        proposal.line.state == ProposalState::Open && proposal.current != proposal.line.base;
    is_old.then(|| {
        let compare = format!("{}?against={}", term(proposal), proposal.line.base);
        let merges = if proposal.clashes.is_empty() {
            "What it changes does not touch what changed since: both are kept."
        } else if proposal.may_take_up {
            "Where both were changed, whoever takes it up chooses."
        } else {
            "Where both were changed, whoever takes it up will choose."
        };
        view! {
            <section id="since" aria-labelledby="since-heading">
                <h2 class="govuk-heading-m" id="since-heading">{format!("Version {} was put forward since", proposal.current)}</h2>
                <p class="govuk-body">{merges} " " <a class="govuk-link" href=compare>"See what changed in the term"</a></p>
            </section>
        }
    })
}

fn take_up_form(proposal: &ProposalView, reason: Reason) -> impl IntoView + use<> {
    let action = format!("{}/{TAKE_UP}", address(proposal));
    let sides = Sides {
        mine: "The proposal".to_owned(),
        theirs: format!("Version {}", proposal.current),
        notes: [
            "Only the proposal changes this.",
            "Only the newer version changed this.",
            "Both changed this.",
        ],
    };
    let clashes: Vec<_> = proposal
        .clashes
        .iter()
        .cloned()
        .map(|clash| choice(clash, &sides))
        .collect();
    let hint = match proposal.line.room {
        Room::Joint => {
            "Everyone in the offer reads this. Left empty, the reason of the proposal stands."
        }
        Room::Place | Room::Whitehall => {
            "Everyone in the offer reads this. The words of the proposal become known to all, its reason does not."
        }
    };
    let next = proposal.current + 1;
    let base = proposal.current.to_string();
    view! {
        <section class="so-take" aria-labelledby="take-up">
            <h2 class="govuk-heading-m" id="take-up">"Take it up"</h2>
            <p class="govuk-body">
                {format!("It becomes version {next}, and everybody is asked again. Nobody has agreed to anything by it.")}
            </p>
            <Form action>
                <input type="hidden" name=BASE value=base/>
                {clashes}
                {reason.field("Why do you take it up?", hint)}
                <Button prevent_double_click=true>{format!("Take it up as version {next}")}</Button>
            </Form>
        </section>
    }
}

pub async fn take_up(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let (at, doer) = (At::of(&asked)?, asked.doer()?);
    let text = |name: &str| posted.text(name).unwrap_or_default();
    let base = text(BASE).parse().unwrap_or(0);
    let taken = asked
        .services()
        .negotiation()
        .take_up(
            &doer,
            &at.reference,
            at.number,
            asked.param("slug"),
            base,
            &posted,
            text(REASON),
        )
        .await;
    match taken {
        Ok(_) | Err(Refusal::AlreadyDone) => Ok(Answer::to(at.address("?done=taken-up"))),
        Err(refusal) => Err(refusal),
    }
}

pub async fn refuse(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let (at, doer, slug) = (At::of(&asked)?, asked.doer()?, asked.param("slug"));
    let reason = posted.text(REASON).unwrap_or_default();
    let refused = asked
        .services()
        .negotiation()
        .refuse_wording(&doer, &at.reference, at.number, slug, reason)
        .await;
    match refused {
        Ok(()) | Err(Refusal::AlreadyDone) => Ok(Answer::to(
            at.address(&format!("/proposals/{slug}?done=refused")),
        )),
        Err(refusal) => Err(refusal),
    }
}

pub async fn release(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    if posted.act() == COPY {
        return Ok(Answer::Again(posted));
    }
    let (at, doer, slug) = (At::of(&asked)?, asked.doer()?, asked.param("slug"));
    let reason = posted.text(REASON).unwrap_or_default();
    let released = asked
        .services()
        .negotiation()
        .release_wording(&doer, &at.reference, at.number, slug, reason)
        .await;
    match released {
        Ok(copy) => Ok(Answer::to(
            at.address(&format!("/proposals/{copy}?done=released")),
        )),
        Err(Refusal::AlreadyDone) => Ok(Answer::to(at.address(&format!("/proposals/{slug}")))),
        Err(refusal) => Err(refusal),
    }
}
