//! Anyone who bargains proposes wording from the current text; who does not read its room never learns of it.

use domain::negotiation::{Change, ProposalState, Said, Stance};
use domain::offer::{Key, Matter, MatterKind};
use domain::process::Room;
use services::negotiation::{PositionToTake, ProposalView, WordingToPropose};
use services::offers::{HistoryFilter, Paging, texts};
use services::{Fault, Refusal};

use super::cast::Bargain;
use crate::offers::cast::{Actor, Typed, is_nowhere, post};
use crate::support::{World, both_databases};

both_databases!(
    a_proposal_changes_nothing_until_it_is_taken_up,
    a_stale_base_keeps_both_texts,
    what_is_wrong_is_said_at_its_field,
    a_department_agrees_if_in_one_step,
    whoever_bargains_proposes_and_nobody_else,
    a_term_that_is_locked_takes_no_proposal,
    a_proposal_is_read_in_few_queries,
);

/// A proposal from version 1 for all to read.
pub fn edit(key: &Key, typed: Typed<'_>) -> WordingToPropose {
    WordingToPropose {
        base: 1,
        change: Change::Edit(key.clone()),
        posted: post(typed),
        reason: "It cannot be done sooner.".to_owned(),
        room: Some(Room::Joint),
        as_position: None,
    }
}

impl Bargain {
    pub async fn proposes(
        &self,
        who: &Actor,
        number: u32,
        wording: &WordingToPropose,
    ) -> Result<String, Refusal> {
        self.services()
            .negotiation()
            .propose(&who.doer, &self.kent, number, wording)
            .await
    }

    /// One proposal as somebody sees it.
    pub async fn looks(
        &self,
        who: &Actor,
        number: u32,
        slug: &str,
    ) -> Result<ProposalView, Refusal> {
        self.services()
            .negotiation()
            .proposal(&who.viewer, who.doer.hat(), &self.kent, number, slug)
            .await
    }

    /// How many proposals for a term somebody is shown.
    pub async fn proposals_seen(&self, who: &Actor, number: u32) -> u64 {
        let all = self
            .services()
            .negotiation()
            .proposals(&who.viewer, &self.kent, number, Paging::first())
            .await
            .expect("the term is seen");
        assert_eq!(u64::try_from(all.lines.len()).expect("a number"), all.total);
        all.total
    }

    /// The kinds of event that somebody finds in the history.
    pub async fn history(&self, who: &Actor) -> Vec<String> {
        self.services()
            .offers()
            .history(
                &who.viewer,
                &self.kent,
                &HistoryFilter::default(),
                Paging::of(1, 100),
            )
            .await
            .expect("is seen")
            .entries
            .into_iter()
            .map(|entry| format!("{} {}", entry.sentence, entry.detail.unwrap_or_default()))
            .collect()
    }
}

/// What stands in a field.
pub fn text(view: &ProposalView, matter: Option<&Matter>, field: &str) -> String {
    let sheet = matter.expect("it is there").sheet(&view.around);
    sheet.field(field).expect("a field").text.clone()
}

fn fields(refusal: Result<String, Refusal>) -> Vec<String> {
    let Err(Refusal::Invalid(faults)) = refusal else {
        panic!("{refusal:?}");
    };
    faults
        .into_iter()
        .map(|Fault { field, .. }| field)
        .collect()
}

async fn a_proposal_changes_nothing_until_it_is_taken_up(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let before = table.cast.read(&table.cast.ann, &table.kent).await;
    table.forget_mail().await;
    let wording = edit(&table.desks, &[("low-2015-16", "1.5m")]);
    let slug = table.proposes(&table.theo, savings, &wording).await;
    let slug = slug.expect("the Treasury proposes");
    let after = table.cast.read(&table.cast.ann, &table.kent).await;
    assert_eq!(before.proposal, after.proposal);
    assert_eq!(table.cast.events("wording-proposed").await, 1);
    // Whoever can take it up is told, on both sides.
    assert_eq!(table.cast.mails("wording-proposed").await, 2);
    let view = table.looks(&table.cast.ann, savings, &slug).await;
    let view = view.expect("Kent reads it");
    assert_eq!(view.line.state, ProposalState::Open);
    assert_eq!(view.line.author.name, "Theo");
    assert_eq!((view.line.base, view.current), (1, 1));
    assert_eq!(view.changes.len(), 1);
    assert_eq!(view.changes[0].name, "low-2015-16");
    assert_eq!(
        text(&view, view.before.as_ref(), "low-2015-16"),
        "£2,200,000"
    );
    assert_eq!(
        text(&view, view.proposed.as_ref(), "low-2015-16"),
        "£1,500,000"
    );
    assert!(view.since.is_empty() && view.clashes.is_empty());
    assert!(view.may_take_up && view.may_refuse && !view.may_release);
    let own = table.looks(&table.theo, savings, &slug).await;
    let own = own.expect("so does the Treasury");
    assert!(!own.may_take_up && !own.may_refuse && !own.may_release);
    // The same press again is the same proposal.
    let again = table.proposes(&table.theo, savings, &wording).await;
    assert_eq!(again.expect("it is there"), slug);
    assert_eq!(table.cast.world.rows_in("term_proposals").await, 1);
    assert_eq!(table.cast.events("wording-proposed").await, 1);
}

async fn a_stale_base_keeps_both_texts(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let first = edit(&table.desks, &[("low-2014-15", "1m")]);
    let slug = table.proposes(&table.cast.carla, savings, &first).await;
    table
        .takes_up(
            &table.cast.carla,
            savings,
            &slug.expect("is proposed"),
            1,
            &[],
        )
        .await
        .expect("is taken up");
    let mut late = edit(
        &table.desks,
        &[("low-2014-15", "0.9m"), ("method", "Asked.")],
    );
    let refused = table.proposes(&table.theo, savings, &late).await;
    let Err(Refusal::Conflict(conflict)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(conflict.version, 2);
    assert_eq!(conflict.saved_by, "Carla");
    let three = texts(&conflict).expect("three texts");
    let around = table.cast.read(&table.cast.ann, &table.kent).await.around();
    let low = |matter: &Matter| {
        let sheet = matter.sheet(&around);
        sheet.field("low-2014-15").expect("a field").text.clone()
    };
    assert_eq!(low(&three.base), "£1,200,000");
    assert_eq!(low(&three.theirs), "£1,000,000");
    assert_eq!(low(&three.yours), "£900,000");
    assert_eq!(table.cast.world.rows_in("term_proposals").await, 1);
    // What both say already is no proposal.
    let same = edit(&table.desks, &[("low-2014-15", "1m")]);
    let nothing = table.proposes(&table.theo, savings, &same).await;
    assert_eq!(fields(nothing), [""]);
    // Sent again from the version that stands now, nothing of it is lost.
    late.base = 2;
    let slug = table.proposes(&table.theo, savings, &late).await;
    let view = table
        .looks(&table.theo, savings, &slug.expect("is proposed"))
        .await
        .expect("is seen");
    assert_eq!(view.line.base, 2);
    assert_eq!(text(&view, view.proposed.as_ref(), "method"), "Asked.");
    // Something new beside the rest is new beside any version.
    let more = WordingToPropose {
        change: Change::Add(MatterKind::SavingsLine),
        ..edit(&table.desks, &[("title", "Fewer vans")])
    };
    let slug = table.proposes(&table.cast.ann, savings, &more).await;
    let view = table
        .looks(&table.cast.ann, savings, &slug.expect("is proposed"))
        .await
        .expect("is seen");
    assert_eq!((view.line.base, view.before), (2, None));
    assert_eq!(view.line.about, "Fewer vans");
    // What changed meanwhile is read before it is taken out.
    let out = WordingToPropose {
        change: Change::Remove(table.desks.clone()),
        ..edit(&table.desks, &[])
    };
    let refused = table.proposes(&table.theo, savings, &out).await;
    assert!(
        matches!(refused, Err(Refusal::WrongStage(_))),
        "{refused:?}"
    );
}

async fn what_is_wrong_is_said_at_its_field(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let wrong = WordingToPropose {
        room: None,
        reason: " ".to_owned(),
        as_position: Some(PositionToTake {
            version: 1,
            room: None,
            said: Said::new(Stance::Agree, ""),
        }),
        ..edit(&table.desks, &[("low-2014-15", "about a million")])
    };
    let refused = table.proposes(&table.theo, savings, &wrong).await;
    assert_eq!(fields(refused), ["room", "reason", "low-2014-15", "stance"]);
    let other_room = WordingToPropose {
        room: Some(Room::Place),
        ..edit(&table.desks, &[("method", "Asked.")])
    };
    let refused = table.proposes(&table.theo, savings, &other_room).await;
    assert_eq!(fields(refused), ["room"]);
    let same = edit(&table.desks, &[("title", "Shared desks")]);
    let refused = table.proposes(&table.theo, savings, &same).await;
    assert_eq!(fields(refused), [""]);
    let blank = WordingToPropose {
        change: Change::Add(MatterKind::Investment),
        ..edit(&table.desks, &[])
    };
    let refused = table.proposes(&table.theo, savings, &blank).await;
    assert_eq!(fields(refused), [""]);
    // What the term does not hold, and what no term but savings takes.
    let elsewhere = edit(&table.fund, &[("title", "Fund")]);
    let refused = table.proposes(&table.theo, savings, &elsewhere).await;
    assert!(
        matches!(refused, Err(Refusal::WrongStage(_))),
        "{refused:?}"
    );
    let budget = table.number("budget").await;
    let out = WordingToPropose {
        change: Change::Remove(table.fund.clone()),
        ..edit(&table.fund, &[])
    };
    let refused = table.proposes(&table.wendy, budget, &out).await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    assert_eq!(table.cast.world.rows_in("term_proposals").await, 0);
    assert_eq!(table.cast.events("wording-proposed").await, 0);
}

async fn a_department_agrees_if_in_one_step(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let if_so = |room| WordingToPropose {
        room: Some(room),
        as_position: Some(PositionToTake {
            version: 1,
            room: None,
            said: Said {
                red_line: true,
                ..Said::new(Stance::AgreeIf, "")
            },
        }),
        ..edit(&table.desks, &[("low-2015-16", "2m")])
    };
    // The champion speaks for no department, and then nothing is proposed either.
    let refused = table
        .proposes(&table.cast.carla, savings, &if_so(Room::Joint))
        .await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    assert_eq!(table.cast.world.rows_in("term_proposals").await, 0);
    table.forget_mail().await;
    let slug = table
        .proposes(&table.theo, savings, &if_so(Room::Joint))
        .await;
    slug.expect("the Treasury agrees if");
    // One step is one mail each, and it says both.
    let mails = table
        .cast
        .world
        .texts("SELECT to_address || ' ' || kind || ' ' || subject || ' ' || body AS answer FROM outbox ORDER BY to_address")
        .await;
    assert_eq!(mails.len(), 2, "{mails:?}");
    for (mail, to) in mails.iter().zip(["ann@kent.example", "carla@clg.example"]) {
        assert!(
            mail.starts_with(&format!("{to} wording-proposed ")),
            "{mail}"
        );
        assert!(
            mail.contains("HM Treasury agrees to version 1 only so, as a red line."),
            "{mail}"
        );
    }
    // Within Whitehall it says no more than that there is one.
    table.forget_mail().await;
    let noted = WordingToPropose {
        reason: "Hushhush.".to_owned(),
        ..if_so(Room::Whitehall)
    };
    table
        .proposes(&table.theo, savings, &noted)
        .await
        .expect("is noted");
    let mails = table
        .cast
        .world
        .texts("SELECT to_address || ' ' || subject || ' ' || body AS answer FROM outbox")
        .await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].starts_with("carla@") && mails[0].contains("A position comes with it"));
    assert!(!mails[0].contains("Hushhush") && !mails[0].contains("red line"));
    let world = &table.cast.world;
    let said = world
        .texts(
            "SELECT party || ' ' || stance || ' ' || version || ' ' || room || ' ' || words AS answer \
             FROM term_positions WHERE room = 'joint'",
        )
        .await;
    assert_eq!(said, ["hmt agree-if 1 joint It cannot be done sooner."]);
    let waits = world
        .texts(&format!(
            "SELECT waits || ' ' || party || ' ' || side AS answer FROM term_turns \
             JOIN terms ON terms.id = term_id WHERE number = {savings} ORDER BY waits, party"
        ))
        .await;
    assert_eq!(waits, ["answer hmt place", "position place place"]);
    assert_eq!(table.cast.events("wording-proposed").await, 2);
    assert_eq!(table.cast.events("position-taken").await, 2);
}

async fn whoever_bargains_proposes_and_nobody_else(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let may = [
        &table.cast.ann,
        &table.cast.dev,
        &table.pat,
        &table.cast.carla,
        &table.theo,
        &table.wendy,
    ];
    for (at, who) in may.into_iter().enumerate() {
        let method = format!("Counted in way {at}.");
        let wording = edit(&table.desks, &[("method", &method)]);
        let slug = table.proposes(who, savings, &wording).await;
        slug.expect("may propose");
    }
    let wording = edit(&table.desks, &[("method", "Guessed.")]);
    for who in [&table.cast.priya, &table.cast.noor] {
        let refused = table.proposes(who, savings, &wording).await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "{refused:?}"
        );
        assert_eq!(table.proposals_seen(who, savings).await, 6);
    }
    assert!(is_nowhere(
        table.proposes(&table.cast.lena, savings, &wording).await
    ));
    let unknown = table.proposes(&table.theo, 99, &wording).await;
    assert!(is_nowhere(unknown));
}

async fn a_term_that_is_locked_takes_no_proposal(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let wording = edit(&table.desks, &[("method", "Asked.")]);
    let slug = table.proposes(&table.theo, savings, &wording).await;
    let slug = slug.expect("is proposed");
    for who in [&table.cast.ann, &table.theo] {
        let state = table.says(who, savings, Stance::Agree, "").await;
        state.expect("agrees");
    }
    let other = edit(&table.desks, &[("method", "Guessed.")]);
    let refused = table.proposes(&table.theo, savings, &other).await;
    assert!(
        matches!(refused, Err(Refusal::WrongStage(_))),
        "{refused:?}"
    );
    let taken = table
        .takes_up(&table.cast.carla, savings, &slug, 1, &[])
        .await;
    assert!(matches!(taken, Err(Refusal::WrongStage(_))), "{taken:?}");
    let view = table.looks(&table.cast.carla, savings, &slug).await;
    let view = view.expect("is still there");
    assert!(!view.may_take_up && view.may_refuse);
    let form = table
        .services()
        .negotiation()
        .wording_form(
            &table.theo.viewer,
            table.theo.doer.hat(),
            &table.kent,
            savings,
            &Change::Edit(table.desks.clone()),
        )
        .await;
    assert!(matches!(form, Err(Refusal::WrongStage(_))));
}

async fn a_proposal_is_read_in_few_queries(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let mut last = String::new();
    for at in 0..12 {
        let method = format!("Counted in way {at}.");
        let wording = edit(&table.desks, &[("method", &method)]);
        let slug = table.proposes(&table.theo, savings, &wording).await;
        last = slug.expect("is proposed");
    }
    let (view, queries) = services::counting(table.looks(&table.cast.carla, savings, &last)).await;
    assert_eq!(view.expect("is seen").others.len(), 11);
    assert!(queries <= 8, "{queries}");
    let all = services::counting(table.proposals_seen(&table.cast.carla, savings)).await;
    assert!(all.0 == 12 && all.1 <= 8, "{all:?}");
}
