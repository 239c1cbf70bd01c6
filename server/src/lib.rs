//! The process: configuration, startup, the routes that are no page, the layers around all, and the command line.

pub mod admin;
mod assets;
mod bench;
pub mod command;
mod compression;
pub mod config;
mod connections;
pub mod demo;
mod faults;
mod health;
mod limits;
mod network;
mod oidc;
mod press;
mod router;
mod security;
mod serve;
mod startup;
mod who;

pub use app::page::House;
pub use connections::answer;
pub use limits::Limits;
pub use network::Proxies;
pub use press::press;
pub use router::{Front, router};
