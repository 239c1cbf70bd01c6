//! The world the stories happen in.

mod clock;
mod mail_server;
mod people;
mod rows;
mod world;

pub use clock::StoppedClock;
pub use mail_server::{MailServer, Manners, Point, Privately};
pub use world::{Kind, World, tell};

/// Tells one story on both databases: two tests, named after it.
macro_rules! both_databases {
    ($($story:ident),+ $(,)?) => {
        $(
            mod $story {
                #[test]
                fn on_sqlite() {
                    crate::support::tell(crate::support::Kind::Sqlite, super::$story);
                }

                #[test]
                fn on_postgres() {
                    crate::support::tell(crate::support::Kind::Postgres, super::$story);
                }
            }
        )+
    };
}
pub(crate) use both_databases;
