//! `single-offer admin`: the first administrator of a real installation.

use anyhow::{Result, ensure};
use clap::Args;
use services::{Refusal, Services};

use crate::{config::Config, startup};

/// Whom to make the programme office’s administrator.
#[derive(Args, Clone, Debug)]
pub struct Administrator {
    /// Their email address.
    #[arg(value_name = "ADDRESS")]
    pub address: String,
    /// What they are called; the address, if not given.
    #[arg(long)]
    pub name: Option<String>,
    /// Although there is an administrator already, as when the link was lost.
    #[arg(long)]
    pub again: bool,
}

/// Makes them administrator, and prints the link that lets them in.
pub async fn admin(config: &Config, whom: &Administrator) -> Result<()> {
    ensure!(
        !config.demo,
        "the demo lets anybody in by a button: it has no first administrator"
    );
    let services = startup::connect(config).await?;
    services.migrate().await?;
    let link = make(&services, whom).await?;
    println!(
        "{} is administrator of the programme office.\n\
         This link lets them in. It works once, in the next 24 hours, and is shown only here:\n\n{link}\n",
        whom.address
    );
    services.close().await?;
    Ok(())
}

/// The link. What is refused is told in the words that people read.
pub async fn make(services: &Services, whom: &Administrator) -> Result<String> {
    let made = services
        .first_administrator(&whom.address, whom.name.as_deref(), whom.again)
        .await;
    made.map_err(|refusal| match refusal {
        Refusal::Invalid(faults) => {
            let words: Vec<_> = faults.into_iter().map(|fault| fault.words).collect();
            anyhow::anyhow!("{}", words.join(". "))
        }
        Refusal::Broken(cause) | Refusal::Busy(cause) => anyhow::anyhow!("{cause}"),
        refusal => anyhow::anyhow!("{refusal}"),
    })
}
