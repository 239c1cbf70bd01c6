//! A table as a spreadsheet. Its rows go to a file as they come, and the file goes out piece by piece: neither is ever
//! in memory whole. Text is written as text, whatever it begins with.

use std::fs::File;
use std::io::{Read, Seek};

use futures_util::{Stream, StreamExt, stream};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use services::Refusal;
use tokio::sync::mpsc;

use super::{Field, Kept};

/// Rows of one sheet, its head left out: the format has no more.
const MOST_ROWS: u32 = 1_048_575;
/// How many batches wait for the one who writes.
const WAIT: usize = 2;
/// What is read of the file at a time, in bytes.
const PIECE: usize = 64 * 1024;
const WIDTH: f64 = 18.0;

/// The spreadsheet, once all its rows are written to disk.
pub(super) async fn written(
    kept: Kept,
    rows: impl Stream<Item = Result<Vec<Vec<Field>>, Refusal>> + Send + 'static,
) -> Result<impl Stream<Item = Result<Vec<u8>, Refusal>> + Send + 'static, Refusal> {
    let (send, receive) = mpsc::channel(WAIT);
    let writer = tokio::task::spawn_blocking(move || write(&kept, receive));
    let mut rows = Box::pin(rows);
    while let Some(batch) = rows.next().await {
        // Whoever writes stops at the first fault, and says which.
        if send.send(batch?).await.is_err() {
            break;
        }
    }
    drop(send);
    let file = writer.await.map_err(Refusal::broken)??;
    Ok(pieces(file))
}

fn pieces(file: File) -> impl Stream<Item = Result<Vec<u8>, Refusal>> + Send {
    stream::try_unfold(file, |mut file| async move {
        let read = tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; PIECE];
            let length = file.read(&mut piece)?;
            piece.truncate(length);
            Ok::<_, std::io::Error>((piece, file))
        });
        let (piece, file) = read
            .await
            .map_err(Refusal::broken)?
            .map_err(Refusal::broken)?;
        Ok((!piece.is_empty()).then_some((piece, file)))
    })
}

fn write(kept: &Kept, mut batches: mpsc::Receiver<Vec<Vec<Field>>>) -> Result<File, Refusal> {
    let mut file = tempfile::tempfile().map_err(Refusal::broken)?;
    let looks = Looks::new();
    let mut book = Workbook::new();
    let made = ExcelDateTime::parse_from_str(&kept.today.to_string()).map_err(Refusal::broken)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut sheet = begin(&mut book, kept, &looks).map_err(Refusal::broken)?;
    let mut at = 0;
    while let Some(batch) = batches.blocking_recv() {
        for row in batch {
            if at == MOST_ROWS {
                sheet = begin(&mut book, kept, &looks).map_err(Refusal::broken)?;
                at = 0;
            }
            at += 1;
            put(sheet, at, &row, &looks).map_err(Refusal::broken)?;
        }
    }
    book.save_to_writer(&mut file).map_err(Refusal::broken)?;
    file.rewind().map_err(Refusal::broken)?;
    Ok(file)
}

/// How cells look.
struct Looks {
    head: Format,
    money: Format,
    day: Format,
}

impl Looks {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold(),
            money: Format::new().set_num_format("#,##0.00"),
            day: Format::new().set_num_format("d mmmm yyyy"),
        }
    }
}

fn begin<'b>(
    book: &'b mut Workbook,
    kept: &Kept,
    looks: &Looks,
) -> Result<&'b mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet_with_constant_memory();
    for (column, words) in (0_u16..).zip(&kept.head) {
        sheet.set_column_width(column, WIDTH)?;
        sheet.write_string_with_format(0, column, *words, &looks.head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(sheet)
}

fn put(sheet: &mut Worksheet, at: u32, row: &[Field], looks: &Looks) -> Result<(), XlsxError> {
    for (column, field) in (0_u16..).zip(row) {
        match field {
            Field::Text(text) => {
                // The format ends a text there.
                let text: String = text.chars().take(32_767).collect();
                sheet.write_string(at, column, text)?;
            }
            Field::Number(number) => {
                sheet.write_number(at, column, exact(*number))?;
            }
            Field::Money(amount) => {
                let pounds = exact(amount.get()) / 100.0;
                sheet.write_number_with_format(at, column, pounds, &looks.money)?;
            }
            Field::Day(day) => {
                let day = ExcelDateTime::parse_from_str(&day.to_string())?;
                sheet.write_datetime_with_format(at, column, day, &looks.day)?;
            }
            Field::Empty => {}
        }
    }
    Ok(())
}

/// Spreadsheets count in floating point: below a quadrillion, each whole number is exactly one of theirs.
#[expect(
    clippy::cast_precision_loss,
    reason = "the format has no other numbers"
)]
const fn exact(number: i64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::money::Pence;

    use super::*;
    use crate::export::Format as Keeping;

    fn kept() -> Kept {
        Kept {
            format: Keeping::Xlsx,
            name: "offers".to_owned(),
            head: vec!["Offer", "Amount"],
            today: NaiveDate::from_ymd_opt(2013, 2, 4).expect("a day"),
        }
    }

    async fn sheet(rows: Vec<Vec<Field>>, times: usize) -> (usize, String) {
        let batches = stream::iter((0..times).map(move |_| Ok(rows.clone())));
        let pieces = written(kept(), batches).await.expect("is written");
        let pieces: Vec<_> = pieces.collect().await;
        let bytes: Vec<u8> = pieces
            .into_iter()
            .flat_map(|piece| piece.expect("a piece"))
            .collect();
        let length = bytes.len();
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
        let mut text = String::new();
        book.by_name("xl/worksheets/sheet1.xml")
            .expect("a sheet")
            .read_to_string(&mut text)
            .expect("a text");
        (length, text)
    }

    #[tokio::test]
    async fn text_is_text_whatever_it_begins_with() {
        let formulas = ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1"];
        let rows = formulas
            .iter()
            .map(|text| vec![Field::text(*text), Field::Money(Pence::pounds(-5))])
            .collect();
        let (_, sheet) = sheet(rows, 1).await;
        assert!(!sheet.contains("<f>"), "{sheet}");
        assert_eq!(sheet.matches("t=\"inlineStr\"").count(), formulas.len() + 2);
        assert!(sheet.contains("<v>-5</v>"), "{sheet}");
    }

    #[tokio::test]
    async fn a_hundred_thousand_rows_go_out_in_pieces() {
        let batch: Vec<_> = (0..500)
            .map(|number| vec![Field::text("One front door"), Field::Number(number)])
            .collect();
        let (length, sheet) = sheet(batch, 200).await;
        assert_eq!(sheet.matches("<row ").count(), 100_001);
        assert!(length > PIECE, "{length}");
    }
}
