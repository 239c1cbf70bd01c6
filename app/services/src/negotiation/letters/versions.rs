//! A term says something else than before: told to those who had spoken, and to those it now needs as well.

use std::collections::BTreeMap;

use domain::mail::MailKind;
use domain::negotiation::{Party, PartyId, Stance};
use domain::process::{Act, Room};

use super::{Letter, speakers};
use crate::negotiation::open::OpenTerm;
use crate::store::negotiation::parties_that_spoke;
use crate::{Refusal, london};

/// Tells of the version that has just been put forward and recorded. `before` are the parties that the term had.
/// Who was asked and has not spoken yet has that mail already.
pub(in crate::negotiation) async fn new_version(
    open: &mut OpenTerm,
    before: &[Party],
) -> Result<(), Refusal> {
    let spoke = open.who_spoke().await?;
    for party in open.tracked.term.parties() {
        let letter = if let Some(said) = spoke.get(&party.id) {
            open.changed(&party.id, said)
        } else if before.iter().all(|other| other.id != party.id) {
            open.needed(&party)
        } else {
            continue;
        };
        let people = speakers(&open.act, &open.head, &party.id).await?;
        open.tell(people, &letter);
    }
    Ok(())
}

/// What a party had said before, for all to hear.
#[derive(Default)]
struct Before {
    last: Option<u32>,
    agreed: Option<u32>,
}

impl OpenTerm {
    /// Whoever took a position before; with what it said where everybody heard it.
    async fn who_spoke(&self) -> Result<BTreeMap<PartyId, Before>, Refusal> {
        let rows = parties_that_spoke(self.act.db(), &self.tracked.id).await?;
        let mut spoke: BTreeMap<PartyId, Before> = BTreeMap::new();
        for row in rows {
            let before = spoke.entry(PartyId::from_code(&row.party)).or_default();
            if row.room == Room::Joint.code() {
                let version = u32::try_from(row.version).map_err(Refusal::broken)?;
                before.last = before.last.max(Some(version));
                if row.stance == Stance::Agree.code() {
                    before.agreed = before.agreed.max(Some(version));
                }
            }
        }
        Ok(spoke)
    }

    fn changed(&self, party: &PartyId, before: &Before) -> Letter {
        let (number, version) = (self.tracked.term.number, self.tracked.term.current.number);
        let (reference, at) = (&self.head.reference, london::clock(self.act.now()));
        let name = self.named(party);
        let against = before.agreed.or(before.last);
        let since = match (before.agreed, before.last) {
            (Some(agreed), _) => format!(" {name} last agreed to version {agreed}."),
            (None, Some(last)) => format!(" {name} last spoke on version {last}."),
            (None, None) => String::new(),
        };
        let did = match before.agreed {
            Some(_) => "agreed to it",
            None => "took a position on it",
        };
        let link = match against {
            Some(against) => self.link(&format!("?against={against}")),
            None => self.link(""),
        };
        Letter {
            kind: MailKind::NewVersion,
            subject: format!("{reference}: term {number} has changed since you {did}"),
            body: format!(
                "Version {version} of {} of {} was put forward on {at}.{since}\n\n\
                 See what has changed, and say where you stand now:\n\n{link}\n",
                self.term_in_words(),
                self.offer_in_words(),
            ),
            link,
            room: Room::Joint,
            wanted: Act::TakePosition,
            term: Some((number, party.clone())),
        }
    }

    /// To a party that nobody asked before: what the term says now needs it.
    fn needed(&self, party: &Party) -> Letter {
        let (number, version) = (self.tracked.term.number, self.tracked.term.current.number);
        let (reference, at) = (&self.head.reference, london::clock(self.act.now()));
        let link = self.link("");
        Letter {
            kind: MailKind::PositionAsked,
            subject: format!("{reference}: term {number} waits for your position"),
            body: format!(
                "Version {version} of {} of {} was put forward on {at}. It needs the agreement of {}: {}.\n\n\
                 Read it and say where you stand:\n\n{link}\n",
                self.term_in_words(),
                self.offer_in_words(),
                self.named(&party.id),
                party.why.words(),
            ),
            link,
            room: Room::Joint,
            wanted: Act::TakePosition,
            term: Some((number, party.id.clone())),
        }
    }
}
