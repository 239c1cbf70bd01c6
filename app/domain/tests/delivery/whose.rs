//! Who brings whose milestones up to date.

use domain::delivery::{Owned, answers_for};
use domain::process::{Hat, OrganisationId, Role, Side};

#[test]
fn who_leads_a_side_answers_for_it_and_the_others_for_their_own() {
    // L leader, D drafter, P the partner, p another, C champion, R reviewer of the owner, r of another department,
    // O programme office, A auditor, M administrator.
    let hats = [
        ('L', "kent", Role::PlaceLeader),
        ('D', "kent", Role::Drafter),
        ('P', "police", Role::Partner),
        ('p', "health", Role::Partner),
        ('C', "clg", Role::Champion),
        ('R', "dwp", Role::DepartmentReviewer),
        ('r', "ho", Role::DepartmentReviewer),
        ('O', "office", Role::ProgrammeOffice),
        ('A', "nao", Role::Auditor),
        ('M', "kent", Role::Administrator),
    ];
    let table = [
        (Side::Place, Some("kent"), "LD"),
        (Side::Place, Some("police"), "LDP"),
        (Side::Place, None, "LD"),
        (Side::Whitehall, Some("dwp"), "CR"),
        (Side::Whitehall, Some("clg"), "C"),
    ];
    for (side, organisation, expected) in table {
        let organisation = organisation.map(OrganisationId::new);
        let owned = Owned {
            side,
            organisation: organisation.as_ref(),
        };
        let may: String = hats
            .iter()
            .filter(|(_, of, role)| answers_for(&Hat::new("somebody", *of, *role), owned))
            .map(|(letter, ..)| *letter)
            .collect();
        assert_eq!(may, expected, "{side} {organisation:?}");
    }
}
