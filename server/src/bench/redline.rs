//! How long the redline of two long texts takes: twenty pages each, as a minister's office may write them.

use std::time::{Duration, Instant};

use domain::redline::prose;

const PAGES: usize = 20;
const PARAGRAPHS_A_PAGE: usize = 6;
const WORDS_A_PARAGRAPH: usize = 85;
/// How many different words there are.
const WORDS: u64 = 3_000;
/// The quickest of so many turns: what the machine does besides only ever adds.
const TURNS: usize = 5;

/// The most that one redline should take.
pub const AIM: Duration = Duration::from_millis(50);

/// What was compared, and how long it took.
pub fn measured() -> Vec<(&'static str, Duration)> {
    let before = text(1);
    let mut edited = before.clone();
    for paragraph in edited.iter_mut().step_by(3) {
        for word in paragraph.iter_mut().step_by(9) {
            "changed".clone_into(word);
        }
    }
    let last = edited.len() - 1;
    edited.swap(last / 9, last);
    let written_anew = text(2);
    vec![
        ("edited", took(&lines(&before), &lines(&edited))),
        ("written anew", took(&lines(&before), &lines(&written_anew))),
        (
            "edited, without a single break",
            took(
                &lines(&before).replace('\n', " "),
                &lines(&edited).replace('\n', " "),
            ),
        ),
    ]
}

#[expect(
    clippy::disallowed_methods,
    reason = "what is measured here is the time that passes on this machine"
)]
fn took(old: &str, new: &str) -> Duration {
    let turns = (0..TURNS).map(|_| {
        let start = Instant::now();
        std::hint::black_box(prose(old, new));
        start.elapsed()
    });
    turns.min().unwrap_or_default()
}

/// Paragraphs of words drawn from a fixed seed.
fn text(seed: u64) -> Vec<Vec<String>> {
    let mut drawn = seed;
    let mut word = || {
        // Knuth's linear congruential generator, whose upper half is good enough for words.
        drawn = drawn
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        format!("word{}", (drawn >> 33) % WORDS)
    };
    (0..PAGES * PARAGRAPHS_A_PAGE)
        .map(|_| (0..WORDS_A_PARAGRAPH).map(|_| word()).collect())
        .collect()
}

fn lines(paragraphs: &[Vec<String>]) -> String {
    let lines: Vec<String> = paragraphs.iter().map(|words| words.join(" ")).collect();
    lines.join("\n")
}
