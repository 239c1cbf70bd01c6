//! Sending what is due, one by one: claimed, judged, sent, noted. One that fails does not hold up the others.

use domain::mail::{MailKind, MailState};

use super::judging::Ruling;
use super::transport::{Transport, TransportError};
use crate::store::outbox;
use crate::{Refusal, Services};

/// Why the demo sends nothing to its people.
const MADE_UP: &str = "The address is made up: mail to it is shown here and not sent";

impl Services {
    /// Deals with the mail that has been due longest, and answers whether there was one. Without a transport
    /// it is judged and stays.
    pub async fn send_next(&self, transport: Option<&Transport>) -> Result<bool, Refusal> {
        let Some(mut mail) = self.claim_mail().await? else {
            return Ok(false);
        };
        match self.judge(&mail).await? {
            Ruling::Send { to } => {
                if mail.kind == MailKind::Digest.code() {
                    let Some(body) = self.compose_digest(&mail).await? else {
                        let reason = "Nothing in it stands any more";
                        self.note_end(&mail, MailState::NotNeeded, reason).await?;
                        return Ok(true);
                    };
                    mail.body = body;
                }
                self.deliver(transport, &mail, &to).await?;
            }
            Ruling::Hold { person, until } => self.note_held(&mail, &person, until).await?,
            Ruling::Drop { reason } => {
                self.note_end(&mail, MailState::NotNeeded, &reason).await?;
            }
            Ruling::MadeUp => {
                if mail.kind == MailKind::Digest.code() {
                    self.compose_digest(&mail).await?;
                }
                self.note_end(&mail, MailState::MadeUp, MADE_UP).await?;
            }
        }
        Ok(true)
    }

    async fn deliver(
        &self,
        transport: Option<&Transport>,
        mail: &outbox::Model,
        to: &str,
    ) -> Result<(), Refusal> {
        let sent = match transport {
            Some(transport) => transport.send(mail, to).await,
            None => Err(TransportError::NoServer),
        };
        match sent {
            Ok(()) => self.note_sent(mail).await,
            Err(error) => {
                tracing::warn!(mail = mail.id, kind = mail.kind, %error, "a mail was not sent");
                self.note_error(mail, &error).await
            }
        }
    }
}
