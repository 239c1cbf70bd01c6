//! What must hold before an offer may move on, beyond its stage and who asks.
//! Services find out whether a guard holds; what to say when it does not stands here.

use super::choice::choice;

choice! {
    /// A condition of a transition. Its label is the sentence that is shown when it does not hold.
    pub enum Guard {
        CompletenessMustsHold = "completeness-musts-hold",
            "Something that every offer must have is still missing. The check of this offer lists what.";
        MemberAuthoritiesAccepted = "member-authorities-accepted",
            "Not every authority that the offer covers has accepted it yet.";
        ChampionNamed = "champion-named",
            "Name the Whitehall champion who will take the offer through its negotiation.";
        LeadDepartmentNamed = "lead-department-named",
            "Name the lead department, which answers for the terms that no other department owns.";
        ReasonGiven = "reason-given",
            "Give your reason. Everyone in the offer will read it.";
        TermsAllClosed = "terms-all-closed",
            "Some terms are still open. Each has to be agreed, withdrawn or refused.";
        NoBlockingBarrier = "no-blocking-barrier",
            "A barrier still blocks a term. It has to be resolved, or no longer block.";
        RequirementKnown = "requirement-known",
            "The saving required of all areas is not known yet, so nobody can say what is additional.";
        PartnersConfirmedAgain = "partners-confirmed-again",
            "Not every member authority, and not every partner whose money changed, has confirmed again.";
        SignatoriesNamed = "signatories-named",
            "Name who signs for the place and who signs for central government.";
        MemorandaSigned = "memoranda-signed",
            "A pooled budget has a memorandum of understanding that not every contributor has signed.";
        NamedAsSignatory = "named-as-signatory",
            "You are not named as a signatory of this agreement.";
        AllSigned = "all-signed",
            "Not everybody who has to sign the agreement has signed it.";
        SigningTimeOver = "signing-time-over",
            "There is still time left to sign the agreement.";
        StartDateReached = "start-date-reached",
            "The start date of the agreement has not been reached.";
        TermOver = "term-over",
            "The agreement has not run its term. To stop it earlier, terminate it.";
        TermsNamed = "terms-named",
            "Name the terms that the variation reopens.";
    }
}

impl Guard {
    /// What a person reads when it does not hold.
    pub const fn words(self) -> &'static str {
        self.label()
    }
}
