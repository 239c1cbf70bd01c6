//! What sort of offer it is: its kind, its level, its theme, and the ten sections both kinds share.

use super::choice::choice;

choice! {
    /// Two kinds, one model (7.12, 7.19).
    pub enum OfferKind {
        /// A whole area, for places with sustained high performance and strong partnerships (7.12–7.14).
        SingleOffer = "single-offer", "Single Offer";
        /// One agreed policy theme, for places strong in that theme (7.19).
        InnovativePolicyOffer = "innovative-policy-offer", "Innovative Policy Offer";
    }
}

impl OfferKind {
    /// With its article, for use inside a sentence.
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::SingleOffer => "a Single Offer",
            Self::InnovativePolicyOffer => "an Innovative Policy Offer",
        }
    }

    /// What a place reads when it chooses between the two.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::SingleOffer => {
                "Covers the whole area. For places that have performed well for more than a year and whose partnerships are strong."
            }
            Self::InnovativePolicyOffer => {
                "Keeps to one policy theme. For places whose partnership is strong, or whose results in that theme are."
            }
        }
    }

    /// Years that an agreement runs: three for a Single Offer (7.21); the report sets none for the other, so it is bargained.
    pub const fn set_length(self) -> Option<u8> {
        match self {
            Self::SingleOffer => Some(3),
            Self::InnovativePolicyOffer => None,
        }
    }

    pub const fn needs_theme(self) -> bool {
        matches!(self, Self::InnovativePolicyOffer)
    }

    /// A place is invited to make a Single Offer (7.14); the report asks no invitation for the other kind.
    pub const fn needs_invitation(self) -> bool {
        matches!(self, Self::SingleOffer)
    }
}

choice! {
    /// How much ground an offer covers (7.14, 7.25, 7.29). A region is no level: it has a route of its own (7.28).
    pub enum Level {
        Neighbourhood = "neighbourhood", "Neighbourhood";
        LocalArea = "local-area", "Local area";
        MultiAuthorityArea = "multi-authority-area", "Area of several authorities";
        SubRegion = "sub-region", "Sub-region";
        CityRegion = "city-region", "City-region";
    }
}

impl Level {
    /// Whether such an offer usually covers more than one authority (7.29), so that the form asks for the others.
    pub const fn spans_authorities(self) -> bool {
        match self {
            Self::Neighbourhood | Self::LocalArea => false,
            Self::MultiAuthorityArea | Self::SubRegion | Self::CityRegion => true,
        }
    }
}

choice! {
    /// The theme an Innovative Policy Offer is confined to: the pilots' own (Annex B and the map of themes).
    pub enum Theme {
        DrugsAndAlcohol = "drugs-and-alcohol", "Drugs and alcohol";
        Offenders = "offenders", "Offenders and reoffending";
        Gangs = "gangs", "Gangs and serious violence";
        EarlyYears = "early-years", "Children from birth to five";
        ChildrenAndFamilies = "children-and-families", "Children and families";
        LeavingCare = "leaving-care", "Young people leaving care";
        YoungPeopleInWork = "young-people-in-work", "Young people in education, employment or training";
        OlderPeople = "older-people", "Older people and care";
        MentalHealth = "mental-health", "Mental health";
        LearningDisability = "learning-disability", "Learning disability";
        HealthAndCare = "health-and-care", "Health and social care";
        WorkAndSkills = "work-and-skills", "Worklessness and skills";
        AccessToBenefits = "access-to-benefits", "Access to benefits";
        AccessToServices = "access-to-services", "Access to services";
        HousingAndRegeneration = "housing-and-regeneration", "Housing and regeneration";
        AreasOfNeed = "areas-of-need", "Neighbourhoods of highest need";
        PublicEstate = "public-estate", "The public estate and assets";
        Energy = "energy", "Energy and carbon";
    }
}

choice! {
    /// The ten sections, in the order in which they are filled in. The code is the noun in the address.
    pub enum Section {
        Scope = "scope", "Scope";
        Evidence = "evidence", "Evidence";
        Outcomes = "outcomes", "Outcomes";
        Savings = "savings", "Savings";
        Sharing = "sharing", "Sharing";
        Engagement = "engagement", "Engagement";
        Partners = "partners", "Partners";
        Budgets = "budgets", "Pooled and aligned budgets";
        Freedoms = "freedoms", "Freedoms";
        Governance = "governance", "Governance";
    }
}

impl Section {
    /// The noun in the address: `/offers/KEN-1/scope`.
    pub const fn slug(self) -> &'static str {
        self.code()
    }

    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::from_code(slug)
    }

    pub const fn title(self) -> &'static str {
        self.label()
    }

    /// Its number, from 1 to 10.
    pub const fn number(self) -> usize {
        self as usize + 1
    }

    /// The section to go on to when this one is done.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    pub fn previous(self) -> Option<Self> {
        self.number()
            .checked_sub(2)
            .and_then(|at| Self::ALL.get(at))
            .copied()
    }

    /// One sentence that says what is asked for.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Scope => {
                "What the offer covers: the area, its authorities and services, what changes for citizens, and when it starts."
            }
            Self::Evidence => {
                "Why this place can do it, and what is spent on public services here now."
            }
            Self::Outcomes => {
                "What will be better for people, with an indicator, a baseline and yearly targets for each."
            }
            Self::Savings => {
                "What will be saved in each year, from low to high, and what has to be invested first."
            }
            Self::Sharing => {
                "How savings are identified and divided between investors, the place and central government."
            }
            Self::Engagement => {
                "How communities and the third sector take part in design and in delivery, and what that changed."
            }
            Self::Partners => {
                "Every organisation in the offer, and what each says for itself about being willing."
            }
            Self::Budgets => {
                "Which money is brought together, pooled or aligned, from whom, and who answers for it."
            }
            Self::Freedoms => {
                "What the place asks of central government, the barrier each freedom removes, and what depends on it."
            }
            Self::Governance => {
                "Who is accountable, who scrutinises, and how results are assessed and reported."
            }
        }
    }
}
