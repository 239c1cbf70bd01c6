//! What becomes of the whole negotiation: begun, settled, reopened, ended.

use std::collections::BTreeMap;

use domain::mail::MailKind;
use domain::negotiation::{PartyId, Subject, TermKind};
use domain::offer::{Key, Proposal};
use domain::process::{Act, Role, Room, Side};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef,
};

use super::{Letter, leaders, send, speakers};
use crate::act::ActTx;
use crate::negotiation::keep::POSITION;
use crate::negotiation::names::PartyName;
use crate::offers::head::{Head, known};
use crate::offers::parties::Parties;
use crate::offers::recipients::holders;
use crate::store::negotiation::{term, turn};
use crate::{Refusal, london};

/// The terms that wait for each party, as a mail lists them: each with its own address, so that one press leads from
/// the mail to where a position is taken.
pub(crate) struct Awaited(BTreeMap<PartyId, Vec<String>>);

impl Awaited {
    /// Of an offer whose terms have just been laid on the table.
    pub async fn of(act: &ActTx, head: &Head, proposal: &Proposal) -> Result<Self, Refusal> {
        let terms: RelationDef = turn::Entity::belongs_to(term::Entity)
            .from(turn::Column::TermId)
            .to(term::Column::Id)
            .into();
        let rows: Vec<(String, i32, String, Option<String>)> = turn::Entity::find()
            .join(JoinType::InnerJoin, terms)
            .select_only()
            .column(turn::Column::Party)
            .column(term::Column::Number)
            .column(term::Column::Kind)
            .column(term::Column::MatterSlug)
            .filter(turn::Column::OfferId.eq(head.row.id.as_str()))
            .filter(turn::Column::Waits.eq(POSITION))
            .order_by_asc(term::Column::Number)
            .into_tuple()
            .all(act.db())
            .await?;
        let mut waiting: BTreeMap<PartyId, Vec<String>> = BTreeMap::new();
        for (party, number, kind, matter) in rows {
            let subject = Subject {
                kind: known(&kind, TermKind::from_code)?,
                matter: matter.map(Key::new),
            };
            let address = head.address(&format!("/terms/{number}"));
            let line = format!(
                "Term {number}, {}:\n{}\n",
                subject.title(proposal),
                act.services().url(&address)
            );
            let party = PartyId::from_code(&party);
            waiting.entry(party).or_default().push(line);
        }
        Ok(Self(waiting))
    }

    /// What a mail to this party lists; all of it begins anew below an empty line.
    pub fn list(&self, party: &PartyId) -> String {
        self.0.get(party).map_or_else(String::new, |lines| {
            let more = lines.len().saturating_sub(MOST_LISTED);
            let mut list = lines[..lines.len() - more].join("\n");
            if more > 0 {
                list.push_str(&format!("\nThere are {more} more in the table of terms.\n"));
            }
            list
        })
    }
}

/// Beyond that nobody reads a mail.
const MOST_LISTED: usize = 30;

/// The terms lie on the table: one mail to each who speaks for a department, however many terms wait for it.
/// The place reads it in the mail that says that its offer is accepted.
pub(crate) async fn asked_at_acceptance(
    act: &mut ActTx,
    head: &Head,
    awaited: &Awaited,
) -> Result<(), Refusal> {
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let link = act.services().url(&head.address(OWN_TERMS));
    let departments = awaited
        .0
        .iter()
        .filter(|(party, _)| **party != PartyId::Place);
    for (party, terms) in departments {
        let department = PartyName::of(party, &head.place_name).name;
        let (wait, need) = match terms.len() {
            1 => ("1 term waits".to_owned(), "One of its terms needs"),
            several => (format!("{several} terms wait"), "Some of its terms need"),
        };
        let list = awaited.list(party);
        let letter = Letter {
            kind: MailKind::PositionAsked,
            subject: format!("{name}: {wait} for your department’s position"),
            body: format!(
                "The programme office accepted “{title}” ({name}) of {} on {at}. {need} the agreement of \
                 {department}. Read what is offered and asked for, and say where you stand:\n\n\
                 {list}\nAll that waits for you:\n{link}\n",
                head.place_name,
            ),
            link: link.clone(),
            room: Room::Joint,
            wanted: Act::TakePosition,
            term: None,
        };
        let people = speakers(act, head, party).await?;
        send(act, &head.row.id, people, &letter);
    }
    Ok(())
}

/// The table of terms, cut to what waits for whoever reads it.
const OWN_TERMS: &str = "/terms?show=ours";

/// The champion has settled the terms.
pub(crate) async fn settled(act: &mut ActTx, head: &Head) -> Result<(), Refusal> {
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let link = act.services().url(&head.address("/terms"));
    let letter = Letter {
        kind: MailKind::OfferSettled,
        subject: format!("{name}: its terms are settled"),
        body: format!(
            "The champion settled the terms of “{title}” ({name}) of {} on {at}. Each is agreed by everybody who \
             has to, withdrawn or refused. What is agreed can now be issued for signature:\n\n{link}\n",
            head.place_name,
        ),
        link,
        room: Room::Joint,
        wanted: Act::ReadTerms,
        term: None,
    };
    to_everybody(act, head, &letter).await
}

/// Somebody found that they no longer agree; `who` is the side, or the party.
pub(crate) async fn reopened(
    act: &mut ActTx,
    head: &Head,
    who: &str,
    reason: &str,
) -> Result<(), Refusal> {
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let link = act.services().url(&head.address("/terms"));
    let letter = Letter {
        kind: MailKind::NegotiationReopened,
        subject: format!("{name}: its negotiation is open again"),
        body: format!(
            "{who} reopened the negotiation of “{title}” ({name}) on {at}, and gives this reason:\n\n{reason}\n\n\
             Every term stays as it was agreed until somebody reopens it.\n\n{link}\n"
        ),
        link,
        room: Room::Joint,
        wanted: Act::ReadTerms,
        term: None,
    };
    to_everybody(act, head, &letter).await
}

/// The programme office has ended the negotiation.
pub(crate) async fn ended(act: &mut ActTx, head: &Head, reason: &str) -> Result<(), Refusal> {
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let link = act.services().url(&head.address(""));
    let letter = Letter {
        kind: MailKind::NegotiationEnded,
        subject: format!("{name}: its negotiation has ended"),
        body: format!(
            "The programme office ended the negotiation of “{title}” ({name}) of {} on {at}, and gives this \
             reason:\n\n{reason}\n\nNothing more is needed from you. What was said stays readable:\n\n{link}\n",
            head.place_name,
        ),
        link,
        room: Room::Joint,
        wanted: Act::ReadTerms,
        term: None,
    };
    to_everybody(act, head, &letter).await
}

/// Who leads on each side, who reviews it for a department, and the programme office.
async fn to_everybody(act: &mut ActTx, head: &Head, letter: &Letter) -> Result<(), Refusal> {
    let mut people = leaders(act, head, Side::Place).await?;
    people.append(&mut leaders(act, head, Side::Whitehall).await?);
    for department in Parties::of(act.db(), &head.row.id).await?.departments {
        let party = PartyId::Department(department);
        people.append(&mut speakers(act, head, &party).await?);
    }
    people.append(&mut holders(act.db(), &[Role::ProgrammeOffice], None).await?);
    send(act, &head.row.id, people, letter);
    Ok(())
}
