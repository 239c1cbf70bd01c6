//! CPU time that processes spent, as Linux counts it for each of their threads.

use std::{collections::BTreeMap, fs, time::Duration};

use anyhow::{Context, Result};

/// What the threads of some processes had spent at one moment, in nanoseconds by thread.
#[derive(Clone, Debug, Default)]
pub struct Cpu(BTreeMap<u32, u64>);

impl Cpu {
    /// Of one process.
    pub fn of(process: u32) -> Result<Self> {
        let threads = format!("/proc/{process}/task");
        let threads = fs::read_dir(&threads).with_context(|| format!("{threads} is not there"))?;
        let mut spent = BTreeMap::new();
        for thread in threads {
            let thread = thread?;
            // Between the two, a thread may end.
            let Ok(text) = fs::read_to_string(thread.path().join("schedstat")) else {
                continue;
            };
            if let (Some(id), Some(nanoseconds)) = (number(&thread), first(&text)) {
                spent.insert(id, nanoseconds);
            }
        }
        Ok(Self(spent))
    }

    /// Of all connections that PostgreSQL, on this machine, has to this database: a process each.
    pub fn of_postgres(database: &str) -> Result<Self> {
        let mut spent = BTreeMap::new();
        for process in fs::read_dir("/proc")? {
            let process = process?;
            let Some(id) = number(&process) else { continue };
            let title = fs::read(process.path().join("cmdline")).unwrap_or_default();
            if !is_connection(&title, database) {
                continue;
            }
            if let Ok(Self(threads)) = Self::of(id) {
                spent.extend(threads);
            }
        }
        Ok(Self(spent))
    }

    /// What was spent since then. A thread that is gone has taken along what it spent last.
    pub fn since(&self, earlier: &Self) -> Duration {
        let nanoseconds = self.0.iter().map(|(thread, now)| {
            let then = earlier.0.get(thread).copied().unwrap_or_default();
            now.saturating_sub(then)
        });
        Duration::from_nanos(nanoseconds.sum())
    }
}

/// A process or thread goes by its number.
fn number(entry: &fs::DirEntry) -> Option<u32> {
    entry.file_name().to_str()?.parse().ok()
}

/// `schedstat` begins with the time on a core.
fn first(schedstat: &str) -> Option<u64> {
    schedstat.split_whitespace().next()?.parse().ok()
}

/// PostgreSQL titles such a process `postgres: PERSON DATABASE ADDRESS STATE`.
fn is_connection(title: &[u8], database: &str) -> bool {
    std::str::from_utf8(title).is_ok_and(|title| {
        title.starts_with("postgres: ") && title.split(' ').any(|word| word == database)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_spends_what_it_works() {
        let process = std::process::id();
        let before = Cpu::of(process).expect("this process");
        let mut sum = 0_u64;
        for number in 0..20_000_000_u64 {
            sum = std::hint::black_box(sum ^ number);
        }
        let spent = Cpu::of(process).expect("this process").since(&before);
        assert!(spent > Duration::from_micros(100), "{spent:?}");
    }

    #[test]
    fn connections_are_known_by_their_database() {
        let title = b"postgres: tests bench_a 127.0.0.1(40404) idle\0";
        assert!(is_connection(title, "bench_a"));
        assert!(!is_connection(title, "bench_b"));
        assert!(!is_connection(b"vim bench_a\0", "bench_a"));
        assert!(!is_connection(b"postgres: walwriter \0", "bench_a"));
    }
}
