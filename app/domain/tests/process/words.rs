//! Codes that last and words that read.

use std::collections::BTreeSet;

use domain::process::{
    Act, EventKind, Guard, Level, OfferKind, OrganisationKind, Role, Room, Section, Side, Stage,
    TREASURY, Theme, Transition, department, departments,
};
use serde_json::json;

macro_rules! assert_choices {
    ($($choice:ty),+) => { $({
        let mut codes = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for choice in <$choice>::ALL {
            let (code, label) = (choice.code(), choice.label());
            assert_eq!(<$choice>::from_code(code), Some(*choice));
            assert_eq!(serde_json::to_value(choice).expect(code), json!(code));
            assert_eq!(
                serde_json::from_value::<$choice>(json!(code)).expect(code),
                *choice
            );
            assert!(
                code.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                "{code}"
            );
            assert!(codes.insert(code), "{code} twice");
            assert!(labels.insert(label), "{label} twice");
            assert!(!label.trim().is_empty() && label.trim() == label);
        }
        assert_eq!(<$choice>::from_code(""), None);
        assert_eq!(<$choice>::from_code("no such thing"), None);
    })+ };
}

#[test]
fn every_choice_has_a_code_that_reads_back_and_a_label_of_its_own() {
    assert_choices!(
        Act,
        EventKind,
        Guard,
        Level,
        OfferKind,
        OrganisationKind,
        Role,
        Room,
        Section,
        Side,
        Stage,
        Theme,
        Transition
    );
}

#[test]
fn sentences_are_sentences() {
    let sentences = Stage::ALL
        .iter()
        .map(|stage| stage.sentence())
        .chain(Section::ALL.iter().map(|section| section.sentence()))
        .chain(OfferKind::ALL.iter().map(|kind| kind.sentence()))
        .chain(Guard::ALL.iter().map(|guard| guard.words()))
        .chain(Room::ALL.iter().map(|room| room.sentence()));
    for sentence in sentences {
        assert!(sentence.ends_with('.'), "{sentence}");
        assert!(sentence.chars().next().is_some_and(char::is_uppercase));
        assert!(!sentence.contains("  ") && !sentence.contains('{'));
    }
}

#[test]
fn the_ten_sections_stand_at_their_addresses_in_order() {
    let slugs: Vec<_> = Section::ALL.iter().map(|section| section.slug()).collect();
    assert_eq!(
        slugs,
        [
            "scope",
            "evidence",
            "outcomes",
            "savings",
            "sharing",
            "engagement",
            "partners",
            "budgets",
            "freedoms",
            "governance"
        ]
    );
    assert_eq!(Section::Scope.previous(), None);
    assert_eq!(Section::Scope.next(), Some(Section::Evidence));
    assert_eq!(Section::Governance.next(), None);
    assert_eq!(Section::Governance.previous(), Some(Section::Freedoms));
    assert_eq!(Section::Governance.number(), 10);
    assert_eq!(Section::from_slug("Scope"), None);
}

#[test]
fn a_single_offer_is_invited_and_runs_three_years() {
    assert_eq!(OfferKind::SingleOffer.set_length(), Some(3));
    assert!(OfferKind::SingleOffer.needs_invitation());
    assert_eq!(OfferKind::InnovativePolicyOffer.set_length(), None);
    assert!(OfferKind::InnovativePolicyOffer.needs_theme());
}

#[test]
fn departments_have_codes_of_their_own() {
    let codes: BTreeSet<_> = departments().iter().map(|body| body.code).collect();
    assert_eq!(codes.len(), departments().len());
    assert_eq!(
        department(TREASURY).map(|body| body.name),
        Some("HM Treasury")
    );
    assert_eq!(department("dwp").map(|body| body.short), Some("DWP"));
    assert_eq!(department("DWP"), None);
    assert!(
        departments()
            .iter()
            .all(|body| body.code == body.code.to_lowercase()
                && matches!(
                    body.kind,
                    OrganisationKind::Department
                        | OrganisationKind::Agency
                        | OrganisationKind::AuditBody
                ))
    );
}

#[test]
fn a_place_names_partners_of_its_own_side() {
    let kinds: Vec<_> = OrganisationKind::partners().collect();
    assert!(kinds.contains(&OrganisationKind::Police));
    assert!(kinds.iter().all(|kind| kind.side() == Side::Place));
    assert!(!kinds.contains(&OrganisationKind::LeadCouncil));
}
