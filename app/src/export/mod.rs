//! Tables to keep: as CSV or as a spreadsheet, written while they are read, so that their length costs no memory.

mod csv_rows;
mod xlsx;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use domain::money::Pence;
use futures_util::{Stream, StreamExt};
use services::Refusal;

pub(crate) use csv_rows::{BYTE_ORDER_MARK, record};

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    Text(String),
    Number(i64),
    /// Pounds with two places.
    Money(Pence),
    Day(NaiveDate),
    Empty,
}

impl Field {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub fn count(count: u64) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }

    pub fn maybe<T>(value: Option<T>, field: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, field)
    }
}

/// As what a table is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Xlsx,
}

impl Format {
    /// The table and the format that the name of a file asks for.
    ///
    /// # Errors
    /// Not found for a name that ends otherwise.
    pub fn of(file: &str) -> Result<(&str, Self), Refusal> {
        match file.rsplit_once('.') {
            Some((name, "csv")) => Ok((name, Self::Csv)),
            Some((name, "xlsx")) => Ok((name, Self::Xlsx)),
            _ => Err(Refusal::NotFound),
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    const fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A table that is about to be kept.
pub struct Kept {
    pub format: Format,
    /// Of the file, without its ending.
    pub name: String,
    pub head: Vec<&'static str>,
    /// What day it is: a spreadsheet says when it was made.
    pub today: NaiveDate,
}

impl Kept {
    /// The answer that carries it. What fails before the first rows is told as such; after them it can only break off.
    ///
    /// # Errors
    /// Those of the rows that come first.
    pub async fn send(
        self,
        rows: impl Stream<Item = Result<Vec<Vec<Field>>, Refusal>> + Send + 'static,
    ) -> Result<Response, Refusal> {
        let headers = self.headers()?;
        let mut rows = Box::pin(rows);
        let first = rows.next().await.transpose()?.unwrap_or_default();
        let rows = futures_util::stream::iter([Ok(first)]).chain(rows);
        let body = match self.format {
            Format::Csv => Body::from_stream(csv_rows::written(&self.head, rows)?),
            Format::Xlsx => Body::from_stream(xlsx::written(self, rows).await?),
        };
        Ok((headers, body).into_response())
    }

    /// The same for a table that is short.
    ///
    /// # Errors
    /// As for `send`.
    pub async fn send_all(self, rows: Vec<Vec<Field>>) -> Result<Response, Refusal> {
        self.send(futures_util::stream::iter([Ok(rows)])).await
    }

    fn headers(&self) -> Result<HeaderMap, Refusal> {
        let name = format!(
            "attachment; filename=\"{}.{}\"",
            self.name,
            self.format.ending()
        );
        let mut headers = HeaderMap::new();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.format.content_type()),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(name).map_err(Refusal::broken)?,
        );
        Ok(headers)
    }
}
