//! Everything a person can do or read here. What is public is an act too, so that no route stands outside the table.

use super::choice::choice;

choice! {
    /// An act, with the words that follow “you cannot” or “only … can”.
    pub enum Act {
        // For anybody.
        ReadPublicPages = "read-public-pages", "read the public pages";
        ReadDemoMail = "read-demo-mail", "read the mail that the demo has sent";
        SignIn = "sign-in", "sign in, and out again";
        ListAgreements = "list-agreements", "list the agreements in force";
        ReadAgreement = "read-agreement", "read the agreement";

        // For anybody who is signed in.
        ManageOwnAccount = "manage-own-account", "manage your own account";
        ReadWork = "read-work", "see what waits for you";
        ListOffers = "list-offers", "list offers";
        ReadPrecedents = "read-precedents", "search the freedoms already granted";
        Search = "search", "search";

        // Drafting.
        StartOffer = "start-offer", "start an offer";
        ReadOffer = "read-offer", "read the offer";
        ReadHistory = "read-history", "read the history of the offer";
        ReadTalk = "read-talk", "read the talk about the offer";
        ReadFiles = "read-files", "read the files of the offer";
        EditSection = "edit-section", "change a section of the offer";
        AddMatter = "add-matter", "add to the offer";
        RemoveMatter = "remove-matter", "remove something from the offer";
        ReorderMatters = "reorder-matters", "change the order of what is in the offer";
        InvitePartner = "invite-partner", "invite a partner";
        /// What the offer says about a partner and its money. The place’s own until the partner has answered.
        ReadInvitation = "read-invitation", "read what a partner is asked";
        /// Confirm or decline, for one's own organisation and no other.
        AnswerInvitation = "answer-invitation", "answer for a partner";

        // Submission.
        Submit = "submit", "submit the offer";
        Withdraw = "withdraw", "withdraw the offer";
        Accept = "accept", "accept the offer";
        Return = "return", "return the offer";
        Decline = "decline", "decline the offer";

        // Negotiation.
        ReadTerms = "read-terms", "read the terms";
        ProposeWording = "propose-wording", "propose wording for a term";
        TakeUp = "take-up", "take up proposed wording";
        RefuseWording = "refuse-wording", "refuse proposed wording";
        TakePosition = "take-position", "take a position on a term";
        ReopenTerm = "reopen-term", "reopen an agreed term";
        WithdrawTerm = "withdraw-term", "withdraw a term";
        RefuseFreedom = "refuse-freedom", "refuse a freedom";
        AddParty = "add-party", "add a department to a term";
        ReleaseParty = "release-party", "release a department from a term";
        Remind = "remind", "remind a party";
        Comment = "comment", "comment";
        ReleaseToJoint = "release-to-joint", "release something from a private room";
        AttachFile = "attach-file", "attach a file";
        /// One’s own, or one of one’s side by who leads it.
        RemoveFile = "remove-file", "remove a file";
        RaiseBarrier = "raise-barrier", "raise a barrier";
        UpdateBarrier = "update-barrier", "record what was done about a barrier";
        AssignChampion = "assign-champion", "assign the champion";
        Settle = "settle", "settle the terms";
        Reopen = "reopen", "reopen the negotiation";
        End = "end", "end the negotiation";

        // Agreement.
        PutOutMemorandum = "put-out-memorandum", "put a memorandum of understanding out for signature";
        SignMemorandum = "sign-memorandum", "sign a memorandum of understanding";
        RefuseMemorandum = "refuse-memorandum", "refuse to sign a memorandum of understanding";
        Issue = "issue", "issue the agreement for signature";
        Sign = "sign", "sign the agreement";
        RefuseToSign = "refuse-to-sign", "refuse to sign the agreement";
        HandOnSignature = "hand-on-signature", "ask somebody else to sign, or take that back";
        Recall = "recall", "recall the agreement from signature";
        SetEmbargo = "set-embargo", "set the day on which the agreement is published";
        Vary = "vary", "open a variation of the agreement";
        Terminate = "terminate", "terminate the agreement";
        Close = "close", "close the agreement";

        // Delivery.
        ReadDelivery = "read-delivery", "read how delivery is going";
        UpdateMilestone = "update-milestone", "update a milestone";
        PrepareReturn = "prepare-return", "prepare a return";
        SubmitReturn = "submit-return", "submit a return";
        CorrectReturn = "correct-return", "correct a return";
        ReviewReturn = "review-return", "review a return";
        NameVerifier = "name-verifier", "name who verifies savings";
        VerifySavings = "verify-savings", "verify savings";

        // Programme.
        ReadProgramme = "read-programme", "read the programme’s pages";
        ReadOutbox = "read-outbox", "see what mail was sent";
        ResendMail = "resend-mail", "have a mail sent again";
        ListOrganisations = "list-organisations", "list organisations";
        ReadPeople = "read-people", "see the people of the organisation";
        ManagePeople = "manage-people", "manage the people of the organisation";
        AssignReviewers = "assign-reviewers", "assign the department’s reviewers";
        DisablePeople = "disable-people", "close somebody’s account or open it again";
        ManageOrganisations = "manage-organisations", "manage organisations";
        ManageRounds = "manage-rounds", "manage rounds and their parameters";
    }
}

impl Act {
    /// The act in words, as an infinitive without “to”.
    pub const fn words(self) -> &'static str {
        self.label()
    }
}
