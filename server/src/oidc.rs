//! The organisations whose own sign-in lets people in, as `OIDC_PROVIDERS` lists them: the JSON itself, or the
//! name of a file that holds it.

use std::{collections::HashSet, fs};

use anyhow::{Context, Result, ensure};
use axum::http::Uri;
use serde::Deserialize;
use services::ProviderSettings;

/// One of them, as it is written down.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// What stands in the address to which the provider sends people back: `/sign-in/with/{id}/back`.
    id: String,
    /// What people read on the button.
    name: String,
    issuer: String,
    client_id: String,
    client_secret: Option<String>,
    /// The mail domains it may speak for.
    domains: Vec<String>,
}

/// Reads the list.
///
/// # Errors
/// Where it cannot be read, or would be unsafe.
pub fn providers(text: &str) -> Result<Vec<ProviderSettings>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let json = if text.starts_with('[') {
        text.to_owned()
    } else {
        fs::read_to_string(text)
            .with_context(|| format!("OIDC_PROVIDERS: cannot read the file {text}"))?
    };
    // What stands at the place of a fault may be a secret: only where it is, is told.
    let written: Vec<Written> = serde_json::from_str(&json).map_err(|fault| {
        anyhow::anyhow!(
            "OIDC_PROVIDERS is no list of providers: see line {}, column {}",
            fault.line(),
            fault.column()
        )
    })?;
    let mut ids = HashSet::new();
    for provider in &written {
        check(provider).with_context(|| format!("OIDC_PROVIDERS: {}", provider.id))?;
        ensure!(
            ids.insert(provider.id.as_str()),
            "OIDC_PROVIDERS: {} stands there twice",
            provider.id
        );
    }
    Ok(written.into_iter().map(ProviderSettings::from).collect())
}

fn check(provider: &Written) -> Result<()> {
    let letters = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    ensure!(
        !provider.id.is_empty() && provider.id.chars().all(|at| letters(at) || at == '-'),
        "an id is small letters, digits and hyphens"
    );
    ensure!(!provider.name.trim().is_empty(), "it needs a name");
    ensure!(!provider.client_id.is_empty(), "it needs a client_id");
    ensure!(
        !provider.domains.is_empty(),
        "domains says for which mail domains it may speak: without one it lets nobody in"
    );
    ensure!(
        provider
            .domains
            .iter()
            .all(|domain| domain.contains('.') && !domain.contains('@')),
        "a domain is what stands behind the @ of an address"
    );
    let issuer: Uri = provider
        .issuer
        .parse()
        .context("the issuer is no address")?;
    let here = matches!(issuer.host(), Some("127.0.0.1" | "[::1]" | "localhost"));
    ensure!(
        issuer.scheme_str() == Some("https") || here && issuer.scheme_str() == Some("http"),
        "the issuer must be an https:// address"
    );
    Ok(())
}

impl From<Written> for ProviderSettings {
    fn from(written: Written) -> Self {
        Self {
            id: written.id,
            name: written.name,
            issuer: written.issuer,
            client_id: written.client_id,
            client_secret: written.client_secret.filter(|secret| !secret.is_empty()),
            domains: written.domains,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const KENT: &str = r#"[{"id": "kent", "name": "Kent", "issuer": "https://id.kent.example",
        "client_id": "offers", "client_secret": "hush", "domains": ["kent.example"]}]"#;

    #[test]
    fn a_list_is_read_as_it_stands_or_from_a_file() {
        assert!(providers(" ").expect("none").is_empty());
        let kent = &providers(KENT).expect("a list")[0];
        assert_eq!((kent.id.as_str(), kent.name.as_str()), ("kent", "Kent"));
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(KENT.as_bytes()).expect("is written");
        let path = file.path().display().to_string();
        assert_eq!(providers(&path).expect("a list").len(), 1);
        assert!(providers("nowhere.json").is_err());
    }

    #[test]
    fn what_would_be_unsafe_is_refused_without_telling_secrets() {
        for (from, to) in [
            ("https://id.kent", "http://id.kent"),
            ("[\"kent.example\"]", "[]"),
            ("[\"kent.example\"]", "[\"@kent.example\"]"),
            ("\"id\": \"kent\"", "\"id\": \"Kent/..\""),
            ("\"hush\"", "hush"),
            ("\"client_id\"", "\"client\""),
        ] {
            let fault = providers(&KENT.replace(from, to)).expect_err("refused");
            assert!(!format!("{fault:#}").contains("hush"), "{fault:#}");
        }
        let twice = format!("[{0},{0}]", KENT.trim_matches(['[', ']']));
        assert!(providers(&twice).is_err());
        let here = KENT.replace("https://id.kent.example", "http://127.0.0.1:9");
        assert!(providers(&here).is_ok(), "a provider on this machine");
    }
}
