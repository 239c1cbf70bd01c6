//! One term on one page: what it says and what changed since each side agreed, who says what, and what one may do.

use domain::negotiation::{PartyId, Said, Stance, TermState};
use domain::offer::{Freedom, Matter};
use domain::process::{Act, OrganisationId, Room, departments};
use domain::redline::Changed;
use services::counting;
use services::negotiation::{Became, ComparedWith, PartyView, TermView};
use services::{Refusal, negotiation::PositionToTake};

use super::cast::Bargain;
use super::proposing::edit;
use crate::offers::cast::{Actor, is_nowhere, post};
use crate::support::{World, both_databases};

both_databases!(
    each_side_sees_what_changed_since_it_agreed,
    any_two_versions_stand_beside_each_other,
    what_one_side_notes_for_itself_the_other_never_sees,
    the_worn_hat_may_what_its_side_does,
    savings_wait_for_the_freedom_until_it_is_agreed,
    a_department_without_a_reviewer_has_nobody,
    a_form_is_read_or_says_what_is_wrong,
    reading_costs_the_same_after_forty_versions,
);

impl Bargain {
    async fn sees(
        &self,
        who: &Actor,
        number: u32,
        shown: Option<u32>,
        against: Option<u32>,
    ) -> Result<TermView, Refusal> {
        self.services()
            .negotiation()
            .term(
                &who.viewer,
                who.doer.hat(),
                &self.kent,
                number,
                shown,
                against,
            )
            .await
    }

    pub async fn page(&self, who: &Actor, number: u32) -> TermView {
        self.sees(who, number, None, None).await.expect("is shown")
    }

    /// The saving of the last year becomes another amount, in one step.
    async fn next_version(&self, number: u32, base: u32, amount: &str) {
        let mut wording = edit(&self.desks, &[("low-2015-16", amount)]);
        wording.base = base;
        let slug = self.proposes(&self.theo, number, &wording).await;
        let slug = slug.expect("is proposed");
        let version = self
            .takes_up(&self.cast.ann, number, &slug, base, &[])
            .await;
        assert_eq!(version.expect("is taken up"), base + 1);
    }
}

fn party<'v>(view: &'v TermView, id: &PartyId) -> &'v PartyView {
    let mut parties = view.parties.iter();
    parties
        .find(|party| party.name.id == *id)
        .expect("is a party")
}

fn treasury() -> PartyId {
    PartyId::department("hmt")
}

async fn each_side_sees_what_changed_since_it_agreed(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let first = table.page(&table.theo, savings).await;
    assert!(first.comparison.is_none());
    assert_eq!((first.current, first.state), (1, TermState::Open));
    assert_eq!(first.parties.len(), 2);
    assert_eq!(first.turns.len(), 2);
    table
        .says(&table.theo, savings, Stance::Agree, "")
        .await
        .expect("the Treasury agrees");
    table.next_version(savings, 1, "1.9m").await;
    table.next_version(savings, 2, "1.5m").await;

    let theirs = table.page(&table.theo, savings).await;
    let since = theirs.comparison.as_ref().expect("there is a former one");
    assert_eq!(
        (since.with.number, since.why),
        (1, ComparedWith::LastAgreed)
    );
    // Kent never agreed: it is shown what the last step changed.
    let kents = table.page(&table.cast.ann, savings).await;
    let step = kents.comparison.as_ref().expect("there is a former one");
    assert_eq!((step.with.number, step.why), (2, ComparedWith::Previous));

    // The figure stands cell by cell with its difference, what stayed is told as the same.
    let desks = since.matters.iter().find(|one| one.key == table.desks);
    let Became::Changed(changes) = &desks.expect("is compared").became else {
        panic!("the line changed");
    };
    let cells: Vec<_> = changes
        .iter()
        .filter_map(|change| match &change.changed {
            Changed::Cell {
                old,
                new,
                difference,
            } => Some((old.as_str(), new.as_str(), difference.as_deref())),
            Changed::Prose(_) => None,
        })
        .collect();
    assert_eq!(
        cells,
        [("£2,200,000", "£1,500,000", Some("\u{2212}£700,000"))]
    );
    let same = since
        .matters
        .iter()
        .filter(|one| one.became == Became::Same);
    assert_eq!(same.count(), since.matters.len() - 1);

    // What the Treasury had said stays in sight, and it is asked again.
    let hmt = party(&theirs, &treasury());
    assert!(hmt.says.is_none() && hmt.is_own);
    let before = hmt.said.as_ref().expect("stays in sight");
    assert_eq!(before.position.version, 1);
    assert_eq!(before.position.said.stance, Stance::Agree);
    assert_eq!(before.by, "Theo");
    assert_eq!(theirs.turns.len(), 2);
    let reasons: Vec<_> = theirs.versions.iter().map(|line| line.number).collect();
    assert_eq!(reasons, [3, 2, 1]);
    assert_eq!(theirs.shown.author, "Ann");
    assert_eq!(theirs.shown.reason, "It cannot be done sooner.");
}

async fn any_two_versions_stand_beside_each_other(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    table
        .says(&table.theo, savings, Stance::Object, "Too late.")
        .await
        .expect("the Treasury objects");
    table.next_version(savings, 1, "1.9m").await;
    table.next_version(savings, 2, "1.5m").await;
    let noor = &table.cast.noor;
    let old = table
        .sees(noor, savings, Some(1), Some(3))
        .await
        .expect("backwards as well");
    assert_eq!((old.shown.number, old.current), (1, 3));
    let with = old.comparison.as_ref().expect("was asked for");
    assert_eq!((with.with.number, with.why), (3, ComparedWith::Chosen));
    // A former version shows what was said of it.
    let said = party(&old, &treasury()).says.as_ref();
    assert_eq!(said.expect("of version 1").position.said.words, "Too late.");
    assert!(!old.shows_current());
    let itself = table.sees(noor, savings, Some(2), Some(2)).await;
    assert!(itself.expect("is shown").comparison.is_none());
    for (shown, against) in [
        (Some(0), None),
        (Some(4), None),
        (None, Some(4)),
        (None, Some(0)),
        (Some(u32::MAX), None),
    ] {
        let nowhere = table.sees(noor, savings, shown, against).await;
        assert!(is_nowhere(nowhere), "{shown:?} {against:?}");
    }
    assert!(is_nowhere(table.sees(noor, 99, None, None).await));
    assert!(is_nowhere(
        table.sees(&table.cast.lena, savings, None, None).await
    ));
}

async fn what_one_side_notes_for_itself_the_other_never_sees(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let said = Said {
        red_line: true,
        authority: "The Chancellor".to_owned(),
        ..Said::new(Stance::Object, "Not below two million.")
    };
    table
        .says_in(&table.theo, savings, Room::Whitehall, said)
        .await
        .expect("is noted");
    for who in [&table.theo, &table.cleo, &table.cast.priya] {
        let view = table.page(who, savings).await;
        let noted = party(&view, &treasury()).noted.as_ref().expect("is read");
        assert_eq!(noted.position.said.words, "Not below two million.");
        assert!(!noted.may_release);
        assert!(party(&view, &treasury()).says.is_none());
    }
    let view = table.page(&table.cast.carla, savings).await;
    let noted = party(&view, &treasury()).noted.as_ref().expect("is read");
    assert!(noted.may_release);
    let id = noted.id.clone();
    for who in [
        &table.cast.ann,
        &table.cast.dev,
        &table.pat,
        &table.cast.noor,
    ] {
        let view = table.page(who, savings).await;
        assert!(party(&view, &treasury()).noted.is_none());
        assert!(!format!("{view:?}").contains("Not below"));
    }
    let released = table
        .services()
        .negotiation()
        .release_position(
            &table.cast.carla.doer,
            &table.kent,
            savings,
            &id,
            "Not below two million.",
        )
        .await;
    released.expect("the champion releases it");
    for who in [&table.cast.ann, &table.cast.carla] {
        let view = table.page(who, savings).await;
        let hmt = party(&view, &treasury());
        let says = hmt.says.as_ref().expect("both sides read it");
        assert!(says.was_private && says.position.said.red_line);
        assert!(hmt.noted.is_none(), "it is not said twice");
    }
}

async fn the_worn_hat_may_what_its_side_does(world: World) {
    let table = Bargain::of(world).await;
    let (savings, freedom) = (table.number("savings").await, table.number("freedom").await);
    let may = async |who: &Actor, number: u32| table.page(who, number).await.may;
    let ann = may(&table.cast.ann, freedom).await;
    assert!(ann.contains(&Act::WithdrawTerm) && ann.contains(&Act::TakeUp));
    assert!(!ann.contains(&Act::RefuseFreedom) && !ann.contains(&Act::AddParty));
    assert!(
        !may(&table.cast.ann, savings)
            .await
            .contains(&Act::WithdrawTerm)
    );
    let carla = table.page(&table.cast.carla, savings).await;
    assert!(carla.may(Act::AddParty) && carla.may(Act::TakeUp));
    assert!(!carla.may(Act::TakePosition) && carla.own.is_none());
    assert!(!carla.departments_to_add.is_empty());
    // Who is no party to the term speaks for nobody on it.
    let cleo = table.page(&table.cleo, savings).await;
    assert!(cleo.own.is_none() && !cleo.may(Act::TakePosition) && cleo.may(Act::ProposeWording));
    let theo = table.page(&table.theo, savings).await;
    let own = theo.own.as_ref().expect("speaks for the Treasury");
    assert_eq!(own.rooms, [Room::Whitehall, Room::Joint]);
    assert!(!own.may_have_no_interest && own.says.is_none());
    assert_eq!(may(&table.cast.noor, savings).await, []);
    let dev = may(&table.cast.dev, savings).await;
    assert_eq!(dev, [Act::ProposeWording, Act::Comment]);

    // A locked term is reopened, and nothing else.
    for who in [&table.cast.ann, &table.theo] {
        table
            .says(who, savings, Stance::Agree, "")
            .await
            .expect("agrees");
    }
    let locked = table.page(&table.cast.ann, savings).await;
    assert_eq!(locked.state, TermState::Agreed);
    assert!(locked.turns.is_empty());
    assert_eq!(locked.may, [Act::ReopenTerm, Act::Comment]);
    assert!(!may(&table.cleo, savings).await.contains(&Act::ReopenTerm));
}

async fn savings_wait_for_the_freedom_until_it_is_agreed(world: World) {
    let table = Bargain::of(world).await;
    let (savings, freedom) = (table.number("savings").await, table.number("freedom").await);
    let view = table.page(&table.cast.noor, freedom).await;
    let keys: Vec<_> = view.depends.iter().map(|one| &one.key).collect();
    assert_eq!(keys, [&table.desks, &table.outcome]);
    assert!(view.depends.iter().all(|one| one.is_at_risk));
    let waits = table.page(&table.cast.noor, savings).await.waits_for;
    assert_eq!(waits.len(), 1);
    assert_eq!(waits[0].title, view.name);

    let offer = table.cast.read(&table.cast.ann, &table.kent).await;
    let owners: Vec<String> = offer
        .proposal
        .kept
        .iter()
        .find_map(|kept| match &kept.matter {
            Matter::Freedom(Freedom { departments, .. }) => Some(departments.clone()),
            _ => None,
        })
        .expect("a freedom");
    table
        .says(&table.cast.ann, freedom, Stance::Agree, "")
        .await
        .expect("Kent agrees");
    for who in [&table.theo, &table.wendy, &table.cleo, &table.cast.hari] {
        let department = who.doer.organisation().expect("a department").to_string();
        if owners.contains(&department) {
            table
                .says(who, freedom, Stance::Agree, "")
                .await
                .expect("grants it");
        }
    }
    let view = table.page(&table.cast.noor, freedom).await;
    assert_eq!(view.state, TermState::Agreed);
    assert!(view.depends.iter().all(|one| !one.is_at_risk));
}

async fn a_department_without_a_reviewer_has_nobody(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let negotiation = table.services().negotiation();
    let health: OrganisationId = "dh".into();
    for department in [&health, &"ho".into()] {
        negotiation
            .add_party(
                &table.cast.carla.doer,
                &table.kent,
                savings,
                department,
                "Its wards",
            )
            .await
            .expect("is asked");
    }
    let view = table.page(&table.cast.carla, savings).await;
    let added = party(&view, &PartyId::Department(health));
    assert!(added.has_nobody && !added.is_required && added.may_release);
    assert_eq!(added.why, "Its wards");
    let office = party(&view, &PartyId::department("ho"));
    assert!(!office.has_nobody);
    let hari = table.page(&table.cast.hari, savings).await;
    assert!(hari.own.expect("was added").may_have_no_interest);
    assert!(!party(&view, &treasury()).may_release);
}

async fn a_form_is_read_or_says_what_is_wrong(world: World) {
    let today = world.services.today();
    let read = |typed: &[(&str, &str)]| PositionToTake::read(&post(typed), today);
    let fields = |typed: &[(&str, &str)]| match read(typed) {
        Err(Refusal::Invalid(faults)) => faults.into_iter().map(|one| one.field).collect(),
        other => panic!("is refused: {other:?}"),
    };
    let nothing: Vec<String> = fields(&[]);
    assert_eq!(nothing, ["room", "stance"]);
    let good = [("room", "joint"), ("stance", "object"), ("version", "3")];
    let with = |more: &[(&'static str, &'static str)]| [&good[..], more].concat();
    for invisible in ["", " \u{200B}\u{202E} ", "\u{200D}"] {
        let typed: Vec<(&str, &str)> = [&good[..], &[("words", invisible)]].concat();
        assert_eq!(fields(&typed), ["words"]);
    }
    let long = "x".repeat(10_240);
    let typed: Vec<(&str, &str)> = [&good[..], &[("words", long.as_str())]].concat();
    assert_eq!(fields(&typed), ["words"]);
    for day in [
        "31/2/2013",
        "soon",
        "1 April 1999",
        "2013-04-",
        "٣ مارس ٢٠١٣",
    ] {
        let typed = [&with(&[("words", "No")])[..], &[("reply-by", day)]].concat();
        assert_eq!(fields(&typed), ["reply-by"], "{day}");
    }
    let typed = with(&[("words", "No"), ("room", "kitchen")]);
    assert_eq!(fields(&typed), ["room"]);
    let position = read(&with(&[
        ("words", "No\u{202E}, never"),
        ("red-line", "yes"),
        ("authority", "Minister\u{200B}"),
        ("version", "many"),
    ]))
    .expect("can be read");
    assert_eq!(position.version, 0);
    assert_eq!(position.said.words, "No, never");
    assert_eq!(position.said.authority, "Minister");
    assert!(position.said.red_line);
}

async fn reading_costs_the_same_after_forty_versions(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let count = async |who: &Actor| {
        let (view, statements) = counting(table.sees(who, savings, None, None)).await;
        (view.expect("is shown"), statements)
    };
    let (_, before) = count(&table.theo).await;
    let others = departments()
        .iter()
        .filter(|one| one.code != "hmt")
        .take(10);
    for department in others {
        table
            .services()
            .negotiation()
            .add_party(
                &table.cast.carla.doer,
                &table.kent,
                savings,
                &department.id(),
                "It pays, too",
            )
            .await
            .expect("is asked");
    }
    for base in 1..40 {
        table
            .says(&table.theo, savings, Stance::Object, "Not so")
            .await
            .expect("objects");
        let amount = format!("1.{base:02}m");
        table.next_version(savings, base, &amount).await;
    }
    let (view, after) = count(&table.theo).await;
    assert_eq!((view.current, view.versions.len()), (40, 40));
    assert_eq!(view.parties.len(), 12);
    assert_eq!(view.proposals.len(), 30, "the last of them");
    assert_eq!(before, after);
    assert!(after <= 8, "{after}");
    let said = party(&view, &treasury()).said.as_ref();
    assert_eq!(said.expect("of the last version").position.version, 39);
}
