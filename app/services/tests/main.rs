//! Stories of what people do, each told on SQLite and on PostgreSQL.

mod support;

mod acts;
mod history;
mod mail;
mod offers;
mod people;
mod signing_in;
