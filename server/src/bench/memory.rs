//! How much memory a process holds.

use std::fs;

use anyhow::{Context, Result};

/// In kilobytes of 1,024 bytes, as Linux counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Resident now.
    pub now: u64,
    /// The most that was ever resident.
    pub most: u64,
}

pub fn of(process: u32) -> Result<Memory> {
    let file = format!("/proc/{process}/status");
    let status = fs::read_to_string(&file).with_context(|| format!("{file} is not there"))?;
    read(&status).with_context(|| format!("{file} does not tell the memory"))
}

fn read(status: &str) -> Option<Memory> {
    let kilobytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().strip_suffix("kB")?.trim().parse().ok()
    };
    Some(Memory {
        now: kilobytes("VmRSS:")?,
        most: kilobytes("VmHWM:")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_read() {
        let status = "Name:\tx\nVmHWM:\t   51200 kB\nVmRSS:\t   40960 kB\n";
        let memory = Memory {
            now: 40_960,
            most: 51_200,
        };
        assert_eq!(read(status), Some(memory));
        assert_eq!(read("Name:\tx\n"), None);
    }
}
