//! A negotiation in which everything happens that can happen, for what has to be true of all of it.

use domain::negotiation::{PartyId, Said, Stance, TermState};
use domain::process::Room;
use services::negotiation::WordingToPropose;

use super::cast::Bargain;
use super::proposing::edit;
use crate::offers::cast::post;

const WHY: &str = "It has to be so.";

impl Bargain {
    /// Every event of a negotiation, once at least, to its end.
    pub async fn live_through_everything(&self) {
        self.speak_in_private().await;
        self.draw_others_in().await;
        self.change_the_wording().await;
        self.close_what_is_left().await;
        self.bring_it_to_an_end().await;
    }

    async fn speak_in_private(&self) {
        let savings = self.number("savings").await;
        let said = Said::new(Stance::Object, "Too little by 2013-14.");
        self.says_in(&self.theo, savings, Room::Whitehall, said)
            .await
            .expect("is noted");
        let ids = self
            .cast
            .world
            .texts("SELECT id AS answer FROM term_positions")
            .await;
        self.services()
            .negotiation()
            .release_position(&self.cast.carla.doer, &self.kent, savings, &ids[0], WHY)
            .await
            .expect("is released");
    }

    async fn draw_others_in(&self) {
        let terms = self.services().negotiation();
        let (carla, kent) = (&self.cast.carla.doer, &self.kent);
        let (scope, sharing) = (self.number("scope").await, self.number("sharing").await);
        for number in [scope, sharing] {
            terms
                .add_party(carla, kent, number, &"ho".into(), WHY)
                .await
                .expect("is added");
        }
        terms
            .release_party(carla, kent, sharing, &"ho".into())
            .await
            .expect("is let go");
        terms
            .remind(carla, kent, scope, &PartyId::department("ho"))
            .await
            .expect("is reminded");
        let barrier = post(&[
            ("what", "Benefits data cannot be shared."),
            ("owner", "dwp"),
            ("due", "3 May 2099"),
            ("status", "open"),
            ("steps-count", "0"),
        ]);
        terms
            .raise_barrier(&self.cast.ann.doer, kent, &barrier)
            .await
            .expect("is raised");
    }

    async fn change_the_wording(&self) {
        let terms = self.services().negotiation();
        let (ann, carla, kent) = (&self.cast.ann, &self.cast.carla, &self.kent);
        let (savings, outcome) = (self.number("savings").await, self.number("outcome").await);
        let method = edit(&self.desks, &[("method", "Asked.")]);
        let slug = self.proposes(&self.wendy, savings, &method).await;
        terms
            .refuse_wording(&ann.doer, kent, savings, &slug.expect("is proposed"), WHY)
            .await
            .expect("is refused");
        let lower = WordingToPropose {
            room: Some(Room::Whitehall),
            ..edit(&self.desks, &[("low-2015-16", "1.5m")])
        };
        let slug = self.proposes(&self.theo, savings, &lower).await;
        let slug = terms
            .release_wording(&carla.doer, kent, savings, &slug.expect("is proposed"), WHY)
            .await
            .expect("is released");
        self.takes_up(ann, savings, &slug, 1, &[])
            .await
            .expect("is taken up");
        // The Home Office has a say in the outcome from now on.
        let more = edit(
            &self.outcome,
            &[("departments", "dwp"), ("departments", "ho")],
        );
        let slug = self.proposes(ann, outcome, &more).await;
        self.takes_up(carla, outcome, &slug.expect("is proposed"), 1, &[])
            .await
            .expect("is taken up");
    }

    async fn close_what_is_left(&self) {
        let terms = self.services().negotiation();
        let (ann, kent) = (&self.cast.ann.doer, &self.kent);
        let freedom = self.number("freedom").await;
        for number in (1..=8).filter(|number| *number != freedom) {
            let state = self.agree_to(number).await;
            assert_eq!(state, TermState::Agreed, "term {number}");
        }
        terms
            .withdraw_term(ann, kent, freedom, WHY)
            .await
            .expect("is withdrawn");
        terms
            .reopen_term(ann, kent, freedom, WHY)
            .await
            .expect("is open again");
        terms
            .refuse_freedom(&self.wendy.doer, kent, freedom, WHY)
            .await
            .expect("is refused");
        terms
            .reopen_term(ann, kent, freedom, WHY)
            .await
            .expect("is open again");
        assert_eq!(self.agree_to(freedom).await, TermState::Agreed);
    }

    async fn bring_it_to_an_end(&self) {
        let offers = self.services().offers();
        let kent = &self.kent;
        let asked = self
            .cast
            .world
            .number(
                "SELECT COUNT(*) AS answer FROM partner_answers p JOIN offers ON offers.id = p.offer_id \
                 WHERE p.state = 'asked-again' AND offers.reference = 'KEN-1'",
            )
            .await;
        if asked > 0 {
            self.cast.confirm(&self.pat, kent, &self.police).await;
        }
        offers
            .settle(&self.cast.carla.doer, kent)
            .await
            .expect("is settled");
        offers
            .reopen(&self.cast.ann.doer, kent, WHY)
            .await
            .expect("is open again");
        offers
            .end(&self.cast.priya.doer, kent, WHY)
            .await
            .expect("is ended");
    }
}
