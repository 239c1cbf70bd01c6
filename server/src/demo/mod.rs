//! The demo: the pilots of the report, put in through the same services as people's own acts.

use anyhow::Result;
use services::Services;

/// Puts the demo into an empty house.
pub async fn put_in(services: &Services) -> Result<()> {
    services.ensure_reference_data().await?;
    Ok(())
}
