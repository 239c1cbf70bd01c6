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
        Other = "other", "Other organisation";
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
            | Self::HousingAssociation
            | Self::Other => Side::Place,
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

const DEPARTMENTS: &[Department] = &[
    whitehall(TREASURY, "Treasury", "HM Treasury"),
    whitehall(
        "clg",
        "CLG",
        "Department for Communities and Local Government",
    ),
    whitehall("dh", "Health", "Department of Health"),
    whitehall("ho", "Home Office", "Home Office"),
    whitehall("dwp", "DWP", "Department for Work and Pensions"),
    whitehall(
        "dcsf",
        "DCSF",
        "Department for Children, Schools and Families",
    ),
    whitehall(
        "bis",
        "BIS",
        "Department for Business, Innovation and Skills",
    ),
    whitehall("moj", "MoJ", "Ministry of Justice"),
    whitehall("dft", "DfT", "Department for Transport"),
    whitehall(
        "defra",
        "Defra",
        "Department for Environment, Food and Rural Affairs",
    ),
    whitehall("decc", "DECC", "Department of Energy and Climate Change"),
    whitehall("dcms", "DCMS", "Department for Culture, Media and Sport"),
    whitehall("co", "Cabinet Office", "Cabinet Office"),
    whitehall("hmrc", "HMRC", "Her Majesty’s Revenue and Customs"),
    whitehall("ogc", "OGC", "Office of Government Commerce"),
    agency("hca", "HCA", "Homes and Communities Agency"),
    agency("jcp", "Jobcentre Plus", "Jobcentre Plus"),
    agency("nta", "NTA", "National Treatment Agency"),
    agency("noms", "NOMS", "National Offender Management Service"),
    agency("sfa", "SFA", "Skills Funding Agency"),
    agency("pfs", "PfS", "Partnerships for Schools"),
    inspector("ac", "Audit Commission", "Audit Commission"),
    inspector("nao", "NAO", "National Audit Office"),
    inspector(
        "ofsted",
        "Ofsted",
        "Office for Standards in Education, Children’s Services and Skills",
    ),
    inspector("cqc", "CQC", "Care Quality Commission"),
    inspector("hmic", "HMIC", "HM Inspectorate of Constabulary"),
    inspector("hmip", "HMI Prisons", "HM Inspectorate of Prisons"),
    inspector(
        "hmi-probation",
        "HMI Probation",
        "HM Inspectorate of Probation",
    ),
];

const fn whitehall(code: &'static str, short: &'static str, name: &'static str) -> Department {
    Department {
        code,
        short,
        name,
        kind: OrganisationKind::Department,
    }
}

const fn agency(code: &'static str, short: &'static str, name: &'static str) -> Department {
    Department {
        code,
        short,
        name,
        kind: OrganisationKind::Agency,
    }
}

const fn inspector(code: &'static str, short: &'static str, name: &'static str) -> Department {
    Department {
        code,
        short,
        name,
        kind: OrganisationKind::AuditBody,
    }
}
