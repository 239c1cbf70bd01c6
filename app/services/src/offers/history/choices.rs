//! What a history can be filtered by: only what its viewer finds in it, so that a choice says nothing of rooms
//! that are not theirs.

use std::collections::BTreeSet;

use domain::process::{EventKind, OrganisationId, Role, Side};
use sea_orm::{ConnectionTrait, FromQueryResult, JoinType, QuerySelect};

use crate::Refusal;
use crate::offers::head::known;
use crate::store::{events, organisations};

/// The kinds of what happened, and who did it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// In the order of the work.
    pub kinds: Vec<EventKind>,
    pub sides: Vec<Side>,
    /// By name.
    pub organisations: Vec<(OrganisationId, String)>,
}

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    role: Option<String>,
    organisation_id: Option<String>,
    organisation_name: Option<String>,
}

impl Choices {
    pub(super) async fn of(
        db: &impl ConnectionTrait,
        visible: events::SeenEvents,
    ) -> Result<Self, Refusal> {
        let rows = visible
            .select_only()
            .columns([
                events::Column::Kind,
                events::Column::Role,
                events::Column::OrganisationId,
            ])
            .column_as(organisations::Column::Name, "organisation_name")
            .join(JoinType::LeftJoin, events::organisation())
            .distinct()
            .into_model::<Row>()
            .all(db)
            .await?;
        let mut kinds = BTreeSet::new();
        let mut sides = BTreeSet::new();
        let mut named = BTreeSet::new();
        for row in rows {
            kinds.insert(known(&row.kind, EventKind::from_code)?);
            let side = row
                .role
                .as_deref()
                .and_then(Role::from_code)
                .map(Role::side);
            sides.extend(side.filter(|side| *side != Side::Neither));
            if let (Some(id), Some(name)) = (row.organisation_id, row.organisation_name) {
                named.insert((name, OrganisationId::from(id)));
            }
        }
        Ok(Self {
            kinds: kinds.into_iter().collect(),
            sides: sides.into_iter().collect(),
            organisations: named.into_iter().map(|(name, id)| (id, name)).collect(),
        })
    }
}
