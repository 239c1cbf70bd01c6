//! References come back as they went out, and nothing else is taken for one.

use domain::process::{Reference, ReferenceError};
use proptest::prelude::*;
use serde_json::json;

use crate::kent::reference;

#[test]
fn a_reference_reads_in_any_case_and_writes_in_capitals() {
    assert_eq!(reference("ken-1").to_string(), "KEN-1");
    assert_eq!(reference(" Ken-d12 ").to_string(), "KEN-D12");
    assert!(reference("KEN-D12").is_draft());
    assert!(!reference("KEN-12").is_draft());
    assert_ne!(reference("KEN-D1"), reference("KEN-1"));
    assert_eq!(reference("CRO-2").place(), "CRO");
    assert_eq!(reference("CRO-2").number(), 2);
    assert_eq!(Reference::draft("ken", 3), Ok(reference("KEN-D3")));
    assert_eq!(Reference::submitted("Ken", 3), Ok(reference("KEN-3")));
}

#[test]
fn a_reference_refuses_what_is_none() {
    for (text, error) in [
        ("", ReferenceError::Empty),
        ("  ", ReferenceError::Empty),
        ("KEN", ReferenceError::NoDash),
        ("KEN1", ReferenceError::NoDash),
        ("-1", ReferenceError::Place),
        ("K-1", ReferenceError::Place),
        ("KENTIS-1", ReferenceError::Place),
        ("K3N-1", ReferenceError::Place),
        ("KÉN-1", ReferenceError::Place),
        ("KEN-", ReferenceError::Number),
        ("KEN-D", ReferenceError::Number),
        ("KEN-0", ReferenceError::Number),
        ("KEN-01", ReferenceError::Number),
        ("KEN--1", ReferenceError::Number),
        ("KEN-+1", ReferenceError::Number),
        ("KEN-１", ReferenceError::Number),
        ("KEN-DD1", ReferenceError::Number),
        ("KEN-4294967296", ReferenceError::Number),
        ("KEN-1/../2", ReferenceError::Number),
    ] {
        assert_eq!(text.parse::<Reference>(), Err(error), "{text:?}");
    }
    assert_eq!(Reference::submitted("KEN", 0), Err(ReferenceError::Number));
    assert!(serde_json::from_value::<Reference>(json!("KEN")).is_err());
}

proptest! {
    #[test]
    fn a_reference_comes_back(place in "[A-Za-z]{2,5}", number in 1u32.., draft: bool) {
        let made = if draft {
            Reference::draft(&place, number)
        } else {
            Reference::submitted(&place, number)
        };
        let made = made.expect("a place and a number");
        prop_assert_eq!(made.to_string().parse(), Ok(made.clone()));
        prop_assert_eq!(made.to_string().to_lowercase().parse(), Ok(made.clone()));
        let json = serde_json::to_string(&made).expect("json");
        prop_assert_eq!(serde_json::from_str::<Reference>(&json).expect("json"), made);
    }

    #[test]
    fn any_text_is_a_reference_or_an_error(text in "\\PC{0,24}") {
        if let Ok(reference) = text.parse::<Reference>() {
            prop_assert_eq!(reference.to_string(), text.trim().to_ascii_uppercase());
        }
    }
}
