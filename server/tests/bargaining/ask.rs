//! What somebody asks the server for, once it is known what lies on the table.

use std::collections::{BTreeMap, BTreeSet};

use domain::process::{PersonId, Role};

use super::desk::{Desk, TermNow};
use super::dice::{Drawn, Kind, pick};
use super::people::{ADDED, Person, Seat};
use super::secret::{Whose, secret, secrets};
use super::{reading, wording};

pub const OFFER: &str = "/offers/KEN-1";

/// One request.
pub struct Ask {
    pub nth: usize,
    pub kind: Kind,
    pub server: usize,
    /// The place of the person among all.
    pub person: usize,
    pub path: String,
    /// What its form sends; none for a page.
    pub fields: Option<Vec<(String, String)>>,
    /// The word by which it is found again; empty where it leaves none.
    pub word: String,
    /// What it is about: of several that were done to the same, one was first and the others were done already.
    pub target: Option<String>,
    /// Words of one side that it puts before both.
    pub puts_out: Vec<String>,
    pub adds: bool,
}

/// Those who ask, what they have before them, and what the others of this moment are about already.
pub struct Choosing<'a> {
    pub people: &'a [Person],
    pub desk: &'a Desk,
    /// The matter of each term that is bargained over, by number.
    pub keys: &'a BTreeMap<u32, String>,
    pub taken: &'a mut BTreeSet<String>,
}

impl Choosing<'_> {
    /// What was drawn, or reading where nothing is there to do it with.
    pub fn choose(&mut self, drawn: &Drawn) -> Ask {
        let asked = match drawn.kind {
            Kind::Read => None,
            Kind::Trespass => reading::trespass(self, drawn),
            Kind::Position => self.position(drawn),
            Kind::ReleasePosition => self.release_position(drawn),
            Kind::Propose => wording::propose(self, drawn),
            Kind::TakeUp | Kind::RefuseWording | Kind::ReleaseWording => {
                wording::answer(self, drawn)
            }
            Kind::Start | Kind::Reply | Kind::Edit | Kind::ReleaseComment | Kind::Turn => {
                super::talking::talk(self, drawn)
            }
            Kind::Remind => self.remind(drawn),
            Kind::AddDepartment | Kind::LetGo => self.department(drawn),
            Kind::Reopen | Kind::Withdraw | Kind::RefuseFreedom => self.with_reason(drawn),
            Kind::RaiseBarrier | Kind::ChangeBarrier => self.barrier(drawn),
        };
        asked.unwrap_or_else(|| reading::read(self, drawn))
    }

    /// Somebody of these roles who reads this room; now and then anybody at all who does.
    pub fn who(&self, drawn: &Drawn, roles: &[Role], room: Whose) -> Option<usize> {
        let reads = |person: &Person| match room {
            Whose::Everybody => matches!(person.seat, Seat::Place | Seat::Whitehall),
            own => person.seat != Seat::ToBeAdded && person.own_room() == Some(own),
        };
        let anybody = drawn.more.is_multiple_of(16);
        let fits = |person: &Person| {
            reads(person) && (anybody || roles.iter().any(|role| person.is(*role)))
        };
        self.among(drawn.who, fits)
    }

    pub fn among(&self, number: u64, fits: impl Fn(&Person) -> bool) -> Option<usize> {
        let all = self.people.iter().enumerate();
        let those: Vec<usize> = all
            .filter(|(_, person)| fits(person))
            .map(|(at, _)| at)
            .collect();
        pick(&those, number).copied()
    }

    pub fn find(&self, id: &PersonId) -> Option<usize> {
        self.people.iter().position(|person| person.id == *id)
    }

    /// The room that this person writes in: mostly the joint one.
    pub fn room(&self, person: usize, drawn: &Drawn, private: u64) -> Whose {
        match self.people[person].own_room() {
            Some(own) if drawn.what / 7 % 100 < private => own,
            _ => Whose::Everybody,
        }
    }

    /// A term, mostly one that is open.
    pub fn term(&self, drawn: &Drawn) -> Option<&TermNow> {
        let terms = self.desk.terms.iter();
        let open = terms.filter(|term| !term.is_closed || drawn.more.is_multiple_of(10));
        let open: Vec<_> = open.collect();
        pick(&open, drawn.which).copied()
    }

    /// Whether nobody else of this moment is about the same.
    pub fn is_first(&mut self, what: &str) -> bool {
        self.taken.insert(what.to_owned())
    }

    fn position(&self, drawn: &Drawn) -> Option<Ask> {
        let roles = [Role::PlaceLeader, Role::DepartmentReviewer];
        let term = self.term(drawn)?;
        let speaks = |person: &Person| {
            let is_added = person.seat == Seat::ToBeAdded;
            roles.iter().any(|role| person.is(*role))
                && person.seat != Seat::Stranger
                && (!is_added || term.added.iter().any(|code| code == ADDED))
        };
        // Mostly somebody who has to agree to it.
        let person = if drawn.more.is_multiple_of(8) {
            self.who(drawn, &roles, Whose::Everybody)?
        } else {
            let for_place = drawn.more & 64 == 0;
            self.among(drawn.who, |person| {
                let is_its = is_party(person, &term.kind);
                speaks(person) && is_its && person.is(Role::PlaceLeader) == for_place
            })?
        };
        let room = self.room(person, drawn, 20);
        let stance = match drawn.what % 20 {
            0..=9 => "agree",
            10..=12 => "agree-if",
            13..=18 => "object",
            _ => "no-interest",
        };
        let word = secret(room, drawn.nth, 0);
        // Now and then a version that was current a moment ago.
        let version = term.current.saturating_sub(u32::from(drawn.more % 32 == 5));
        let mut fields = vec![
            ("version", version.to_string()),
            ("room", room.room().code().to_owned()),
            ("stance", stance.to_owned()),
            ("words", format!("{word} is where we stand.")),
        ];
        if drawn.more % 4 == 1 {
            fields.push(("red-line", "yes".to_owned()));
            fields.push(("authority", secret(room, drawn.nth, 1)));
            fields.push(("reply-by", "1 March 2014".to_owned()));
        }
        let path = format!("{OFFER}/terms/{}/position", term.number);
        Some(drawn.post(person, path, fields).leaving(word))
    }

    fn release_position(&self, drawn: &Drawn) -> Option<Ask> {
        let note = pick(&self.desk.notes, drawn.which)?;
        let person = self.who(drawn, &[Role::PlaceLeader, Role::Champion], note.room)?;
        let word = secret(Whose::Everybody, drawn.nth, 0);
        let path = format!("{OFFER}/terms/{}/positions/{}/release", note.term, note.id);
        let fields = vec![
            ("act", "release".to_owned()),
            ("words", format!("{word} for both sides.")),
        ];
        let mut ask = drawn
            .post(person, path, fields)
            .leaving(word)
            .about(&note.id);
        ask.puts_out = secrets(&note.authority).map(str::to_owned).collect();
        Some(ask)
    }

    fn remind(&self, drawn: &Drawn) -> Option<Ask> {
        let roles = [Role::PlaceLeader, Role::Champion, Role::ProgrammeOffice];
        let person = self.who(drawn, &roles, Whose::Everybody)?;
        let (term, party) = pick(&self.desk.waits, drawn.which)?;
        let path = format!("{OFFER}/terms/{term}/remind");
        let fields = vec![("party", party.clone()), ("back", "term".to_owned())];
        Some(drawn.post(person, path, fields))
    }

    fn department(&mut self, drawn: &Drawn) -> Option<Ask> {
        let person = self.who(drawn, &[Role::Champion], Whose::Whitehall)?;
        let term = self.term(drawn)?.clone();
        if drawn.kind == Kind::LetGo {
            let mut terms = self.desk.terms.iter();
            let term = terms.find(|term| !term.added.is_empty()).unwrap_or(&term);
            let code = term.added.first().map_or(ADDED, String::as_str);
            let path = format!("{OFFER}/terms/{}/parties/{code}/release", term.number);
            return Some(drawn.post(person, path, Vec::new()));
        }
        let code = pick(&[ADDED, ADDED, "dwp", "hmt"], drawn.what)?;
        let word = secret(Whose::Everybody, drawn.nth, 0);
        let fields = vec![
            ("party", (*code).to_owned()),
            ("reason", format!("{word} asks for it.")),
        ];
        let path = format!("{OFFER}/terms/{}/parties", term.number);
        let mut ask = drawn.post(person, path, fields).leaving(word);
        ask.adds = *code == ADDED;
        Some(ask)
    }

    /// Reopening, withdrawing, refusing a freedom.
    fn with_reason(&mut self, drawn: &Drawn) -> Option<Ask> {
        let (roles, step): (&[Role], _) = match drawn.kind {
            Kind::Reopen => (
                &[Role::PlaceLeader, Role::Champion, Role::DepartmentReviewer],
                "reopen",
            ),
            Kind::Withdraw => (&[Role::PlaceLeader], "withdraw"),
            _ => (&[Role::DepartmentReviewer], "refuse"),
        };
        let owns = |person: &Person| person.hat.organisation.as_str() == "dwp";
        let person = match drawn.kind {
            Kind::RefuseFreedom if !drawn.more.is_multiple_of(4) => self.among(drawn.who, owns)?,
            _ => self.who(drawn, roles, Whose::Everybody)?,
        };
        let reopens = drawn.kind == Kind::Reopen;
        let fits = |kind: &str| match drawn.kind {
            Kind::RefuseFreedom => kind == "freedom",
            _ => true,
        };
        // What is closed is reopened first of all.
        let terms: Vec<_> = self.desk.terms.iter().collect();
        let closed: Vec<_> = terms.iter().filter(|term| term.is_closed).collect();
        let open = terms
            .iter()
            .filter(|term| !term.is_closed && fits(&term.kind));
        let open: Vec<_> = open.collect();
        let term = match pick(&closed, drawn.which) {
            Some(term) if reopens => term.number,
            _ => pick(&open, drawn.which)?.number,
        };
        if !self.is_first(&format!("close {term}")) {
            return None;
        }
        let word = secret(Whose::Everybody, drawn.nth, 0);
        let fields = vec![("reason", format!("{word} is why."))];
        let path = format!("{OFFER}/terms/{term}/{step}");
        Some(drawn.post(person, path, fields).leaving(word))
    }

    fn barrier(&self, drawn: &Drawn) -> Option<Ask> {
        let sides = [
            Role::PlaceLeader,
            Role::Drafter,
            Role::Partner,
            Role::Champion,
            Role::DepartmentReviewer,
        ];
        let person = self.who(drawn, &sides, Whose::Everybody)?;
        let word = secret(Whose::Everybody, drawn.nth, 0);
        let text = format!("{word} stands in the way.");
        let mut fields = vec![("act", "save".to_owned())];
        let path = match (drawn.kind, pick(&self.desk.barriers, drawn.which)) {
            (Kind::ChangeBarrier, Some(barrier)) => {
                let field = pick(&["what", "trial"], drawn.what)?;
                fields.push(("version", barrier.version.clone()));
                fields.push((field, text));
                let status = pick(&["open", "in-hand", "trial", "removed"], drawn.more)?;
                fields.push(("status", (*status).to_owned()));
                format!("{OFFER}/barriers/{}", barrier.slug)
            }
            _ => {
                let blocks = pick(&self.desk.terms, drawn.which)?.number.to_string();
                for (name, typed) in [
                    ("what", text.as_str()),
                    ("owner", "dwp"),
                    ("due", "1 May 2013"),
                    ("blocks", &blocks),
                ] {
                    fields.push((name, typed.to_owned()));
                }
                format!("{OFFER}/barriers/new")
            }
        };
        Some(drawn.post(person, path, fields).leaving(word))
    }
}

/// Whether this person speaks for one who has to agree to such a term; to be added, if they are of that department.
fn is_party(person: &Person, kind: &str) -> bool {
    let department = match kind {
        "savings" | "sharing" => "hmt",
        "outcome" | "budget" | "freedom" => "dwp",
        _ => "clg",
    };
    person.is(Role::PlaceLeader) || [department, ADDED].contains(&person.hat.organisation.as_str())
}

impl Drawn {
    pub fn get(&self, person: usize, path: String) -> Ask {
        Ask {
            nth: self.nth,
            kind: self.kind,
            server: self.server,
            person,
            path,
            fields: None,
            word: String::new(),
            target: None,
            puts_out: Vec::new(),
            adds: false,
        }
    }

    pub fn post(&self, person: usize, path: String, fields: Vec<(&str, String)>) -> Ask {
        let fields = fields.into_iter();
        Ask {
            fields: Some(fields.map(|(name, text)| (name.to_owned(), text)).collect()),
            ..self.get(person, path)
        }
    }
}

impl Ask {
    pub fn leaving(mut self, word: String) -> Self {
        self.word = word;
        self
    }

    pub fn about(mut self, target: &str) -> Self {
        self.target = Some(target.to_owned());
        self
    }
}
