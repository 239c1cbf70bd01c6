//! The programme office decides on a submitted offer: accept, return or decline.

use domain::{
    form::Posted,
    process::{
        Act, Department, OfferKind, OrganisationId, OrganisationKind, PersonId, Reference, Theme,
        departments,
    },
};
use leptos::prelude::*;
use services::{
    Doer, Fault, Refusal,
    offers::{self, Champion, OfferView},
};

use super::themes::theme_select;
use crate::{
    components::{
        Button, ButtonGroup, Choice, ErrorSummary, Radios, Select, SelectOption, SummaryError,
        Textarea,
    },
    leave::leave_to_act,
    page::{Asked, Away, Page, page},
    posts::{Answer, Form, Typed},
    talk::talk_about,
};

const DECISION: &str = "decision";
const ACCEPT: &str = "accept";
const RETURN: &str = "return";
const DECLINE: &str = "decline";
const CHAMPION: &str = "champion";
const LEAD: &str = "lead-department";
const WHY_RETURNED: &str = "return-reason";
const WHY_DECLINED: &str = "decline-reason";
const THEME: &str = "theme";
/// What the services call the reason of either.
const REASON: &str = "reason";

/// `/offers/{ref}/decision`.
#[component]
pub fn DecisionPage() -> impl IntoView {
    page(load, show)
}

struct Deciding {
    offer: OfferView,
    champions: Vec<Champion>,
    typed: Fields,
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Fields {
    texts: Vec<(&'static str, String)>,
    faults: Vec<Fault>,
}

impl Fields {
    fn of(typed: &Typed) -> Self {
        let names = [DECISION, CHAMPION, LEAD, WHY_RETURNED, WHY_DECLINED, THEME];
        Self {
            texts: names
                .into_iter()
                .filter_map(|name| Some((name, typed.text(name)?.to_owned())))
                .collect(),
            faults: typed.faults.clone(),
        }
    }

    fn text(&self, name: &str) -> Option<String> {
        self.texts
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, text)| text.clone())
    }

    fn fault(&self, name: &str) -> Option<String> {
        self.faults
            .iter()
            .find(|fault| fault.field == name)
            .map(|fault| fault.words.clone())
    }
}

async fn load(asked: Asked) -> Result<Deciding, Away> {
    let offer = super::matter::offer(&asked).await?;
    leave_to_act(&asked, Act::Accept, Some(&offer.facts))?;
    Ok(Deciding {
        champions: asked.services().offers().champions().await?,
        typed: asked.typed().map(Fields::of).unwrap_or_default(),
        offer,
    })
}

fn show(deciding: Deciding) -> impl IntoView {
    let Deciding {
        offer,
        champions,
        typed,
    } = deciding;
    let errors = typed
        .faults
        .iter()
        .map(|fault| SummaryError::at(&fault.field, &fault.words))
        .collect();
    let name = format!("{} {}", offer.reference, offer.title);
    let home = format!("/offers/{}", offer.reference);
    let whole = format!("{home}/check");
    let back = home.clone();
    let items = vec![
        Choice::new(ACCEPT, "Accept it")
            .hint("The negotiation of its terms begins.")
            .reveals(accepting(&offer, champions, &typed)),
        Choice::new(RETURN, "Return it to the place")
            .hint("It becomes a draft again, and the place can submit it once more.")
            .reveals(reason(WHY_RETURNED, "What has to change", &typed)),
        Choice::new(DECLINE, "Decline it")
            .hint("This ends the offer.")
            .reveals(declining(&offer, &typed)),
    ];
    let talk = talk_about(&offer, None, None);
    view! {
        <Page title=format!("Decide on {}", offer.reference) back=(name.clone(), home) narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{name}</span>
            <h1 class="govuk-heading-l">"Decide on this offer"</h1>
            <p class="govuk-body">
                <a class="govuk-link" href=whole>"Read the whole offer and what the check found"</a>
            </p>
            {talk}
            <Form>
                <Radios
                    name=DECISION
                    legend="What do you decide?"
                    legend_class="govuk-fieldset__legend--m"
                    items
                    value=typed.text(DECISION)
                    error=typed.fault(DECISION)
                />
                <p class="govuk-body">
                    "The place, its partners and the departments that the offer names are told, with your reason where there is one."
                </p>
                <ButtonGroup>
                    <Button prevent_double_click=true>"Record the decision"</Button>
                    <a class="govuk-link" href=back>"Decide later"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

fn accepting(offer: &OfferView, champions: Vec<Champion>, typed: &Fields) -> impl IntoView + use<> {
    let people = std::iter::once(SelectOption::new("", "Choose a champion"))
        .chain(champions.into_iter().map(|champion| {
            let words = format!("{}, {}", champion.name, champion.organisation);
            SelectOption::new(champion.person.as_str(), words)
        }))
        .collect();
    view! {
        <Select
            name=CHAMPION
            label="Whitehall champion"
            hint="Lines the departments up, and works with the place until the terms are settled."
            items=people
            value=typed.text(CHAMPION)
            error=typed.fault(CHAMPION)
        />
        <Select
            name=LEAD
            label="Lead department"
            hint="Agrees to the terms that belong to no single department: scope, governance, assessment."
            items=lead_departments(offer)
            value=typed.text(LEAD)
            error=typed.fault(LEAD)
        />
    }
}

/// Those that the offer names first: one of them leads more often than not.
fn lead_departments(offer: &OfferView) -> Vec<SelectOption> {
    let names_it = |code: &str| {
        offer
            .facts
            .departments
            .iter()
            .any(|one| one.as_str() == code)
    };
    let leads = |department: &&Department| department.kind == OrganisationKind::Department;
    let (mut named, others): (Vec<&Department>, Vec<&Department>) = departments()
        .iter()
        .filter(leads)
        .partition(|department| names_it(department.code));
    named.extend(others);
    std::iter::once(SelectOption::new("", "Choose a department"))
        .chain(named.into_iter().map(|department| {
            let words = if names_it(department.code) {
                format!("{} (named in the offer)", department.name)
            } else {
                department.name.to_owned()
            };
            SelectOption::new(department.code, words)
        }))
        .collect()
}

fn reason(name: &'static str, label: &'static str, typed: &Fields) -> impl IntoView + use<> {
    view! {
        <Textarea
            name
            label
            hint="The place and its partners read this."
            value=typed.text(name)
            error=typed.fault(name)
            rows=5
        />
    }
}

/// A place that asked for a whole area can be offered to go on with one theme (7.19).
fn declining(offer: &OfferView, typed: &Fields) -> impl IntoView + use<> {
    let instead = (offer.kind == OfferKind::SingleOffer).then(|| {
        theme_select(
            THEME,
            "Open an Innovative Policy Offer instead, in the theme (optional)",
            typed.text(THEME),
            typed.fault(THEME),
        )
    });
    view! { {reason(WHY_DECLINED, "Why you decline it", typed)} {instead} }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let doer = asked.doer()?;
    let (decided, done) = match posted.text(DECISION) {
        Some(ACCEPT) => (accept(&asked, &doer, &reference, &posted).await, "accepted"),
        Some(RETURN) => (
            give_back(&asked, &doer, &reference, &posted).await,
            "returned",
        ),
        Some(DECLINE) => (
            decline(&asked, &doer, &reference, &posted).await,
            "declined",
        ),
        Some(_) | None => return Err(Refusal::fault(DECISION, "Choose what you decide")),
    };
    match decided {
        Ok(()) | Err(Refusal::AlreadyDone) => {
            Ok(Answer::to(format!("/offers/{reference}?done={done}")))
        }
        Err(refusal) => Err(refusal),
    }
}

async fn accept(
    asked: &Asked,
    doer: &Doer,
    reference: &Reference,
    posted: &Posted,
) -> Result<(), Refusal> {
    let champion = PersonId::from(posted.text(CHAMPION).unwrap_or_default());
    let lead = OrganisationId::from(posted.text(LEAD).unwrap_or_default());
    asked
        .services()
        .offers()
        .accept(doer, reference, &champion, &lead)
        .await
}

async fn give_back(
    asked: &Asked,
    doer: &Doer,
    reference: &Reference,
    posted: &Posted,
) -> Result<(), Refusal> {
    let reason = posted.text(WHY_RETURNED).unwrap_or_default().trim();
    let returned = asked
        .services()
        .offers()
        .return_to_place(doer, reference, reason)
        .await;
    returned.map_err(|refusal| beside(refusal, WHY_RETURNED))
}

async fn decline(
    asked: &Asked,
    doer: &Doer,
    reference: &Reference,
    posted: &Posted,
) -> Result<(), Refusal> {
    let reason = posted.text(WHY_DECLINED).unwrap_or_default().trim();
    let theme = posted.text(THEME).and_then(Theme::from_code);
    let declined = asked
        .services()
        .offers()
        .decline(doer, reference, reason, theme)
        .await;
    declined.map_err(|refusal| beside(refusal, WHY_DECLINED))
}

/// The form has a reason for each decision, the services have one.
fn beside(refusal: Refusal, field: &str) -> Refusal {
    let Refusal::Invalid(mut faults) = refusal else {
        return refusal;
    };
    for fault in faults.iter_mut().filter(|fault| fault.field == REASON) {
        fault.field = field.to_owned();
    }
    Refusal::Invalid(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fault_of_a_reason_stands_beside_the_reason_that_was_asked_for() {
        let moved = beside(
            Refusal::fault(REASON, "Say what has to change"),
            WHY_RETURNED,
        );
        assert!(matches!(moved, Refusal::Invalid(faults) if faults[0].field == WHY_RETURNED));
        assert!(matches!(
            beside(Refusal::NotFound, WHY_RETURNED),
            Refusal::NotFound
        ));
    }
}
