//! What history keeps, in which room, and how the timeline reads.

use domain::agreement::Capacity;
use domain::negotiation::{PartyId, Stance};
use domain::process::{
    Accord, Bargain, Delivering, Event, EventKind, Filed, Filing, MilestoneName, OfferKind,
    Returning, Room, Section, Talk, TermName,
};

use crate::kent::reference;

/// One of each kind of event.
fn events() -> Vec<Event> {
    let why = || "The evidence covers one year only".to_owned();
    let police = || "Kent Police".to_owned();
    let mut events = vec![
        Event::OfferStarted {
            offer: OfferKind::SingleOffer,
        },
        Event::OfferCarriedOver {
            from: reference("KEN-1"),
        },
        Event::SectionSaved {
            section: Section::Savings,
            fields: vec!["Title".to_owned(), "Low, 2011-12".to_owned()],
        },
        Event::MatterAdded {
            section: Section::Outcomes,
            title: "One visit, one form".to_owned(),
        },
        Event::MatterRemoved {
            section: Section::Budgets,
            title: " ".to_owned(),
        },
        Event::MattersReordered {
            section: Section::Outcomes,
        },
        Event::PartnerInvited { partner: police() },
        Event::PartnerConfirmed { partner: police() },
        Event::PartnerDeclined {
            partner: police(),
            reason: why(),
        },
        Event::PartnerAskedAgain {
            partner: police(),
            why: why(),
        },
        Event::Submitted,
        Event::Accepted {
            champion: "a1".into(),
            lead_department: "clg".into(),
        },
        Event::ChampionAssigned {
            champion: "ann".into(),
        },
        Event::ReviewersAssigned {
            department: "ho".into(),
            reviewers: Vec::new(),
        },
        Event::Returned { reason: why() },
        Event::Declined {
            reason: why(),
            innovative_offer: true,
        },
        Event::Withdrawn { reason: None },
        Event::Settled,
        Event::Reopened { reason: why() },
        Event::Ended { reason: why() },
        Event::Issued,
        Event::SigningRefused { reason: why() },
        Event::IssueExpired,
        Event::IssueRecalled { reason: why() },
        Event::FullySigned,
        Event::CameIntoForce,
        Event::Closed { reason: why() },
        Event::Terminated { reason: why() },
        Event::VariationOpened { reason: why() },
        Event::Talked {
            room: Room::Whitehall,
            what: Talk::Started,
            section: Some(Section::Savings),
        },
        Event::CommentReleased {
            from: Room::Place,
            section: None,
            author: "Margaret".to_owned(),
        },
    ];
    events.extend(bargain().into_iter().map(Event::Bargain));
    events.extend(accord().into_iter().map(Event::Accord));
    events.extend(delivering().into_iter().map(Event::Delivering));
    events.extend(returning().into_iter().map(Event::Returning));
    events.extend(filing().into_iter().map(Event::Filing));
    events
}

/// The steps of an agreement, in the order of their kinds.
fn accord() -> Vec<Accord> {
    let budget = || "the Hub fund".to_owned();
    let party = || "Kent Police".to_owned();
    let reason = || "The board meets in May.".to_owned();
    vec![
        Accord::MemorandumPutOut { budget: budget() },
        Accord::MemorandumSigned {
            budget: budget(),
            party: party(),
        },
        Accord::MemorandumRefused {
            budget: budget(),
            party: party(),
            reason: reason(),
        },
        Accord::AgreementSigned {
            version: 1,
            party: party(),
            capacity: Capacity::Signer,
        },
        Accord::SignatureHandedOn {
            party: party(),
            reason: reason(),
        },
        Accord::SignatureTakenBack { party: party() },
        Accord::SignatureReminded { party: party() },
        Accord::EmbargoSet { until: None },
        Accord::VersionInForce { version: 2 },
        Accord::VariationEnded {
            variation: 1,
            reason: reason(),
        },
    ]
}

/// The steps of delivery, in the order of their kinds.
fn delivering() -> Vec<Delivering> {
    let about = || MilestoneName::new(Some(4), "Lease signed");
    let day = |text: &str| text.parse().expect("a day");
    vec![
        Delivering::MilestonesLaid {
            version: 1,
            new: 24,
            changed: 0,
            gone: 0,
        },
        Delivering::MilestoneAdded {
            about: about(),
            due: day("2013-06-01"),
        },
        Delivering::MilestoneForecast {
            about: about(),
            from: day("2013-06-01"),
            to: day("2013-07-12"),
            why: "The lease needs another reading.".to_owned(),
        },
        Delivering::MilestoneAchieved {
            about: about(),
            on: day("2013-07-10"),
        },
        Delivering::MilestoneChanged {
            about: MilestoneName::new(None, "Final report"),
            fields: vec!["Note".to_owned()],
        },
        Delivering::MilestonesDue { count: 1 },
        Delivering::MilestonesLate { count: 3 },
    ]
}

/// The steps of reporting, in the order of their kinds.
fn returning() -> Vec<Returning> {
    let period = "2011-12-q1".parse().expect("a period");
    let line = || "Shared desks".to_owned();
    let amount = || "£120,000".to_owned();
    vec![
        Returning::ReturnPartSaved {
            period,
            part: "Savings".to_owned(),
        },
        Returning::ReturnSubmitted { period },
        Returning::ReturnQueried {
            period,
            parts: vec![("Savings".to_owned(), "How was it counted?".to_owned())],
        },
        Returning::ReturnAccepted { period },
        Returning::ReturnReminded { period, late: true },
        Returning::PeriodChanged {
            period,
            opens_on: "2011-07-01".parse().expect("a day"),
            due_on: "2011-08-31".parse().expect("a day"),
        },
        Returning::VerifierNamed {
            claims: "Kent Police".to_owned(),
            verifies: "HM Treasury".to_owned(),
        },
        Returning::SavingsVerified {
            period,
            line: line(),
            amount: amount(),
        },
        Returning::SavingsCorrected {
            period,
            line: line(),
            amount: amount(),
            reason: "Counted twice in June.".to_owned(),
        },
    ]
}

/// What is done with files, in the order of its kinds.
fn filing() -> Vec<Filing> {
    let file = || Filed {
        room: Room::Joint,
        place: "partners/hub".parse().expect("a place"),
        name: "Letter of the board.pdf".to_owned(),
        sha256: "9f86d081884c7d65".repeat(4),
    };
    vec![
        Filing::FileAttached {
            file: file(),
            bytes: 34_512,
        },
        Filing::FileRemoved {
            file: file(),
            reason: "The board has written a new one.".to_owned(),
        },
        Filing::FileCleared { file: file() },
        Filing::FileRefused {
            file: file(),
            found: "Eicar-Signature".to_owned(),
        },
    ]
}

/// The steps of a negotiation, in the order of their kinds.
fn bargain() -> Vec<Bargain> {
    let about = || TermName::new(4, "Single capital budget");
    let reason = || "It is needed for the Gateway.".to_owned();
    vec![
        Bargain::WordingProposed {
            room: Room::Whitehall,
            about: about(),
            reason: reason(),
        },
        Bargain::WordingReleased {
            from: Room::Whitehall,
            about: about(),
        },
        Bargain::WordingTakenUp {
            about: about(),
            version: 2,
            reason: reason(),
        },
        Bargain::WordingRefused {
            room: Room::Joint,
            about: about(),
            reason: reason(),
        },
        Bargain::PositionTaken {
            room: Room::Joint,
            about: about(),
            party: PartyId::department("hmt"),
            stance: Stance::Object,
            version: 2,
            words: reason(),
            red_line: true,
        },
        Bargain::PositionReleased {
            from: Room::Place,
            about: about(),
            party: PartyId::Place,
            stance: Stance::Agree,
            version: 2,
        },
        Bargain::TermAgreed {
            about: about(),
            version: 2,
        },
        Bargain::TermReopened {
            about: about(),
            reason: reason(),
        },
        Bargain::TermWithdrawn {
            about: about(),
            reason: reason(),
        },
        Bargain::FreedomRefused {
            about: about(),
            department: "hmt".into(),
            reason: reason(),
        },
        Bargain::PartyAdded {
            about: about(),
            department: "hmt".into(),
            reason: reason(),
        },
        Bargain::PartyReleased {
            about: about(),
            department: "hmt".into(),
        },
        Bargain::Reminded {
            room: Room::Whitehall,
            about: about(),
            party: Some(PartyId::department("hmt")),
        },
        Bargain::BarrierRaised {
            what: "Benefits data cannot be shared".to_owned(),
        },
        Bargain::BarrierChanged {
            what: "Benefits data cannot be shared".to_owned(),
            fields: vec!["How far has it come?".to_owned()],
        },
    ]
}

#[test]
fn every_kind_of_event_is_stored_under_its_code_and_reads_as_a_sentence() {
    let events = events();
    let kinds: Vec<_> = events.iter().map(Event::kind).collect();
    assert_eq!(kinds, EventKind::ALL);
    for event in events {
        let stored = serde_json::to_value(&event).expect("json");
        assert_eq!(stored["kind"], event.kind().code());
        assert_eq!(
            serde_json::from_value::<Event>(stored).expect("json"),
            event
        );
        let sentence = event.sentence("Kent County Council");
        assert!(sentence.ends_with('.'), "{sentence}");
        for words in [sentence, event.words()] {
            assert!(
                !words.contains("  ") && !words.contains('{') && !words.contains("“”"),
                "{words}"
            );
        }
    }
}

#[test]
fn the_timeline_reads_well() {
    let words: Vec<_> = events().iter().map(Event::words).collect();
    assert_eq!(words[0], "Single Offer started");
    assert_eq!(words[2], "Savings changed");
    assert_eq!(words[3], "Outcomes: “One visit, one form” added");
    assert_eq!(
        words[4],
        "Pooled and aligned budgets: an entry without a title removed"
    );
    assert_eq!(words[7], "Kent Police confirmed");
    assert_eq!(
        Event::Submitted.sentence("Kent County Council"),
        "Kent County Council submitted the offer."
    );
    assert_eq!(events()[2].detail(), Some("Title, Low, 2011-12".to_owned()));
    assert_eq!(Event::Submitted.detail(), None);
    assert_eq!(
        Event::Withdrawn {
            reason: Some(" ".to_owned())
        }
        .detail(),
        None
    );
}

#[test]
fn what_is_said_in_a_thread_is_told_in_its_room_and_a_release_to_everybody() {
    for room in Room::ALL {
        for what in Talk::ALL {
            let event = Event::Talked {
                room: *room,
                what: *what,
                section: Some(Section::Savings),
            };
            assert_eq!(event.room(), *room);
            assert!(
                event
                    .sentence("Margaret")
                    .ends_with(" on the savings section.")
            );
        }
    }
    let released = Event::CommentReleased {
        from: Room::Place,
        section: None,
        author: "Margaret".to_owned(),
    };
    assert_eq!(released.room(), Room::Joint);
    assert_eq!(
        released.detail().as_deref(),
        Some("The whole offer: a comment of Margaret from the room “The place only”")
    );
    assert_eq!(
        released.sentence("Joan"),
        "Joan released a comment of Margaret on the whole offer from the room “The place only”. \
         Both sides read it from now on."
    );
}

#[test]
fn what_happens_inside_a_draft_stays_with_the_place() {
    for event in events() {
        let inside = matches!(
            event,
            Event::OfferStarted { .. }
                | Event::OfferCarriedOver { .. }
                | Event::SectionSaved { .. }
                | Event::MatterAdded { .. }
                | Event::MatterRemoved { .. }
                | Event::MattersReordered { .. }
                | Event::PartnerInvited { .. }
                | Event::PartnerConfirmed { .. }
                | Event::PartnerDeclined { .. }
                | Event::PartnerAskedAgain { .. }
        );
        let expected = match event {
            Event::Talked { room, .. }
            | Event::Bargain(
                Bargain::WordingProposed { room, .. }
                | Bargain::WordingRefused { room, .. }
                | Bargain::PositionTaken { room, .. }
                | Bargain::Reminded { room, .. },
            ) => room,
            Event::ReviewersAssigned { .. } => Room::Whitehall,
            Event::Returning(Returning::ReturnPartSaved { .. }) => Room::Place,
            _ if inside => Room::Place,
            _ => Room::Joint,
        };
        assert_eq!(event.room(), expected, "{event:?}");
    }
}
