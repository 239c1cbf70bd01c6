//! What a provider says of itself: where it asks people, where codes are exchanged, and its keys. Read when
//! the first person comes, and again after a while.

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::IssuerUrl;
use openidconnect::core::CoreProviderMetadata;
use tokio::sync::Mutex;

use super::{Provider, ProviderRefusal, wire};

/// How long it holds.
const HOLDS: TimeDelta = TimeDelta::hours(1);
/// How soon it may be read again for a key that is not among its keys.
const AGAIN: TimeDelta = TimeDelta::minutes(1);

/// What was read, and when. One reads at a time, and the others wait for what it finds.
#[derive(Default)]
pub struct Known(Mutex<Option<(DateTime<Utc>, CoreProviderMetadata)>>);

impl Provider {
    pub(super) async fn metadata(
        &self,
        now: DateTime<Utc>,
    ) -> Result<CoreProviderMetadata, ProviderRefusal> {
        self.read_after(now, HOLDS).await
    }

    /// For a token whose key is not known: the provider may have a new one.
    pub(super) async fn newer_metadata(
        &self,
        now: DateTime<Utc>,
    ) -> Result<CoreProviderMetadata, ProviderRefusal> {
        self.read_after(now, AGAIN).await
    }

    async fn read_after(
        &self,
        now: DateTime<Utc>,
        age: TimeDelta,
    ) -> Result<CoreProviderMetadata, ProviderRefusal> {
        let mut known = self.known.0.lock().await;
        if let Some((read_at, metadata)) = known.as_ref()
            && now < *read_at + age
        {
            return Ok(metadata.clone());
        }
        let metadata = self.read().await?;
        *known = Some((now, metadata.clone()));
        Ok(metadata)
    }

    async fn read(&self) -> Result<CoreProviderMetadata, ProviderRefusal> {
        let provider = self.settings.id.as_str();
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(|fault| {
            tracing::error!(provider, %fault, "the issuer is no address");
            ProviderRefusal::Unreachable
        })?;
        CoreProviderMetadata::discover_async(issuer, &wire::send)
            .await
            .map_err(|fault| {
                tracing::error!(provider, %fault, cause = ?std::error::Error::source(&fault), "a provider does not say who it is");
                ProviderRefusal::Unreachable
            })
    }
}
