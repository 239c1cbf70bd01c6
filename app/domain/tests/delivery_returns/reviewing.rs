//! How a return goes through its states, and what a review opens again.

use domain::delivery::returns::{
    Decision, PartCode, PartState, ReturnState, ReturnStep, ReviewFault, reviewed,
};

#[test]
fn only_these_steps_can_be_made() {
    use ReturnState::{Accepted, Open, Queried, Submitted};
    use ReturnStep::{Accept, Query, Submit};
    // By state: what submitting, querying and accepting lead to.
    let table = [
        (Open, Some(Submitted), None, None),
        (Submitted, None, Some(Queried), Some(Accepted)),
        (Queried, Some(Submitted), None, None),
        (Accepted, None, None, None),
    ];
    for (state, submit, query, accept) in table {
        for (step, to) in [(Submit, submit), (Query, query), (Accept, accept)] {
            assert_eq!(state.after(step).ok(), to, "{state} {step}");
        }
    }
    let words = Accepted.after(Submit).expect_err("done").to_string();
    assert_eq!(words, "This return is accepted. You cannot submit it now.");
}

fn code(text: &str) -> PartCode {
    text.parse().expect(text)
}

#[test]
fn a_query_opens_its_part_again_and_no_other() {
    let parts = [
        (code("savings"), PartState::Submitted),
        (code("savings-police"), PartState::Submitted),
        (code("outcomes"), PartState::Accepted),
    ];
    let queried = |part: &PartCode| {
        Some(if part.owner.is_some() {
            Decision::Query {
                reason: " How was it counted? ".to_owned(),
            }
        } else {
            Decision::Accept
        })
    };
    let (step, after) = reviewed(&parts, queried).expect("whole");
    assert_eq!(step, ReturnStep::Query);
    let expected = [
        (code("savings"), PartState::Accepted, String::new()),
        (
            code("savings-police"),
            PartState::Queried,
            "How was it counted?".to_owned(),
        ),
    ];
    assert_eq!(after, expected);
    assert!(!PartState::Accepted.is_editable() && PartState::Queried.is_editable());
    let (step, _) = reviewed(&parts, |_| Some(Decision::Accept)).expect("whole");
    assert_eq!(step, ReturnStep::Accept);
}

#[test]
fn a_review_says_something_of_every_part_that_waits_and_why_it_queries() {
    let parts = [
        (code("savings"), PartState::Submitted),
        (code("narrative"), PartState::Submitted),
        (code("outcomes"), PartState::Accepted),
    ];
    let decide = |part: &PartCode| {
        (*part == code("savings")).then(|| Decision::Query {
            reason: " ".to_owned(),
        })
    };
    let faults = reviewed(&parts, decide).expect_err("faults");
    let expected = [
        ReviewFault::NoReason(code("savings")),
        ReviewFault::Undecided(code("narrative")),
    ];
    assert_eq!(faults, expected);
}
