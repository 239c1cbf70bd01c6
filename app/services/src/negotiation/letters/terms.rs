//! What becomes of a term: closed, reopened, asked of one more, waited for too long, or the last one agreed.

use domain::mail::MailKind;
use domain::negotiation::{PartyId, Turn};
use domain::process::{Act, OrganisationId, Room, Side};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, sea_query::ExprTrait,
};

use super::{Letter, leaders, speakers};
use crate::negotiation::keep::{ANSWER, POSITION, THE_PLACE, nothing_waits};
use crate::negotiation::open::OpenTerm;
use crate::store::negotiation::turn;
use crate::{Refusal, london};

/// The place has taken a term back: told to everybody who had a say in it.
pub(in crate::negotiation) async fn withdrawn(
    open: &mut OpenTerm,
    reason: &str,
) -> Result<(), Refusal> {
    let (place, term, offer) = (
        &open.head.place_name,
        open.term_in_words(),
        open.offer_in_words(),
    );
    let at = london::clock(open.act.now());
    let did = format!(
        "{place} withdrew {term} of {offer} on {at}, and gives this reason:\n\n{reason}\n\n\
         Nothing more is needed from you on it.",
    );
    let number = open.tracked.term.number;
    let subject = format!("{}: term {number} is withdrawn", open.head.reference);
    closed(open, subject, did).await
}

/// A department will not grant a freedom.
pub(in crate::negotiation) async fn refused(
    open: &mut OpenTerm,
    department: &OrganisationId,
    reason: &str,
) -> Result<(), Refusal> {
    let name = open.named(&PartyId::Department(department.clone()));
    let (term, offer) = (open.term_in_words(), open.offer_in_words());
    let at = london::clock(open.act.now());
    let did = format!(
        "{name} refused {term} of {offer} on {at}, and gives this reason:\n\n{reason}\n\n\
         It is no part of the deal any more. Whoever thinks otherwise can reopen it with a reason.",
    );
    let number = open.tracked.term.number;
    let subject = format!("{}: {name} refuses term {number}", open.head.reference);
    closed(open, subject, did).await
}

async fn closed(open: &mut OpenTerm, subject: String, did: String) -> Result<(), Refusal> {
    let link = open.link("");
    let letter = Letter {
        kind: MailKind::TermClosed,
        subject,
        body: format!("{did}\n\n{link}\n"),
        link,
        room: Room::Joint,
        wanted: Act::ReadTerms,
        term: None,
    };
    let mut people = Vec::new();
    for party in open.tracked.term.parties() {
        people.append(&mut speakers(&open.act, &open.head, &party.id).await?);
    }
    // Where it was the last, the champion has something to do, and reads that.
    if !all_closed(open).await? {
        people.append(&mut leaders(&open.act, &open.head, Side::Whitehall).await?);
    }
    open.tell(people, &letter);
    Ok(())
}

/// A term is open again: everybody who has a say in it is asked again, and the champion knows.
pub(in crate::negotiation) async fn reopened(
    open: &mut OpenTerm,
    reason: &str,
) -> Result<(), Refusal> {
    let (who, term, offer) = (
        open.doer_in_words(),
        open.term_in_words(),
        open.offer_in_words(),
    );
    let (number, at) = (open.tracked.term.number, london::clock(open.act.now()));
    let did =
        format!("{who} reopened {term} of {offer} on {at}, and gives this reason:\n\n{reason}");
    let link = open.link("");
    for party in open.tracked.term.parties() {
        let letter = Letter {
            kind: MailKind::PositionAsked,
            subject: format!(
                "{}: term {number} is open again and waits for your position",
                open.head.reference
            ),
            body: format!("{did}\n\nRead it and say where you stand now:\n\n{link}\n"),
            link: link.clone(),
            room: Room::Joint,
            wanted: Act::TakePosition,
            term: Some((number, party.id.clone())),
        };
        let people = speakers(&open.act, &open.head, &party.id).await?;
        open.tell(people, &letter);
    }
    let letter = Letter {
        kind: MailKind::TermReopened,
        subject: format!("{}: term {number} is open again", open.head.reference),
        body: format!("{did}\n\nEverybody is asked again:\n\n{link}\n"),
        link,
        room: Room::Joint,
        wanted: Act::ReadTerms,
        term: None,
    };
    let champion = leaders(&open.act, &open.head, Side::Whitehall).await?;
    open.tell(champion, &letter);
    Ok(())
}

/// The champion asks one more department.
pub(in crate::negotiation) async fn party_added(
    open: &mut OpenTerm,
    department: &OrganisationId,
    reason: &str,
) -> Result<(), Refusal> {
    let party = PartyId::Department(department.clone());
    let (who, name, number) = (
        open.doer_in_words(),
        open.named(&party),
        open.tracked.term.number,
    );
    let link = open.link("");
    let letter = Letter {
        kind: MailKind::PositionAsked,
        subject: format!(
            "{}: term {number} waits for your position",
            open.head.reference
        ),
        body: format!(
            "{who} asked {name} on {} to agree to {} of {} as well, and gives this reason:\n\n{reason}\n\n\
             Read it and say where you stand:\n\n{link}\n",
            london::clock(open.act.now()),
            open.term_in_words(),
            open.offer_in_words(),
        ),
        link,
        room: Room::Joint,
        wanted: Act::TakePosition,
        term: Some((number, party.clone())),
    };
    let people = speakers(&open.act, &open.head, &party).await?;
    open.tell(people, &letter);
    Ok(())
}

/// A party is reminded of what waits for it longest on the term.
pub(in crate::negotiation) async fn reminded(
    open: &mut OpenTerm,
    party: &PartyId,
    turn: &Turn,
    room: Room,
) -> Result<(), Refusal> {
    let number = open.tracked.term.number;
    let (what, wanted) = match turn {
        Turn::Position { .. } => (
            "for you to say where you stand".to_owned(),
            Act::TakePosition,
        ),
        Turn::Answer { to, .. } => (
            format!("for your answer to {}", open.named(to)),
            Act::TakeUp,
        ),
    };
    let link = open.link("");
    let others = open.others_waiting_like(turn).await?;
    let letter = Letter {
        kind: MailKind::Reminded,
        subject: format!("{}: term {number} waits for you", open.head.reference),
        body: format!(
            "{} reminds you of {} of {}. It waits {what}, since {}:\n\n{link}\n{others}",
            open.doer_in_words(),
            open.term_in_words(),
            open.offer_in_words(),
            london::day(turn.since()),
        ),
        link,
        room,
        wanted,
        term: Some((number, party.clone())),
    };
    let people = speakers(&open.act, &open.head, party).await?;
    open.tell(people, &letter);
    Ok(())
}

/// The champion is reminded of what Whitehall has to answer the place.
pub(in crate::negotiation) async fn champion_reminded(
    open: &mut OpenTerm,
    turn: &Turn,
) -> Result<(), Refusal> {
    let number = open.tracked.term.number;
    let link = open.link("");
    let letter = Letter {
        kind: MailKind::Reminded,
        subject: format!("{}: term {number} waits for you", open.head.reference),
        body: format!(
            "{} reminds you of {} of {}. It waits for Whitehall’s answer, since {}:\n\n{link}\n",
            open.doer_in_words(),
            open.term_in_words(),
            open.offer_in_words(),
            london::day(turn.since()),
        ),
        link,
        room: Room::Joint,
        wanted: Act::TakeUp,
        term: Some((number, PartyId::Place)),
    };
    let people = leaders(&open.act, &open.head, Side::Whitehall).await?;
    open.tell(people, &letter);
    Ok(())
}

impl OpenTerm {
    /// Whatever else in the offer waits for the same party in the same way, so that nobody is reminded term by term.
    async fn others_waiting_like(&self, turn: &Turn) -> Result<String, Refusal> {
        let likewise = match turn {
            Turn::Position { party, .. } => turn::Column::Waits
                .eq(POSITION)
                .and(turn::Column::Party.eq(party.code())),
            Turn::Answer { .. } => turn::Column::Waits
                .eq(ANSWER)
                .and(turn::Column::Side.eq(THE_PLACE)),
        };
        let number = turn::Entity::find()
            .filter(turn::Column::OfferId.eq(self.head.row.id.as_str()))
            .filter(likewise)
            .select_only()
            .column(turn::Column::TermId)
            .distinct()
            .filter(turn::Column::TermId.ne(self.tracked.id.as_str()))
            .count(self.act.db())
            .await?;
        let waits = match number {
            0 => return Ok(String::new()),
            1 => "1 more term of the offer waits".to_owned(),
            several => format!("{several} more terms of the offer wait"),
        };
        let table = self
            .act
            .services()
            .url(&self.head.address("/terms?show=ours&sort=longest"));
        Ok(format!("\n{waits} for you as well:\n\n{table}\n"))
    }
}

/// To the champion, once nothing is open on any term; and whether that is so. Ask after the term is kept.
pub(in crate::negotiation) async fn all_closed(open: &mut OpenTerm) -> Result<bool, Refusal> {
    if !nothing_waits(open.act.db(), &open.head.row.id).await? {
        return Ok(false);
    }
    let link = open.act.services().url(&open.head.address("/settle"));
    let letter = Letter {
        kind: MailKind::AllAgreed,
        subject: format!("{}: no term is open any more", open.head.reference),
        body: format!(
            "Since {} every term of {} is agreed, withdrawn or refused. See whether anything else stands in the \
             way, and settle them:\n\n{link}\n",
            london::clock(open.act.now()),
            open.offer_in_words(),
        ),
        link,
        room: Room::Joint,
        // What only its champion can do.
        wanted: Act::Settle,
        term: None,
    };
    let champion = leaders(&open.act, &open.head, Side::Whitehall).await?;
    open.tell(champion, &letter);
    Ok(true)
}
