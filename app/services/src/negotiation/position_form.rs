//! Reading what somebody typed to take a position.

use chrono::NaiveDate;
use domain::form::{Posted, Read};
use domain::negotiation::{Said, Stance};
use domain::process::Room;
use domain::talk::{Body, BodyFault, legible};

use super::positions::PositionToTake;
use crate::{Fault, Refusal};

/// The most characters of an authority, such as “ministerial clearance”.
const LONGEST_AUTHORITY: usize = 200;
/// In the place of words that nobody keeps.
const TOO_MANY: &str = "…";

impl PositionToTake {
    /// The names of the fields, as they stand in the form.
    pub const VERSION: &str = "version";
    pub const ROOM: &str = "room";
    pub const STANCE: &str = "stance";
    pub const WORDS: &str = "words";
    pub const RED_LINE: &str = "red-line";
    pub const AUTHORITY: &str = "authority";
    pub const REPLY_BY: &str = "reply-by";

    /// Reads the fields. A version that is no number is none that ever was current.
    ///
    /// # Errors
    /// Faults at `room`, `stance`, `words`, `authority` and `reply-by`.
    pub fn read(posted: &Posted, today: NaiveDate) -> Result<Self, Refusal> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, words: String| {
            faults.push(Fault {
                field: field.to_owned(),
                words,
            });
        };
        let text = |name: &str| legible(posted.text(name).unwrap_or_default());
        let room = Room::from_code(&text(Self::ROOM));
        if room.is_none() {
            fault(Self::ROOM, "Choose who will read this".to_owned());
        }
        let stance = Stance::from_code(&text(Self::STANCE));
        let words = match words(posted.text(Self::WORDS).unwrap_or_default()) {
            Ok(words) => words,
            Err(too_many) => {
                fault(Self::WORDS, too_many);
                TOO_MANY.to_owned()
            }
        };
        match stance {
            None => fault(Self::STANCE, "Choose where you stand".to_owned()),
            Some(stance) => {
                if let Some(asked) = stance.asks_for().filter(|_| words.is_empty()) {
                    fault(Self::WORDS, asked.to_owned());
                }
            }
        }
        let authority = text(Self::AUTHORITY);
        if authority.chars().count() > LONGEST_AUTHORITY {
            let most = format!("Name the authority in at most {LONGEST_AUTHORITY} characters");
            fault(Self::AUTHORITY, most);
        }
        let reply_by = match text(Self::REPLY_BY).as_str() {
            "" => None,
            typed => match NaiveDate::read(typed) {
                Ok(day) if day < today => {
                    fault(Self::REPLY_BY, "Enter today or a day to come".to_owned());
                    None
                }
                Ok(day) => Some(day),
                Err(words) => {
                    fault(Self::REPLY_BY, words);
                    None
                }
            },
        };
        let (Some(stance), true) = (stance, faults.is_empty()) else {
            return Err(Refusal::Invalid(faults));
        };
        Ok(Self {
            version: posted
                .text(Self::VERSION)
                .and_then(|text| text.parse().ok())
                .unwrap_or(0),
            room,
            said: Said {
                stance,
                words,
                red_line: posted.has(Self::RED_LINE),
                authority,
                reply_by,
            },
        })
    }
}

/// What is said with a position, or what is wrong with it.
fn words(typed: &str) -> Result<String, String> {
    match Body::read(typed) {
        Ok(body) => Ok(body.as_str().to_owned()),
        Err(BodyFault::Empty) => Ok(String::new()),
        Err(BodyFault::TooLong(length)) => Err(format!(
            "Shorten this to 10,000 characters: it has {length}"
        )),
    }
}

/// The words for this stance, for a position that is not read from a whole form.
pub(super) fn words_for(stance: Stance, typed: &str) -> Result<String, Refusal> {
    let words = words(typed).map_err(|too_many| Refusal::fault(PositionToTake::WORDS, too_many))?;
    match stance.asks_for().filter(|_| words.is_empty()) {
        Some(asked) => Err(Refusal::fault(PositionToTake::WORDS, asked)),
        None => Ok(words),
    }
}
