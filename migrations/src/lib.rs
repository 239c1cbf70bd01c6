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
        ]
    }
}
