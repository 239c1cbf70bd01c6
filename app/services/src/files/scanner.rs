//! The virus scanner, where one is set up: clamd, asked over the network or through its socket.

use std::io;
use std::time::Duration;

use clamav_client::tokio::{Socket, Tcp, scan_buffer};
use tokio::time::timeout;

/// How long the scanner may take for one file while somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(10);

/// The most characters that are kept of what a scanner calls something.
const LONGEST_FINDING: usize = 200;

#[derive(Clone, Debug)]
pub(crate) struct Scanner {
    /// `host:port`, or the path of a socket.
    address: String,
    patience: Duration,
}

/// What the scanner says of a content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Clean,
    /// What it calls what it found.
    Found(String),
    /// It is down, too slow, or says something else: nothing is known.
    Silent,
}

impl Scanner {
    pub fn at(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            patience: PATIENCE,
        }
    }

    pub fn patient(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    pub async fn look_at(&self, content: &[u8]) -> Verdict {
        match timeout(self.patience, self.ask(content)).await {
            Ok(Ok(answer)) => {
                let verdict = read(&answer);
                if verdict == Verdict::Silent {
                    let answer = String::from_utf8_lossy(&answer).into_owned();
                    tracing::warn!(answer, "the virus scanner has not said what it found");
                }
                verdict
            }
            Ok(Err(fault)) => {
                tracing::warn!(%fault, "the virus scanner does not answer");
                Verdict::Silent
            }
            Err(_) => {
                tracing::warn!("the virus scanner takes too long");
                Verdict::Silent
            }
        }
    }

    async fn ask(&self, content: &[u8]) -> io::Result<Vec<u8>> {
        if self.address.starts_with('/') {
            let socket_path = self.address.as_str();
            scan_buffer(content, Socket { socket_path }, None).await
        } else {
            let host_address = self.address.as_str();
            scan_buffer(content, Tcp { host_address }, None).await
        }
    }
}

/// Its whole answer counts: the library takes any `OK` in it for clean.
fn read(answer: &[u8]) -> Verdict {
    let answer = String::from_utf8_lossy(answer);
    let answer = answer.trim_end_matches(['\0', '\n', '\r']);
    match answer.strip_prefix("stream: ") {
        Some("OK") => Verdict::Clean,
        Some(rest) => match rest.strip_suffix(" FOUND") {
            Some(what) => Verdict::Found(
                what.chars()
                    .filter(|letter| !letter.is_control())
                    .take(LONGEST_FINDING)
                    .collect(),
            ),
            None => Verdict::Silent,
        },
        None => Verdict::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_whole_answer_is_clean() {
        let found = |what: &str| Verdict::Found(what.to_owned());
        for (answer, verdict) in [
            ("stream: OK\0", Verdict::Clean),
            ("stream: OK\n", Verdict::Clean),
            (
                "stream: Eicar-Test-Signature FOUND\0",
                found("Eicar-Test-Signature"),
            ),
            ("stream: Looks.OK FOUND\0", found("Looks.OK")),
            ("", Verdict::Silent),
            ("OK", Verdict::Silent),
            ("stream: OK and more\0", Verdict::Silent),
            ("INSTREAM size limit exceeded. ERROR\0", Verdict::Silent),
            ("stream: Can't allocate memory ERROR\0", Verdict::Silent),
            ("NOT OK\0", Verdict::Silent),
        ] {
            assert_eq!(read(answer.as_bytes()), verdict, "{answer:?}");
        }
    }
}
