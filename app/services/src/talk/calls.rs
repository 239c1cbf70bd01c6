//! Whom the comments on a page call, as their readers see it.

use domain::process::{Hat, Rooms};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder};

use crate::Refusal;
use crate::store::talk::{self, CommentRow, MentionColumn, MentionRow, ThreadRow};

/// The mentions of some comments, and whether any of the thread waits for who looks.
pub(super) struct Calls {
    rows: Vec<Row>,
    pub calls_me: bool,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    mention: MentionRow,
    person_name: Option<String>,
    organisation_name: Option<String>,
}

impl Calls {
    /// One statement.
    pub async fn of(
        db: &impl ConnectionTrait,
        thread: &ThreadRow,
        rooms: Rooms,
        read: &[CommentRow],
        hat: Option<&Hat>,
    ) -> Result<Self, Refusal> {
        let ids = read.iter().map(|comment| comment.id.as_str());
        let mut wanted = Condition::any().add(MentionColumn::CommentId.is_in(ids));
        if let Some(hat) = hat {
            wanted = wanted.add(
                Condition::all()
                    .add(MentionColumn::DoneAt.is_null())
                    .add(calls(hat)),
            );
        }
        let rows = talk::mentions_with_names(talk::mentions(&thread.id, rooms))
            .filter(wanted)
            .order_by_asc(MentionColumn::Id)
            .into_model::<Row>()
            .all(db)
            .await?;
        Ok(Self {
            calls_me: hat.is_some_and(|hat| {
                rows.iter().any(|row| {
                    let of = &row.mention;
                    of.done_at.is_none()
                        && (of.person_id.as_deref() == Some(hat.person.as_str())
                            || of.organisation_id.as_deref() == Some(hat.organisation.as_str()))
                })
            }),
            rows,
        })
    }

    /// The names of those whom this comment calls.
    pub fn of_comment(&self, id: &str) -> Vec<String> {
        let of = self.rows.iter().filter(|row| row.mention.comment_id == id);
        of.filter_map(|row| row.person_name.clone().or(row.organisation_name.clone()))
            .collect()
    }
}

/// Whether a mention calls this hat: its person, or its organisation.
pub(super) fn calls(hat: &Hat) -> Condition {
    Condition::any()
        .add(MentionColumn::PersonId.eq(hat.person.as_str()))
        .add(MentionColumn::OrganisationId.eq(hat.organisation.as_str()))
}
