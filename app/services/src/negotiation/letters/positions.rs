//! Somebody says where they stand: told to who has to answer, or to who can release it.

use domain::mail::MailKind;
use domain::negotiation::{Position, Stance};
use domain::process::{Act, Room};

use super::{Letter, leaders, other, side_of};
use crate::negotiation::open::OpenTerm;
use crate::{Refusal, london};

/// A position has been taken. What agrees asks for nothing; what was said in a private room goes to who leads there.
pub(in crate::negotiation) async fn position_taken(
    open: &mut OpenTerm,
    position: &Position,
) -> Result<(), Refusal> {
    if position.room == Room::Joint {
        return to_answer(open, position).await;
    }
    let letter = open.in_private(position.room);
    let people = leaders(&open.act, &open.head, side_of(&position.party)).await?;
    open.tell(people, &letter);
    Ok(())
}

/// A position has been released to both sides.
pub(in crate::negotiation) async fn position_released(
    open: &mut OpenTerm,
    position: &Position,
) -> Result<(), Refusal> {
    to_answer(open, position).await
}

async fn to_answer(open: &mut OpenTerm, position: &Position) -> Result<(), Refusal> {
    let did = match position.said.stance {
        Stance::Agree | Stance::NoInterest => return Ok(()),
        Stance::AgreeIf => "agrees only with other wording",
        Stance::Object => "objects",
    };
    let letter = open.answer_wanted(position, did);
    let people = leaders(&open.act, &open.head, other(side_of(&position.party))).await?;
    open.tell(people, &letter);
    Ok(())
}

impl OpenTerm {
    fn answer_wanted(&self, position: &Position, did: &str) -> Letter {
        let number = self.tracked.term.number;
        let (reference, at) = (&self.head.reference, london::clock(self.act.now()));
        let name = self.named(&position.party);
        let line = if position.said.red_line {
            ", as a red line"
        } else {
            ""
        };
        let by = match position.said.reply_by {
            Some(day) => format!(" It asks for an answer by {}.", london::date(day)),
            None => String::new(),
        };
        let link = self.link("");
        Letter {
            kind: MailKind::PositionTaken,
            subject: format!("{reference}, term {number}: {name} {did}{line}"),
            body: format!(
                "On {at}, {name} said where it stands on version {} of {} of {}: it {did}{line}. In its words:\n\n\
                 {}\n\n\
                 It is for you to answer, with other wording or in talk.{by}\n\n{link}\n",
                position.version,
                self.term_in_words(),
                self.offer_in_words(),
                position.said.words.trim(),
            ),
            link,
            room: Room::Joint,
            // Only who leads a side takes up wording.
            wanted: Act::TakeUp,
            term: Some((number, position.party.clone())),
        }
    }

    fn in_private(&self, room: Room) -> Letter {
        let (number, reference) = (self.tracked.term.number, &self.head.reference);
        let link = self.link("");
        Letter {
            kind: MailKind::PositionTaken,
            subject: format!("{reference}, term {number}: there is a position in your room"),
            body: format!(
                "A position on term {number} of {} was recorded in the room “{}” on {}. It counts once it is \
                 released to both sides, which is for you to do:\n\n{link}\n",
                self.offer_in_words(),
                room.label(),
                london::clock(self.act.now()),
            ),
            link,
            room,
            wanted: Act::ReleaseToJoint,
            term: None,
        }
    }
}
