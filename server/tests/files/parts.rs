//! A form sent in parts, as a browser sends a file.

use reqwest::{Method, header};

use crate::support::{Browser, Page};

const BETWEEN: &str = "----between-the-parts";

/// What a form with a file sends. The name stands as a browser writes it.
pub fn parts(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, text) in fields {
        let part = format!(
            "--{BETWEEN}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    if let Some((name, content)) = file {
        let name = name.replace('"', "%22");
        let head = format!(
            "--{BETWEEN}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BETWEEN}--\r\n").as_bytes());
    body
}

pub fn kind() -> String {
    format!("multipart/form-data; boundary={BETWEEN}")
}

/// Sends it as the browser sends a form of the site itself.
pub async fn send(browser: &Browser, path: &str, body: Vec<u8>) -> Page {
    let request = browser
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, kind())
        .header(header::ORIGIN, browser.site())
        .body(body);
    browser.send(request).await
}
