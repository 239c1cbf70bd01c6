//! The process: configuration, startup, the routes that are no page, the layers around all, and the command line.

pub mod assets;
mod bench;
pub mod command;
pub mod config;
pub mod demo;
mod faults;
mod health;
mod limits;
mod router;
mod security;
mod serve;
mod startup;
mod who;

pub use app::page::House;
pub use router::router;
