//! Reads the tables of a piece of markup back.

/// A table as a reader sees it.
pub struct Table {
    pub caption: String,
    pub heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// What stands beside this row heading.
    #[track_caller]
    pub fn row(&self, head: &str) -> Vec<&str> {
        let row = self.rows.iter().find(|row| row[0] == head);
        let row = row.unwrap_or_else(|| panic!("no row {head:?} in {:?}", self.rows));
        row[1..].iter().map(String::as_str).collect()
    }

    pub fn has(&self, head: &str) -> bool {
        self.rows.iter().any(|row| row[0] == head)
    }
}

pub fn tables(html: &str) -> Vec<Table> {
    let each = html.split("<table").skip(1);
    each.map(|table| {
        let mut rows = table.split("<tr").skip(1).map(cells);
        Table {
            caption: inner(table, "caption").remove(0),
            heads: rows.next().unwrap_or_default(),
            rows: rows.collect(),
        }
    })
    .collect()
}

#[track_caller]
pub fn table(html: &str, caption: &str) -> Table {
    let mut all = tables(html).into_iter();
    all.find(|table| table.caption == caption)
        .unwrap_or_else(|| panic!("no table {caption:?} in {html}"))
}

fn cells(row: &str) -> Vec<String> {
    let mut cells = inner(row, "th");
    cells.extend(inner(row, "td"));
    cells
}

/// The words in every element of this name.
fn inner(html: &str, tag: &str) -> Vec<String> {
    let open = format!("<{tag} ");
    let close = format!("</{tag}>");
    let parts = html.split(&open).skip(1);
    parts
        .filter_map(|part| {
            let (words, _) = part.split_once('>')?.1.split_once(&close)?;
            Some(words.to_owned())
        })
        .collect()
}
