//! The history as a file for a spreadsheet: the same rooms and filters as the page, London times.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::process::{Reference, Role};
use services::{
    Refusal,
    offers::{self, Entry},
};

use super::wanted::Wanted;
use crate::{
    london,
    page::{Asked, House},
    problem::Problem,
};

const HEAD: [&str; 8] = [
    "Day",
    "Time in London",
    "What",
    "Who",
    "Role",
    "Organisation",
    "Detail",
    "Who reads it",
];

/// Spreadsheets take a file for UTF-8 only where it begins with this.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// `/offers/{ref}/history.csv`.
pub async fn file(State(house): State<House>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    match answer(&asked).await {
        Ok(response) => response,
        Err(refusal) => Problem::from(refusal).into_response(),
    }
}

async fn answer(asked: &Asked) -> Result<Response, Refusal> {
    let wanted = Wanted::of(asked);
    let asked_for = offers::reference(asked.param("ref"))?;
    let (reference, entries) = asked
        .services()
        .offers()
        .history_to_keep(asked.viewer()?, &asked_for, &wanted.filter)
        .await?;
    if reference != asked_for {
        let address = format!("/offers/{reference}/history.csv?{}", wanted.address());
        return Ok(Redirect::to(&address).into_response());
    }
    if !wanted.faults.is_empty() {
        return Err(Refusal::Invalid(Vec::new()));
    }
    let table = table(&entries).map_err(Refusal::broken)?;
    Ok((headers(&reference)?, table).into_response())
}

fn headers(reference: &Reference) -> Result<HeaderMap, Refusal> {
    let name = format!("attachment; filename=\"{reference}-history.csv\"");
    let mut headers = HeaderMap::new();
    for (header, value) in [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8; header=present"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(name).map_err(Refusal::broken)?,
        ),
    ] {
        headers.insert(header, value);
    }
    Ok(headers)
}

fn table(entries: &[Entry]) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    table.write_record(HEAD)?;
    for entry in entries {
        let cells = [
            london::local_date(entry.at).to_string(),
            london::time_of_day(entry.at),
            entry.title.clone(),
            entry.who.clone(),
            entry.role.map_or("", Role::label).to_owned(),
            entry.organisation.clone().unwrap_or_default(),
            entry.detail.clone().unwrap_or_default(),
            entry.room.label().to_owned(),
        ];
        table.write_record(cells.iter().map(|text| safe(text)))?;
    }
    table
        .into_inner()
        .map_err(|fault| csv::Error::from(fault.into_error()))
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
    use chrono::DateTime;
    use domain::process::Room;

    use super::*;

    fn entry(detail: &str) -> Entry {
        Entry {
            at: DateTime::from_timestamp(1_375_313_400, 0).expect("a moment"),
            who: "Margaret “Meg” O’Neil".to_owned(),
            organisation: Some("Kent, with its districts".to_owned()),
            role: Some(Role::PlaceLeader),
            title: "Savings changed".to_owned(),
            sentence: String::new(),
            detail: Some(detail.to_owned()),
            room: Room::Place,
        }
    }

    #[test]
    fn a_table_is_utf_8_with_london_times_and_quoted_cells() {
        let table = table(&[entry("Two\nlines and a \"word\"")]).expect("a table");
        let text = String::from_utf8(table).expect("UTF-8");
        assert_eq!(
            text,
            "\u{feff}Day,Time in London,What,Who,Role,Organisation,Detail,Who reads it\r\n\
             2013-08-01,00:30,Savings changed,Margaret “Meg” O’Neil,Place leader,\"Kent, with its districts\",\
             \"Two\nlines and a \"\"word\"\"\",The place only\r\n"
        );
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in [
            "=1+1",
            "+44 20 7946 0000",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "  =cmd|' /C calc'!A0",
            "＝1",
        ] {
            let table = table(&[entry(formula)]).expect("a table");
            let mut read = csv::Reader::from_reader(table.as_slice());
            let row = read.records().next().expect("a row").expect("cells");
            assert_eq!(row.get(6), Some(format!("'{formula}").as_str()));
        }
        assert_eq!(safe("5 - 3"), "5 - 3");
        assert_eq!(safe(""), "");
    }
}
