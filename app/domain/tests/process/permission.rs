//! Every role × act × stage × own or other offer, and what the important of them must be.

use std::collections::BTreeMap;

use domain::process::{
    Act, Effect, Leave, PARTS, RULES, Reason, Role, Stage, Verdict, permit, table,
};

use crate::kent::{at, everybody, offers, own};

fn verdict(role: Role, act: Act, stage: Stage) -> Verdict {
    permit(Some(&own(role)), act, Some(&at(stage)))
}

#[test]
fn every_act_has_one_rule() {
    assert_eq!(RULES.len(), Act::ALL.len());
    for act in Act::ALL {
        let rule = act.rule();
        assert_eq!(rule.act, *act);
        match rule.leave {
            Leave::Everyone | Leave::SignedIn => {}
            Leave::Roles(_) | Leave::Organisation(_) => assert!(!rule.who().is_empty(), "{act}"),
            Leave::Offer { .. } | Leave::Published { .. } | Leave::Transition(_) => {
                assert!(!rule.who().is_empty() && !rule.at().is_empty(), "{act}");
            }
        }
    }
}

#[test]
fn the_whole_matrix_keeps_the_order_see_may_now() {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for hat in everybody() {
        for act in Act::ALL {
            for offer in offers() {
                let verdict = permit(hat.as_ref(), *act, Some(&offer));
                let name = match &verdict {
                    Verdict::Allowed => "allowed",
                    Verdict::SignIn => "sign in",
                    Verdict::NotFound => "not found",
                    Verdict::NotAllowed(_) => "not allowed",
                    Verdict::WrongStage(_) => "wrong stage",
                };
                *count.entry(name).or_default() += 1;
                assert_eq!(
                    verdict == Verdict::SignIn,
                    hat.is_none() && !verdict.is_allowed()
                );
                match &verdict {
                    Verdict::Allowed | Verdict::SignIn | Verdict::NotFound => {}
                    Verdict::NotAllowed(reason) => {
                        let words = reason.words();
                        assert!(words.contains("Only ") && words.ends_with('.'), "{words}");
                        assert!(
                            !words.contains("  ") && !words.contains("Only  can"),
                            "{words}"
                        );
                    }
                    Verdict::WrongStage(words) => {
                        assert!(
                            words.starts_with("KEN-1 ") && words.ends_with('.'),
                            "{words}"
                        );
                        assert!(!words.contains("  ") && !words.contains("is ."), "{words}");
                    }
                }
            }
        }
    }
    println!(
        "{} verdicts: {count:?}",
        everybody().len() * Act::ALL.len() * offers().len()
    );
}

/// For each act, the roles that may do it and the stages at which they may, written out by hand.
#[test]
fn the_acts_that_matter_most_are_as_the_rules_say() {
    use Role::{
        Auditor, Champion, DepartmentReviewer, Drafter, Partner, PlaceLeader, ProgrammeOffice,
    };
    use Stage::{
        Completed, Draft, InForce, Negotiating, Settled, Signed, Signing, Submitted, Terminated,
    };
    let expected: &[(Act, &[Role], &[Stage])] = &[
        (Act::EditSection, &[PlaceLeader, Drafter], &[Draft]),
        (Act::AddMatter, &[PlaceLeader, Drafter], &[Draft]),
        (Act::RemoveMatter, &[PlaceLeader, Drafter], &[Draft]),
        (Act::ReorderMatters, &[PlaceLeader, Drafter], &[Draft]),
        (Act::InvitePartner, &[PlaceLeader, Drafter], &[Draft]),
        (Act::AnswerInvitation, &[Partner], &[Draft, Negotiating]),
        (Act::Submit, &[PlaceLeader], &[Draft]),
        (
            Act::Withdraw,
            &[PlaceLeader],
            &[Draft, Submitted, Negotiating, Settled, Signing],
        ),
        (Act::Accept, &[ProgrammeOffice], &[Submitted]),
        (Act::Return, &[ProgrammeOffice], &[Submitted]),
        (Act::Decline, &[ProgrammeOffice], &[Submitted]),
        (
            Act::ProposeWording,
            &[PlaceLeader, Drafter, Partner, Champion, DepartmentReviewer],
            &[Negotiating],
        ),
        (Act::TakeUp, &[PlaceLeader, Champion], &[Negotiating]),
        (
            Act::TakePosition,
            &[PlaceLeader, DepartmentReviewer],
            &[Negotiating],
        ),
        (
            Act::Comment,
            &[
                PlaceLeader,
                Drafter,
                Partner,
                Champion,
                DepartmentReviewer,
                ProgrammeOffice,
            ],
            &[
                Draft,
                Submitted,
                Negotiating,
                Settled,
                Signing,
                Signed,
                InForce,
            ],
        ),
        (
            Act::ReleaseToJoint,
            &[PlaceLeader, Champion, ProgrammeOffice],
            &[Submitted, Negotiating, Settled, Signing, Signed, InForce],
        ),
        (Act::RefuseFreedom, &[DepartmentReviewer], &[Negotiating]),
        (Act::Settle, &[Champion], &[Negotiating]),
        (Act::Reopen, &[PlaceLeader, Champion], &[Settled]),
        (Act::End, &[ProgrammeOffice], &[Negotiating]),
        (Act::Issue, &[ProgrammeOffice], &[Settled]),
        (Act::PutOutMemorandum, &[PlaceLeader], &[Settled, Signing]),
        (
            Act::SignMemorandum,
            &[PlaceLeader, Partner, DepartmentReviewer],
            &[Negotiating, Settled, Signing],
        ),
        (
            Act::RefuseMemorandum,
            &[PlaceLeader, Partner, DepartmentReviewer],
            &[Negotiating, Settled, Signing],
        ),
        (
            Act::HandOnSignature,
            &[PlaceLeader, Partner, Champion, DepartmentReviewer],
            &[Negotiating, Settled, Signing],
        ),
        (
            Act::SetEmbargo,
            &[ProgrammeOffice],
            &[Settled, Signing, Signed],
        ),
        (
            Act::Sign,
            &[PlaceLeader, Partner, Champion, DepartmentReviewer],
            &[Signing],
        ),
        (
            Act::RefuseToSign,
            &[PlaceLeader, Partner, Champion, DepartmentReviewer],
            &[Signing],
        ),
        (Act::Recall, &[ProgrammeOffice], &[Signing]),
        (Act::Terminate, &[ProgrammeOffice], &[InForce]),
        (Act::Close, &[ProgrammeOffice], &[InForce]),
        (
            Act::SubmitReturn,
            &[PlaceLeader],
            &[InForce, Completed, Terminated],
        ),
        (
            Act::ReviewReturn,
            &[ProgrammeOffice],
            &[InForce, Completed, Terminated],
        ),
    ];
    let in_offer = [
        PlaceLeader,
        Drafter,
        Partner,
        Champion,
        DepartmentReviewer,
        ProgrammeOffice,
        Auditor,
    ];
    for (act, who, when) in expected {
        for role in in_offer {
            for stage in Stage::ALL {
                let unseen = *stage == Draft && !matches!(role, PlaceLeader | Drafter | Partner);
                let verdict = verdict(role, *act, *stage);
                match (unseen, who.contains(&role), when.contains(stage)) {
                    (true, ..) => assert_eq!(verdict, Verdict::NotFound),
                    (_, false, _) => assert!(
                        matches!(verdict, Verdict::NotAllowed(_)),
                        "{role} {act} {stage}: {verdict:?}"
                    ),
                    (_, true, true) => assert!(verdict.is_allowed(), "{role} {act} {stage}"),
                    (_, true, false) => assert!(
                        matches!(verdict, Verdict::WrongStage(_)),
                        "{role} {act} {stage}: {verdict:?}"
                    ),
                }
            }
        }
    }
}

#[test]
fn auditors_change_nothing() {
    let auditor = own(Role::Auditor);
    for act in Act::ALL
        .iter()
        .filter(|act| !matches!(act, Act::ManageOwnAccount | Act::SignIn))
    {
        for offer in offers() {
            if permit(Some(&auditor), *act, Some(&offer)).is_allowed() {
                assert_eq!(act.rule().effect, Effect::Reads, "{act}");
            }
        }
    }
}

#[test]
fn acts_about_no_single_offer() {
    use Role::{Administrator, Auditor, Drafter, PlaceLeader, ProgrammeOffice};
    for (act, who) in [
        (Act::StartOffer, &[PlaceLeader, Drafter][..]),
        (Act::ReadProgramme, &[ProgrammeOffice, Auditor]),
        (
            Act::ReadOutbox,
            &[PlaceLeader, Drafter, ProgrammeOffice, Administrator],
        ),
        (
            Act::ResendMail,
            &[PlaceLeader, Drafter, ProgrammeOffice, Administrator],
        ),
        (Act::ListOrganisations, &[ProgrammeOffice, Administrator]),
        (Act::ManageOrganisations, &[ProgrammeOffice]),
        (Act::ManageRounds, &[ProgrammeOffice]),
    ] {
        for role in Role::ALL {
            let verdict = permit(Some(&own(*role)), act, None);
            if who.contains(role) {
                assert!(verdict.is_allowed(), "{role} {act}");
            } else if act.is_reading() {
                assert_eq!(verdict, Verdict::NotFound, "{role} {act}");
            } else {
                assert!(matches!(verdict, Verdict::NotAllowed(_)), "{role} {act}");
            }
        }
    }
}

#[test]
fn a_refusal_says_who_may() {
    let words = |role, act, stage| match verdict(role, act, stage) {
        Verdict::NotAllowed(reason) => reason.words(),
        Verdict::WrongStage(words) => words,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        words(Role::Drafter, Act::Submit, Stage::Draft),
        "Drafters prepare what the place’s leader decides. Only the place’s leader can submit the offer."
    );
    assert_eq!(
        words(Role::PlaceLeader, Act::Accept, Stage::Submitted),
        "Only the programme office can accept the offer."
    );
    assert_eq!(
        words(Role::Auditor, Act::Settle, Stage::Negotiating),
        "Auditors read what is shared and change nothing. Only the offer’s Whitehall champion can settle the terms."
    );
    assert_eq!(
        words(Role::PlaceLeader, Act::Submit, Stage::Submitted),
        "KEN-1 has already been submitted."
    );
    assert_eq!(
        words(Role::Drafter, Act::EditSection, Stage::Submitted),
        "KEN-1 has been submitted. You can change a section of the offer only while it is a draft."
    );
    assert_eq!(
        permit(
            Some(&own(Role::PlaceLeader)),
            Act::Accept,
            Some(&at(Stage::Submitted))
        ),
        Verdict::NotAllowed(Reason::OtherSide(Act::Accept))
    );
    assert_eq!(
        permit(
            Some(&own(Role::Champion)),
            Act::Accept,
            Some(&at(Stage::Submitted))
        ),
        Verdict::NotAllowed(Reason::OtherRole(Act::Accept))
    );
}

#[test]
fn the_table_for_the_documentation_is_whole_and_in_words() {
    let lines = table();
    assert_eq!(lines.len(), Act::ALL.len());
    for line in &lines {
        assert!(!line.who.is_empty() && !line.when.is_empty(), "{line:?}");
    }
    let submit = lines
        .iter()
        .find(|line| line.act == Act::Submit)
        .expect("submit");
    assert_eq!(submit.who, "the place’s leader");
    assert_eq!(submit.when, "while the offer is a draft");
    assert_eq!(submit.which, "those of their place");
    assert_eq!(submit.part, "Submission");
    assert!(!submit.reads);
    for (part, first) in PARTS {
        let of_part = lines.iter().find(|line| line.part == *part);
        assert_eq!(of_part.map(|line| line.act), Some(*first), "{part}");
    }
}

/// What the place and a partner say to each other is no page of Whitehall’s, even where it sees the offer.
#[test]
fn what_one_may_not_read_in_an_offer_that_one_sees_does_not_exist() {
    for role in Role::ALL {
        let verdict = verdict(*role, Act::ReadInvitation, Stage::Negotiating);
        match role {
            Role::PlaceLeader | Role::Drafter | Role::Partner => assert!(verdict.is_allowed()),
            Role::Champion
            | Role::DepartmentReviewer
            | Role::ProgrammeOffice
            | Role::Auditor
            | Role::Administrator => assert_eq!(verdict, Verdict::NotFound, "{role}"),
        }
    }
}
