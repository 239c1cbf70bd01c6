//! Words that name the room they were written in, so that whoever reads them elsewhere gives the leak away.

use domain::process::Room;

/// Whose room a word was written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    Place,
    Whitehall,
    Everybody,
}

impl Whose {
    pub const fn room(self) -> Room {
        match self {
            Self::Place => Room::Place,
            Self::Whitehall => Room::Whitehall,
            Self::Everybody => Room::Joint,
        }
    }

    pub fn of(room: &str) -> Self {
        match room {
            "place" => Self::Place,
            "whitehall" => Self::Whitehall,
            "joint" => Self::Everybody,
            other => panic!("no room: {other}"),
        }
    }

    const fn letter(self) -> char {
        match self {
            Self::Place => 'p',
            Self::Whitehall => 'w',
            Self::Everybody => 'j',
        }
    }
}

/// How every such word begins. No text of the house has it, and no name in an address has these letters.
const START: &str = "oilli";
const DIGITS: usize = 5;
const LENGTH: usize = START.len() + 1 + DIGITS + 1;

/// The word of an act in a room; `part` tells those of one act apart.
pub fn secret(whose: Whose, nth: usize, part: usize) -> String {
    let number = nth * 4 + part;
    format!("{START}{}{number:0DIGITS$}z", whose.letter())
}

/// Whose room the word comes from.
pub fn whose(secret: &str) -> Whose {
    match secret.as_bytes()[START.len()] {
        b'p' => Whose::Place,
        b'w' => Whose::Whitehall,
        b'j' => Whose::Everybody,
        _ => panic!("no such word: {secret}"),
    }
}

/// Every such word in a text, as often as it stands there.
pub fn secrets(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(START)
        .filter_map(|(at, _)| text.get(at..at + LENGTH))
        .filter(|word| is_whole(word))
}

fn is_whole(word: &str) -> bool {
    let rest = word
        .strip_prefix(START)
        .and_then(|rest| rest.strip_suffix('z'));
    let rest = rest.and_then(|rest| rest.strip_prefix(['p', 'w', 'j']));
    rest.is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))
}
