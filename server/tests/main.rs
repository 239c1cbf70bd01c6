//! Stories over HTTP: the whole router on a free port, and browsers that keep cookies.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails")]

mod admin;
mod account;
mod answers;
mod bad_input;
mod bench;
mod demo;
mod doors;
mod forms;
mod history;
mod hardening;
mod oidc;
mod mail;
mod offers_pages;
mod organisations;
mod permissions;
mod rooms;
mod rounds;
mod sessions;
mod sign_in;
mod slow;
mod support;
mod talk;
