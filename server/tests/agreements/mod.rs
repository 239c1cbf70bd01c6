//! Agreements over HTTP: what everybody reads of them, how a copy is checked, and how they are signed, refused and
//! issued again. The demo has one in force and one that waits for its third signature.

mod public;
mod signing;

use services::Services;
use single_offer::demo;

use crate::support::{Browser, Page, Site, World, both_databases, plain_press};

both_databases!(
    everybody_reads_what_is_in_force_and_checks_a_copy,
    an_agreement_is_refused_bargained_over_again_and_signed
);

async fn everybody_reads_what_is_in_force_and_checks_a_copy(world: World) {
    let town = Town::open(&world).await;
    public::the_list_and_the_page_are_open_to_all(&town).await;
    public::what_is_not_public_looks_like_what_is_not_there(&town).await;
    public::versions_and_what_changed_between_them(&town).await;
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
}

impl Town {
    async fn open(world: &World) -> Self {
        let services = world.demo_instance().await;
        services.set_press(plain_press());
        demo::put_in(&services).await.unwrap();
        Self {
            site: Site::of(services.clone()).await,
            services,
        }
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
