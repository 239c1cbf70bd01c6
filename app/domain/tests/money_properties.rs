//! What holds for every amount, plan and rule, and for any text at all.

#![expect(clippy::unwrap_used, reason = "a test stops where a figure is wrong")]

use domain::money::{
    Appraisal, BasisPoints, Case, Estimate, FinancialYear, Grade, InvestmentKind, LineYear,
    Parameters, Pence, Plan, PlanInvestment, PlanLine, SavingsKind, Share, SharingRule, Tier,
    YearShares, split, waterfall,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

const MOST: i64 = 99_999_999_999_999;

fn amount(range: std::ops::RangeInclusive<i64>) -> impl Strategy<Value = Pence> {
    range.prop_map(|pence| Pence::new(pence).unwrap())
}

/// Any amount, small ones as often as large.
fn any_amount() -> impl Strategy<Value = Pence> {
    prop_oneof![amount(-1_000_000..=1_000_000), amount(-MOST..=MOST)]
}

fn round_amount() -> impl Strategy<Value = Pence> {
    (any_amount(), 0_u32..=11).prop_map(|(amount, zeros)| {
        let step = 10_i64.pow(zeros);
        Pence::new(amount.get() / step * step).unwrap()
    })
}

fn shares(names: &'static str) -> impl Strategy<Value = Vec<Share>> {
    vec(0..=u32::MAX, 1..6).prop_map(move |weights| {
        let mut shares: Vec<_> = (weights.into_iter().enumerate())
            .map(|(place, weight)| Share::new(format!("{names}{place}"), weight))
            .collect();
        shares[0].weight = shares[0].weight.max(1);
        shares
    })
}

prop_compose! {
    fn rule()(
        recovery in any::<bool>(),
        steps in vec((1_i64..=1_000_000_000, 0_i32..=10_000), 0..4),
        last in 0_i32..=10_000,
        partners in shares("partner"),
        departments in shares("department"),
    ) -> SharingRule {
        let mut end = 0;
        let mut tiers: Vec<_> = steps.into_iter().map(|(width, local)| {
            end += width;
            Tier { up_to: Some(Pence::new(end).unwrap()), local: BasisPoints::new(local) }
        }).collect();
        tiers.push(Tier { up_to: None, local: BasisPoints::new(last) });
        SharingRule { recovery, tiers, partners, departments }
    }
}

fn sum(amounts: &[Pence]) -> i64 {
    amounts.iter().map(|amount| amount.get()).sum()
}

/// A year's figures are all accounted for, whichever sign they have.
fn assert_year_sums(additional: Pence, carried: Pence, year: &YearShares) {
    assert_eq!(sum(&year.by_partner), year.local.get());
    assert_eq!(sum(&year.by_department), year.central.get());
    assert_eq!(year.local.get() + year.central.get(), year.shared.get());
    let slices: i64 = year.slices.iter().map(|slice| slice.amount.get()).sum();
    assert_eq!(slices, year.shared.get());
    let deficit_made = year.carried_deficit.get() - (carried.get() - year.made_good.get());
    assert_eq!(
        year.made_good.get() + sum(&year.recovered) + year.shared.get() - deficit_made,
        additional.get()
    );
}

fn assert_nothing_below_zero(year: &YearShares) {
    let singles = [
        year.made_good,
        year.carried_deficit,
        year.shared,
        year.local,
        year.central,
    ];
    let slices = (year.slices.iter()).flat_map(|slice| [slice.amount, slice.local, slice.central]);
    let lists = [&year.recovered, &year.by_partner, &year.by_department];
    let all = (singles.into_iter())
        .chain(slices)
        .chain(lists.into_iter().flatten().copied());
    for share in all {
        assert!(!share.is_negative(), "{share} in {year:?}");
    }
}

/// Mostly amounts of a size that a place has, so that most plans add up.
fn plan_amount() -> impl Strategy<Value = Pence> {
    prop_oneof![99 => amount(-100_000_000..=10_000_000_000), 1 => any_amount()]
}

fn plan_line() -> impl Strategy<Value = PlanLine> {
    let line_year = (
        option::of((plan_amount(), plan_amount())),
        option::weighted(0.9, plan_amount()),
    )
        .prop_map(|(estimate, required)| LineYear {
            estimate: estimate.map(|(low, high)| Estimate { low, high }),
            required,
        });
    let kind = proptest::sample::select(SavingsKind::ALL.to_vec());
    let grade = proptest::sample::select(Grade::ALL.to_vec());
    (vec(line_year, 0..5), kind, grade, shares("org")).prop_map(
        |(years, kind, grade, accrues_to)| PlanLine {
            key: "line".into(),
            title: "Line".into(),
            kind,
            grade,
            years,
            accrues_to,
        },
    )
}

fn plan_investment() -> impl Strategy<Value = PlanInvestment> {
    let grade = proptest::sample::select(Grade::ALL.to_vec());
    (vec(option::of(plan_amount()), 0..5), "[XYZ]", grade).prop_map(|(amounts, investor, grade)| {
        PlanInvestment {
            key: "investment".into(),
            title: "Investment".into(),
            investor,
            kind: InvestmentKind::Revenue,
            grade,
            amounts,
        }
    })
}

prop_compose! {
    fn any_plan()(
        lines in vec(plan_line(), 0..4),
        investments in vec(plan_investment(), 0..4),
        local_spend in vec(option::of(plan_amount()), 0..5),
        sharing in option::of(rule()),
        length in 0_u8..5,
    ) -> Plan {
        let years = FinancialYear::run(FinancialYear::starting(2011).unwrap(), length);
        Plan { years, lines, investments, local_spend, sharing }
    }
}

proptest! {
    #[test]
    fn what_was_written_reads_as_the_same_amount(amount in round_amount()) {
        prop_assert_eq!(Pence::parse(&amount.to_string()), Ok(amount));
        prop_assert_eq!(Pence::parse(&amount.short()), Ok(amount));
        // A headline is one that can be read, and near by.
        let near = Pence::parse(&amount.rounded());
        if let Ok(near) = near {
            let away = (near.get() - amount.get()).abs();
            prop_assert!(away <= 50 || away * 2_000 <= amount.get().abs() * 1_000);
        }
    }

    #[test]
    fn what_was_written_reads_as_the_same_percentage(number in -1_000_000..=1_000_000) {
        let percentage = BasisPoints::new(number);
        prop_assert_eq!(BasisPoints::parse(&percentage.to_string()), Ok(percentage));
    }

    #[test]
    fn what_was_written_reads_as_the_same_year(start in 1900..=2199) {
        let year = FinancialYear::starting(start).unwrap();
        prop_assert_eq!(FinancialYear::parse(&year.to_string()), Ok(year));
    }

    #[test]
    fn arithmetic_is_exact_or_an_error(a in any_amount(), b in any_amount(), p in any::<i32>()) {
        let exact = |pence: i128| i64::try_from(pence).ok().filter(|p| p.abs() <= MOST);
        let (wide_a, wide_b) = (i128::from(a.get()), i128::from(b.get()));
        prop_assert_eq!(a.checked_add(b).ok().map(Pence::get), exact(wide_a + wide_b));
        prop_assert_eq!(a.checked_sub(b).ok().map(Pence::get), exact(wide_a - wide_b));
        prop_assert_eq!(Pence::total([a, b]).ok(), a.checked_add(b).ok());
        let twice_part = 2 * wide_a * i128::from(p);
        if let Ok(part) = a.part(BasisPoints::new(p)) {
            prop_assert!((2 * i128::from(part.get()) * 10_000 - twice_part).abs() <= 10_000);
        } else {
            prop_assert!(twice_part.abs() >= 2 * i128::from(MOST) * 10_000);
        }
    }

    #[test]
    fn every_split_sums_to_what_was_split(
        amount in any_amount(),
        weights in vec(prop_oneof![0_u32..4, any::<u32>()], 0..9),
    ) {
        let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        match split(amount, &weights) {
            Ok(parts) => {
                prop_assert_eq!(sum(&parts), amount.get());
                for (part, weight) in parts.iter().zip(&weights) {
                    // Nobody is a whole penny away from their part.
                    let exact = i128::from(amount.get()) * i128::from(*weight);
                    let away = i128::from(part.get()) * total - exact;
                    prop_assert!(away.abs() < total.max(1));
                    prop_assert!(part.get().signum() * amount.get().signum() >= 0);
                }
            }
            Err(_) => prop_assert!(total == 0 && !amount.is_zero()),
        }
    }

    #[test]
    fn no_share_is_below_zero_while_no_year_is(
        rule in rule(),
        additional in vec(amount(0..=10_000_000_000), 0..6),
        put_in in vec(vec(amount(0..=10_000_000_000), 0..4), 0..7),
    ) {
        let shares = waterfall(&rule, &additional, &put_in).unwrap();
        prop_assert_eq!(shares.len(), additional.len());
        for (year, amount) in shares.iter().zip(&additional) {
            assert_nothing_below_zero(year);
            assert_year_sums(*amount, Pence::ZERO, year);
        }
        // Nobody gets back more than they put in.
        if let Some(last) = shares.last() {
            prop_assert!(last.still_owed.iter().all(|owed| !owed.is_negative()));
        }
    }

    #[test]
    fn years_sum_whatever_their_sign(
        rule in rule(),
        additional in vec(amount(-10_000_000_000..=10_000_000_000), 0..6),
        put_in in vec(vec(amount(-1_000_000..=1_000_000_000), 0..4), 0..7),
    ) {
        let shares = waterfall(&rule, &additional, &put_in).unwrap();
        let mut carried = Pence::ZERO;
        for (year, amount) in shares.iter().zip(&additional) {
            assert_nothing_below_zero(year);
            assert_year_sums(*amount, carried, year);
            carried = year.carried_deficit;
        }
    }

    #[test]
    fn sharing_in_one_go_and_year_by_year_cuts_at_the_same_ends(
        rule in rule(),
        additional in vec(amount(0..=1_000_000_000), 1..6),
    ) {
        let rule = SharingRule { recovery: false, ..rule };
        let by_year = waterfall(&rule, &additional, &[]).unwrap();
        let at_once = waterfall(&rule, &[Pence::total(additional).unwrap()], &[]).unwrap();
        for tier in 0..rule.tiers.len() {
            let cut: i64 = by_year.iter().map(|year| year.slices[tier].amount.get()).sum();
            prop_assert_eq!(cut, at_once[0].slices[tier].amount.get());
        }
    }

    #[test]
    fn huge_amounts_are_shared_or_refused(
        rule in rule(),
        additional in vec(any_amount(), 0..6),
        put_in in vec(vec(any_amount(), 0..4), 0..7),
    ) {
        let mut carried = Pence::ZERO;
        if let Ok(shares) = waterfall(&rule, &additional, &put_in) {
            for (year, amount) in shares.iter().zip(&additional) {
                assert_year_sums(*amount, carried, year);
                carried = year.carried_deficit;
            }
        }
    }

    #[test]
    fn any_plan_is_appraised_or_refused(plan in any_plan(), rate in -20_000..20_000, bias in any::<i32>()) {
        let mut parameters = Parameters::default();
        // Most plans with default parameters, some with wild ones.
        if rate % 3 == 0 {
            parameters.discount_rate.value = BasisPoints::new(rate);
            parameters.optimism_bias.value[3] = BasisPoints::new(bias);
        }
        let Ok(appraisal) = Appraisal::of(&plan, &parameters) else {
            return Ok(());
        };
        for case in Case::ALL {
            let case = appraisal.case(case);
            for kind in SavingsKind::ALL {
                let ledger = case.ledgers.ledger(kind);
                let lines = || case.lines.iter().filter(|line| line.kind == kind);
                let by_line: i64 = lines().map(|line| line.adjusted_total.get()).sum();
                prop_assert_eq!(by_line, ledger.adjusted_total.get());
                let by_year: i64 = ledger.years.iter().map(|year| year.adjusted.get()).sum();
                prop_assert_eq!(by_year, ledger.adjusted_total.get());
                if let Ok(total) = ledger.additional_total {
                    let by_line: i64 = lines().map(|line| line.additional_total.unwrap().get()).sum();
                    prop_assert_eq!(by_line, total.get());
                }
            }
            if let Some(Ok(last)) = case.years.last().map(|year| year.cumulative) {
                let net: i64 = case.years.iter().map(|year| year.net.unwrap().get()).sum();
                prop_assert_eq!(net, last.get());
            }
            for year in case.lines.iter().flat_map(|line| &line.years) {
                if let Ok(adjusted) = year.adjusted {
                    prop_assert_eq!(sum(&year.accrues), adjusted.get());
                }
            }
        }
    }
}

/// A small generator with a fixed seed: the same texts on every machine.
struct Texts(u64);

impl Texts {
    fn number(&mut self, below: usize) -> usize {
        // Vigna's splitmix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % below
    }

    fn text(&mut self) -> String {
        const PIECES: [&str; 40] = [
            "0", "1", "2", "9", "12", "123", "000", "2011", "99", "1999", ",", ".", "-", "−", "–",
            "/", " ", "\u{a0}", "\t", "\n", "£", "%", "k", "m", "bn", "million", "billion",
            "per cent", " to ", "e9", "NaN", "inf", "+", "１", "٣", "é", "\u{0}", "🙂", "\u{301}",
            "\u{2066}",
        ];
        let any = self.number(4) == 0;
        (0..self.number(14))
            .map(|_| match any {
                true => char::from_u32(self.number(0x11_0000) as u32)
                    .unwrap_or('\u{fffd}')
                    .to_string(),
                false => PIECES[self.number(PIECES.len())].to_owned(),
            })
            .collect()
    }
}

#[test]
fn a_hundred_thousand_texts_are_read_or_refused() {
    let mut texts = Texts(2010);
    let mut amounts = 0;
    for _ in 0..100_000 {
        let text = texts.text();
        if let Ok(amount) = Pence::parse(&text) {
            amounts += 1;
            assert_eq!(Pence::parse(&amount.to_string()), Ok(amount), "{text:?}");
        }
        if let Ok(percentage) = BasisPoints::parse(&text) {
            let shown = percentage.to_string();
            assert_eq!(BasisPoints::parse(&shown), Ok(percentage), "{text:?}");
        }
        if let Ok(year) = FinancialYear::parse(&text) {
            assert_eq!(
                FinancialYear::parse(&year.to_string()),
                Ok(year),
                "{text:?}"
            );
        }
        if let Ok(grade) = Grade::parse(&text) {
            assert_eq!(grade.to_string(), text.trim());
        }
    }
    assert!(amounts > 1_000, "the texts hold amounts too: {amounts}");
}
