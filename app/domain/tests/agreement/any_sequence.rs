//! Whatever people do, in whatever order: nothing is signed without every required signature on the current issue, and
//! no signature ever leaves the record of the issue that it was given on.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::agreement::{
    Bound, Capacity, Content, Digest, Issue, MemorandumSheet, Moment, Named, Sealed, Sheet,
    SheetState, Signatory, SigningParty, ToSign,
};
use domain::process::{Hat, Role};
use proptest::prelude::*;

use crate::{department, everybody, first, hat, moment, other, signatory};

/// Two texts of the same agreement, as before and after a return to the table.
static TEXTS: LazyLock<[(Content, Sealed); 2]> = LazyLock::new(|| {
    [first(), other()].map(|content| {
        let sealed = content.seal().expect("it can be sealed");
        (content, sealed)
    })
});

/// Everybody named, one who approves, one who can be asked, and two who have no business here.
static PEOPLE: LazyLock<Vec<Hat>> = LazyLock::new(|| {
    let named = TEXTS[0].0.parties.iter().map(|bound| hat(&bound.party));
    named
        .chain([
            Hat::new("ann", "dwp", Role::DepartmentReviewer),
            Hat::new("dan", "dwp", Role::DepartmentReviewer),
            Hat::new("leo", "north", Role::PlaceLeader),
            Hat::new("margaret", "north", Role::Drafter),
            Hat::new("office", "programme", Role::ProgrammeOffice),
        ])
        .collect()
});

#[derive(Clone, Debug)]
enum Act {
    Sign {
        who: usize,
        old_text: bool,
        declared: bool,
    },
    SignMemorandum {
        who: usize,
    },
    Refuse {
        who: usize,
    },
    RefuseMemorandum {
        who: usize,
    },
    HandOn {
        who: usize,
        to: usize,
    },
    TakeBack {
        who: usize,
    },
    Expire,
    Recall,
    Days(i64),
    Issue {
        text: usize,
        ordered: bool,
    },
    PutOut {
        text: usize,
    },
}

fn act() -> impl Strategy<Value = Act> {
    let who = 0..PEOPLE.len();
    prop_oneof![
        30 => (who.clone(), prop::bool::weighted(0.05), prop::bool::weighted(0.95))
            .prop_map(|(who, old_text, declared)| Act::Sign { who, old_text, declared }),
        10 => who.clone().prop_map(|who| Act::SignMemorandum { who }),
        1 => who.clone().prop_map(|who| Act::Refuse { who }),
        1 => who.clone().prop_map(|who| Act::RefuseMemorandum { who }),
        3 => (who.clone(), who.clone()).prop_map(|(who, to)| Act::HandOn { who, to }),
        1 => who.prop_map(|who| Act::TakeBack { who }),
        1 => Just(Act::Expire),
        1 => Just(Act::Recall),
        1 => (1_i64..12).prop_map(Act::Days),
        6 => (0_usize..2, any::<bool>()).prop_map(|(text, ordered)| Act::Issue { text, ordered }),
        4 => (0_usize..2).prop_map(|text| Act::PutOut { text }),
    ]
}

/// What a bookkeeper who knows no rules saw: which party signed which text, as part of which issue.
type Seen = BTreeSet<(Option<u32>, SigningParty, Digest)>;

#[derive(Default)]
struct World {
    day: i64,
    issues: Vec<Issue>,
    texts: Vec<usize>,
    memoranda: Vec<MemorandumSheet>,
    seen: Seen,
}

fn party_of(sheet: &Sheet, hat: &Hat) -> Option<(SigningParty, Capacity)> {
    let one = sheet.signatories.iter().find(|one| one.is_held_by(hat))?;
    Some((one.party.clone(), one.capacity))
}

impl World {
    fn now(&self) -> Moment {
        moment(self.day)
    }

    fn apply(&mut self, act: &Act) {
        let now = self.now();
        match act {
            Act::Sign {
                who,
                old_text,
                declared,
            } => {
                let hat = &PEOPLE[*who];
                let Some(issue) = self.issues.last_mut() else {
                    return;
                };
                let digest = if *old_text {
                    Digest::of(b"before")
                } else {
                    issue.sheet.digest
                };
                let party = party_of(&issue.sheet, hat);
                if issue
                    .sign(hat, digest, *declared, &self.memoranda, now)
                    .is_ok()
                {
                    assert!(*declared && !*old_text);
                    let (party, capacity) = party.expect("only who is named signs");
                    if capacity == Capacity::Signer {
                        self.seen.insert((Some(issue.number), party, digest));
                    }
                }
            }
            Act::SignMemorandum { who } => {
                let hat = &PEOPLE[*who];
                for one in &mut self.memoranda {
                    let (party, digest) = (party_of(&one.sheet, hat), one.sheet.digest);
                    if one.sheet.sign(hat, digest, true, now).is_ok() {
                        let (party, _) = party.expect("only who is named signs");
                        self.seen.insert((None, party, digest));
                    }
                }
            }
            Act::Refuse { who } => {
                if let Some(issue) = self.issues.last_mut() {
                    let digest = issue.sheet.digest;
                    drop(issue.refuse(&PEOPLE[*who], digest, "No", &[1], now));
                }
            }
            Act::RefuseMemorandum { who } => {
                if let Some(one) = self.memoranda.last_mut() {
                    let digest = one.sheet.digest;
                    drop(one.refuse(&PEOPLE[*who], digest, "No", now));
                }
            }
            Act::HandOn { who, to } => {
                let to = &PEOPLE[*to];
                let named = Named::new(to.person.clone(), to.person.as_str(), "Deputy");
                if let Some(issue) = self.issues.last_mut() {
                    drop((issue.sheet).hand_on(&PEOPLE[*who], named, to, "Away", now));
                }
            }
            Act::TakeBack { who } => {
                if let Some(issue) = self.issues.last_mut() {
                    drop(issue.sheet.take_back(&PEOPLE[*who], now));
                }
            }
            Act::Expire => {
                if let Some(issue) = self.issues.last_mut() {
                    drop(issue.sheet.expire(now));
                }
            }
            Act::Recall => {
                if let Some(issue) = self.issues.last_mut() {
                    drop(issue.sheet.recall(&"office".into(), "A misprint", now));
                }
            }
            Act::Days(days) => self.day += days,
            Act::Issue { text, ordered } => self.issue(*text, *ordered),
            Act::PutOut { text } => {
                let memorandum = &TEXTS[*text].0.memoranda[0];
                let to_sign = self.until_later(&memorandum.parties);
                if let Ok(one) = MemorandumSheet::open(memorandum, to_sign, &self.memoranda, now) {
                    self.memoranda.push(one);
                }
            }
        }
    }

    fn until_later(&self, parties: &[Bound]) -> ToSign {
        ToSign {
            last_day: moment(self.day + 20).today,
            ..everybody(parties)
        }
    }

    fn issue(&mut self, text: usize, ordered: bool) {
        let (content, sealed) = &TEXTS[text];
        let mut to_sign = self.until_later(&content.parties);
        if ordered {
            to_sign.signatories.push(Signatory {
                capacity: Capacity::Approver,
                named: Named::new("ann", "Ann", "Finance director"),
                ..signatory(&department("dwp"))
            });
            for (step, one) in (0..).zip(&mut to_sign.signatories) {
                one.step = step;
            }
        }
        let now = self.now();
        if let Ok(issue) = Issue::open(content, sealed, None, to_sign, &self.issues, now) {
            self.issues.push(issue);
            self.texts.push(text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn nothing_is_signed_without_everybody(acts in prop::collection::vec(act(), 1..160)) {
        let mut world = World::default();
        for act in &acts {
            let before = world.issues.clone();
            world.apply(act);
            for (old, new) in before.iter().zip(&world.issues) {
                for (one, other) in old.sheet.signatories.iter().zip(&new.sheet.signatories) {
                    prop_assert!(one.mark.is_none() || one.mark == other.mark, "a mark stays");
                    prop_assert!(one.handed.len() <= other.handed.len(), "and so does the trace");
                }
                if old.sheet.state() != SheetState::Open {
                    prop_assert_eq!(old, new, "what has ended never changes");
                }
            }
            let open = world.issues.iter().filter(|one| one.sheet.state() == SheetState::Open);
            prop_assert!(open.count() <= 1, "one issue at a time");
            for (issue, text) in world.issues.iter().zip(&world.texts) {
                if issue.sheet.state() != SheetState::Signed {
                    continue;
                }
                let (content, sealed) = &TEXTS[*text];
                for bound in &content.parties {
                    let entry = (Some(issue.number), bound.party.clone(), sealed.digest);
                    prop_assert!(world.seen.contains(&entry), "{:?} has not signed", bound.party);
                }
                for memorandum in &content.memoranda {
                    let digest = memorandum.part().expect("a part").digest();
                    for bound in &memorandum.parties {
                        let entry = (None, bound.party.clone(), digest);
                        prop_assert!(world.seen.contains(&entry), "{:?} of the memorandum", bound.party);
                    }
                }
            }
        }
    }
}

/// The property above would hold of a world in which nothing is ever signed; this one is not such a world.
#[test]
fn such_a_world_can_come_to_an_agreement() {
    let mut world = World::default();
    let sign_all = |world: &mut World| {
        for _ in 0..PEOPLE.len() {
            for who in 0..PEOPLE.len() {
                world.apply(&Act::SignMemorandum { who });
                world.apply(&Act::Sign {
                    who,
                    old_text: false,
                    declared: true,
                });
            }
        }
    };
    world.apply(&Act::Issue {
        text: 0,
        ordered: false,
    });
    world.apply(&Act::PutOut { text: 0 });
    world.apply(&Act::Refuse { who: 0 });
    world.apply(&Act::PutOut { text: 1 });
    world.apply(&Act::Issue {
        text: 1,
        ordered: true,
    });
    world.apply(&Act::HandOn { who: 2, to: 5 });
    sign_all(&mut world);
    let states: Vec<SheetState> = world.issues.iter().map(|one| one.sheet.state()).collect();
    assert_eq!(states, [SheetState::Refused, SheetState::Signed]);
}
