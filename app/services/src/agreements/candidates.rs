//! Who could sign for a party: those who hold the role that commits it, today.

use domain::agreement::SigningParty;
use domain::process::{Hat, OrganisationId, Role};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::forms::Candidate;
use crate::Refusal;
use crate::offers::head::Head;
use crate::offers::recipients::{Holder, holders};
use crate::offers::reviewers_of;
use crate::store::{memberships, partner_answers};

/// Where people of an offer are looked for.
pub(super) struct Candidates {
    offer_id: String,
    place: OrganisationId,
    /// The organisation behind each partner of the offer, by its key.
    partners: Vec<(String, OrganisationId)>,
    /// While they are one.
    champion: Option<Candidate>,
}

impl Candidates {
    pub async fn of(db: &impl ConnectionTrait, head: &Head) -> Result<Self, Refusal> {
        let partners: Vec<(String, Option<String>)> = partner_answers::Entity::find()
            .select_only()
            .column(partner_answers::Column::MatterSlug)
            .column(partner_answers::Column::OrganisationId)
            .filter(partner_answers::Column::OfferId.eq(head.row.id.as_str()))
            .into_tuple()
            .all(db)
            .await?;
        let champion = match &head.row.champion_id {
            Some(person) => champion(db, person).await?,
            None => None,
        };
        Ok(Self {
            offer_id: head.row.id.clone(),
            place: head.row.place_id.as_str().into(),
            partners: partners
                .into_iter()
                .filter_map(|(key, organisation)| Some((key, organisation?.into())))
                .collect(),
            champion,
        })
    }

    /// The organisation that stands behind a party.
    fn organisation(&self, party: &SigningParty) -> Option<OrganisationId> {
        match party {
            SigningParty::Place => Some(self.place.clone()),
            SigningParty::Partner(key) => self
                .partners
                .iter()
                .find(|(slug, _)| slug == key.as_str())
                .map(|(_, organisation)| organisation.clone()),
            SigningParty::Department(id) => Some(id.clone()),
        }
    }

    /// Those who can sign for it, by name.
    pub async fn for_party(
        &self,
        db: &impl ConnectionTrait,
        party: &SigningParty,
    ) -> Result<Vec<Candidate>, Refusal> {
        let Some(organisation) = self.organisation(party) else {
            return Ok(Vec::new());
        };
        let (role, found) = match party {
            SigningParty::Place => {
                let role = Role::PlaceLeader;
                (role, holders(db, &[role], Some(&organisation)).await?)
            }
            SigningParty::Partner(_) => {
                let role = Role::Partner;
                (role, holders(db, &[role], Some(&organisation)).await?)
            }
            SigningParty::Department(_) => (
                Role::DepartmentReviewer,
                reviewers_of(db, &self.offer_id, &organisation).await?,
            ),
        };
        let each = found.into_iter();
        Ok(each
            .map(|one| candidate(one, role, organisation.clone()))
            .collect())
    }

    /// Those who can approve before somebody signs: for a department the champion as well.
    pub fn approvers(&self, party: &SigningParty, signers: &[Candidate]) -> Vec<Candidate> {
        let mut approvers = signers.to_vec();
        if let (SigningParty::Department(_), Some(champion)) = (party, &self.champion)
            && signers.iter().all(|one| one.person != champion.person)
        {
            approvers.push(champion.clone());
        }
        approvers
    }
}

/// Others of the same organisation and role, to whom a signature can be handed on.
pub(super) async fn colleagues(
    db: &impl ConnectionTrait,
    hat: &Hat,
) -> Result<Vec<Candidate>, Refusal> {
    let found = holders(db, &[hat.role], Some(&hat.organisation)).await?;
    let others = found.into_iter().filter(|one| one.person != hat.person);
    Ok(others
        .map(|one| candidate(one, hat.role, hat.organisation.clone()))
        .collect())
}

/// The champion under the hat that makes them one.
async fn champion(db: &impl ConnectionTrait, person: &str) -> Result<Option<Candidate>, Refusal> {
    let organisation: Option<String> = memberships::Entity::find()
        .select_only()
        .column(memberships::Column::OrganisationId)
        .filter(memberships::Column::PersonId.eq(person))
        .filter(memberships::Column::Role.eq(Role::Champion.code()))
        .filter(memberships::Column::EndedAt.is_null())
        .into_tuple()
        .one(db)
        .await?;
    let Some(organisation) = organisation.map(OrganisationId::from) else {
        return Ok(None);
    };
    let found = holders(db, &[Role::Champion], Some(&organisation)).await?;
    let found = found.into_iter().find(|one| one.person.as_str() == person);
    Ok(found.map(|one| candidate(one, Role::Champion, organisation)))
}

fn candidate(holder: Holder, role: Role, organisation: OrganisationId) -> Candidate {
    Candidate {
        person: holder.person,
        name: holder.name,
        office: suggested_office(role).to_owned(),
        organisation,
        organisation_name: holder.organisation_name,
    }
}

/// The report names no offices; people put in their own.
const fn suggested_office(role: Role) -> &'static str {
    match role {
        Role::PlaceLeader => "Leader of the council",
        Role::Partner => "Chief executive",
        Role::DepartmentReviewer => "For the Secretary of State",
        Role::Champion => "Whitehall champion",
        Role::Drafter | Role::ProgrammeOffice | Role::Auditor | Role::Administrator => "",
    }
}
