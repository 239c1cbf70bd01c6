//! Text and CSV: UTF-8, nothing of a web page or a script in it, and no formula that a spreadsheet would run.

use super::{Unfit, holds};

/// By what a browser, a shell or an interpreter would take a text for something to run.
const PAGES: &[&[u8]] = &[
    b"<script",
    b"<html",
    b"<!doctype",
    b"<svg",
    b"<iframe",
    b"<object",
    b"<embed",
    b"<body",
    b"<?php",
    b"<?xml",
    b"<%@",
];
const BEGINNINGS: &[&str] = &[
    "#!",
    "%PDF",
    "{\\rtf",
    "%!PS",
    "MZ",
    "MIME-Version:",
    "From ",
];

pub(super) fn check(content: &[u8]) -> Result<(), Unfit> {
    read(content).map(drop)
}

pub(super) fn check_csv(content: &[u8]) -> Result<(), Unfit> {
    let text = read(content)?;
    if text.lines().any(has_formula) {
        return Err(Unfit::Formula);
    }
    Ok(())
}

fn read(content: &[u8]) -> Result<&str, Unfit> {
    let text = std::str::from_utf8(content).map_err(|_| Unfit::NotUtf8)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let unseen =
        |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\x0c');
    if text.contains(unseen) {
        return Err(Unfit::NotUtf8);
    }
    if PAGES.iter().any(|part| holds(content, part)) {
        return Err(Unfit::Markup);
    }
    let start = text.trim_start();
    if BEGINNINGS.iter().any(|begins| start.starts_with(begins)) {
        return Err(Unfit::Program);
    }
    Ok(text)
}

/// Whether a cell of this line begins as a formula. Quotes hide nothing: a spreadsheet takes them off first. A
/// number below zero begins with a minus, and is none.
fn has_formula(line: &str) -> bool {
    line.split([',', ';', '\t']).any(|cell| {
        let cell = cell.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '"');
        match cell.chars().next() {
            Some('=' | '@') => true,
            Some('+' | '-') => cell.contains('|') || cell.contains('('),
            _ => false,
        }
    })
}
