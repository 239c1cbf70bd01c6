//! Pages and files are read, and doors are tried that lead to another room.

use super::ask::{Ask, Choosing, OFFER};
use super::dice::{Drawn, Kind, pick};
use super::people::{Person, Seat};
use super::secret::{Whose, secret};

pub fn read(choosing: &Choosing<'_>, drawn: &Drawn) -> Ask {
    let everybody = |_: &Person| true;
    let person = choosing.among(drawn.who, everybody).expect("somebody");
    let path = page(choosing, &choosing.people[person], drawn);
    Ask {
        kind: Kind::Read,
        ..drawn.get(person, path)
    }
}

fn page(choosing: &Choosing<'_>, person: &Person, drawn: &Drawn) -> String {
    let (desk, number) = (choosing.desk, drawn.what / 100);
    let own = |room: Whose| room == Whose::Everybody || person.own_room() == Some(room);
    match drawn.what % 100 {
        0..=29 => {
            let Some(term) = pick(&desk.terms, drawn.which) else {
                return format!("{OFFER}/terms");
            };
            let here = format!("{OFFER}/terms/{}", term.number);
            if number.is_multiple_of(4) && term.current > 1 {
                let (shown, against) = (term.current - 1, term.current);
                format!("{here}?version={shown}&against={against}")
            } else {
                here
            }
        }
        30..=41 => format!("{OFFER}/terms"),
        42..=53 => {
            let seen = desk.proposals.iter().filter(|one| own(one.room));
            let seen: Vec<_> = seen.collect();
            match pick(&seen, drawn.which) {
                Some(one) => format!("{OFFER}/terms/{}/proposals/{}", one.term, one.slug),
                None => OFFER.to_owned(),
            }
        }
        54..=65 => {
            let seen = desk.threads.iter().filter(|one| own(one.room));
            let seen: Vec<_> = seen.collect();
            match pick(&seen, drawn.which) {
                Some(thread) => format!("{OFFER}/talk/{}", thread.slug),
                None => format!("{OFFER}/talk"),
            }
        }
        66..=71 => format!("{OFFER}/talk"),
        72..=79 => format!("{OFFER}/history"),
        80..=87 => "/work".to_owned(),
        88..=90 => format!("{OFFER}/barriers"),
        91..=92 => match pick(&desk.barriers, drawn.which) {
            Some(barrier) => format!("{OFFER}/barriers/{}", barrier.slug),
            None => format!("{OFFER}/barriers"),
        },
        93..=94 => format!("{OFFER}/gives"),
        95 => format!("{OFFER}/history.csv"),
        96 => "/account/export".to_owned(),
        97 => format!("{OFFER}/settle"),
        98 => OFFER.to_owned(),
        _ => "/outbox".to_owned(),
    }
}

/// Somebody asks for what is in a room that they do not read: a page, or a form that is none for them.
pub fn trespass(choosing: &Choosing<'_>, drawn: &Drawn) -> Option<Ask> {
    let desk = choosing.desk;
    let proposals = desk.proposals.iter();
    let proposals = proposals.map(|one| {
        let path = format!("{OFFER}/terms/{}/proposals/{}", one.term, one.slug);
        (one.room, path)
    });
    let threads = desk.threads.iter();
    let threads = threads.map(|one| (one.room, format!("{OFFER}/talk/{}", one.slug)));
    let notes = desk.notes.iter().map(|one| {
        let path = format!("{OFFER}/terms/{}/positions/{}/release", one.term, one.id);
        (one.room, path)
    });
    let doors = proposals.chain(threads).chain(notes);
    let doors: Vec<_> = doors
        .filter(|(room, _)| *room != Whose::Everybody)
        .collect();
    let (room, path) = pick(&doors, drawn.which)?;
    let person = choosing.among(drawn.who, |person| {
        let may_enter = person.own_room() == Some(*room);
        matches!(person.seat, Seat::Place | Seat::Whitehall) && !may_enter
    })?;
    if drawn.what.is_multiple_of(2) {
        return Some(drawn.get(person, path.clone()));
    }
    // Whoever may not even release is told so first; a reply is answered as in no thread at all.
    let (path, act) = if path.contains("/talk/") {
        (path.clone(), "reply")
    } else {
        return Some(drawn.get(person, path.clone()));
    };
    let word = secret(Whose::Everybody, drawn.nth, 0);
    let fields = vec![
        ("act", act.to_owned()),
        ("body", format!("{word} from outside.")),
    ];
    Some(drawn.post(person, path, fields).leaving(word))
}
