//! Files: what they may be called and be, where they belong, who reads them, and who takes them away again.

use domain::file::{
    FileKind, FileName, FileState, LONGEST_NAME, MOST_BYTES, MOST_BYTES_IN_ROOM,
    MOST_FILES_IN_ROOM, NameFault, Place, RoomUse, TooMuch, in_words, is_held_back, may_attach_at,
    may_remove, reads_it, rooms_to_attach,
};
use domain::negotiation::PartyId;
use domain::process::{Hat, OfferFacts, Role, Room, Section, Side, Stage};

#[test]
fn names_are_made_harmless() {
    for (sent, kept) in [
        ("letter.pdf", "letter.pdf"),
        ("Letter of Support, May.PDF", "Letter of Support, May.pdf"),
        ("photo.JPEG", "photo.jpg"),
        ("Minutes 3.2.docx", "Minutes 3.2.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Ann\\letter.odt", "letter.odt"),
        ("..\\..\\boot.csv", "boot.csv"),
        ("/absolute.png", "absolute.png"),
        ("le\0tter.pdf", "letter.pdf"),
        (
            "letter\r\nSet-Cookie: a=b.pdf",
            "letter Set-Cookie- a=b.pdf",
        ),
        ("letter\u{202E}fdp.pdf", "letterfdp.pdf"),
        ("le\u{200B}tter\u{FEFF}.pdf", "letter.pdf"),
        ("<script>alert(1)</script>.pdf", "script-.pdf"),
        ("a<b>\"c\"|d?*.pdf", "a-b--c--d--.pdf"),
        ("  two   words .pdf", "two words.pdf"),
        ("...hidden.pdf", "hidden.pdf"),
        ("letter.pdf. . .", "letter.pdf"),
        ("CON.pdf", "file CON.pdf"),
        ("aux.2013.txt", "file aux.2013.txt"),
        ("lpt1.csv", "file lpt1.csv"),
        ("***.pdf", "file.pdf"),
        ("100%25.pdf", "100-25.pdf"),
        ("Llythyr cefnogaeth Siân.pdf", "Llythyr cefnogaeth Siân.pdf"),
        ("信.pdf", "信.pdf"),
    ] {
        let name = FileName::read(sent).unwrap_or_else(|fault| panic!("{sent:?}: {fault}"));
        assert_eq!(name.to_string(), kept, "{sent:?}");
        // What was made harmless stays as it is.
        assert_eq!(FileName::read(kept).as_ref(), Ok(&name), "{kept:?}");
    }
    let long = FileName::read(&format!("{}.pdf", "é".repeat(100_000))).expect("is cut");
    assert_eq!(
        long.to_string(),
        format!("{}.pdf", "é".repeat(LONGEST_NAME))
    );
}

#[test]
fn names_of_other_kinds_are_refused_in_words() {
    for nothing in [
        "",
        " ",
        ".",
        "...",
        "/",
        "folder/",
        "\u{202E}\u{200B}",
        "\0",
    ] {
        assert_eq!(
            FileName::read(nothing),
            Err(NameFault::Missing),
            "{nothing:?}"
        );
    }
    for other in [
        "letter",
        "pdf",
        ".pdf",
        "picture.svg",
        "page.html",
        "page.htm",
        "page.xhtml",
        "run.exe",
        "run.js",
        "run.php",
        "letter.pdf.exe",
        "letter.doc",
        "archive.zip",
        "letter.pdf\u{202E}exe.",
        "old.xls",
        "letter.pd\u{440}",
    ] {
        assert_eq!(FileName::read(other), Err(NameFault::Kind), "{other:?}");
    }
    for macros in ["letter.docm", "sums.XLSM", "sums.xlsb"] {
        assert_eq!(FileName::read(macros), Err(NameFault::Macros), "{macros:?}");
    }
}

#[test]
fn every_kind_is_known_by_its_ending_and_sent_as_what_it_is() {
    for kind in FileKind::ALL {
        assert_eq!(FileKind::of_ending(kind.code()), Some(*kind));
        assert_eq!(
            FileKind::of_ending(&kind.code().to_uppercase()),
            Some(*kind)
        );
        assert!(
            FileKind::ACCEPT
                .split(',')
                .any(|one| one[1..] == *kind.code())
        );
        let sent = kind.media_type();
        assert!(!sent.contains("html") && !sent.contains("svg") && !sent.contains("script"));
        assert!(!sent.starts_with("text/") || sent.ends_with("charset=utf-8"));
    }
}

#[test]
fn a_place_is_written_as_its_page_and_in_no_other_way() {
    for (text, shown_at, address, words) in [
        ("partners", "partners", "/partners", "Partners"),
        (
            "partners/abc23",
            "partners",
            "/partners/abc23",
            "Partners: Kent Police",
        ),
        ("engagement", "engagement", "/engagement", "Engagement"),
        ("evidence", "evidence", "/evidence", "Evidence"),
        ("terms/12", "terms/12", "/terms/12", "Term 12"),
        (
            "terms/12/positions/hmt",
            "terms/12",
            "/terms/12",
            "Term 12: position of HM Treasury",
        ),
        (
            "terms/3/positions/place",
            "terms/3",
            "/terms/3",
            "Term 3: position of the place",
        ),
        (
            "delivery/milestones/abc23",
            "delivery/milestones/abc23",
            "/delivery/milestones/abc23",
            "Milestone: Kent Police",
        ),
    ] {
        let place: Place = text.parse().unwrap_or_else(|_| panic!("{text}"));
        assert_eq!(place.to_string(), text);
        assert_eq!(place.shown_at().to_string(), shown_at);
        assert_eq!(place.address(), address);
        assert_eq!(place.words(Some("Kent Police")), words);
        let json = serde_json::to_string(&place).expect("json");
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<Place>(&json).expect("json"), place);
    }
    for no_place in [
        "",
        "/",
        "scope",
        "savings",
        "savings/abc",
        "evidence/abc",
        "partners/",
        "partners/a/b",
        "partners/..",
        "partners/a b",
        "delivery",
        "delivery/milestones",
        "delivery/milestones/..",
        "delivery/targets/abc",
        "terms",
        "terms/0",
        "terms/01",
        "terms/+1",
        "terms/x",
        "terms/4294967296",
        "terms/1/positions",
        "terms/1/positions/",
        "terms/1/positions/h t",
        "milestones/1",
    ] {
        assert!(no_place.parse::<Place>().is_err(), "{no_place}");
    }
    let long = format!("partners/{}", "a".repeat(41));
    assert!(long.parse::<Place>().is_err());
}

#[test]
fn the_more_private_room_comes_first_and_who_only_reads_has_none() {
    use Room::{Joint, Place as Own, Whitehall};
    for (hat, rooms) in [
        (hat("ann", "kent", Role::PlaceLeader), vec![Own, Joint]),
        (hat("dan", "kent", Role::Drafter), vec![Own, Joint]),
        (hat("pat", "kent-police", Role::Partner), vec![Own, Joint]),
        (hat("priya", "clg", Role::Champion), vec![Whitehall, Joint]),
        (
            hat("hari", "ho", Role::DepartmentReviewer),
            vec![Whitehall, Joint],
        ),
        (
            hat("ruth", "programme-office", Role::ProgrammeOffice),
            vec![Whitehall, Joint],
        ),
        (hat("nao", "nao", Role::Auditor), vec![]),
        (hat("adi", "kent", Role::Administrator), vec![]),
        (hat("lee", "leicester", Role::PlaceLeader), vec![]),
    ] {
        assert_eq!(
            rooms_to_attach(&hat, &offer(Stage::Negotiating, true)),
            rooms,
            "{hat:?}"
        );
        // Before it was ever submitted the other side has no room, since it sees no offer.
        let in_draft = rooms_to_attach(&hat, &offer(Stage::Draft, false));
        let is_of_kent = hat.side() == Side::Place && !rooms.is_empty();
        assert_eq!(in_draft, if is_of_kent { rooms } else { vec![] }, "{hat:?}");
    }
}

#[test]
fn what_is_attached_to_a_draft_waits_for_its_submission() {
    let (ann, priya) = (
        hat("ann", "kent", Role::PlaceLeader),
        hat("priya", "clg", Role::Champion),
    );
    for stage in Stage::ALL {
        for submitted in [false, true] {
            let offer = offer(*stage, submitted);
            let is_draft = *stage == Stage::Draft;
            assert_eq!(is_held_back(&ann, &offer, Room::Joint), is_draft, "{stage}");
            assert!(!is_held_back(&ann, &offer, Room::Place));
            assert!(!is_held_back(&priya, &offer, Room::Joint));
        }
    }
    assert!(reads_it(Room::Joint, true).contains("once it is submitted"));
    assert_eq!(reads_it(Room::Place, false), Room::Place.sentence());
}

#[test]
fn to_a_position_only_its_party_attaches() {
    let offer = offer(Stage::Negotiating, true);
    let position = |party| Place::Position { term: 3, party };
    let treasury = position(PartyId::department("hmt"));
    let place = position(PartyId::Place);
    let matter = "partners/abc".parse::<Place>().expect("a place");
    for (hat, at_treasury, at_place) in [
        (hat("tom", "hmt", Role::DepartmentReviewer), true, false),
        (hat("hari", "ho", Role::DepartmentReviewer), false, false),
        (hat("ann", "kent", Role::PlaceLeader), false, true),
        (hat("dan", "kent", Role::Drafter), false, false),
        (hat("priya", "clg", Role::Champion), false, false),
    ] {
        assert_eq!(
            may_attach_at(&hat, &offer, &treasury),
            at_treasury,
            "{hat:?}"
        );
        assert_eq!(may_attach_at(&hat, &offer, &place), at_place, "{hat:?}");
        for anywhere in [&matter, &Place::Term(3), &Place::Section(Section::Partners)] {
            assert!(may_attach_at(&hat, &offer, anywhere));
        }
    }
}

#[test]
fn who_attached_a_file_or_leads_its_side_removes_it() {
    let by = "dan".into();
    for (hat, from_place, from_whitehall) in [
        (hat("dan", "kent", Role::Drafter), true, false),
        (hat("dee", "kent", Role::Drafter), false, false),
        (hat("ann", "kent", Role::PlaceLeader), true, false),
        (hat("pat", "kent-police", Role::Partner), false, false),
        (hat("priya", "clg", Role::Champion), false, true),
        (
            hat("ruth", "programme-office", Role::ProgrammeOffice),
            false,
            true,
        ),
        (hat("hari", "ho", Role::DepartmentReviewer), false, false),
        (hat("nao", "nao", Role::Auditor), false, false),
    ] {
        assert_eq!(may_remove(&hat, &by, Side::Place), from_place, "{hat:?}");
        assert_eq!(
            may_remove(&hat, &by, Side::Whitehall),
            from_whitehall,
            "{hat:?}"
        );
    }
}

#[test]
fn a_room_holds_so_much_and_no_more() {
    let none = RoomUse::default();
    assert_eq!(none.takes(0), Err(TooMuch::Empty));
    assert_eq!(none.takes(1), Ok(()));
    assert_eq!(none.takes(MOST_BYTES), Ok(()));
    assert_eq!(none.takes(MOST_BYTES + 1), Err(TooMuch::File));
    let files = |files, bytes| RoomUse { files, bytes };
    assert_eq!(files(MOST_FILES_IN_ROOM - 1, 0).takes(1), Ok(()));
    assert_eq!(files(MOST_FILES_IN_ROOM, 0).takes(1), Err(TooMuch::Files));
    assert_eq!(files(1, MOST_BYTES_IN_ROOM - 5).takes(5), Ok(()));
    assert_eq!(
        files(1, MOST_BYTES_IN_ROOM - 5).takes(6),
        Err(TooMuch::Together)
    );
    assert_eq!(files(1, u64::MAX).takes(6), Err(TooMuch::Together));
}

#[test]
fn sizes_read_as_people_say_them() {
    for (bytes, words) in [
        (0, "0 bytes"),
        (1, "1 byte"),
        (1023, "1023 bytes"),
        (1024, "1 KB"),
        (1025, "2 KB"),
        (1024 * 1024, "1.0 MB"),
        (MOST_BYTES as u64, "10.0 MB"),
    ] {
        assert_eq!(in_words(bytes), words);
    }
}

#[test]
fn only_what_was_looked_at_or_cannot_be_is_opened() {
    for (state, opens, waits) in [
        (FileState::Quarantined, false, true),
        (FileState::Clean, true, false),
        (FileState::Unscanned, true, true),
        (FileState::Refused, false, false),
    ] {
        assert_eq!((state.can_be_opened(), state.waits()), (opens, waits));
    }
}

fn hat(person: &str, organisation: &str, role: Role) -> Hat {
    Hat::new(person, organisation, role)
}

/// Kent’s, with its police, and the Treasury and the Home Office in it.
fn offer(stage: Stage, submitted_before: bool) -> OfferFacts {
    OfferFacts {
        reference: "KEN-1".parse().expect("a reference"),
        place: "kent".into(),
        stage,
        submitted_before,
        champion: Some("priya".into()),
        partners: vec!["kent-police".into()],
        departments: vec!["hmt".into(), "ho".into()],
        embargoed: false,
    }
}
