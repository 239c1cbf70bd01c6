//! What waits for somebody’s signature: one thing for each sheet, under the hat that signs it.

use chrono::{DateTime, Utc};
use domain::agreement::SheetState;
use domain::offer::{BudgetKind, MatterKind};
use domain::process::{Hat, Role, Stage};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    QueryTrait, RelationDef, SelectModel, Selector,
    sea_query::{Expr, ExprTrait, SelectStatement},
};

use super::Item;
use super::hats::{Hats, ids, one_of};
use crate::Refusal;
use crate::offers::head::{name_of, place};
use crate::store::agreement::{sheet, signatory, variation};
use crate::store::{matters, offers, organisations};

#[derive(Clone, FromQueryResult)]
pub(super) struct SheetLine {
    pub id: String,
    kind: String,
    number: i32,
    organisation_id: String,
    since: DateTime<Utc>,
    reference: Option<String>,
    draft_reference: String,
    title: String,
    place_name: String,
}

impl Hats<'_> {
    /// Where it is the turn of one of the hats to sign.
    pub fn signatures_for_me(&self) -> Option<Condition> {
        let mut any = Vec::new();
        let signing = self.find(|hat| can_sign(hat.role));
        if let Some(first) = signing.first() {
            let person = first.person.clone();
            any.push(
                Condition::all()
                    .add(signatory::Column::PersonId.eq(person.as_str()))
                    .add(signatory::Column::Due.eq(true))
                    .add(signatory::Column::OrganisationId.is_in(ids(signing)))
                    .add(offers::Column::Stage.is_in(AT.map(Stage::code))),
            );
        }
        one_of(any)
    }

    fn of_signature(&self, organisation: &str) -> Vec<Hat> {
        self.find(|hat| can_sign(hat.role) && hat.organisation.as_str() == organisation)
    }
}

/// The stages at which anything can be signed; in force, that of a variation.
const AT: [Stage; 4] = [
    Stage::Negotiating,
    Stage::Settled,
    Stage::Signing,
    Stage::InForce,
];

const fn can_sign(role: Role) -> bool {
    match role {
        Role::PlaceLeader | Role::Partner | Role::Champion | Role::DepartmentReviewer => true,
        Role::Drafter | Role::ProgrammeOffice | Role::Auditor | Role::Administrator => false,
    }
}

impl SheetLine {
    pub fn for_me(self, hats: &Hats<'_>) -> Result<Item, Refusal> {
        let reference = name_of(self.reference.as_deref(), &self.draft_reference)?;
        let (letter, what) = match self.kind.as_str() {
            "agreement" => ('a', "Sign the agreement, or refuse"),
            _ => ('m', "Sign the memorandum of understanding, or refuse"),
        };
        Ok(Item {
            address: format!("/offers/{reference}/agreement/{letter}{}", self.number),
            reference,
            title: self.title,
            place_name: self.place_name,
            what: what.to_owned(),
            since: self.since,
            button: "Read and sign",
            remind: None,
            hats: hats.of_signature(&self.organisation_id),
        })
    }
}

/// Whether a pooled budget of the offer has no memorandum that is out or signed, once its terms are settled.
pub(super) fn memorandum_to_put_out() -> Condition {
    let out = [SheetState::Open, SheetState::Signed];
    let sheets = sheet::Entity::find()
        .select_only()
        .expr(Expr::cust("1"))
        .filter(
            Expr::col((sheet::Entity, sheet::Column::OfferId))
                .equals((matters::Entity, matters::Column::OfferId)),
        )
        .filter(
            Expr::col((sheet::Entity, sheet::Column::Budget))
                .equals((matters::Entity, matters::Column::Slug)),
        )
        .filter(sheet::Column::State.is_in(out.map(SheetState::code)))
        .into_query();
    let pooled = format!("\"{}\"", BudgetKind::Pooled.code());
    let budgets = matters::Entity::find()
        .select_only()
        .expr(Expr::cust("1"))
        .filter(
            Expr::col((matters::Entity, matters::Column::OfferId))
                .equals((offers::Entity, offers::Column::Id)),
        )
        .filter(matters::Column::Kind.eq(MatterKind::Budget.code()))
        .filter(matters::Column::RemovedAt.is_null())
        .filter(matters::Column::Content.contains(pooled))
        .filter(Expr::exists(sheets).not())
        .into_query();
    Condition::all()
        .add(offers::Column::Stage.is_in([Stage::Settled.code(), Stage::Signing.code()]))
        .add(Expr::exists(budgets))
}

/// Whether a variation of the agreement in force stands at this stage.
pub(super) fn varied_at(stage: Stage) -> Condition {
    let varied = variation::Entity::find()
        .select_only()
        .expr(Expr::cust("1"))
        .filter(
            Expr::col((variation::Entity, variation::Column::OfferId))
                .equals((offers::Entity, offers::Column::Id)),
        )
        .filter(variation::Column::Stage.eq(stage.code()))
        .into_query();
    Condition::all()
        .add(offers::Column::Stage.eq(Stage::InForce.code()))
        .add(Expr::exists(varied))
}

/// The keys of what waits for a signature.
pub(super) fn sheet_keys(wanted: Condition, sort: &str) -> SelectStatement {
    signatory::Entity::find()
        .select_only()
        .expr_as(Expr::cust(format!("'{sort}'")), "sort")
        .column_as(signatory::Column::SheetId, "id")
        .column_as(signatory::Column::Since, "since")
        .join(JoinType::InnerJoin, sheet_of_signatory())
        .join(JoinType::InnerJoin, offer_of_sheet())
        .filter(wanted)
        .into_query()
}

/// The sheets with these ids that wait for one of the hats.
pub(super) fn sheet_lines(wanted: Condition, sheets: &[&str]) -> Selector<SelectModel<SheetLine>> {
    signatory::Entity::find()
        .select_only()
        .column_as(signatory::Column::SheetId, "id")
        .columns([signatory::Column::OrganisationId, signatory::Column::Since])
        .columns([sheet::Column::Kind, sheet::Column::Number])
        .columns([
            offers::Column::Reference,
            offers::Column::DraftReference,
            offers::Column::Title,
        ])
        .column_as(
            Expr::col(("place", organisations::Column::Name)),
            "place_name",
        )
        .join(JoinType::InnerJoin, sheet_of_signatory())
        .join(JoinType::InnerJoin, offer_of_sheet())
        .join_as(JoinType::InnerJoin, place(), "place")
        .filter(wanted)
        .filter(Expr::col((signatory::Entity, signatory::Column::SheetId)).is_in(sheets.to_vec()))
        .into_model::<SheetLine>()
}

fn sheet_of_signatory() -> RelationDef {
    signatory::Entity::belongs_to(sheet::Entity)
        .from(signatory::Column::SheetId)
        .to(sheet::Column::Id)
        .into()
}

fn offer_of_sheet() -> RelationDef {
    sheet::Entity::belongs_to(offers::Entity)
        .from(sheet::Column::OfferId)
        .to(offers::Column::Id)
        .into()
}
