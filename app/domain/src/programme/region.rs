//! Where in England a place lies: the nine regions, for looking over the portfolio. A region is no level of an offer (7.28).

use crate::form::readable;
use crate::process::choice::choice;

choice! {
    /// The regions, from north to south.
    pub enum Region {
        NorthEast = "north-east", "North East";
        NorthWest = "north-west", "North West";
        YorkshireAndTheHumber = "yorkshire-and-the-humber", "Yorkshire and the Humber";
        EastMidlands = "east-midlands", "East Midlands";
        WestMidlands = "west-midlands", "West Midlands";
        EastOfEngland = "east-of-england", "East of England";
        London = "london", "London";
        SouthEast = "south-east", "South East";
        SouthWest = "south-west", "South West";
    }
}

readable!(Region);
