//! `single-offer audit verify`, as somebody runs it: it says whether it had anything to hold the history against.

use tokio::process::Command;

use crate::support::{World, both_databases};

both_databases!(where_no_head_was_kept_it_says_so);

const NONE: &str = "No head was kept outside the database";

async fn where_no_head_was_kept_it_says_so(world: World) {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("heads");
    let file = file.to_str().unwrap();
    let made = run(
        &world,
        &["admin", "ruth@office.example", "--audit-anchor", file],
    )
    .await;
    assert!(made.contains("/sign-in/link/"), "{made}");
    let anchored = run(&world, &["audit", "verify", "--audit-anchor", file]).await;
    assert!(anchored.contains(" entries, unbroken"), "{anchored}");
    assert!(!anchored.contains(NONE), "{anchored}");
    if world.database_url.starts_with("postgres") {
        let alone = run(&world, &["audit", "verify", "--audit-anchor="]).await;
        assert!(alone.contains(NONE), "{alone}");
        let (_, head) = alone.split_once("against later: ").unwrap();
        let head = head.lines().next().unwrap();
        let given = run(
            &world,
            &["audit", "verify", "--audit-anchor=", "--anchor", head],
        )
        .await;
        assert!(!given.contains(NONE), "{given}");
    }
}

/// What the program prints.
async fn run(world: &World, args: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_single-offer"))
        .args(args)
        .args(["--demo=false", "--database-url", &world.database_url])
        .env("RUST_LOG", "off")
        .output()
        .await
        .unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.success(), "{args:?}: {said}");
    String::from_utf8(done.stdout).unwrap()
}
