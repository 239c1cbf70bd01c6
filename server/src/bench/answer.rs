//! One answer of the server, kept whole.

use axum::http::{HeaderMap, StatusCode, header};
use serde::{Deserialize, Serialize};

/// What the server said, for bare axum to say again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answer {
    pub status: u16,
    /// Names and values; without those that belong to one connection or one moment.
    pub headers: Vec<(String, String)>,
    /// As it came: compressed, if it was.
    pub body: Vec<u8>,
}

impl Answer {
    pub fn new(status: StatusCode, headers: &HeaderMap, body: Vec<u8>) -> Self {
        let headers = headers.iter().filter(|(name, _)| {
            ![
                header::CONNECTION,
                header::CONTENT_LENGTH,
                header::DATE,
                header::TRANSFER_ENCODING,
            ]
            .contains(name)
        });
        Self {
            status: status.as_u16(),
            headers: headers
                .filter_map(|(name, value)| {
                    Some((name.to_string(), value.to_str().ok()?.to_owned()))
                })
                .collect(),
            body,
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}
