//! What one person asks, again and again.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering},
};

use anyhow::{Result, ensure};
use app::posts::address;
use axum::http::{Method, Request, header};
use domain::{form::Posted, process::PersonId};
use http_body_util::Full;
use hyper::body::Bytes;

use super::{answer::Answer, connection::Connection};

/// What browsers accept.
const ENCODINGS: &str = "gzip, deflate, br, zstd";

/// How many addresses nobody had read before.
static ADDRESSES: AtomicU64 = AtomicU64::new(0);

/// The text that a save changes.
const CHANGED: &str = "method";

/// A request that can be repeated.
#[derive(Clone)]
pub struct Track {
    host: SocketAddr,
    path: String,
    cookie: Option<String>,
    form: Form,
}

#[derive(Clone)]
enum Form {
    /// Only reads.
    None,
    /// Reads under another address each time: nobody has read that before.
    Anew,
    /// The same each time.
    Same(String),
    /// The same form with other words each time, in this field.
    Says { field: &'static str, number: u64 },
    /// Each save starts from the version that the one before made, and changes the text: back, and forth.
    Saves { texts: [String; 2], version: i64 },
}

impl Track {
    pub fn reading(host: SocketAddr, path: &str, cookie: Option<&str>) -> Self {
        Self {
            host,
            path: path.to_owned(),
            cookie: cookie.map(str::to_owned),
            form: Form::None,
        }
    }

    /// Saves this form, which stands at this version now.
    pub fn saving(host: SocketAddr, path: &str, cookie: &str, form: &Posted, version: i64) -> Self {
        let mut changed = form.clone();
        let text = form.text(CHANGED).unwrap_or_default();
        changed.put(CHANGED, vec![format!("{text} Counted again.")]);
        Self {
            form: Form::Saves {
                texts: [encoded(&changed), encoded(form)],
                version,
            },
            ..Self::reading(host, path, Some(cookie))
        }
    }

    /// Says something new each time.
    pub fn saying(host: SocketAddr, path: &str, cookie: &str, field: &'static str) -> Self {
        Self {
            form: Form::Says { field, number: 0 },
            ..Self::reading(host, path, Some(cookie))
        }
    }

    /// Reads each time as for the first time.
    pub fn anew(self) -> Self {
        Self {
            form: Form::Anew,
            ..self
        }
    }

    /// The same requests to somebody else.
    pub fn at(&self, host: SocketAddr, path: String) -> Self {
        Self {
            host,
            path,
            ..self.clone()
        }
    }

    pub const fn host(&self) -> SocketAddr {
        self.host
    }

    /// The next request.
    pub fn next(&mut self) -> Result<Request<Full<Bytes>>> {
        let mut path = self.path.clone();
        let body = match &mut self.form {
            Form::None => None,
            Form::Anew => {
                let number = ADDRESSES.fetch_add(1, Ordering::Relaxed);
                let mark = if path.contains('?') { '&' } else { '?' };
                path.push_str(&format!("{mark}measured={number}"));
                None
            }
            Form::Same(form) => Some(form.clone()),
            Form::Says { field, number } => {
                *number += 1;
                Some(format!("{field}=Who+pays+in+year+{number}%3F"))
            }
            Form::Saves { texts, version } => {
                let [odd, even] = texts;
                let text = if *version % 2 == 1 { odd } else { even };
                let body = format!("version={version}&act=save&{text}");
                *version += 1;
                Some(body)
            }
        };
        let mut request = Request::builder()
            .uri(path)
            .header(header::HOST, self.host.to_string())
            .header(header::ACCEPT, "text/html")
            .header(header::ACCEPT_ENCODING, ENCODINGS);
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if body.is_some() {
            request = request
                .method(Method::POST)
                .header(header::ORIGIN, format!("http://{}", self.host))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        Ok(request.body(Full::from(body.unwrap_or_default()))?)
    }

    /// Asks once, and keeps the answer.
    pub async fn once(&mut self) -> Result<Answer> {
        let answer = Connection::to(self.host).await?.fetch(self.next()?).await?;
        self.must_be_good(answer.status)?;
        Ok(answer)
    }

    /// What is refused or broken is not worth measuring.
    pub fn must_be_good(&self, status: u16) -> Result<()> {
        let good = match self.form {
            Form::None | Form::Anew => status == 200,
            Form::Same(_) | Form::Says { .. } | Form::Saves { .. } => status == 303,
        };
        ensure!(good, "{} is answered with {status}", self.path);
        Ok(())
    }
}

/// Signs in by the demo's button. Answers the cookie.
pub async fn signed_in(host: SocketAddr, person: &PersonId) -> Result<String> {
    let mut track = Track {
        form: Form::Same(format!("person={}", address::text(person.as_str()))),
        ..Track::reading(host, "/sign-in/demo", None)
    };
    let answer = track.once().await?;
    let cookie = answer.header("set-cookie").unwrap_or_default();
    let cookie = cookie.split(';').next().unwrap_or_default();
    ensure!(!cookie.is_empty(), "signing in leaves no cookie");
    Ok(cookie.to_owned())
}

fn encoded(form: &Posted) -> String {
    let pairs = form.iter().flat_map(|(name, texts)| {
        let name = address::text(name);
        texts
            .iter()
            .map(move |text| format!("{name}={}", address::text(text)))
    });
    pairs.collect::<Vec<_>>().join("&")
}
