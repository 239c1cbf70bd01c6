//! Everybody agrees, and what can be read past the services of how far they have come.

use domain::negotiation::{Stance, TermState};

use super::cast::Bargain;
use crate::offers::cast::Actor;

impl Bargain {
    /// Whoever speaks for a party here.
    pub fn speaker(&self, party: &str) -> &Actor {
        match party {
            "place" => &self.cast.ann,
            "hmt" => &self.theo,
            "dwp" => &self.wendy,
            "clg" => &self.cleo,
            "ho" => &self.cast.hari,
            other => panic!("nobody here speaks for {other}"),
        }
    }

    /// Everybody of whom the term still waits for a position agrees to what it says now.
    pub async fn agree_to(&self, number: u32) -> TermState {
        let waiting = self
            .cast
            .world
            .texts(&format!(
                "SELECT party AS answer FROM term_turns JOIN terms ON terms.id = term_id \
                 WHERE terms.number = {number} AND waits = 'position' ORDER BY party"
            ))
            .await;
        let mut state = TermState::Open;
        for party in waiting {
            let who = self.speaker(&party);
            let said = self.says(who, number, Stance::Agree, "").await;
            state = said.expect("agrees");
        }
        state
    }

    /// Everybody agrees to everything.
    pub async fn agree_to_all(&self) {
        let numbers = self
            .cast
            .world
            .texts("SELECT CAST(number AS TEXT) AS answer FROM terms ORDER BY number")
            .await;
        for number in numbers {
            let number = number.parse().expect("a number");
            let state = self.agree_to(number).await;
            assert_eq!(state, TermState::Agreed, "term {number}");
        }
    }

    /// To whom there is mail of a kind about this, each once for each mail, by address.
    pub async fn told(&self, kind: &str) -> Vec<String> {
        self.cast
            .world
            .texts(&format!(
                "SELECT to_address AS answer FROM outbox WHERE kind = '{kind}' ORDER BY to_address"
            ))
            .await
    }

    /// Has nothing waited to be sent so far.
    pub async fn forget_mail(&self) {
        self.cast.world.damage("DELETE FROM outbox").await;
    }

    /// The stage of the offer.
    pub async fn stage(&self) -> String {
        self.cast
            .world
            .texts("SELECT stage AS answer FROM offers")
            .await
            .remove(0)
    }

    /// What a column of the term says, as text.
    pub async fn term(&self, number: u32, column: &str) -> String {
        self.cast
            .world
            .texts(&format!(
                "SELECT COALESCE(CAST({column} AS TEXT), '') AS answer FROM terms WHERE number = {number}"
            ))
            .await
            .remove(0)
    }
}
