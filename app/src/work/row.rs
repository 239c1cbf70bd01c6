//! One thing that waits: how long, what, under which hat, and the way there.

use chrono::NaiveDate;
use domain::{
    negotiation::PartyId,
    process::{Hat, Role},
};
use leptos::prelude::*;
use services::{Viewer, WornHat, negotiation::CHAMPION, offers::Item};

use super::waiting::waiting;
use crate::{
    posts::Form,
    sign_in::{HAT, NEXT, hat_code},
    terms::PARTY,
};

/// Whoever looks: the hats they have, and the one they wear.
#[derive(Clone)]
pub struct Wearer {
    hats: Vec<WornHat>,
    worn: Option<Hat>,
}

impl Wearer {
    pub fn of(viewer: &Viewer, worn: Option<&Hat>) -> Self {
        Self {
            hats: viewer.hats.clone(),
            worn: worn.cloned(),
        }
    }

    /// Under which hat they meet it: the one they wear, where that will do.
    fn hat_for(&self, item: &Item) -> Option<&WornHat> {
        let will_do = |hat: &WornHat| item.hats.contains(&hat.hat);
        let worn = |hat: &&WornHat| will_do(hat) && Some(&hat.hat) == self.worn.as_ref();
        self.hats
            .iter()
            .find(worn)
            .or_else(|| self.hats.iter().find(|hat| will_do(hat)))
    }
}

/// The list. Where it is only to be looked at, any hat will do.
#[component]
pub fn Rows(
    items: Vec<Item>,
    today: NaiveDate,
    wearer: Wearer,
    #[prop(optional)] looks: bool,
) -> impl IntoView {
    let items: Vec<_> = items
        .into_iter()
        .map(|item| row(item, today, &wearer, looks))
        .collect();
    view! { <ul class="so-waiting">{items}</ul> }
}

fn row(item: Item, today: NaiveDate, wearer: &Wearer, looks: bool) -> impl IntoView + use<> {
    let offer = format!("{} {}", item.reference, item.title);
    let about = format!(": {offer}");
    let hat = wearer.hat_for(&item);
    let several = wearer.hats.len() > 1;
    let under = hat.filter(|_| several).map(|hat| {
        let words = format!("As {}, {}", hat.hat.role.label(), hat.organisation_name);
        view! { <span class="so-block govuk-!-font-size-16">{words}</span> }
    });
    let other = hat.filter(|hat| !looks && Some(&hat.hat) != wearer.worn.as_ref());
    let way = match other {
        Some(hat) => {
            let short = hat.organisation_short.clone();
            let code = hat_code(&hat.hat);
            view! {
                <Form action="/acting-for">
                    <input type="hidden" name=HAT value=code/>
                    <input type="hidden" name=NEXT value=item.address/>
                    <button type="submit" class="so-link-button">
                        "Switch to " {short} ": " {item.button}
                        <span class="govuk-visually-hidden">{about}</span>
                    </button>
                </Form>
            }
            .into_any()
        }
        None => view! {
            <a class="govuk-link" href=item.address>
                {item.button}
                <span class="govuk-visually-hidden">{about}</span>
            </a>
        }
        .into_any(),
    };
    // Under another hat it is looked at first: who reminds whom is on record.
    let is_worn = |hat: &&WornHat| Some(&hat.hat) == wearer.worn.as_ref();
    let reminds = |hat: &&WornHat| hat.hat.role != Role::Drafter;
    let remind = item
        .remind
        .filter(|_| hat.filter(is_worn).filter(reminds).is_some())
        .map(|remind| {
            let about = format!(": {}", item.what);
            let whom = remind
                .party
                .as_ref()
                .map_or(CHAMPION, PartyId::code)
                .to_owned();
            view! {
                <Form action=remind.address>
                    <input type="hidden" name=PARTY value=whom/>
                    <button type="submit" class="so-link-button">
                        "Remind"
                        <span class="govuk-visually-hidden">{about}</span>
                    </button>
                </Form>
            }
        });
    view! {
        <li class="so-waiting__item">
            <span class="so-waiting__since">{waiting(item.since, today)}</span>
            <span>
                <span class="so-block govuk-!-font-weight-bold">{item.what}</span>
                <span class="so-block">{offer} " (" {item.place_name} ")"</span>
                {under}
            </span>
            <div>{way} {remind}</div>
        </li>
    }
}
