//! `/offers/{ref}/agreement/issue` and `…/memoranda/{key}`: names who signs, in which order and until when, and puts
//! the text out for signature.

use domain::form::Posted;
use domain::offer::Key;
use domain::process::Act;
use leptos::prelude::*;
use services::Refusal;
use services::agreements::{Candidate, IssueForm, PartyToSign};

use super::{
    at,
    desk::capital,
    named::{LAST_DAY, at_fields, field, read},
};
use crate::{
    components::{
        Button, ButtonGroup, Details, ErrorSummary, Fieldset, Input, InsetText, Select,
        SelectOption, WarningText,
    },
    london,
    page::{Asked, Away, Page, page},
    posts::{Answer, Form, Typed},
    reason::{errors, summary},
};

/// The question of the address that names a variation.
pub const VARIATION: &str = "variation";

/// `/offers/{ref}/agreement/issue`.
#[component]
pub fn IssuePage() -> impl IntoView {
    page(
        async |asked: Asked| {
            let variation = variation(&asked, None)?;
            if variation.is_none() {
                at::may(&asked, Act::Issue).await?;
            }
            let form = issue_form(&asked, variation).await;
            Ok::<_, Away>(Naming::of(&asked, form, true)?)
        },
        show_either,
    )
}

/// `/offers/{ref}/agreement/memoranda/{key}`.
#[component]
pub fn MemorandumPage() -> impl IntoView {
    page(
        async |asked: Asked| {
            may_put_out(&asked).await?;
            let form = memorandum_form(&asked).await;
            Ok::<_, Away>(Naming::of(&asked, form, false)?)
        },
        show_either,
    )
}

async fn issue_form(asked: &Asked, variation: Option<u32>) -> Result<IssueForm, Refusal> {
    let reference = at::reference(asked)?;
    let agreements = asked.services().agreements();
    agreements
        .issue_form(asked.viewer()?, &reference, variation)
        .await
}

/// Whether they may at all. While the agreement is in force it is the stage of the variation over the budget that
/// counts, which the services know.
async fn may_put_out(asked: &Asked) -> Result<(), Refusal> {
    match at::may(asked, Act::PutOutMemorandum).await {
        Err(Refusal::WrongStage(words)) => match memorandum_form(asked).await {
            Ok(_) | Err(Refusal::Invalid(_)) => Ok(()),
            Err(_) => Err(Refusal::WrongStage(words)),
        },
        answer => answer,
    }
}

async fn memorandum_form(asked: &Asked) -> Result<IssueForm, Refusal> {
    let reference = at::reference(asked)?;
    let key = Key::new(asked.param("key"));
    let agreements = asked.services().agreements();
    agreements
        .memorandum_form(asked.viewer()?, &reference, &key)
        .await
}

/// From the address, or from the form that its page held.
fn variation(asked: &Asked, posted: Option<&Posted>) -> Result<Option<u32>, Refusal> {
    let typed = asked.typed().map(|typed| &typed.posted).or(posted);
    let kept = typed.and_then(|posted| posted.text(VARIATION));
    let wanted = asked.query(VARIATION).or(kept);
    let wanted = wanted.filter(|text| !text.is_empty());
    wanted.map(at::number).transpose()
}

struct Naming {
    form: IssueForm,
    typed: Option<Posted>,
    errors: Vec<(String, String)>,
    agreement: bool,
}

impl Naming {
    /// What cannot be frozen yet has no form, and says why.
    fn of(
        asked: &Asked,
        form: Result<IssueForm, Refusal>,
        agreement: bool,
    ) -> Result<Result<Self, Gaps>, Refusal> {
        let form = match form {
            Ok(form) => form,
            Err(Refusal::Invalid(faults)) => {
                return Ok(Err(Gaps {
                    reference: asked.param("ref").to_owned(),
                    words: faults.into_iter().map(|fault| fault.words).collect(),
                }));
            }
            Err(refusal) => return Err(refusal),
        };
        Ok(Ok(Self {
            form,
            typed: asked.typed().map(|typed| typed.posted.clone()),
            errors: asked
                .typed()
                .map(|typed: &Typed| errors(typed))
                .unwrap_or_default(),
            agreement,
        }))
    }

    fn fault(&self, field: &str) -> Option<String> {
        let mut errors = self.errors.iter();
        errors
            .find(|(name, _)| name == field)
            .map(|(_, words)| words.clone())
    }

    /// What stands in a field: what was typed, or what is suggested.
    fn text(&self, field: &str, suggested: &str) -> String {
        let typed = self.typed.as_ref();
        let typed = typed.map(|posted| posted.text(field).unwrap_or_default());
        typed.unwrap_or(suggested).to_owned()
    }
}

/// What keeps a text from being frozen.
struct Gaps {
    reference: String,
    words: Vec<String>,
}

fn show_either(shown: Result<Naming, Gaps>) -> AnyView {
    match shown {
        Ok(naming) => show(naming).into_any(),
        Err(gaps) => show_gaps(gaps).into_any(),
    }
}

fn show_gaps(gaps: Gaps) -> impl IntoView {
    let Gaps { reference, words } = gaps;
    let terms = format!("/offers/{reference}/terms");
    let desk = format!("/offers/{reference}/agreement");
    let words: Vec<_> = words
        .into_iter()
        .map(|words| view! { <WarningText>{words}</WarningText> })
        .collect();
    view! {
        <Page title=format!("Not ready to be issued: {reference}") back=("Agreement", desk) narrow=true>
            <h1 class="govuk-heading-l">"It cannot be issued yet"</h1>
            {words}
            <p class="govuk-body"><a class="govuk-link" href=terms>"See the terms"</a></p>
        </Page>
    }
}

fn show(naming: Naming) -> impl IntoView {
    let form = &naming.form;
    let heading = if naming.agreement {
        match form.variation {
            None => "Issue the agreement".to_owned(),
            Some(number) => format!("Issue version {}, with variation {number}", form.version),
        }
    } else {
        "Put the memorandum out for signature".to_owned()
    };
    let button = if naming.agreement {
        "Issue for signature"
    } else {
        "Put it out for signature"
    };
    let title = format!("{heading}: {}", form.reference);
    let caption = format!("{} {}", form.reference, form.title);
    let desk = at::desk(&form.reference);
    let what = capital(&form.what);
    let follows = if naming.agreement {
        "Issuing freezes the text, with its figures: nothing changes it afterwards. The page, a PDF and a Word document are stored with their SHA-256. Whoever signs first is told at once, the others when it is their turn."
    } else {
        "The words of the memorandum are frozen as they are now. Everybody who pays in signs them, and its host; the agreement is signed after that."
    };
    let days = format!(
        "Its term runs from {} to {}.",
        london::date(form.starts_on),
        london::date(form.ends_on)
    );
    let embargo = form
        .embargo_until
        .filter(|_| naming.agreement)
        .map(|until| {
            format!(
                " It is held back from the public until {}.",
                london::date(until)
            )
        });
    let hidden = form
        .variation
        .map(|number| view! { <input type="hidden" name=VARIATION value=number.to_string()/> });
    let leave = desk.clone();
    let body = {
        let parties: Vec<_> = form.parties.iter().map(|one| party(&naming, one)).collect();
        let last_day = naming.text(LAST_DAY, &london::date(form.last_day));
        let last_day_fault = naming.fault(LAST_DAY);
        let nobody = nobody(form);
        view! {
            {nobody}
            <Form>
                {hidden}
                {parties}
                <Input
                    name=LAST_DAY
                    label="Last day to sign"
                    label_class="govuk-label--m"
                    hint="Such as 1 April 2013. Those who have not signed are reminded a week before, and two days before."
                    value=last_day
                    error=last_day_fault
                    width=20
                />
                <ButtonGroup>
                    <Button prevent_double_click=true>{button}</Button>
                    <a class="govuk-link" href=leave>"Not yet"</a>
                </ButtonGroup>
            </Form>
        }
    };
    view! {
        <Page title back=("Agreement", desk) narrow=true>
            <ErrorSummary errors=summary(&naming.errors)/>
            <span class="govuk-caption-l">{caption}</span>
            <h1 class="govuk-heading-l">{heading}</h1>
            <InsetText>
                <p class="govuk-body">{what} ". " {days} {embargo}</p>
                <p class="govuk-body">{follows}</p>
            </InsetText>
            {body}
        </Page>
    }
}

/// Parties for whom nobody can sign yet, each with the way to where that is put right.
fn nobody(form: &IssueForm) -> Option<impl IntoView + use<>> {
    let missing: Vec<_> = form
        .parties
        .iter()
        .filter(|one| one.candidates.is_empty())
        .map(|one| view! { <li>{one.name.clone()}</li> })
        .collect();
    (!missing.is_empty()).then(|| {
        view! {
            <WarningText>"Nobody can sign yet for these. Their administrator, or the programme office, gives somebody the role."</WarningText>
            <ul class="govuk-list govuk-list--bullet">{missing}</ul>
            <p class="govuk-body"><a class="govuk-link" href="/organisations">"Organisations and their people"</a></p>
        }
    })
}

fn party(naming: &Naming, one: &PartyToSign) -> impl IntoView + use<> {
    let suggested = (one.candidates.iter())
        .find(|candidate| Some(&candidate.person) == one.suggested.as_ref())
        .or(match one.candidates.as_slice() {
            [only] => Some(only),
            _ => None,
        });
    let because = format!("Signs because: {}.", one.because.join("; "));
    let (signer, office, step) = (
        field("signer", &one.party),
        field("office", &one.party),
        field("step", &one.party),
    );
    let people = options("Choose who signs", &one.candidates);
    let chosen = naming.text(
        &signer,
        suggested.map_or("", |candidate| candidate.person.as_str()),
    );
    let office_text = naming.text(&office, suggested.map_or("", |one| one.office.as_str()));
    let step_text = naming.text(&step, if one.party.is_whitehall() { "2" } else { "1" });
    let approver = (!one.approvers.is_empty()).then(|| approver(naming, one));
    let faults = (
        naming.fault(&signer),
        naming.fault(&office),
        naming.fault(&step),
    );
    view! {
        <Fieldset legend=one.name.clone() legend_class="govuk-fieldset__legend--m">
            <p class="govuk-hint">{because}</p>
            <Select name=signer.clone() label="Who signs" items=people value=chosen error=faults.0/>
            <Input
                name=office.clone()
                label="Office"
                hint="As it stands below the signature, such as Leader of the council"
                value=office_text
                error=faults.1
            />
            <Input
                name=step.clone()
                label="Turn"
                hint="1 signs first. Those with the same number sign in any order."
                value=step_text
                error=faults.2
                width=2
                inputmode="numeric"
            />
            {approver}
        </Fieldset>
    }
}

/// Somebody who approves before the others sign: rarely asked for, so it is folded away.
fn approver(naming: &Naming, one: &PartyToSign) -> impl IntoView + use<> {
    let (name, office) = (
        field("approver", &one.party),
        field("approver-office", &one.party),
    );
    let people = options("Nobody", &one.approvers);
    let chosen = naming.text(&name, "");
    let office_text = naming.text(&office, "");
    let faults = (naming.fault(&name), naming.fault(&office));
    let open = !chosen.is_empty() || faults.0.is_some() || faults.1.is_some();
    let summary = format!("Somebody approves first for {}", one.name);
    view! {
        <Details summary open>
            <Select name=name label="Who approves before anybody signs" items=people value=chosen error=faults.0/>
            <Input name=office label="Office of whoever approves" value=office_text error=faults.1/>
        </Details>
    }
}

fn options(first: &str, candidates: &[Candidate]) -> Vec<SelectOption> {
    let all = candidates.iter().map(|one| {
        let words = format!("{}, {}", one.name, one.organisation_name);
        SelectOption::new(one.person.as_str(), words)
    });
    std::iter::once(SelectOption::new("", first))
        .chain(all)
        .collect()
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    let variation = variation(&asked, Some(&posted))?;
    if variation.is_none() {
        match at::may_send(&asked, Act::Issue).await {
            Err(Refusal::AlreadyDone) => return Ok(Answer::to(at::desk(&reference))),
            answer => answer?,
        }
    }
    let form = issue_form(&asked, variation).await?;
    let to_issue = read(&form, &posted)?;
    let agreements = asked.services().agreements();
    let doer = asked.doer()?;
    match agreements
        .issue(&doer, &reference, variation, &to_issue)
        .await
    {
        Ok(slug) => Ok(issued(&at::sheet(&reference, &slug))),
        Err(Refusal::AlreadyDone) => Ok(Answer::to(at::desk(&reference))),
        Err(refusal) => Err(at_fields(refusal)),
    }
}

pub async fn post_memorandum(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    may_put_out(&asked).await?;
    let form = memorandum_form(&asked).await?;
    let to_issue = read(&form, &posted)?;
    let agreements = asked.services().agreements();
    let (doer, key) = (asked.doer()?, Key::new(asked.param("key")));
    match agreements
        .put_out_memorandum(&doer, &reference, &key, &to_issue)
        .await
    {
        Ok(slug) => Ok(issued(&at::sheet(&reference, &slug))),
        Err(Refusal::AlreadyDone) => Ok(Answer::to(at::desk(&reference))),
        Err(refusal) => Err(at_fields(refusal)),
    }
}

fn issued(sheet: &str) -> Answer {
    Answer::to(format!("{sheet}?done=issued"))
}
