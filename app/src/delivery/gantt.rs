//! The milestones of a page along a line of time. All that it shows stands in the table beside.

use chrono::{Datelike, Months, NaiveDate};
use domain::delivery::Standing;
use services::delivery::MilestoneRow;

use crate::london;
use crate::markup::{Attributes, Markup};

const WIDTH: i64 = 640;
const LEFT: i64 = 12;
const RIGHT: i64 = 628;
const TOP: i64 = 34;
const ROW: i64 = 46;
/// The most letters of a title that stand in the drawing.
const LETTERS: usize = 52;

/// Each milestone on a line of its own: a diamond on its day, a hatched bar from there to when it is expected, and a
/// filled circle where it was achieved. A line marks today.
pub fn gantt(m: &mut Markup, id: &str, rows: &[MilestoneRow], today: NaiveDate) {
    let Some(span) = Span::over(rows, today) else {
        return;
    };
    let bottom = TOP + ROW * i64::try_from(rows.len()).unwrap_or(0);
    let (title_id, words_id, hatching) = (
        format!("{id}-title"),
        format!("{id}-words"),
        format!("{id}-hatching"),
    );
    m.element("figure", &[("class", &"so-chart")], |m| {
        let caption: Attributes<'_> = &[("class", &"govuk-heading-s"), ("id", &title_id)];
        m.words("figcaption", caption, &"Timeline");
        let drawing: Attributes<'_> = &[
            ("class", &"so-chart__drawing so-chart__drawing--wide"),
            ("viewBox", &format!("0 0 {WIDTH} {}", bottom + 12)),
            ("role", &"img"),
            ("aria-labelledby", &title_id),
            ("aria-describedby", &words_id),
            ("focusable", &"false"),
        ];
        m.element("svg", drawing, |m| {
            m.element("defs", &[], |m| pattern(m, &hatching));
            m.element("g", HIDDEN, |m| {
                axis(m, &span, bottom);
                for (row, at) in rows.iter().zip(0..) {
                    one(m, row, &span, TOP + ROW * at, &hatching);
                }
                let now = span.x(today);
                line(m, "so-chart__axis", (now, TOP - 8), (now, bottom));
            });
        });
        key(m, &hatching);
        let words = format!(
            "{} from {} to {}. The table has the same.",
            match rows.len() {
                1 => "1 milestone".to_owned(),
                several => format!("{several} milestones"),
            },
            london::date(span.first),
            london::date(span.last)
        );
        let hidden: Attributes<'_> = &[("class", &"govuk-visually-hidden"), ("id", &words_id)];
        m.words("p", hidden, &words);
    });
}

/// The days from the first to the last that are drawn.
struct Span {
    first: NaiveDate,
    last: NaiveDate,
}

impl Span {
    fn over(rows: &[MilestoneRow], today: NaiveDate) -> Option<Self> {
        let days = || rows.iter().flat_map(|row| [row.dates.due, row.expected]);
        let first = days().min()?.min(today);
        let last = days().max()?.max(today);
        // A little room at both ends, so that nothing stands on the edge.
        let room = chrono::Days::new(u64::try_from((last - first).num_days() / 40 + 3).ok()?);
        Some(Self {
            first: first.checked_sub_days(room).unwrap_or(first),
            last: last.checked_add_days(room).unwrap_or(last),
        })
    }

    fn x(&self, day: NaiveDate) -> i64 {
        let all = (self.last - self.first).num_days().max(1);
        LEFT + (RIGHT - LEFT) * (day - self.first).num_days() / all
    }

    /// The first days of months that get a line, not too many of them.
    fn steps(&self) -> Vec<NaiveDate> {
        let months = (self.last - self.first).num_days() / 30;
        let every: u32 = match months {
            0..=6 => 1,
            7..=18 => 3,
            19..=40 => 6,
            _ => 12,
        };
        let mut steps = Vec::new();
        let mut day = self.first.with_day(1);
        while let Some(at) = day.filter(|at| *at <= self.last) {
            // Financial years begin in April: quarters and half years do with them.
            if at >= self.first && (at.month0() + 9) % every == 0 {
                steps.push(at);
            }
            day = at.checked_add_months(Months::new(1));
        }
        steps
    }
}

fn axis(m: &mut Markup, span: &Span, bottom: i64) {
    for day in span.steps() {
        let x = span.x(day);
        line(m, "so-chart__grid", (x, TOP - 8), (x, bottom));
        // At the edge there is no room for words.
        if x <= RIGHT - 70 {
            let words = day.format("%b %Y").to_string();
            words_at(m, (x, 18), "start", &words);
        }
    }
}

fn one(m: &mut Markup, row: &MilestoneRow, span: &Span, top: i64, hatching: &str) {
    let (due, now) = (span.x(row.dates.due), span.x(row.expected));
    let title = shortened(&row.title);
    words_at(m, (LEFT, top + 16), "start", &title);
    let middle = top + 32;
    if row.slip > 0 && now > due {
        let bar: Attributes<'_> = &[
            ("class", &"so-chart__cost"),
            ("fill", &format!("url(#{hatching})")),
            ("x", &due),
            ("width", &(now - due)),
            ("y", &(middle - 6)),
            ("height", &12_i64),
        ];
        m.words("rect", bar, &"");
    }
    let diamond = format!("M{due} {}l9 9l-9 9l-9 -9z", middle - 9);
    let class = match row.standing {
        Standing::Dropped => "so-chart__whisker",
        _ => "so-chart__saving",
    };
    m.words("path", &[("class", &class), ("d", &diamond)], &"");
    if matches!(row.standing, Standing::Done | Standing::DoneLate) {
        let dot: Attributes<'_> = &[
            ("class", &"so-chart__whisker-edge"),
            ("cx", &now),
            ("cy", &middle),
            ("r", &6_i64),
        ];
        m.words("circle", dot, &"");
        let dot: Attributes<'_> = &[
            ("class", &"so-chart__whisker"),
            ("cx", &now),
            ("cy", &middle),
            ("r", &6_i64),
        ];
        m.words("circle", dot, &"");
    }
}

fn shortened(title: &str) -> String {
    let title = title.trim();
    if title.chars().count() <= LETTERS {
        return title.to_owned();
    }
    let kept: String = title.chars().take(LETTERS).collect();
    format!("{}…", kept.trim_end())
}

const HIDDEN: Attributes<'static> = &[("aria-hidden", &"true")];

fn pattern(m: &mut Markup, hatching: &str) {
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

fn words_at(m: &mut Markup, (x, y): (i64, i64), anchor: &str, words: &str) {
    let attributes: Attributes<'_> = &[
        ("class", &"so-chart__words"),
        ("x", &x),
        ("y", &y),
        ("text-anchor", &anchor),
    ];
    m.words("text", attributes, &words);
}

/// What diamonds, bars and circles mean.
fn key(m: &mut Markup, hatching: &str) {
    let list: Attributes<'_> = &[("class", &"so-chart__key"), ("aria-hidden", &"true")];
    m.element("ul", list, |m| {
        swatch(m, "Its day", |m| {
            let diamond: Attributes<'_> = &[
                ("class", &"so-chart__saving"),
                ("d", &"M12 3l9 9l-9 9l-9 -9z"),
            ];
            m.words("path", diamond, &"");
        });
        swatch(m, "How far it slips", |m| {
            let bar: Attributes<'_> = &[
                ("class", &"so-chart__cost"),
                ("fill", &format!("url(#{hatching})")),
                ("x", &2_i64),
                ("width", &20_i64),
                ("y", &6_i64),
                ("height", &12_i64),
            ];
            m.words("rect", bar, &"");
        });
        swatch(m, "Achieved", |m| {
            let dot: Attributes<'_> = &[
                ("class", &"so-chart__whisker"),
                ("cx", &12_i64),
                ("cy", &12_i64),
                ("r", &7_i64),
            ];
            m.words("circle", dot, &"");
        });
        swatch(m, "Today", |m| {
            line(m, "so-chart__axis", (12, 2), (12, 22));
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
