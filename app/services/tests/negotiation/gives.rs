//! The two sides of the bargain, and how far each department is with what it is asked for.

use domain::negotiation::{Said, Stance};
use domain::process::Room;
use services::negotiation::{Granting, Progress};

use super::cast::Bargain;
use crate::offers::cast::Actor;
use crate::support::{World, both_databases};

both_databases!(
    each_department_says_how_far_it_is,
    progress_counts_what_is_agreed_and_what_blocks,
);

impl Bargain {
    async fn grants(&self, who: &Actor) -> Vec<(String, Granting)> {
        let negotiation = self.services().negotiation();
        let bargain = negotiation.gives(&who.viewer, &self.kent).await;
        let grants = bargain.expect("is shown").progress.grants;
        grants
            .into_iter()
            .flat_map(|one| {
                let name = one.department.map_or_else(String::new, |party| party.short);
                one.freedoms
                    .into_iter()
                    .map(move |grant| (name.clone(), grant.standing))
            })
            .collect()
    }

    async fn progress(&self, who: &Actor) -> Progress {
        let offer = self.cast.read(who, &self.kent).await;
        let negotiation = self.services().negotiation();
        let progress = negotiation.progress(&who.viewer, &offer).await;
        progress.expect("is told").expect("there are terms")
    }

    /// A reviewer of the only department that can grant the freedom.
    async fn owner(&self) -> (Actor, u32) {
        let number = self.number("freedom").await;
        let sql = format!(
            "SELECT party AS answer FROM term_turns t JOIN terms ON terms.id = t.term_id \
             WHERE terms.number = {number} AND party <> 'place' ORDER BY party"
        );
        let mut owners = self.cast.world.texts(&sql).await;
        assert_eq!(owners.len(), 1, "{owners:?}");
        let role = domain::process::Role::DepartmentReviewer;
        let owner = owners.remove(0);
        let actor = Actor::new(&self.cast.world, "Olga", &owner.as_str().into(), role).await;
        (actor, number)
    }
}

async fn each_department_says_how_far_it_is(world: World) {
    let table = Bargain::of(world).await;
    let (owner, number) = table.owner().await;
    let ann = &table.cast.ann;
    let standing = async || {
        let mut grants = table.grants(ann).await;
        assert_eq!(grants.len(), 1, "{grants:?}");
        grants.remove(0).1
    };
    assert_eq!(standing().await, Granting::Awaited);
    // What it says to Whitehall first is nobody else’s business.
    table
        .says_in(
            &owner,
            number,
            Room::Whitehall,
            Said::new(Stance::Agree, ""),
        )
        .await
        .expect("is recorded");
    assert_eq!(standing().await, Granting::Awaited);
    let objects = Said {
        red_line: true,
        ..Said::new(Stance::Object, "Not for one place alone.")
    };
    table
        .says_in(&owner, number, Room::Joint, objects)
        .await
        .expect("objects");
    assert_eq!(standing().await, Granting::Objected { red_line: true });
    table
        .says(&owner, number, Stance::Agree, "")
        .await
        .expect("agrees");
    assert_eq!(standing().await, Granting::AgreedByIt);
    table
        .says(ann, number, Stance::Agree, "")
        .await
        .expect("Kent agrees");
    assert_eq!(standing().await, Granting::Agreed);
    let negotiation = table.services().negotiation();
    let reopened = negotiation.reopen_term(&ann.doer, &table.kent, number, "A slip of the pen.");
    reopened.await.expect("is reopened");
    let refused = negotiation.refuse_freedom(&owner.doer, &table.kent, number, "The law says no.");
    refused.await.expect("is refused");
    assert_eq!(standing().await, Granting::Refused);
    let progress = table.progress(ann).await;
    assert_eq!((progress.terms, progress.closed), (7, 1));
    let bargain = negotiation.gives(&ann.viewer, &table.kent).await;
    let promised = bargain.expect("is shown").proposal.expect("was accepted");
    assert_eq!(promised.freedoms().count(), 0, "it is promised no more");
}

async fn progress_counts_what_is_agreed_and_what_blocks(world: World) {
    let table = Bargain::of(world).await;
    let carla = &table.cast.carla;
    let before = table.progress(carla).await;
    assert_eq!((before.terms, before.agreed, before.objections), (8, 0, 0));
    let scope = table.number("scope").await;
    for who in [&table.cast.ann, &table.cleo] {
        table
            .says(who, scope, Stance::Agree, "")
            .await
            .expect("agrees");
    }
    let savings = table.number("savings").await;
    table
        .says(&table.theo, savings, Stance::Object, "Too little.")
        .await
        .expect("objects");
    let now = table.progress(carla).await;
    assert_eq!((now.terms, now.agreed, now.objections), (8, 1, 1));
    assert_eq!(now.awaited, before.awaited - 3);
}
