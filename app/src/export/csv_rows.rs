//! Rows of a table as a spreadsheet reads them from text.

use futures_util::{Stream, StreamExt, stream};
use services::Refusal;

use super::Field;

/// Spreadsheets take a file for UTF-8 only where it begins with this.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The head of a table, and its rows as they come.
pub(super) fn written(
    head: &[&str],
    rows: impl Stream<Item = Result<Vec<Vec<Field>>, Refusal>> + Send + 'static,
) -> Result<impl Stream<Item = Result<Vec<u8>, Refusal>> + Send + 'static, Refusal> {
    let begin = [BYTE_ORDER_MARK.as_bytes(), &record(head)?].concat();
    let rows = rows.map(|batch| {
        let mut written = Vec::new();
        for row in batch.inspect_err(broke_off)? {
            written.extend(line(row.iter().map(said))?);
        }
        Ok(written)
    });
    Ok(stream::iter([Ok(begin)]).chain(rows))
}

fn broke_off(refusal: &Refusal) {
    tracing::error!(error = ?refusal, "a table broke off while it was kept");
}

fn said(field: &Field) -> String {
    match field {
        Field::Text(text) => safe(text),
        Field::Number(number) => number.to_string(),
        Field::Money(amount) => {
            let (sign, pence) = match amount.get() {
                below if below < 0 => ("-", below.unsigned_abs()),
                pence => ("", pence.unsigned_abs()),
            };
            format!("{sign}{}.{:02}", pence / 100, pence % 100)
        }
        Field::Day(day) => day.to_string(),
        Field::Empty => String::new(),
    }
}

/// One row of texts.
///
/// # Errors
/// None that a text can cause.
pub fn record(cells: &[&str]) -> Result<Vec<u8>, Refusal> {
    line(cells.iter().map(|cell| safe(cell)))
}

fn line(cells: impl Iterator<Item = String>) -> Result<Vec<u8>, Refusal> {
    let mut row = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    row.write_record(cells).map_err(Refusal::broken)?;
    row.into_inner()
        .map_err(|fault| Refusal::broken(fault.into_error()))
}

/// Spreadsheets run a cell that begins like a formula. An apostrophe before it makes it text again.
fn safe(text: &str) -> String {
    const FORMULA: [char; 12] = [
        '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '|',
    ];
    if text.trim_start().starts_with(FORMULA) || text.starts_with(FORMULA) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use domain::money::Pence;

    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_a_number_stays_one() {
        for formula in [
            "=1+1",
            "+44 20",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "  =cmd|' /C calc'!A0",
            "＝1",
        ] {
            assert_eq!(said(&Field::text(formula)), format!("'{formula}"));
        }
        assert_eq!(said(&Field::text("5 - 3")), "5 - 3");
        assert_eq!(said(&Field::Number(-2)), "-2");
        let below = Pence::new(-12_305).expect("an amount");
        assert_eq!(said(&Field::Money(below)), "-123.05");
        assert_eq!(said(&Field::Empty), "");
    }
}
