//! What a rule of agreements refuses, as one of the few answers that people get.

use domain::agreement::{Refusal as Rule, Unfrozen};

use crate::Refusal;

impl From<Rule> for Refusal {
    fn from(rule: Rule) -> Self {
        let words = rule.to_string();
        match rule {
            Rule::NotNamed => Self::NotAllowed(words),
            Rule::SignedAlready => Self::AlreadyDone,
            Rule::HandedOn { .. }
            | Rule::OtherText
            | Rule::NotYet(_)
            | Rule::MemorandumFirst(_)
            | Rule::TimeOver(_)
            | Rule::TimeLeft(_)
            | Rule::SignedByAll
            | Rule::Refused(_)
            | Rule::Expired
            | Rule::Recalled
            | Rule::Withdrawn
            | Rule::Superseded
            | Rule::OutAlready
            | Rule::HandedOnOnce
            | Rule::NobodyAsked
            | Rule::AnotherOut(_)
            | Rule::OtherBase
            | Rule::NotInForce
            | Rule::VariationOpen(_)
            | Rule::StillRunning(_)
            | Rule::HasRunItsTerm => Self::WrongStage(words),
            Rule::NobodySigns(_)
            | Rule::NotAParty(_)
            | Rule::NamelessSignatory
            | Rule::NamedTwice(_) => Self::fault("signatories", words),
            Rule::LastDayPassed | Rule::TermOver => Self::fault("last-day", words),
            Rule::NotDeclared => Self::fault("declared", words),
            Rule::ReasonNeeded => Self::fault("reason", words),
            Rule::NoTermNamed | Rule::NoSuchTerm(_) | Rule::NoTerms | Rule::OpenAlready { .. } => {
                Self::fault("terms", words)
            }
            Rule::OtherOrganisation => Self::fault("person", words),
            Rule::NothingSaidOf(_)
            | Rule::NotOpen(_)
            | Rule::CarriesOnUntil
            | Rule::NobodyTakesOver => Self::fault("fates", words),
        }
    }
}

impl From<Unfrozen> for Refusal {
    fn from(unfrozen: Unfrozen) -> Self {
        let field = match unfrozen {
            Unfrozen::ReasonNeeded => "reason",
            Unfrozen::Open { .. }
            | Unfrozen::Unreadable { .. }
            | Unfrozen::NoStart
            | Unfrozen::TooEarly
            | Unfrozen::NoFigures(_)
            | Unfrozen::NoSuchTerm { .. } => "",
        };
        Self::fault(field, unfrozen.to_string())
    }
}
