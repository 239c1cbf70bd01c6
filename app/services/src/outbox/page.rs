//! The outbox as people see it: in the demo everybody, elsewhere administrators, and these without the texts.

use chrono::{DateTime, Utc};
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};

use super::sending::MOST_ATTEMPTS;
use crate::store::outbox;
use crate::{Refusal, Services};

/// Mails on a page.
const PAGE: u64 = 25;

/// A page of the outbox, the latest first. Pages count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxPage {
    pub entries: Vec<OutboxEntry>,
    pub page: u64,
    pub pages: u64,
    pub mails: u64,
}

/// One mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxEntry {
    pub id: String,
    pub kind: String,
    pub to_address: String,
    pub subject: String,
    /// In the demo only: it may hold a link that signs somebody in.
    pub body: Option<String>,
    pub created_at: DateTime<Utc>,
    pub state: OutboxState,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutboxState {
    Sent {
        at: DateTime<Utc>,
    },
    Waiting {
        due: DateTime<Utc>,
        attempts: i32,
        error: Option<String>,
    },
    GivenUp {
        error: Option<String>,
    },
}

impl Services {
    /// A page of the outbox; the last one if there are not so many.
    pub async fn outbox_page(&self, page: u64) -> Result<OutboxPage, Refusal> {
        let mails = outbox::Entity::find().count(self.read()).await?;
        let pages = mails.div_ceil(PAGE).max(1);
        let page = page.clamp(1, pages);
        let rows = outbox::Entity::find()
            .order_by_desc(outbox::Column::CreatedAt)
            .order_by_desc(outbox::Column::Id)
            .paginate(self.read(), PAGE)
            .fetch_page(page - 1)
            .await?;
        Ok(OutboxPage {
            entries: rows.into_iter().map(|row| self.entry(row)).collect(),
            page,
            pages,
            mails,
        })
    }

    fn entry(&self, row: outbox::Model) -> OutboxEntry {
        OutboxEntry {
            state: match row.sent_at {
                Some(at) => OutboxState::Sent { at },
                None if row.attempts >= MOST_ATTEMPTS => OutboxState::GivenUp {
                    error: row.last_error,
                },
                None => OutboxState::Waiting {
                    due: row.due_at,
                    attempts: row.attempts,
                    error: row.last_error,
                },
            },
            id: row.id,
            kind: row.kind,
            to_address: row.to_address,
            subject: row.subject,
            body: self.settings().demo.then_some(row.body),
            created_at: row.created_at,
        }
    }
}
