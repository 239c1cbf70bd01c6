//! People who hold several hats, or none.

use domain::process::{
    Act, Hat, Leave, Reason, Role, Stage, Verdict, permit, permit_any, permit_without_hat,
};

use crate::kent::{at, offers, own};

#[test]
fn of_several_hats_the_one_that_may_is_offered() {
    let hats = [
        own(Role::Partner),
        own(Role::Drafter),
        own(Role::PlaceLeader),
    ];
    let draft = at(Stage::Draft);
    let found = permit_any(&hats, Act::Submit, Some(&draft));
    assert_eq!(
        (found.verdict, found.hat),
        (Verdict::Allowed, Some(&hats[2]))
    );

    // None may: the one that gets furthest says why.
    let submitted = at(Stage::Submitted);
    let hats = [own(Role::Auditor), own(Role::PlaceLeader)];
    let found = permit_any(&hats, Act::Submit, Some(&submitted));
    assert!(matches!(found.verdict, Verdict::WrongStage(_)));
    assert_eq!(found.hat, Some(&hats[1]));

    let stranger = [Hat::new("elsewhere", "croydon", Role::PlaceLeader)];
    let found = permit_any(&stranger, Act::ReadOffer, Some(&draft));
    assert_eq!((found.verdict, found.hat), (Verdict::NotFound, None));
}

#[test]
fn without_any_hat_a_signed_in_person_keeps_their_account_and_what_is_public() {
    for act in Act::ALL {
        for offer in offers() {
            let verdict = permit_without_hat(*act, Some(&offer));
            let public = permit(None, *act, Some(&offer)).is_allowed();
            let own = act.rule().leave == Leave::SignedIn;
            assert_eq!(verdict.is_allowed(), public || own, "{act}");
            assert_ne!(verdict, Verdict::SignIn, "{act}");
        }
    }
    assert_eq!(
        permit_any(&[], Act::StartOffer, None).verdict,
        Verdict::NotAllowed(Reason::NoHat(Act::StartOffer))
    );
}
