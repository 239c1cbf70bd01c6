//! Your work while an offer is bargained over: each finds what waits for them, and whom they wait for.

use domain::negotiation::{PartyId, Stance};
use domain::process::Role;
use services::negotiation::TermFilter;
use services::offers::{COUNTED_TO, Item, Paging, Work};
use services::{Refusal, counting};

use super::cast::Bargain;
use super::proposing::edit;
use crate::offers::cast::{Actor, Cast};
use crate::support::{MailServer, World, both_databases};

both_databases!(
    a_term_waits_for_who_has_to_say,
    an_objection_waits_for_the_other_side,
    whoever_waits_can_remind_once_a_day,
    what_several_terms_wait_for_is_said_once,
    a_slow_champion_is_reminded_by_the_place,
    nobody_counts_beyond_what_anybody_plans_by,
    where_nobody_reviews_somebody_has_that_to_do,
    the_work_costs_the_same_however_much_it_is,
);

async fn work(table: &Bargain, who: &Actor) -> Work {
    let offers = table.services().offers();
    let work = offers
        .work(&who.viewer, Paging::first())
        .await
        .expect("work");
    let count = offers.work_count(&who.viewer).await.expect("a count");
    assert_eq!(count, work.total);
    work
}

fn of_term(items: &[Item], number: u32) -> Vec<&Item> {
    let named = format!("Term {number},");
    items
        .iter()
        .filter(|item| item.what.starts_with(&named))
        .collect()
}

async fn a_term_waits_for_who_has_to_say(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let theo = work(&table, &table.theo).await;
    assert_eq!(theo.total, 2);
    let item = of_term(&theo.waits_for_me, savings)[0];
    assert_eq!(
        item.what,
        format!("Term {savings}, Savings commitment: position asked for")
    );
    assert_eq!(item.button, "Give position");
    assert_eq!(item.address, format!("/offers/KEN-1/terms/{savings}"));
    assert_eq!(item.hats.len(), 1);
    assert_eq!(work(&table, &table.cast.ann).await.total, 8);
    // Neither drafters nor a champion say where a party stands, nor does a department that is none.
    for nobody in [&table.cast.dev, &table.cast.hari, &table.cast.noor] {
        assert_eq!(work(&table, nobody).await.total, 0);
    }
    assert!(of_term(&work(&table, &table.cast.carla).await.waits_for_me, savings).is_empty());
    table
        .says(&table.theo, savings, Stance::Agree, "")
        .await
        .expect("agrees");
    assert_eq!(work(&table, &table.theo).await.total, 1);
    // Once more, after a version to which it had agreed.
    table
        .cast
        .world
        .damage("UPDATE terms SET openings = openings + 1")
        .await;
    table
        .cast
        .world
        .damage(
            "INSERT INTO term_turns (id, term_id, offer_id, waits, party, side, red_line, since) \
             SELECT 'again', id, offer_id, 'position', 'hmt', 'whitehall', 0 = 1, '2013-01-14 10:00:00+00:00' \
             FROM terms WHERE kind = 'savings'",
        )
        .await;
    let theo = work(&table, &table.theo).await;
    let item = of_term(&theo.waits_for_me, savings)[0];
    assert!(
        item.what.ends_with("new wording since you agreed"),
        "{item:?}"
    );
    assert!(item.address.ends_with("?against=1"), "{item:?}");
}

async fn an_objection_waits_for_the_other_side(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    table
        .says(&table.theo, savings, Stance::Object, "Too little.")
        .await
        .expect("objects");
    let ann = work(&table, &table.cast.ann).await;
    let whats: Vec<&str> = of_term(&ann.waits_for_me, savings)
        .iter()
        .map(|item| item.what.as_str())
        .collect();
    assert!(
        whats
            .iter()
            .any(|what| what.ends_with("Treasury objects: answer it")),
        "{whats:?}"
    );
    let theo = work(&table, &table.theo).await;
    let waits = of_term(&theo.i_wait_for, savings);
    assert!(
        waits[0]
            .what
            .ends_with("Kent County Council has to answer, since Treasury objects"),
        "{waits:?}"
    );
    table
        .says(&table.cast.ann, savings, Stance::AgreeIf, "By halves.")
        .await
        .expect("agrees if");
    let carla = work(&table, &table.cast.carla).await;
    let item = of_term(&carla.waits_for_me, savings)[0];
    assert!(
        item.what
            .ends_with("Kent County Council agrees only with other wording: answer it"),
        "{item:?}"
    );
    assert_eq!(item.button, "Answer it");
    let ann = work(&table, &table.cast.ann).await;
    let waits = of_term(&ann.i_wait_for, savings);
    assert!(
        waits
            .iter()
            .any(|item| item.what.contains("the champion has to answer")),
        "{waits:?}"
    );
}

async fn whoever_waits_can_remind_once_a_day(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    // Of the two terms that wait for the Treasury one is left.
    let sharing = table.number("sharing").await;
    table
        .says(&table.theo, sharing, Stance::Agree, "")
        .await
        .expect("agrees");
    let ann = work(&table, &table.cast.ann).await;
    let waits = of_term(&ann.i_wait_for, savings);
    assert!(
        waits[0]
            .what
            .ends_with("Treasury has not said where it stands on version 1"),
        "{waits:?}"
    );
    let remind = waits[0].remind.clone().expect("can be reminded");
    assert_eq!(
        remind.address,
        format!("/offers/KEN-1/terms/{savings}/remind")
    );
    let treasury = PartyId::department("hmt");
    assert_eq!(remind.party.as_ref(), Some(&treasury));
    // A drafter sees the same, and leaves reminding to the leader.
    let dev = work(&table, &table.cast.dev).await;
    assert!(of_term(&dev.i_wait_for, savings)[0].remind.is_none());
    table
        .services()
        .negotiation()
        .remind(&table.cast.ann.doer, &table.kent, savings, &treasury)
        .await
        .expect("reminds");
    for who in [&table.cast.ann, &table.cast.carla] {
        let waits = work(&table, who).await.i_wait_for;
        let of_treasury: Vec<_> = of_term(&waits, savings)
            .into_iter()
            .filter(|item| item.what.contains("Treasury"))
            .collect();
        assert!(of_treasury[0].remind.is_none(), "{of_treasury:?}");
    }
}

async fn what_several_terms_wait_for_is_said_once(world: World) {
    let table = Bargain::of(world).await;
    let (savings, sharing) = (table.number("savings").await, table.number("sharing").await);
    for who in [&table.cast.ann, &table.cast.carla] {
        let waits = work(&table, who).await.i_wait_for;
        let of_treasury: Vec<_> = waits
            .iter()
            .filter(|item| item.what.contains("Treasury"))
            .collect();
        let [item] = of_treasury[..] else {
            panic!("{of_treasury:?}");
        };
        assert_eq!(item.what, "Treasury: 2 terms wait for its position");
        assert_eq!(
            item.address,
            "/offers/KEN-1/terms?waiting-for=hmt&sort=longest#terms"
        );
    }
    // The table behind it shows these and no others.
    let filter = TermFilter {
        waiting_for: Some(PartyId::department("hmt")),
        ..TermFilter::default()
    };
    let carla = &table.cast.carla;
    let listed = table
        .services()
        .negotiation()
        .table(
            &carla.viewer,
            carla.doer.hat(),
            &table.kent,
            &filter,
            Paging::first(),
        )
        .await
        .expect("the table");
    let mut numbers: Vec<u32> = listed.rows.iter().map(|row| row.number).collect();
    numbers.sort_unstable();
    let mut both = [savings, sharing];
    both.sort_unstable();
    assert_eq!(numbers, both);
    // One press is one letter, which tells of the other term as well; the rest of the day there is no button.
    let ann = work(&table, &table.cast.ann).await.i_wait_for;
    let of_treasury = |items: &[Item]| {
        let mut items = items.iter();
        items
            .find(|item| item.what.starts_with("Treasury: "))
            .cloned()
            .expect("a line")
    };
    let remind = of_treasury(&ann).remind.expect("can be reminded");
    let number: u32 = remind.address
        ["/offers/KEN-1/terms/".len()..remind.address.len() - "/remind".len()]
        .parse()
        .expect("a number");
    assert!(both.contains(&number));
    table.forget_mail().await;
    table
        .services()
        .negotiation()
        .remind(
            &table.cast.ann.doer,
            &table.kent,
            number,
            &PartyId::department("hmt"),
        )
        .await
        .expect("reminds");
    let bodies = table
        .cast
        .world
        .texts("SELECT body AS answer FROM outbox WHERE kind = 'reminded'")
        .await;
    assert_eq!(bodies.len(), 1);
    assert!(
        bodies[0].contains("1 more term of the offer waits for you as well"),
        "{bodies:?}"
    );
    let ann = work(&table, &table.cast.ann).await.i_wait_for;
    assert!(of_treasury(&ann).remind.is_none());
    // Where the place owes several answers to one department, that is one line too, and says whose turn it is.
    for number in both {
        table
            .says(&table.theo, number, Stance::Object, "Too little.")
            .await
            .expect("objects");
    }
    for who in [&table.theo, &table.cast.carla] {
        let waits = work(&table, who).await.i_wait_for;
        let answers: Vec<_> = waits
            .iter()
            .filter(|item| item.what.contains("answer to Treasury"))
            .map(|item| item.what.as_str())
            .collect();
        assert_eq!(
            answers,
            ["Kent County Council: 2 terms wait for an answer to Treasury"]
        );
    }
    // To answer is done term by term.
    let ann = work(&table, &table.cast.ann).await;
    for number in both {
        assert_eq!(of_term(&ann.waits_for_me, number).len(), 2);
    }
}

async fn a_slow_champion_is_reminded_by_the_place(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let (ann, carla) = (&table.cast.ann, &table.cast.carla);
    let negotiation = table.services().negotiation();
    let remind = async |who: &Actor| {
        negotiation
            .remind_champion(&who.doer, &table.kent, savings)
            .await
    };
    let nothing = remind(ann).await;
    assert!(
        matches!(nothing, Err(Refusal::WrongStage(_))),
        "{nothing:?}"
    );
    table
        .says(ann, savings, Stance::Object, "Too much.")
        .await
        .expect("objects");
    table.forget_mail().await;
    let owed = |items: &[Item]| {
        let mut of_champion = items.iter().filter(|item| item.what.contains("champion"));
        of_champion.next().cloned().expect("a line")
    };
    let line = owed(&work(&table, ann).await.i_wait_for);
    assert_eq!(line.remind.expect("can be reminded").party, None);
    for who in [&table.cast.dev, &table.theo, &table.cast.priya, carla] {
        let refused = remind(who).await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "{refused:?}"
        );
    }
    remind(ann).await.expect("reminds");
    let again = remind(ann).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.told("reminded").await, ["carla@clg.example"]);
    assert!(owed(&work(&table, ann).await.i_wait_for).remind.is_none());
    let told = table.history(&table.cast.noor).await.join("\n");
    assert!(told.contains("reminded the champion of"), "{told}");
    // To who has answered by the time it would be sent it is not sent.
    let slug = table
        .proposed(carla, savings, &edit(&table.desks, &[("method", "Asked.")]))
        .await;
    table
        .takes_up(ann, savings, &slug, 1, &[])
        .await
        .expect("is taken up");
    let server = MailServer::start("refused@").await;
    super::letters::send(table.services(), &server).await;
    let states = table
        .cast
        .world
        .texts("SELECT state AS answer FROM outbox WHERE kind = 'reminded'")
        .await;
    assert_eq!(states, ["not-needed"]);
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
}

async fn nobody_counts_beyond_what_anybody_plans_by(world: World) {
    let table = Bargain::of(world).await;
    let offers = table.services().offers();
    // As many more objections as no offer has, so that there is something not to count.
    table
        .cast
        .world
        .damage(
            "INSERT INTO term_turns (id, term_id, offer_id, waits, party, side, red_line, since) \
             WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 250) \
             SELECT 'more-' || n.n, terms.id, terms.offer_id, 'answer', 'place', 'whitehall', 0 = 1, \
             '2013-01-14 10:00:00+00:00' FROM terms, n WHERE terms.kind = 'savings'",
        )
        .await;
    let carla = &table.cast.carla.viewer;
    let (count, statements) = counting(offers.work_count(carla)).await;
    assert_eq!((count.expect("a count"), statements), (COUNTED_TO, 1));
    let mut seen = 0;
    for page in 1.. {
        let (work, statements) = counting(offers.work(carla, Paging::of(page, 20))).await;
        let work = work.expect("work");
        assert!(statements <= 6, "{statements}");
        assert_eq!(work.total, COUNTED_TO);
        seen += work.waits_for_me.len();
        assert!(work.pages >= page, "{page} of {}", work.pages);
        if work.pages == page {
            break;
        }
    }
    // Every page leads to the next, however far the count goes: her offer itself is one more.
    assert_eq!(seen, 251);
    // What she waits for is one line for each party, not for each term.
    let work = offers.work(&table.cast.ann.viewer, Paging::first()).await;
    let work = work.expect("work");
    assert!(work.others_total < 10, "{work:?}");
    let champion: Vec<_> = work
        .i_wait_for
        .iter()
        .filter(|item| item.what.starts_with("The champion: 250 terms wait"))
        .collect();
    assert_eq!(champion.len(), 1);
}

async fn where_nobody_reviews_somebody_has_that_to_do(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.submitted().await.reference;
    offers
        .accept(&cast.priya.doer, &kent, &cast.carla.person, &"clg".into())
        .await
        .expect("is accepted");
    let work = async |who: &Actor| {
        let work = offers
            .work(&who.viewer, Paging::first())
            .await
            .expect("work");
        let count = offers.work_count(&who.viewer).await.expect("a count");
        assert_eq!(count, work.total);
        work.waits_for_me
    };
    // No department in it has anybody: the programme office has all three, once each.
    let whats: Vec<String> = work(&cast.priya)
        .await
        .into_iter()
        .map(|item| format!("{}: {}", item.what, item.title))
        .collect();
    assert!(
        whats.contains(
            &"Nobody reviews for HM Treasury yet: 2 terms wait for its position".to_owned()
        ),
        "{whats:?}"
    );
    assert_eq!(whats.len(), 3, "{whats:?}");
    // With an administrator it is theirs; with a reviewer it is done.
    let alma = Actor::new(&cast.world, "Alma", &"hmt".into(), Role::Administrator).await;
    let items = work(&alma).await;
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].address, "/organisations/hmt/invite");
    assert_eq!(work(&cast.priya).await.len(), 2);
    let theo = Actor::new(&cast.world, "Theo", &"hmt".into(), Role::DepartmentReviewer).await;
    assert_eq!(work(&alma).await.len(), 0);
    assert_eq!(work(&theo).await.len(), 2);
}

async fn the_work_costs_the_same_however_much_it_is(world: World) {
    let table = Bargain::of(world).await;
    let offers = table.services().offers();
    for who in [&table.cast.ann, &table.cast.carla, &table.theo] {
        let (work, statements) = counting(offers.work(&who.viewer, Paging::first())).await;
        assert!(work.is_ok());
        assert!(statements <= 6, "{statements}");
        let (count, statements) = counting(offers.work_count(&who.viewer)).await;
        assert!(count.is_ok());
        assert_eq!(statements, 1);
    }
}
