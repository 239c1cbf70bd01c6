//! What puts an outcome or a saving at risk: freedoms that nobody has agreed to yet (3.1), and barriers that stand.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::form::Entry;
use domain::negotiation::{Barrier, TermKind};
use domain::offer::{Key, Proposal};
use domain::process::Act;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::Negotiation;
use super::whole::standing_barriers;
use crate::Refusal;
use crate::offers::OfferView;
use crate::store::negotiation::{term, turn};

/// Of one offer. Before anybody bargains over it no freedom is agreed, and there are no barriers.
#[derive(Clone, Debug, Default)]
pub struct Risks {
    agreed: BTreeSet<Key>,
    barriers: Vec<(String, Barrier)>,
}

/// One thing that something waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Risk {
    Freedom {
        title: String,
    },
    Barrier {
        /// Its name in addresses.
        slug: String,
        what: String,
        /// The key of a partner, or the code of a department.
        owner: String,
        due: Option<NaiveDate>,
    },
}

impl Risks {
    /// Whatever this outcome or savings line waits for.
    pub fn on(&self, proposal: &Proposal, key: &Key) -> Vec<Risk> {
        let freedoms = proposal
            .waits_for(key)
            .filter(|(freedom, _)| !self.agreed.contains(freedom))
            .map(|(_, freedom)| Risk::Freedom {
                title: freedom.title.clone(),
            });
        let barriers = self
            .barriers
            .iter()
            .filter(|(_, barrier)| barrier.puts_at_risk(key))
            .map(|(slug, barrier)| Risk::Barrier {
                slug: slug.clone(),
                what: barrier.what.clone(),
                owner: barrier.owner.clone(),
                due: match barrier.due {
                    Entry::Is(due) => Some(due),
                    Entry::Unread { .. } | Entry::Blank => None,
                },
            });
        freedoms.chain(barriers).collect()
    }
}

impl Negotiation<'_> {
    /// What is at risk in an offer that somebody reads. Two statements once it was accepted, none before.
    pub async fn risks(&self, offer: &OfferView) -> Result<Risks, Refusal> {
        if !offer.was_accepted() || !offer.may(Act::ReadTerms) {
            return Ok(Risks::default());
        }
        let db = self.services.read();
        // What is open waits for somebody; and what was withdrawn or refused is in no offer any more.
        let open = turn::Entity::find()
            .select_only()
            .column(turn::Column::TermId)
            .filter(turn::Column::OfferId.eq(offer.id.as_str()))
            .into_query();
        let agreed: Vec<Option<String>> = term::Entity::find()
            .select_only()
            .column(term::Column::MatterSlug)
            .filter(term::Column::OfferId.eq(offer.id.as_str()))
            .filter(term::Column::Kind.eq(TermKind::Freedom.code()))
            .filter(term::Column::Closing.is_null())
            .filter(term::Column::Id.not_in_subquery(open))
            .into_tuple()
            .all(db)
            .await?;
        let mut barriers = standing_barriers(db, &offer.id).await?;
        barriers.sort_by(|(_, one), (_, other)| one.what.cmp(&other.what));
        Ok(Risks {
            agreed: agreed.into_iter().flatten().map(Key::new).collect(),
            barriers,
        })
    }
}
