//! The table that is printed.

use std::time::Duration;

use super::{
    case::{Kind, QUERIES},
    measure::{Figures, Row},
    memory::Memory,
    paper::{self, Papers},
    redline,
    weight::Weight,
};

const COLD_PAGE: usize = 60_000;
const BROWSER_CODE: usize = 120_000;
/// In megabytes of 1,024 kilobytes, as memory is counted.
const RESIDENT: u64 = 80;

const HEAD: [&str; 11] = [
    "",
    "requests/s",
    "p50 ms",
    "p99 ms",
    "server",
    "database",
    "aim",
    "queries",
    "bytes",
    "speed/bare",
    "CPU/bare",
];

/// Prints what was measured on one database.
pub fn print(database: &str, rows: &[Row], weight: Option<&Weight>, memory: Memory) {
    println!("\n{database}");
    println!(
        "Server, database and their aim: CPU-ms for each request. Bytes: compressed, as sent. The second line of each: \
         bare axum, serving the same bytes in turn.\n"
    );
    let lines = rows
        .iter()
        .flat_map(|row| [ours(row), bare(&row.bare)])
        .collect::<Vec<_>>();
    print_aligned(&lines);
    println!();
    for (few, many) in lists(rows) {
        println!(
            "{} costs {:.2} times the CPU of {} (aim: the same)",
            many.name,
            many.ours.cpu() / few.ours.cpu(),
            few.name
        );
    }
    match weight {
        Some(weight) => print_weight(weight),
        None => println!("cold page and browser code: the browser half is not in this program"),
    }
    println!(
        "resident after all this: {} MB, at most {} MB (aim < {RESIDENT} MB)",
        memory.now.div_ceil(1_024),
        memory.most.div_ceil(1_024),
    );
}

/// Prints how long redlines took, which need no database.
pub fn print_redlines(redlines: &[(&str, Duration)]) {
    for (name, took) in redlines {
        println!(
            "redline of two texts of 20 pages, {name}: {:.1} ms (aim < {} ms)",
            took.as_secs_f64() * 1_000.0,
            redline::AIM.as_millis()
        );
    }
}

/// Prints how long papers took, and what they weigh.
pub fn print_papers(papers: &Papers) {
    let milliseconds = |took: Duration| took.as_secs_f64() * 1_000.0;
    println!(
        "an agreement of 60 terms as PDF, the first: {:.0} ms (aim < {} ms); each later one: {:.0} ms (aim < {} ms)",
        milliseconds(papers.cold),
        paper::COLD.as_millis(),
        milliseconds(papers.warm),
        paper::WARM.as_millis(),
    );
    println!(
        "20 of them at once: at most {} MB (aim < {} MB); {} MB before, {} MB after the first",
        papers.most.div_ceil(1_024),
        paper::MEMORY,
        papers.before.div_ceil(1_024),
        papers.after_one.div_ceil(1_024),
    );
}

fn print_weight(weight: &Weight) {
    for (page, bytes) in &weight.cold {
        println!(
            "cold page, {page}: {} (aim ≤ {})",
            kilobytes(*bytes),
            kilobytes(COLD_PAGE)
        );
    }
    println!(
        "browser code: {} (aim ≤ {})",
        kilobytes(weight.browser_code),
        kilobytes(BROWSER_CODE)
    );
}

fn ours(row: &Row) -> [String; 11] {
    let queries = if row.kind.is_page() {
        format!("{} (≤ {QUERIES})", row.queries)
    } else {
        row.queries.to_string()
    };
    let aim = row.aim.map_or(String::new(), |aim| format!("≤ {aim:.1}"));
    let (ours, bare) = (&row.ours, &row.bare);
    let [name, requests, p50, p99, server, database] = figures(&row.name, ours);
    [
        name,
        requests,
        p50,
        p99,
        server,
        database,
        aim,
        queries,
        row.bytes.to_string(),
        format!("{:.3}", ours.requests_a_second / bare.requests_a_second),
        format!("{:.1}", ours.cpu() / bare.cpu()),
    ]
}

fn bare(bare: &Figures) -> [String; 11] {
    let mut cells = HEAD.map(|_| String::new());
    for (cell, figure) in cells.iter_mut().zip(figures("  bare axum", bare)) {
        *cell = figure;
    }
    cells
}

fn figures(name: &str, figures: &Figures) -> [String; 6] {
    [
        name.to_owned(),
        format!("{:.0}", figures.requests_a_second),
        format!("{:.2}", figures.p50),
        format!("{:.2}", figures.p99),
        format!("{:.3}", figures.server),
        figures
            .database
            .map_or("–".to_owned(), |spent| format!("{spent:.3}")),
    ]
}

/// Each list in the smaller house, with the same in the larger.
fn lists(rows: &[Row]) -> impl Iterator<Item = (&Row, &Row)> {
    let lists = || rows.iter().filter(|row| row.kind == Kind::List);
    lists().enumerate().filter_map(move |(place, few)| {
        let same = |row: &&Row| without_count(&row.name) == without_count(&few.name);
        Some((few, lists().skip(place + 1).find(same)?))
    })
}

/// What is read, without of how many offers: “programme, 100 offers”.
fn without_count(name: &str) -> &str {
    let before = name.strip_suffix(" offers").unwrap_or(name);
    before.rsplit_once(' ').map_or(before, |(what, _)| what)
}

fn print_aligned(lines: &[[String; 11]]) {
    let head = HEAD.map(str::to_owned);
    let widths = std::array::from_fn::<usize, 11, _>(|column| {
        let cells = lines.iter().chain([&head]);
        let widths = cells.map(|line| line[column].chars().count());
        widths.max().unwrap_or_default()
    });
    for line in [&head].into_iter().chain(lines) {
        let cells: Vec<String> = line
            .iter()
            .zip(widths)
            .enumerate()
            .map(|(column, (cell, width))| match column {
                0 => format!("{cell:<width$}"),
                _ => format!("{cell:>width$}"),
            })
            .collect();
        println!("{}", cells.join("  ").trim_end());
    }
}

fn kilobytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{} KB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilobytes_are_rounded_up() {
        assert_eq!(kilobytes(60_000), "60.0 KB");
        assert_eq!(kilobytes(60_001), "60.1 KB");
        assert_eq!(kilobytes(0), "0.0 KB");
    }
}
