//! The demo: the thirteen pilots of the report, early in 2013.
//!
//! What it says lies beside this file as data: `places.toml`, `people.toml`, and in `offers/` a file for each
//! offer, with its story and with each form as somebody would fill it in. It goes in through the same services
//! as people's own acts, each at its own moment of 2012 or 2013, so that every rule holds for it too.
//!
//! Figures carry the paragraph of the report they come from; whatever the report does not give says so.

mod accord;
mod bargain;
mod cast;
mod deliver;
mod files;
mod form;
mod play;
mod report;
mod say;
mod script;

use anyhow::{Context, Result, ensure};
use chrono::{DateTime, Utc};
use services::{DEMO_ABOUT, Services};

use cast::Cast;

/// When the demo begins to run: a Monday morning, eight weeks before agreements could start.
const TODAY: &str = "2013-02-04T09:00:00Z";

/// Says how far putting in has come; it is put in whole, or refused from then on.
const STATE: &str = "demo";
const BEGUN: &str = "begun";
const WHOLE: &str = "whole";

/// Puts the demo into an empty house.
///
/// # Errors
/// Where something stops it half way, the house cannot be used as a demo: `check` says so at the next start.
pub async fn put_in(services: &Services) -> Result<()> {
    let mut scripts = script::all()?;
    services.ensure_reference_data().await?;
    services.put_setting(STATE, BEGUN).await?;
    services.start_demo_clock(today()?).await?;
    if !services.has_press() {
        // An agreement is issued with its documents, or not at all.
        scripts.retain(|script| !script.issues());
    }
    let cast = Cast::put_in(services, &scripts).await?;
    services.put_setting(DEMO_ABOUT, &cast.about()?).await?;
    play::play(services, &cast, &scripts).await?;
    files::put_in(services).await?;
    services.start_demo_clock(today()?).await?;
    services.put_setting(STATE, WHOLE).await?;
    Ok(())
}

/// Refuses a house into which the demo came only in part.
pub async fn check(services: &Services) -> Result<()> {
    let state = services.setting(STATE).await?;
    ensure!(
        state.as_deref() != Some(BEGUN),
        "putting in the demo was interrupted: take the database away and start again"
    );
    Ok(())
}

fn today() -> Result<DateTime<Utc>> {
    TODAY.parse().context("the demo's today")
}
