//! What a browser would send for a matter as it stands: for putting matters in through the same door as people.

use domain::form::{Field, Item, Posted};
use domain::offer::{Around, Matter};

/// The form of a matter, filled in with what it says.
pub fn posted(matter: &Matter, around: &Around) -> Posted {
    let mut posted = Posted::default();
    fill(&matter.sheet(around).0, &mut posted);
    posted
}

fn fill(items: &[Item], posted: &mut Posted) {
    for item in items {
        match item {
            Item::Field(field) => put(field, posted),
            Item::Group { items, .. } => fill(items, posted),
            Item::Rows(rows) => {
                posted.push(format!("{}-count", rows.name), rows.rows.len().to_string());
                rows.rows.iter().for_each(|row| fill(row, posted));
            }
            Item::Years(years) => years
                .rows
                .iter()
                .flat_map(|row| &row.fields)
                .for_each(|field| put(field, posted)),
        }
    }
}

/// A group of boxes of which none is ticked still says that it was on the page.
fn put(field: &Field, posted: &mut Posted) {
    let mut texts = field.texts();
    if texts.is_empty() {
        texts.push(String::new());
    }
    posted.put(field.name.as_str(), texts);
}
