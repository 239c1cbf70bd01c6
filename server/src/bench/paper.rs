//! How long an agreement of sixty terms takes as PDF, and how much memory twenty at once. A process of its own sets
//! them: the first setting there is the first of all, and its memory is nobody else’s.

use std::{
    env,
    io::stdin,
    process::{self, Stdio},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use chrono::DateTime;
use domain::agreement::{Content, Digest};
use serde::{Deserialize, Serialize};
use services::{
    Services,
    agreements::{Press, ToPrint},
};
use tokio::{io::AsyncWriteExt, process::Command};

use super::memory;
use crate::press::press;

const TERMS: usize = 60;
/// So many people ask for a paper at the same time.
const AT_ONCE: usize = 20;
/// The quickest of so many turns: what the machine does besides only ever adds.
const TURNS: usize = 5;

/// The most that the first setting should take, and each later one.
pub const COLD: Duration = Duration::from_secs(1);
pub const WARM: Duration = Duration::from_millis(300);
/// The most memory for twenty at once, in megabytes of 1,024 kilobytes.
pub const MEMORY: u64 = 150;

/// The agreement of the demo that is in force.
const IN_FORCE: &str = "WOR-1";

/// What a process found that set papers and did nothing else.
#[derive(Debug, Deserialize, Serialize)]
pub struct Papers {
    pub cold: Duration,
    pub warm: Duration,
    /// In kilobytes: before anything was set, after the first, and the most while twenty were.
    pub before: u64,
    pub after_one: u64,
    pub most: u64,
}

/// Has a process of its own set the agreement in force of this house, with as many terms as are aimed for.
pub async fn measured(services: &Services) -> Result<Papers> {
    let reference = IN_FORCE.parse()?;
    let agreements = services.agreements();
    let read = agreements.agreement(None, &reference, None).await;
    let read = read.context("the demo has an agreement in force")?;
    let content = sixty(read.content);
    let mut child = Command::new(env::current_exe()?)
        .arg("papers")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .context("this program does not start again")?;
    let mut input = child.stdin.take().context("it reads")?;
    input.write_all(&serde_json::to_vec(&content)?).await?;
    drop(input);
    let output = child.wait_with_output().await?;
    ensure!(
        output.status.success(),
        "no papers were set: {}",
        output.status
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The same terms again and again, under numbers of their own.
fn sixty(mut content: Content) -> Content {
    let signed = content.terms.clone();
    let numbers = (1..).zip(signed.iter().cycle());
    content.terms = numbers
        .take(TERMS)
        .map(|(number, term)| {
            let mut term = term.clone();
            term.number = number;
            term
        })
        .collect();
    content
}

/// Sets the content that comes by standard input, and prints what that took.
pub fn set() -> Result<()> {
    let content: Content = serde_json::from_reader(stdin()).context("the agreement")?;
    let press = press();
    let before = memory::of(process::id())?.now;
    let cold = took(&press, &content)?;
    let after_one = memory::of(process::id())?.now;
    let warm = (0..TURNS).map(|_| took(&press, &content));
    let warm = warm.collect::<Result<Vec<_>>>()?.into_iter().min();
    thread::scope(|scope| {
        let all: Vec<_> = (0..AT_ONCE)
            .map(|_| scope.spawn(|| took(&press, &content)))
            .collect();
        all.into_iter()
            .try_for_each(|one| one.join().map_or_else(|_| unset(), |took| took.map(drop)))
    })?;
    let papers = Papers {
        cold,
        warm: warm.unwrap_or_default(),
        before,
        after_one,
        most: memory::of(process::id())?.most,
    };
    println!("{}", serde_json::to_string(&papers)?);
    Ok(())
}

fn unset() -> Result<()> {
    anyhow::bail!("setting a paper broke off")
}

#[expect(
    clippy::disallowed_methods,
    reason = "what is measured here is the time that passes on this machine"
)]
fn took(press: &Arc<dyn Press>, content: &Content) -> Result<Duration> {
    let print = ToPrint {
        content,
        digest: Digest::of(b"the text"),
        before: None,
        signatories: &[],
        verify_at: "https://single-offer.example/agreements/WOR-1/verify",
        issued_at: DateTime::UNIX_EPOCH,
    };
    let start = Instant::now();
    std::hint::black_box(press.pdf(&print)?);
    Ok(start.elapsed())
}
