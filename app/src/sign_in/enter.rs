//! Putting a person into the session, and out of it.

use domain::process::PersonId;
use services::{PERSON_IN_SESSION, Refusal};
use tower_sessions::Session;

use crate::page::Asked;

/// Signs in. The session gets a new id, and nothing of what it held before stays.
pub async fn enter(asked: &Asked, person: &PersonId) -> Result<(), Refusal> {
    let session = session(asked)?;
    session.clear().await;
    session.cycle_id().await.map_err(Refusal::broken)?;
    session
        .insert(PERSON_IN_SESSION, person.as_str())
        .await
        .map_err(Refusal::broken)
}

/// Signs out.
pub async fn leave(asked: &Asked) -> Result<(), Refusal> {
    session(asked)?.flush().await.map_err(Refusal::broken)
}

fn session(asked: &Asked) -> Result<&Session, Refusal> {
    asked
        .session()
        .ok_or_else(|| Refusal::broken("the request has no session"))
}
