//! Forms: how a post is read, what its handler answers, and how a page is given back with what was typed.

pub mod address;
mod answer;
mod form;
pub mod kept;
mod read;
mod typed;
mod upload;

pub use answer::{Answer, form};
pub use form::Form;
pub use read::read;
pub use typed::Typed;
pub use upload::{Sent, Upload, is_upload, upload};
