//! Who looks after the people of which organisation, and what an organisation cannot be left without.

use domain::process::{
    Act, Hat, OrganisationId, OrganisationKind, Reason, Remaining, Role, Vacancy, Verdict, permit,
    permit_any_for, permit_for,
};

use crate::kent::own;

const ABOUT_AN_ORGANISATION: &[(Act, &[Role])] = &[
    (
        Act::ReadPeople,
        &[Role::ProgrammeOffice, Role::Administrator],
    ),
    (
        Act::ManagePeople,
        &[Role::ProgrammeOffice, Role::Administrator],
    ),
    (
        Act::AssignReviewers,
        &[Role::ProgrammeOffice, Role::Administrator],
    ),
    (Act::DisablePeople, &[Role::ProgrammeOffice]),
];

/// Every role × act × own or other organisation: 8 × 4 × 2.
#[test]
fn an_administrator_looks_after_the_own_organisation_and_no_other() {
    for (act, who) in ABOUT_AN_ORGANISATION {
        for role in Role::ALL {
            let hat = own(*role);
            for organisation in [hat.organisation.clone(), OrganisationId::from("elsewhere")] {
                let is_own = organisation == hat.organisation;
                let verdict = permit_for(Some(&hat), *act, &organisation);
                match role {
                    Role::ProgrammeOffice => assert!(verdict.is_allowed(), "{act}"),
                    Role::Administrator if is_own && who.contains(role) => {
                        assert!(verdict.is_allowed(), "{act}");
                    }
                    Role::Administrator if is_own => assert_eq!(
                        verdict,
                        Verdict::NotAllowed(Reason::OtherSide(*act)),
                        "{act}"
                    ),
                    _ => assert_eq!(verdict, Verdict::NotFound, "{role} {act} {organisation}"),
                }
            }
            assert_eq!(
                permit(Some(&hat), *act, None),
                permit_for(Some(&hat), *act, &hat.organisation)
            );
        }
        let kent = OrganisationId::from("kent");
        assert_eq!(permit_for(None, *act, &kent), Verdict::SignIn);
    }
}

#[test]
fn the_hat_that_may_is_found_among_several() {
    let kent = OrganisationId::from("kent");
    let hats = [
        Hat::new("ann", "kent", Role::PlaceLeader),
        Hat::new("ann", "medway", Role::Administrator),
        Hat::new("ann", "kent", Role::Administrator),
    ];
    let any = permit_any_for(&hats, Act::ManagePeople, &kent);
    assert!(any.verdict.is_allowed());
    assert_eq!(any.hat, Some(&hats[2]));
    let none = permit_any_for(&hats[..2], Act::ManagePeople, &kent);
    assert_eq!((none.verdict, none.hat), (Verdict::NotFound, None));
}

#[test]
fn every_kind_of_organisation_has_roles_of_its_own_side_and_an_administrator() {
    for kind in OrganisationKind::ALL {
        assert!(kind.roles().contains(&Role::Administrator), "{kind}");
        for role in kind
            .roles()
            .iter()
            .filter(|role| **role != Role::Administrator)
        {
            assert_eq!(role.side(), kind.side(), "{kind} {role}");
        }
    }
    for role in Role::ALL {
        let somewhere = OrganisationKind::ALL
            .iter()
            .any(|kind| kind.roles().contains(role));
        assert!(somewhere, "{role}");
    }
}

/// The whole table: what each kind cannot spare, when nobody else holds the role.
#[test]
fn the_last_who_is_required_cannot_go() {
    for kind in OrganisationKind::ALL {
        for role in kind.roles() {
            for (in_role, in_all) in [(0, 0), (0, 2), (1, 1), (1, 2)] {
                let expected = match (kind, role, in_role, in_all) {
                    (_, _, 1.., _) => Ok(()),
                    (OrganisationKind::LeadCouncil, Role::PlaceLeader, ..) => Err(Vacancy::Leader),
                    (OrganisationKind::ProgrammeOffice, Role::ProgrammeOffice, ..) => {
                        Err(Vacancy::Programme)
                    }
                    (_, Role::Administrator, 0, 1..) => Err(Vacancy::Administrator),
                    _ => Ok(()),
                };
                assert_eq!(
                    kind.can_spare(*role, Remaining { in_role, in_all }),
                    expected,
                    "{kind} {role} {in_role} {in_all}"
                );
            }
        }
    }
    assert_eq!(
        Vacancy::Administrator.words("Kent"),
        "This is the last administrator of Kent, and its people need somebody to manage them. \
         Hand over to somebody first, or invite somebody to the role."
    );
}
