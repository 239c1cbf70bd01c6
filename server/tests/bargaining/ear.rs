//! Reads everything that each of them is sent, and knows what they may know.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, RwLock};

use super::people::{Person, Seat};
use super::secret::{Whose, secrets, whose};

/// What stands before the names of things that have a room.
const PLACES: [&str; 3] = ["/talk/", "/proposals/", "/positions/"];

#[derive(Default)]
pub struct Ear {
    told: Mutex<Told>,
    /// The room of each name that stands in addresses.
    names: RwLock<HashMap<String, Whose>>,
}

#[derive(Default)]
struct Told {
    /// Words that were put before both sides, or are being put there.
    out: BTreeMap<String, Out>,
    /// Acts under way that add the department that has no part yet; and whether one of them was done.
    added: Out,
    /// How many words of each room were read by those who may.
    heard: BTreeMap<Whose, usize>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Out {
    under_way: usize,
    done: bool,
}

impl Out {
    const fn may_be_read(self) -> bool {
        self.done || self.under_way > 0
    }

    fn begins(&mut self) {
        self.under_way += 1;
    }

    fn ends(&mut self, done: bool) {
        self.under_way -= 1;
        self.done |= done;
    }
}

impl Ear {
    /// Somebody is about to put these words before both sides.
    pub fn goes_out(&self, words: &[String]) {
        let mut told = self.told.lock().unwrap();
        for word in words {
            told.out.entry(word.clone()).or_default().begins();
        }
    }

    /// They did, or were refused.
    pub fn went_out(&self, words: &[String], done: bool) {
        let mut told = self.told.lock().unwrap();
        for word in words {
            told.out.get_mut(word).expect("it went out").ends(done);
        }
    }

    pub fn adds(&self) {
        self.told.lock().unwrap().added.begins();
    }

    pub fn added(&self, done: bool) {
        self.told.lock().unwrap().added.ends(done);
    }

    /// In which rooms things are, by their names.
    pub fn knows(&self, names: impl Iterator<Item = (String, Whose)>) {
        self.names.write().unwrap().extend(names);
    }

    /// What was sent to this person, when they had asked for `asked`.
    pub fn hears(&self, person: &Person, asked: &str, text: &str) {
        let mut told = self.told.lock().unwrap();
        for word in secrets(text) {
            let is_out = told.out.get(word).is_some_and(|out| out.may_be_read());
            let room = if is_out {
                Whose::Everybody
            } else {
                whose(word)
            };
            assert!(
                told.may_read(person, room),
                "{} ({:?}, {:?}) was sent {word} by {asked}: {}",
                person.name,
                person.hat.role,
                person.seat,
                around(text, word)
            );
            *told.heard.entry(room).or_default() += 1;
        }
        let names = self.names.read().unwrap();
        for name in PLACES.iter().flat_map(|place| named(text, place)) {
            let Some(room) = names.get(name) else {
                continue;
            };
            assert!(
                told.may_read(person, *room) || asked.contains(name),
                "{} ({:?}) was sent the name {name} of {room:?} by {asked}: {}",
                person.name,
                person.seat,
                around(text, name)
            );
        }
    }

    /// How many words of this room somebody was sent who may read them.
    pub fn heard(&self, room: Whose) -> usize {
        let told = self.told.lock().unwrap();
        told.heard.get(&room).copied().unwrap_or_default()
    }
}

impl Told {
    fn may_read(&self, person: &Person, room: Whose) -> bool {
        let is_in_offer = match person.seat {
            Seat::Place | Seat::Whitehall | Seat::Auditor => true,
            Seat::ToBeAdded => self.added.may_be_read(),
            Seat::Stranger => false,
        };
        is_in_offer && (room == Whose::Everybody || person.own_room() == Some(room))
    }
}

/// What follows `place` in addresses of this text.
fn named<'t>(text: &'t str, place: &'static str) -> impl Iterator<Item = &'t str> {
    text.match_indices(place).map(|(at, _)| {
        let rest = &text[at + place.len()..];
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
        &rest[..end.unwrap_or(rest.len())]
    })
}

fn around<'t>(text: &'t str, word: &str) -> &'t str {
    let at = text.find(word).unwrap_or_default();
    let (mut start, mut end) = (at.saturating_sub(400), (at + 200).min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    &text[start..end]
}

mod tests {
    use domain::process::{Hat, Role};

    use super::*;
    use crate::bargaining::secret::secret;
    use crate::support::Browser;

    fn somebody(role: Role, seat: Seat) -> Person {
        Person {
            id: "somebody".into(),
            name: "Somebody".to_owned(),
            email: String::new(),
            hat: Hat::new("somebody", "somewhere", role),
            seat,
            at: [(); 2].map(|()| Browser::at("http://single-offer.example")),
        }
    }

    #[test]
    #[should_panic(expected = "was sent")]
    fn a_word_of_another_room_is_heard() {
        let champion = somebody(Role::Champion, Seat::Whitehall);
        let text = format!("<p>{}</p>", secret(Whose::Place, 7, 0));
        Ear::default().hears(&champion, "/work", &text);
    }

    #[test]
    #[should_panic(expected = "was sent the name abcd2345")]
    fn a_name_of_another_room_is_heard() {
        let ear = Ear::default();
        ear.knows(std::iter::once(("abcd2345".to_owned(), Whose::Whitehall)));
        let partner = somebody(Role::Partner, Seat::Place);
        ear.hears(
            &partner,
            "/work",
            "<a href=\"/offers/KEN-1/talk/abcd2345\">",
        );
    }

    #[test]
    fn what_was_put_before_both_sides_may_be_read() {
        let ear = Ear::default();
        let word = secret(Whose::Place, 7, 0);
        let words = [word.clone()];
        ear.goes_out(&words);
        ear.went_out(&words, true);
        ear.hears(&somebody(Role::Champion, Seat::Whitehall), "/work", &word);
        assert_eq!(ear.heard(Whose::Everybody), 1);
    }
}
