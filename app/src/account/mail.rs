//! `/account/mail`: how soon a person wants mail of each kind that can come to them.

use domain::{
    form::Posted,
    mail::{MailGroup, MailKind, MailPace},
    process::{Act, Role},
};
use leptos::prelude::*;
use services::{Fault, MailChoices, Refusal, Viewer};

use crate::{
    components::{Button, Choice, ErrorSummary, NotificationBanner, Radios, SummaryError},
    leave::may,
    page::{Asked, Page, page},
    posts::{Answer, Form},
};

const PATH: &str = "/account/mail";
/// In the address, once the choices are kept.
const KEPT: &str = "kept";

#[component]
pub fn MailPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    questions: Vec<Question>,
    kept: bool,
    email: String,
    /// Whether they look after mail of others too.
    looks_after: bool,
}

/// How soon they want one kind.
struct Question {
    kind: MailKind,
    pace: String,
    fault: Option<String>,
}

async fn load(asked: Asked) -> Result<Shown, Refusal> {
    let viewer = asked.viewer()?;
    let choices = asked.services().mail_choices(&viewer.person).await?;
    let typed = asked.typed();
    let own: Vec<MailKind> = kinds_of(viewer).collect();
    let own = choices.into_iter().filter(|(kind, _)| own.contains(kind));
    let questions = own.map(|(kind, pace)| Question {
        kind,
        pace: typed
            .and_then(|typed| typed.text(kind.code()))
            .unwrap_or(pace.code())
            .to_owned(),
        fault: typed
            .and_then(|typed| typed.fault(kind.code()))
            .map(str::to_owned),
    });
    Ok(Shown {
        questions: questions.collect(),
        kept: asked.query(KEPT).is_some(),
        email: viewer.email.clone(),
        looks_after: may(viewer, Act::ReadOutbox),
    })
}

/// The kinds that the roles of this person can get. What they chose for others stays as it is.
fn kinds_of(viewer: &Viewer) -> impl Iterator<Item = MailKind> + use<> {
    let roles: Vec<Role> = viewer.hats().iter().map(|hat| hat.role).collect();
    let kinds = MailKind::ALL.iter().copied();
    kinds.filter(move |kind| kind.is_chosen_by(&roles))
}

/// Keeps what was chosen for each kind on the page.
pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let viewer = asked.viewer()?;
    let mut choices = MailChoices::new();
    let mut faults = Vec::new();
    for kind in kinds_of(viewer) {
        match posted.text(kind.code()).and_then(MailPace::from_code) {
            Some(pace) => drop(choices.insert(kind, pace)),
            None => faults.push(Fault {
                field: kind.code().to_owned(),
                words: format!("Choose how soon you want: {}", kind.label()),
            }),
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    asked
        .services()
        .choose_mail(viewer, asked.hat(), &choices)
        .await?;
    Ok(Answer::to(format!("{PATH}?{KEPT}=yes")))
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        questions,
        kept,
        email,
        looks_after,
    } = shown;
    let errors: Vec<SummaryError> = questions
        .iter()
        .filter_map(|question| {
            let words = question.fault.as_ref()?;
            Some(SummaryError::at(question.kind.code(), words))
        })
        .collect();
    let groups = [MailGroup::Wanted, MailGroup::News]
        .into_iter()
        .map(|group| {
            let questions: Vec<_> = questions
                .iter()
                .filter(|question| question.kind.group() == group)
                .map(ask)
                .collect();
            (!questions.is_empty()).then(|| {
                view! {
                    <h2 class="govuk-heading-m">{group.label()}</h2>
                    {questions}
                }
            })
        })
        .collect_view();
    let form = if questions.is_empty() {
        view! {
            <p class="govuk-body">"You do not act for anybody here, so there is no mail to choose about."</p>
        }
        .into_any()
    } else {
        view! {
            <Form action=PATH>
                {groups}
                <Button prevent_double_click=true>"Save"</Button>
            </Form>
        }
        .into_any()
    };
    let always = MailKind::of(MailGroup::Always)
        .filter(|kind| *kind != MailKind::Digest)
        .map(|kind| view! { <li>{kind.label()}</li> })
        .collect_view();
    let banner =
        kept.then(|| view! { <NotificationBanner success=true text="Your choices are kept."/> });
    let outbox = looks_after.then(|| {
        view! {
            <p class="govuk-body">
                "You also look after "
                <a class="govuk-link" href="/outbox">"mail that went out to others, or did not"</a> "."
            </p>
        }
    });
    view! {
        <Page title="Your mail" back=("Your account", "/account") narrow=true>
            <ErrorSummary errors/>
            {banner}
            <h1 class="govuk-heading-l">"Your mail"</h1>
            <p class="govuk-body">
                "Mail goes to " {email}
                ". What you want once a day comes at 8am, in one mail, and only what still stands by then. "
                "Whatever you choose, what waits for you stands in "
                <a class="govuk-link" href="/work">"your work"</a> "."
            </p>
            {form}
            <h2 class="govuk-heading-m">{MailGroup::Always.label()}</h2>
            <ul class="govuk-list govuk-list--bullet">{always}</ul>
            {outbox}
        </Page>
    }
}

fn ask(question: &Question) -> impl IntoView + use<> {
    let kind = question.kind;
    let items = MailPace::ALL
        .iter()
        .map(|pace| Choice::new(pace.code(), pace.label()))
        .collect::<Vec<_>>();
    view! {
        <Radios
            name=kind.code()
            legend=kind.label()
            items
            value=question.pace.clone()
            error=question.fault.clone()
            inline=true
            small=true
        />
    }
}
