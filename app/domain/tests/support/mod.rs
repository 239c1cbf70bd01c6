//! A complete Single Offer of a made-up county, put together as a person would type it.

use domain::form::Posted;
use domain::offer::{Answer, AnswerState, Kept, Key, Matter, MatterKind, Proposal};
use domain::process::OfferKind;
use std::collections::BTreeMap;

/// Name and text of each field.
pub type Typed<'a> = &'a [(&'a str, &'a str)];

/// Types into the matter of this key.
pub fn type_into(proposal: &mut Proposal, key: &str, typed: Typed) {
    let around = proposal.around();
    let posted: Posted = typed.iter().copied().collect();
    let kept = proposal
        .kept
        .iter_mut()
        .find(|kept| kept.key.as_str() == key)
        .expect("the matter is there");
    kept.matter.read(&posted, &around);
    kept.version += 1;
}

/// Adds a matter and types into it.
pub fn add(proposal: &mut Proposal, key: &str, kind: MatterKind, typed: Typed) {
    proposal.kept.push(Kept {
        key: Key::new(key),
        version: 1,
        matter: Matter::blank(kind),
    });
    type_into(proposal, key, typed);
}

/// Takes a matter out.
pub fn remove(proposal: &mut Proposal, key: &str) {
    proposal.kept.retain(|kept| kept.key.as_str() != key);
}

/// Lets a partner answer.
pub fn answer(proposal: &mut Proposal, key: &str, state: AnswerState) {
    proposal.answers.insert(
        Key::new(key),
        Answer {
            state,
            reason: None,
        },
    );
}

/// Everything that a Single Offer needs, and nothing else.
pub fn complete() -> Proposal {
    let mut offer = Proposal {
        kind: OfferKind::SingleOffer,
        kept: Vec::new(),
        answers: BTreeMap::new(),
    };
    let o = &mut offer;
    add(
        o,
        "scope",
        MatterKind::Scope,
        &[
            ("title", "One front door"),
            ("area", "The county"),
            ("level", "local-area"),
            ("authorities", "Northshire County Council"),
            ("services", "Advice and benefits"),
            ("summary", "One visit settles what took three."),
            ("for-users", "One form."),
            ("for-taxpayers", "Lower cost."),
            ("start", "2013-14"),
        ],
    );
    type_into(
        o,
        "scope",
        &[
            ("spend-2013-14", "40m"),
            ("spend-2014-15", "40m"),
            ("spend-2015-16", "40m"),
        ],
    );
    add(
        o,
        "police",
        MatterKind::Partner,
        &[
            ("name", "Northshire Police"),
            ("kind", "police"),
            ("role", "partner"),
            ("brings", "Officers in the hub."),
            ("email", "police@northshire.example"),
        ],
    );
    add(
        o,
        "council",
        MatterKind::Partner,
        &[
            ("name", "Northshire County Council"),
            ("kind", "council"),
            ("role", "lead-council"),
            ("brings", "Leads."),
        ],
    );
    answer(o, "police", AnswerState::Confirmed);
    add(
        o,
        "evidence",
        MatterKind::Evidence,
        &[
            ("performance-count", "1"),
            ("performance-0-measure", "Claims settled in a week"),
            ("performance-0-from", "2008-09"),
            ("performance-0-to", "2011-12"),
            ("performance-0-shows", "Rose every year."),
            ("performance-0-source", "Annual report"),
            ("partnership", "A board that meets monthly."),
            ("invited-by", "The programme office"),
            ("invited-on", "1 June 2012"),
            ("counted-year", "2010-11"),
            ("population", "500,000"),
            ("spending-count", "1"),
            ("spending-0-organisation", "The council"),
            ("spending-0-service", "Adult care"),
            ("spending-0-amount", "£210.5m"),
            ("local-spend-2013-14", "500m"),
            ("local-spend-2014-15", "500m"),
            ("local-spend-2015-16", "500m"),
        ],
    );
    add(
        o,
        "visit",
        MatterKind::Outcome,
        &[
            ("statement", "People settle a claim in one visit"),
            ("lead", "council"),
            ("departments", "dwp"),
            ("service", "Benefits advice"),
            ("users", "People who lost work"),
            ("redesign", "One desk for all."),
            ("indicator-count", "1"),
            ("indicator-0-name", "Claims in one visit"),
            ("indicator-0-unit", "% of claims"),
            ("indicator-0-direction", "up"),
            ("indicator-0-baseline", "20"),
            ("indicator-0-baseline-on", "31 March 2012"),
            ("indicator-0-target-2013-14", "30"),
            ("indicator-0-target-2014-15", "45"),
            ("indicator-0-target-2015-16", "60"),
            ("indicator-0-source", "Hub records"),
        ],
    );
    add(
        o,
        "desks",
        MatterKind::SavingsLine,
        &[
            ("title", "Shared desks"),
            ("outcome", "visit"),
            ("kind", "cashable"),
            ("area", "frontline"),
            ("grade", "2"),
            ("bearer", "council"),
            ("low-2013-14", "0.5m"),
            ("high-2013-14", "0.5m"),
            ("required-2013-14", "0.1m"),
            ("low-2014-15", "1.2m"),
            ("high-2014-15", "1.6m"),
            ("required-2014-15", "0.1m"),
            ("low-2015-16", "2.2m"),
            ("high-2015-16", "2.2m"),
            ("required-2015-16", "0.1m"),
            ("accrues-count", "1"),
            ("accrues-0-body", "council"),
            ("accrues-0-part", "100"),
            ("method", "Counted."),
            ("standing", "estimated"),
        ],
    );
    add(
        o,
        "fit-out",
        MatterKind::Investment,
        &[
            ("title", "Fitting out the hub"),
            ("investor", "council"),
            ("kind", "capital"),
            ("grade", "1"),
            ("standing", "estimated"),
            ("amount-2013-14", "£600,000"),
            ("amount-2014-15", "0"),
            ("amount-2015-16", "0"),
        ],
    );
    add(
        o,
        "sharing",
        MatterKind::Sharing,
        &[
            ("identified", "From the ledgers."),
            ("recovery", "yes"),
            ("tier-count", "2"),
            ("tier-0-up-to", "1m"),
            ("tier-0-local", "50"),
            ("tier-1-local", "70"),
            ("partner-count", "2"),
            ("partner-0-body", "council"),
            ("partner-0-part", "60"),
            ("partner-1-body", "police"),
            ("partner-1-part", "40"),
            ("department-count", "1"),
            ("department-0-body", "dwp"),
            ("department-0-part", "100"),
            ("retained-for", "More hubs, for five years."),
        ],
    );
    let engagement = [
        ("residents", "communities", "design"),
        ("wardens", "communities", "delivery"),
        ("charities", "third-sector", "design"),
        ("advisers", "third-sector", "delivery"),
    ];
    for (key, group, stage) in engagement {
        add(
            o,
            key,
            MatterKind::Engagement,
            &[
                ("group", group),
                ("stage", stage),
                ("who", "Four groups"),
                ("how", "Panels"),
                ("first-contact", "12 May 2012"),
                ("when", "Monthly"),
                ("changed", "Opening hours"),
            ],
        );
    }
    add(
        o,
        "ringfence",
        MatterKind::Freedom,
        &[
            ("title", "Lift the ringfence of the advice grant"),
            ("kind", "ringfence-removed"),
            ("category", "collaboration"),
            ("departments", "dwp"),
            ("barrier", "The grant pays for one office only."),
            ("available", "not-yet"),
            ("from", "1 April 2013"),
            ("outcomes", "visit"),
            ("lines", "desks"),
        ],
    );
    add(
        o,
        "fund",
        MatterKind::Budget,
        &[
            ("title", "Hub fund"),
            ("kind", "pooled"),
            ("why-kind", "One desk, one fund."),
            ("purpose", "To run the hubs."),
            ("outcomes", "visit"),
            ("host", "council"),
            ("accountable-officer", "The director of finance"),
            ("legal-power", "Local Government Act 2000, section 2"),
            ("memorandum", "drafted"),
            ("memorandum-says", "Who pays what."),
            ("over-and-underspend", "In proportion."),
            ("leaving", "Six months' notice."),
            ("governance", "The hub board, which answers to the council."),
            ("funding-departments", "dwp"),
            ("total-2013-14", "3m"),
            ("total-2014-15", "3m"),
            ("total-2015-16", "3m"),
            ("contribution-count", "2"),
            ("contribution-0-organisation", "council"),
            ("contribution-0-fund", "General fund"),
            ("contribution-0-ringfenced", "no"),
            ("contribution-0-amount-2013-14", "2m"),
            ("contribution-0-amount-2014-15", "2m"),
            ("contribution-0-amount-2015-16", "2m"),
            ("contribution-1-organisation", "police"),
            ("contribution-1-fund", "Advice grant"),
            ("contribution-1-ringfenced", "yes"),
            ("contribution-1-owner", "dwp"),
            ("contribution-1-lifted-by", "ringfence"),
            ("contribution-1-amount-2013-14", "1m"),
            ("contribution-1-amount-2014-15", "1m"),
            ("contribution-1-amount-2015-16", "1m"),
        ],
    );
    add(
        o,
        "governance",
        MatterKind::Governance,
        &[
            ("accountable-body", "council"),
            ("board", "Six members."),
            ("scrutiny", "A joint committee."),
            ("to-parliament", "Yearly."),
            ("between-partners", "Quarterly."),
            ("to-residents", "In public."),
        ],
    );
    add(
        o,
        "assessment",
        MatterKind::Assessment,
        &[
            ("assessment", "Once a year."),
            ("reporting", "Quarterly."),
            ("indicators-before", "41"),
            ("indicators-after", "18"),
        ],
    );
    offer
}
