//! The stage of an offer as a tag: the word says it, the colour helps to find it again.

use domain::process::Stage;

use crate::components::TagColour;

pub fn colour(stage: Stage) -> TagColour {
    match stage {
        Stage::Draft => TagColour::Grey,
        Stage::Submitted => TagColour::Blue,
        Stage::Negotiating | Stage::Settled => TagColour::Purple,
        Stage::Signing | Stage::Signed => TagColour::Teal,
        Stage::InForce | Stage::Completed => TagColour::Green,
        Stage::Terminated | Stage::Declined | Stage::Ended => TagColour::Red,
        Stage::Withdrawn => TagColour::Orange,
    }
}
