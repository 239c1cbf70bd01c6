//! Offers: where each stands, and the few figures that lists show.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "offers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub reference: Option<String>,
    pub draft_reference: String,
    pub place_id: String,
    pub kind: String,
    pub level: String,
    pub theme: Option<String>,
    pub title: String,
    pub stage: String,
    pub stage_since: DateTimeUtc,
    pub round_id: String,
    pub parameters: Option<String>,
    pub first_submitted_at: Option<DateTimeUtc>,
    pub submitted_at: Option<DateTimeUtc>,
    pub champion_id: Option<String>,
    pub lead_department_id: Option<String>,
    pub starts: i32,
    pub years: i32,
    pub additional_final_pence: Option<i64>,
    pub additional_total_pence: Option<i64>,
    pub carried_from: Option<String>,
    pub invited_at: Option<DateTimeUtc>,
    pub invited_by: Option<String>,
    pub illustrative: bool,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
