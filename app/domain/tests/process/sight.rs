//! Who sees an offer at all, and which of its rooms.

use domain::process::{Act, Reach, Role, Room, Rooms, Sight, Stage, Verdict, permit};

use crate::kent::{at, everybody, offer, offers, other, own};

#[test]
fn signed_out_only_what_is_public_answers_and_an_unknown_address_as_a_known_one() {
    for act in Act::ALL {
        for offer in offers() {
            let public = match act {
                Act::ReadPublicPages | Act::ReadDemoMail | Act::SignIn | Act::ListAgreements => {
                    true
                }
                Act::ReadAgreement => matches!(
                    offer.stage,
                    Stage::InForce | Stage::Completed | Stage::Terminated
                ),
                _ => false,
            };
            let expected = if public {
                Verdict::Allowed
            } else {
                Verdict::SignIn
            };
            assert_eq!(permit(None, *act, Some(&offer)), expected, "{act}");
            if !public {
                assert_eq!(permit(None, *act, None), Verdict::SignIn, "{act}");
            }
        }
    }
}

#[test]
fn an_offer_that_does_not_exist_is_not_found_and_so_is_somebody_elses() {
    for role in Role::ALL {
        for act in Act::ALL.iter().filter(|act| act.rule().is_about_an_offer()) {
            assert_eq!(permit(Some(&own(*role)), *act, None), Verdict::NotFound);
            let Some(stranger) = other(*role) else {
                continue;
            };
            for offer in offers() {
                let published = *act == Act::ReadAgreement && offer.stage.is_public();
                let expected = if published {
                    Verdict::Allowed
                } else {
                    Verdict::NotFound
                };
                assert_eq!(
                    permit(Some(&stranger), *act, Some(&offer)),
                    expected,
                    "{role} {act}"
                );
            }
        }
    }
}

#[test]
fn government_and_auditors_see_no_draft_before_it_is_first_submitted() {
    let draft = offer(Stage::Draft, false);
    let withdrawn = offer(Stage::Withdrawn, false);
    for role in [
        Role::Champion,
        Role::DepartmentReviewer,
        Role::ProgrammeOffice,
        Role::Auditor,
        Role::Administrator,
    ] {
        for act in Act::ALL.iter().filter(|act| act.rule().is_about_an_offer()) {
            for unseen in [&draft, &withdrawn] {
                assert_eq!(
                    permit(Some(&own(role)), *act, Some(unseen)),
                    Verdict::NotFound,
                    "{role} {act}"
                );
            }
        }
        assert_eq!(Rooms::of(&own(role), &draft), Rooms::none());
        assert!(!Reach::of(&own(role)).covers(&draft));
    }
    // Returned, it stays in sight.
    let returned = offer(Stage::Draft, true);
    for role in [
        Role::ProgrammeOffice,
        Role::Champion,
        Role::DepartmentReviewer,
        Role::Auditor,
    ] {
        assert!(permit(Some(&own(role)), Act::ReadOffer, Some(&returned)).is_allowed());
    }
}

#[test]
fn the_place_and_its_partners_read_their_offer_at_every_stage() {
    for stage in Stage::ALL {
        for role in [Role::PlaceLeader, Role::Drafter, Role::Partner] {
            for act in [Act::ReadOffer, Act::ReadHistory] {
                assert!(
                    permit(Some(&own(role)), act, Some(&at(*stage))).is_allowed(),
                    "{role} {stage}"
                );
            }
        }
    }
}

#[test]
fn a_list_shows_exactly_what_its_pages_answer() {
    for hat in everybody().into_iter().flatten() {
        for offer in offers() {
            let listed = Sight::of(&hat).reach().covers(&offer);
            let answered = permit(Some(&hat), Act::ReadOffer, Some(&offer)).is_allowed();
            assert_eq!(listed, answered, "{hat:?}");
            let rooms = Rooms::of(&hat, &offer);
            let expected = if listed {
                Sight::of(&hat).rooms()
            } else {
                Rooms::none()
            };
            assert_eq!(rooms, expected, "{hat:?}");
        }
    }
}

#[test]
fn nobody_looks_into_the_other_sides_room() {
    let negotiating = at(Stage::Negotiating);
    for role in Role::ALL {
        let rooms = Rooms::of(&own(*role), &negotiating);
        let expected: &[Room] = match role {
            Role::PlaceLeader | Role::Drafter | Role::Partner => &[Room::Place, Room::Joint],
            Role::Champion | Role::DepartmentReviewer | Role::ProgrammeOffice => {
                &[Room::Whitehall, Room::Joint]
            }
            Role::Auditor => &[Room::Joint],
            Role::Administrator => &[],
        };
        assert_eq!(rooms.list(), expected, "{role}");
        if let Some(stranger) = other(*role) {
            assert!(
                Rooms::of(&stranger, &negotiating).list().is_empty(),
                "{role}"
            );
        }
        if let Some(room) = Room::of_side(role.side()) {
            assert!(rooms.sees(room), "{role}");
        }
    }
}

#[test]
fn an_agreement_that_is_held_back_is_none_for_the_public_and_what_it_was_for_its_own() {
    for stage in Stage::ALL {
        let mut facts = crate::kent::at(*stage);
        facts.embargoed = true;
        assert_eq!(
            permit(None, Act::ReadAgreement, Some(&facts)),
            Verdict::SignIn
        );
        let stranger = other(Role::PlaceLeader).expect("Croydon has a leader");
        assert_eq!(
            permit(Some(&stranger), Act::ReadAgreement, Some(&facts)),
            Verdict::NotFound,
            "{stage}"
        );
        let leader = permit(
            Some(&own(Role::PlaceLeader)),
            Act::ReadAgreement,
            Some(&facts),
        );
        assert_eq!(
            leader.is_allowed(),
            stage.is_public() || matches!(stage, Stage::Signing | Stage::Signed)
        );
    }
}
