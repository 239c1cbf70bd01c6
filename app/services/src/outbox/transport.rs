//! The way to the mail server.

use std::time::Duration;

use lettre::address::Envelope;
use lettre::message::header::{ContentTransferEncoding, HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart, header};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use thiserror::Error;

use super::address::on_the_wire;
use super::server::SmtpServer;
use crate::store::outbox;

/// How long a mail server may take over one mail, from greeting to receipt.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to the mail server that is made when there is mail.
#[derive(Clone)]
pub struct Transport {
    smtp: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    patience: Duration,
}

/// Why there is no way to the mail server, or why one mail did not go.
#[derive(Debug, Error)]
pub enum TransportError {
    #[error("the address of the mail server is not understood: {0}")]
    Server(#[source] lettre::transport::smtp::Error),
    #[error(
        "the address of the mail server says tls=…, which can only be tls=required: what is private only where \
         the server offers it is private from nobody"
    )]
    HalfPrivate,
    #[error(
        "the address of the mail server has a password, which must not travel in the open: write smtps://, or \
         ?tls=required at its end"
    )]
    OpenPassword,
    #[error("a certificate for the mail server is not understood: {0}")]
    Certificate(#[source] lettre::transport::smtp::Error),
    #[error("the sender is no mail address: {0}")]
    Sender(#[source] lettre::address::AddressError),
    #[error("this is no mail address: {0}")]
    Recipient(#[source] lettre::address::AddressError),
    #[error("the mail could not be put together: {0}")]
    Message(#[source] lettre::error::Error),
    #[error("the mail server did not take it: {0}")]
    NotTaken(#[source] lettre::transport::smtp::Error),
    #[error("the mail server took longer than {0} seconds")]
    TooSlow(u64),
    #[error("no mail server is set: see SMTP_URL")]
    NoServer,
}

impl TransportError {
    /// Whether no other attempt can end otherwise.
    pub(super) const fn is_final(&self) -> bool {
        matches!(self, Self::Recipient(_) | Self::Message(_))
    }

    /// With all that lies beneath, for administrators: a certificate that is refused says so only there.
    pub(super) fn whole(&self) -> String {
        let mut words = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            let more = error.to_string();
            if !words.contains(&more) {
                words = format!("{words}: {more}");
            }
            cause = error.source();
        }
        words
    }
}

/// Says that no person wrote this, so that nobody’s machine answers it.
const WRITTEN_BY_NOBODY: &str = "Auto-Submitted";

impl Transport {
    /// To a mail server, from a sender such as `Single Offer <offers@…>`.
    pub fn to(server: SmtpServer<'_>, mail_from: &str) -> Result<Self, TransportError> {
        Ok(Self {
            smtp: server.open()?,
            from: mail_from.parse().map_err(TransportError::Sender)?,
            patience: PATIENCE,
        })
    }

    /// The same for whoever waits less long for a server that does not answer. Never longer: the claim on a
    /// mail would end before the attempt.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self {
            patience: patience.min(PATIENCE),
            ..self
        }
    }

    /// Hands one mail over. Done when the server has said that it has it.
    pub(super) async fn send(&self, mail: &outbox::Model, to: &str) -> Result<(), TransportError> {
        let message = self.message(mail, to)?;
        match tokio::time::timeout(self.patience, self.smtp.send(message)).await {
            Ok(sent) => sent.map(drop).map_err(TransportError::NotTaken),
            Err(_) => Err(TransportError::TooSlow(self.patience.as_secs())),
        }
    }

    fn message(&self, mail: &outbox::Model, to: &str) -> Result<Message, TransportError> {
        let to = on_the_wire(to).map_err(TransportError::Recipient)?;
        // Not read out of the headers again: that would lose an address in quotes.
        let envelope = Envelope::new(Some(self.from.email.clone()), vec![to.clone()])
            .map_err(TransportError::Message)?;
        Message::builder()
            .envelope(envelope)
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
