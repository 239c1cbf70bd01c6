//! The way to the mail server.

use std::time::Duration;

use lettre::message::header::{ContentTransferEncoding, HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart, header};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use thiserror::Error;

use crate::store::outbox;

/// How long a mail server may take over one mail, from greeting to receipt.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to the mail server that is made when there is mail.
#[derive(Clone)]
pub struct Transport {
    smtp: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why there is no way to the mail server, or why one mail did not go.
#[derive(Debug, Error)]
pub enum TransportError {
    #[error("the address of the mail server is not understood: {0}")]
    Server(#[source] lettre::transport::smtp::Error),
    #[error("the sender is no mail address: {0}")]
    Sender(#[source] lettre::address::AddressError),
    #[error("this is no mail address: {0}")]
    Recipient(#[source] lettre::address::AddressError),
    #[error("the mail could not be put together: {0}")]
    Message(#[source] lettre::error::Error),
    #[error("the mail server did not take it: {0}")]
    NotTaken(#[source] lettre::transport::smtp::Error),
    #[error("the mail server took longer than {} seconds", PATIENCE.as_secs())]
    TooSlow,
}

/// Says that no person wrote this, so that nobody’s machine answers it.
const WRITTEN_BY_NOBODY: &str = "Auto-Submitted";

impl Transport {
    /// To the server at an `smtp:` or `smtps:` address, from a sender such as `Single Offer <offers@…>`.
    pub fn to(smtp_url: &str, mail_from: &str) -> Result<Self, TransportError> {
        Ok(Self {
            smtp: AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp_url)
                .map_err(TransportError::Server)?
                .timeout(Some(PATIENCE))
                .build(),
            from: mail_from.parse().map_err(TransportError::Sender)?,
        })
    }

    /// Hands one mail over. Done when the server has said that it has it.
    pub(super) async fn send(&self, mail: &outbox::Model) -> Result<(), TransportError> {
        let message = self.message(mail)?;
        match tokio::time::timeout(PATIENCE, self.smtp.send(message)).await {
            Ok(sent) => sent.map(drop).map_err(TransportError::NotTaken),
            Err(_) => Err(TransportError::TooSlow),
        }
    }

    fn message(&self, mail: &outbox::Model) -> Result<Message, TransportError> {
        let to: Address = mail.to_address.parse().map_err(TransportError::Recipient)?;
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(mail.subject.as_str())
            .message_id(Some(mail.message_id.clone()))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str(WRITTEN_BY_NOBODY),
                "auto-generated".to_owned(),
            ))
            .singlepart(
                SinglePart::builder()
                    .header(header::ContentType::TEXT_PLAIN)
                    .header(ContentTransferEncoding::QuotedPrintable)
                    .body(mail.body.clone()),
            )
            .map_err(TransportError::Message)
    }
}
