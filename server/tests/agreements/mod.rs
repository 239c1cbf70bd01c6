//! Agreements over HTTP: what everybody reads of them, how a copy is checked, and how they are signed, refused and
//! issued again. The demo has one in force and one that waits for its third signature.

mod ending;
mod handing;
mod public;
mod signing;
mod varying;

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use services::{Services, Viewer};
use single_offer::demo;

use crate::support::{
    Browser, Page, Site, StoppedClock, World, between, both_databases, plain_press,
};

both_databases!(
    everybody_reads_what_is_in_force_and_checks_a_copy,
    an_agreement_is_refused_bargained_over_again_and_signed,
    a_signature_is_handed_on_and_its_time_runs_out,
    an_agreement_is_varied,
    an_agreement_is_terminated,
    an_agreement_is_completed,
);

async fn a_signature_is_handed_on_and_its_time_runs_out(world: World) {
    let town = Town::open(&world).await;
    handing::it_is_handed_on_within_the_organisation(&town, &world).await;
    handing::it_is_taken_back(&town).await;
    handing::whoever_is_due_is_reminded_once_a_day(&town).await;
    handing::after_its_last_day_nobody_signs(&town).await;
}

async fn an_agreement_is_varied(world: World) {
    let town = Town::open(&world).await;
    varying::it_is_opened_by_the_place_over_named_terms(&town).await;
    varying::its_champion_settles_it_and_opens_it_again(&town).await;
    varying::the_next_version_is_signed_by_those_it_concerns(&town).await;
    varying::one_that_is_ended_leaves_everything_as_it_was_signed(&town).await;
    varying::a_memorandum_that_is_refused_replaces_what_is_out(&town).await;
}

async fn an_agreement_is_terminated(world: World) {
    let town = Town::open(&world).await;
    ending::terminated_with_a_word_on_all_that_is_open(&town).await;
}

async fn an_agreement_is_completed(world: World) {
    let town = Town::open(&world).await;
    ending::completed_after_its_term(&town).await;
}

async fn everybody_reads_what_is_in_force_and_checks_a_copy(world: World) {
    let town = Town::open(&world).await;
    public::the_list_and_the_page_are_open_to_all(&town).await;
    public::what_is_not_public_looks_like_what_is_not_there(&town).await;
    public::versions_and_what_changed_between_them(&town).await;
    public::the_page_says_all_that_the_documents_say(&town).await;
    public::a_memorandum_is_kept_with_the_agreement(&town).await;
    public::the_feed_tells_of_each_version(&town).await;
    public::a_copy_is_checked_byte_for_byte(&town).await;
    public::an_upload_that_is_none_is_told_so(&town).await;
    public::the_agreement_in_force_is_held_to_its_own_acts(&town).await;
}

async fn an_agreement_is_refused_bargained_over_again_and_signed(world: World) {
    let town = Town::open(&world).await;
    signing::whose_turn_it_is_stands_on_the_sheet(&town).await;
    signing::nobody_else_signs(&town).await;
    signing::a_refusal_needs_a_reason_and_a_term(&town).await;
    signing::a_refusal_opens_the_named_term_again(&town).await;
    signing::it_is_issued_again_with_gaps_refused(&town).await;
    signing::a_recall_ends_an_issue(&town).await;
    signing::everybody_signs_once(&town).await;
}

pub struct Town {
    site: Site,
    services: Services,
    clock: Arc<StoppedClock>,
}

impl Town {
    async fn open(world: &World) -> Self {
        let services = world.demo_instance().await;
        services.set_press(plain_press());
        demo::put_in(&services).await.unwrap();
        Self {
            site: Site::of(services.clone()).await,
            clock: world.clock.clone(),
            services,
        }
    }

    /// Lets days pass. Whoever was signed in enters anew.
    fn wait_until(&self, day: &str) {
        let day: NaiveDate = day.parse().unwrap();
        let days = (day - self.services.today()).num_days();
        self.clock.forward(TimeDelta::days(days));
        assert_eq!(self.services.today(), day);
    }

    async fn viewer(&self, name: &str) -> Viewer {
        let people = self.services.demo_people().await.unwrap();
        let person = people.iter().find(|person| person.name == name).unwrap();
        self.services.viewer(&person.person).await.unwrap().unwrap()
    }

    async fn enter(&self, name: &str) -> Browser {
        self.site.entered(&self.services, name).await
    }

    fn nobody(&self) -> Browser {
        self.site.browser()
    }
}

pub fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}

/// Signs what the sheet’s own page shows; whoever does not see it sends what they might.
pub async fn sign(town: &Town, name: &str, desk: &str, slug: &str) -> Page {
    let browser = town.enter(name).await;
    let sheet = browser.get(&format!("{desk}/{slug}")).await;
    let digest = between(&sheet.text, "<code class=\"so-digest\">", "</code>");
    let fields = [("seen", digest), ("declared", "yes")];
    browser.post(&format!("{desk}/{slug}/sign"), &fields).await
}
