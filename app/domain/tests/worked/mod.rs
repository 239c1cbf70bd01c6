//! The worked example of the rules as an offer that a place has typed: three years, two lines of savings, two
//! investors, three steps of sharing.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where the example is wrong"
)]

use std::collections::BTreeMap;

use domain::form::Posted;
use domain::offer::{Kept, Key, Matter, MatterKind, Proposal};
use domain::process::OfferKind;

/// What the forms of the offer sent, by key.
pub fn forms() -> Vec<(&'static str, MatterKind, Posted)> {
    vec![
        ("scope", MatterKind::Scope, form(&[("start", "2011-12")])),
        (
            "kent",
            MatterKind::Partner,
            form(&[("name", "Kent County Council")]),
        ),
        (
            "police",
            MatterKind::Partner,
            form(&[("name", "Kent Police")]),
        ),
        (
            "health",
            MatterKind::Partner,
            form(&[("name", "Health in Kent")]),
        ),
        (
            "evidence",
            MatterKind::Evidence,
            form(&[("local-spend-2013-14", "£300 million")]),
        ),
        ("line-a", MatterKind::SavingsLine, line_a()),
        ("line-b", MatterKind::SavingsLine, line_b()),
        (
            "invest-1",
            MatterKind::Investment,
            form(&[
                ("title", "New ways of working"),
                ("investor", "kent"),
                ("kind", "revenue"),
                ("grade", "1"),
                ("amount-2011-12", "600k"),
                ("amount-2012-13", "100k"),
            ]),
        ),
        (
            "invest-2",
            MatterKind::Investment,
            form(&[
                ("title", "Shared office"),
                ("investor", "police"),
                ("kind", "capital"),
                ("grade", "1"),
                ("amount-2011-12", "£300,000"),
            ]),
        ),
        ("sharing", MatterKind::Sharing, sharing()),
    ]
}

pub fn line_a() -> Posted {
    form(&[
        ("title", "One front door"),
        ("kind", "cashable"),
        ("grade", "2"),
        ("low-2011-12", "500k"),
        ("high-2011-12", "500k"),
        ("required-2011-12", "100k"),
        ("low-2012-13", "1.2m"),
        ("high-2012-13", "1.6m"),
        ("required-2012-13", "100k"),
        ("low-2013-14", "2.2m"),
        ("high-2013-14", "£2,200,000"),
        ("required-2013-14", "100k"),
    ])
}

pub fn line_b() -> Posted {
    form(&[
        ("title", "Shared back office"),
        ("kind", "cashable"),
        ("grade", "4"),
        ("low-2011-12", "0"),
        ("high-2011-12", "0"),
        ("required-2011-12", "0"),
        ("low-2012-13", "1.5m"),
        ("high-2012-13", "2.5m"),
        ("required-2012-13", "250k"),
        ("low-2013-14", "3.75m"),
        ("high-2013-14", "5.25m"),
        ("required-2013-14", "250k"),
    ])
}

pub fn sharing() -> Posted {
    form(&[
        ("recovery", "yes"),
        ("tier-count", "3"),
        ("tier-0-up-to", "1m"),
        ("tier-0-local", "50"),
        ("tier-1-up-to", "4m"),
        ("tier-1-local", "70%"),
        ("tier-2-up-to", ""),
        ("tier-2-local", "80"),
        ("partner-count", "3"),
        ("partner-0-body", "kent"),
        ("partner-0-part", "55"),
        ("partner-1-body", "police"),
        ("partner-1-part", "30"),
        ("partner-2-body", "health"),
        ("partner-2-part", "15"),
        ("department-count", "2"),
        ("department-0-body", "hmt"),
        ("department-0-part", "60"),
        ("department-1-body", "ho"),
        ("department-1-part", "40"),
    ])
}

/// The offer with all its forms saved.
pub fn proposal() -> Proposal {
    let mut proposal = Proposal {
        kind: OfferKind::SingleOffer,
        kept: Vec::new(),
        answers: BTreeMap::new(),
    };
    for (key, kind, posted) in forms() {
        save(&mut proposal, key, kind, &posted);
    }
    proposal
}

/// Saves a form as the server does: over what is kept, or as a new matter at the end.
pub fn save(proposal: &mut Proposal, key: &str, kind: MatterKind, posted: &Posted) {
    let key = Key::new(key);
    if proposal.find(&key).is_none() {
        let (key, matter) = (key.clone(), Matter::blank(kind));
        proposal.kept.push(Kept {
            key,
            version: 1,
            matter,
        });
    }
    let around = proposal.around();
    let kept = proposal.kept.iter_mut().find(|kept| kept.key == key);
    kept.unwrap().matter.read(posted, &around);
}

pub fn form(fields: &[(&str, &str)]) -> Posted {
    fields.iter().copied().collect()
}

/// The same form with other text in some fields.
pub fn retyped(mut form: Posted, fields: &[(&str, &str)]) -> Posted {
    for (name, text) in fields {
        form.put(*name, vec![(*text).to_owned()]);
    }
    form
}
