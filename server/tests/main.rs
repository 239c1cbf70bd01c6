//! Stories over HTTP: the whole router on a free port, and browsers that keep cookies.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails")]

mod account;
mod admin;
mod agreements;
mod answers;
mod audit;
mod bad_input;
mod bargaining;
mod barriers;
mod bench;
mod crowd;
mod delivery;
mod demo;
mod doors;
mod files;
mod forms;
mod governance;
mod hardening;
mod history;
mod killing;
mod lighter;
mod live;
mod mail;
mod offers_pages;
mod oidc;
mod organisations;
mod permissions;
mod programme;
mod returns;
mod rooms;
mod rounds;
mod sessions;
mod sign_in;
mod slow;
mod support;
mod take_along;
mod talk;
mod term;
mod terms;
