//! The tables of the store, step by step; each step goes up and down on SQLite and PostgreSQL.
//!
//! A step that has shipped is never edited: a later step changes what it made.

use sea_orm_migration::prelude::*;

mod columns;
mod m01_people;
mod m02_sign_in;
mod m03_rounds;
mod m04_offers;
mod m05_matters;
mod m06_history;
mod m07_outbox;
mod m08_memberships;
mod m09_account;
mod m10_talk;
mod m11_mail;
mod m12_history_filters;
mod m13_assessment;
mod m15_negotiation;
mod m16_mentions;
mod m17_agreement;
mod m18_files;
mod m19_event_order;
mod m20_delivery;
mod m21_returns;
mod m22_programme;
mod m23_memorandum_papers;

pub use sea_orm_migration::MigratorTrait;

/// Every step, oldest first.
pub struct Migrations;

#[async_trait::async_trait]
impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m01_people::Step),
            Box::new(m02_sign_in::Step),
            Box::new(m03_rounds::Step),
            Box::new(m04_offers::Step),
            Box::new(m05_matters::Step),
            Box::new(m06_history::Step),
            Box::new(m07_outbox::Step),
            Box::new(m08_memberships::Step),
            Box::new(m09_account::Step),
            Box::new(m10_talk::Step),
            Box::new(m11_mail::Step),
            Box::new(m12_history_filters::Step),
            Box::new(m13_assessment::Step),
            Box::new(m15_negotiation::Step),
            Box::new(m16_mentions::Step),
            Box::new(m17_agreement::Step),
            Box::new(m18_files::Step),
            Box::new(m19_event_order::Step),
            Box::new(m20_delivery::Step),
            Box::new(m21_returns::Step),
            Box::new(m22_programme::Step),
            Box::new(m23_memorandum_papers::Step),
        ]
    }
}
