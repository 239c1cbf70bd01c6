//! Proposing wording or figures: the same form as drafting, with a reason, who will read it, and, for a party, its
//! position in the same step.

use domain::form::{Posted, Sheet};
use domain::negotiation::{Change, Said, Stance};
use domain::offer::{Key, MatterKind};
use domain::process::{Act, Room};
use leptos::prelude::*;
use services::Refusal;
use services::negotiation::{PositionToTake, TermView, WordingForm, WordingToPropose};

use super::at::{At, may_at_all, term_to_act};
use super::propose_form::{choose, write};
use super::reason::{REASON, Reason};
use crate::{
    components::SummaryError,
    figures::Live,
    offers::conflict::{Clash, take_chosen},
    offers::has_figures,
    offers::sheet::summary,
    page::{Asked, Away, page},
    posts::{Answer, Typed, address},
};

pub const KEY: &str = "key";
pub const ADD: &str = "add";
pub const REMOVE: &str = "remove";
pub const VERSION: &str = PositionToTake::VERSION;
pub const ROOM: &str = PositionToTake::ROOM;
pub const STANCE: &str = PositionToTake::STANCE;
pub const RED_LINE: &str = PositionToTake::RED_LINE;
/// The button that works the sums out anew, and proposes nothing.
pub const RECALCULATE: &str = "recalculate";
/// What a choice between two texts sends on as it was typed.
const CARRIED: [&str; 7] = [KEY, ADD, REMOVE, ROOM, REASON, STANCE, RED_LINE];

/// `/offers/{ref}/terms/{n}/proposals/new`.
#[component]
pub fn ProposePage() -> impl IntoView {
    page(load, |loaded| match loaded {
        Loaded::Choosing(term) => choose(*term).into_any(),
        Loaded::Writing(writing) => write(*writing).into_any(),
    })
}

enum Loaded {
    /// The address leaves open what is to be changed.
    Choosing(Box<TermView>),
    Writing(Box<Writing>),
}

pub struct Writing {
    pub form: WordingForm,
    pub sheet: Sheet,
    /// The sums of the offer as they would be with this.
    pub figures: Option<Live>,
    /// The version that was read.
    pub base: u32,
    pub room: Option<String>,
    pub room_fault: Option<String>,
    pub stance: Option<String>,
    pub stance_fault: Option<String>,
    pub red_line: bool,
    pub reason: Reason,
    /// What is wrong with the whole of it.
    pub wrong: Vec<String>,
    pub clash: Option<Clash>,
    pub carried: Vec<(String, String)>,
    pub was_signed_out: bool,
}

async fn load(asked: Asked) -> Result<Loaded, Away> {
    let at = At::of(&asked)?;
    let typed = asked.typed();
    let wanted = match typed {
        Some(typed) => change(|name| typed.text(name)),
        None => change(|name| asked.query(name)),
    };
    let Some(wanted) = wanted? else {
        let term = term_to_act(&asked, Act::ProposeWording).await?;
        return Ok(Loaded::Choosing(Box::new(term)));
    };
    may_at_all(&asked, Act::ProposeWording).await?;
    let form = asked
        .services()
        .negotiation()
        .wording_form(
            asked.viewer()?,
            asked.hat(),
            &at.reference,
            at.number,
            &wanted,
        )
        .await?;
    let now = form.reference.to_string();
    if now != asked.param("ref") {
        let question = question(&wanted);
        return Err(Away::To(format!(
            "/offers/{now}/terms/{}/proposals/new?{question}",
            form.number
        )));
    }
    Ok(Loaded::Writing(Box::new(Writing::new(form, typed)?)))
}

/// What is to be changed, by the address or the form.
fn change<'t>(text: impl Fn(&str) -> Option<&'t str>) -> Result<Option<Change>, Refusal> {
    let some = |name| text(name).filter(|text| !text.is_empty());
    Ok(match (some(KEY), some(ADD), some(REMOVE)) {
        (Some(key), _, _) => Some(Change::Edit(Key::new(key))),
        (None, Some(kind), _) => Some(Change::Add(
            MatterKind::from_code(kind).ok_or(Refusal::NotFound)?,
        )),
        (None, None, Some(key)) => Some(Change::Remove(Key::new(key))),
        (None, None, None) => None,
    })
}

pub fn named(change: &Change) -> (&'static str, String) {
    match change {
        Change::Edit(key) => (KEY, key.to_string()),
        Change::Add(kind) => (ADD, kind.code().to_owned()),
        Change::Remove(key) => (REMOVE, key.to_string()),
    }
}

fn question(change: &Change) -> String {
    let (name, text) = named(change);
    format!("{name}={}", address::text(&text))
}

impl Writing {
    fn new(form: WordingForm, typed: Option<&Typed>) -> Result<Self, Refusal> {
        let (mut matter, mut base) = (form.matter.clone(), form.current);
        let mut clash = None;
        if let Some(typed) = typed {
            base = typed
                .text(VERSION)
                .and_then(|text| text.parse().ok())
                .unwrap_or(0);
            match &typed.conflict {
                Some(conflict) => clash = Some(Clash::of(conflict, &form.around)?),
                None if matches!(form.change, Change::Remove(_)) => {}
                None => matter.read(&typed.posted, &form.around),
            }
        }
        let text = |name| typed.and_then(|typed| typed.text(name)).map(str::to_owned);
        let fault = |name| typed.and_then(|typed| typed.fault(name)).map(str::to_owned);
        let faults = typed
            .map(|typed| typed.faults.as_slice())
            .unwrap_or_default();
        let key = match &form.change {
            Change::Edit(key) => Some(key),
            Change::Add(_) | Change::Remove(_) => None,
        };
        let is_typed = !matches!(form.change, Change::Remove(_));
        let figures = (is_typed && has_figures(form.kind)).then(|| {
            Live::of(&form.proposal, &form.parameters, form.kind, key)
                .typed(typed.map(|typed| &typed.posted))
        });
        Ok(Self {
            sheet: matter.sheet(&form.around),
            figures,
            base,
            room: text(ROOM),
            room_fault: fault(ROOM),
            stance: text(STANCE),
            stance_fault: fault(STANCE),
            red_line: typed.is_some_and(|typed| typed.posted.has(RED_LINE)),
            reason: Reason::of(typed),
            wrong: faults
                .iter()
                .filter(|fault| fault.field.is_empty())
                .map(|fault| fault.words.clone())
                .collect(),
            carried: CARRIED
                .into_iter()
                .filter_map(|name| Some((name.to_owned(), text(name)?)))
                .collect(),
            was_signed_out: typed.is_some_and(|typed| typed.kept),
            clash,
            form,
        })
    }

    pub fn errors(&self) -> Vec<SummaryError> {
        let mut errors: Vec<_> = self.wrong.iter().map(SummaryError::general).collect();
        if !matches!(self.form.change, Change::Remove(_)) {
            errors.extend(summary(&self.sheet, false));
        }
        for (name, fault) in [(ROOM, &self.room_fault), (STANCE, &self.stance_fault)] {
            errors.extend(fault.iter().map(|words| SummaryError::at(name, words)));
        }
        errors.extend(self.reason.errors());
        errors
    }

    /// Something was refused: what could not be read before is no error of this person.
    pub fn is_refused(&self) -> bool {
        !self.wrong.is_empty()
            || self.room_fault.is_some()
            || self.stance_fault.is_some()
            || !self.reason.errors().is_empty()
            || !summary(&self.sheet, false).is_empty()
    }
}

pub async fn post(asked: Asked, mut posted: Posted) -> Result<Answer, Refusal> {
    let at = At::of(&asked)?;
    let Some(change) = change(|name| posted.text(name))? else {
        // Whoever may not propose at all is told so first.
        may_at_all(&asked, Act::ProposeWording).await?;
        return Err(Refusal::NotFound);
    };
    let act = posted.act().to_owned();
    if act == RECALCULATE || act.starts_with("add-") || act.starts_with("remove-") {
        return Ok(Answer::Again(posted));
    }
    let doer = asked.doer()?;
    let negotiation = asked.services().negotiation();
    if act == "choose" {
        let form = negotiation
            .wording_form(
                asked.viewer()?,
                asked.hat(),
                &at.reference,
                at.number,
                &change,
            )
            .await?;
        take_chosen(&mut posted, &form.matter.sheet(&form.around));
    }
    let text = |name: &str| posted.text(name).unwrap_or_default();
    let base = text(VERSION).parse().unwrap_or(0);
    let room = Room::from_code(text(ROOM));
    let as_position = Stance::from_code(text(STANCE)).map(|stance| PositionToTake {
        version: base,
        room,
        said: Said {
            red_line: posted.has(RED_LINE),
            ..Said::new(stance, "")
        },
    });
    let wanted = WordingToPropose {
        base,
        change,
        reason: text(REASON).to_owned(),
        room,
        as_position,
        posted: posted.clone(),
    };
    let slug = negotiation
        .propose(&doer, &at.reference, at.number, &wanted)
        .await?;
    Ok(Answer::to(
        at.address(&format!("/proposals/{slug}?done=proposed")),
    ))
}
