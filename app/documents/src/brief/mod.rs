//! An offer on at most four pages, for somebody who decides. What does not fit is left out and said to be.

mod chart;

use domain::agreement::TableRow;
use domain::brief::{Brief, Given};
use domain::money::Pence;
use serde::Serialize;

use crate::DocumentError;
use crate::pdf::laid::{LaidTable, one_table, text, titled};
use crate::pdf::{Job, Template, set};
use crate::pieces::Table;
use crate::shown::cut;
use chart::Chart;

const MOST_PAGES: usize = 4;

/// How much goes in.
#[derive(Clone, Copy)]
struct Room {
    /// Of what each side gives.
    given: usize,
    /// Of open points, red lines and those who are next.
    points: usize,
    /// Letters of one text.
    letters: usize,
    /// Letters of the purpose.
    purpose: usize,
}

/// Tried one after the other until it fits. The last is a page and a half however long the texts are.
const ROOMS: [Room; 5] = [
    Room {
        given: 20,
        points: 20,
        letters: 400,
        purpose: 900,
    },
    Room {
        given: 14,
        points: 14,
        letters: 260,
        purpose: 700,
    },
    Room {
        given: 10,
        points: 10,
        letters: 180,
        purpose: 500,
    },
    Room {
        given: 7,
        points: 7,
        letters: 120,
        purpose: 400,
    },
    Room {
        given: 4,
        points: 4,
        letters: 60,
        purpose: 200,
    },
];

/// What the template reads.
#[derive(Debug, Serialize)]
struct Sheet {
    title: String,
    author: String,
    description: String,
    footer: Vec<String>,
    kind: String,
    name: String,
    place: String,
    stage: String,
    reader: String,
    purpose: String,
    place_gives_words: String,
    place_gives: Side,
    government_gives: Side,
    sums: Vec<SumShown>,
    chart: Option<Chart>,
    years: Option<LaidTable>,
    open: Listed,
    red_lines: Listed,
    next: Listed,
}

#[derive(Debug, Serialize)]
struct Side {
    items: Vec<GivenShown>,
    more: Option<String>,
}

#[derive(Debug, Serialize)]
struct GivenShown {
    words: String,
    stands: String,
}

#[derive(Debug, Serialize)]
struct SumShown {
    name: String,
    central: String,
    range: String,
}

#[derive(Debug, Serialize)]
struct Listed {
    items: Option<LaidTable>,
    /// What is said where there are none.
    empty: String,
    /// What is said where some are left out.
    more: Option<String>,
}

/// The brief as PDF.
///
/// # Errors
/// What the typesetter says; `TooLong` never, as far as is known.
pub fn brief_pdf(brief: &Brief) -> Result<Vec<u8>, DocumentError> {
    for room in ROOMS {
        let sheet = sheet(brief, room);
        let set = set(&Job {
            template: Template::Brief,
            data: &sheet,
            ident: format!("{} brief {}", brief.reference, brief.at.timestamp()),
            at: brief.at,
        })?;
        if set.pages <= MOST_PAGES {
            return Ok(set.bytes);
        }
    }
    Err(DocumentError::TooLong)
}

fn sheet(brief: &Brief, room: Room) -> Sheet {
    // The day, and not the minute: read twice in a day, it is the same.
    let at = brief.at.format("%-d %B %Y").to_string();
    let short = |words: &str| text(&cut(words, room.letters));
    let name = cut(&brief.title, 160);
    let stage = match brief.agreed {
        None => brief.stage.clone(),
        Some((agreed, all)) => format!("{}: {agreed} of {all} terms agreed", brief.stage),
    };
    Sheet {
        title: text(&format!("Brief on {}: {name}", brief.reference)),
        author: text(&cut(&brief.place, 160)),
        description: text(&format!("{}, {at}", brief.kind)),
        footer: vec![
            text(&format!("Brief on {}, {at}", brief.reference)),
            format!("In full: {}", brief.address),
        ],
        kind: text(&format!("{} {}", brief.kind, brief.reference)),
        name: titled(&name),
        place: text(&cut(&brief.place, 160)),
        stage: text(&cut(&stage, 200)),
        reader: text(&format!(
            "Drawn up for {} on {at}. It says what they may see; others may see more or less.",
            cut(&brief.reader, 160)
        )),
        purpose: text(&cut(&brief.purpose, room.purpose)),
        place_gives_words: text(&format!("{} gives", cut(&brief.place, 60))),
        place_gives: side(&brief.place_gives, room, &brief.address),
        government_gives: side(&brief.government_gives, room, &brief.address),
        sums: (brief.sums.iter().take(5))
            .map(|sum| SumShown {
                name: text(&cut(&sum.name, 60)),
                central: text(&cut(&sum.central, 30)),
                range: text(&cut(&sum.range, 60)),
            })
            .collect(),
        chart: Chart::of(&brief.years),
        years: years(brief),
        open: listed(
            ["Term", "Where it stands"],
            brief.open.iter().map(|point| {
                let term = format!("{}. {}", point.term, point.title);
                (short(&term), vec![short(&point.stands)])
            }),
            brief.open.len(),
            room,
            "Nothing is open.",
            &brief.address,
        ),
        red_lines: listed(
            ["Term", "Party", "Its red line", "Said in"],
            brief.red_lines.iter().map(|line| {
                let cells = vec![
                    short(&line.party),
                    short(&line.words),
                    text(&cut(&line.room, 60)),
                ];
                (format!("Term {}", line.term), cells)
            }),
            brief.red_lines.len(),
            room,
            "There is none that this reader may see.",
            &brief.address,
        ),
        next: listed(
            ["Who", "What", "Since"],
            brief.next.iter().map(|next| {
                let since = next.since.map(|day| day.format("%-d %B %Y").to_string());
                let cells = vec![short(&next.what), since.unwrap_or_default()];
                (short(&next.who), cells)
            }),
            brief.next.len(),
            room,
            "Nobody is waited for.",
            &brief.address,
        ),
    }
}

fn side(given: &[Given], room: Room, address: &str) -> Side {
    let shown = given.iter().take(room.given).map(|one| GivenShown {
        words: text(&cut(&one.words, room.letters)),
        stands: text(&cut(&one.stands, 60)),
    });
    Side {
        items: shown.collect(),
        more: more(given.len(), room.given, address),
    }
}

fn listed<const N: usize>(
    heads: [&str; N],
    rows: impl Iterator<Item = (String, Vec<String>)>,
    all: usize,
    room: Room,
    empty: &str,
    address: &str,
) -> Listed {
    let rows = rows.take(room.points);
    Listed {
        items: one_table(&Table {
            caption: heads[0].to_owned(),
            columns: heads[1..].iter().map(|&head| head.to_owned()).collect(),
            rows: rows
                .map(|(label, cells)| TableRow { label, cells })
                .collect(),
        }),
        empty: empty.to_owned(),
        more: more(all, room.points, address),
    }
}

/// That there is more, how much, and where.
fn more(all: usize, shown: usize, address: &str) -> Option<String> {
    let rest = all.checked_sub(shown).filter(|rest| *rest > 0)?;
    Some(format!("And {rest} more: see {address}"))
}

fn years(brief: &Brief) -> Option<LaidTable> {
    let rows = brief.years.iter().map(|year| TableRow {
        label: year.year.to_string(),
        cells: [year.low, year.central, year.high, year.put_in]
            .map(|amount: Pence| amount.to_string())
            .into(),
    });
    one_table(&Table {
        caption: "Year".to_owned(),
        columns: [
            "Additional: low",
            "Additional: central",
            "Additional: high",
            "Put in",
        ]
        .map(str::to_owned)
        .into(),
        rows: rows.collect(),
    })
}
