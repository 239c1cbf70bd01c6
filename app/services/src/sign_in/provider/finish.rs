//! Coming back from a provider: the code is exchanged, what was signed is checked, and the person is found.

use chrono::{DateTime, Utc};
use openidconnect::core::{
    CoreClient, CoreClientAuthMethod, CoreIdTokenClaims, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClientId, ClientSecret, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, Nonce, OAuth2TokenResponse, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    TokenResponse,
};

use super::refusal::is_of_unknown_key;
use super::{Begun, Provider, ProviderRefusal, wire};
use crate::sign_in::Claimed;
use crate::{Refusal, Services};

/// What a browser brought back from a provider.
pub struct Returned<'a> {
    pub state: &'a str,
    pub code: &'a str,
    /// Who says that it sends it back; providers that can, do.
    pub issuer: Option<&'a str>,
}

/// A client of a provider that said where it asks people.
type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Whom a provider vouches for.
pub(super) struct VouchedFor {
    pub subject: String,
    /// An address that the provider has confirmed.
    pub address: Option<String>,
}

impl Services {
    /// Ends a sign-in. `begun` is what this browser has under way, taken out of its session: it counts once.
    pub async fn finish_at_provider(
        &self,
        id: &str,
        begun: Option<Begun>,
        returned: &Returned<'_>,
    ) -> Result<Claimed, ProviderRefusal> {
        let provider = self.provider(id)?;
        let begun = begun
            .filter(|begun| begun.is_of(id, returned.state))
            .ok_or(ProviderRefusal::NotBegunHere)?;
        // Two providers, of which one passes on what the other was sent: see RFC 9207.
        if returned
            .issuer
            .is_some_and(|issuer| issuer != provider.settings.issuer)
        {
            return Err(ProviderRefusal::WrongIssuer);
        }
        let vouched = self.vouched(provider, &begun, returned.code).await;
        if let Err(refusal) = &vouched
            && refusal.is_suspicious()
        {
            tracing::warn!(provider = id, %refusal, "a sign-in with a provider was refused");
        }
        let vouched = vouched?;
        Ok(Claimed {
            person: self.person_vouched_for(&provider.settings, vouched).await?,
            destination: begun.destination,
            hat: None,
        })
    }

    async fn vouched(
        &self,
        provider: &Provider,
        begun: &Begun,
        code: &str,
    ) -> Result<VouchedFor, ProviderRefusal> {
        let now = self.real_now();
        let metadata = provider.metadata(now).await?;
        let client = self.client(provider, metadata)?;
        let tokens = exchange(&client, begun, code, &provider.settings.id).await?;
        let claims = match claims(&client, &tokens, begun, now) {
            Err(Doubt::Key) => {
                let newer = provider.newer_metadata(now).await?;
                let client = self.client(provider, newer)?;
                claims(&client, &tokens, begun, now)
            }
            known => known,
        };
        let claims = claims.map_err(|doubt| match doubt {
            Doubt::Key => ProviderRefusal::BadSignature,
            Doubt::Other(refusal) => refusal,
        })?;
        let mut address = confirmed(
            claims.email().map(|address| address.as_str()),
            claims.email_verified(),
        );
        if claims.email().is_none() {
            address = from_user_info(&client, &tokens, &claims).await?;
        }
        Ok(VouchedFor {
            subject: claims.subject().as_str().to_owned(),
            address,
        })
    }

    fn client(
        &self,
        provider: &Provider,
        metadata: CoreProviderMetadata,
    ) -> Result<Client, ProviderRefusal> {
        let settings = &provider.settings;
        // Without a word of its own a provider takes the secret in the head of the request.
        let takes = metadata.token_endpoint_auth_methods_supported();
        let in_body = takes.is_some_and(|takes| {
            !takes.contains(&CoreClientAuthMethod::ClientSecretBasic)
                && takes.contains(&CoreClientAuthMethod::ClientSecretPost)
        });
        let back = RedirectUrl::new(self.back_from(provider)).map_err(Refusal::broken)?;
        let client = CoreClient::from_provider_metadata(
            metadata,
            ClientId::new(settings.client_id.clone()),
            settings.client_secret.clone().map(ClientSecret::new),
        )
        .set_redirect_uri(back);
        Ok(if in_body {
            client.set_auth_type(AuthType::RequestBody)
        } else {
            client
        })
    }
}

/// Gives the code, and proves by the verifier that it was asked for from here.
async fn exchange(
    client: &Client,
    begun: &Begun,
    code: &str,
    provider: &str,
) -> Result<CoreTokenResponse, ProviderRefusal> {
    let request = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .map_err(|_| ProviderRefusal::Unreachable)?
        .set_pkce_verifier(PkceCodeVerifier::new(begun.verifier.clone()));
    request
        .request_async(&wire::send)
        .await
        .map_err(|error| match error {
            RequestTokenError::ServerResponse(answer) => {
                tracing::warn!(provider, error = %answer.error(), "a provider refuses a code");
                ProviderRefusal::CodeRefused
            }
            RequestTokenError::Request(fault) => {
                tracing::error!(provider, %fault, "a provider does not take a code");
                ProviderRefusal::Unreachable
            }
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                ProviderRefusal::Unreadable
            }
        })
}

/// Why a token is not believed.
enum Doubt {
    /// It is signed with a key that is not known, or not with the one it names.
    Key,
    Other(ProviderRefusal),
}

/// What the token says, once it is certain that the provider says it, to us, now, and about this sign-in.
fn claims(
    client: &Client,
    tokens: &CoreTokenResponse,
    begun: &Begun,
    now: DateTime<Utc>,
) -> Result<CoreIdTokenClaims, Doubt> {
    let token = tokens
        .id_token()
        .ok_or(Doubt::Other(ProviderRefusal::Unreadable))?;
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(SIGNED_BY)
        .set_time_fn(move || now);
    match token.claims(&verifier, &Nonce::new(begun.nonce.clone())) {
        Ok(claims) => Ok(claims.clone()),
        Err(error) if is_of_unknown_key(&error) => Err(Doubt::Key),
        Err(error) => Err(Doubt::Other(ProviderRefusal::of_token(&error))),
    }
}

/// With a key of the provider's own. Not with a secret that both know, and not without.
const SIGNED_BY: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Many providers leave the address out of the token and say it when they are asked.
async fn from_user_info(
    client: &Client,
    tokens: &CoreTokenResponse,
    claims: &CoreIdTokenClaims,
) -> Result<Option<String>, ProviderRefusal> {
    let subject = claims.subject().clone();
    let Ok(request) = client.user_info(tokens.access_token().clone(), Some(subject)) else {
        return Ok(None);
    };
    let told: CoreUserInfoClaims = request
        .request_async(&wire::send)
        .await
        .map_err(|_| ProviderRefusal::Unreachable)?;
    Ok(confirmed(
        told.email().map(|address| address.as_str()),
        told.email_verified(),
    ))
}

fn confirmed(address: Option<&str>, verified: Option<bool>) -> Option<String> {
    address
        .filter(|_| verified == Some(true))
        .map(str::to_owned)
}
