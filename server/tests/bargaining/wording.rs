//! Wording is proposed, taken up, refused and put before both sides.

use domain::process::Role;

use super::ask::{Ask, Choosing, OFFER};
use super::dice::{Drawn, Kind, pick};
use super::secret::{Whose, secret, secrets};

const PARTIES: [Role; 5] = [
    Role::PlaceLeader,
    Role::Drafter,
    Role::Partner,
    Role::Champion,
    Role::DepartmentReviewer,
];

/// The fields of prose that they change, by kind of term.
fn fields_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "scope" => &["summary", "services", "for-users", "for-taxpayers"],
        "outcome" => &["users", "redesign", "service"],
        "savings" => &["title", "method"],
        "sharing" => &["identified", "retained-for"],
        "budget" => &["purpose", "over-and-underspend", "leaving", "governance"],
        "freedom" => &["barrier", "legal-basis", "conditions"],
        "governance" => &["board", "scrutiny", "to-parliament", "to-residents"],
        "assessment" => &["assessment", "reporting"],
        other => panic!("no term is about {other}"),
    }
}

pub fn propose(choosing: &Choosing<'_>, drawn: &Drawn) -> Option<Ask> {
    let person = choosing.who(drawn, &PARTIES, Whose::Everybody)?;
    let room = choosing.room(person, drawn, 40);
    let term = choosing.term(drawn)?;
    let word = secret(room, drawn.nth, 0);
    let key = choosing.keys.get(&term.number)?;
    let mut form = vec![
        ("version", term.current.to_string()),
        ("key", key.clone()),
        ("room", room.room().code().to_owned()),
        ("reason", format!("{word} is why we propose it.")),
    ];
    // One field, or two that others change as well.
    let fields = fields_of(&term.kind);
    let text = format!("{} as we would have it.", secret(room, drawn.nth, 1));
    let first = pick(fields, drawn.what)?;
    form.push((first, text));
    let second = pick(fields, drawn.what / 64)?;
    if second != first && drawn.more.is_multiple_of(3) {
        let text = format!("{} as we would have that.", secret(room, drawn.nth, 2));
        form.push((second, text));
    }
    if drawn.more % 8 == 3 {
        form.push(("stance", "agree-if".to_owned()));
    }
    let path = format!("{OFFER}/terms/{}/proposals/new", term.number);
    Some(drawn.post(person, path, form).leaving(word))
}

pub fn answer(choosing: &mut Choosing<'_>, drawn: &Drawn) -> Option<Ask> {
    let desk = choosing.desk;
    // Mostly one that waits for an answer.
    let waits = desk.proposals.iter().filter(|one| {
        let is_private = one.room != Whose::Everybody;
        let is_open = one.is_open && !desk.term(one.term).is_closed;
        (is_open || drawn.more.is_multiple_of(12))
            && (is_private || drawn.kind != Kind::ReleaseWording)
    });
    let waits: Vec<_> = waits.collect();
    let proposal = pick(&waits, drawn.which)?;
    let roles = [Role::PlaceLeader, Role::Champion];
    let person = choosing.who(drawn, &roles, proposal.room)?;
    let path = |step: &str| {
        format!(
            "{OFFER}/terms/{}/proposals/{}/{step}",
            proposal.term, proposal.slug
        )
    };
    let said = |word: &str| format!("{word} is our answer.");
    let ask = match drawn.kind {
        Kind::TakeUp => {
            let word = secret(Whose::Everybody, drawn.nth, 0);
            let term = desk.term(proposal.term);
            let mut form = vec![
                ("base".to_owned(), term.current.to_string()),
                ("reason".to_owned(), said(&word)),
            ];
            // Where somebody else changed the same since, a choice is asked for; mostly it is made beforehand.
            if !drawn.more.is_multiple_of(5) {
                for (nth, field) in fields_of(&term.kind).iter().enumerate() {
                    let mine = (drawn.what >> nth) & 3 != 0;
                    let choice = if mine { "mine" } else { "theirs" };
                    form.push((format!("choose-{field}"), choice.to_owned()));
                }
            }
            let mut ask = drawn
                .post(person, path("take-up"), Vec::new())
                .leaving(word);
            ask.fields = Some(form);
            ask
        }
        Kind::RefuseWording => {
            let word = secret(proposal.room, drawn.nth, 0);
            let form = vec![("reason", said(&word))];
            drawn.post(person, path("refuse"), form).leaving(word)
        }
        _ => {
            let word = secret(Whose::Everybody, drawn.nth, 0);
            let form = vec![("act", "release".to_owned()), ("reason", said(&word))];
            drawn.post(person, path("release"), form).leaving(word)
        }
    };
    let mut ask = ask.about(&proposal.slug);
    if drawn.kind != Kind::RefuseWording {
        ask.puts_out = secrets(&proposal.content).map(str::to_owned).collect();
    }
    Some(ask)
}
