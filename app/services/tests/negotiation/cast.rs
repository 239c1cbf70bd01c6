//! Who bargains over Kent’s offer.

use domain::negotiation::{Said, Stance, TermState};
use domain::offer::Key;
use domain::process::{OrganisationId, Reference, Role, Room};
use services::Refusal;
use services::negotiation::PositionToTake;

use crate::offers::cast::{Actor, Cast};
use crate::support::World;

/// Kent’s offer, accepted under Carla with Communities as the lead department. Ann leads Kent, Pat answers for Kent
/// Police. Theo reviews for the Treasury, Wendy for Work and Pensions, Hari for the Home Office, Cleo for Communities.
pub struct Bargain {
    pub cast: Cast,
    pub kent: Reference,
    pub police: Key,
    pub outcome: Key,
    pub desks: Key,
    pub fund: Key,
    pub pat: Actor,
    pub theo: Actor,
    pub wendy: Actor,
    pub cleo: Actor,
}

impl Bargain {
    pub async fn of(world: World) -> Self {
        let cast = Cast::of(world).await;
        let reviewer = async |name: &str, department: &str| {
            let department: OrganisationId = department.into();
            Actor::new(&cast.world, name, &department, Role::DepartmentReviewer).await
        };
        let (theo, wendy, cleo) = (
            reviewer("Theo", "hmt").await,
            reviewer("Wendy", "dwp").await,
            reviewer("Cleo", "clg").await,
        );
        let offer = cast.submitted().await;
        cast.world
            .services
            .offers()
            .accept(
                &cast.priya.doer,
                &offer.reference,
                &cast.carla.person,
                &"clg".into(),
            )
            .await
            .expect("is accepted");
        Self {
            kent: offer.reference,
            police: offer.police,
            outcome: offer.outcome,
            desks: offer.desks,
            fund: offer.fund,
            pat: offer.pat,
            theo,
            wendy,
            cleo,
            cast,
        }
    }

    pub fn services(&self) -> &services::Services {
        &self.cast.world.services
    }

    /// The number of the only term, or of the first, of this kind.
    pub async fn number(&self, kind: &str) -> u32 {
        let sql = format!(
            "SELECT CAST(MIN(number) AS BIGINT) AS answer FROM terms WHERE kind = '{kind}'"
        );
        u32::try_from(self.cast.world.number(&sql).await).expect("a number")
    }

    /// Takes a position in the joint room on the current version.
    pub async fn says(
        &self,
        who: &Actor,
        number: u32,
        stance: Stance,
        words: &str,
    ) -> Result<TermState, Refusal> {
        self.says_in(who, number, Room::Joint, Said::new(stance, words))
            .await
    }

    pub async fn says_in(
        &self,
        who: &Actor,
        number: u32,
        room: Room,
        said: Said,
    ) -> Result<TermState, Refusal> {
        let sql =
            format!("SELECT CAST(current AS BIGINT) AS answer FROM terms WHERE number = {number}");
        let version = u32::try_from(self.cast.world.number(&sql).await).expect("a number");
        let position = PositionToTake {
            version,
            room: Some(room),
            said,
        };
        self.services()
            .negotiation()
            .take_position(&who.doer, &self.kent, number, &position)
            .await
    }

    /// How many turns wait on a term.
    pub async fn waits(&self, number: u32) -> i64 {
        let sql = format!(
            "SELECT COUNT(*) AS answer FROM term_turns t JOIN terms ON terms.id = t.term_id \
             WHERE terms.number = {number}"
        );
        self.cast.world.number(&sql).await
    }
}
