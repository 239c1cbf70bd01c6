//! Signing as it happens: in order, handed on, refused, and always on the record.

use domain::agreement::{
    Capacity, Content, Issue, Mark, MemorandumSheet, Named, Refusal, SheetState, Signatory,
    Signing, SigningParty, ToSign,
};
use domain::offer::Key;
use domain::process::{Guard, Hat, Role};

use crate::{department, everybody, first, hat, moment, other, signatory};

fn place() -> SigningParty {
    SigningParty::Place
}

fn police() -> SigningParty {
    SigningParty::Partner(Key::new("police"))
}

/// The memoranda of an agreement, signed by everybody.
pub fn memoranda(content: &Content) -> Vec<MemorandumSheet> {
    let all = content.memoranda.iter().map(|memorandum| {
        let to_sign = everybody(&memorandum.parties);
        let mut one = MemorandumSheet::open(memorandum, to_sign, &[], moment(0)).expect("put out");
        for bound in &memorandum.parties {
            let digest = one.sheet.digest;
            (one.sheet.sign(&hat(&bound.party), digest, true, moment(0))).expect("it is signed");
        }
        one
    });
    all.collect()
}

pub fn issued(content: &Content, to_sign: ToSign) -> Issue {
    let sealed = content.seal().expect("it can be sealed");
    Issue::open(content, &sealed, None, to_sign, &[], moment(0)).expect("it is issued")
}

fn sign(
    issue: &mut Issue,
    party: &SigningParty,
    memoranda: &[MemorandumSheet],
) -> Result<Signing, Refusal> {
    let digest = issue.sheet.digest;
    issue.sign(&hat(party), digest, true, memoranda, moment(1))
}

#[test]
fn the_last_signature_makes_it_signed() {
    let content = first();
    let memoranda = memoranda(&content);
    let mut issue = issued(&content, everybody(&content.parties));
    let parties: Vec<SigningParty> = content
        .parties
        .iter()
        .map(|one| one.party.clone())
        .collect();
    for (at, party) in parties.iter().enumerate() {
        assert_eq!(issue.sheet.due().len(), parties.len() - at);
        let done = sign(&mut issue, party, &memoranda).expect("it signs");
        let expected = if at + 1 == parties.len() {
            Signing::Done
        } else {
            Signing::Goes
        };
        assert_eq!(done, expected);
        assert_eq!(
            issue.holds(Guard::AllSigned, &hat(party), &memoranda, moment(1).today),
            Some(expected == Signing::Done)
        );
    }
    assert_eq!(issue.sheet.state(), SheetState::Signed);
    assert_eq!(issue.sheet.signed_at(), Some(moment(1).at));
    let (_, signature) = issue.sheet.signatures().next().expect("a signature");
    assert_eq!(signature.digest, issue.sheet.digest);
    assert_eq!(
        signature.declaration,
        format!(
            "I, Margaret, Leader of the council, have read the agreement NOR-1, version 1, with the SHA-256 {}. I have authority to sign it, and I sign it.",
            issue.sheet.digest
        )
    );
}

#[test]
fn the_memoranda_come_before_the_first_signature() {
    let content = first();
    let mut issue = issued(&content, everybody(&content.parties));
    let first_memoranda = memoranda(&content);
    let refused = Err(Refusal::MemorandumFirst(vec!["Hub fund".to_owned()]));
    assert_eq!(sign(&mut issue, &place(), &[]), refused);
    // Signed under other words is not signed.
    assert_eq!(sign(&mut issue, &place(), &memoranda(&other())), refused);
    // And not by half of the contributors.
    let memorandum = &content.memoranda[0];
    let mut half =
        MemorandumSheet::open(memorandum, everybody(&memorandum.parties), &[], moment(0))
            .expect("put out");
    let digest = half.sheet.digest;
    half.sheet
        .sign(&hat(&police()), digest, true, moment(0))
        .expect("signed");
    assert_eq!(sign(&mut issue, &place(), &[half]), refused);
    assert_eq!(
        sign(&mut issue, &place(), &first_memoranda),
        Ok(Signing::Goes)
    );
}

#[test]
fn approvers_sign_before_signers_and_steps_one_after_the_other() {
    let content = first();
    let memoranda = memoranda(&content);
    let mut to_sign = everybody(&content.parties);
    let approver = Signatory {
        capacity: Capacity::Approver,
        named: Named::new("ann", "Ann", "Finance director"),
        ..signatory(&department("dwp"))
    };
    to_sign.signatories.push(approver);
    for one in &mut to_sign.signatories {
        // The place signs last.
        if one.party == place() {
            one.step = 2;
        }
    }
    let mut issue = issued(&content, to_sign);
    let due = |issue: &Issue| -> Vec<String> {
        (issue.sheet.due().iter())
            .map(|one| one.holder().name.clone())
            .collect()
    };
    assert_eq!(due(&issue), ["Ann"]);
    assert_eq!(
        sign(&mut issue, &police(), &memoranda),
        Err(Refusal::NotYet(vec!["Ann".to_owned()]))
    );
    let ann = Hat::new("ann", "dwp", Role::DepartmentReviewer);
    let digest = issue.sheet.digest;
    issue
        .sign(&ann, digest, true, &memoranda, moment(1))
        .expect("she approves");
    assert_eq!(due(&issue), ["Pat", "Minister of dwp", "Minister of hmt"]);
    let refused = sign(&mut issue, &place(), &memoranda).expect_err("not yet");
    assert_eq!(
        refused.to_string(),
        "It is not your turn yet. First Pat, Minister of dwp and Minister of hmt have to sign."
    );
    // Any of the same step may be first, and none of them waits for another.
    for party in [department("hmt"), police(), department("dwp")] {
        sign(&mut issue, &party, &memoranda).expect("it signs");
    }
    assert_eq!(sign(&mut issue, &place(), &memoranda), Ok(Signing::Done));
}

#[test]
fn somebody_else_can_be_asked_and_the_trace_stays() {
    let content = first();
    let memoranda = memoranda(&content);
    let mut issue = issued(&content, everybody(&content.parties));
    let digest = issue.sheet.digest;
    let minister = hat(&department("dwp"));
    let deputy = Named::new("dan", "Dan", "Permanent secretary");
    let as_dan = Hat::new("dan", "dwp", Role::DepartmentReviewer);
    let hand_on = |issue: &mut Issue, to: &Hat, reason: &str| {
        issue
            .sheet
            .hand_on(&minister, deputy.clone(), to, reason, moment(1))
    };
    for elsewhere in [
        Hat::new("dan", "ho", Role::DepartmentReviewer),
        Hat::new("dan", "dwp", Role::Auditor),
        Hat::new("somebody", "dwp", Role::DepartmentReviewer),
    ] {
        assert_eq!(
            hand_on(&mut issue, &elsewhere, "Away"),
            Err(Refusal::OtherOrganisation)
        );
    }
    assert_eq!(
        hand_on(&mut issue, &as_dan, " "),
        Err(Refusal::ReasonNeeded)
    );
    hand_on(&mut issue, &as_dan, "Away").expect("he may be asked");
    assert_eq!(
        issue.sign(&minister, digest, true, &memoranda, moment(2)),
        Err(Refusal::HandedOn {
            to: "Dan".to_owned()
        })
    );
    issue
        .sheet
        .take_back(&minister, moment(2))
        .expect("she may");
    assert_eq!(
        issue.sign(&as_dan, digest, true, &memoranda, moment(2)),
        Err(Refusal::NotNamed)
    );
    hand_on(&mut issue, &as_dan, "Away again").expect("he may be asked again");
    issue
        .sign(&as_dan, digest, true, &memoranda, moment(3))
        .expect("he signs");
    let slot = (issue.sheet.signatories.iter())
        .find(|one| one.party == department("dwp"))
        .expect("the department signs");
    assert_eq!(slot.handed.len(), 2, "what was taken back stays to be seen");
    assert_eq!(slot.handed[0].taken_back, Some(moment(2).at));
    let signature = slot.signature().expect("signed");
    assert_eq!(signature.by, deputy);
    assert_eq!(signature.on_behalf_of.as_ref(), Some(&slot.named));
    assert!(
        signature.declaration.contains(
            "authority to sign it, on behalf of Minister of dwp, Minister of State, and I sign it."
        ),
        "{}",
        signature.declaration
    );
    // Both hear of it, should the issue end otherwise.
    let told: Vec<String> = issue.to_be_told().iter().map(ToString::to_string).collect();
    assert_eq!(told, ["dan", "dwp"]);
}

#[test]
fn nobody_hands_on_to_somebody_who_signs_anyway() {
    let content = first();
    let mut to_sign = everybody(&content.parties);
    let approver = Signatory {
        capacity: Capacity::Approver,
        named: Named::new("ann", "Ann", "Finance director"),
        ..signatory(&department("dwp"))
    };
    to_sign.signatories.push(approver);
    let mut issue = issued(&content, to_sign);
    let ann = Hat::new("ann", "dwp", Role::DepartmentReviewer);
    assert_eq!(
        issue.sheet.hand_on(
            &hat(&department("dwp")),
            Named::new("ann", "Ann", "Finance director"),
            &ann,
            "Away",
            moment(1)
        ),
        Err(Refusal::NamedTwice("Ann".to_owned()))
    );
}

#[test]
fn a_refusal_at_each_point_of_the_order_ends_the_issue_and_keeps_every_signature() {
    let content = first();
    let memoranda = memoranda(&content);
    let parties: Vec<SigningParty> = content
        .parties
        .iter()
        .map(|one| one.party.clone())
        .collect();
    for at in 0..parties.len() {
        let mut issue = issued(&content, everybody(&content.parties));
        for party in &parties[..at] {
            sign(&mut issue, party, &memoranda).expect("it signs");
        }
        let before: Vec<Mark> = (issue.sheet.signatories.iter())
            .filter_map(|one| one.mark.clone())
            .collect();
        let digest = issue.sheet.digest;
        let refuse = |issue: &mut Issue, reason: &str, terms: &[u32]| {
            issue.refuse(&hat(&parties[at]), digest, reason, terms, moment(2))
        };
        assert_eq!(refuse(&mut issue, " ", &[4]), Err(Refusal::ReasonNeeded));
        assert_eq!(
            refuse(&mut issue, "The figures moved", &[]),
            Err(Refusal::NoTermNamed)
        );
        assert_eq!(
            refuse(&mut issue, "The figures moved", &[99]),
            Err(Refusal::NoSuchTerm(99))
        );
        assert_eq!(issue.sheet.state(), SheetState::Open, "nothing half done");
        refuse(&mut issue, "The figures moved", &[4, 3, 4]).expect("it may refuse");
        assert_eq!(issue.sheet.state(), SheetState::Refused);
        let refused = issue.sheet.refusal().expect("it is on record");
        assert_eq!(
            (refused.terms.as_slice(), refused.reason.as_str()),
            (&[3, 4][..], "The figures moved")
        );
        let after: Vec<Mark> = (issue.sheet.signatories.iter())
            .filter_map(|one| one.mark.clone())
            .filter(|mark| matches!(mark, Mark::Signed(_)))
            .collect();
        assert_eq!(after, before, "earlier signatures stay");
        assert_eq!(issue.to_be_told().len(), at);
        assert!(issue.sheet.due().is_empty());
        // And none of them counts for the next issue.
        let sealed = content.seal().expect("sealed");
        let next = Issue::open(
            &content,
            &sealed,
            None,
            everybody(&content.parties),
            &[issue],
            moment(3),
        )
        .expect("it is issued again");
        assert_eq!(next.sheet.signatures().count(), 0);
    }
}

#[test]
fn what_was_signed_is_what_was_read() {
    let content = first();
    let memoranda = memoranda(&content);
    let mut issue = issued(&content, everybody(&content.parties));
    let old = other().seal().expect("sealed").digest;
    let leader = hat(&place());
    assert_eq!(
        issue.sign(&leader, old, true, &memoranda, moment(1)),
        Err(Refusal::OtherText)
    );
    let digest = issue.sheet.digest;
    assert_eq!(
        issue.sign(&leader, digest, false, &memoranda, moment(1)),
        Err(Refusal::NotDeclared)
    );
    assert_eq!(issue.sheet.signatures().count(), 0);
}

#[test]
fn a_memorandum_that_is_refused_names_its_term() {
    let content = first();
    let memorandum = &content.memoranda[0];
    let mut one = MemorandumSheet::open(memorandum, everybody(&memorandum.parties), &[], moment(0))
        .expect("put out");
    let digest = one.sheet.digest;
    one.refuse(&hat(&police()), digest, "Not our grant", moment(1))
        .expect("it may");
    assert_eq!(
        one.sheet.refusal().expect("refused").terms,
        [memorandum.term]
    );
    // After that it can be put out again.
    MemorandumSheet::open(
        memorandum,
        everybody(&memorandum.parties),
        &[one],
        moment(2),
    )
    .expect("put out again");
}

#[test]
fn every_refusal_is_in_words_that_end() {
    let names = || vec!["Ann".to_owned(), "Pat".to_owned()];
    for refusal in [
        Refusal::NotYet(names()),
        Refusal::NotYet(vec!["Ann".to_owned()]),
        Refusal::MemorandumFirst(names()),
        Refusal::TimeOver(moment(0).today),
        Refusal::HandedOn {
            to: "Dan".to_owned(),
        },
        Refusal::OpenAlready {
            term: 4,
            variation: 1,
        },
    ] {
        let words = refusal.to_string();
        assert!(
            words.ends_with('.') && !words.contains("  ") && !words.contains('{'),
            "{words}"
        );
    }
    assert_eq!(
        Refusal::TimeOver(moment(0).today).to_string(),
        "The last day to sign was 4 February 2013."
    );
    assert_eq!(
        Refusal::NotYet(vec!["Ann".to_owned()]).to_string(),
        "It is not your turn yet. First Ann has to sign."
    );
}
