//! `single-offer bench`, in short: it still knows its way through the pages. How fast they are is no test.

use std::process::Command;

#[test]
fn the_bench_prints_a_line_for_each_case() {
    let bench = Command::new(env!("CARGO_BIN_EXE_single-offer"))
        .args(["bench", "--requests", "10", "--offers", "120"])
        .env_remove("TEST_POSTGRES_URL")
        .output()
        .unwrap();
    let said = String::from_utf8(bench.stderr).unwrap();
    assert!(bench.status.success(), "{said}");
    let table = String::from_utf8(bench.stdout).unwrap();
    for text in ["edited", "written anew"] {
        assert!(table.contains(&format!("redline of two texts of 20 pages, {text}: ")));
    }
    assert!(table.contains("an agreement of 60 terms as PDF"), "{table}");
    for case in [
        "/health",
        "list, 60 of 100 offers",
        "list, 60 of 120 offers",
        "savings",
        "one line of savings",
        "check",
        "a save",
        "60 terms, 12 parties",
        "a term of 40 versions",
        "its redline, 40 against 1",
        "a comment",
    ] {
        let line = table.lines().position(|line| line.starts_with(case));
        let line = line.unwrap_or_else(|| panic!("no line for {case} in\n{table}"));
        let below = table.lines().nth(line + 1).unwrap_or_default();
        assert!(below.starts_with("  bare axum"), "{table}");
    }
}
