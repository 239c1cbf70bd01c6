//! `single-offer bench`: how fast and how heavy this program is on this machine, in one table.
//!
//! It starts this same program again and asks it over HTTP as browsers do: a house with a hundred offers, one
//! with thousands, and a bare axum that answers the very same bytes. All take turns in short rounds, so that
//! whatever else the machine does slows all of them alike. It reports and does not judge: the aims stand
//! beside, and only what does not work at all makes it fail.

mod answer;
mod bare;
mod case;
mod children;
mod connection;
mod cpu;
mod delivery;
mod house;
mod load;
mod measure;
mod memory;
mod paper;
mod queries;
mod redline;
mod table;
mod track;
mod weight;

use std::{fs, thread};

use anyhow::{Context, Result};
use clap::Args;

pub use bare::serve as serve_bare;
pub use paper::set as set_papers;

use case::cases;
use children::Children;
use house::{Database, House};
use measure::{Row, measure};

/// How many offers are within sight in the smaller house.
const FEW: usize = 100;

/// People who ask at the same time, each over a connection of their own.
const PEOPLE: usize = 8;

/// What `bench` can be told.
#[derive(Args, Clone, Debug)]
pub struct Bench {
    /// A PostgreSQL to measure on as well, on this machine: postgres://…, as somebody who may make databases.
    #[arg(long, env = "TEST_POSTGRES_URL", hide_env_values = true)]
    postgres_url: Option<String>,

    /// Requests for each page.
    #[arg(long, default_value_t = 2_000)]
    requests: u64,

    /// Offers in the larger house.
    #[arg(long, default_value_t = 10_000)]
    offers: usize,
}

/// Measures and prints.
pub async fn bench(bench: &Bench) -> Result<()> {
    let cores = thread::available_parallelism()?;
    println!(
        "Single Offer {} on {cores} cores, which client, server and database share; {PEOPLE} connections.",
        env!("CARGO_PKG_VERSION")
    );
    if let Some(busy) = busy(cores.get())? {
        println!(
            "Others work on this machine as well (load {busy}): every figure comes out worse than it is."
        );
    }
    if cfg!(debug_assertions) {
        println!("This is a debug build: its figures say nothing about a release.");
    }
    table::print_redlines(&redline::measured());
    on("SQLite", &Database::Sqlite, bench).await?;
    match &bench.postgres_url {
        Some(url) => on("PostgreSQL", &Database::Postgres(url.clone()), bench).await,
        None => {
            println!("\nNo PostgreSQL at hand: TEST_POSTGRES_URL names one.");
            Ok(())
        }
    }
}

/// How many others wanted a core in the last minute, where that is enough to be in the way.
fn busy(cores: usize) -> Result<Option<String>> {
    let load = fs::read_to_string("/proc/loadavg")?;
    let last_minute = load.split_whitespace().next().context("a load")?;
    let share = last_minute.parse::<f64>()? / u32::try_from(cores).map(f64::from)?;
    Ok((share > 0.25).then(|| last_minute.to_owned()))
}

/// Everything on one database.
async fn on(name: &str, database: &Database, bench: &Bench) -> Result<()> {
    eprintln!("{name}: putting in {FEW} offers, and {}", bench.offers);
    let few = House::open(database, FEW).await?;
    let many = House::open(database, bench.offers).await?;
    let measured = measured(name, &few, &many, bench).await;
    few.close().await?;
    many.close().await?;
    measured
}

async fn measured(name: &str, few: &House, many: &House, bench: &Bench) -> Result<()> {
    let mut cases = cases(few, many, bench.offers).await?;
    let mut queries = Vec::new();
    let mut answers = Vec::new();
    for case in &mut cases {
        let track = case.tracks.first_mut().context("somebody who asks")?;
        queries.push(queries::of(case.house, track).await?);
        answers.push(track.once().await?);
    }
    let weight = weight::of(many, &cases, &answers).await?;
    let bare = Children::bare(&answers).await?;
    let mut rows = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        eprintln!("{name}: {}", case.name);
        let (ours, theirs) = measure(case, &bare, number, bench.requests).await?;
        rows.push(Row {
            name: case.name.clone(),
            kind: case.kind,
            aim: case.aim,
            ours,
            bare: theirs,
            queries: queries[number],
            bytes: answers[number].body.len(),
        });
    }
    bare.end().await?;
    table::print(name, &rows, weight.as_ref(), memory::of(many.process())?);
    match paper::measured(&few.services).await {
        Ok(papers) => table::print_papers(&papers),
        Err(fault) => println!("an agreement of 60 terms as PDF was not measured: {fault:#}"),
    }
    Ok(())
}
