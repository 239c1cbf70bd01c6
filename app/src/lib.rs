//! The pages. `islands` is all that the browser gets; everything else is rendered on the server.

#[cfg(feature = "ssr")]
pub mod assets;
pub mod chart;
#[cfg(feature = "ssr")]
pub mod components;
pub mod islands;
