//! One case, turn by turn with bare axum.

use std::time::Duration;

use anyhow::Result;
use hdrhistogram::Histogram;

use super::{
    bare,
    case::{Case, Kind},
    children::Children,
    cpu::Cpu,
    house::House,
    load::Crowd,
};

/// How often the two take turns.
const ROUNDS: u64 = 10;

/// Bare axum is asked so many times as often: it is done before its CPU time can be told exactly.
const TIMES: u64 = 4;

/// A line of the table.
pub struct Row {
    pub name: String,
    pub kind: Kind,
    pub aim: Option<f64>,
    pub ours: Figures,
    pub bare: Figures,
    pub queries: u32,
    /// Of the answer's body as it is sent.
    pub bytes: usize,
}

/// What one server was seen to do.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    pub requests_a_second: f64,
    /// Half of all requests waited no longer, in milliseconds.
    pub p50: f64,
    /// 99 of 100 requests waited no longer, in milliseconds.
    pub p99: f64,
    /// CPU-milliseconds of the server for each request.
    pub server: f64,
    /// Those of the database, where it is a process of its own.
    pub database: Option<f64>,
}

/// Measures the case as the answer of this number, which bare axum has as well.
pub async fn measure(
    case: &Case<'_>,
    bare: &Children,
    number: usize,
    requests: u64,
) -> Result<(Figures, Figures)> {
    let tracks = case.tracks.iter();
    let theirs = tracks.map(|track| track.at(bare.address, bare::path(number)));
    let mut theirs = Side::new(Crowd::gather(theirs.collect()).await?)?;
    let mut ours = Side::new(Crowd::gather(case.tracks.clone()).await?)?;
    let a_round = requests.div_ceil(ROUNDS);
    theirs.crowd.ask(a_round).await?;
    ours.crowd.ask(a_round).await?;
    for _ in 0..ROUNDS {
        theirs.round(a_round * TIMES, bare.process(), None).await?;
        ours.round(a_round, case.house.process(), Some(case.house))
            .await?;
    }
    Ok((ours.figures(), theirs.figures()))
}

/// One of the two, and what it did so far.
struct Side {
    crowd: Crowd,
    waits: Histogram<u64>,
    took: Duration,
    server: Duration,
    database: Option<Duration>,
}

impl Side {
    fn new(crowd: Crowd) -> Result<Self> {
        Ok(Self {
            crowd,
            waits: Histogram::new(3)?,
            took: Duration::ZERO,
            server: Duration::ZERO,
            database: None,
        })
    }

    async fn round(&mut self, requests: u64, process: u32, house: Option<&House>) -> Result<()> {
        let database = || house.map_or(Ok(None), House::cpu_of_database);
        let before = (Cpu::of(process)?, database()?);
        let round = self.crowd.ask(requests).await?;
        let after = (Cpu::of(process)?, database()?);
        self.waits.add(round.waits)?;
        self.took += round.took;
        self.server += after.0.since(&before.0);
        if let (Some(before), Some(after)) = (before.1, after.1) {
            *self.database.get_or_insert_default() += after.since(&before);
        }
        Ok(())
    }

    fn figures(&self) -> Figures {
        let requests = as_float(self.waits.len());
        let each = |spent: Duration| spent.as_secs_f64() * 1_000.0 / requests;
        let wait = |of_all| as_float(self.waits.value_at_quantile(of_all)) / 1_000.0;
        Figures {
            requests_a_second: requests / self.took.as_secs_f64(),
            p50: wait(0.5),
            p99: wait(0.99),
            server: each(self.server),
            database: self.database.map(each),
        }
    }
}

impl Figures {
    /// Server and database together.
    pub fn cpu(&self) -> f64 {
        self.server + self.database.unwrap_or_default()
    }
}

/// Counts here stay far below where a float would round them.
fn as_float(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
