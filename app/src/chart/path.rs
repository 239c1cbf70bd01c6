//! A chart of an indicator: the path from its baseline over its targets, and what was measured.

use chrono::NaiveDate;

use super::scale::{HEIGHT, TOP};
use super::{HIDDEN, LEFT, figure_at, line, swatch, words_at};
use crate::markup::{Attributes, Markup};

/// A figure of a day: in thousandths, since whole numbers draw exactly; and as people write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dot {
    pub on: NaiveDate,
    pub thousandths: i64,
    pub words: String,
}

const WIDTH: i64 = 640;

/// The path as a line, what was measured as dots with their figures. The exact figures belong in a table beside.
pub fn path(m: &mut Markup, id: &str, title: &str, way: &[Dot], measured: &[Dot]) {
    let (title_id, words_id) = (format!("{id}-title"), format!("{id}-words"));
    let all = || way.iter().chain(measured);
    let lowest = all().map(|dot| dot.thousandths).min().unwrap_or(0);
    let highest = all().map(|dot| dot.thousandths).max().unwrap_or(0);
    let first = all().map(|dot| dot.on).min().unwrap_or_default();
    let last = all().map(|dot| dot.on).max().unwrap_or_default();
    let range = i128::from(highest.saturating_sub(lowest)).max(1);
    let days = (last - first).num_days().max(1);
    let at = |dot: &Dot| {
        let x = LEFT + (dot.on - first).num_days() * WIDTH / days;
        let above = i128::from(highest.saturating_sub(dot.thousandths)) * i128::from(HEIGHT);
        (x, TOP + i64::try_from(above / range).unwrap_or(HEIGHT))
    };
    m.element("figure", &[("class", &"so-chart")], |m| {
        let caption: Attributes<'_> = &[("class", &"govuk-heading-s"), ("id", &title_id)];
        m.words("figcaption", caption, &title);
        let drawing: Attributes<'_> = &[
            ("class", &"so-chart__drawing"),
            (
                "viewBox",
                &format!("0 0 {} {}", LEFT + WIDTH + 70, TOP + HEIGHT + 56),
            ),
            ("role", &"img"),
            ("aria-labelledby", &title_id),
            ("aria-describedby", &words_id),
            ("focusable", &"false"),
        ];
        m.element("svg", drawing, |m| {
            m.element("g", HIDDEN, |m| {
                let foot = TOP + HEIGHT + 16;
                line(
                    m,
                    "so-chart__axis",
                    (LEFT - 20, foot),
                    (LEFT + WIDTH + 20, foot),
                );
                let steps: Vec<String> = way
                    .iter()
                    .map(|dot| {
                        let (x, y) = at(dot);
                        format!("{x} {y}")
                    })
                    .collect();
                let drawn = format!("M{}", steps.join("L"));
                m.words(
                    "path",
                    &[
                        ("class", &"so-chart__whisker"),
                        ("fill", &"none"),
                        ("d", &drawn),
                    ],
                    &"",
                );
                for dot in way {
                    let (x, y) = at(dot);
                    figure_at(m, (x, y - 12), &dot.words);
                    let day = dot.on.format("%b %Y").to_string();
                    words_at(m, "so-chart__words", (x, foot + 26), "middle", &day);
                }
                for dot in measured {
                    let (x, y) = at(dot);
                    circle(m, (x, y));
                }
                if let Some(dot) = measured.last() {
                    let (x, y) = at(dot);
                    figure_at(m, (x, y + 26), &dot.words);
                }
            });
        });
        let list: Attributes<'_> = &[("class", &"so-chart__key"), ("aria-hidden", &"true")];
        m.element("ul", list, |m| {
            swatch(m, "The path of yearly targets", |m| {
                m.words(
                    "path",
                    &[("class", &"so-chart__whisker"), ("d", &"M2 20L22 4")],
                    &"",
                );
            });
            swatch(m, "Measured", |m| circle(m, (12, 12)));
        });
        let each = |dots: &[Dot]| -> String {
            let each: Vec<String> = dots
                .iter()
                .map(|dot| format!("{} on {}", dot.words, dot.on.format("%-d %B %Y")))
                .collect();
            each.join(", ")
        };
        let words = match measured {
            [] => format!("Path: {}. Nothing is measured yet.", each(way)),
            some => format!("Path: {}. Measured: {}.", each(way), each(some)),
        };
        let hidden: Attributes<'_> = &[("class", &"govuk-visually-hidden"), ("id", &words_id)];
        m.words("p", hidden, &words);
    });
}

fn circle(m: &mut Markup, (x, y): (i64, i64)) {
    let attributes: Attributes<'_> = &[
        ("class", &"so-chart__saving"),
        ("fill", &"currentColor"),
        ("cx", &x),
        ("cy", &y),
        ("r", &"6"),
    ];
    m.words("circle", attributes, &"");
}
