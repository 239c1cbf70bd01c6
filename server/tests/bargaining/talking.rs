//! Threads are started, answered, resolved, put right, and released.

use domain::process::{PersonId, Role};

use super::ask::{Ask, Choosing, OFFER};
use super::dice::{Drawn, Kind, pick};
use super::people::Person;
use super::secret::{Whose, secret, secrets};

/// Everybody who may write.
const BOTH: [Role; 6] = [
    Role::PlaceLeader,
    Role::Drafter,
    Role::Partner,
    Role::Champion,
    Role::DepartmentReviewer,
    Role::ProgrammeOffice,
];

pub fn talk(choosing: &mut Choosing<'_>, drawn: &Drawn) -> Option<Ask> {
    match drawn.kind {
        Kind::Start => start(choosing, drawn),
        Kind::Edit => edit(choosing, drawn),
        Kind::ReleaseComment => release(choosing, drawn),
        _ => answer(choosing, drawn),
    }
}

fn start(choosing: &Choosing<'_>, drawn: &Drawn) -> Option<Ask> {
    let person = choosing.who(drawn, &BOTH, Whose::Everybody)?;
    let room = choosing.room(person, drawn, 60);
    let word = secret(room, drawn.nth, 0);
    let section = pick(&["", "scope", "savings", "freedoms"], drawn.which)?;
    let body = format!("{word} {}to say.", call(choosing, room, drawn));
    let fields = vec![
        ("section", (*section).to_owned()),
        ("room", room.room().code().to_owned()),
        ("body", body),
    ];
    let path = format!("{OFFER}/talk/new");
    Some(drawn.post(person, path, fields).leaving(word))
}

/// A reply, or the thread is resolved or taken up again.
fn answer(choosing: &Choosing<'_>, drawn: &Drawn) -> Option<Ask> {
    let threads = &choosing.desk.threads;
    let fitting: Vec<_> = threads
        .iter()
        .filter(|thread| drawn.kind == Kind::Turn || !thread.is_resolved)
        .collect();
    let thread = pick(&fitting, drawn.which)?;
    let person = choosing.who(drawn, &BOTH, thread.room)?;
    let path = format!("{OFFER}/talk/{}", thread.slug);
    if drawn.kind == Kind::Turn {
        let turn = if thread.is_resolved {
            "reopen"
        } else {
            "resolve"
        };
        return Some(drawn.post(person, path, vec![("act", turn.to_owned())]));
    }
    let word = secret(thread.room, drawn.nth, 0);
    let body = format!("{word} {}in answer.", call(choosing, thread.room, drawn));
    let fields = vec![("act", "reply".to_owned()), ("body", body)];
    Some(drawn.post(person, path, fields).leaving(word))
}

fn edit(choosing: &mut Choosing<'_>, drawn: &Drawn) -> Option<Ask> {
    let comment = pick(&choosing.desk.comments, drawn.which)?;
    if !choosing.is_first(&comment.slug) {
        return None;
    }
    let author = PersonId::new(comment.author.as_str());
    let person = choosing.find(&author)?;
    let word = secret(comment.room, drawn.nth, 0);
    let path = format!("{OFFER}/talk/{}/{}/edit", comment.thread, comment.slug);
    let fields = vec![
        ("version", comment.version.clone()),
        ("body", format!("{word} is what I meant.")),
    ];
    Some(drawn.post(person, path, fields).leaving(word))
}

fn release(choosing: &mut Choosing<'_>, drawn: &Drawn) -> Option<Ask> {
    let comments = choosing.desk.comments.iter();
    let private: Vec<_> = comments
        .filter(|comment| comment.room != Whose::Everybody)
        .collect();
    let comment = pick(&private, drawn.which)?;
    if !choosing.is_first(&comment.slug) {
        return None;
    }
    let roles = [Role::PlaceLeader, Role::Champion];
    let person = choosing.who(drawn, &roles, comment.room)?;
    let path = format!("{OFFER}/talk/{}/{}/release", comment.thread, comment.slug);
    let mut ask = drawn.post(person, path, Vec::new()).about(&comment.slug);
    ask.puts_out = secrets(&comment.body).map(str::to_owned).collect();
    Some(ask)
}

/// Somebody is called by name, mostly one who reads the room.
fn call(choosing: &Choosing<'_>, room: Whose, drawn: &Drawn) -> String {
    if drawn.more % 3 != 1 {
        return String::new();
    }
    let reads = |person: &Person| {
        room == Whose::Everybody || person.own_room() == Some(room) || drawn.more % 9 == 4
    };
    let called = choosing.among(drawn.what, reads);
    called.map_or_else(String::new, |at| format!("@{} ", choosing.people[at].name))
}
