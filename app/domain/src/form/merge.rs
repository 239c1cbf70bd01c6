//! Two texts that began as one, put together: what only one side changed stands, what both changed is to be chosen.
//!
//! Fields are compared by their names. Rows of a group are first aligned by what stands in them, so that two people
//! who each add a row add two, and a row taken out takes no other with it.

use super::compare::{Difference, Preference};
use super::posted::Posted;
use super::rows::{Laid, Row, align, find, laid};
use super::sheet::{Field, Rows, Sheet};

/// What two people made of the same text, side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merging {
    parts: Vec<Part>,
    differences: Vec<Difference>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Field(Cell),
    Group { name: String, rows: Vec<Line> },
}

/// A field with both its texts; none where the side’s form does not ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    /// The name by which a choice is made, and in a field of no group its name in the form.
    name: String,
    /// Its name behind that of its row.
    suffix: String,
    mine: Option<Vec<String>>,
    theirs: Option<Vec<String>>,
    /// None where both say the same.
    preference: Option<Preference>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// Where it stands in their text.
    theirs: Option<usize>,
    /// Taken out by one and changed by the other: it stays where that other is chosen.
    stays_if: Option<(String, Side)>,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Mine,
    Theirs,
}

/// What a choice of both is called in a form: `choose-` and the name of the difference.
const CHOOSE: &str = "choose-";

/// Puts `mine` and `theirs` together; both were changed from `base`.
pub fn merge(base: &Sheet, mine: &Sheet, theirs: &Sheet) -> Merging {
    let (base, mine, theirs) = (laid(&base.0), laid(&mine.0), laid(&theirs.0));
    let mut merging = Merging::default();
    let only_mine = mine
        .iter()
        .filter(|part| find(&theirs, part.name()).is_none());
    for part in theirs.iter().chain(only_mine) {
        let name = part.name();
        let in_each = [&base, &mine, &theirs].map(|all| find(all, name));
        match part {
            Laid::Field(_) => {
                let [base, mine, theirs] = in_each.map(|one| one.and_then(Laid::field));
                let cell = merging.cell(name.to_owned(), name, [base, mine, theirs]);
                merging.parts.push(Part::Field(cell));
            }
            Laid::Rows(rows) => {
                let in_each = in_each.map(|one| one.map(Laid::rows).unwrap_or_default());
                let lines = merging.group(rows, &in_each);
                merging.parts.push(Part::Group {
                    name: name.to_owned(),
                    rows: lines,
                });
            }
        }
    }
    merging
}

impl Merging {
    /// Everything in which the two differ, in reading order.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// What both changed, each in their way.
    pub fn clashes(&self) -> impl Iterator<Item = &Difference> {
        self.differences
            .iter()
            .filter(|one| one.preference == Preference::Neither)
    }

    /// What is to be read, in this order, into their value to make it the merged one. `choices` says `mine` or
    /// `theirs` under `choose-` and the name of each clash; what is no clash cannot be chosen.
    ///
    /// # Errors
    /// The clashes for which nothing was chosen.
    pub fn chosen(&self, choices: &Posted) -> Result<Vec<Posted>, Vec<Difference>> {
        let open: Vec<Difference> = self
            .clashes()
            .filter(|one| choice(choices, &one.name).is_none())
            .cloned()
            .collect();
        if !open.is_empty() {
            return Err(open);
        }
        let (mut cleared, mut posted) = (Posted::default(), Posted::default());
        for part in &self.parts {
            match part {
                Part::Field(cell) => cell.put(&cell.name, choices, &mut posted),
                Part::Group { name, rows } => {
                    let stay: Vec<&Line> = rows.iter().filter(|row| row.stays(choices)).collect();
                    // Where rows move, each begins afresh: none takes over what its place held before.
                    if !is_in_place(&stay) {
                        cleared.put(format!("{name}-count"), vec!["0".to_owned()]);
                    }
                    posted.put(format!("{name}-count"), vec![stay.len().to_string()]);
                    for (at, row) in stay.into_iter().enumerate() {
                        for cell in &row.cells {
                            cell.put(
                                &format!("{name}-{at}-{}", cell.suffix),
                                choices,
                                &mut posted,
                            );
                        }
                    }
                }
            }
        }
        let clears = cleared.iter().next().is_some();
        Ok(clears
            .then_some(cleared)
            .into_iter()
            .chain([posted])
            .collect())
    }

    fn cell(&mut self, name: String, suffix: &str, of: [Option<&Field>; 3]) -> Cell {
        let [base, mine, theirs] = of.map(texts);
        let preference = prefer(&base, &mine, &theirs);
        if let (Some(preference), Some(field)) = (preference, of[2].or(of[1])) {
            let words = |field: Option<&Field>| field.map(Field::words).unwrap_or_default();
            self.differences.push(Difference {
                name: name.clone(),
                label: field.full_label(),
                mine: words(of[1]),
                theirs: words(of[2]),
                preference,
            });
        }
        Cell {
            name,
            suffix: suffix.to_owned(),
            mine: of[1].map(Field::texts),
            theirs: of[2].map(Field::texts),
            preference,
        }
    }

    /// Rows before as they became on both sides, and behind each what was added there: theirs first.
    fn group(&mut self, group: &Rows, of: &[Vec<Row>; 3]) -> Vec<Line> {
        let [base, mine, theirs] = of;
        let (in_mine, in_theirs) = (align(base, mine), align(base, theirs));
        let mut lines = Vec::new();
        self.added(
            group,
            [mine, theirs],
            [&in_mine, &in_theirs],
            None,
            &mut lines,
        );
        for (at, before) in base.iter().enumerate() {
            let pair = [
                in_mine[at].map(|index| (index, &mine[index])),
                in_theirs[at].map(|index| (index, &theirs[index])),
            ];
            lines.extend(self.row(group, before, pair));
            let anchor = Some(at);
            self.added(
                group,
                [mine, theirs],
                [&in_mine, &in_theirs],
                anchor,
                &mut lines,
            );
        }
        lines
    }

    /// What became of one row; nothing where it went.
    fn row(
        &mut self,
        group: &Rows,
        before: &Row,
        [mine, theirs]: [Option<(usize, &Row)>; 2],
    ) -> Option<Line> {
        match (mine, theirs) {
            (None, None) => None,
            (Some((_, mine)), Some((index, theirs))) => Some(Line {
                theirs: Some(index),
                stays_if: None,
                cells: self.cells(
                    &format!("{}-{index}", group.name),
                    Some(before),
                    Some(mine),
                    Some(theirs),
                ),
            }),
            (Some((index, mine)), None) => {
                let name = format!("{}-mine-{index}", group.name);
                let changed = !mine.says_the_same(before);
                let preference = if changed {
                    Preference::Neither
                } else {
                    Preference::Theirs
                };
                self.whole(group, index, &name, [Some(mine), None], preference);
                changed.then(|| Line {
                    theirs: None,
                    stays_if: Some((name.clone(), Side::Mine)),
                    cells: quietly(&name, Some(mine), None),
                })
            }
            (None, Some((index, theirs))) => {
                let name = format!("{}-{index}", group.name);
                let changed = !theirs.says_the_same(before);
                let preference = if changed {
                    Preference::Neither
                } else {
                    Preference::Mine
                };
                self.whole(group, index, &name, [None, Some(theirs)], preference);
                changed.then(|| Line {
                    theirs: Some(index),
                    stays_if: Some((name.clone(), Side::Theirs)),
                    cells: quietly(&name, None, Some(theirs)),
                })
            }
        }
    }

    /// Rows that stand behind this one and were not there before. The same row added by both is added once.
    fn added(
        &mut self,
        group: &Rows,
        [mine, theirs]: [&Vec<Row>; 2],
        [in_mine, in_theirs]: [&[Option<usize>]; 2],
        anchor: Option<usize>,
        lines: &mut Vec<Line>,
    ) {
        let theirs: Vec<(usize, &Row)> = behind(theirs, in_theirs, anchor);
        for (index, row) in &theirs {
            let name = format!("{}-{index}", group.name);
            self.whole(group, *index, &name, [None, Some(row)], Preference::Theirs);
            lines.push(Line {
                theirs: Some(*index),
                stays_if: None,
                cells: quietly(&name, None, Some(row)),
            });
        }
        for (index, row) in behind(mine, in_mine, anchor) {
            if theirs.iter().any(|(_, other)| other.says_the_same(row)) {
                continue;
            }
            let name = format!("{}-mine-{index}", group.name);
            self.whole(group, index, &name, [Some(row), None], Preference::Mine);
            lines.push(Line {
                theirs: None,
                stays_if: None,
                cells: quietly(&name, Some(row), None),
            });
        }
    }

    fn cells(
        &mut self,
        name: &str,
        base: Option<&Row>,
        mine: Option<&Row>,
        theirs: Option<&Row>,
    ) -> Vec<Cell> {
        suffixes(mine, theirs)
            .into_iter()
            .map(|suffix| {
                let of = [base, mine, theirs].map(|row| row.and_then(|row| row.field(suffix)));
                self.cell(format!("{name}-{suffix}"), suffix, of)
            })
            .collect()
    }

    /// A row that only one side has.
    fn whole(
        &mut self,
        group: &Rows,
        index: usize,
        name: &str,
        [mine, theirs]: [Option<&Row>; 2],
        preference: Preference,
    ) {
        let words = |row: Option<&Row>| {
            row.map(|row| {
                let filled = row.fields.iter().filter(|field| !field.is_blank());
                let lines: Vec<String> = filled
                    .map(|field| format!("{}: {}", field.label, field.words()))
                    .collect();
                lines.join("\n")
            })
            .unwrap_or_default()
        };
        self.differences.push(Difference {
            name: name.to_owned(),
            label: format!("{} {}", group.one, index + 1),
            mine: words(mine),
            theirs: words(theirs),
            preference,
        });
    }
}

impl Cell {
    /// Writes what stands, under this name.
    fn put(&self, name: &str, choices: &Posted, posted: &mut Posted) {
        let texts = match self.side(choices) {
            Side::Mine => &self.mine,
            Side::Theirs => &self.theirs,
        };
        if let Some(texts) = texts {
            // A group of boxes of which none is ticked still says that it was on the page.
            let none_ticked = texts.is_empty().then(String::new);
            posted.put(name, texts.iter().cloned().chain(none_ticked).collect());
        }
    }

    fn side(&self, choices: &Posted) -> Side {
        match self.preference {
            Some(Preference::Mine) => Side::Mine,
            Some(Preference::Theirs) => Side::Theirs,
            Some(Preference::Neither) => choice(choices, &self.name).unwrap_or(Side::Theirs),
            None if self.theirs.is_none() => Side::Mine,
            None => Side::Theirs,
        }
    }
}

impl Line {
    fn stays(&self, choices: &Posted) -> bool {
        match &self.stays_if {
            None => true,
            Some((name, side)) => choice(choices, name) == Some(*side),
        }
    }
}

/// Whether their rows all stand where they stood, with what was added behind them.
fn is_in_place(rows: &[&Line]) -> bool {
    let kept = rows.iter().take_while(|row| row.theirs.is_some()).count();
    let (kept, added) = rows.split_at(kept);
    kept.iter()
        .enumerate()
        .all(|(at, row)| row.theirs == Some(at))
        && added.iter().all(|row| row.theirs.is_none())
}

fn choice(choices: &Posted, name: &str) -> Option<Side> {
    match choices.text(&format!("{CHOOSE}{name}"))? {
        "mine" => Some(Side::Mine),
        "theirs" => Some(Side::Theirs),
        _ => None,
    }
}

type Texts = Option<Vec<String>>;

fn texts(field: Option<&Field>) -> Texts {
    field.filter(|field| !field.is_blank()).map(Field::texts)
}

/// Who changed it; none where both say the same.
fn prefer(base: &Texts, mine: &Texts, theirs: &Texts) -> Option<Preference> {
    if mine == theirs {
        None
    } else if mine == base {
        Some(Preference::Theirs)
    } else if theirs == base {
        Some(Preference::Mine)
    } else {
        Some(Preference::Neither)
    }
}

/// The rows that were not there before and stand behind this one: behind none, those in front of all.
fn behind<'r, 's>(
    rows: &'r [Row<'s>],
    aligned: &[Option<usize>],
    anchor: Option<usize>,
) -> Vec<(usize, &'r Row<'s>)> {
    rows.iter()
        .enumerate()
        .filter(|(index, _)| !aligned.contains(&Some(*index)))
        .filter(|(index, _)| {
            let before = aligned
                .iter()
                .rposition(|at| at.is_some_and(|at| at < *index));
            before == anchor
        })
        .collect()
}

/// The fields of a row that only one side has, without telling of each.
fn quietly(name: &str, mine: Option<&Row>, theirs: Option<&Row>) -> Vec<Cell> {
    let preference = mine.map_or(Preference::Theirs, |_| Preference::Mine);
    suffixes(mine, theirs)
        .into_iter()
        .map(|suffix| {
            let texts = |row: Option<&Row>| row.and_then(|row| row.field(suffix)).map(Field::texts);
            Cell {
                name: format!("{name}-{suffix}"),
                suffix: suffix.to_owned(),
                mine: texts(mine),
                theirs: texts(theirs),
                preference: Some(preference),
            }
        })
        .collect()
}

fn suffixes<'s>(mine: Option<&Row<'s>>, theirs: Option<&Row<'s>>) -> Vec<&'s str> {
    let mut all: Vec<&str> = Vec::new();
    for row in theirs.into_iter().chain(mine) {
        for field in &row.fields {
            let suffix = row.suffix(field);
            if !all.contains(&suffix) {
                all.push(suffix);
            }
        }
    }
    all
}
