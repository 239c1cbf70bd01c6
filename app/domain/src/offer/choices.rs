//! The short lists that people choose from inside an offer.

use crate::form::readable;
use crate::process::choice::choice;
use crate::process::{Level, OrganisationKind, Theme};

choice! {
    /// Where a saving comes from: the five areas of 3.2.
    pub enum SavingsArea {
        FrontlineRedesign = "frontline", "Redesigned frontline services";
        BackOffice = "back-office", "Back office and buildings";
        SharedManagement = "shared-management", "Shared management";
        LowerCostToSociety = "lower-cost-to-society", "Lower cost to society";
        RedesignWithCommunities = "with-communities", "Services redesigned with communities";
    }
}

choice! {
    /// How firm a figure is. What the report does not give is illustrative, and says so.
    pub enum Standing {
        Reported = "reported", "Given in a published source";
        Estimated = "estimated", "Our own estimate";
        Illustrative = "illustrative", "Illustrative: not from a source";
    }
}

choice! {
    /// Which way an indicator should go.
    pub enum Direction {
        Up = "up", "Higher is better";
        Down = "down", "Lower is better";
    }
}

choice! {
    /// Who is engaged (7.15).
    pub enum EngagementGroup {
        Communities = "communities", "Communities";
        ThirdSector = "third-sector", "The third sector: charities, community groups, social enterprises";
    }
}

choice! {
    /// At what they take part (7.15).
    pub enum EngagementStage {
        Design = "design", "Design";
        Delivery = "delivery", "Delivery";
    }
}

choice! {
    /// What an organisation is in the offer.
    pub enum PartnerRole {
        LeadCouncil = "lead-council", "Lead council";
        MemberAuthority = "member-authority", "Another authority that the offer covers";
        Partner = "partner", "Partner";
    }
}

choice! {
    /// One fund, or each its own money towards one purpose (5.10–5.13).
    pub enum BudgetKind {
        Pooled = "pooled", "Pooled: one fund, held by one body";
        Aligned = "aligned", "Aligned: each body keeps and answers for its own money";
    }
}

choice! {
    /// How far the memorandum of understanding has come (7.15).
    pub enum Memorandum {
        NotStarted = "not-started", "Not drafted yet";
        Drafted = "drafted", "Drafted";
    }
}

choice! {
    /// A plain answer.
    pub enum YesNo {
        Yes = "yes", "Yes";
        No = "no", "No";
    }
}

impl YesNo {
    /// Whether this is a yes.
    pub fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }
}

choice! {
    /// What is asked for (7.16, 7.22).
    pub enum FreedomType {
        RingfenceRemoved = "ringfence-removed", "Ringfence removed";
        SingleCapitalBudget = "single-capital-budget", "Single capital budget";
        FewerIndicators = "fewer-indicators", "Fewer indicators to report";
        LighterInspection = "lighter-inspection", "Lighter or risk-based inspection";
        LighterReporting = "lighter-reporting", "Lighter reporting";
        Retention = "retention", "Keeping savings or receipts";
        Delegation = "delegation", "Powers or decisions delegated";
        DataSharing = "data-sharing", "Data shared";
        ChildrensGrantTrial = "childrens-grant-trial", "Children and Young People’s Grant trial";
        Other = "other", "Something else";
    }
}

choice! {
    /// The four headings under which freedoms fall (7.45).
    pub enum FreedomCategory {
        CentralControl = "central-control", "Less central control of performance and money";
        Collaboration = "collaboration", "Local collaboration";
        Prevention = "prevention", "Investing in prevention";
        Growth = "growth", "Driving growth";
    }
}

choice! {
    /// Freedoms that every place has already (7.3): known, and not to be traded.
    pub enum Availability {
        NotYet = "not-yet", "No: it has to be agreed with Whitehall";
        FewerNationalIndicators = "fewer-national-indicators", "Yes: the cut in the national indicator set from 188 to 170";
        RingfencesAlreadyLifted = "ringfences-lifted", "Yes: a ringfence already lifted for every council";
        LighterDataReturns = "lighter-data-returns", "Yes: the cut in data returns that all places were promised";
        CoordinatedInspection = "coordinated-inspection", "Yes: inspection already coordinated or cut back for every place";
    }
}

readable!(
    SavingsArea,
    Standing,
    Direction,
    EngagementGroup,
    EngagementStage,
    PartnerRole,
    BudgetKind,
    Memorandum,
    YesNo,
    FreedomType,
    FreedomCategory,
    Availability,
    Level,
    Theme,
    OrganisationKind,
);
