//! Whose eyes an entry of the index is for, as a condition on its row: what `domain::process` says of one offer.

use chrono::NaiveDate;
use domain::process::{Hat, Room, Sight, Stage};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition};

use super::found::FoundKind;
use crate::offers::sight::within_sight;
use crate::people::known_to;
use crate::store::agreement::agreement;
use crate::store::offers;
use crate::store::programme::search_entry::{Column as Entry, Entity as Entries};

/// What these hats may find.
pub fn of(hats: &[Hat], today: NaiveDate) -> Condition {
    let mut any = Condition::any().add(published(today)).add(people(hats));
    for hat in hats {
        let Some(sight) = within_sight(std::slice::from_ref(hat)) else {
            continue;
        };
        let rooms = Sight::of(hat).rooms();
        let mut seen = Condition::all()
            .add(of_kinds(&[
                FoundKind::Offer,
                FoundKind::Matter,
                FoundKind::Comment,
                FoundKind::File,
            ]))
            .add(Entry::Room.is_in(rooms.list().into_iter().map(Room::code)))
            .add(sight);
        if !rooms.sees(Room::Place) {
            seen = seen.add(as_submitted());
        }
        any = any.add(seen);
    }
    any
}

/// What is in force, or once was, and is held back no more, everybody may read.
pub fn published(today: NaiveDate) -> Condition {
    let public = Stage::ALL.iter().filter(|stage| stage.is_public());
    Condition::all()
        .add(of_kinds(&[FoundKind::Agreement, FoundKind::Precedent]))
        .add(agreement::Column::InForceSince.is_not_null())
        .add(offers::Column::Stage.is_in(public.map(|stage| stage.code())))
        .add(
            Condition::any()
                .add(agreement::Column::EmbargoUntil.is_null())
                .add(agreement::Column::EmbargoUntil.lte(today)),
        )
}

/// Whoever is not of the place reads no text that is rewritten in private, and no file of a draft before it is
/// submitted.
fn as_submitted() -> Condition {
    let kind = || Expr::col((Entries, Entry::Kind));
    let rewritten = [Stage::Draft.code(), Stage::Withdrawn.code()];
    let text_stands = Condition::any()
        .add(kind().ne(FoundKind::Matter.code()))
        .add(offers::Column::Stage.is_not_in(rewritten));
    let file_is_there = Condition::any().add(Entry::Drafted.eq(false)).add(
        Expr::col((Entries, Entry::At))
            .lte(Expr::col((offers::Entity, offers::Column::SubmittedAt))),
    );
    Condition::all().add(text_stands).add(file_is_there)
}

/// The people of organisations that one of the hats looks after.
fn people(hats: &[Hat]) -> Condition {
    Condition::all()
        .add(of_kinds(&[FoundKind::Person]))
        .add(known_to(hats))
}

fn of_kinds(kinds: &[FoundKind]) -> Condition {
    Condition::all().add(Entry::Kind.is_in(kinds.iter().map(|kind| kind.code())))
}
