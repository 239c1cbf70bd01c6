//! Mail that waits to be sent, and mail that was.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub message_id: String,
    pub kind: String,
    pub to_person: Option<String>,
    pub to_address: String,
    pub subject: String,
    pub body: String,
    pub offer_id: Option<String>,
    pub event_id: Option<String>,
    pub created_at: DateTimeUtc,
    pub due_at: DateTimeUtc,
    pub attempts: i32,
    pub claimed_until: Option<DateTimeUtc>,
    pub sent_at: Option<DateTimeUtc>,
    pub last_error: Option<String>,
    pub state: String,
    pub reason: Option<String>,
    pub link: Option<String>,
    pub door: Option<String>,
    pub room: Option<String>,
    pub organisation_id: Option<String>,
    pub wanted: Option<String>,
    pub matter_slug: Option<String>,
    pub digest_id: Option<String>,
    pub term: Option<i32>,
    pub party: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
