//! `/offers/{ref}/agreement/close` and `…/terminate`: the agreement’s last word, and what becomes of what is still open.

use chrono::NaiveDate;
use domain::{
    agreement::{Decided, EndKind, Fate, Obligation},
    form::{Posted, Read},
    process::Act,
};
use leptos::prelude::*;
use services::{Fault, Refusal, agreements::EndingForm};

use super::at;
use crate::{
    components::{ButtonKind, Choice, Input, Radios, WarningText},
    london,
    page::{Asked, Away, page},
    posts::{Answer, Typed},
    reason::{self, Asking, REASON, Words},
};

const FALLS_AWAY: &str = "falls-away";
const CARRIES_ON: &str = "carries-on";
const HANDED_OVER: &str = "handed-over";

/// `/offers/{ref}/agreement/close`.
#[component]
pub fn ClosePage() -> impl IntoView {
    page(
        async |asked: Asked| load(asked, EndKind::Completed).await,
        show,
    )
}

/// `/offers/{ref}/agreement/terminate`.
#[component]
pub fn TerminatePage() -> impl IntoView {
    page(
        async |asked: Asked| load(asked, EndKind::Terminated).await,
        show,
    )
}

struct Shown {
    kind: EndKind,
    form: EndingForm,
    asking: Asking,
    typed: Option<Posted>,
    faults: Vec<Fault>,
}

impl Shown {
    fn text(&self, field: &str) -> Option<String> {
        let typed = self.typed.as_ref()?;
        typed.text(field).map(str::to_owned)
    }

    fn fault(&self, field: &str) -> Option<String> {
        let mut faults = self.faults.iter();
        let fault = faults.find(|fault| fault.field == field)?;
        Some(fault.words.clone())
    }
}

const fn act(kind: EndKind) -> Act {
    match kind {
        EndKind::Completed => Act::Close,
        EndKind::Terminated => Act::Terminate,
    }
}

async fn load(asked: Asked, kind: EndKind) -> Result<Shown, Away> {
    at::may(&asked, act(kind)).await?;
    let form = form(&asked).await?;
    let typed = asked.typed();
    Ok(Shown {
        kind,
        form,
        asking: Asking::of(&asked),
        typed: typed.map(|typed: &Typed| typed.posted.clone()),
        faults: typed.map(|typed| typed.faults.clone()).unwrap_or_default(),
    })
}

/// What is to be said.
async fn form(asked: &Asked) -> Result<EndingForm, Refusal> {
    let reference = at::reference(asked)?;
    let agreements = asked.services().agreements();
    agreements.ending_form(asked.viewer()?, &reference).await
}

fn show(shown: Shown) -> impl IntoView {
    let until = london::date(shown.form.force.until);
    let (heading, follows, button, button_kind, label) = match shown.kind {
        EndKind::Completed => (
            "Complete the agreement",
            format!(
                "The agreement has run its term, until {until}. Completing it says what became of what is still open."
            ),
            "Complete the agreement",
            ButtonKind::Primary,
            "What is to be said at the end?",
        ),
        EndKind::Terminated => (
            "Terminate the agreement",
            format!(
                "The agreement would run until {until}. Today becomes its last day, and no freedom under it is active any more from tomorrow."
            ),
            "Terminate the agreement",
            ButtonKind::Warning,
            "Why is it terminated?",
        ),
    };
    let not_yet = match shown.kind {
        EndKind::Completed => !shown.form.may_complete,
        EndKind::Terminated => !shown.form.may_terminate,
    };
    let not_yet = (not_yet && shown.kind == EndKind::Completed).then(|| {
        let words =
            format!("The agreement runs until the end of {until}. It can be completed after that.");
        view! { <WarningText>{words}</WarningText> }
    });
    let warning = (shown.kind == EndKind::Terminated)
        .then(|| view! { <WarningText>"An agreement that was terminated cannot be taken up again."</WarningText> });
    let fates: Vec<_> = shown
        .form
        .open
        .iter()
        .map(|obligation| fate(&shown, obligation))
        .collect();
    let nothing = fates
        .is_empty()
        .then(|| view! { <p class="govuk-body">"Nothing is open under it any more."</p> });
    let words = Words {
        title: format!("{heading}: {}", shown.form.reference),
        caption: format!("{} {}", shown.form.reference, shown.form.title),
        heading: heading.to_owned(),
        back: ("Agreement".to_owned(), at::desk(&shown.form.reference)),
        follows: view! {
            {not_yet}
            {warning}
            <p class="govuk-body">{follows}</p>
            <p class="govuk-body">"Everybody in it is told, with your reason. Its text stays readable for ever."</p>
            {nothing}
        }
        .into_any(),
        fields: fates.into_any(),
        label: label.to_owned(),
        button,
        kind: button_kind,
        keep: "Go back",
    };
    reason::show(shown.asking, words)
}

fn field(what: &str, obligation: &Obligation) -> String {
    format!("{what}-{}", obligation.id)
}

fn fate(shown: &Shown, obligation: &Obligation) -> impl IntoView + use<> {
    let at = |what: &str| field(what, obligation);
    let (name, until, to) = (at("fate"), at("until"), at("to"));
    let items = vec![
        Choice::new(FALLS_AWAY, "It falls away"),
        Choice::new(CARRIES_ON, "It carries on until a day").reveals(view! {
            <Input
                name=until.clone()
                label="Until when?"
                hint="Such as 31 March 2017"
                value=shown.text(&until)
                error=shown.fault(&until)
                width=20
            />
        }),
        Choice::new(HANDED_OVER, "Somebody else answers for it").reveals(view! {
            <Input name=to.clone() label="Who?" value=shown.text(&to) error=shown.fault(&to)/>
        }),
    ];
    let legend = format!("What becomes of “{}”?", obligation.title);
    view! {
        <Radios
            name=name.clone()
            legend
            legend_class="govuk-fieldset__legend--s"
            items
            value=shown.text(&name)
            error=shown.fault(&name)
            small=true
        />
    }
}

pub async fn close(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let (fates, reason) = match read(&asked, &posted, EndKind::Completed).await {
        Err(Refusal::AlreadyDone) => return done(&asked, Ok(()), "completed"),
        read => read?,
    };
    let reference = at::reference(&asked)?;
    let agreements = asked.services().agreements();
    let ended = agreements
        .complete(&asked.doer()?, &reference, &reason, fates)
        .await;
    done(&asked, ended, "completed")
}

pub async fn terminate(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let (fates, reason) = match read(&asked, &posted, EndKind::Terminated).await {
        Err(Refusal::AlreadyDone) => return done(&asked, Ok(()), "terminated"),
        read => read?,
    };
    let reference = at::reference(&asked)?;
    let agreements = asked.services().agreements();
    let ended = agreements
        .terminate(&asked.doer()?, &reference, &reason, fates)
        .await;
    done(&asked, ended, "terminated")
}

fn done(asked: &Asked, ended: Result<(), Refusal>, word: &str) -> Result<Answer, Refusal> {
    match ended {
        Ok(()) | Err(Refusal::AlreadyDone) => {
            let desk = at::desk(&at::reference(asked)?);
            Ok(Answer::to(format!("{desk}?done={word}")))
        }
        Err(refusal) => Err(refusal),
    }
}

/// What was said of each thing that is open, as far as it is whole.
async fn read(
    asked: &Asked,
    posted: &Posted,
    kind: EndKind,
) -> Result<(Vec<Decided>, String), Refusal> {
    at::may_send(asked, act(kind)).await?;
    let form = form(asked).await?;
    let text = |field: &str| posted.text(field).unwrap_or_default().trim().to_owned();
    let reason = text(REASON);
    let mut faults = Vec::new();
    let mut fates = Vec::new();
    for obligation in &form.open {
        let at = |what: &str| field(what, obligation);
        let fate = match text(&at("fate")).as_str() {
            FALLS_AWAY => Ok(Fate::FallsAway),
            CARRIES_ON => NaiveDate::read(&text(&at("until")))
                .map(|until| Fate::CarriesOn { until })
                .map_err(|words| (at("until"), words)),
            HANDED_OVER => match text(&at("to")) {
                to if to.is_empty() => Err((at("to"), "Say who answers for it".to_owned())),
                to => Ok(Fate::HandedOver { to }),
            },
            _ => {
                let words = format!("Say what becomes of {}", obligation.title);
                Err((at("fate"), words))
            }
        };
        match fate {
            Ok(fate) => fates.push(Decided {
                id: obligation.id.clone(),
                fate,
            }),
            Err((field, words)) => faults.push(Fault { field, words }),
        }
    }
    if reason.is_empty() {
        faults.push(Fault {
            field: REASON.to_owned(),
            words: "Give your reason. Everyone in the offer will read it".to_owned(),
        });
    }
    if faults.is_empty() {
        Ok((fates, reason))
    } else {
        Err(Refusal::Invalid(faults))
    }
}
