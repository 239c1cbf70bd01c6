//! Amounts as people type and read them, and their arithmetic.

#![expect(clippy::unwrap_used, reason = "a test stops where a figure is wrong")]

use domain::money::{BasisPoints, NotMoney, Pence, TooLarge};

fn pence(pence: i64) -> Pence {
    Pence::new(pence).unwrap()
}

#[test]
fn amounts_are_read_as_people_type_them() {
    for (typed, expected) in [
        ("0", 0),
        ("-0", 0),
        ("5", 500),
        ("007", 700),
        ("£5", 500),
        ("£ 5", 500),
        ("  £5\t", 500),
        ("\u{a0}5\u{a0}", 500),
        ("1234.5", 123_450),
        ("1234.50", 123_450),
        (".50", 50),
        ("£1,234.50", 123_450),
        ("12,345", 1_234_500),
        ("1,234,567.89", 123_456_789),
        ("-5", -500),
        ("-£5", -500),
        ("−5", -500),
        ("−£1,200,000", -120_000_000),
        ("250k", 25_000_000),
        ("250 K", 25_000_000),
        ("1,200k", 120_000_000),
        ("3 thousand", 300_000),
        ("0.00001k", 1),
        ("1.2m", 120_000_000),
        (".5m", 50_000_000),
        ("1.2M", 120_000_000),
        ("£2.2 million", 220_000_000),
        ("1.2345m", 123_450_000),
        ("1.500m", 150_000_000),
        ("1.00000001m", 100_000_001),
        ("1.5bn", 150_000_000_000),
        ("-1.5 Billion", -150_000_000_000),
        ("999,999,999,999.99", 99_999_999_999_999),
    ] {
        assert_eq!(Pence::parse(typed), Ok(pence(expected)), "{typed:?}");
    }
}

#[test]
fn what_is_no_amount_is_refused_with_its_reason() {
    let forty_digits = "1".repeat(40);
    let ten_megabytes = "1".repeat(10_000_000);
    for (typed, expected) in [
        ("", NotMoney::Empty),
        (" \t\u{a0}", NotMoney::Empty),
        ("£", NotMoney::NotAnAmount),
        ("-", NotMoney::NotAnAmount),
        ("£-", NotMoney::NotAnAmount),
        ("£-5", NotMoney::NotAnAmount),
        ("- 5", NotMoney::NotAnAmount),
        ("--5", NotMoney::NotAnAmount),
        ("−-5", NotMoney::NotAnAmount),
        ("+5", NotMoney::NotAnAmount),
        ("(5)", NotMoney::NotAnAmount),
        ("££5", NotMoney::NotAnAmount),
        ("5£", NotMoney::NotAnAmount),
        ("$5", NotMoney::NotAnAmount),
        ("five", NotMoney::NotAnAmount),
        ("about 5", NotMoney::NotAnAmount),
        ("5 to 6", NotMoney::NotAnAmount),
        ("5-6", NotMoney::NotAnAmount),
        ("1 234", NotMoney::NotAnAmount),
        ("1e9", NotMoney::NotAnAmount),
        ("0x10", NotMoney::NotAnAmount),
        ("NaN", NotMoney::NotAnAmount),
        ("inf", NotMoney::NotAnAmount),
        ("１２", NotMoney::NotAnAmount),
        ("٣", NotMoney::NotAnAmount),
        ("½", NotMoney::NotAnAmount),
        ("5.", NotMoney::NotAnAmount),
        (".", NotMoney::NotAnAmount),
        ("1.2.3", NotMoney::NotAnAmount),
        ("1.234,50", NotMoney::NotAnAmount),
        ("m", NotMoney::NotAnAmount),
        ("£ million", NotMoney::NotAnAmount),
        ("5 mm", NotMoney::NotAnAmount),
        ("5 million pounds", NotMoney::NotAnAmount),
        ("5\u{0}", NotMoney::NotAnAmount),
        ("5\n6", NotMoney::NotAnAmount),
        ("5p", NotMoney::NotAnAmount),
        (&ten_megabytes, NotMoney::NotAnAmount),
        (",", NotMoney::CommasOutOfPlace),
        ("1,2,3", NotMoney::CommasOutOfPlace),
        ("1,23", NotMoney::CommasOutOfPlace),
        ("1234,567", NotMoney::CommasOutOfPlace),
        (",234", NotMoney::CommasOutOfPlace),
        ("1,,234", NotMoney::CommasOutOfPlace),
        ("1,234,", NotMoney::CommasOutOfPlace),
        ("0,234", NotMoney::CommasOutOfPlace),
        ("1.234", NotMoney::MoreExactThanAPenny),
        ("1.500", NotMoney::MoreExactThanAPenny),
        ("0.000001k", NotMoney::MoreExactThanAPenny),
        ("1.123456789m", NotMoney::MoreExactThanAPenny),
        ("1,000,000,000,000", NotMoney::TooLarge),
        ("-1000bn", NotMoney::TooLarge),
        (&forty_digits, NotMoney::TooLarge),
    ] {
        let shown: String = typed.chars().take(60).collect();
        assert_eq!(Pence::parse(typed), Err(expected), "{shown:?}");
        assert!(!expected.to_string().is_empty());
    }
}

#[test]
fn below_zero_is_refused_where_it_has_no_meaning() {
    assert_eq!(Pence::parse_not_negative("-5"), Err(NotMoney::BelowZero));
    assert_eq!(Pence::parse_not_negative("-0"), Ok(Pence::ZERO));
    assert_eq!(Pence::parse_not_negative("x"), Err(NotMoney::NotAnAmount));
}

#[test]
fn amounts_read_back_as_people_write_them() {
    for (amount, exact, short, rounded) in [
        (0, "£0", "£0", "£0"),
        (1, "£0.01", "£0.01", "£0"),
        (-1, "−£0.01", "−£0.01", "£0"),
        (50, "£0.50", "£0.50", "£1"),
        (95_000, "£950", "£950", "£950"),
        (123_450, "£1,234.50", "£1,234.50", "£1k"),
        (37_500_000, "£375,000", "£375,000", "£375k"),
        (99_994_999, "£999,949.99", "£999,949.99", "£1m"),
        (99_949_999, "£999,499.99", "£999,499.99", "£999k"),
        (120_000_000, "£1,200,000", "£1.2 million", "£1.2m"),
        (100_000_000, "£1,000,000", "£1 million", "£1m"),
        (225_000_000, "£2,250,000", "£2.25 million", "£2.3m"),
        (205_000_000, "£2,050,000", "£2.05 million", "£2.1m"),
        (225_500_000, "£2,255,000", "£2,255,000", "£2.3m"),
        (556_500_000, "£5,565,000", "£5,565,000", "£5.6m"),
        (716_274_067, "£7,162,740.67", "£7,162,740.67", "£7.2m"),
        (-20_000_000, "−£200,000", "−£200,000", "−£200k"),
        (-220_000_000, "−£2,200,000", "−£2.2 million", "−£2.2m"),
        (120_000_000_000, "£1,200,000,000", "£1.2 billion", "£1.2bn"),
        (
            125_500_000_000,
            "£1,255,000,000",
            "£1,255 million",
            "£1.3bn",
        ),
        (
            99_999_999_999_999,
            "£999,999,999,999.99",
            "£999,999,999,999.99",
            "£1,000bn",
        ),
    ] {
        let amount = pence(amount);
        assert_eq!(amount.to_string(), exact);
        assert_eq!(amount.short(), short);
        assert_eq!(amount.rounded(), rounded);
    }
    assert_eq!(format!("{:>8}|", pence(500)), "      £5|");
}

#[test]
fn from_a_trillion_pounds_on_every_operation_answers_with_an_error() {
    let most = pence(99_999_999_999_999);
    let penny = pence(1);
    assert_eq!(Pence::new(100_000_000_000_000), Err(TooLarge));
    assert_eq!(Pence::new(-100_000_000_000_000), Err(TooLarge));
    assert_eq!(Pence::new(i64::MIN), Err(TooLarge));
    assert_eq!(Pence::new(i64::MAX), Err(TooLarge));
    assert_eq!(most.checked_add(penny), Err(TooLarge));
    assert_eq!((-most).checked_sub(penny), Err(TooLarge));
    assert_eq!(most.checked_sub(penny), Ok(pence(99_999_999_999_998)));
    assert_eq!(Pence::total(vec![most; 1_000]), Err(TooLarge));
    assert_eq!(most.part(BasisPoints::new(10_001)), Err(TooLarge));
    assert_eq!(most.part(BasisPoints::new(i32::MAX)), Err(TooLarge));
    assert_eq!(most.middle(most), most);
    assert_eq!((-most).middle(most), Pence::ZERO);
    // Only the sum has to fit, whatever the order.
    assert_eq!(Pence::total([most, most, -most]), Ok(most));
    assert_eq!(Pence::total([]), Ok(Pence::ZERO));
}

#[test]
fn parts_are_rounded_half_away_from_zero() {
    for (amount, basis_points, part) in [
        (1, 5_000, 1),
        (-1, 5_000, -1),
        (3, 5_000, 2),
        (1, 4_999, 0),
        (-3, 5_000, -2),
        (100, -1_250, -13),
        (50_000_000, 9_500, 47_500_000),
    ] {
        let proportion = BasisPoints::new(basis_points);
        assert_eq!(pence(amount).part(proportion), Ok(pence(part)));
    }
    assert_eq!(pence(1).middle(pence(2)), pence(2));
    assert_eq!(pence(-1).middle(pence(-2)), pence(-2));
    assert_eq!(pence(-1).middle(pence(2)), pence(1));
}

#[test]
fn amounts_are_stored_as_whole_pence_and_checked_on_the_way_back() {
    let stored = serde_json::to_string(&pence(-123)).unwrap();
    assert_eq!(stored, "-123");
    assert_eq!(serde_json::from_str::<Pence>(&stored).unwrap(), pence(-123));
    assert!(serde_json::from_str::<Pence>("100000000000000").is_err());
    assert!(serde_json::from_str::<Pence>("1.5").is_err());
}
