//! Coming in through an organisation's own sign-in, by OpenID Connect: the code flow, with PKCE, state and
//! nonce. The provider says who it is; whether that is somebody here, the store says.
//!
//! The crate `openidconnect` knows the protocol and checks what is signed. What travels goes through `wire`.

mod begin;
mod finish;
mod identity;
mod metadata;
mod refusal;
mod wire;

use std::fmt;

use crate::Services;
use crate::sign_in::link::local_path;

pub use begin::Begun;
pub use finish::Returned;
pub use refusal::ProviderRefusal;

pub(crate) use metadata::Known;

/// A provider, as whoever runs the house has registered with it.
#[derive(Clone)]
pub struct ProviderSettings {
    /// What stands in addresses, such as `kent`.
    pub id: String,
    /// What people read on the button.
    pub name: String,
    /// Its address, exactly as its tokens say it.
    pub issuer: String,
    pub client_id: String,
    pub client_secret: Option<String>,
    /// The mail domains it may speak for: an address elsewhere is no word of its own.
    pub domains: Vec<String>,
}

/// A provider with what is known of it so far.
pub(crate) struct Provider {
    settings: ProviderSettings,
    known: Known,
}

impl Services {
    /// The same house, in which people can also come in through these.
    #[must_use]
    pub fn with_providers(self, providers: impl IntoIterator<Item = ProviderSettings>) -> Self {
        let providers = providers.into_iter().map(|settings| Provider {
            settings,
            known: Known::default(),
        });
        Self {
            providers: providers.collect(),
            ..self
        }
    }

    /// Those through which people can come in: each by its id and its name.
    pub fn providers(&self) -> Vec<(&str, &str)> {
        self.providers
            .iter()
            .map(|provider| {
                (
                    provider.settings.id.as_str(),
                    provider.settings.name.as_str(),
                )
            })
            .collect()
    }

    fn provider(&self, id: &str) -> Result<&Provider, ProviderRefusal> {
        self.providers
            .iter()
            .find(|provider| provider.settings.id == id)
            .ok_or(ProviderRefusal::NotFound)
    }

    /// Where the provider sends people back to: it is told so when the house is registered with it.
    fn back_from(&self, provider: &Provider) -> String {
        self.url(&format!("/sign-in/with/{}/back", provider.settings.id))
    }
}

/// A destination within the house; else where everybody lands.
fn within(destination: &str) -> &str {
    local_path(destination).unwrap_or(crate::sign_in::link::HOME)
}

impl fmt::Debug for ProviderSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderSettings")
            .field("id", &self.id)
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}
