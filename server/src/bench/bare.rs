//! What the framework costs by itself: an axum that answers the same bytes, with nothing behind it.

use std::{io::stdin, net::SocketAddr};

use anyhow::{Context, Result};
use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    routing::any,
    serve::ListenerExt,
};
use tokio::net::TcpListener;

use super::answer::Answer;

/// The path of the nth answer.
pub fn path(index: usize) -> String {
    format!("/{index}")
}

/// Serves the answers that come by standard input as JSON, each under its own path.
pub async fn serve(listen: SocketAddr) -> Result<()> {
    let answers: Vec<Answer> = serde_json::from_reader(stdin()).context("the answers")?;
    let mut router = Router::new();
    for (index, answer) in answers.into_iter().enumerate() {
        let status = StatusCode::from_u16(answer.status)?;
        let headers: HeaderMap = answer
            .headers
            .iter()
            .map(|(name, value)| Ok((name.parse::<HeaderName>()?, value.parse::<HeaderValue>()?)))
            .collect::<Result<_>>()?;
        let body = Bytes::from(answer.body);
        // The form of a post is read, as the server does.
        let handler = any(move |_form: Bytes| async move { (status, headers, body) });
        router = router.route(&path(index), handler);
    }
    let listener = TcpListener::bind(listen).await?.tap_io(|connection| {
        // As the server's own listener does; without it there is only delay.
        drop(connection.set_nodelay(true));
    });
    Ok(axum::serve(listener, router).await?)
}
