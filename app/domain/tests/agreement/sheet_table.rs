//! Every act on a sheet, in every state, by everybody who could come along: against a table written by hand.

use domain::agreement::{
    Capacity, Content, Named, Refusal, Sheet, SheetState, Signatory, SigningParty,
};
use domain::process::{Hat, Role};

use crate::{department, everybody, first, hat, moment, signatory};

/// In each cell: `ok`, or the word for why not. The columns are the states, and `late`: open after its last day.
const TABLE: &str = "
    who       act       open      late    signed    refused  expired  recalled  withdrawn  superseded
    due       sign      ok        late    already   refused  expired  recalled  withdrawn  superseded
    due       refuse    ok        late    all       refused  expired  recalled  withdrawn  superseded
    due       hand-on   ok        late    all       refused  expired  recalled  withdrawn  superseded
    due       take-back nobody    late    all       refused  expired  recalled  withdrawn  superseded
    waiting   sign      order     late    already   refused  expired  recalled  withdrawn  superseded
    waiting   refuse    ok        late    all       refused  expired  recalled  withdrawn  superseded
    waiting   hand-on   ok        late    all       refused  expired  recalled  withdrawn  superseded
    waiting   take-back nobody    late    all       refused  expired  recalled  withdrawn  superseded
    signed    sign      already   already already   refused  expired  recalled  withdrawn  superseded
    signed    refuse    already   late    all       refused  expired  recalled  withdrawn  superseded
    signed    hand-on   already   late    all       refused  expired  recalled  withdrawn  superseded
    signed    take-back already   late    all       refused  expired  recalled  withdrawn  superseded
    asked     sign      ok        late    already   refused  expired  recalled  withdrawn  superseded
    asked     refuse    ok        late    all       refused  expired  recalled  withdrawn  superseded
    asked     hand-on   once      late    all       refused  expired  recalled  withdrawn  superseded
    asked     take-back stranger  strangr stranger  stranger stranger stranger  stranger   stranger
    asker     sign      handed    handed  handed    handed   handed   handed    handed     handed
    asker     refuse    handed    handed  handed    handed   handed   handed    handed     handed
    asker     hand-on   handed    handed  handed    handed   handed   handed    handed     handed
    asker     take-back ok        late    all       refused  expired  recalled  withdrawn  superseded
    nobody    sign      stranger  strangr stranger  stranger stranger stranger  stranger   stranger
    nobody    refuse    stranger  strangr stranger  stranger stranger stranger  stranger   stranger
    nobody    hand-on   stranger  strangr stranger  stranger stranger stranger  stranger   stranger
    nobody    take-back stranger  strangr stranger  stranger stranger stranger  stranger   stranger
    office    expire    left      ok      all       refused  expired  recalled  withdrawn  superseded
    office    recall    ok        ok      all       refused  expired  recalled  withdrawn  superseded
    office    withdraw  ok        ok      all       refused  expired  recalled  withdrawn  superseded
    office    supersede ok        ok      all       refused  expired  recalled  withdrawn  superseded
";

fn police() -> SigningParty {
    SigningParty::Partner(domain::offer::Key::new("police"))
}

/// The leader has signed; the police are due; Work and Pensions has asked somebody else; the Treasury waits its turn.
fn open(content: &Content) -> Sheet {
    let mut to_sign = everybody(&content.parties);
    for one in &mut to_sign.signatories {
        if one.party == SigningParty::treasury() {
            one.step = 1;
        }
    }
    let mut sheet = Sheet::open(
        "the agreement",
        content.seal().expect("sealed").digest,
        &content.parties,
        to_sign.signatories,
        to_sign.last_day,
        moment(0),
    )
    .expect("it opens");
    let digest = sheet.digest;
    (sheet.sign(&hat(&SigningParty::Place), digest, true, moment(1))).expect("the leader signs");
    sheet
        .hand_on(
            &hat(&department("dwp")),
            Named::new("dan", "Dan", "Permanent secretary"),
            &dan(),
            "Away",
            moment(1),
        )
        .expect("Dan is asked");
    sheet
}

fn dan() -> Hat {
    Hat::new("dan", "dwp", Role::DepartmentReviewer)
}

fn in_state(content: &Content, column: &str) -> Sheet {
    let mut sheet = open(content);
    let digest = sheet.digest;
    match column {
        "open" | "late" => {}
        "signed" => {
            for hat in [hat(&police()), dan(), hat(&SigningParty::treasury())] {
                sheet.sign(&hat, digest, true, moment(2)).expect("signed");
            }
        }
        "refused" => {
            // By one beside those whom the table tells of.
            let extra = Signatory {
                capacity: Capacity::Approver,
                named: Named::new("rita", "Rita", "Auditor general"),
                ..signatory(&department("dwp"))
            };
            sheet.signatories.push(extra);
            let rita = Hat::new("rita", "dwp", Role::DepartmentReviewer);
            sheet
                .refuse(&rita, digest, "No", &[1], &[1], moment(2))
                .expect("refused");
        }
        "expired" => sheet.expire(moment(31)).expect("expired"),
        "recalled" => sheet
            .recall(&"office".into(), "A misprint", moment(2))
            .expect("recalled"),
        "withdrawn" => sheet.withdraw(moment(2)).expect("withdrawn"),
        "superseded" => sheet.supersede(moment(2)).expect("superseded"),
        other => panic!("no state {other}"),
    }
    sheet
}

fn who(word: &str) -> Vec<Hat> {
    match word {
        "due" => vec![hat(&police())],
        "waiting" => vec![hat(&SigningParty::treasury())],
        "signed" => vec![hat(&SigningParty::Place)],
        "asked" => vec![dan()],
        "asker" => vec![hat(&department("dwp"))],
        // Others of the same organisation, the right person under another hat, every other role.
        "nobody" => vec![
            Hat::new("another", "north", Role::PlaceLeader),
            Hat::new("margaret", "north", Role::Drafter),
            Hat::new("margaret", "south", Role::PlaceLeader),
            Hat::new("police", "north-police", Role::Auditor),
            Hat::new("dan", "hmt", Role::DepartmentReviewer),
            Hat::new("ho", "ho", Role::DepartmentReviewer),
            Hat::new("champion", "clg", Role::Champion),
            Hat::new("hmt", "hmt", Role::Champion),
            Hat::new("office", "programme", Role::ProgrammeOffice),
            Hat::new("auditor", "nao", Role::Auditor),
            Hat::new("administrator", "dwp", Role::Administrator),
        ],
        "office" => vec![Hat::new("office", "programme", Role::ProgrammeOffice)],
        other => panic!("nobody called {other}"),
    }
}

fn word(result: &Result<(), Refusal>) -> &'static str {
    match result {
        Ok(()) => "ok",
        Err(refusal) => match refusal {
            Refusal::NotNamed => "stranger",
            Refusal::HandedOn { .. } => "handed",
            Refusal::HandedOnOnce => "once",
            Refusal::NobodyAsked => "nobody",
            Refusal::SignedAlready => "already",
            Refusal::NotYet(_) => "order",
            Refusal::TimeOver(_) => "late",
            Refusal::TimeLeft(_) => "left",
            Refusal::SignedByAll => "all",
            Refusal::Refused(_) => "refused",
            Refusal::Expired => "expired",
            Refusal::Recalled => "recalled",
            Refusal::Withdrawn => "withdrawn",
            Refusal::Superseded => "superseded",
            other => panic!("{other:?}"),
        },
    }
}

fn act(sheet: &mut Sheet, act: &str, hat: &Hat, late: bool) -> Result<(), Refusal> {
    let now = moment(if late { 31 } else { 3 });
    let digest = sheet.digest;
    match act {
        "sign" => sheet.sign(hat, digest, true, now).map(|_| ()),
        "refuse" => sheet.refuse(hat, digest, "No", &[1], &[1], now),
        "hand-on" => {
            let to = Named::new("eve", "Eve", "Deputy");
            let as_eve = Hat::new("eve", hat.organisation.clone(), hat.role);
            sheet.hand_on(hat, to, &as_eve, "Away", now)
        }
        "take-back" => sheet.take_back(hat, now),
        "expire" => sheet.expire(now),
        "recall" => sheet.recall(&hat.person, "A misprint", now),
        "withdraw" => sheet.withdraw(now),
        "supersede" => sheet.supersede(now),
        other => panic!("no act {other}"),
    }
}

#[test]
fn every_act_in_every_state_by_everybody() {
    let content = first();
    let mut lines = TABLE.lines().filter(|line| !line.trim().is_empty());
    let columns: Vec<&str> = lines
        .next()
        .expect("a heading")
        .split_whitespace()
        .skip(2)
        .collect();
    assert_eq!(columns.len(), SheetState::ALL.len() + 1);
    let mut tried = 0;
    for line in lines {
        let mut cells = line.split_whitespace();
        let name = cells.next().expect("who");
        let what = cells.next().expect("an act");
        let cells: Vec<&str> = cells.collect();
        assert_eq!(cells.len(), columns.len(), "{line}");
        for (column, cell) in columns.iter().zip(cells) {
            let before = in_state(&content, column);
            let expected = if cell == "strangr" { "stranger" } else { cell };
            for hat in who(name) {
                let mut sheet = before.clone();
                let result = act(&mut sheet, what, &hat, *column == "late");
                assert_eq!(word(&result), expected, "{name} {what} {column}: {hat:?}");
                // What is refused leaves nothing behind.
                assert_eq!(result.is_err(), sheet == before, "{name} {what} {column}");
                tried += 1;
            }
        }
    }
    assert!(tried > 450, "{tried} cases");
    println!("{tried} cases");
}
