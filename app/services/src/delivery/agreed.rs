//! The text in force, and the organisations behind the codes in it.

use domain::agreement::Content as AgreementContent;
use domain::delivery::{Owned, Owner, PLACE, answers_for};
use domain::form::Pick;
use domain::offer::Key;
use domain::process::{Hat, OrganisationId, Side};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::Refusal;
use crate::offers::content::Content;
use crate::offers::head::Head;
use crate::store::agreement::issue;

/// The text of the version that is in force, or was last. One statement.
pub(super) async fn current(
    db: &impl ConnectionTrait,
    offer_id: &str,
) -> Result<AgreementContent, Refusal> {
    let text: Option<String> = issue::Entity::find()
        .select_only()
        .column(issue::Column::Content)
        .filter(issue::Column::OfferId.eq(offer_id))
        .filter(issue::Column::InForceSince.is_not_null())
        .order_by_desc(issue::Column::Version)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(serde_json::from_str(&text.ok_or(Refusal::NotFound)?)?)
}

/// Who stands behind the codes of an agreement.
pub(super) struct Bodies {
    place: OrganisationId,
    place_name: String,
    offer: Content,
}

/// An owner as it is kept: the lead council and the place are one.
#[derive(Clone)]
pub(super) struct KnownOwner {
    pub owner: Owner,
    pub organisation: Option<OrganisationId>,
}

impl KnownOwner {
    pub fn owned(&self) -> Owned<'_> {
        Owned {
            side: self.owner.side,
            organisation: self.organisation.as_ref(),
        }
    }
}

impl Bodies {
    /// Two statements.
    pub async fn of(db: &impl ConnectionTrait, head: &Head) -> Result<Self, Refusal> {
        Ok(Self {
            place: head.row.place_id.as_str().into(),
            place_name: head.place_name.clone(),
            offer: Content::now(db, head).await?,
        })
    }

    pub fn known(&self, owner: &Owner) -> KnownOwner {
        let key = Key::new(owner.code.as_str());
        if owner.code == PLACE || self.offer.proposal.is_lead(&key) {
            return KnownOwner {
                owner: Owner {
                    code: PLACE.to_owned(),
                    name: self.place_name.clone(),
                    side: Side::Place,
                },
                organisation: Some(self.place.clone()),
            };
        }
        let organisation = owner
            .department()
            .or_else(|| self.offer.partner_organisation(&key));
        KnownOwner {
            owner: owner.clone(),
            organisation,
        }
    }

    /// Everybody who can own a milestone under this agreement, the place first.
    pub fn all(&self, content: &AgreementContent) -> Vec<KnownOwner> {
        let place = Owner::named(content, PLACE);
        let named = content
            .bodies
            .iter()
            .map(|body| Owner::named(content, &body.code));
        let mut all: Vec<KnownOwner> = Vec::new();
        for owner in [place].into_iter().chain(named) {
            let known = self.known(&owner);
            if all.iter().all(|one| one.owner.code != known.owner.code) {
                all.push(known);
            }
        }
        all
    }
}

/// Those for whom this hat answers, to choose from.
pub(super) fn picks(all: &[KnownOwner], hat: &Hat) -> Vec<Pick> {
    all.iter()
        .filter(|one| answers_for(hat, one.owned()))
        .map(|one| Pick::new(one.owner.code.as_str(), one.owner.name.as_str()))
        .collect()
}
