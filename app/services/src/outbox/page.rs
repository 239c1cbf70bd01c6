//! The outbox as people see it: in the demo everybody all of it; elsewhere each the mail that is theirs to look
//! after, without the texts.
//!
//! A place’s own room stays its own here as well: nobody else sees or counts the mail that tells of it.

use chrono::{DateTime, Utc};
use domain::mail::{MailKind, MailState};
use domain::process::{Act, Hat, Role, Room, permit, permit_any};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use crate::offers::Paging;
use crate::offers::head::known;
use crate::refusal::allowed;
use crate::store::{offers, outbox};
use crate::{PROGRAMME_OFFICE, Refusal, Services, Viewer};

/// A page of the outbox, the latest first. Pages count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxPage {
    pub entries: Vec<OutboxEntry>,
    pub page: u64,
    pub pages: u64,
    pub mails: u64,
    /// Whether whoever looks may have one of them sent again.
    pub may_resend: bool,
}

/// One mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxEntry {
    pub id: String,
    pub kind: MailKind,
    pub to_address: String,
    pub subject: String,
    /// In the demo only: it may hold a link that signs somebody in.
    pub body: Option<String>,
    pub created_at: DateTime<Utc>,
    pub state: MailState,
    pub sent_at: Option<DateTime<Utc>>,
    /// When it is tried next, while it waits.
    pub due_at: DateTime<Utc>,
    pub attempts: i32,
    /// What the mail server said at the last attempt.
    pub error: Option<String>,
    /// Why it is not sent.
    pub reason: Option<String>,
}

impl Services {
    /// A page of the outbox, of one state or of all. Two statements.
    ///
    /// # Errors
    /// `NotFound` where no hat of the viewer looks after mail, unless this is the demo.
    pub async fn outbox(
        &self,
        viewer: Option<&Viewer>,
        state: Option<MailState>,
        paging: Paging,
    ) -> Result<OutboxPage, Refusal> {
        let hats = viewer.map(Viewer::hats).unwrap_or_default();
        let mut wanted = if self.settings().demo {
            Condition::all()
        } else {
            allowed(permit_any(&hats, Act::ReadOutbox, None).verdict)?;
            Condition::all().add(looked_after_by(&hats, Act::ReadOutbox))
        };
        if let Some(state) = state {
            wanted = wanted.add(outbox::Column::State.eq(state.code()));
        }
        let query = outbox::Entity::find().filter(wanted);
        let mails = query.clone().count(self.read()).await?;
        let rows = query
            .order_by_desc(outbox::Column::CreatedAt)
            .order_by_desc(outbox::Column::Id)
            .limit(paging.size())
            .offset(paging.offset())
            .all(self.read())
            .await?;
        Ok(OutboxPage {
            entries: rows
                .into_iter()
                .map(|row| self.entry(row))
                .collect::<Result<_, _>>()?,
            page: paging.page(),
            pages: paging.pages(mails),
            mails,
            may_resend: permit_any(&hats, Act::ResendMail, None)
                .verdict
                .is_allowed(),
        })
    }

    fn entry(&self, row: outbox::Model) -> Result<OutboxEntry, Refusal> {
        Ok(OutboxEntry {
            kind: known(&row.kind, MailKind::from_code)?,
            state: known(&row.state, MailState::from_code)?,
            id: row.id,
            to_address: row.to_address,
            subject: row.subject,
            body: self.settings().demo.then_some(row.body),
            created_at: row.created_at,
            sent_at: row.sent_at,
            due_at: row.due_at,
            attempts: row.attempts,
            error: row.last_error,
            reason: row.reason,
        })
    }
}

/// The mail that these hats look after, as far as they may do this.
pub(super) fn looked_after_by(hats: &[Hat], act: Act) -> Condition {
    // Without any such hat, none.
    let mut any = Condition::any().add(outbox::Column::Id.is_null());
    for hat in hats {
        if !permit(Some(hat), act, None).is_allowed() {
            continue;
        }
        let office = hat.organisation.as_str() == PROGRAMME_OFFICE;
        any = match hat.role {
            Role::PlaceLeader | Role::Drafter => any.add(of_the_room_of(hat)),
            Role::ProgrammeOffice => any.add(outside_places()),
            Role::Administrator if office => any.add(outside_places()),
            Role::Administrator => {
                any.add(outbox::Column::OrganisationId.eq(hat.organisation.as_str()))
            }
            Role::Partner | Role::Champion | Role::DepartmentReviewer | Role::Auditor => any,
        };
    }
    any
}

/// What tells of the place’s own room, in its own offers.
fn of_the_room_of(hat: &Hat) -> Condition {
    let own = offers::Entity::find()
        .select_only()
        .column(offers::Column::Id)
        .filter(offers::Column::PlaceId.eq(hat.organisation.as_str()))
        .into_query();
    Condition::all()
        .add(outbox::Column::Room.eq(Room::Place.code()))
        .add(outbox::Column::OfferId.in_subquery(own))
}

fn outside_places() -> Condition {
    Condition::any()
        .add(outbox::Column::Room.is_null())
        .add(outbox::Column::Room.ne(Room::Place.code()))
}
