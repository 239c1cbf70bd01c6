//! People who ask at the same time, and how long each waits.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::Result;
use hdrhistogram::Histogram;
use tokio::task::JoinSet;

use super::{connection::Connection, track::Track};

/// Waits are kept to three digits.
const DIGITS: u8 = 3;

/// Everybody who asks one thing of one server.
pub struct Crowd(Vec<(Connection, Track)>);

/// What a round of requests took.
pub struct Round {
    /// Microseconds from asking to the end of the answer.
    pub waits: Histogram<u64>,
    pub took: Duration,
}

impl Crowd {
    /// One connection for each.
    pub async fn gather(tracks: Vec<Track>) -> Result<Self> {
        let mut people = Vec::new();
        for track in tracks {
            people.push((Connection::to(track.host()).await?, track));
        }
        Ok(Self(people))
    }

    /// Asks so many times together, each person the next time as soon as the last answer is there.
    pub async fn ask(&mut self, requests: u64) -> Result<Round> {
        let left = Arc::new(AtomicU64::new(requests));
        let mut asking = JoinSet::new();
        let watch = stopwatch();
        for (connection, track) in self.0.drain(..) {
            asking.spawn(ask(connection, track, left.clone()));
        }
        let mut waits = Histogram::new(DIGITS)?;
        while let Some(done) = asking.join_next().await {
            let (connection, track, own) = done??;
            waits.add(own)?;
            self.0.push((connection, track));
        }
        Ok(Round {
            waits,
            took: watch.elapsed(),
        })
    }
}

async fn ask(
    mut connection: Connection,
    mut track: Track,
    left: Arc<AtomicU64>,
) -> Result<(Connection, Track, Histogram<u64>)> {
    let mut waits = Histogram::new(DIGITS)?;
    while left
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            left.checked_sub(1)
        })
        .is_ok()
    {
        let request = track.next()?;
        let watch = stopwatch();
        let status = connection.ask(request).await?;
        waits.record(u64::try_from(watch.elapsed().as_micros())?)?;
        track.must_be_good(status)?;
    }
    Ok((connection, track, waits))
}

#[expect(
    clippy::disallowed_methods,
    reason = "what is measured here is the time that passes on this machine"
)]
fn stopwatch() -> Instant {
    Instant::now()
}
