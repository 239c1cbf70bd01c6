//! How an offer moves from stage to stage: who may make each move, what must hold, what it writes.

use super::choice::choice;

choice! {
    /// A move from one stage to the next.
    pub enum Transition {
        Submit = "submit", "Submit";
        Accept = "accept", "Accept";
        Return = "return", "Return";
        Decline = "decline", "Decline";
        Settle = "settle", "Settle";
        Reopen = "reopen", "Reopen";
        Issue = "issue", "Issue for signature";
        Refuse = "refuse", "Refuse to sign";
        Expire = "expire", "Expire";
        Recall = "recall", "Recall";
        LastSignature = "last-signature", "Last signature";
        Start = "start", "Start";
        Close = "close", "Close";
        Terminate = "terminate", "Terminate";
        Vary = "vary", "Vary";
        Withdraw = "withdraw", "Withdraw";
        End = "end", "End";
    }
}
