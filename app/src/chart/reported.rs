//! A chart of what was planned, claimed and verified by year, drawn on the server.

use domain::money::Pence;

use super::scale::{HEIGHT, Scale, TOP};
use super::{HIDDEN, LEFT, axis, bar, figure_at, hatching_pattern, swatch, words_at};
use crate::markup::{Attributes, Markup};

/// The figures of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedYear {
    pub label: String,
    pub low: Pence,
    pub central: Pence,
    pub high: Pence,
    pub claimed: Pence,
    pub verified: Pence,
}

const SLOT: i64 = 200;
const BAR: i64 = 40;

/// The plan as a whisker from low to high, what was claimed hatched, what was verified filled. Every bar has its figure
/// written at it, so that no colour alone says anything; the exact figures belong in a table beside.
pub fn reported(m: &mut Markup, id: &str, title: &str, years: &[ReportedYear]) {
    let scale = Scale::holding(
        years
            .iter()
            .flat_map(|year| [year.low, year.high, year.claimed, year.verified]),
    );
    let right = LEFT + SLOT * i64::try_from(years.len()).unwrap_or(0);
    let hatching = format!("{id}-hatching");
    let (title_id, words_id) = (format!("{id}-title"), format!("{id}-words"));
    m.element("figure", &[("class", &"so-chart")], |m| {
        let caption: Attributes<'_> = &[("class", &"govuk-heading-s"), ("id", &title_id)];
        m.words("figcaption", caption, &title);
        let drawing: Attributes<'_> = &[
            ("class", &"so-chart__drawing"),
            (
                "viewBox",
                &format!("0 0 {} {}", right + 8, TOP + HEIGHT + 56),
            ),
            ("role", &"img"),
            ("aria-labelledby", &title_id),
            ("aria-describedby", &words_id),
            ("focusable", &"false"),
        ];
        m.element("svg", drawing, |m| {
            m.element("defs", &[], |m| hatching_pattern(m, &hatching));
            axis(m, &scale, right);
            let mut from = LEFT;
            for year in years {
                one(m, year, from, &scale, &hatching);
                from += SLOT;
            }
        });
        key(m, &hatching);
        let in_words: Vec<String> = years.iter().map(in_words).collect();
        let hidden: Attributes<'_> = &[("class", &"govuk-visually-hidden"), ("id", &words_id)];
        m.words("p", hidden, &in_words.join(" "));
    });
}

fn in_words(year: &ReportedYear) -> String {
    format!(
        "{}: planned {}, between {} and {}; claimed {}; verified {}.",
        year.label,
        year.central.rounded(),
        year.low.rounded(),
        year.high.rounded(),
        year.claimed.rounded(),
        year.verified.rounded()
    )
}

fn one(m: &mut Markup, year: &ReportedYear, from: i64, scale: &Scale, hatching: &str) {
    let nought = scale.height_of(Pence::ZERO);
    let height = |amount: Pence| scale.height_of(amount);
    let planned = from + 36;
    let claimed_from = from + 66;
    let verified_from = claimed_from + BAR + 16;
    m.element("g", HIDDEN, |m| {
        let (low, central, high) = (height(year.low), height(year.central), height(year.high));
        let (left, dot) = (planned - 7, planned - 11);
        let path =
            format!("M{left} {high}h14M{planned} {high}V{low}M{left} {low}h14M{dot} {central}h22");
        m.words(
            "path",
            &[("class", &"so-chart__whisker"), ("d", &path)],
            &"",
        );
        figure_at(m, (planned, high.min(low) - 8), &year.central.rounded());
        let fill = format!("url(#{hatching})");
        let bars = [
            (year.claimed, claimed_from, "so-chart__cost", fill.as_str()),
            (
                year.verified,
                verified_from,
                "so-chart__saving",
                "currentColor",
            ),
        ];
        for (amount, left, class, fill) in bars {
            let end = height(amount);
            bar(m, class, fill, (left, BAR), (nought, end));
            let words = if amount.is_negative() {
                end + 18
            } else {
                end - 8
            };
            figure_at(m, (left + BAR / 2, words), &amount.rounded());
        }
        let below = (from + SLOT / 2, TOP + HEIGHT + 44);
        words_at(
            m,
            "so-chart__words so-chart__words--strong",
            below,
            "middle",
            &year.label,
        );
    });
}

fn key(m: &mut Markup, hatching: &str) {
    let list: Attributes<'_> = &[("class", &"so-chart__key"), ("aria-hidden", &"true")];
    m.element("ul", list, |m| {
        swatch(m, "Planned, from low to high", |m| {
            let path = "M6 3h12M12 3V21M6 21h12M2 12h20";
            m.words(
                "path",
                &[("class", &"so-chart__whisker"), ("d", &path)],
                &"",
            );
        });
        swatch(m, "Claimed", |m| {
            let fill = format!("url(#{hatching})");
            bar(m, "so-chart__cost", &fill, (2, 20), (2, 22));
        });
        swatch(m, "Verified", |m| {
            bar(m, "so-chart__saving", "currentColor", (2, 20), (2, 22));
        });
    });
}
