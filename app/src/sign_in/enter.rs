//! Putting a person into the session, and out of it.

use domain::process::PersonId;
use services::{BROWSER_IN_SESSION, PERSON_IN_SESSION, Refusal};

use crate::page::Asked;

/// Signs in. The session gets a new id, and nothing of what it held before stays.
pub async fn enter(asked: &Asked, person: &PersonId) -> Result<(), Refusal> {
    let session = asked.session()?;
    session.clear().await;
    session.cycle_id().await.map_err(Refusal::of_session)?;
    session
        .insert(PERSON_IN_SESSION, person.as_str())
        .await
        .map_err(Refusal::of_session)?;
    if let Some(browser) = asked.browser() {
        session
            .insert(BROWSER_IN_SESSION, browser)
            .await
            .map_err(Refusal::of_session)?;
    }
    Ok(())
}

/// Signs out.
pub async fn leave(asked: &Asked) -> Result<(), Refusal> {
    asked.session()?.flush().await.map_err(Refusal::of_session)
}
