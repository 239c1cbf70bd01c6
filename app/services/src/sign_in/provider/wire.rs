//! What goes to a provider and comes back: one connection for each request, TLS but for this machine, no
//! redirects, no more than a page of answer, and no longer than people wait.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use openidconnect::http::uri::Scheme;
use openidconnect::http::{HeaderValue, Response, Uri, header};
use openidconnect::{HttpRequest, HttpResponse};
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

const PATIENCE: Duration = Duration::from_secs(10);
/// Longest answer, in bytes: what a provider says of itself, and its keys, take some thousands.
const LONGEST: usize = 1 << 20;

/// Why there is no answer. Says nothing of what was sent.
#[derive(Debug, Error)]
pub enum WireError {
    #[error("the address has no host, or is neither http nor https")]
    Address,
    #[error("no connection: {0}")]
    Connect(#[source] std::io::Error),
    #[error("the program cannot speak TLS: {0}")]
    Tls(String),
    #[error("no answer: {0}")]
    Http(#[from] hyper::Error),
    #[error("the answer is longer than a provider’s answers are, or broke off")]
    Body,
    #[error("no answer in time")]
    TooSlow,
}

/// Sends one request and waits for the whole answer.
pub async fn send(request: HttpRequest) -> Result<HttpResponse, WireError> {
    tokio::time::timeout(PATIENCE, exchange(request))
        .await
        .map_err(|_| WireError::TooSlow)?
}

async fn exchange(request: HttpRequest) -> Result<HttpResponse, WireError> {
    let address = request.uri().clone();
    let host = address.host().ok_or(WireError::Address)?;
    let bare = host.trim_matches(['[', ']']);
    let secure = match address.scheme() {
        Some(scheme) if *scheme == Scheme::HTTPS => true,
        Some(scheme) if *scheme == Scheme::HTTP => false,
        _ => return Err(WireError::Address),
    };
    let port = address.port_u16().unwrap_or(if secure { 443 } else { 80 });
    let stream = TcpStream::connect((bare, port))
        .await
        .map_err(WireError::Connect)?;
    if secure {
        let name = ServerName::try_from(bare.to_owned()).map_err(|_| WireError::Address)?;
        let config = TLS.clone().map_err(WireError::Tls)?;
        let stream = TlsConnector::from(config)
            .connect(name, stream)
            .await
            .map_err(WireError::Connect)?;
        over(stream, request, &address).await
    } else {
        over(stream, request, &address).await
    }
}

async fn over(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    mut request: HttpRequest,
    address: &Uri,
) -> Result<HttpResponse, WireError> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(async move {
        if let Err(fault) = connection.await {
            tracing::debug!(%fault, "a connection to a provider broke off");
        }
    });
    let host = address.authority().ok_or(WireError::Address)?;
    let host = HeaderValue::from_str(host.as_str()).map_err(|_| WireError::Address)?;
    request.headers_mut().insert(header::HOST, host);
    let path = address.path_and_query().map_or("/", |path| path.as_str());
    *request.uri_mut() = path.parse().map_err(|_| WireError::Address)?;
    let answer = sender
        .send_request(request.map(|body| Full::new(Bytes::from(body))))
        .await?;
    let (head, body) = answer.into_parts();
    let body = Limited::new(body, LONGEST)
        .collect()
        .await
        .map_err(|_| WireError::Body)?;
    Ok(Response::from_parts(head, body.to_bytes().to_vec()))
}

/// Who is trusted to say whose a host is: the authorities that browsers trust.
static TLS: LazyLock<Result<Arc<ClientConfig>, String>> = LazyLock::new(|| {
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
});
