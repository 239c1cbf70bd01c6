//! What a mail server’s address means: which server, and how what is sent to it is kept from others.

use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, Tokio1Executor};

use super::transport::{PATIENCE, TransportError};

/// The way to a mail server, as the house is told it.
#[derive(Clone, Copy, Debug)]
pub struct SmtpServer<'a> {
    /// `smtps://user:password@host` (TLS from the first byte), `smtp://host:587?tls=required` (STARTTLS), or
    /// `smtp://host` (no TLS: without a password, unless the server is on this machine).
    pub url: &'a str,
    /// Certificates to trust beside those that everybody trusts, as PEM.
    pub extra_roots: &'a [Vec<u8>],
}

/// How the connection is kept from others. There is no “if the server can”: whoever sits in between would say
/// that it cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Privacy {
    FromTheStart,
    StartTls,
    Plain,
}

impl SmtpServer<'_> {
    pub(super) fn open(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, TransportError> {
        let privacy = privacy(self.url)?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(self.url)
            .map_err(TransportError::Server)?;
        let builder = match privacy {
            Privacy::FromTheStart => builder.tls(Tls::Wrapper(self.trust()?)),
            Privacy::StartTls => builder.tls(Tls::Required(self.trust()?)),
            Privacy::Plain => builder.tls(Tls::None),
        };
        Ok(patient(builder).build())
    }

    fn trust(&self) -> Result<TlsParameters, TransportError> {
        let mut trust = TlsParameters::builder(host(self.url).to_owned());
        for root in self.extra_roots {
            trust = trust.add_root_certificate(
                Certificate::from_pem(root).map_err(TransportError::Certificate)?,
            );
        }
        trust.build().map_err(TransportError::Certificate)
    }
}

fn patient(builder: AsyncSmtpTransportBuilder) -> AsyncSmtpTransportBuilder {
    builder.timeout(Some(PATIENCE))
}

fn privacy(url: &str) -> Result<Privacy, TransportError> {
    if url.starts_with("smtps:") {
        return Ok(Privacy::FromTheStart);
    }
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let tls = query.split('&').find_map(|pair| pair.strip_prefix("tls="));
    match tls {
        Some("required") => Ok(Privacy::StartTls),
        Some(_) => Err(TransportError::HalfPrivate),
        None if has_password(url) && !is_here(host(url)) => Err(TransportError::OpenPassword),
        None => Ok(Privacy::Plain),
    }
}

/// What stands between the scheme and the path.
fn authority(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    &rest[..end]
}

fn has_password(url: &str) -> bool {
    authority(url).contains('@')
}

fn host(url: &str) -> &str {
    let authority = authority(url);
    let place = authority
        .rsplit_once('@')
        .map_or(authority, |(_, place)| place);
    match place.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => place.split(':').next().unwrap_or_default(),
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_to_be_private_is_private() {
        for (url, expected) in [
            ("smtps://user:secret@mail.example", Privacy::FromTheStart),
            ("smtps://mail.example:465?tls=none", Privacy::FromTheStart),
            (
                "smtp://user:secret@mail.example:587?tls=required",
                Privacy::StartTls,
            ),
            ("smtp://mail.example", Privacy::Plain),
            ("smtp://user:secret@127.0.0.1:25", Privacy::Plain),
            ("smtp://user:secret@[::1]:25", Privacy::Plain),
        ] {
            assert_eq!(privacy(url).ok(), Some(expected), "{url}");
        }
    }

    #[test]
    fn nothing_is_private_only_if_it_can_be() {
        for url in [
            "smtp://mail.example?tls=opportunistic",
            "smtp://mail.example?tls=",
            "smtp://user:secret@mail.example",
        ] {
            assert!(privacy(url).is_err(), "{url}");
        }
    }
}
