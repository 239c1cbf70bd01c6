//! Stories over HTTP: the whole router on a free port, and browsers that keep cookies.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails")]

mod answers;
mod bad_input;
mod bench;
mod demo;
mod doors;
mod forms;
mod oidc;
mod offers_pages;
mod permissions;
mod sign_in;
mod support;
