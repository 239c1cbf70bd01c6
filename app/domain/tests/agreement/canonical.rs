//! The same value gives the same bytes, anywhere and for ever.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::agreement::{Digest, NotCanonical, Part, Sealed, canonical};
use domain::money::Pence;
use proptest::prelude::*;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Who {
    Department(&'static str),
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Sign,
}

#[derive(Serialize)]
struct Vector {
    on: NaiveDate,
    b: (i32, i32, BTreeMap<&'static str, &'static str>),
    a: Option<u8>,
    #[serde(rename = "Z")]
    z: bool,
    who: Who,
    money: Pence,
    kind: Kind,
}

/// Text and digests as another program works them out: Python’s `json` with sorted keys, and its `hashlib`.
#[test]
fn another_program_gives_the_same_text_and_the_same_digests() {
    let vector = Vector {
        on: NaiveDate::from_ymd_opt(2013, 4, 1).expect("a day"),
        b: (1, -2, [("é", "a\"b\\c\n\u{1}\u{7f}")].into()),
        a: None,
        z: true,
        who: Who::Department("hmt"),
        money: Pence::new(-123_456).expect("an amount"),
        kind: Kind::Sign,
    };
    let text = canonical(&vector).expect("it has a canonical form");
    assert_eq!(
        text,
        "{\"Z\":true,\"a\":null,\"b\":[1,-2,{\"é\":\"a\\\"b\\\\c\\n\\u0001\u{7f}\"}],\"kind\":\"sign\",\"money\":-123456,\"on\":\"2013-04-01\",\"who\":{\"department\":\"hmt\"}}"
    );
    assert_eq!(
        Digest::of(text.as_bytes()).to_string(),
        "c2665f730c143b4ef83a13b19ffc9bb45be0574b3488a387e893c9c7f641b970"
    );
    let part = |name: &str, text: &str| Part {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let sealed = Sealed::of(vec![part("head", "{\"a\":1}"), part("term-4", "\"ü\"")])
        .expect("it can be sealed");
    assert_eq!(
        sealed.digest.to_string(),
        "53ba3afba750aa68dc8a2fef33b0c648c4c03e59e6591b695116b30e595e1d84"
    );
    assert_eq!(
        Digest::of(b"").to_string(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
}

#[test]
fn what_could_be_written_in_two_ways_is_refused() {
    assert_eq!(canonical(&1.5_f64), Err(NotCanonical::Number));
    assert_eq!(canonical(&1.0_f32), Err(NotCanonical::Number));
    assert_eq!(canonical(&(1_i64 << 53)), Err(NotCanonical::Number));
    assert_eq!(canonical(&u64::MAX), Err(NotCanonical::Number));
    assert_eq!(
        canonical(&((1_i64 << 53) - 1)),
        Ok("9007199254740991".to_owned())
    );
    let numbered: BTreeMap<u8, u8> = [(1, 2)].into();
    assert_eq!(canonical(&numbered), Err(NotCanonical::Key));
}

#[test]
fn every_amount_of_money_has_a_form() {
    for pence in [-99_999_999_999_999, -1, 0, 1, 99_999_999_999_999] {
        let amount = Pence::new(pence).expect("an amount");
        assert_eq!(canonical(&amount), Ok(pence.to_string()));
    }
}

#[test]
fn a_digest_reads_back_as_it_was_printed_and_nothing_else_does() {
    let digest = Digest::of(b"Northshire");
    let printed = digest.to_string();
    assert_eq!(printed.len(), 64);
    assert_eq!(printed.parse(), Ok(digest));
    assert_eq!(printed.to_uppercase().parse(), Ok(digest));
    let in_groups: String = (printed.as_bytes().chunks(8))
        .map(|group| format!("{} \n", String::from_utf8_lossy(group)))
        .collect();
    assert_eq!(in_groups.parse(), Ok(digest));
    for wrong in [
        "",
        "abc",
        &printed[1..],
        &printed.replace('a', "g"),
        &format!("{printed}00"),
    ] {
        if wrong != printed {
            assert!(wrong.parse::<Digest>().is_err(), "{wrong}");
        }
    }
    let stored = serde_json::to_string(&digest).expect("it is stored");
    assert_eq!(stored, format!("\"{printed}\""));
    assert_eq!(
        serde_json::from_str::<Digest>(&stored).expect("it is read"),
        digest
    );
}

#[test]
fn a_changed_part_shows() {
    let part = |name: &str, text: &str| Part {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let one = Sealed::of(vec![
        part("head", "1"),
        part("term-1", "2"),
        part("term-2", "3"),
    ])
    .expect("sealed");
    let mut other = one.clone();
    assert!(other.is_whole());
    other.parts[1].text.push(' ');
    assert!(!other.is_whole(), "a blank was added");
    assert_eq!(one.differing(&other), ["term-1"]);
    let fewer = Sealed::of(one.parts[..2].to_vec()).expect("sealed");
    assert_eq!(fewer.differing(&one), ["term-2"]);
    assert_ne!(fewer.digest, one.digest);
    // Where one part ends and the next begins is part of what is digested.
    let swapped = Sealed::of(vec![
        part("head", "1"),
        part("term-2", "2"),
        part("term-1", "3"),
    ]);
    assert_ne!(swapped.expect("sealed").digest, one.digest);
}

fn anything() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i32>().prop_map(Into::into),
        "\\PC{0,12}|[\\x00-\\x7f]{0,12}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::hash_map("[\\x00-\\x7fé-ü]{0,6}", inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn it_says_what_the_value_says(value in anything()) {
        let plain_keys = canonical(&value);
        // A key with a control character or a quote is none that we use, and is refused.
        prop_assume!(plain_keys.is_ok());
        let text = plain_keys.expect("it has a form");
        let back: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        prop_assert_eq!(&back, &value);
        prop_assert_eq!(canonical(&back).expect("it has a form"), text);
    }

    #[test]
    fn the_order_in_which_keys_come_does_not_matter(
        map in prop::collection::hash_map("[a-z]{1,4}", any::<i16>(), 0..12)
    ) {
        let shuffled: HashMap<_, _> = map.clone().into_iter().collect();
        let sorted: BTreeMap<_, _> = map.clone().into_iter().collect();
        prop_assert_eq!(canonical(&shuffled), canonical(&sorted));
        prop_assert_eq!(canonical(&map), canonical(&sorted));
    }
}
