//! What kinds of organisation take part, and the departments and agencies of the report.

use serde::Serialize;

use super::choice::choice;
use super::role::{OrganisationId, Side};

choice! {
    pub enum OrganisationKind {
        LeadCouncil = "lead-council", "Place, under its lead council";
        Council = "council", "Council";
        Health = "health", "Health body";
        Police = "police", "Police";
        Fire = "fire", "Fire and rescue";
        Probation = "probation", "Probation";
        Jobcentre = "jobcentre", "Jobcentre";
        School = "school", "School";
        College = "college", "College or university";
        Charity = "charity", "Charity or community group";
        Business = "business", "Business";
        HousingAssociation = "housing-association", "Housing association";
        Department = "department", "Government department";
        Agency = "agency", "Government agency";
        ProgrammeOffice = "programme-office", "Programme office";
        AuditBody = "audit-body", "Audit or inspection body";
    }
}

impl OrganisationKind {
    pub const fn side(self) -> Side {
        match self {
            Self::LeadCouncil
            | Self::Council
            | Self::Health
            | Self::Police
            | Self::Fire
            | Self::Probation
            | Self::Jobcentre
            | Self::School
            | Self::College
            | Self::Charity
            | Self::Business
            | Self::HousingAssociation => Side::Place,
            Self::Department | Self::Agency | Self::ProgrammeOffice => Side::Whitehall,
            Self::AuditBody => Side::Neither,
        }
    }

    /// Those that a place may name as a partner in its offer.
    pub fn partners() -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|kind| kind.side() == Side::Place && *kind != Self::LeadCouncil)
    }

    pub const fn is_third_sector(self) -> bool {
        matches!(self, Self::Charity | Self::HousingAssociation)
    }
}

/// A department, agency or inspectorate that can own a policy, a fund or a freedom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Department {
    /// Its organisation id, in lower case.
    pub code: &'static str,
    /// What people say for short.
    pub short: &'static str,
    pub name: &'static str,
    pub kind: OrganisationKind,
}

impl Department {
    pub fn id(&self) -> OrganisationId {
        OrganisationId::new(self.code)
    }
}

/// The Treasury agrees to every term on savings and sharing.
pub const TREASURY: &str = "hmt";

/// All of them, departments first, then agencies, then inspectorates, as the report names them.
pub const fn departments() -> &'static [Department] {
    DEPARTMENTS
}

/// The one with this code.
pub fn department(code: &str) -> Option<&'static Department> {
    DEPARTMENTS
        .iter()
        .find(|department| department.code == code)
}

const fn body(
    code: &'static str,
    short: &'static str,
    name: &'static str,
    kind: OrganisationKind,
) -> Department {
    Department {
        code,
        short,
        name,
        kind,
    }
}

const DEPARTMENTS: &[Department] = &[
    body(
        TREASURY,
        "Treasury",
        "HM Treasury",
        OrganisationKind::Department,
    ),
    body(
        "clg",
        "CLG",
        "Department for Communities and Local Government",
        OrganisationKind::Department,
    ),
    body(
        "dh",
        "Health",
        "Department of Health",
        OrganisationKind::Department,
    ),
    body(
        "ho",
        "Home Office",
        "Home Office",
        OrganisationKind::Department,
    ),
    body(
        "dwp",
        "DWP",
        "Department for Work and Pensions",
        OrganisationKind::Department,
    ),
    body(
        "dcsf",
        "DCSF",
        "Department for Children, Schools and Families",
        OrganisationKind::Department,
    ),
    body(
        "bis",
        "BIS",
        "Department for Business, Innovation and Skills",
        OrganisationKind::Department,
    ),
    body(
        "moj",
        "MoJ",
        "Ministry of Justice",
        OrganisationKind::Department,
    ),
    body(
        "dft",
        "DfT",
        "Department for Transport",
        OrganisationKind::Department,
    ),
    body(
        "defra",
        "Defra",
        "Department for Environment, Food and Rural Affairs",
        OrganisationKind::Department,
    ),
    body(
        "decc",
        "DECC",
        "Department of Energy and Climate Change",
        OrganisationKind::Department,
    ),
    body(
        "dcms",
        "DCMS",
        "Department for Culture, Media and Sport",
        OrganisationKind::Department,
    ),
    body(
        "co",
        "Cabinet Office",
        "Cabinet Office",
        OrganisationKind::Department,
    ),
    body(
        "hmrc",
        "HMRC",
        "Her Majesty’s Revenue and Customs",
        OrganisationKind::Department,
    ),
    body(
        "ogc",
        "OGC",
        "Office of Government Commerce",
        OrganisationKind::Department,
    ),
    body(
        "hca",
        "HCA",
        "Homes and Communities Agency",
        OrganisationKind::Agency,
    ),
    body(
        "jcp",
        "Jobcentre Plus",
        "Jobcentre Plus",
        OrganisationKind::Agency,
    ),
    body(
        "nta",
        "NTA",
        "National Treatment Agency",
        OrganisationKind::Agency,
    ),
    body(
        "noms",
        "NOMS",
        "National Offender Management Service",
        OrganisationKind::Agency,
    ),
    body(
        "sfa",
        "SFA",
        "Skills Funding Agency",
        OrganisationKind::Agency,
    ),
    body(
        "pfs",
        "PfS",
        "Partnerships for Schools",
        OrganisationKind::Agency,
    ),
    body(
        "ac",
        "Audit Commission",
        "Audit Commission",
        OrganisationKind::AuditBody,
    ),
    body(
        "nao",
        "NAO",
        "National Audit Office",
        OrganisationKind::AuditBody,
    ),
    body(
        "ofsted",
        "Ofsted",
        "Office for Standards in Education, Children’s Services and Skills",
        OrganisationKind::AuditBody,
    ),
    body(
        "cqc",
        "CQC",
        "Care Quality Commission",
        OrganisationKind::AuditBody,
    ),
    body(
        "hmic",
        "HMIC",
        "HM Inspectorate of Constabulary",
        OrganisationKind::AuditBody,
    ),
    body(
        "hmip",
        "HMI Prisons",
        "HM Inspectorate of Prisons",
        OrganisationKind::AuditBody,
    ),
    body(
        "hmi-probation",
        "HMI Probation",
        "HM Inspectorate of Probation",
        OrganisationKind::AuditBody,
    ),
];
