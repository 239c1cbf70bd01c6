//! Stories of what people do, each told on SQLite and on PostgreSQL.

mod support;

mod account;
mod acts;
mod agreements;
mod delivery;
mod files;
mod history;
mod live;
mod mail;
mod negotiation;
mod offers;
mod organisations;
mod people;
mod programme;
mod returns;
mod rounds;
mod sessions;
mod signing_in;
mod talk;
