//! Percentages, years, grades, kinds and parameters as people type and read them.

#![expect(clippy::unwrap_used, reason = "a test stops where a figure is wrong")]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::money::{
    BasisPoints, FinancialYear, Grade, InvestmentKind, NotAPercentage, NotAYear, Parameters, Pence,
    SavingsKind,
};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn percentages_are_read_and_written() {
    for (typed, basis_points, shown) in [
        ("12.5", 1_250, "12.5%"),
        (" 12.5% ", 1_250, "12.5%"),
        ("12.5 %", 1_250, "12.5%"),
        ("12.5 per cent", 1_250, "12.5%"),
        ("12.50 Per Cent", 1_250, "12.5%"),
        ("12.5percent", 1_250, "12.5%"),
        ("0", 0, "0%"),
        (".5", 50, "0.5%"),
        ("0.05%", 5, "0.05%"),
        ("3.25", 325, "3.25%"),
        ("100", 10_000, "100%"),
        ("-5%", -500, "−5%"),
        ("−0.05%", -5, "−0.05%"),
        ("10000", 1_000_000, "10000%"),
    ] {
        let percentage = BasisPoints::parse(typed);
        assert_eq!(percentage, Ok(BasisPoints::new(basis_points)), "{typed:?}");
        assert_eq!(BasisPoints::new(basis_points).to_string(), shown);
        assert_eq!(BasisPoints::parse(shown), percentage);
    }
    let forty_one_digits = "1".repeat(41);
    for (typed, expected) in [
        ("", NotAPercentage::Empty),
        ("  ", NotAPercentage::Empty),
        ("%", NotAPercentage::NotANumber),
        ("per cent", NotAPercentage::NotANumber),
        ("half", NotAPercentage::NotANumber),
        ("1e2", NotAPercentage::NotANumber),
        ("NaN", NotAPercentage::NotANumber),
        ("1.2.3", NotAPercentage::NotANumber),
        ("5.", NotAPercentage::NotANumber),
        (".", NotAPercentage::NotANumber),
        ("1,000", NotAPercentage::NotANumber),
        ("5%%", NotAPercentage::NotANumber),
        ("+5", NotAPercentage::NotANumber),
        ("--5", NotAPercentage::NotANumber),
        ("£5", NotAPercentage::NotANumber),
        ("５", NotAPercentage::NotANumber),
        (&forty_one_digits, NotAPercentage::NotANumber),
        ("12.345", NotAPercentage::TooExact),
        ("10000.01", NotAPercentage::TooLarge),
        ("9999999999999999", NotAPercentage::TooLarge),
    ] {
        assert_eq!(BasisPoints::parse(typed), Err(expected), "{typed:?}");
    }
}

#[test]
fn a_share_lies_between_nothing_and_the_whole() {
    let share = BasisPoints::parse_share;
    assert_eq!(share("0"), Ok(BasisPoints::ZERO));
    assert_eq!(share("100%"), Ok(BasisPoints::WHOLE));
    for typed in ["-1", "100.01", "99999999"] {
        assert_eq!(share(typed), Err(NotAPercentage::NotAShare));
    }
    assert_eq!(share("all"), Err(NotAPercentage::NotANumber));
}

#[test]
fn financial_years_are_read_and_written() {
    for (typed, start, shown) in [
        ("2011-12", 2011, "2011-12"),
        (" 2011/12 ", 2011, "2011-12"),
        ("2011–12", 2011, "2011-12"),
        ("2011 to 2012", 2011, "2011-12"),
        ("2011 to 12", 2011, "2011-12"),
        ("2011-2012", 2011, "2011-12"),
        ("2011 - 12", 2011, "2011-12"),
        ("1999-00", 1999, "1999-00"),
        ("1999-2000", 1999, "1999-00"),
        ("2000-01", 2000, "2000-01"),
        ("2199-00", 2199, "2199-00"),
    ] {
        let year = FinancialYear::starting(start).unwrap();
        assert_eq!(FinancialYear::parse(typed), Ok(year), "{typed:?}");
        assert_eq!(year.to_string(), shown);
        assert_eq!(FinancialYear::parse(shown), Ok(year));
    }
    let forty_digits = "1".repeat(40);
    let ten_megabytes = "2011-".repeat(2_000_000);
    for (typed, expected) in [
        ("", NotAYear::Empty),
        ("next", NotAYear::NotAYear),
        ("2011", NotAYear::NotAYear),
        ("11-12", NotAYear::NotAYear),
        ("2011-1", NotAYear::NotAYear),
        ("2011-012", NotAYear::NotAYear),
        ("2011-12-13", NotAYear::NotAYear),
        ("+201-12", NotAYear::NotAYear),
        ("2011-+2", NotAYear::NotAYear),
        ("-2011-12", NotAYear::NotAYear),
        ("2011 12", NotAYear::NotAYear),
        ("２０１１-12", NotAYear::NotAYear),
        ("2011to2012", NotAYear::NotAYear),
        ("NaN", NotAYear::NotAYear),
        (&forty_digits, NotAYear::NotAYear),
        (&ten_megabytes, NotAYear::NotAYear),
        ("2011-11", NotAYear::NotTheNext),
        ("2011-13", NotAYear::NotTheNext),
        ("2011-2013", NotAYear::NotTheNext),
        ("2011-0012", NotAYear::NotTheNext),
        ("1999-0100", NotAYear::NotTheNext),
        ("1899-00", NotAYear::OutOfRange),
        ("2200-01", NotAYear::OutOfRange),
    ] {
        let shown: String = typed.chars().take(60).collect();
        assert_eq!(FinancialYear::parse(typed), Err(expected), "{shown:?}");
    }
}

#[test]
fn a_financial_year_runs_from_april_to_march() {
    let year = FinancialYear::parse("2011-12").unwrap();
    assert_eq!(FinancialYear::from_date(day(2011, 4, 1)), year);
    assert_eq!(FinancialYear::from_date(day(2012, 3, 31)), year);
    assert!(FinancialYear::from_date(day(2011, 3, 31)) < year);
    assert!(FinancialYear::from_date(day(2012, 4, 1)) > year);
    assert_eq!(year.first_day(), day(2011, 4, 1));
    assert_eq!(year.last_day(), day(2012, 3, 31));
    assert!(year.contains(day(2012, 2, 29)));
    assert!(!year.contains(day(2012, 4, 1)));
    assert_eq!(
        FinancialYear::from_date(NaiveDate::MAX).to_string(),
        "2199-00"
    );
    assert_eq!(
        FinancialYear::from_date(NaiveDate::MIN).to_string(),
        "1900-01"
    );

    let run = FinancialYear::run(year, 3);
    let shown: Vec<_> = run.iter().map(FinancialYear::to_string).collect();
    assert_eq!(shown, ["2011-12", "2012-13", "2013-14"]);
    assert!(FinancialYear::run(year, 0).is_empty());
    let last = FinancialYear::starting(2198).unwrap();
    assert_eq!(FinancialYear::run(last, 255).len(), 2);
}

#[test]
fn a_financial_year_can_be_a_key() {
    let year = FinancialYear::parse("2011-12").unwrap();
    let spend = BTreeMap::from([(year, Pence::pounds(5))]);
    let stored = serde_json::to_string(&spend).unwrap();
    assert_eq!(stored, r#"{"2011-12":500}"#);
    let back: BTreeMap<FinancialYear, Pence> = serde_json::from_str(&stored).unwrap();
    assert_eq!(back, spend);
    assert!(serde_json::from_str::<FinancialYear>("\"2011\"").is_err());
}

#[test]
fn grades_run_from_one_to_six() {
    for (grade, number) in Grade::ALL.into_iter().zip(1..) {
        assert_eq!(grade.get(), number);
        assert_eq!(Grade::parse(&format!(" {number} ")), Ok(grade));
        let stored = serde_json::to_string(&grade).unwrap();
        assert_eq!(stored, number.to_string());
        assert_eq!(serde_json::from_str::<Grade>(&stored).unwrap(), grade);
    }
    for typed in ["", "0", "7", "12", "-1", "1.5", "one", "１", "1 2"] {
        assert!(Grade::parse(typed).is_err(), "{typed:?}");
    }
    assert!(serde_json::from_str::<Grade>("7").is_err());
}

#[test]
fn kinds_are_stored_under_their_keys() {
    for kind in SavingsKind::ALL {
        assert_eq!(SavingsKind::from_key(kind.key()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.key());
    }
    for kind in InvestmentKind::ALL {
        assert_eq!(InvestmentKind::from_key(kind.key()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.key());
    }
    assert_eq!(SavingsKind::from_key("Cashable"), None);
}

#[test]
fn parameters_are_illustrative_until_a_source_is_given() {
    let mut parameters = Parameters::default();
    let biases = Grade::ALL.map(|grade| parameters.bias(grade).to_string());
    assert_eq!(biases, ["0%", "5%", "10%", "15%", "25%", "40%"]);
    assert_eq!(parameters.discount_rate.value.to_string(), "3.5%");
    assert_eq!(parameters.baseline.value, None);
    assert_eq!(parameters.most_outcomes.value, 10);
    assert_eq!(parameters.ambition_reference.value.to_string(), "2%");
    assert_eq!(parameters.national_reference.value.short(), "£1.2 billion");
    assert!(!parameters.national_reference.is_illustrative());

    assert!(parameters.is_illustrative());
    parameters.discount_rate.source = Some("The Green Book".into());
    assert!(parameters.is_illustrative());
    parameters.optimism_bias.source = Some("  ".into());
    assert!(parameters.is_illustrative());
    parameters.optimism_bias.source = Some("A published table".into());
    assert!(!parameters.is_illustrative());

    let stored = serde_json::to_string(&parameters).unwrap();
    assert_eq!(
        serde_json::from_str::<Parameters>(&stored).unwrap(),
        parameters
    );

    parameters.discount_rate.from = Some(day(2011, 4, 1));
    assert!(!parameters.discount_rate.holds_on(day(2011, 3, 31)));
    assert!(parameters.discount_rate.holds_on(day(2030, 1, 1)));
    parameters.discount_rate.to = Some(day(2014, 3, 31));
    assert!(!parameters.discount_rate.holds_on(day(2030, 1, 1)));
}
