//! What one side proposes to itself: nothing of it reaches the other, in no list, page, mail, history or export.

use domain::negotiation::Change;
use domain::process::Room;
use services::negotiation::WordingToPropose;

use super::cast::Bargain;
use super::proposing::edit;
use crate::offers::cast::{is_nowhere, post};
use crate::support::{World, both_databases};

both_databases!(nothing_of_a_private_proposal_reaches_the_other_side);

async fn nothing_of_a_private_proposal_reaches_the_other_side(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let sides = [
        (
            Room::Whitehall,
            &table.theo,
            vec![
                &table.cast.ann,
                &table.cast.dev,
                &table.pat,
                &table.cast.noor,
            ],
        ),
        (
            Room::Place,
            &table.cast.dev,
            vec![
                &table.cast.carla,
                &table.theo,
                &table.cast.priya,
                &table.cast.noor,
            ],
        ),
    ];
    for (room, author, others) in sides {
        table.forget_mail().await;
        let mut histories = Vec::new();
        let mut seen = Vec::new();
        for other in &others {
            histories.push(table.history(other).await);
            seen.push(table.proposals_seen(other, savings).await);
        }
        let secret = format!("Hush-{}", room.code());
        let wording = WordingToPropose {
            room: Some(room),
            reason: format!("{secret}: what we would take at the very end."),
            ..edit(&table.desks, &[("method", &secret)])
        };
        let slug = table.proposes(author, savings, &wording).await;
        let slug = slug.expect("is proposed");
        let wanted = Change::Edit(table.desks.clone());
        for (at, other) in others.iter().enumerate() {
            assert!(is_nowhere(table.looks(other, savings, &slug).await));
            assert_eq!(table.proposals_seen(other, savings).await, seen[at]);
            assert_eq!(table.history(other).await, histories[at]);
            let services = table.services();
            let term = services
                .negotiation()
                .term(
                    &other.viewer,
                    other.doer.hat(),
                    &table.kent,
                    savings,
                    None,
                    None,
                )
                .await
                .expect("is seen");
            assert!(!format!("{term:?}").contains(&secret));
            let form = services
                .negotiation()
                .wording_form(
                    &other.viewer,
                    other.doer.hat(),
                    &table.kent,
                    savings,
                    &wanted,
                )
                .await;
            assert!(!format!("{form:?}").contains(&secret));
            let held = services.export_account(&other.viewer).await;
            let held = serde_json::to_string(&held.expect("is given out")).expect("JSON");
            assert!(!held.contains(&secret) && !held.contains(&slug));
        }
        // Nobody of the other side can answer what they do not read, and cannot tell it from nothing.
        let leader = others[0];
        let negotiation = table.services().negotiation();
        let (doer, kent) = (&leader.doer, &table.kent);
        let nothing = post(&[]);
        for slug in [slug.as_str(), "abcdefgh"] {
            assert!(is_nowhere(
                negotiation
                    .take_up(doer, kent, savings, slug, 1, &nothing, "x")
                    .await
            ));
            assert!(is_nowhere(
                negotiation
                    .refuse_wording(doer, kent, savings, slug, "x")
                    .await
            ));
            assert!(is_nowhere(
                negotiation
                    .release_wording(doer, kent, savings, slug, "x")
                    .await
            ));
        }
        // One mail, to who leads that side; and no mail says what is proposed.
        assert_eq!(table.cast.mails("wording-proposed").await, 1);
        let world = &table.cast.world;
        let to = match room {
            Room::Place => "ann@",
            Room::Whitehall | Room::Joint => "carla@",
        };
        let mails = world
            .texts("SELECT to_address || ' ' || subject || ' ' || body AS answer FROM outbox")
            .await;
        assert!(mails.iter().all(|mail| mail.starts_with(to)), "{mails:?}");
        assert!(
            mails.iter().all(|mail| !mail.contains(&secret)),
            "{mails:?}"
        );
        // Its name is a word without meaning, like that of any other.
        assert!(slug.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert!(slug.len() >= 8, "{slug}");
    }
    assert_eq!(table.proposals_seen(&table.cast.ann, savings).await, 1);
    assert_eq!(table.proposals_seen(&table.cast.carla, savings).await, 1);
    assert_eq!(table.cast.world.rows_in("term_proposals").await, 2);
}
