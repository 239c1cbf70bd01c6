//! The history as a file for a spreadsheet: the same rooms and filters as the page, London times. It is written
//! while it is read, however long it is.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::process::{Reference, Role};
use futures_util::{
    StreamExt,
    stream::{self, Stream},
};
use services::{
    Refusal,
    offers::{self, Entry, WholeHistory},
};

use super::wanted::Wanted;
use crate::{
    export::{BYTE_ORDER_MARK, record},
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
    let mut history = asked
        .services()
        .offers()
        .history_to_keep(asked.viewer()?, &asked_for, &wanted.filter)
        .await?;
    if history.reference != asked_for {
        let address = format!(
            "/offers/{}/history.csv?{}",
            history.reference,
            wanted.address()
        );
        return Ok(Redirect::to(&address).into_response());
    }
    if !wanted.faults.is_empty() {
        return Err(Refusal::Invalid(Vec::new()));
    }
    let headers = headers(&history.reference)?;
    // A database that does not answer is told as such: after the first rows it can only break the file off.
    let first = history.next().await?.unwrap_or_default();
    let head = [BYTE_ORDER_MARK.as_bytes(), &record(&HEAD)?].concat();
    let begin = stream::iter([Ok(head), table(&first)]);
    let body = Body::from_stream(begin.chain(rest(history)));
    Ok((headers, body).into_response())
}

/// The rows after the first batch.
fn rest(history: WholeHistory) -> impl Stream<Item = Result<Vec<u8>, Refusal>> {
    stream::try_unfold(history, |mut history| async move {
        match history.next().await {
            Ok(Some(entries)) => Ok(Some((table(&entries)?, history))),
            Ok(None) => Ok(None),
            Err(refusal) => {
                tracing::error!(error = ?refusal, "a history broke off while it was kept");
                Err(refusal)
            }
        }
    })
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

fn table(entries: &[Entry]) -> Result<Vec<u8>, Refusal> {
    let mut table = Vec::new();
    for entry in entries {
        let day = london::local_date(entry.at).to_string();
        let time = london::time_of_day(entry.at);
        let cells = [
            day.as_str(),
            &time,
            &entry.title,
            &entry.who,
            entry.role.map_or("", Role::label),
            entry.organisation.as_deref().unwrap_or_default(),
            entry.detail.as_deref().unwrap_or_default(),
            entry.room.label(),
        ];
        table.extend(record(&cells)?);
    }
    Ok(table)
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
            "2013-08-01,00:30,Savings changed,Margaret “Meg” O’Neil,Place leader,\"Kent, with its districts\",\
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
            let mut read = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(table.as_slice());
            let row = read.records().next().expect("a row").expect("cells");
            assert_eq!(row.get(6), Some(format!("'{formula}").as_str()));
        }
    }
}
