//! What the documents promise: every rule of the report is decided, and what is called built has its test.

use domain::form::Widget;
use domain::offer::{Matter, MatterKind};
use domain::process::OfferKind;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The cells of each row of the table.
fn rows() -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join("docs/rules.md")).expect("docs/rules.md is there");
    text.lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| no"))
        .map(|line| {
            line.trim_matches('|')
                .split(" | ")
                .map(|cell| cell.trim().to_owned())
                .collect()
        })
        .collect()
}

/// The text of every test file of ours.
fn tests() -> String {
    fn gather(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                if !path.ends_with("node_modules") {
                    gather(&path, text);
                }
            } else if path
                .extension()
                .is_some_and(|end| end == "rs" || end == "ts")
            {
                text.push_str(&fs::read_to_string(&path).unwrap_or_default());
            }
        }
    }
    let mut text = String::new();
    for folder in [
        "app/domain",
        "app/services",
        "app/src",
        "app/tests",
        "server",
        "end2end/tests",
    ] {
        gather(&root().join(folder), &mut text);
    }
    text
}

/// `docs/permissions.md` says what `permit` says. `WRITE_DOCS=1`, as `make docs` sets it, writes it again.
#[test]
fn permissions_read_what_the_domain_says() {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one switch of this test, set by make docs"
    )]
    let write = std::env::var_os("WRITE_DOCS").is_some();
    let page = root().join("docs/permissions.md");
    let said = domain::process::document();
    if write {
        fs::write(&page, &said).expect("docs/permissions.md is written");
    }
    let written = fs::read_to_string(&page).unwrap_or_default();
    let differs = written
        .lines()
        .zip(said.lines())
        .find(|(written, said)| written != said);
    assert!(
        written == said,
        "docs/permissions.md is not what the domain says ({differs:?}): run `make docs` to write it again"
    );
}

#[test]
fn every_rule_of_the_report_is_decided_once() {
    let rows = rows();
    let numbers: Vec<String> = rows.iter().map(|row| row[0].clone()).collect();
    assert_eq!(
        numbers,
        (1..=127)
            .map(|number| number.to_string())
            .collect::<Vec<_>>()
    );
    for row in &rows {
        assert_eq!(row.len(), 5, "rule {}", row[0]);
        assert!(
            matches!(row[3].as_str(), "Built" | "Later" | "Not"),
            "rule {}",
            row[0]
        );
        assert!(row[4].len() > 15, "rule {} says why", row[0]);
    }
}

#[test]
fn what_is_called_built_has_its_test() {
    let tests = tests();
    for row in rows().iter().filter(|row| row[3] == "Built") {
        let name = row[4].split('`').nth(1).unwrap_or_default();
        let written =
            tests.contains(&format!("fn {name}(")) || tests.contains(&format!("test('{name}'"));
        assert!(
            written,
            "rule {} names the test {name}, which is not there",
            row[0]
        );
    }
}

#[test]
fn the_rules_of_completeness_that_are_named_exist() {
    let ids: Vec<&str> = domain::offer::rules().iter().map(|rule| rule.id).collect();
    for row in rows() {
        let parts: Vec<&str> = row[4].split('`').collect();
        let mut named = false;
        for (at, part) in parts.iter().enumerate() {
            if at % 2 == 0 {
                // Between two names: "rule", "rules", "and", a comma.
                named = part.ends_with("rule ")
                    || part.ends_with("rules ")
                    || (named && part.len() <= 5);
            } else if named {
                assert!(ids.contains(part), "rule {} names {part}", row[0]);
            }
        }
    }
}

/// The fields by which the report's rules are met: asked for in the matter they belong to, with a label.
#[test]
fn every_field_that_the_rules_name_is_asked_for() {
    let around = domain::offer::Proposal {
        kind: OfferKind::SingleOffer,
        kept: Vec::new(),
        answers: Default::default(),
    }
    .around();
    let asked: &[(MatterKind, &[&str])] = &[
        (
            MatterKind::Scope,
            &[
                "area",
                "parent-authority",
                "authorities",
                "services",
                "summary",
                "for-users",
                "for-taxpayers",
            ],
        ),
        (
            MatterKind::Outcome,
            &[
                "service",
                "users",
                "departments",
                "indicator-0-name",
                "indicator-0-unit",
                "indicator-0-direction",
                "indicator-0-baseline",
                "indicator-0-baseline-on",
                "indicator-0-source",
            ],
        ),
        (
            MatterKind::SavingsLine,
            &[
                "area",
                "kind",
                "grade",
                "bearer",
                "accrues-0-body",
                "accrues-0-part",
                "method",
                "standing",
                "source",
            ],
        ),
        (
            MatterKind::Investment,
            &["investor", "kind", "grade", "gains", "double-running"],
        ),
        (
            MatterKind::Engagement,
            &[
                "group",
                "stage",
                "who",
                "how",
                "first-contact",
                "when",
                "changed",
            ],
        ),
        (
            MatterKind::Budget,
            &[
                "kind",
                "why-kind",
                "outcomes",
                "host",
                "accountable-officer",
                "legal-power",
                "governance",
                "memorandum",
                "over-and-underspend",
                "leaving",
                "funding-departments",
                "contribution-0-organisation",
                "contribution-0-fund",
                "contribution-0-ringfenced",
                "contribution-0-owner",
                "contribution-0-lifted-by",
            ],
        ),
        (
            MatterKind::Freedom,
            &[
                "kind",
                "category",
                "departments",
                "barrier",
                "available",
                "legal-basis",
                "conditions",
                "from",
                "until",
                "outcomes",
                "lines",
                "source",
            ],
        ),
        (
            MatterKind::Governance,
            &[
                "accountable-body",
                "scrutiny",
                "to-parliament",
                "between-partners",
                "to-residents",
            ],
        ),
        (
            MatterKind::Assessment,
            &[
                "assessment",
                "reporting",
                "indicators-before",
                "indicators-after",
            ],
        ),
    ];
    for (kind, names) in asked {
        let sheet = Matter::blank(*kind).sheet(&around);
        for name in *names {
            let field = sheet
                .field(name)
                .unwrap_or_else(|| panic!("{kind} asks for {name}"));
            assert!(!field.label.is_empty());
            if let Widget::Radios(picks) = &field.widget
                && *name != "host"
            {
                assert!(
                    picks.len() > 1 || ["outcomes", "lines"].contains(name),
                    "{kind} {name} gives a choice"
                );
            }
        }
    }
}
