//! Coming in: through an organisation's own sign-in, or by links in mail, fifteen minutes for those who ask and
//! a fortnight for those who are invited, each of them once. Only digests of their tokens are stored.

mod asking;
mod claiming;
mod invitation;
mod link;
mod provider;
mod turn;

pub use claiming::Claimed;
pub use invitation::Invitation;
pub(crate) use invitation::invitation_ends;
pub(crate) use invitation::{NewLink, put_link};
pub(crate) use link::{HOME, Kind};
pub use link::{LinkRefusal, OpenLink, local_path};
pub(crate) use link::{door_of, open_at};
pub use provider::{Begun, ProviderRefusal, ProviderSettings, Returned};

pub(crate) use provider::Provider;
