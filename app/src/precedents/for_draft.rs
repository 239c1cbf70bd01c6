//! `/offers/{ref}/precedents`: freedoms that were granted, to take over into a draft beside what stands there.

use domain::form::Posted;
use domain::offer::Key;
use domain::process::Act;
use leptos::prelude::*;
use services::Refusal;
use services::offers::{OfferView, reference};
use services::programme::{Precedent, PrecedentFilter, PrecedentList};

use super::{Filters, address_of, card, count, found};
use crate::{
    components::Button,
    leave::leave_to_act,
    offers::offer,
    page::{Asked, Away, Page, page},
    paging::Pages,
    posts::{Answer, Form},
};

/// `/offers/{ref}/precedents`.
#[component]
pub fn ForDraftPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    offer: OfferView,
    filter: PrecedentFilter,
    list: PrecedentList,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let offer = offer(&asked).await?;
    leave_to_act(&asked, Act::AddMatter, Some(&offer.facts))?;
    let (filter, list) = found(&asked, asked.path()).await?;
    Ok(Shown {
        offer,
        filter,
        list,
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        offer,
        filter,
        list,
    } = shown;
    let home = format!("/offers/{}", offer.reference);
    let path = format!("{home}/precedents");
    let (here, last) = (list.page, list.pages);
    let rest = address_of(&filter);
    let count = count(&list);
    let cards: Vec<_> = list.rows.iter().map(|one| card(one, take(one))).collect();
    let caption = format!("{} {}", offer.reference, offer.title);
    view! {
        <Page title="Freedoms granted elsewhere" back=("Freedoms", format!("{home}/freedoms"))>
            <span class="govuk-caption-l">{caption}</span>
            <h1 class="govuk-heading-l">"Freedoms granted elsewhere"</h1>
            <p class="govuk-body">
                "Take one over with its wording: it is added to your freedoms as a new one, and nothing of yours is changed. What depends on it, and from when, is yours to say."
            </p>
            <Filters filter action=path.clone()/>
            <p class="govuk-body" role="status">{count}</p>
            {cards}
            <Pages here last href=move |page| format!("{path}?{rest}page={page}")/>
        </Page>
    }
}

fn take(one: &Precedent) -> impl IntoView + use<> {
    let title: String = one.title.iter().map(|piece| piece.text.as_str()).collect();
    let about = format!(" of “{title}”");
    let (agreement, freedom) = (one.reference.to_string(), one.key.to_string());
    view! {
        <Form>
            <input type="hidden" name="agreement" value=agreement/>
            <input type="hidden" name="freedom" value=freedom/>
            <Button prevent_double_click=true>
                "Take over the wording"<span class="govuk-visually-hidden">{about}</span>
            </Button>
        </Form>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let doer = asked.doer()?;
    let draft = reference(asked.param("ref"))?;
    let offer = asked
        .services()
        .offers()
        .read(asked.viewer()?, &draft)
        .await?;
    doer.may(Act::AddMatter, Some(&offer.facts))?;
    let from = reference(posted.text("agreement").unwrap_or_default())?;
    let key = Key::new(posted.text("freedom").unwrap_or_default());
    let saved = asked
        .services()
        .programme()
        .carry_over(&doer, &offer.reference, &from, &key)
        .await?;
    Ok(Answer::to(format!(
        "/offers/{}/freedoms/{}",
        offer.reference, saved.key
    )))
}
