//! The command line.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use services::Head;

use crate::{admin, bench, config::Config, serve, startup};

/// Places and departments strike one bargain: drafting, negotiation, agreement, delivery.
#[derive(Parser)]
#[command(name = "single-offer", version)]
struct Line {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    config: Config,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages, and send the mail they cause.
    Serve,
    /// Bring the tables of the database up to date.
    Migrate,
    /// Put the demo into an empty database.
    Demo,
    /// Send waiting mail, without serving pages.
    Worker,
    /// Make the first administrator, who can invite everybody else, and print the link that lets them in.
    Admin(admin::Administrator),
    /// The history of everything that was done.
    #[command(subcommand)]
    Audit(Audit),
    /// Measure speed and weight of this program on this machine, and print one table.
    Bench(bench::Bench),
    /// What `bench` compares with.
    #[command(hide = true)]
    Bare,
    /// What `bench` has set in a process of its own.
    #[command(hide = true)]
    Papers,
}

impl Command {
    /// What is printed for somebody to read has no log in between; what goes wrong ends the command, and is told then.
    const fn keeps_a_log(&self) -> bool {
        match self {
            Self::Serve | Self::Migrate | Self::Demo | Self::Worker | Self::Audit(_) => true,
            Self::Admin(_) | Self::Bench(_) | Self::Bare | Self::Papers => false,
        }
    }
}

#[derive(Subcommand)]
enum Audit {
    /// Check that nothing in the history was changed, removed or put in afterwards.
    Verify {
        /// A head that was noted down before, as this command printed it: then it is checked as well that
        /// the history still holds all it held at that time. Those in the file of AUDIT_ANCHOR always are.
        #[arg(long, value_name = "NUMBER:HASH")]
        anchor: Option<String>,
    },
}

/// Runs the command that the program was called with.
pub fn run() -> ExitCode {
    let line = Line::parse();
    if line.command.keeps_a_log() {
        crate::faults::watch();
    }
    match obey(&line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("single-offer: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(line: &Line) -> Result<()> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime does not start")?
        .block_on(async {
            let config = &line.config;
            match &line.command {
                Command::Serve => serve::serve(config).await,
                Command::Migrate => startup::migrate(config).await,
                Command::Demo => startup::demo(config).await,
                Command::Worker => serve::worker(config).await,
                Command::Admin(whom) => admin::admin(config, whom).await,
                Command::Audit(Audit::Verify { anchor }) => verify(config, anchor.as_deref()).await,
                Command::Bench(options) => bench::bench(options).await,
                Command::Bare => bench::serve_bare(config.listen).await,
                Command::Papers => bench::set_papers(),
            }
        })
}

/// Said where there is nothing outside the database to hold its history against.
const NO_HEADS: &str = "No head was kept outside the database, so this does not show whether its end was cut off: set \
     AUDIT_ANCHOR, or keep the line above and give it as --anchor next time.";

async fn verify(config: &Config, anchor: Option<&str>) -> Result<()> {
    let anchor = anchor
        .map(|text| Head::read(text).context("an anchor reads NUMBER:HASH"))
        .transpose()?;
    let services = startup::connect(config).await?;
    let verified = services.verify(anchor.as_ref()).await?;
    let (Head { entries, hash }, kept) = (verified.head, verified.kept);
    println!(
        "{entries} entries, unbroken, through {kept} heads that were kept. To check against later: {entries}:{hash}"
    );
    if kept == 0 {
        println!("{NO_HEADS}");
    }
    Ok(())
}
