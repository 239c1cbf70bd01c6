//! A chart of money by year, drawn on the server and, where an island follows the typing, in the browser as well.

mod path;
mod reported;
mod scale;

use domain::money::Pence;

use crate::markup::{Attributes, Markup};
pub use path::{Dot, path};
pub use reported::{ReportedYear, reported};
use scale::{HEIGHT, Scale, TOP};

/// The figures of one year: the additional saving with its range, and what is invested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartYear {
    pub label: String,
    pub low: Pence,
    pub central: Pence,
    pub high: Pence,
    /// What is invested, above nought; it is drawn below the line.
    pub cost: Pence,
}

const LEFT: i64 = 84;
const SLOT: i64 = 140;
const SAVING: i64 = 44;
const COST: i64 = 28;

/// Bars by year: savings filled with their range as a whisker, investment hatched and below the line. Every bar has
/// its figure written at it, so that no colour alone says anything; the exact figures belong in a table beside.
///
/// Ids in the drawing start with `id`: one of its own for each chart of a page.
pub fn chart(m: &mut Markup, id: &str, title: &str, years: &[ChartYear]) {
    let scale = Scale::holding(
        years
            .iter()
            .flat_map(|year| [year.low, year.central, year.high, -year.cost]),
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
                year_bars(m, year, from, &scale, &hatching);
                from += SLOT;
            }
        });
        key(m, &hatching);
        let in_words: Vec<String> = years.iter().map(year_in_words).collect();
        let hidden: Attributes<'_> = &[("class", &"govuk-visually-hidden"), ("id", &words_id)];
        m.words("p", hidden, &in_words.join(" "));
    });
}

fn hatching_pattern(m: &mut Markup, hatching: &str) {
    let pattern: Attributes<'_> = &[
        ("id", &hatching),
        ("width", &"8"),
        ("height", &"8"),
        ("patternUnits", &"userSpaceOnUse"),
        ("patternTransform", &"rotate(45)"),
    ];
    m.element("pattern", pattern, |m| {
        line(m, "so-chart__hatching", (0, 0), (0, 8));
    });
}

/// One year as a sentence, for those who cannot see the drawing.
fn year_in_words(year: &ChartYear) -> String {
    let mut words = format!(
        "{}: {} additional, between {} and {}",
        year.label,
        year.central.rounded(),
        year.low.rounded(),
        year.high.rounded()
    );
    if !year.cost.is_zero() {
        words.push_str(&format!("; {} invested", year.cost.rounded()));
    }
    words.push('.');
    words
}

/// The round amounts and their lines; nought is the line that bars stand on.
fn axis(m: &mut Markup, scale: &Scale, right: i64) {
    m.element("g", HIDDEN, |m| {
        for amount in scale.steps() {
            let y = scale.height_of(amount);
            let class = if amount.is_zero() {
                "so-chart__axis"
            } else {
                "so-chart__grid"
            };
            line(m, class, (LEFT, y), (right, y));
            words_at(
                m,
                "so-chart__words",
                (LEFT - 8, y + 5),
                "end",
                &amount.rounded(),
            );
        }
    });
}

fn year_bars(m: &mut Markup, year: &ChartYear, from: i64, scale: &Scale, hatching: &str) {
    let saving_from = from + 14;
    let cost_from = saving_from + SAVING + 12;
    let middle = saving_from + SAVING / 2;
    let nought = scale.height_of(Pence::ZERO);
    let central = scale.height_of(year.central);
    let high = scale.height_of(year.high);
    let low = scale.height_of(year.low);
    // The figure stands beyond bar and whisker, on the side to which the bar points.
    let figure = if year.central.is_negative() {
        central.max(low) + 20
    } else {
        central.min(high) - 8
    };
    let start = middle - 6;
    let whisker = format!("M{start} {high}h12M{middle} {high}V{low}M{start} {low}h12");
    m.element("g", HIDDEN, |m| {
        bar(
            m,
            "so-chart__saving",
            "currentColor",
            (saving_from, SAVING),
            (nought, central),
        );
        for class in ["so-chart__whisker-edge", "so-chart__whisker"] {
            m.words("path", &[("class", &class), ("d", &whisker)], &"");
        }
        figure_at(m, (middle, figure), &year.central.rounded());
        if !year.cost.is_zero() {
            let end = scale.height_of(-year.cost);
            let words_at = if end >= nought { end + 18 } else { end - 8 };
            bar(
                m,
                "so-chart__cost",
                &format!("url(#{hatching})"),
                (cost_from, COST),
                (nought, end),
            );
            figure_at(m, (cost_from + COST / 2, words_at), &year.cost.rounded());
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

const HIDDEN: Attributes<'static> = &[("aria-hidden", &"true")];

/// A bar between the line and where it ends, above or below.
fn bar(m: &mut Markup, class: &str, fill: &str, (x, width): (i64, i64), (nought, end): (i64, i64)) {
    let (top, height) = (nought.min(end), (nought - end).abs());
    let attributes: Attributes<'_> = &[
        ("class", &class),
        ("fill", &fill),
        ("x", &x),
        ("width", &width),
        ("y", &top),
        ("height", &height),
    ];
    m.words("rect", attributes, &"");
}

fn line(m: &mut Markup, class: &str, from: (i64, i64), to: (i64, i64)) {
    let attributes: Attributes<'_> = &[
        ("class", &class),
        ("x1", &from.0),
        ("y1", &from.1),
        ("x2", &to.0),
        ("y2", &to.1),
    ];
    m.words("line", attributes, &"");
}

fn figure_at(m: &mut Markup, at: (i64, i64), words: &str) {
    words_at(m, "so-chart__words", at, "middle", words);
}

fn words_at(m: &mut Markup, class: &str, (x, y): (i64, i64), anchor: &str, words: &str) {
    let attributes: Attributes<'_> = &[
        ("class", &class),
        ("x", &x),
        ("y", &y),
        ("text-anchor", &anchor),
    ];
    m.words("text", attributes, &words);
}

/// What bars, whiskers and hatching mean.
fn key(m: &mut Markup, hatching: &str) {
    let list: Attributes<'_> = &[("class", &"so-chart__key"), ("aria-hidden", &"true")];
    m.element("ul", list, |m| {
        swatch(m, "Additional saving, central estimate", |m| {
            bar(m, "so-chart__saving", "currentColor", (2, 20), (2, 22));
        });
        swatch(m, "From the low to the high estimate", |m| {
            let path = "M6 3h12M12 3V21M6 21h12";
            m.words(
                "path",
                &[("class", &"so-chart__whisker"), ("d", &path)],
                &"",
            );
        });
        swatch(m, "Investment, below the line", |m| {
            bar(
                m,
                "so-chart__cost",
                &format!("url(#{hatching})"),
                (2, 20),
                (2, 22),
            );
        });
    });
}

fn swatch(m: &mut Markup, words: &str, drawing: impl FnOnce(&mut Markup)) {
    m.element("li", &[], |m| {
        let attributes: Attributes<'_> = &[
            ("class", &"so-chart__swatch"),
            ("viewBox", &"0 0 24 24"),
            ("focusable", &"false"),
        ];
        m.element("svg", attributes, drawing);
        m.text(&" ");
        m.text(&words);
    });
}
