//! Putting a text out for signature: by everybody who is bound, and only once at a time.

use domain::agreement::{
    Capacity, Content, Issue, MemorandumSheet, Named, Refusal, SheetState, Signatory, SigningParty,
    ToSign, Varied,
};

use crate::{department, everybody, first, hat, moment, other, signatory};

fn open(content: &Content, to_sign: ToSign, earlier: &[Issue]) -> Result<Issue, Refusal> {
    let sealed = content.seal().expect("it can be sealed");
    Issue::open(content, &sealed, None, to_sign, earlier, moment(0))
}

#[test]
fn an_issue_freezes_who_signs_what_until_when() {
    let content = first();
    let issue = open(&content, everybody(&content.parties), &[]).expect("it is issued");
    assert_eq!((issue.version, issue.number), (1, 1));
    assert_eq!(issue.sheet.state(), SheetState::Open);
    assert_eq!(issue.sheet.digest, content.seal().expect("sealed").digest);
    assert_eq!(issue.sheet.signatories.len(), 4);
    assert_eq!(issue.sheet.title, "the agreement NOR-1, version 1");
    assert_eq!(issue.memoranda.len(), 1);
    assert_eq!(issue.terms, (1..=8).collect::<Vec<u32>>());
    assert_eq!(
        open(&content, everybody(&content.parties), &[issue]),
        Err(Refusal::OutAlready)
    );
}

#[test]
fn every_party_needs_somebody_who_signs() {
    let content = first();
    for missing in &content.parties {
        let mut to_sign = everybody(&content.parties);
        to_sign.signatories.retain(|one| one.party != missing.party);
        assert_eq!(
            open(&content, to_sign.clone(), &[]),
            Err(Refusal::NobodySigns(missing.name.clone()))
        );
        // An approval is no signature.
        to_sign.signatories.push(Signatory {
            capacity: Capacity::Approver,
            ..signatory(&missing.party)
        });
        assert_eq!(
            open(&content, to_sign, &[]),
            Err(Refusal::NobodySigns(missing.name.clone()))
        );
    }
}

#[test]
fn nobody_is_named_twice_or_for_no_party_or_without_a_name() {
    let content = first();
    let with = |more: Signatory| {
        let mut to_sign = everybody(&content.parties);
        to_sign.signatories.push(more);
        open(&content, to_sign, &[]).expect_err("it is refused")
    };
    let margaret = |party: &SigningParty, capacity| Signatory {
        capacity,
        named: Named::new("margaret", "Margaret", "Leader of the council"),
        ..signatory(party)
    };
    let twice = Refusal::NamedTwice("Margaret".to_owned());
    assert_eq!(
        with(margaret(&SigningParty::Place, Capacity::Approver)),
        twice
    );
    assert_eq!(with(margaret(&department("dwp"), Capacity::Signer)), twice);
    assert_eq!(
        with(signatory(&department("decc"))),
        Refusal::NotAParty("Minister of decc".to_owned())
    );
    let nameless = Signatory {
        named: Named::new("ann", "Ann", " "),
        ..signatory(&department("dwp"))
    };
    assert_eq!(with(nameless), Refusal::NamelessSignatory);
}

#[test]
fn the_last_day_is_to_come_and_within_the_term() {
    let content = first();
    let until = |last_day| {
        let to_sign = ToSign {
            last_day,
            ..everybody(&content.parties)
        };
        open(&content, to_sign, &[]).map(|_| ())
    };
    assert_eq!(until(moment(0).today), Err(Refusal::LastDayPassed));
    assert_eq!(until(moment(1).today), Ok(()));
    assert_eq!(until(content.head.ends_on), Ok(()));
    let after = content.head.ends_on.succ_opt().expect("a day");
    assert_eq!(until(after), Err(Refusal::TermOver));
}

#[test]
fn after_it_has_ended_it_can_be_issued_again_under_the_next_number() {
    let content = first();
    let mut issue = open(&content, everybody(&content.parties), &[]).expect("it is issued");
    issue
        .sheet
        .recall(&"office".into(), "A misprint", moment(1))
        .expect("it is recalled");
    let again = other();
    let second = open(&again, everybody(&again.parties), &[issue]).expect("it is issued");
    assert_eq!((second.version, second.number), (1, 2));
}

#[test]
fn what_everybody_has_signed_is_not_issued_again() {
    let content = first();
    let mut issue = open(&content, everybody(&content.parties), &[]).expect("it is issued");
    let digest = issue.sheet.digest;
    for bound in &content.parties {
        (issue.sheet)
            .sign(&hat(&bound.party), digest, true, moment(1))
            .expect("it is signed");
    }
    assert_eq!(
        open(&content, everybody(&content.parties), &[issue]),
        Err(Refusal::SignedByAll)
    );
}

#[test]
fn the_seal_is_that_of_the_very_text() {
    let (content, another) = (first(), other());
    let sealed = another.seal().expect("it can be sealed");
    let to_sign = everybody(&content.parties);
    assert_eq!(
        Issue::open(&content, &sealed, None, to_sign, &[], moment(0)),
        Err(Refusal::OtherText)
    );
}

#[test]
fn a_later_version_is_signed_by_those_whom_it_concerns() {
    let before = first();
    let mut after = before.clone();
    after.head.version = 2;
    let sealed = after.seal().expect("it can be sealed");
    let governance = [7];
    let issue = |to_sign: ToSign| {
        let varied = Varied {
            before: &before,
            terms: &governance,
        };
        Issue::open(&after, &sealed, Some(varied), to_sign, &[], moment(0))
    };
    let mut two = everybody(&before.parties);
    assert_eq!(
        issue(two.clone()),
        Err(Refusal::NotAParty("Pat".to_owned())),
        "nothing of theirs has changed"
    );
    (two.signatories)
        .retain(|one| [SigningParty::Place, SigningParty::treasury()].contains(&one.party));
    assert_eq!(issue(two).expect("it is issued").sheet.signatories.len(), 2);
}

#[test]
fn a_memorandum_is_put_out_once_in_the_same_words() {
    let content = first();
    let put_out = |content: &Content, earlier: &[MemorandumSheet]| {
        let memorandum = &content.memoranda[0];
        MemorandumSheet::open(
            memorandum,
            everybody(&memorandum.parties),
            earlier,
            moment(0),
        )
    };
    let mut sheet = put_out(&content, &[]).expect("it is put out");
    assert_eq!(
        sheet.sheet.title,
        "the memorandum of understanding of Hub fund, under NOR-1"
    );
    assert_eq!(
        put_out(&content, std::slice::from_ref(&sheet)),
        Err(Refusal::OutAlready)
    );
    // In other words it is another text.
    put_out(&other(), std::slice::from_ref(&sheet)).expect("it is put out");
    let digest = sheet.sheet.digest;
    for bound in &content.memoranda[0].parties {
        sheet
            .sheet
            .sign(&hat(&bound.party), digest, true, moment(1))
            .expect("it is signed");
    }
    assert_eq!(put_out(&content, &[sheet]), Err(Refusal::SignedByAll));
}
