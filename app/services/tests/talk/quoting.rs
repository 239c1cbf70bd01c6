//! Words quoted from a term outlive its versions: they say which one they are from, and whether they still stand.

use domain::negotiation::Change;
use domain::process::{Room, Section};
use domain::talk::Subject;
use services::Refusal;
use services::negotiation::WordingToPropose;
use services::offers::Paging;
use services::talk::{OnTerm, Opening, SaidIn, Thread};

use crate::negotiation::cast::Bargain;
use crate::offers::cast::{Actor, post};
use crate::support::{World, both_databases};

both_databases!(
    words_say_which_version_they_are_from,
    a_term_shows_what_is_open_about_it,
);

impl Bargain {
    async fn starts(&self, who: &Actor, room: Room, quote: &str, body: &str) -> String {
        let opening = Opening {
            subject: Subject::of(Some(Section::Outcomes), Some(self.outcome.clone())),
            quote: quote.to_owned(),
            room: Some(room),
            body: body.to_owned(),
        };
        let talk = self.services().talk();
        let started = talk.start(&who.doer, &self.kent, &opening).await;
        started.expect("starts")
    }

    async fn thread(&self, who: &Actor, slug: &str) -> Thread {
        self.services()
            .talk()
            .thread(
                &who.viewer,
                who.doer.hat(),
                &self.kent,
                slug,
                Paging::first(),
            )
            .await
            .expect("is seen")
    }

    async fn on_term(&self, who: &Actor, number: u32) -> Result<OnTerm, Refusal> {
        let (negotiation, hat) = (self.services().negotiation(), who.doer.hat());
        let term = negotiation
            .term(&who.viewer, hat, &self.kent, number, None, None)
            .await?;
        self.services().talk().on_term(&who.viewer, &term).await
    }

    /// The place changes the words of the outcome, and Whitehall takes that up.
    async fn rewords(&self, number: u32, statement: &str, base: u32) {
        let wording = WordingToPropose {
            base,
            change: Change::Edit(self.outcome.clone()),
            posted: post(&[("statement", statement)]),
            reason: "It says more.".to_owned(),
            room: Some(Room::Joint),
            as_position: None,
        };
        let slug = self.proposes(&self.cast.ann, number, &wording).await;
        self.takes_up(
            &self.cast.carla,
            number,
            &slug.expect("is proposed"),
            base,
            &[],
        )
        .await
        .expect("is taken up");
    }
}

async fn words_say_which_version_they_are_from(world: World) {
    let table = Bargain::of(world).await;
    let outcome = table.number("outcome").await;
    let ann = &table.cast.ann;
    let statement = {
        let view = table.cast.read(ann, &table.kent).await;
        view.matter(&table.outcome).expect("there").matter.title()
    };
    let first = table
        .starts(&table.wendy, Room::Joint, &statement, "Says who?")
        .await;
    let quote = table.thread(ann, &first).await.quote.expect("words");
    assert!(quote.still_stand);
    let version = |version| {
        Some(SaidIn {
            term: outcome,
            version,
        })
    };
    assert_eq!(quote.said_in, version(1));
    table
        .cast
        .world
        .clock
        .forward(chrono::TimeDelta::minutes(2));
    table
        .rewords(outcome, "More of them in work by 2015", 1)
        .await;
    table
        .cast
        .world
        .clock
        .forward(chrono::TimeDelta::minutes(2));
    let quote = table
        .thread(&table.wendy, &first)
        .await
        .quote
        .expect("words");
    assert_eq!(quote.words, statement);
    assert!(!quote.still_stand, "they went with the new version");
    assert_eq!(quote.said_in, version(1));
    // What is quoted has to stand in the version of now, and is of that one.
    let gone = Opening {
        subject: Subject::of(Some(Section::Outcomes), Some(table.outcome.clone())),
        quote: statement.clone(),
        room: Some(Room::Joint),
        body: "And this?".to_owned(),
    };
    let talk = table.services().talk();
    let refused = talk.start(&ann.doer, &table.kent, &gone).await;
    assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
    let second = table
        .starts(ann, Room::Place, "in work by 2015", "All of them?")
        .await;
    let quote = table.thread(ann, &second).await.quote.expect("words");
    assert!(quote.still_stand);
    assert_eq!(quote.said_in, version(2));
    // They may come back.
    table.rewords(outcome, &statement, 2).await;
    let quote = table.thread(ann, &first).await.quote.expect("words");
    assert!(quote.still_stand);
    assert_eq!(quote.said_in, version(1));
}

async fn a_term_shows_what_is_open_about_it(world: World) {
    let table = Bargain::of(world).await;
    let outcome = table.number("outcome").await;
    let ann = &table.cast.ann;
    let private = table.starts(ann, Room::Place, "", "Among us").await;
    table
        .cast
        .world
        .clock
        .forward(chrono::TimeDelta::minutes(2));
    let joint = table.starts(ann, Room::Joint, "", "To all").await;
    let shown = async |who: &Actor, number: u32| {
        let on_term = table.on_term(who, number).await.expect("is seen");
        let lines = on_term.open.iter();
        lines.map(|line| line.slug.clone()).collect::<Vec<_>>()
    };
    assert_eq!(shown(ann, outcome).await, [joint.clone(), private.clone()]);
    for who in [&table.wendy, &table.cast.carla, &table.cast.noor] {
        assert_eq!(shown(who, outcome).await, std::slice::from_ref(&joint));
    }
    let on_term = table.on_term(ann, outcome).await.expect("is seen");
    assert_eq!(on_term.section, Some(Section::Outcomes));
    assert_eq!(on_term.key.as_ref(), Some(&table.outcome));
    // Another term is about something else; what is done with is not open.
    for kind in ["savings", "governance", "assessment", "scope"] {
        let other = table.number(kind).await;
        assert!(shown(ann, other).await.is_empty(), "{kind}");
    }
    let talk = table.services().talk();
    talk.resolve(&ann.doer, &table.kent, &joint)
        .await
        .expect("resolves");
    assert_eq!(shown(ann, outcome).await, [private]);
    // Of the section that two terms share, each has its own.
    let governance = Opening {
        subject: Subject::Section(Section::Governance),
        quote: String::new(),
        room: Some(Room::Joint),
        body: "Who chairs?".to_owned(),
    };
    let about_both = talk
        .start(&ann.doer, &table.kent, &governance)
        .await
        .expect("starts");
    for kind in ["governance", "assessment"] {
        let number = table.number(kind).await;
        assert_eq!(
            shown(&table.wendy, number).await,
            std::slice::from_ref(&about_both),
            "{kind}"
        );
    }
    let (shown, statements) = services::counting(table.on_term(ann, outcome)).await;
    let (_, alone) = services::counting(table.services().negotiation().term(
        &ann.viewer,
        ann.doer.hat(),
        &table.kent,
        outcome,
        None,
        None,
    ))
    .await;
    assert_eq!(statements, alone + 1, "{:?}", shown.map(|shown| shown.more));
}
