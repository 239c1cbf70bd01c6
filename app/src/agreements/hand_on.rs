//! `/offers/{ref}/agreement/{slug}/hand-on`: somebody else of the same organisation signs instead; and back again.

use domain::{
    form::Posted,
    process::{Act, PersonId},
};
use leptos::prelude::*;
use services::{Refusal, agreements::SheetView};

use super::{
    at,
    desk::name,
    sheet::PERSON,
    sign::{as_named, may, named},
};
use crate::{
    components::{ButtonKind, Input, Select, SelectOption},
    page::{Asked, Away, page},
    posts::{Answer, Typed},
    reason::{self, Asking, REASON, Words},
};

const OFFICE: &str = "office";

/// `/offers/{ref}/agreement/{slug}/hand-on`.
#[component]
pub fn HandOnPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    view: SheetView,
    asking: Asking,
    person: Option<String>,
    office: Option<String>,
    faults: [Option<String>; 2],
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let view = named(&asked, Act::HandOnSignature).await?;
    if !view.may_hand_on {
        return Err(Away::To(at::sheet(&view.reference, &view.line.slug)));
    }
    let typed = asked.typed();
    let text = |field: &str| {
        let text = typed.and_then(|typed: &Typed| typed.text(field));
        text.map(str::to_owned)
    };
    Ok(Shown {
        view,
        asking: Asking::of(&asked),
        person: text(PERSON),
        office: text(OFFICE),
        faults: [PERSON, OFFICE].map(|field| {
            let fault = typed.and_then(|typed| typed.fault(field));
            fault.map(str::to_owned)
        }),
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        view,
        asking,
        person,
        office,
        faults: [person_fault, office_fault],
    } = shown;
    let people = view.colleagues.iter().map(|one| {
        let words = format!("{}, {}", one.name, one.organisation_name);
        SelectOption::new(one.person.as_str(), words)
    });
    let items: Vec<_> = std::iter::once(SelectOption::new("", "Choose who signs"))
        .chain(people)
        .collect();
    let nobody = view.colleagues.is_empty().then(|| {
        view! {
            <p class="govuk-body">
                "Nobody else of your organisation can sign here yet. Your administrator can give somebody the role."
            </p>
        }
    });
    let words = Words {
        title: format!("Ask somebody else to sign: {}", view.reference),
        caption: format!("{} {}", view.reference, view.offer_title),
        heading: "Ask somebody else to sign for you".to_owned(),
        back: (name(&view.line), at::sheet(&view.reference, &view.line.slug)),
        follows: view! {
            <p class="govuk-body">
                "They sign on your behalf, and cannot hand it on again. Your name and your reason stay beside the signature. You can take it back until they have signed."
            </p>
            {nobody}
        }
        .into_any(),
        fields: view! {
            <Select name=PERSON label="Who signs for you?" label_class="govuk-label--s" items value=person error=person_fault/>
            <Input
                name=OFFICE
                label="Their office"
                label_class="govuk-label--s"
                hint="As it stands below the signature, such as Director of finance"
                value=office
                error=office_fault
            />
        }
        .into_any(),
        label: "Why do they sign for you?".to_owned(),
        button: "Ask them to sign",
        kind: ButtonKind::Primary,
        keep: "Sign yourself",
    };
    reason::show(asking, words)
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    let slug = asked.param("slug");
    as_named(&asked, Act::HandOnSignature).await?;
    let text = |field: &str| posted.text(field).unwrap_or_default().trim();
    if text(PERSON).is_empty() {
        return Err(Refusal::fault(PERSON, "Choose who signs for you"));
    }
    if text(OFFICE).is_empty() {
        return Err(Refusal::fault(OFFICE, "Enter their office"));
    }
    let agreements = asked.services().agreements();
    agreements
        .hand_on(
            &asked.doer()?,
            &reference,
            slug,
            &PersonId::from(text(PERSON)),
            text(OFFICE),
            text(REASON),
        )
        .await?;
    Ok(done(&asked, "handed-on"))
}

pub async fn take_back(asked: Asked, _: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    as_named(&asked, Act::HandOnSignature).await?;
    let agreements = asked.services().agreements();
    agreements
        .take_back(&asked.doer()?, &reference, asked.param("slug"))
        .await?;
    Ok(done(&asked, "taken-back"))
}

/// Once a day at most: a second press is told so.
pub async fn remind(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    may(&asked, Act::Remind).await?;
    let person = PersonId::from(posted.text(PERSON).unwrap_or_default());
    let agreements = asked.services().agreements();
    let reminded = agreements
        .remind_to_sign(&asked.doer()?, &reference, asked.param("slug"), &person)
        .await;
    match reminded {
        Ok(()) => Ok(done(&asked, "reminded")),
        Err(Refusal::AlreadyDone) => Ok(done(&asked, "reminded-before")),
        Err(refusal) => Err(refusal),
    }
}

fn done(asked: &Asked, word: &str) -> Answer {
    let (reference, slug) = (asked.param("ref"), asked.param("slug"));
    Answer::to(format!("/offers/{reference}/agreement/{slug}?done={word}"))
}
