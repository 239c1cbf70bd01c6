//! One connection that is kept, as a browser keeps it.

use std::net::SocketAddr;

use anyhow::{Context, Result};
use axum::http::Request;
use http_body_util::{BodyExt, Full};
use hyper::{
    body::Bytes,
    client::conn::http1::{SendRequest, handshake},
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::answer::Answer;

pub struct Connection(SendRequest<Full<Bytes>>);

impl Connection {
    pub async fn to(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sending, connection) = handshake(TokioIo::new(stream)).await?;
        // It ends when nobody sends any more; what goes wrong on it, the sender is told.
        tokio::spawn(connection);
        Ok(Self(sending))
    }

    /// Asks, and reads the answer to its end. Answers its status.
    pub async fn ask(&mut self, request: Request<Full<Bytes>>) -> Result<u16> {
        let response = self.send(request).await?;
        let status = response.status().as_u16();
        let mut body = response.into_body();
        while let Some(part) = body.frame().await {
            drop(part?);
        }
        Ok(status)
    }

    /// The same, with all of the answer.
    pub async fn fetch(&mut self, request: Request<Full<Bytes>>) -> Result<Answer> {
        let (parts, body) = self.send(request).await?.into_parts();
        let body = body.collect().await?.to_bytes().to_vec();
        Ok(Answer::new(parts.status, &parts.headers, body))
    }

    async fn send(
        &mut self,
        request: Request<Full<Bytes>>,
    ) -> Result<axum::http::Response<hyper::body::Incoming>> {
        self.0.ready().await.context("the server hung up")?;
        Ok(self.0.send_request(request).await?)
    }
}
