//! Splitting and sharing, and what a rule must say before it can share.

#![expect(clippy::unwrap_used, reason = "a test stops where a figure is wrong")]

use domain::money::{
    BasisPoints, Pence, Share, SharingError, SharingProblem, SharingRule, Tier, YearShares, split,
    waterfall,
};

fn pence(typed: &str) -> Pence {
    Pence::parse(typed).unwrap()
}

fn amounts<const N: usize>(typed: [&str; N]) -> Vec<Pence> {
    typed.into_iter().map(pence).collect()
}

fn rule() -> SharingRule {
    let tier = |up_to: Option<&str>, local| Tier {
        up_to: up_to.map(pence),
        local: BasisPoints::parse(local).unwrap(),
    };
    SharingRule {
        recovery: true,
        tiers: vec![
            tier(Some("1m"), "50%"),
            tier(Some("4m"), "70%"),
            tier(None, "80%"),
        ],
        partners: vec![
            Share::new("council", 5_500),
            Share::new("police", 3_000),
            Share::new("health", 1_500),
        ],
        departments: vec![Share::new("treasury", 6_000), Share::new("home", 4_000)],
    }
}

#[test]
fn the_worked_example_with_a_year_below_zero() {
    let put_in = [
        amounts(["600k", "300k"]),
        amounts(["100k", "0"]),
        amounts(["0", "0"]),
    ];
    let shares = waterfall(&rule(), &amounts(["375k", "-200k", "5.565m"]), &put_in).unwrap();
    let second = &shares[1];
    assert_eq!(second.shared, Pence::ZERO);
    assert_eq!(second.recovered, amounts(["0", "0"]));
    assert_eq!(second.carried_deficit, pence("200k"));
    let third = &shares[2];
    assert_eq!(third.made_good, pence("200k"));
    assert_eq!(third.carried_deficit, Pence::ZERO);
    assert_eq!(third.recovered, amounts(["450k", "175k"]));
    assert_eq!(third.local, pence("3,192,000"));
    assert_eq!(third.central, pence("1,548,000"));
}

#[test]
fn a_deficit_is_carried_until_it_is_made_good() {
    let only_local = SharingRule {
        recovery: false,
        tiers: vec![Tier {
            up_to: None,
            local: BasisPoints::WHOLE,
        }],
        partners: vec![Share::new("council", 1)],
        departments: Vec::new(),
    };
    let additional = amounts(["-300", "-100", "250", "150", "100"]);
    let shares = waterfall(&only_local, &additional, &[]).unwrap();
    let each = |figure: fn(&YearShares) -> Pence| shares.iter().map(figure).collect::<Vec<_>>();
    assert_eq!(
        each(|year| year.carried_deficit),
        amounts(["300", "400", "150", "0", "0"])
    );
    assert_eq!(
        each(|year| year.made_good),
        amounts(["0", "0", "250", "150", "0"])
    );
    assert_eq!(
        each(|year| year.local),
        amounts(["0", "0", "0", "0", "100"])
    );
    assert_eq!(
        each(|year| year.by_partner[0]),
        amounts(["0", "0", "0", "0", "100"])
    );
}

#[test]
fn left_over_pennies_go_to_the_largest_remainder_then_to_the_earlier() {
    for (amount, weights, parts) in [
        (100, vec![1, 1, 1], vec![34, 33, 33]),
        (-100, vec![1, 1, 1], vec![-34, -33, -33]),
        (101, vec![1, 1, 1], vec![34, 34, 33]),
        (10, vec![1, 2, 3], vec![2, 3, 5]),
        (1, vec![0, 1, 1], vec![0, 1, 0]),
        (5, vec![0, 7], vec![0, 5]),
        (0, vec![3, 4], vec![0, 0]),
        (0, vec![], vec![]),
        (7, vec![u32::MAX, u32::MAX], vec![4, 3]),
    ] {
        let parts: Vec<_> = parts.into_iter().map(|p| Pence::new(p).unwrap()).collect();
        assert_eq!(split(Pence::new(amount).unwrap(), &weights), Ok(parts));
    }
    let nobody = Err(SharingError::Problem(SharingProblem::Nobody));
    assert_eq!(split(pence("1"), &[]), nobody);
    assert_eq!(split(pence("1"), &[0, 0]), nobody);
}

#[test]
fn a_rule_says_everything_that_is_wrong_with_it() {
    let tier = |up_to: Option<&str>, local| Tier {
        up_to: up_to.map(pence),
        local: BasisPoints::new(local),
    };
    let problems = |change: &dyn Fn(&mut SharingRule)| {
        let mut rule = rule();
        change(&mut rule);
        rule.problems()
    };
    use SharingProblem::*;
    assert_eq!(problems(&|_| {}), []);
    assert_eq!(problems(&|rule| rule.tiers.clear()), [NoTiers]);
    assert_eq!(
        problems(&|rule| rule.tiers[1] = tier(Some("0.5m"), 10_001)),
        [LocalPartOutOfRange { tier: 2 }, TierOutOfOrder { tier: 2 }]
    );
    assert_eq!(
        problems(&|rule| rule.tiers[0] = tier(Some("0"), -1)),
        [LocalPartOutOfRange { tier: 1 }, TierOutOfOrder { tier: 1 }]
    );
    assert_eq!(
        problems(&|rule| rule.tiers[0].up_to = None),
        [TierWithoutEnd { tier: 1 }]
    );
    assert_eq!(
        problems(&|rule| rule.tiers[2].up_to = Some(pence("9m"))),
        [LastTierEnds]
    );
    assert_eq!(problems(&|rule| rule.partners.clear()), [NoPartners]);
    assert_eq!(
        problems(&|rule| rule.departments = vec![Share::new("treasury", 0)]),
        [NoDepartments]
    );
    assert_eq!(SharingRule::default().problems(), [NoTiers]);
    assert_eq!(
        waterfall(&SharingRule::default(), &amounts(["1"]), &[]),
        Err(NoTiers.into())
    );
}

#[test]
fn each_tier_is_rounded_by_itself() {
    let tier = |up_to: Option<&str>, local| Tier {
        up_to: up_to.map(pence),
        local: BasisPoints::new(local),
    };
    let rule = SharingRule {
        recovery: false,
        tiers: vec![
            tier(Some("0.01"), 5_000),
            tier(Some("0.02"), 5_000),
            tier(None, 0),
        ],
        ..rule()
    };
    let shares = waterfall(&rule, &amounts(["0.03"]), &[]).unwrap();
    // A penny and a penny, each half local, each rounded away from zero.
    assert_eq!(shares[0].local, pence("0.02"));
    assert_eq!(shares[0].central, pence("0.01"));
}

#[test]
fn a_correction_after_recovery_is_used_up_before_more_is_owed() {
    let put_in = [
        amounts(["100", "50"]),
        amounts(["-40", "10"]),
        amounts(["60", "0"]),
    ];
    let additional = amounts(["150", "30", "30"]);
    let shares = waterfall(&rule(), &additional, &put_in).unwrap();
    let recovered: Vec<_> = shares.iter().map(|year| year.recovered.clone()).collect();
    assert_eq!(recovered[0], amounts(["100", "50"]));
    assert_eq!(recovered[1], amounts(["0", "10"]));
    assert_eq!(shares[1].still_owed, amounts(["-40", "0"]));
    assert_eq!(recovered[2], amounts(["20", "0"]));
}

#[test]
fn without_recovery_everything_is_shared() {
    let rule = SharingRule {
        recovery: false,
        ..rule()
    };
    let shares = waterfall(&rule, &amounts(["375k"]), &[amounts(["600k", "300k"])]).unwrap();
    assert_eq!(shares[0].recovered, amounts(["0", "0"]));
    assert_eq!(shares[0].shared, pence("375k"));
    assert_eq!(shares[0].local, pence("187,500"));
}
