//! What can be proposed for a term, and what a proposal makes of it.

use domain::form::Posted;
use domain::negotiation::{
    Change, ChangeKind, Overlap, ProposalState, Refusal, TermKind, Unmerged, WHOLE, Wording,
    may_answer,
};
use domain::offer::{Around, Kept, Key, Matter, MatterKind};
use domain::process::{Act, Hat, OfferFacts, OrganisationId, PersonId, Role, Room, Stage};

use crate::support::complete;
use crate::{agree_all, day, someone, term};

fn around() -> Around {
    complete().around()
}

fn typed(matter: &Matter, fields: &[(&str, &str)]) -> Matter {
    let mut other = matter.clone();
    let posted: Posted = fields.iter().copied().collect();
    other.read(&posted, &around());
    other
}

/// A proposal that types this into a matter of these.
fn edit(base: u32, matters: &[Kept], key: &str, fields: &[(&str, &str)]) -> Wording {
    let kept = find(matters, key);
    Wording {
        base,
        change: ChangeKind::Edit,
        key: kept.key.clone(),
        matter: typed(&kept.matter, fields),
    }
}

fn find<'k>(matters: &'k [Kept], key: &str) -> &'k Kept {
    matters
        .iter()
        .find(|kept| kept.key.as_str() == key)
        .expect("the term holds it")
}

fn choices(of: &[(&str, &str)]) -> Posted {
    of.iter().copied().collect()
}

#[test]
fn only_what_an_open_term_holds_can_be_changed() {
    let savings = term(TermKind::Savings);
    let budget = term(TermKind::Budget);
    let (desks, fund) = (Key::new("desks"), Key::new("fund"));
    let edit = Change::Edit(desks.clone());
    assert_eq!(savings.may_be_proposed(1, &edit, "Too much"), Ok(()));
    assert_eq!(
        savings.may_be_proposed(1, &edit, " "),
        Err(Refusal::ReasonNeeded)
    );
    assert_eq!(
        savings.may_be_proposed(2, &edit, "Too much"),
        Err(Refusal::NotCurrent { current: 1 })
    );
    assert_eq!(
        savings.may_be_proposed(1, &Change::Edit(fund.clone()), "x"),
        Err(Refusal::NotInTerm)
    );
    for change in [
        Change::Add(MatterKind::SavingsLine),
        Change::Add(MatterKind::Investment),
        Change::Remove(desks.clone()),
    ] {
        assert_eq!(savings.may_be_proposed(1, &change, "x"), Ok(()));
        assert_eq!(
            budget.may_be_proposed(1, &change, "x"),
            Err(Refusal::OneThing)
        );
    }
    assert_eq!(
        savings.may_be_proposed(1, &Change::Add(MatterKind::Budget), "x"),
        Err(Refusal::NotInTerm)
    );
    let mut agreed = savings;
    agree_all(&mut agreed);
    assert_eq!(
        agreed.may_be_proposed(1, &edit, "Too much"),
        Err(Refusal::Locked)
    );
    let mut withdrawn = budget;
    withdrawn.withdraw("No money").expect("it may go");
    assert_eq!(
        withdrawn.may_be_proposed(1, &Change::Edit(fund), "x"),
        Err(Refusal::Withdrawn)
    );
}

#[test]
fn what_says_the_same_is_no_proposal() {
    let savings = term(TermKind::Savings);
    let matters = &savings.current.matters;
    let same = edit(1, matters, "desks", &[("title", "Shared desks")]);
    assert_eq!(same.must_differ(matters), Err(Refusal::NothingChanged));
    let taken = same.taken_up(matters, matters, &around(), &Posted::default());
    assert_eq!(taken, Err(Unmerged::Rule(Refusal::NothingChanged)));
    let other = edit(1, matters, "desks", &[("title", "Desks")]);
    assert_eq!(other.must_differ(matters), Ok(()));
}

#[test]
fn a_proposal_from_an_older_version_is_merged_with_what_stands() {
    let mut savings = term(TermKind::Savings);
    let first = savings.current.matters.clone();
    let mine = edit(1, &first, "desks", &[("high-2014-15", "1.3m")]);
    let theirs = edit(1, &first, "desks", &[("low-2014-15", "1m")]);
    let next = theirs
        .taken_up(&first, &first, &around(), &Posted::default())
        .expect("nothing stands against it");
    savings
        .put_forward(1, next, someone(), day(1), "Lower")
        .expect("it is open");
    let merged = mine
        .taken_up(
            &first,
            &savings.current.matters,
            &around(),
            &Posted::default(),
        )
        .expect("they do not overlap");
    let sheet = find(&merged, "desks").matter.sheet(&around());
    let text = |name: &str| sheet.field(name).expect("a field").text.clone();
    assert_eq!(text("low-2014-15"), "£1,000,000");
    assert_eq!(text("high-2014-15"), "£1,300,000");
    assert_eq!(merged.len(), first.len());
    // What both changed is for somebody to choose.
    let late = edit(1, &first, "desks", &[("low-2014-15", "0.9m")]);
    let current = &savings.current.matters;
    let open = late.taken_up(&first, current, &around(), &Posted::default());
    let Err(Unmerged::Choose(open)) = open else {
        panic!("{open:?}");
    };
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].name, "low-2014-15");
    let mine = choices(&[("choose-low-2014-15", "mine")]);
    let chosen = late.taken_up(&first, current, &around(), &mine);
    let chosen = chosen.expect("it is chosen");
    let sheet = find(&chosen, "desks").matter.sheet(&around());
    assert_eq!(
        sheet.field("low-2014-15").expect("a field").text,
        "£900,000"
    );
    let theirs = choices(&[("choose-low-2014-15", "theirs")]);
    assert_eq!(
        late.taken_up(&first, current, &around(), &theirs),
        Err(Unmerged::Rule(Refusal::NothingChanged))
    );
}

#[test]
fn a_line_is_added_and_taken_out() {
    let savings = term(TermKind::Savings);
    let matters = &savings.current.matters;
    let blank = Matter::blank(MatterKind::SavingsLine);
    let more = Wording {
        base: 1,
        change: ChangeKind::Add,
        key: Key::new("vans"),
        matter: typed(&blank, &[("title", "Fewer vans")]),
    };
    let nothing = Posted::default();
    let with = more
        .taken_up(matters, matters, &around(), &nothing)
        .expect("it is new");
    assert_eq!(with.len(), matters.len() + 1);
    assert_eq!(find(&with, "vans").matter.title(), "Fewer vans");
    let less = Wording {
        base: 1,
        change: ChangeKind::Remove,
        key: Key::new("desks"),
        matter: find(matters, "desks").matter.clone(),
    };
    let without = less
        .taken_up(matters, &with, &around(), &nothing)
        .expect("nobody changed it");
    assert!(without.iter().all(|kept| kept.key.as_str() != "desks"));
    assert_eq!(without.len(), matters.len());
    // Somebody changed meanwhile what is to go.
    let changed = edit(1, matters, "desks", &[("title", "More desks")])
        .taken_up(matters, matters, &around(), &nothing)
        .expect("nothing stands against it");
    let open = less.taken_up(matters, &changed, &around(), &nothing);
    assert!(
        matches!(&open, Err(Unmerged::Choose(all)) if all[0].name == WHOLE),
        "{open:?}"
    );
    let goes = choices(&[("choose-the-whole", "mine")]);
    let gone = less.taken_up(matters, &changed, &around(), &goes);
    assert!(
        gone.expect("it is chosen")
            .iter()
            .all(|kept| kept.key.as_str() != "desks")
    );
    // What has gone meanwhile can be neither changed nor taken out.
    let late = edit(1, matters, "desks", &[("title", "Desks")]);
    assert_eq!(
        late.taken_up(matters, &without, &around(), &nothing),
        Err(Unmerged::Rule(Refusal::NotInTerm))
    );
    assert_eq!(
        less.taken_up(matters, &without, &around(), &nothing),
        Err(Unmerged::Rule(Refusal::NothingChanged))
    );
}

#[test]
fn two_proposals_say_where_they_overlap() {
    let savings = term(TermKind::Savings);
    let matters = &savings.current.matters;
    let one = edit(
        1,
        matters,
        "desks",
        &[("title", "Desks"), ("low-2014-15", "1m")],
    );
    let two = edit(
        1,
        matters,
        "desks",
        &[("low-2014-15", "0.9m"), ("method", "Asked.")],
    );
    let three = edit(1, matters, "desks", &[("high-2013-14", "0.6m")]);
    let other = edit(1, matters, "fit-out", &[("title", "Fitting out")]);
    let overlap = |a: &Wording, b: &Wording| a.overlap(matters, (b, matters), &around());
    let Some(Overlap::Fields(fields)) = overlap(&one, &two) else {
        panic!("they are about the same line");
    };
    assert_eq!(fields.len(), 1, "{fields:?}");
    assert_eq!(overlap(&one, &three), Some(Overlap::Fields(Vec::new())));
    assert_eq!(overlap(&one, &other), None);
    let gone = Wording {
        change: ChangeKind::Remove,
        ..one.clone()
    };
    assert_eq!(overlap(&gone, &three), Some(Overlap::Whole));
    assert_eq!(overlap(&three, &gone), Some(Overlap::Whole));
}

#[test]
fn a_proposal_is_answered_once() {
    assert_eq!(ProposalState::Open.must_be_open(), Ok(()));
    for (state, refusal) in [
        (ProposalState::TakenUp, Refusal::TakenUpAlready),
        (ProposalState::Refused, Refusal::RefusedAlready),
        (ProposalState::Released, Refusal::ReleasedAlready),
    ] {
        assert_eq!(state.must_be_open(), Err(refusal));
    }
}

#[test]
fn who_leads_a_side_answers_what_it_reads() {
    let offer = OfferFacts {
        reference: "KEN-1".parse().expect("a reference"),
        place: OrganisationId::new("kent"),
        stage: Stage::Negotiating,
        submitted_before: true,
        champion: Some(PersonId::new("carla")),
        partners: vec![OrganisationId::new("police")],
        departments: vec![OrganisationId::new("hmt"), OrganisationId::new("clg")],
        embargoed: false,
    };
    let hat = |person: &str, organisation: &str, role| Hat {
        person: PersonId::new(person),
        organisation: OrganisationId::new(organisation),
        role,
    };
    let leader = hat("ann", "kent", Role::PlaceLeader);
    let champion = hat("carla", "clg", Role::Champion);
    for act in [Act::TakeUp, Act::RefuseWording, Act::ReleaseToJoint] {
        for room in Room::ALL {
            let may = |hat: &Hat| may_answer(hat, act, *room, &offer);
            assert_eq!(may(&leader), *room != Room::Whitehall, "{act:?} {room:?}");
            assert_eq!(may(&champion), *room != Room::Place, "{act:?} {room:?}");
            for other in [
                hat("dev", "kent", Role::Drafter),
                hat("pat", "police", Role::Partner),
                hat("theo", "hmt", Role::DepartmentReviewer),
                hat("cora", "clg", Role::Champion),
                hat("noor", "nao", Role::Auditor),
            ] {
                assert!(!may(&other), "{act:?} {room:?} {other:?}");
            }
        }
    }
}
