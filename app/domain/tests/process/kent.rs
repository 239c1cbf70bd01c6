//! The offer and the people that the tests tell of. Kent and Croydon are the places; Health and the Home
//! Office the departments.

use domain::process::{Hat, OfferFacts, Reference, Role, Stage};

pub fn reference(text: &str) -> Reference {
    text.parse().expect(text)
}

pub fn offer(stage: Stage, submitted_before: bool) -> OfferFacts {
    OfferFacts {
        reference: reference("KEN-1"),
        place: "kent".into(),
        stage,
        submitted_before,
        champion: Some("champion-of-kent".into()),
        partners: vec!["kent-police".into(), "kent-health".into()],
        departments: vec!["dh".into(), "hmt".into()],
        embargoed: false,
    }
}

/// Kent's offer at a stage as it is when it gets there by the usual way.
pub fn at(stage: Stage) -> OfferFacts {
    offer(stage, stage != Stage::Draft)
}

/// Somebody of this role who takes part in Kent's offer.
pub fn own(role: Role) -> Hat {
    match role {
        Role::PlaceLeader => Hat::new("leader", "kent", role),
        Role::Drafter => Hat::new("drafter", "kent", role),
        Role::Partner => Hat::new("partner", "kent-police", role),
        Role::Champion => Hat::new("champion-of-kent", "clg", role),
        Role::DepartmentReviewer => Hat::new("reviewer", "dh", role),
        Role::ProgrammeOffice => Hat::new("office", "programme", role),
        Role::Auditor => Hat::new("auditor", "nao", role),
        Role::Administrator => Hat::new("administrator", "kent", role),
    }
}

/// Somebody of this role who has nothing to do with Kent's offer. The programme office and auditors always have.
pub fn other(role: Role) -> Option<Hat> {
    match role {
        Role::PlaceLeader | Role::Drafter => Some(Hat::new("elsewhere", "croydon", role)),
        Role::Partner => Some(Hat::new("elsewhere", "croydon-police", role)),
        Role::Champion => Some(Hat::new("champion-of-croydon", "clg", role)),
        Role::DepartmentReviewer => Some(Hat::new("elsewhere", "ho", role)),
        Role::Administrator => Some(Hat::new("elsewhere", "croydon", role)),
        Role::ProgrammeOffice | Role::Auditor => None,
    }
}

pub fn everybody() -> Vec<Option<Hat>> {
    let mut all = vec![None];
    for role in Role::ALL {
        all.push(Some(own(*role)));
        all.extend(other(*role).map(Some));
    }
    all
}

pub fn offers() -> Vec<OfferFacts> {
    Stage::ALL
        .iter()
        .flat_map(|stage| [offer(*stage, false), offer(*stage, true)])
        .collect()
}
