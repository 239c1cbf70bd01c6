//! The figures on the page: the worked example to the penny, what cannot be worked out said in words, and the same
//! figures whether a form is saved or only typed.

#[path = "../../domain/tests/worked/mod.rs"]
mod worked;

mod live;
mod panel;
mod sharing;
mod tables;
