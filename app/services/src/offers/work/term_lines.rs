//! The rows behind what waits on a term, and the words for it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::negotiation::{PartyId, Stance, TermKind};
use domain::offer::Matter;
use domain::process::Role;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    RelationDef, SelectModel, Selector,
    sea_query::{CaseStatement, Expr, ExprTrait, Query, SelectStatement},
};

use super::hats::Hats;
use super::{Item, Remind};
use crate::Refusal;
use crate::negotiation::keep::{POSITION, THE_PLACE, WHITEHALL};
use crate::negotiation::still_waits::term_of_turn;
use crate::negotiation::{CHAMPION, PartyName, Show, Sort, in_brief};
use crate::offers::head::{known, name_of, place};
use crate::store::negotiation::{agreed_before_turn, reminder, stance_of_turn, term, turn};
use crate::store::{matters, offers, organisations};

#[derive(Clone, FromQueryResult)]
pub(super) struct TermLine {
    pub id: String,
    waits: String,
    party: String,
    side: String,
    red_line: bool,
    since: DateTime<Utc>,
    number: i32,
    kind: String,
    current: i32,
    /// The matter that the term is about, for kinds of which there are several.
    content: Option<String>,
    reference: Option<String>,
    draft_reference: String,
    title: String,
    place_id: String,
    place_name: String,
    /// The last version to which its party agreed.
    agreed: Option<i32>,
    /// What its party says of the current version.
    stance: Option<String>,
    /// Whether somebody was reminded today.
    reminded: i32,
    /// How many terms of the offer wait in the same way for the same, this one included.
    alike: i64,
}

impl TermLine {
    pub fn for_me(self, hats: &Hats<'_>) -> Result<Item, Refusal> {
        let own = hats.of_turn(&self.waits, &self.side, &self.party, &self.place_id);
        let (does, button) = if self.waits == POSITION {
            match self.agreed {
                Some(_) => ("new wording since you agreed".to_owned(), "Give position"),
                None => ("position asked for".to_owned(), "Give position"),
            }
        } else {
            let line = if self.red_line { ", as a red line" } else { "" };
            (
                format!("{}{line}: answer it", self.objection()?),
                "Answer it",
            )
        };
        let what = format!("{}: {does}", self.name()?);
        let below = match self.agreed.filter(|_| self.waits == POSITION) {
            Some(agreed) => format!("?against={agreed}"),
            None => String::new(),
        };
        self.item(what, button, &below, own)
    }

    pub fn for_others(self, hats: &Hats<'_>) -> Result<Item, Refusal> {
        let own = hats.waiting_on_turn(&self.party, &self.place_id);
        let who = self.who_acts();
        let what = if self.alike > 1 {
            self.several(who.as_ref())
        } else {
            self.only_one(who.as_ref())?
        };
        let gathered = (self.alike > 1).then(|| self.table(who.as_ref()));
        let may_remind = own.iter().any(|hat| match hat.role {
            Role::PlaceLeader => true,
            // Those of Whitehall have a room with their champion.
            Role::Champion | Role::DepartmentReviewer => who.is_some(),
            Role::Drafter
            | Role::Partner
            | Role::ProgrammeOffice
            | Role::Auditor
            | Role::Administrator => false,
        });
        let remind = (may_remind && self.reminded == 0).then_some(who);
        let mut item = self.item(what, "Look at it", "", own)?;
        // Of several the one that waits longest, which is this one; the letter tells of the others.
        item.remind = remind.map(|party| Remind {
            address: format!("{}/remind", item.address),
            party,
        });
        if let Some(question) = gathered {
            item.address = format!("/offers/{}/terms{question}", item.reference);
            item.button = "Look at them";
        }
        Ok(item)
    }

    /// “Term 14, Single capital budget: Treasury has not said where it stands on version 3”.
    fn only_one(&self, who: Option<&PartyId>) -> Result<String, Refusal> {
        let asked = who.map(|party| self.called(party));
        let does = if self.waits == POSITION {
            let who = asked.unwrap_or_default();
            format!(
                "{who} has not said where it stands on version {}",
                self.current
            )
        } else {
            let who = asked.unwrap_or_else(|| "the champion".to_owned());
            format!("{who} has to answer, since {}", self.objection()?)
        };
        Ok(format!("{}: {does}", self.name()?))
    }

    /// “Treasury: 4 terms wait for its position”.
    fn several(&self, who: Option<&PartyId>) -> String {
        let number = self.alike;
        let asked = who.map_or_else(|| "The champion".to_owned(), |party| self.called(party));
        if self.waits == POSITION {
            format!("{asked}: {number} terms wait for its position")
        } else {
            let to = self.called(&PartyId::from_code(&self.party));
            format!("{asked}: {number} terms wait for an answer to {to}")
        }
    }

    /// What the table of terms is asked to show of these.
    fn table(&self, who: Option<&PartyId>) -> String {
        let longest = Sort::Longest.code();
        match who.filter(|_| self.waits == POSITION) {
            Some(party) => format!("?waiting-for={}&sort={longest}#terms", party.code()),
            None => format!(
                "?show={}&sort={}#terms",
                Show::Open.code(),
                Sort::Turn.code()
            ),
        }
    }

    /// The party that has to act; none where the champion has, who is no party.
    fn who_acts(&self) -> Option<PartyId> {
        if self.waits == POSITION {
            Some(PartyId::from_code(&self.party))
        } else if self.side == THE_PLACE {
            Some(PartyId::Place)
        } else {
            None
        }
    }

    /// “Treasury objects”.
    fn objection(&self) -> Result<String, Refusal> {
        let name = self.called(&PartyId::from_code(&self.party));
        let stance = self.stance.as_deref();
        let stance = stance
            .map(|code| known(code, Stance::from_code))
            .transpose()?;
        Ok(match stance {
            Some(Stance::AgreeIf) => format!("{name} agrees only with other wording"),
            Some(Stance::Object | Stance::Agree | Stance::NoInterest) | None => {
                format!("{name} objects")
            }
        })
    }

    fn called(&self, party: &PartyId) -> String {
        PartyName::of(party, &self.place_name).short
    }

    /// “Term 14, Single capital budget”.
    fn name(&self) -> Result<String, Refusal> {
        let title = title_of(&self.kind, self.content.as_deref())?;
        Ok(format!("Term {}, {title}", self.number))
    }

    fn item(
        self,
        what: String,
        button: &'static str,
        below: &str,
        hats: Vec<domain::process::Hat>,
    ) -> Result<Item, Refusal> {
        let reference = name_of(self.reference.as_deref(), &self.draft_reference)?;
        Ok(Item {
            address: format!("/offers/{reference}/terms/{}{below}", self.number),
            reference,
            title: self.title,
            place_name: self.place_name,
            what,
            since: self.since,
            button,
            remind: None,
            hats,
        })
    }
}

/// What people call a term, from what its row and the matter that it is about say.
pub(super) fn title_of(kind: &str, content: Option<&str>) -> Result<String, Refusal> {
    match content {
        Some(content) => Ok(in_brief(&serde_json::from_str::<Matter>(content)?.title())),
        None => Ok(known(kind, TermKind::from_code)?.label().to_owned()),
    }
}

/// What waits under these ids. `today` is the day in London.
pub(super) fn term_lines(ids: &[&str], today: NaiveDate) -> Selector<SelectModel<TermLine>> {
    turn::Entity::find()
        .select_only()
        .columns([
            turn::Column::Id,
            turn::Column::Waits,
            turn::Column::Party,
            turn::Column::Side,
            turn::Column::RedLine,
            turn::Column::Since,
        ])
        .columns([
            term::Column::Number,
            term::Column::Kind,
            term::Column::Current,
        ])
        .column(matters::Column::Content)
        .columns([
            offers::Column::Reference,
            offers::Column::DraftReference,
            offers::Column::Title,
            offers::Column::PlaceId,
        ])
        .column_as(
            Expr::col(("place", organisations::Column::Name)),
            "place_name",
        )
        .expr_as(
            Expr::SubQuery(None, Box::new(agreed_before_turn().into())),
            "agreed",
        )
        .expr_as(
            Expr::SubQuery(None, Box::new(stance_of_turn().into())),
            "stance",
        )
        .expr_as(was_reminded(today), "reminded")
        .expr_as(Expr::SubQuery(None, Box::new(alike().into())), "alike")
        .join(JoinType::InnerJoin, term_of_turn())
        .join(JoinType::LeftJoin, matter_of_term())
        .join(JoinType::InnerJoin, offer_of_turn())
        .join_as(JoinType::InnerJoin, place(), "place")
        .filter(turn::Column::Id.is_in(ids.iter().copied()))
        .into_model::<TermLine>()
}

/// Whether whoever has to act was reminded on this day.
fn was_reminded(today: NaiveDate) -> CaseStatement {
    let of = |column| Expr::col((reminder::Entity, column));
    let whom = Condition::any()
        .add(
            Condition::all()
                .add(turn::Column::Waits.eq(POSITION))
                .add(of(reminder::Column::Party).equals((turn::Entity, turn::Column::Party))),
        )
        .add(
            Condition::all()
                .add(turn::Column::Waits.ne(POSITION))
                .add(turn::Column::Side.ne(WHITEHALL))
                .add(reminder::Column::Party.eq(PartyId::Place.code())),
        )
        .add(
            Condition::all()
                .add(turn::Column::Waits.ne(POSITION))
                .add(turn::Column::Side.eq(WHITEHALL))
                .add(reminder::Column::Party.eq(CHAMPION)),
        );
    let reminders = Query::select()
        .expr(Expr::cust("1"))
        .from(reminder::Entity)
        .and_where(of(reminder::Column::TermId).equals((turn::Entity, turn::Column::TermId)))
        .and_where(reminder::Column::Day.eq(today))
        .cond_where(whom)
        .take();
    CaseStatement::new()
        .case(Expr::exists(reminders), Expr::cust("1"))
        .finally(Expr::cust("0"))
}

/// How many terms of the offer wait in the same way for the same.
fn alike() -> SelectStatement {
    let also = |column| Expr::col(("also", column));
    let this = |column| (turn::Entity, column);
    Query::select()
        .expr(Expr::cust("COUNT(*)"))
        .from_as(turn::Entity, "also")
        .and_where(also(turn::Column::OfferId).equals(this(turn::Column::OfferId)))
        .and_where(also(turn::Column::Waits).equals(this(turn::Column::Waits)))
        .and_where(also(turn::Column::Side).equals(this(turn::Column::Side)))
        .and_where(also(turn::Column::Party).equals(this(turn::Column::Party)))
        .take()
}

/// From what waits to its offer.
pub(super) fn offer_of_turn() -> RelationDef {
    turn::Entity::belongs_to(offers::Entity)
        .from(turn::Column::OfferId)
        .to(offers::Column::Id)
        .into()
}

/// From a term to the matter that it is about, for kinds of which there are several.
pub(super) fn matter_of_term() -> RelationDef {
    let matter: RelationDef = term::Entity::belongs_to(matters::Entity)
        .from((term::Column::OfferId, term::Column::MatterSlug))
        .to((matters::Column::OfferId, matters::Column::Slug))
        .into();
    matter.on_condition(|_, _| Condition::all().add(matters::Column::RemovedAt.is_null()))
}
