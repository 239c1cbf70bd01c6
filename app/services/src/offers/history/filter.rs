//! Which entries of a history are wanted.

use chrono::{Days, NaiveDate};
use domain::process::{EventKind, OrganisationId, Role, Side};
use sea_orm::{ColumnTrait, QueryFilter};

use super::super::words::clean;
use crate::london::midnight;
use crate::store::events::{self, SeenEvents};

/// Which entries to tell; the default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    pub kind: Option<EventKind>,
    pub by: Option<By>,
    /// The first day, in London.
    pub from: Option<NaiveDate>,
    /// The last day, in London.
    pub until: Option<NaiveDate>,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    Side(Side),
    Organisation(OrganisationId),
}

impl HistoryFilter {
    /// Narrows down what a viewer sees; it never widens it.
    pub(super) fn on(&self, mut wanted: SeenEvents) -> SeenEvents {
        if let Some(kind) = self.kind {
            wanted = wanted.filter(events::Column::Kind.eq(kind.code()));
        }
        match &self.by {
            None => {}
            Some(By::Side(side)) => {
                let roles = Role::ALL.iter().filter(|role| role.side() == *side);
                wanted = wanted.filter(events::Column::Role.is_in(roles.map(|role| role.code())));
            }
            Some(By::Organisation(organisation)) => {
                let organisation = clean(organisation.as_str());
                wanted = wanted.filter(events::Column::OrganisationId.eq(organisation));
            }
        }
        if let Some(start) = self.from.and_then(midnight) {
            wanted = wanted.filter(events::Column::At.gte(start));
        }
        let after = self
            .until
            .and_then(|day| day.checked_add_days(Days::new(1)));
        if let Some(end) = after.and_then(midnight) {
            wanted = wanted.filter(events::Column::At.lt(end));
        }
        wanted
    }
}
