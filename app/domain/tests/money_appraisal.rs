//! What a plan is worth: the worked example, to the penny, and what happens
//! where something is missing or out of the way.

#![expect(clippy::unwrap_used, reason = "a test stops where a figure is wrong")]

use domain::money::{
    Appraisal, BasisPoints, Case, CaseAppraisal, Estimate, FinancialYear, Grade, InvestmentKind,
    LineYear, NotComputableYet, Parameters, Pence, Plan, PlanInvestment, PlanLine, SavingsKind,
    Share, SharingProblem, SharingRule, Tier, TooLarge,
};

fn pence(typed: &str) -> Pence {
    Pence::parse(typed).unwrap()
}

fn amounts<const N: usize>(typed: [&str; N]) -> Vec<Pence> {
    typed.into_iter().map(pence).collect()
}

fn year(typed: &str) -> FinancialYear {
    FinancialYear::parse(typed).unwrap()
}

fn line_year((low, high, required): (&str, &str, &str)) -> LineYear {
    LineYear {
        estimate: Some(Estimate::between(pence(low), pence(high)).unwrap()),
        required: Some(pence(required)),
    }
}

fn line(key: &str, kind: SavingsKind, grade: Grade, years: [(&str, &str, &str); 3]) -> PlanLine {
    PlanLine {
        key: key.into(),
        title: format!("Line {key}"),
        kind,
        grade,
        years: years.map(line_year).into(),
        accrues_to: Vec::new(),
    }
}

fn investment(key: &str, investor: &str, amounts: &[&str]) -> PlanInvestment {
    PlanInvestment {
        key: key.into(),
        title: format!("Investment {key}"),
        investor: investor.into(),
        kind: InvestmentKind::Revenue,
        grade: Grade::One,
        amounts: amounts.iter().map(|typed| Some(pence(typed))).collect(),
    }
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

fn example() -> Plan {
    let cashable = SavingsKind::Cashable;
    Plan {
        years: FinancialYear::run(year("2011-12"), 3),
        lines: vec![
            line(
                "A",
                cashable,
                Grade::Two,
                [
                    ("500k", "500k", "100k"),
                    ("1.2m", "1.6m", "100k"),
                    ("2.2m", "2.2m", "100k"),
                ],
            ),
            line(
                "B",
                cashable,
                Grade::Four,
                [
                    ("0", "0", "0"),
                    ("1.5m", "2.5m", "250k"),
                    ("3.75m", "5.25m", "250k"),
                ],
            ),
        ],
        investments: vec![
            investment("1", "X", &["600k", "100k"]),
            investment("2", "Y", &["300k"]),
        ],
        local_spend: vec![None, None, Some(pence("300m"))],
        sharing: Some(rule()),
    }
}

fn appraise(plan: &Plan) -> Appraisal {
    Appraisal::of(plan, &Parameters::default()).unwrap()
}

fn additional(case: &CaseAppraisal) -> Vec<Pence> {
    case.years.iter().map(|y| y.additional.unwrap()).collect()
}

#[test]
fn the_worked_example_central() {
    let appraisal = appraise(&example());
    let central = &appraisal.central;
    assert_eq!(additional(central), amounts(["375k", "2.68m", "5.565m"]));
    assert_eq!(appraisal.investors, ["X", "Y"]);
    assert_eq!(appraisal.put_in[0], amounts(["600k", "300k"]));
    assert_eq!(appraisal.put_in[1], amounts(["100k", "0"]));
    assert_eq!(appraisal.adjusted_cost_total, pence("1m"));
    assert_eq!(central.npv, Ok(pence("£7,162,740.67")));
    assert_eq!(central.benefit_cost.unwrap().unwrap().to_string(), "8.19");
    assert_eq!(central.payback, Ok(Some(year("2012-13"))));
    // 5,565,000 of 300,000,000 is 1.855 per cent.
    assert_eq!(central.ambition, Ok(BasisPoints::new(186)));
    assert!(central.complete);

    let net: Vec<_> = central.years.iter().map(|y| y.net.unwrap()).collect();
    assert_eq!(net, amounts(["-525k", "2.58m", "5.565m"]));
    let sums: Vec<_> = central
        .years
        .iter()
        .map(|y| y.cumulative.unwrap())
        .collect();
    assert_eq!(sums, amounts(["-525k", "2.055m", "7.62m"]));
}

#[test]
fn the_worked_example_low_and_high() {
    let appraisal = appraise(&example());
    for (case, npv, ratio) in [
        (Case::Low, "£5,973,424.70", "6.99"),
        (Case::Central, "£7,162,740.67", "8.19"),
        (Case::High, "£8,352,056.64", "9.38"),
    ] {
        let appraised = appraisal.case(case);
        assert_eq!(appraised.case, case);
        assert_eq!(appraised.npv, Ok(pence(npv)));
        assert_eq!(appraised.benefit_cost.unwrap().unwrap().to_string(), ratio);
        assert_eq!(appraised.payback, Ok(Some(year("2012-13"))));
    }
}

#[test]
fn the_worked_example_shared() {
    let shares = appraise(&example()).central.sharing.unwrap();
    let [first, second, third] = shares.as_slice() else {
        panic!("three years");
    };
    assert_eq!(first.recovered, amounts(["250k", "125k"]));
    assert_eq!(first.still_owed, amounts(["350k", "175k"]));
    assert_eq!(first.shared, Pence::ZERO);

    assert_eq!(second.recovered, amounts(["450k", "175k"]));
    assert_eq!(second.still_owed, amounts(["0", "0"]));
    assert_eq!(second.local, pence("1,238,500"));
    assert_eq!(
        second.by_partner,
        amounts(["681,175", "371,550", "185,775"])
    );
    assert_eq!(second.central, pence("816,500"));
    assert_eq!(second.by_department, amounts(["489,900", "326,600"]));
    let slices: Vec<_> = second.slices.iter().map(|slice| slice.amount).collect();
    assert_eq!(slices, amounts(["1m", "1.055m", "0"]));

    assert_eq!(third.recovered, amounts(["0", "0"]));
    assert_eq!(third.local, pence("4,257,500"));
    assert_eq!(
        third.by_partner,
        amounts(["2,341,625", "1,277,250", "638,625"])
    );
    assert_eq!(third.central, pence("1,307,500"));
    assert_eq!(third.by_department, amounts(["784,500", "523,000"]));
}

#[test]
fn losses_are_made_larger_by_optimism_bias() {
    let parameters = Parameters::default();
    let adjusted = |typed| {
        parameters
            .adjusted_saving(pence(typed), Grade::Four)
            .unwrap()
    };
    assert_eq!(adjusted("100"), pence("85"));
    assert_eq!(adjusted("-100"), pence("-115"));
    let cost = parameters.adjusted_cost(pence("100"), Grade::Six);
    assert_eq!(cost, Ok(pence("140")));
}

#[test]
fn additional_is_not_computable_while_the_requirement_is_not_known() {
    let mut plan = example();
    plan.lines[1].years[1].required = None;
    let central = appraise(&plan).central;
    let unknown = NotComputableYet::RequirementNotKnown {
        year: year("2012-13"),
    };
    assert_eq!(central.years[0].additional, Ok(pence("375k")));
    assert_eq!(central.years[1].required, Err(unknown));
    assert_eq!(central.years[1].additional, Err(unknown));
    assert_eq!(central.years[1].adjusted, pence("3.03m"));
    assert_eq!(central.years[2].additional, Ok(pence("5.565m")));
    assert_eq!(central.years[2].cumulative, Err(unknown));
    assert_eq!(central.npv, Err(unknown));
    assert_eq!(central.benefit_cost, Err(unknown));
    assert_eq!(central.payback, Err(unknown));
    assert_eq!(central.sharing, Err(unknown));
    assert_eq!(central.lines[1].additional_total, Err(unknown));
    assert!(central.lines[0].additional_total.is_ok());
    // The final year is known, and so is the ambition.
    assert_eq!(central.ambition, Ok(BasisPoints::new(186)));
    assert_eq!(
        unknown.to_string(),
        "Not computable yet: what is required of all areas in 2012-13 is not known"
    );
}

#[test]
fn a_missing_estimate_is_left_out_and_said() {
    let mut plan = example();
    plan.lines[1].years.truncate(2);
    plan.lines[1].years[1].estimate = None;
    let central = appraise(&plan).central;
    assert!(!central.complete);
    let complete: Vec<_> = central.years.iter().map(|year| year.complete).collect();
    assert_eq!(complete, [true, false, false]);
    assert_eq!(additional(&central), amounts(["375k", "1.23m", "1.99m"]));
    let missing = NotComputableYet::EstimateMissing {
        year: year("2013-14"),
    };
    assert_eq!(central.lines[1].years[2].additional, Err(missing));
    assert!(!central.lines[1].complete);
    assert!(central.lines[0].complete);
    assert!(central.npv.is_ok());
}

#[test]
fn only_cashable_savings_count_and_ledgers_stay_apart() {
    let plain = appraise(&example()).central;
    let mut plan = example();
    for kind in SavingsKind::ALL {
        if kind != SavingsKind::Cashable {
            let years = [("1m", "3m", "0"); 3];
            plan.lines.push(line(kind.key(), kind, Grade::One, years));
        }
    }
    // What is not known of another ledger keeps nothing back from this one.
    plan.lines[3].years[0] = LineYear {
        required: None,
        ..plan.lines[3].years[0]
    };
    plan.lines[4].years[0].estimate = None;
    let mixed = appraise(&plan).central;
    assert_eq!(mixed.npv, plain.npv);
    assert_eq!(mixed.benefit_cost, plain.benefit_cost);
    assert_eq!(mixed.ambition, plain.ambition);
    assert_eq!(mixed.sharing, plain.sharing);
    assert_eq!(mixed.years, plain.years);
    assert!(mixed.complete);

    let social = mixed.ledgers.ledger(SavingsKind::SocialValue);
    assert_eq!(social.adjusted_total, pence("6m"));
    assert_eq!(social.additional_total, Ok(pence("6m")));
    let receipts = mixed.ledgers.ledger(SavingsKind::CapitalReceipt);
    assert_eq!(receipts.adjusted_total, pence("4m"));
    assert!(!receipts.complete);
    let avoided = mixed.ledgers.ledger(SavingsKind::CostAvoided);
    assert!(avoided.additional_total.is_err());
    assert_eq!(mixed.ledgers.cashable, plain.ledgers.cashable);
}

#[test]
fn a_saving_accrues_by_weight() {
    let mut plan = example();
    plan.lines[0].accrues_to = vec![Share::new("council", 2), Share::new("police", 1)];
    plan.lines[1].accrues_to = vec![Share::new("council", 0)];
    let low = appraise(&plan).low;
    let accrues = &low.lines[0].years[0].accrues;
    assert_eq!(*accrues, amounts(["£316,666.67", "£158,333.33"]));
    assert!(low.lines[1].years[2].accrues.is_empty());
}

#[test]
fn payback_counts_from_when_the_sum_never_falls_below_zero_again() {
    let mut plan = example();
    plan.investments
        .push(investment("3", "X", &["0", "0", "9m"]));
    assert_eq!(appraise(&plan).central.payback, Ok(None));
    plan.investments.clear();
    let free = appraise(&plan).central;
    assert_eq!(free.payback, Ok(Some(year("2011-12"))));
    assert_eq!(free.benefit_cost, Ok(None));
}

#[test]
fn ambition_needs_a_spend_to_stand_beside() {
    let last = year("2013-14");
    let mut plan = example();
    plan.local_spend[2] = Some(pence("0"));
    let too_small = NotComputableYet::LocalSpendTooSmall { year: last };
    assert_eq!(appraise(&plan).central.ambition, Err(too_small));
    plan.local_spend[2] = Some(pence("0.01"));
    assert_eq!(appraise(&plan).central.ambition, Err(too_small));
    plan.local_spend.clear();
    let unknown = NotComputableYet::LocalSpendNotKnown { year: last };
    assert_eq!(appraise(&plan).central.ambition, Err(unknown));
}

#[test]
fn an_empty_plan_can_be_appraised() {
    let central = appraise(&Plan::default()).central;
    assert_eq!(central.npv, Ok(Pence::ZERO));
    assert_eq!(central.benefit_cost, Ok(None));
    assert_eq!(central.payback, Ok(None));
    assert_eq!(central.ambition, Err(NotComputableYet::NoYears));
    assert_eq!(central.sharing, Err(NotComputableYet::NoSharingRule));
    let mut plan = example();
    plan.sharing = Some(SharingRule::default());
    assert_eq!(
        appraise(&plan).high.sharing,
        Err(NotComputableYet::Sharing(SharingProblem::NoTiers))
    );
}

#[test]
fn amounts_near_the_limit_answer_with_an_error() {
    let mut plan = example();
    let most = pence("999,999,999,999.99");
    plan.lines[0].years[2].estimate = Some(Estimate {
        low: most,
        high: most,
    });
    let optimistic = Parameters::default();
    assert!(Appraisal::of(&plan, &optimistic).is_ok());
    plan.lines[0].years[1] = plan.lines[0].years[2];
    assert_eq!(Appraisal::of(&plan, &optimistic), Err(TooLarge));
    let mut without_discount = Parameters::default();
    without_discount.discount_rate.value = BasisPoints::new(-10_000);
    assert_eq!(Appraisal::of(&example(), &without_discount), Err(TooLarge));
}

#[test]
fn an_appraisal_can_be_stored_and_read_back() {
    let mut plan = example();
    plan.lines[0].years[2].required = None;
    let stored = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&stored).unwrap(), plan);
    let appraisal = appraise(&plan);
    let stored = serde_json::to_string(&appraisal).unwrap();
    assert_eq!(
        serde_json::from_str::<Appraisal>(&stored).unwrap(),
        appraisal
    );
}
