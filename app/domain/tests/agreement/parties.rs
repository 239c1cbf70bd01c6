//! Who has to sign follows from what the agreement says.

use domain::agreement::{Because, Content, SigningParty};
use domain::offer::{Key, MatterKind};

use crate::support::{add, complete, remove, type_into};
use crate::{department, first, frozen};

fn parties(content: &Content) -> Vec<SigningParty> {
    content
        .parties
        .iter()
        .map(|bound| bound.party.clone())
        .collect()
}

fn police() -> SigningParty {
    SigningParty::Partner(Key::new("police"))
}

fn reasons(content: &Content, party: &SigningParty) -> Vec<Because> {
    let bound = content.parties.iter().find(|bound| bound.party == *party);
    bound.map(|bound| bound.because.clone()).unwrap_or_default()
}

#[test]
fn the_place_its_pool_whoever_owes_something_and_the_treasury() {
    let content = first();
    assert_eq!(
        parties(&content),
        [
            SigningParty::Place,
            police(),
            department("dwp"),
            SigningParty::treasury()
        ]
    );
    let budget = content.budgets().next().expect("a budget").0;
    let freedom = content.freedoms().next().expect("a freedom").0;
    assert_eq!(
        reasons(&content, &SigningParty::Place),
        [
            Because::OwnOffer,
            Because::PutsIn { term: budget },
            Because::Holds { term: budget }
        ]
    );
    assert_eq!(
        reasons(&content, &police()),
        [Because::PutsIn { term: budget }]
    );
    assert_eq!(
        reasons(&content, &department("dwp")),
        [
            Because::Funds { term: budget },
            Because::Releases { term: budget },
            Because::Grants { term: freedom }
        ]
    );
    assert_eq!(
        reasons(&content, &SigningParty::treasury()),
        [Because::GuardsMoney]
    );
    let names: Vec<&str> = content
        .parties
        .iter()
        .map(|bound| bound.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "Northshire County Council",
            "Northshire Police",
            "Department for Work and Pensions",
            "HM Treasury"
        ]
    );
}

/// One change to the offer, and who then has to sign beside the place, the police, Work and Pensions and the Treasury.
#[test]
fn each_thing_taken_on_binds_whoever_takes_it_on() {
    let (ho, dh) = (department("ho"), department("dh"));
    type Change = (&'static str, &'static str, &'static str);
    let cases: &[(Change, &[SigningParty])] = &[
        (
            ("ringfence", "departments", "ho"),
            std::slice::from_ref(&ho),
        ),
        (
            ("fund", "funding-departments", "dh"),
            std::slice::from_ref(&dh),
        ),
        (
            ("fund", "contribution-1-owner", "ho"),
            std::slice::from_ref(&ho),
        ),
        (
            ("fund", "contribution-0-organisation", "dh"),
            std::slice::from_ref(&dh),
        ),
        (("fund", "host", "dh"), std::slice::from_ref(&dh)),
        (("desks", "bearer", "ho"), std::slice::from_ref(&ho)),
        (("fit-out", "investor", "dh"), std::slice::from_ref(&dh)),
        // Agreeing to a policy, or getting a share, takes nothing on.
        (("visit", "departments", "ho"), &[]),
        (("sharing", "department-0-body", "dh"), &[]),
        (("governance", "accountable-body", "police"), &[]),
    ];
    for ((key, field, text), more) in cases {
        let mut offer = complete();
        // A form says how many rows it has.
        let rows = [("contribution-count", "2"), ("department-count", "1")];
        type_into(&mut offer, key, &[(field, text), rows[0], rows[1]]);
        let said = serde_json::to_string(&offer.find(&Key::new(*key)).expect("it is there").matter);
        assert!(
            said.expect("JSON").contains(&format!("\"{text}\"")),
            "{key} {field} was read"
        );
        let found = parties(&frozen(&offer));
        for party in [&ho, &dh] {
            assert_eq!(
                found.contains(party),
                more.contains(party),
                "{key} {field}: {party:?}"
            );
        }
        assert_eq!(found.first(), Some(&SigningParty::Place));
        assert_eq!(found.last(), Some(&SigningParty::treasury()));
    }
}

#[test]
fn where_nobody_takes_anything_on_the_place_and_the_treasury_sign() {
    let mut offer = complete();
    remove(&mut offer, "fund");
    remove(&mut offer, "ringfence");
    assert_eq!(
        parties(&frozen(&offer)),
        [SigningParty::Place, SigningParty::treasury()]
    );
}

#[test]
fn an_aligned_budget_leaves_partners_their_money_and_needs_no_memorandum() {
    let mut offer = complete();
    type_into(
        &mut offer,
        "fund",
        &[
            ("kind", "aligned"),
            ("contribution-count", "2"),
            ("contribution-0-organisation", "dh"),
        ],
    );
    let content = frozen(&offer);
    assert!(content.memoranda.is_empty());
    let found = parties(&content);
    assert!(
        !found.contains(&police()),
        "it keeps and answers for its own money"
    );
    assert!(
        found.contains(&department("dh")),
        "a department that promises money owes it"
    );
}

#[test]
fn a_memorandum_is_signed_by_every_contributor_and_its_host_each_once() {
    let mut offer = complete();
    add(
        &mut offer,
        "health",
        MatterKind::Partner,
        &[("name", "Northshire Health"), ("kind", "health")],
    );
    type_into(
        &mut offer,
        "fund",
        &[
            ("contribution-count", "3"),
            ("contribution-0-organisation", "police"),
            ("contribution-2-organisation", "dh"),
            ("host", "health"),
        ],
    );
    let content = frozen(&offer);
    let [memorandum] = content.memoranda.as_slice() else {
        panic!("one memorandum");
    };
    let signs: Vec<SigningParty> = (memorandum.parties.iter())
        .map(|bound| bound.party.clone())
        .collect();
    assert_eq!(
        signs,
        [
            police(),
            department("dh"),
            SigningParty::Partner(Key::new("health"))
        ]
    );
    // Whoever signs a memorandum signs the agreement as well.
    for party in signs {
        assert!(parties(&content).contains(&party), "{party:?}");
    }
}

#[test]
fn a_party_has_a_code_that_reads_back() {
    for party in parties(&first()) {
        assert_eq!(SigningParty::from_code(&party.code()), Some(party));
    }
    for wrong in ["", "partner:", "department:", "dwp", "person:ann"] {
        assert_eq!(SigningParty::from_code(wrong), None, "{wrong}");
    }
}
