//! Kent’s offer, filled in until nothing is missing.

use domain::offer::{Key, MatterKind};
use domain::process::Reference;

use super::cast::{Actor, Cast};

/// An offer in which everything is said.
pub struct Complete {
    pub reference: Reference,
    pub police: Key,
    pub outcome: Key,
    pub desks: Key,
    pub fund: Key,

    /// Pat of Kent Police.
    pub pat: Actor,
}

impl Cast {
    /// Everything filled in, and confirmed by Kent Police: ready to submit.
    pub async fn complete(&self) -> Complete {
        let reference = self.start().await;
        let r = &reference;
        let police = self.add(r, MatterKind::Partner, POLICE).await;
        let lead = self.lead(r).await;
        self.save(r, &lead, &[("brings", "Leads.")]).await;
        let (lead, police_code) = (lead.as_str(), police.as_str());
        let outcome = self
            .add(
                r,
                MatterKind::Outcome,
                &[OUTCOME, &[("lead", lead)]].concat(),
            )
            .await;
        let scope = self.only(r, MatterKind::Scope).await;
        self.save(r, &scope, SCOPE).await;
        // The years are known now.
        self.save(r, &outcome, TARGETS).await;
        let evidence = self.only(r, MatterKind::Evidence).await;
        self.save(r, &evidence, EVIDENCE).await;
        let of_desks = [
            ("outcome", outcome.as_str()),
            ("bearer", lead),
            ("accrues-count", "1"),
            ("accrues-0-body", lead),
            ("accrues-0-part", "100"),
        ];
        let desks = self
            .add(r, MatterKind::SavingsLine, &[DESKS, &of_desks].concat())
            .await;
        self.add(
            r,
            MatterKind::Investment,
            &[FIT_OUT, &[("investor", lead)]].concat(),
        )
        .await;
        let sharing = self.only(r, MatterKind::Sharing).await;
        let shares = [("partner-0-body", lead), ("partner-1-body", police_code)];
        self.save(r, &sharing, &[SHARING, &shares].concat()).await;
        for (group, stage) in [
            ("communities", "design"),
            ("communities", "delivery"),
            ("third-sector", "design"),
            ("third-sector", "delivery"),
        ] {
            let who = [("group", group), ("stage", stage)];
            self.add(r, MatterKind::Engagement, &[ENGAGEMENT, &who].concat())
                .await;
        }
        let depends = [("outcomes", outcome.as_str()), ("lines", desks.as_str())];
        let ringfence = self
            .add(r, MatterKind::Freedom, &[RINGFENCE, &depends].concat())
            .await;
        let contributors = [
            ("outcomes", outcome.as_str()),
            ("host", lead),
            ("contribution-0-organisation", lead),
            ("contribution-1-organisation", police_code),
            ("contribution-1-lifted-by", ringfence.as_str()),
        ];
        let fund = self
            .add(r, MatterKind::Budget, &[FUND, &contributors].concat())
            .await;
        let governance = self.only(r, MatterKind::Governance).await;
        self.save(
            r,
            &governance,
            &[GOVERNANCE, &[("accountable-body", lead)]].concat(),
        )
        .await;
        let assessment = self.only(r, MatterKind::Assessment).await;
        self.save(r, &assessment, ASSESSMENT).await;
        let pat = self.invite(r, &police).await;
        self.confirm(&pat, r, &police).await;
        Complete {
            reference,
            police,
            outcome,
            desks,
            fund,

            pat,
        }
    }

    /// The same, submitted; known as KEN-1 from then on.
    pub async fn submitted(&self) -> Complete {
        let mut offer = self.complete().await;
        offer.reference = self
            .world
            .services
            .offers()
            .submit(&self.ann.doer, &offer.reference)
            .await
            .expect("is submitted");
        offer
    }

    /// The key of the lead council.
    pub async fn lead(&self, reference: &Reference) -> Key {
        let view = self.read(&self.ann, reference).await;
        view.proposal.lead().expect("leads").0.clone()
    }
}

type Fields = &'static [(&'static str, &'static str)];

const POLICE: Fields = &[
    ("name", "Kent Police"),
    ("kind", "police"),
    ("role", "partner"),
    ("brings", "Officers in the hub."),
    ("email", "Pat@Police.Example"),
];

const SCOPE: Fields = &[
    ("title", "One front door"),
    ("area", "The county"),
    ("level", "local-area"),
    ("authorities", "Kent County Council"),
    ("services", "Advice and benefits"),
    ("summary", "One visit settles what took three."),
    ("for-users", "One form."),
    ("for-taxpayers", "Lower cost."),
    ("start", "2013-14"),
    ("spend-2013-14", "40m"),
    ("spend-2014-15", "40m"),
    ("spend-2015-16", "40m"),
];

const EVIDENCE: Fields = &[
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
];

const OUTCOME: Fields = &[
    ("statement", "People settle a claim in one visit"),
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
    ("indicator-0-source", "Hub records"),
];

const TARGETS: Fields = &[
    ("indicator-count", "1"),
    ("indicator-0-target-2013-14", "30"),
    ("indicator-0-target-2014-15", "45"),
    ("indicator-0-target-2015-16", "60"),
];

pub const DESKS: Fields = &[
    ("title", "Shared desks"),
    ("kind", "cashable"),
    ("area", "frontline"),
    ("grade", "2"),
    ("low-2013-14", "0.5m"),
    ("high-2013-14", "0.5m"),
    ("required-2013-14", "0.1m"),
    ("low-2014-15", "1.2m"),
    ("high-2014-15", "1.6m"),
    ("required-2014-15", "0.1m"),
    ("low-2015-16", "2.2m"),
    ("high-2015-16", "2.2m"),
    ("required-2015-16", "0.1m"),
    ("method", "Counted."),
    ("standing", "estimated"),
];

const FIT_OUT: Fields = &[
    ("title", "Fitting out the hub"),
    ("kind", "capital"),
    ("grade", "1"),
    ("standing", "estimated"),
    ("amount-2013-14", "£600,000"),
    ("amount-2014-15", "0"),
    ("amount-2015-16", "0"),
];

const SHARING: Fields = &[
    ("identified", "From the ledgers."),
    ("recovery", "yes"),
    ("tier-count", "2"),
    ("tier-0-up-to", "1m"),
    ("tier-0-local", "50"),
    ("tier-1-local", "70"),
    ("partner-count", "2"),
    ("partner-0-part", "60"),
    ("partner-1-part", "40"),
    ("department-count", "1"),
    ("department-0-body", "dwp"),
    ("department-0-part", "100"),
    ("retained-for", "More hubs, for five years."),
];

const ENGAGEMENT: Fields = &[
    ("who", "Four groups"),
    ("how", "Panels"),
    ("first-contact", "12 May 2012"),
    ("when", "Monthly"),
    ("changed", "Opening hours"),
];

const RINGFENCE: Fields = &[
    ("title", "Lift the ringfence of the advice grant"),
    ("kind", "ringfence-removed"),
    ("category", "collaboration"),
    ("departments", "dwp"),
    ("barrier", "The grant pays for one office only."),
    ("available", "not-yet"),
    ("from", "1 April 2013"),
];

const FUND: Fields = &[
    ("title", "Hub fund"),
    ("kind", "pooled"),
    ("why-kind", "One desk, one fund."),
    ("purpose", "To run the hubs."),
    ("accountable-officer", "The director of finance"),
    ("legal-power", "Local Government Act 2000, section 2"),
    ("memorandum", "drafted"),
    ("memorandum-says", "Who pays what."),
    ("over-and-underspend", "In proportion."),
    ("leaving", "Six months’ notice."),
    ("governance", "The hub board, which answers to the council."),
    ("funding-departments", "dwp"),
    ("total-2013-14", "3m"),
    ("total-2014-15", "3m"),
    ("total-2015-16", "3m"),
    ("contribution-count", "2"),
    ("contribution-0-fund", "General fund"),
    ("contribution-0-ringfenced", "no"),
    ("contribution-0-amount-2013-14", "2m"),
    ("contribution-0-amount-2014-15", "2m"),
    ("contribution-0-amount-2015-16", "2m"),
    ("contribution-1-fund", "Advice grant"),
    ("contribution-1-ringfenced", "yes"),
    ("contribution-1-owner", "dwp"),
    ("contribution-1-amount-2013-14", "1m"),
    ("contribution-1-amount-2014-15", "1m"),
    ("contribution-1-amount-2015-16", "1m"),
];

const GOVERNANCE: Fields = &[
    ("board", "Six members."),
    ("scrutiny", "A joint committee."),
    ("to-parliament", "Yearly."),
    ("between-partners", "Quarterly."),
    ("to-residents", "In public."),
];

const ASSESSMENT: Fields = &[
    ("assessment", "Once a year."),
    ("reporting", "Quarterly."),
    ("indicators-before", "41"),
    ("indicators-after", "18"),
];
