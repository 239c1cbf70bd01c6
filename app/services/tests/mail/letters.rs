//! Every event is told to those it concerns, or says why it is told to nobody: walked through, event by event.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::mail::{MailKind, Telling};
use domain::process::{EventKind, Role, Room};
use domain::talk::Subject;
use services::offers::{Paging, PartnerSays};
use services::talk::Opening;

use crate::negotiation::cast::Bargain;
use crate::offers::cast::{Actor, Cast};
use crate::support::{World, both_databases};

/// The kinds of event and of mail that came together.
pub const EVENTS_AND_MAIL: &str = "SELECT events.kind || ' ' || outbox.kind AS answer FROM outbox \
    JOIN events ON events.id = outbox.event_id WHERE events.offer_id IS NOT NULL";

/// The kinds of mail by the event that each was sent for.
pub fn told(rows: Vec<String>) -> BTreeMap<EventKind, BTreeSet<MailKind>> {
    let mut told: BTreeMap<EventKind, BTreeSet<MailKind>> = BTreeMap::new();
    for row in rows {
        let (event, mail) = row.split_once(' ').expect("two codes");
        told.entry(EventKind::from_code(event).expect("an event"))
            .or_default()
            .insert(MailKind::from_code(mail).expect("a mail"));
    }
    told
}

both_databases!(every_event_is_told_as_the_domain_says);

async fn every_event_is_told_as_the_domain_says(world: World) {
    let table = Bargain::of(world).await;
    let cast = &table.cast;
    table.live_through_everything().await;
    live_through_everything(cast).await;
    let rows = cast.world.texts(EVENTS_AND_MAIL).await;
    let mut told = told(rows);
    // An agreement is lived through in a story of its own, which asks the same of these.
    for event in EventKind::ALL.iter().filter(|event| {
        !is_of_agreement(**event) && !is_of_delivery(**event) && !is_of_returns(**event)
    }) {
        let found = told.remove(event).unwrap_or_default();
        match Telling::of(*event) {
            Telling::Mail(kinds) => {
                assert_eq!(found, kinds.iter().copied().collect(), "{event}");
            }
            Telling::Nobody(why) => assert!(found.is_empty(), "{event} {found:?}: {why}"),
        }
    }
    // Nobody gets mail of a kind that they are not asked about.
    for row in cast
        .world
        .texts(
            "SELECT DISTINCT outbox.kind || ' ' || to_address || ' ' || role AS answer FROM outbox \
             JOIN memberships ON memberships.person_id = outbox.to_person WHERE outbox.offer_id IS NOT NULL",
        )
        .await
        .iter()
        .fold(
            BTreeMap::<String, Vec<Role>>::new(),
            |mut found, row| {
                let (mail, role) = row.rsplit_once(' ').expect("a role");
                let role = Role::from_code(role).expect("a role");
                found.entry(mail.to_owned()).or_default().push(role);
                found
            },
        )
    {
        let (mail, roles) = row;
        let (kind, _) = mail.split_once(' ').expect("a kind");
        let kind = MailKind::from_code(kind).expect("a mail");
        let reads = roles.iter().any(|role| kind.readers().contains(role));
        assert!(reads, "{mail} to {roles:?}");
    }
    for letter in cast
        .world
        .texts(
            "SELECT kind || '|' || subject || '|' || COALESCE(link, '') || '|' || body AS answer \
             FROM outbox WHERE offer_id IS NOT NULL",
        )
        .await
    {
        let [kind, subject, link, body]: [&str; 4] = letter
            .splitn(4, '|')
            .collect::<Vec<_>>()
            .try_into()
            .expect("four parts");
        let names = subject.contains("KEN-") || subject.contains("“One front door”");
        assert!(names, "the subject says the offer: {subject}");
        let link = match kind {
            "partner-asked" => "http://single-offer.example/sign-in/link/",
            _ => link,
        };
        assert!(link.starts_with("http://single-offer.example/"), "{letter}");
        assert!(body.contains(link), "{letter}");
        assert!(!body.contains("  ") && !body.contains('{'), "{letter}");
    }
}

/// What happens to the milestones of an agreement in force: `delivery::telling` asks the same of these.
pub const fn is_of_delivery(event: EventKind) -> bool {
    matches!(
        event,
        EventKind::MilestonesLaid
            | EventKind::MilestoneAdded
            | EventKind::MilestoneForecast
            | EventKind::MilestoneAchieved
            | EventKind::MilestoneChanged
            | EventKind::MilestonesDue
            | EventKind::MilestonesLate
    )
}

/// What is reported under an agreement and verified: `returns::telling` lives through it.
pub const fn is_of_returns(event: EventKind) -> bool {
    matches!(
        event,
        EventKind::ReturnPartSaved
            | EventKind::ReturnSubmitted
            | EventKind::ReturnQueried
            | EventKind::ReturnAccepted
            | EventKind::ReturnReminded
            | EventKind::PeriodChanged
            | EventKind::VerifierNamed
            | EventKind::SavingsVerified
            | EventKind::SavingsCorrected
    )
}

/// What happens to an agreement, from its issue on: `agreements::telling` lives through it.
pub const fn is_of_agreement(event: EventKind) -> bool {
    matches!(
        event,
        EventKind::Issued
            | EventKind::SigningRefused
            | EventKind::IssueExpired
            | EventKind::IssueRecalled
            | EventKind::FullySigned
            | EventKind::CameIntoForce
            | EventKind::Closed
            | EventKind::Terminated
            | EventKind::VariationOpened
            | EventKind::MemorandumPutOut
            | EventKind::MemorandumSigned
            | EventKind::MemorandumRefused
            | EventKind::AgreementSigned
            | EventKind::SignatureHandedOn
            | EventKind::SignatureTakenBack
            | EventKind::SignatureReminded
            | EventKind::EmbargoSet
            | EventKind::VersionInForce
            | EventKind::VariationEnded
    )
}

/// Every event that anybody can cause.
async fn live_through_everything(cast: &Cast) {
    let offers = cast.world.services.offers();
    let kent = cast.complete().await;
    let r = &kent.reference;
    // The police are asked again, decline, are asked anew and confirm.
    cast.save(r, &kent.police, &[("brings", "Officers.")]).await;
    let no = PartnerSays::Decline {
        reason: "Not enough".to_owned(),
    };
    let shown = offers
        .answer_view(&kent.pat.viewer, r, &kent.police)
        .await
        .expect("is shown");
    offers
        .answer(&kent.pat.doer, r, &kent.police, &no, &shown.digest)
        .await
        .expect("declines");
    cast.world.clock.forward(TimeDelta::minutes(2));
    offers
        .invite(&cast.ann.doer, r, &kent.police)
        .await
        .expect("is asked");
    cast.confirm(&kent.pat, r, &kent.police).await;
    let name = offers
        .submit(&cast.ann.doer, r)
        .await
        .expect("is submitted");
    offers
        .return_to_place(&cast.priya.doer, &name, "Not yet")
        .await
        .expect("is returned");
    offers.submit(&cast.ann.doer, &name).await.expect("again");
    offers
        .accept(&cast.priya.doer, &name, &cast.carla.person, &"clg".into())
        .await
        .expect("is accepted");
    let chris = Actor::new(&cast.world, "Chris", &"ho".into(), Role::Champion).await;
    offers
        .assign_champion(&cast.priya.doer, &name, &chris.person)
        .await
        .expect("is assigned");
    let treasury = Actor::new(&cast.world, "Tara", &"hmt".into(), Role::DepartmentReviewer).await;
    offers
        .assign_reviewers(
            &cast.priya.doer,
            &"hmt".into(),
            &name,
            std::slice::from_ref(&treasury.person),
        )
        .await
        .expect("are assigned");
    let talk = cast.world.services.talk();
    let opening = Opening {
        subject: Subject::Offer,
        quote: String::new(),
        room: Some(Room::Place),
        body: "What if we ask for less?".to_owned(),
    };
    let lead = Actor::at_work(&cast.world, cast.ann.person.clone(), Role::PlaceLeader).await;
    let dev = Actor::at_work(&cast.world, cast.dev.person.clone(), Role::Drafter).await;
    let thread = talk
        .start(&dev.doer, &name, &opening)
        .await
        .expect("starts");
    let calling = Opening {
        body: "Or for more, @Ann?".to_owned(),
        ..opening
    };
    talk.start(&dev.doer, &name, &calling).await.expect("calls");
    let comment = talk
        .thread(&lead.viewer, None, &name, &thread, Paging::first())
        .await
        .expect("is shown")
        .comments
        .remove(0);
    talk.release(&lead.doer, &name, (&thread, &comment.slug))
        .await
        .expect("is released");
    offers
        .withdraw(&cast.ann.doer, &name, "We think again")
        .await
        .expect("is withdrawn");
    // Another one is declined.
    let second = cast.submitted().await;
    offers
        .decline(
            &cast.priya.doer,
            &second.reference,
            "Not strong enough",
            None,
        )
        .await
        .expect("is declined");
}
