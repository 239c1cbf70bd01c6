//! Completed when its term is over, terminated before; and nothing open is forgotten.

use domain::agreement::{Decided, EndKind, Fate, Force, Obligation, Refusal, ToEnd, Variation};

use crate::{date, first, moment};

fn open() -> Vec<Obligation> {
    [
        ("visit.1", "Claims in one visit"),
        ("ringfence", "Lift the ringfence"),
    ]
    .into_iter()
    .map(|(id, title)| Obligation {
        id: id.to_owned(),
        title: title.to_owned(),
    })
    .collect()
}

fn decided() -> Vec<Decided> {
    let fate = |id: &str, fate| Decided {
        id: id.to_owned(),
        fate,
    };
    vec![
        fate("visit.1", Fate::FallsAway),
        fate(
            "ringfence",
            Fate::CarriesOn {
                until: date("2017-03-31"),
            },
        ),
    ]
}

fn variation() -> Variation {
    Variation::open(&first(), &[1], "Wider", &[], &"office".into(), moment(0).at).expect("it opens")
}

/// The day, and what becomes of closing and of terminating on it. The agreement runs from 1 April 2013.
#[test]
fn which_end_is_possible_on_which_day() {
    let force = Force::of(&first().head, date("2013-02-04"));
    for (day, complete, terminate) in [
        (
            "2013-03-31",
            Err(Refusal::NotInForce),
            Err(Refusal::NotInForce),
        ),
        (
            "2013-04-01",
            Err(Refusal::StillRunning(date("2016-03-31"))),
            Ok(date("2013-04-01")),
        ),
        (
            "2016-03-31",
            Err(Refusal::StillRunning(date("2016-03-31"))),
            Ok(date("2016-03-31")),
        ),
        (
            "2016-04-01",
            Ok(date("2016-03-31")),
            Err(Refusal::HasRunItsTerm),
        ),
        (
            "2018-01-01",
            Ok(date("2016-03-31")),
            Err(Refusal::HasRunItsTerm),
        ),
    ] {
        let obligations = open();
        let to_end = ToEnd {
            force,
            variations: &[],
            open: &obligations,
            today: date(day),
        };
        let ended = to_end.complete("All was done.", decided());
        assert_eq!(ended.map(|ending| ending.on), complete, "complete on {day}");
        let stopped = to_end.terminate("The council left.", decided());
        assert_eq!(
            stopped.map(|ending| ending.on),
            terminate,
            "terminate on {day}"
        );
    }
}

#[test]
fn an_end_has_a_reason_and_says_what_becomes_of_everything() {
    let force = Force::of(&first().head, date("2013-02-04"));
    let obligations = open();
    let to_end = ToEnd {
        force,
        variations: &[],
        open: &obligations,
        today: date("2014-06-30"),
    };
    let ending = to_end
        .terminate(" The council left. ", decided())
        .expect("it ends");
    assert_eq!(
        (ending.kind, ending.reason.as_str()),
        (EndKind::Terminated, "The council left.")
    );
    assert_eq!(ending.fates, decided());
    assert_eq!(to_end.terminate(" ", decided()), Err(Refusal::ReasonNeeded));
    let fewer = decided().split_off(1);
    assert_eq!(
        to_end.terminate("Why", fewer),
        Err(Refusal::NothingSaidOf("Claims in one visit".to_owned()))
    );
    let refused = |fate| {
        let mut fates = decided();
        fates[1].fate = fate;
        to_end.terminate("Why", fates).expect_err("it is refused")
    };
    assert_eq!(
        refused(Fate::CarriesOn {
            until: date("2014-06-30")
        }),
        Refusal::CarriesOnUntil
    );
    assert_eq!(
        refused(Fate::HandedOver { to: " ".to_owned() }),
        Refusal::NobodyTakesOver
    );
    let mut more = decided();
    more.push(Decided {
        id: "desks".to_owned(),
        fate: Fate::FallsAway,
    });
    assert_eq!(
        to_end.terminate("Why", more),
        Err(Refusal::NotOpen("desks".to_owned()))
    );
}

#[test]
fn an_open_variation_comes_to_its_own_end_first() {
    let mut variations = [variation()];
    let force = Force::of(&first().head, date("2013-02-04"));
    let end = |variations: &[Variation]| {
        let to_end = ToEnd {
            force,
            variations,
            open: &[],
            today: date("2014-06-30"),
        };
        to_end.terminate("Why", Vec::new()).map(|_| ())
    };
    assert_eq!(
        end(&variations),
        Err(Refusal::VariationOpen("1".to_owned()))
    );
    variations[0]
        .step(domain::process::Transition::End)
        .expect("it ends");
    assert_eq!(end(&variations), Ok(()));
}
