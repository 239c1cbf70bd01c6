//! The site of the stories and the browsers that visit it. World and people are those of the services' stories.

mod browser;
mod form;
mod press;
mod provider;
mod site;

#[expect(
    dead_code,
    unused_imports,
    reason = "shared with the services' own stories, which need more of it"
)]
#[path = "../../../app/services/tests/support/mod.rs"]
mod house;

pub use browser::{Browser, Page, between};
pub use form::Form;
pub(crate) use house::both_databases;
pub use house::{Kind, StoppedClock, World, tell};
pub use press::plain_press;
pub use provider::{Lie, Provider};
pub use site::{Site, link_for};
