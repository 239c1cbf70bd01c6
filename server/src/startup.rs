//! From configuration to a house that is open.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};
use services::Services;

use crate::{config::Config, demo};

/// Opens the database and leaves it as it is.
pub async fn connect(config: &Config) -> Result<Services> {
    config.check()?;
    make_folder(&config.database_url)?;
    Ok(Services::connect(&config.database_url, config.settings()).await?)
}

/// Ready to serve: tables up to date, and the demo in where it is asked for and nothing is there yet.
pub async fn open(config: &Config) -> Result<Services> {
    let services = connect(config).await?;
    services.migrate().await?;
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
fn make_folder(database_url: &str) -> Result<()> {
    let Some(file) = database_url.strip_prefix("sqlite:") else {
        return Ok(());
    };
    let file = file.strip_prefix("//").unwrap_or(file);
    let file = file.split('?').next().unwrap_or_default();
    match Path::new(file).parent() {
        Some(folder) if !file.contains(":memory:") && !folder.as_os_str().is_empty() => {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))
        }
        _ => Ok(()),
    }
}
