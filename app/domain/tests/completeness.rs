//! The rules of completeness: a complete offer keeps them all, and each rule notices what it is there for.

mod support;

use domain::money::Parameters;
use domain::offer::{
    AnswerState, Finding, Key, MatterKind, Proposal, SectionState, Severity, rules, section_states,
    statement, verdicts,
};
use domain::process::{OfferKind, Section};
use support::{add, answer, complete, remove, type_into};

/// Ids of the rules that an offer breaks.
fn broken(offer: &Proposal) -> Vec<&'static str> {
    verdicts(offer, &Parameters::default())
        .iter()
        .filter(|verdict| !verdict.holds())
        .map(|verdict| verdict.rule.id)
        .collect()
}

#[test]
fn a_complete_offer_keeps_every_rule() {
    let offer = complete();
    for verdict in verdicts(&offer, &Parameters::default()) {
        assert!(
            verdict.holds(),
            "{}: {:?}",
            verdict.rule.id,
            verdict.findings
        );
    }
    for status in section_states(&offer, &verdicts(&offer, &Parameters::default())) {
        assert_eq!(status.state, SectionState::Complete, "{}", status.section);
    }
}

#[test]
fn a_new_offer_says_what_is_missing_in_every_section() {
    let mut offer = Proposal {
        kept: Vec::new(),
        ..complete()
    };
    offer.answers.clear();
    for (key, kind) in [
        ("s", MatterKind::Scope),
        ("e", MatterKind::Evidence),
        ("h", MatterKind::Sharing),
        ("g", MatterKind::Governance),
        ("a", MatterKind::Assessment),
    ] {
        add(&mut offer, key, kind, &[]);
        offer.kept.iter_mut().for_each(|kept| kept.version = 1);
    }
    let verdicts = verdicts(&offer, &Parameters::default());
    for status in section_states(&offer, &verdicts) {
        assert_eq!(status.state, SectionState::NotStarted, "{}", status.section);
        // An offer without budgets or freedoms can be complete: there is nothing to ask for.
        let may_be_empty = matches!(status.section, Section::Budgets | Section::Freedoms);
        assert_eq!(
            status.missing.is_empty(),
            may_be_empty,
            "{}",
            status.section
        );
    }
}

/// One way to break each rule, and the word by which its finding is known.
type Break = (&'static str, fn(&mut Proposal), &'static str);

const BREAKS: &[Break] = &[
    (
        "filled-in",
        |o| type_into(o, "desks", &[("method", "")]),
        "figures were worked out",
    ),
    (
        "start",
        |o| type_into(o, "scope", &[("start", "2009-10")]),
        "2011-12",
    ),
    (
        "length",
        |o| {
            *o = innovative();
            type_into(o, "scope", &[("length", "11")]);
        },
        "1 to 10",
    ),
    (
        "authorities-accept",
        |o| {
            type_into(
                o,
                "scope",
                &[("authorities", "Northshire County Council\nSouthshire")],
            )
        },
        "Southshire",
    ),
    (
        "work-is-sub-regional",
        |o| {
            *o = innovative();
            type_into(o, "scope", &[("theme", "work-and-skills")]);
        },
        "sub-region",
    ),
    (
        "evidence",
        |o| {
            type_into(
                o,
                "evidence",
                &[("performance-count", "1"), ("performance-0-to", "2008-09")],
            )
        },
        "more than one year",
    ),
    (
        "invited",
        |o| type_into(o, "evidence", &[("invited-on", "1 June 1999")]),
        "invitation",
    ),
    (
        "count",
        |o| type_into(o, "scope", &[("spend-2014-15", "501m")]),
        "2014-15",
    ),
    (
        "outcomes",
        |o| {
            for number in 0..10 {
                add(
                    o,
                    &format!("outcome-{number}"),
                    MatterKind::Outcome,
                    &[("statement", "More")],
                );
            }
        },
        "Keep to 10",
    ),
    (
        "outcome-savings",
        |o| type_into(o, "desks", &[("outcome", "cross-cutting")]),
        "one visit",
    ),
    (
        "savings",
        |o| {
            remove(o, "desks");
            type_into(o, "visit", &[("no-savings-because", "It costs.")]);
        },
        "Add a savings line",
    ),
    (
        "range",
        |o| type_into(o, "desks", &[("high-2014-15", "1m")]),
        "2014-15",
    ),
    (
        "accrues",
        |o| {
            type_into(
                o,
                "desks",
                &[("accrues-count", "1"), ("accrues-0-part", "99.99")],
            )
        },
        "100%",
    ),
    (
        "additional",
        |o| {
            type_into(
                o,
                "desks",
                &[
                    ("required-2013-14", "5m"),
                    ("required-2014-15", "5m"),
                    ("required-2015-16", "5m"),
                ],
            )
        },
        "beyond",
    ),
    (
        "requirement-known",
        |o| type_into(o, "desks", &[("required-2014-15", "")]),
        "once it is known",
    ),
    (
        "late-profile",
        |o| type_into(o, "desks", &[("high-2013-14", "2.2m")]),
        "as soon as that",
    ),
    (
        "double-running",
        |o| type_into(o, "fit-out", &[("kind", "double_running")]),
        "double running",
    ),
    (
        "sharing",
        |o| {
            type_into(
                o,
                "sharing",
                &[("partner-count", "2"), ("partner-1-part", "39")],
            )
        },
        "local shares",
    ),
    (
        "engagement",
        |o| {
            remove(o, "charities");
            remove(o, "advisers");
        },
        "third sector",
    ),
    (
        "engagement-both",
        |o| remove(o, "wardens"),
        "communities take part in delivery",
    ),
    ("partners", |o| remove(o, "police"), "at least one partner"),
    (
        "willing",
        |o| answer(o, "police", AnswerState::AskedAgain),
        "confirm again",
    ),
    (
        "budget-sums",
        |o| type_into(o, "fund", &[("total-2014-15", "3,000,000.01")]),
        "£3,000,000.01",
    ),
    (
        "memorandum",
        |o| type_into(o, "fund", &[("memorandum", "not-started")]),
        "draft the memorandum",
    ),
    (
        "contributors-confirm",
        |o| answer(o, "police", AnswerState::Declined),
        "Northshire Police has not confirmed",
    ),
    (
        "ringfence-lifted",
        |o| remove(o, "ringfence"),
        "Advice grant",
    ),
    (
        "not-for-trade",
        |o| {
            type_into(
                o,
                "ringfence",
                &[("available", "fewer-national-indicators")],
            )
        },
        "already",
    ),
    (
        "freedom-in-return",
        |o| type_into(o, "ringfence", &[("outcomes", ""), ("lines", "")]),
        "depend on it",
    ),
    (
        "freedom-after-agreement",
        |o| type_into(o, "ringfence", &[("from", "31 March 2013")]),
        "not before",
    ),
    (
        "theme",
        |o| {
            *o = innovative();
            type_into(o, "ringfence", &[("theme", "offenders")]);
        },
        "Access to benefits",
    ),
    (
        "fewer-indicators",
        |o| type_into(o, "assessment", &[("indicators-after", "41")]),
        "no fewer",
    ),
    (
        "below-the-limit",
        |o| {
            type_into(
                o,
                "desks",
                &[("low-2015-16", "999bn"), ("high-2015-16", "999bn")],
            );
            type_into(
                o,
                "desks",
                &[("low-2014-15", "999bn"), ("high-2014-15", "999bn")],
            );
        },
        "trillion",
    ),
];

/// The complete offer as an Innovative Policy Offer on access to benefits.
fn innovative() -> Proposal {
    let mut offer = Proposal {
        kind: OfferKind::InnovativePolicyOffer,
        ..complete()
    };
    type_into(
        &mut offer,
        "scope",
        &[("theme", "access-to-benefits"), ("length", "3")],
    );
    for key in ["visit", "fund", "ringfence"] {
        type_into(&mut offer, key, &[("theme", "access-to-benefits")]);
    }
    offer
}

#[test]
fn an_innovative_policy_offer_can_be_complete_too() {
    assert_eq!(broken(&innovative()), Vec::<&str>::new());
}

#[test]
fn each_rule_notices_what_it_is_there_for() {
    for (id, break_it, words) in BREAKS {
        let mut offer = complete();
        break_it(&mut offer);
        let verdicts = verdicts(&offer, &Parameters::default());
        let verdict = verdicts
            .iter()
            .find(|verdict| verdict.rule.id == *id)
            .expect("the rule is in the list");
        assert!(!verdict.holds(), "{id} did not notice");
        assert!(
            verdict.findings.iter().any(|one| one.words.contains(words)),
            "{id}: {:?}",
            verdict.findings
        );
    }
}

#[test]
fn every_rule_has_a_way_to_break_it_a_paragraph_and_words() {
    for rule in rules() {
        assert!(
            BREAKS.iter().any(|(id, ..)| *id == rule.id),
            "{} is never broken here",
            rule.id
        );
        assert!(rule.paragraph.contains('.'), "{}", rule.id);
        assert!(rule.says.ends_with('.'), "{}", rule.id);
        assert_eq!(
            rules().iter().filter(|other| other.id == rule.id).count(),
            1,
            "{}",
            rule.id
        );
    }
    assert!(rules().iter().any(|rule| rule.severity == Severity::Should));
}

/// While it is not known what all areas must save, more than nothing is enough, with a warning (7.17).
#[test]
fn an_unknown_requirement_warns_and_blocks_nothing() {
    let mut offer = complete();
    type_into(
        &mut offer,
        "desks",
        &[
            ("required-2013-14", ""),
            ("required-2014-15", ""),
            ("required-2015-16", ""),
        ],
    );
    assert_eq!(broken(&offer), ["requirement-known"]);
}

#[test]
fn each_finding_leads_to_a_field_that_is_there() {
    for (id, break_it, _) in BREAKS {
        let mut offer = complete();
        break_it(&mut offer);
        let around = offer.around();
        for finding in verdicts(&offer, &Parameters::default())
            .into_iter()
            .flat_map(|verdict| verdict.findings)
        {
            let Some(field) = &finding.field else {
                continue;
            };
            let kept = match &finding.key {
                Some(key) => offer.find(key),
                None => offer.of_section(finding.section).next(),
            };
            let sheet = kept.expect("the matter is there").matter.sheet(&around);
            let found = sheet.field(field).is_some()
                || field
                    .strip_prefix("add-")
                    .is_some_and(|rows| sheet.row_counts().iter().any(|(name, _)| name == rows));
            assert!(found, "{id}: {} leads to no field", finding.address());
        }
    }
}

/// Where a section holds several matters, what is missing leads to the one of them that lacks it.
#[test]
fn what_is_missing_in_a_section_of_two_leads_to_the_right_one() {
    let mut offer = complete();
    type_into(&mut offer, "assessment", &[("reporting", "")]);
    type_into(&mut offer, "governance", &[("board", "")]);
    let verdicts = verdicts(&offer, &Parameters::default());
    let states = section_states(&offer, &verdicts);
    let governance = states
        .iter()
        .find(|status| status.section == Section::Governance)
        .expect("ten sections");
    assert_eq!(governance.state, SectionState::InProgress);
    let addresses: Vec<String> = governance.missing.iter().map(Finding::address).collect();
    assert_eq!(
        addresses,
        [
            "governance/governance#board",
            "governance/assessment#reporting"
        ]
    );
    type_into(&mut offer, "sharing", &[("identified", "")]);
    let verdicts = domain::offer::verdicts(&offer, &Parameters::default());
    let found = domain::offer::findings(&verdicts);
    assert!(
        found
            .iter()
            .any(|one| one.address() == "sharing#identified"),
        "a section that is one matter needs no key"
    );
}

/// One of the two is enough for the section to have begun, and not for it to be complete.
#[test]
fn a_section_of_two_is_complete_when_both_are() {
    let mut offer = complete();
    offer
        .kept
        .retain(|kept| kept.matter.kind() != MatterKind::Assessment);
    add(&mut offer, "a", MatterKind::Assessment, &[]);
    let state = |offer: &Proposal| {
        let verdicts = verdicts(offer, &Parameters::default());
        let states = section_states(offer, &verdicts);
        let of = states
            .into_iter()
            .find(|status| status.section == Section::Governance);
        of.expect("ten sections").state
    };
    let fresh = |offer: &mut Proposal, kind| {
        let mut kept = offer.kept.iter_mut();
        let kept = kept.find(|kept| kept.matter.kind() == kind);
        kept.expect("is there").version = 1;
    };
    fresh(&mut offer, MatterKind::Assessment);
    assert_eq!(state(&offer), SectionState::InProgress);
    fresh(&mut offer, MatterKind::Governance);
    assert_eq!(state(&offer), SectionState::NotStarted);
}

/// Savings that wait for a freedom say so, until it is granted (3.1).
#[test]
fn what_waits_for_a_freedom_is_at_risk() {
    let mut offer = complete();
    let waits_for = |offer: &Proposal, key| {
        let key = Key::new(key);
        let freedoms = offer.waits_for(&key);
        freedoms
            .map(|(_, freedom)| freedom.title.clone())
            .collect::<Vec<_>>()
    };
    let title = ["Lift the ringfence of the advice grant"];
    assert_eq!(waits_for(&offer, "desks"), title);
    assert_eq!(waits_for(&offer, "visit"), title);
    assert!(waits_for(&offer, "fit-out").is_empty());
    remove(&mut offer, "ringfence");
    assert!(waits_for(&offer, "desks").is_empty());
}

/// A partner reads what the offer says about it and its money, and notices every change of that.
#[test]
fn a_partner_reads_what_is_said_about_its_money() {
    let mut offer = complete();
    let police = Key::new("police");
    let before = statement(&offer, &police);
    let says = |heading: &str, words: &str| {
        before
            .0
            .iter()
            .any(|(h, w)| h.contains(heading) && w.contains(words))
    };
    assert!(says("Organisation", "Northshire Police"));
    assert!(says(
        "Puts into the budget “Hub fund” from Advice grant",
        "2014-15: £1,000,000"
    ));
    assert!(says("Share of what stays local", "40%"));
    type_into(&mut offer, "fund", &[("purpose", "To run more hubs.")]);
    assert_eq!(
        statement(&offer, &police),
        before,
        "what is not about its money asks nobody again"
    );
    type_into(
        &mut offer,
        "fund",
        &[
            ("contribution-count", "2"),
            ("contribution-1-amount-2014-15", "£1,000,000.01"),
        ],
    );
    assert_ne!(statement(&offer, &police), before);
}

/// The count: all public spending, and for each person who lives here (2.2).
#[test]
fn the_count_adds_up_and_divides_by_the_people() {
    let mut offer = complete();
    type_into(
        &mut offer,
        "evidence",
        &[
            ("spending-count", "2"),
            ("spending-1-organisation", "The police"),
            ("spending-1-amount", "£89,500,000.50"),
        ],
    );
    assert_eq!(
        offer.evidence().counted().expect("adds up").to_string(),
        "£300,000,000.50"
    );
    assert_eq!(
        offer
            .evidence()
            .per_head()
            .expect("people live there")
            .to_string(),
        "£600"
    );
    type_into(&mut offer, "evidence", &[("population", "0")]);
    assert_eq!(offer.evidence().per_head(), None);
}
