//! From configuration to a house that is open.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};
use services::Services;

use crate::{config::Config, demo, oidc, press::press};

/// Opens the database and leaves it as it is.
pub async fn connect(config: &Config) -> Result<Services> {
    config.check()?;
    make_folder(config)?;
    let providers = oidc::providers(&config.oidc_providers)?;
    let services = Services::connect(&config.database_url, config.settings())
        .await?
        .with_providers(providers);
    services.set_press(press());
    if let Some(file) = config.audit_anchor() {
        services.note_heads_in(&file);
    }
    if let Some(folder) = config.files_dir() {
        services
            .keep_files_in(&folder, config.clamd_address())
            .with_context(|| format!("cannot keep files in {}", folder.display()))?;
    }
    Ok(services)
}

/// Ready to serve: tables up to date, and the demo in where it is asked for and nothing is there yet.
pub async fn open(config: &Config) -> Result<Services> {
    let services = connect(config).await?;
    services.migrate().await?;
    match config.audit_anchor() {
        Some(file) => services
            .note_head()
            .await
            .with_context(|| format!("cannot write {}", file.display()))?,
        None => tracing::warn!(
            "AUDIT_ANCHOR is not set: no head of the history is kept outside the database, and nothing will show if \
             its end is cut off"
        ),
    }
    match (config.files_dir(), config.clamd_address()) {
        (None, _) => tracing::warn!("FILES_DIR is not set: nobody can attach files"),
        (Some(_), None) if !config.demo => {
            tracing::warn!("CLAMD_ADDRESS is not set: files are not checked for viruses");
        }
        (Some(_), _) => {}
    }
    if config.demo && !services.has_people().await? {
        tracing::info!("putting in the demo");
        demo::put_in(&services).await?;
    }
    demo::check(&services).await?;
    Ok(services)
}

/// `single-offer migrate`.
pub async fn migrate(config: &Config) -> Result<()> {
    let services = connect(config).await?;
    services.migrate().await?;
    services.close().await?;
    Ok(())
}

/// `single-offer demo`.
pub async fn demo(config: &Config) -> Result<()> {
    let config = Config {
        demo: true,
        ..config.clone()
    };
    let services = connect(&config).await?;
    services.migrate().await?;
    ensure!(
        !services.has_people().await?,
        "there are people in the database already: the demo goes into an empty one"
    );
    demo::put_in(&services).await?;
    services.close().await?;
    Ok(())
}

/// SQLite makes its file, but not the folder for it.
fn make_folder(config: &Config) -> Result<()> {
    let folder = config
        .sqlite_file()
        .and_then(|file| Path::new(file).parent());
    match folder {
        Some(folder) if !folder.as_os_str().is_empty() => fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display())),
        Some(_) | None => Ok(()),
    }
}
