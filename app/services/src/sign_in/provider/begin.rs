//! Sending somebody to their provider. What only this browser may come back with stays with its session.

use openidconnect::core::{CoreAuthenticationFlow, CoreClient};
use openidconnect::{
    ClientId, ClientSecret, CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    Scope,
};
use serde::{Deserialize, Serialize};

use super::{ProviderRefusal, within};
use crate::{Refusal, Services, chance};

/// A sign-in under way. It belongs into the session, which binds it to one browser, and nowhere else.
#[derive(Clone, Serialize, Deserialize)]
pub struct Begun {
    pub(super) provider: String,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
    pub(super) destination: String,
    /// Where the provider asks the person.
    address: String,
}

impl Begun {
    /// Where to send the browser.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether this was begun with this provider, and what came back belongs to it.
    pub fn is_of(&self, provider: &str, state: &str) -> bool {
        self.provider == provider && !state.is_empty() && self.state == state
    }

    pub fn is_with(&self, provider: &str) -> bool {
        self.provider == provider
    }
}

impl Services {
    /// Begins a sign-in with a provider, which shall lead on to `destination` within the house.
    ///
    /// # Errors
    /// `NotFound` for a provider that is none, `Unreachable` where it does not say where to go.
    pub async fn begin_at_provider(
        &self,
        id: &str,
        destination: &str,
    ) -> Result<Begun, ProviderRefusal> {
        let provider = self.provider(id)?;
        let settings = &provider.settings;
        let metadata = provider.metadata(self.real_now()).await?;
        let client = CoreClient::from_provider_metadata(
            metadata,
            ClientId::new(settings.client_id.clone()),
            settings.client_secret.clone().map(ClientSecret::new),
        )
        .set_redirect_uri(RedirectUrl::new(self.back_from(provider)).map_err(Refusal::broken)?);
        let state = chance::token()?;
        let nonce = chance::token()?;
        let verifier = PkceCodeVerifier::new(chance::token()?);
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        let (address, _, _) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                {
                    let state = state.clone();
                    move || CsrfToken::new(state)
                },
                {
                    let nonce = nonce.clone();
                    move || Nonce::new(nonce)
                },
            )
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        Ok(Begun {
            provider: id.to_owned(),
            destination: within(destination).to_owned(),
            verifier: verifier.into_secret(),
            address: address.to_string(),
            state,
            nonce,
        })
    }
}
