//! A post that arrives after the session ended: its text is kept, and given back after sign-in, to the same
//! person at the same address. The form says whose it was in the hidden field `_as`.

use domain::{form::Posted, process::PersonId};
use services::{Refusal, Services};

use super::{Typed, address};
use crate::asked::Asked;

/// The hidden field that says who opened the form.
pub const OPENED_BY: &str = "_as";

/// The question in an address that names a kept text.
const KEPT: &str = "kept";

/// Keeps what was posted to `path`. The address to come back to after sign-in: with the text where the
/// form says whose it is, else the bare page.
///
/// # Errors
/// Only where the store is broken.
pub async fn keep(services: &Services, path: &str, posted: &Posted) -> Result<String, Refusal> {
    let Some(person) = posted.text(OPENED_BY).map(PersonId::from) else {
        return Ok(path.to_owned());
    };
    if services.viewer(&person).await?.is_none() {
        return Ok(path.to_owned());
    }
    let token = services.keep_post(&person, path, &encode(posted)).await?;
    Ok(format!("{path}?{KEPT}={}", address::text(&token)))
}

/// Keeps what was posted by somebody who acts under a hat that may not, until they have switched to one that may.
/// The address to come back to.
pub(super) async fn keep_for_switch(asked: &Asked, posted: &Posted) -> Result<String, Refusal> {
    let path = asked.path();
    let person = &asked.viewer()?.person;
    let body = encode(posted);
    if body.is_empty() {
        return Ok(path.to_owned());
    }
    let token = asked.services().keep_post(person, path, &body).await?;
    Ok(format!("{path}?{KEPT}={}", address::text(&token)))
}

/// The text kept for this person at this address, where the address names one.
pub(crate) async fn typed(asked: &Asked) -> Option<Typed> {
    let token = asked.query(KEPT)?;
    let viewer = asked.signed_in()?;
    let kept = asked
        .services()
        .kept_post(token, &viewer.person, asked.path())
        .await;
    match kept {
        Ok(body) => body.map(|body| Typed::kept(address::pairs(&body).into_iter().collect())),
        Err(refusal) => {
            tracing::error!(?refusal, "a kept text cannot be read");
            None
        }
    }
}

fn encode(posted: &Posted) -> String {
    let mut body = String::new();
    for (name, texts) in posted.iter().filter(|(name, _)| *name != OPENED_BY) {
        for text in texts {
            if !body.is_empty() {
                body.push('&');
            }
            body.push_str(&address::text(name));
            body.push('=');
            body.push_str(&address::text(text));
        }
    }
    body
}
