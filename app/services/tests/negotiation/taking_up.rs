//! Proposed wording becomes the next version by those who lead a side, once; or it is refused, or put before both.

use domain::negotiation::{Change, ProposalState, Stance, TermState};
use domain::offer::{AnswerState, MatterKind};
use domain::process::Room;
use services::negotiation::WordingToPropose;
use services::{Fault, Refusal};

use super::cast::Bargain;
use super::proposing::edit;
use crate::offers::cast::{Actor, Typed, is_nowhere, post};
use crate::support::{World, both_databases};

both_databases!(
    a_lower_saving_is_taken_up_and_the_sums_follow,
    each_side_takes_up_what_the_other_proposes,
    a_private_proposal_becomes_the_version_and_its_reason_stays_private,
    who_read_another_version_is_shown_the_new_one,
    of_many_who_press_at_once_one_takes_it_up,
    a_partner_whose_money_changed_is_asked_again,
    lines_are_added_and_taken_out,
);

impl Bargain {
    pub async fn takes_up(
        &self,
        who: &Actor,
        number: u32,
        slug: &str,
        base: u32,
        choices: Typed<'_>,
    ) -> Result<u32, Refusal> {
        self.takes_up_for(who, number, slug, (base, choices), "")
            .await
    }

    async fn takes_up_for(
        &self,
        who: &Actor,
        number: u32,
        slug: &str,
        (base, choices): (u32, Typed<'_>),
        reason: &str,
    ) -> Result<u32, Refusal> {
        self.services()
            .negotiation()
            .take_up(
                &who.doer,
                &self.kent,
                number,
                slug,
                base,
                &post(choices),
                reason,
            )
            .await
    }

    pub async fn refuses(
        &self,
        who: &Actor,
        number: u32,
        slug: &str,
        reason: &str,
    ) -> Result<(), Refusal> {
        self.services()
            .negotiation()
            .refuse_wording(&who.doer, &self.kent, number, slug, reason)
            .await
    }

    pub async fn releases(&self, who: &Actor, number: u32, slug: &str) -> Result<String, Refusal> {
        self.services()
            .negotiation()
            .release_wording(&who.doer, &self.kent, number, slug, "For both to read.")
            .await
    }

    /// Proposes and is sure of it.
    pub async fn proposed(&self, who: &Actor, number: u32, wording: &WordingToPropose) -> String {
        let slug = self.proposes(who, number, wording).await;
        slug.expect("is proposed")
    }

    /// What the offer saves in a year, adjusted, as everybody is shown it.
    async fn saves(&self, who: &Actor, year: usize) -> String {
        let view = self.cast.read(who, &self.kent).await;
        let sums = view.appraisal().expect("it can be worked out");
        sums.low.years[year].adjusted.to_string()
    }
}

pub fn private(room: Room, wording: WordingToPropose) -> WordingToPropose {
    WordingToPropose {
        room: Some(room),
        ..wording
    }
}

async fn a_lower_saving_is_taken_up_and_the_sums_follow(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let before = table.saves(&table.cast.noor, 2).await;
    for who in [&table.cast.ann, &table.wendy] {
        assert_eq!(table.saves(who, 2).await, before);
    }
    table
        .says(&table.cast.ann, savings, Stance::Agree, "")
        .await
        .expect("Kent agrees to the first");
    let lower = edit(&table.desks, &[("low-2015-16", "1.5m")]);
    let slug = table.proposed(&table.theo, savings, &lower).await;
    let other = edit(&table.desks, &[("method", "Asked.")]);
    let other = table.proposed(&table.wendy, savings, &other).await;
    table.forget_mail().await;
    let version = table
        .takes_up(&table.cast.ann, savings, &slug, 1, &[])
        .await;
    assert_eq!(version.expect("is taken up"), 2);
    let after = table.saves(&table.cast.noor, 2).await;
    assert_ne!(before, after);
    // Adjusted by what its grade takes off.
    assert_eq!(
        (before.as_str(), after.as_str()),
        ("£2,090,000", "£1,425,000")
    );
    // Nobody has agreed by it: both are asked again, and the old position is kept.
    assert_eq!(table.waits(savings).await, 2);
    assert_eq!(table.cast.world.rows_in("term_positions").await, 1);
    assert_eq!(table.cast.events("wording-taken-up").await, 1);
    let to = |kind: &str| {
        let sql = format!("SELECT to_address AS answer FROM outbox WHERE kind = '{kind}'");
        async { table.cast.world.texts(&{ sql }).await }
    };
    let answered = to("wording-answered").await;
    assert!(
        answered.len() == 1 && answered[0].starts_with("theo@"),
        "{answered:?}"
    );
    let view = table.looks(&table.theo, savings, &slug).await;
    let view = view.expect("is still there");
    assert_eq!(view.line.state, ProposalState::TakenUp);
    let answer = view.answered.expect("it is answered");
    assert_eq!((answer.by.as_str(), answer.version), ("Ann", Some(2)));
    // The same press again is done already, and the other proposal waits on.
    let again = table
        .takes_up(&table.cast.carla, savings, &slug, 2, &[])
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    let other = table.looks(&table.wendy, savings, &other).await;
    let other = other.expect("is still there");
    assert_eq!(other.line.state, ProposalState::Open);
    assert_eq!((other.line.base, other.current), (1, 2));
    for who in [&table.cast.ann, &table.theo] {
        let state = table.says(who, savings, Stance::Agree, "").await;
        let last = who.person == table.theo.person;
        let expected = if last {
            TermState::Agreed
        } else {
            TermState::Open
        };
        assert_eq!(state.expect("agrees"), expected);
    }
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
}

async fn each_side_takes_up_what_the_other_proposes(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let by_kent = edit(&table.desks, &[("method", "Counted twice.")]);
    let by_kent = table.proposed(&table.cast.dev, savings, &by_kent).await;
    // Those who do not lead a side take nothing up.
    for who in [
        &table.cast.dev,
        &table.pat,
        &table.theo,
        &table.cast.priya,
        &table.cast.noor,
    ] {
        let refused = table.takes_up(who, savings, &by_kent, 1, &[]).await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "{refused:?}"
        );
        let refused = table.refuses(who, savings, &by_kent, "No").await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "{refused:?}"
        );
    }
    assert!(is_nowhere(
        table
            .takes_up(&table.cast.lena, savings, &by_kent, 1, &[])
            .await
    ));
    let version = table
        .takes_up(&table.cast.carla, savings, &by_kent, 1, &[])
        .await;
    assert_eq!(version.expect("the champion takes it up"), 2);
    let by_treasury = WordingToPropose {
        base: 2,
        ..edit(&table.desks, &[("method", "Counted thrice.")])
    };
    let by_treasury = table.proposed(&table.theo, savings, &by_treasury).await;
    let version = table
        .takes_up(&table.cast.ann, savings, &by_treasury, 2, &[])
        .await;
    assert_eq!(version.expect("the leader takes it up"), 3);
    let kept = table
        .cast
        .world
        .texts("SELECT CAST(number AS TEXT) || ' ' || reason AS answer FROM term_versions WHERE number > 1 ORDER BY number")
        .await;
    assert_eq!(
        kept,
        ["2 It cannot be done sooner.", "3 It cannot be done sooner."]
    );
}

async fn a_private_proposal_becomes_the_version_and_its_reason_stays_private(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let wording = WordingToPropose {
        reason: "Hushhush: our last word.".to_owned(),
        ..private(
            Room::Whitehall,
            edit(&table.desks, &[("method", "As the Treasury counts.")]),
        )
    };
    let slug = table.proposed(&table.theo, savings, &wording).await;
    let silent = table
        .takes_up(&table.cast.carla, savings, &slug, 1, &[])
        .await;
    let Err(Refusal::Invalid(faults)) = silent else {
        panic!("{silent:?}");
    };
    assert!(matches!(faults.as_slice(), [Fault { field, .. }] if field == "reason"));
    let version = table
        .takes_up_for(
            &table.cast.carla,
            savings,
            &slug,
            (1, &[]),
            "One way to count.",
        )
        .await;
    assert_eq!(version.expect("is taken up"), 2);
    let view = table.cast.read(&table.cast.ann, &table.kent).await;
    let sheet = view.sheet(&table.desks).expect("the line");
    let method = &sheet.field("method").expect("a field").text;
    assert_eq!(method, "As the Treasury counts.");
    assert!(is_nowhere(
        table.looks(&table.cast.ann, savings, &slug).await
    ));
    let told = table.history(&table.cast.ann).await.join("\n");
    assert!(told.contains("One way to count.") && !told.contains("Hushhush"));
    assert!(!told.contains("proposed wording"), "{told}");
}

async fn who_read_another_version_is_shown_the_new_one(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let one = edit(&table.desks, &[("low-2014-15", "1m")]);
    let one = table.proposed(&table.theo, savings, &one).await;
    let two = edit(&table.desks, &[("high-2014-15", "1.4m")]);
    let two = table.proposed(&table.wendy, savings, &two).await;
    table
        .takes_up(&table.cast.carla, savings, &one, 1, &[])
        .await
        .expect("is taken up");
    let late = table.takes_up(&table.cast.ann, savings, &two, 1, &[]).await;
    let Err(Refusal::Conflict(conflict)) = late else {
        panic!("{late:?}");
    };
    assert_eq!((conflict.version, conflict.saved_by.as_str()), (2, "Carla"));
    assert!(conflict.theirs.contains("100000000"), "{}", conflict.theirs);
    assert!(conflict.yours.contains("140000000"), "{}", conflict.yours);
    let version = table.takes_up(&table.cast.ann, savings, &two, 2, &[]).await;
    assert_eq!(version.expect("is taken up"), 3);
}

async fn of_many_who_press_at_once_one_takes_it_up(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let one = edit(&table.desks, &[("low-2014-15", "1m")]);
    let slug = table.proposed(&table.theo, savings, &one).await;
    table.forget_mail().await;
    let other = table.cast.world.second_instance().await;
    let mut presses = tokio::task::JoinSet::new();
    for at in 0..12 {
        let services = if at % 2 == 0 {
            table.services().clone()
        } else {
            other.clone()
        };
        let who = if at % 3 == 0 {
            &table.cast.ann
        } else {
            &table.cast.carla
        };
        let (doer, kent, slug) = (who.doer.clone(), table.kent.clone(), slug.clone());
        presses.spawn(async move {
            services
                .negotiation()
                .take_up(&doer, &kent, savings, &slug, 1, &post(&[]), "")
                .await
        });
    }
    let (mut taken, mut done) = (0, 0);
    while let Some(answer) = presses.join_next().await {
        match answer.expect("it answers") {
            Ok(2) => taken += 1,
            Err(Refusal::AlreadyDone) => done += 1,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((taken, done), (1, 11));
    assert_eq!(table.cast.events("wording-taken-up").await, 1);
    assert_eq!(table.cast.mails("wording-answered").await, 1);
    other.close().await.expect("closes");
}

async fn a_partner_whose_money_changed_is_asked_again(world: World) {
    let table = Bargain::of(world).await;
    let budget = table.number("budget").await;
    let words = edit(&table.fund, &[("leaving", "A year’s notice.")]);
    let words = table.proposed(&table.wendy, budget, &words).await;
    table
        .takes_up(&table.cast.carla, budget, &words, 1, &[])
        .await
        .expect("is taken up");
    let answer = async || {
        let view = table.cast.read(&table.cast.ann, &table.kent).await;
        view.answers[&table.police].state
    };
    let before = answer().await;
    table.forget_mail().await;
    let money = WordingToPropose {
        base: 2,
        ..edit(
            &table.fund,
            &[
                ("contribution-count", "2"),
                ("contribution-1-amount-2014-15", "1.5m"),
                ("total-2014-15", "3.5m"),
            ],
        )
    };
    let money = table.proposed(&table.wendy, budget, &money).await;
    assert_eq!(answer().await, before);
    table
        .takes_up(&table.cast.carla, budget, &money, 2, &[])
        .await
        .expect("is taken up");
    assert_eq!(answer().await, AnswerState::AskedAgain);
    assert_eq!(table.cast.mails("partner-asked-again").await, 1);
    table
        .cast
        .confirm(&table.pat, &table.kent, &table.police)
        .await;
    assert_eq!(answer().await, AnswerState::Confirmed);
}

async fn lines_are_added_and_taken_out(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let before = table.saves(&table.cast.ann, 2).await;
    let more = WordingToPropose {
        change: Change::Add(MatterKind::SavingsLine),
        ..edit(
            &table.desks,
            &[
                ("title", "Fewer vans"),
                ("kind", "cashable"),
                ("grade", "1"),
                ("low-2015-16", "0.5m"),
                ("high-2015-16", "0.5m"),
            ],
        )
    };
    let more = table.proposed(&table.cast.ann, savings, &more).await;
    table
        .takes_up(&table.cast.carla, savings, &more, 1, &[])
        .await
        .expect("is taken up");
    let with = table.saves(&table.cast.ann, 2).await;
    assert_ne!(before, with);
    let view = table.cast.read(&table.cast.ann, &table.kent).await;
    let titles: Vec<&str> = view
        .proposal
        .lines()
        .map(|(_, line)| line.title.as_str())
        .collect();
    assert_eq!(titles, ["Shared desks", "Fewer vans"]);
    let (vans, _) = view.proposal.lines().last().expect("two lines");
    let less = WordingToPropose {
        base: 2,
        change: Change::Remove(vans.clone()),
        ..edit(vans, &[])
    };
    let less = table.proposed(&table.theo, savings, &less).await;
    let seen = table.looks(&table.cast.ann, savings, &less).await;
    let seen = seen.expect("is seen");
    assert!(seen.proposed.is_none() && seen.before.is_some() && !seen.changes.is_empty());
    table
        .takes_up(&table.cast.ann, savings, &less, 2, &[])
        .await
        .expect("is taken up");
    assert_eq!(table.saves(&table.cast.ann, 2).await, before);
    let versions = "SELECT COUNT(*) AS answer FROM term_versions v JOIN terms t ON t.id = v.term_id \
                    WHERE t.kind = 'savings'";
    assert_eq!(table.cast.world.number(versions).await, 3);
}
