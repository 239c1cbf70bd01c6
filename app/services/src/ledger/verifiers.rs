//! Naming who verifies savings: somebody outside the organisation that claims.

use std::collections::BTreeSet;

use domain::delivery::returns::reports_itself;
use domain::offer::Key;
use domain::process::{Act, Event, OrganisationId, PersonId, Reference, Returning, Role};
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::LedgerOf;
use super::entries;
use crate::act::Doer;
use crate::offers::head::Head;
use crate::offers::parties::Parties;
use crate::offers::recipients::holders;
use crate::offers::reviewers_of;
use crate::returns::{Agreed, Owners, letter_to_verify};
use crate::store::returns::verifier;
use crate::{Refusal, Viewer};

/// What the programme office chooses from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiersForm {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub claimants: Vec<Claimant>,
}

/// An organisation that claims savings, with those who could verify them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimant {
    /// The key of a partner; empty for the lead council.
    pub key: String,
    pub name: String,
    pub named: Option<PersonId>,
    pub candidates: Vec<Candidate>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub person: PersonId,
    pub name: String,
    pub organisation: OrganisationId,
    pub organisation_name: String,
}

impl LedgerOf<'_> {
    /// Who claims, who verifies, and who could.
    ///
    /// # Errors
    /// Not found, not allowed or the wrong stage, as for naming a verifier.
    pub async fn verifiers_form(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<VerifiersForm, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::NameVerifier, reference).await?;
        let db = self.services.read();
        let agreed = Agreed::of(db, &seen.head.row.id).await?;
        let claimants = claimants(db, &seen.head, &agreed).await?;
        Ok(VerifiersForm {
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
            claimants,
        })
    }

    /// Names somebody for the claims of an organisation: the key of a partner, or nothing for the lead council.
    ///
    /// # Errors
    /// `NotFound` for who claims nothing; a fault at `verifier-{key}` for somebody who cannot be named; `AlreadyDone`.
    pub async fn name_verifier(
        &self,
        doer: &Doer,
        reference: &Reference,
        claims: &str,
        person: &PersonId,
    ) -> Result<(), Refusal> {
        let offers = self.services.offers();
        let mut open = offers.open(doer, Act::NameVerifier, reference).await?;
        let offer_id = open.head.row.id.clone();
        let agreed = Agreed::of(open.act.db(), &offer_id).await?;
        let all = claimants(open.act.db(), &open.head, &agreed).await?;
        let claimant = all.into_iter().find(|one| one.key == claims);
        let claimant = claimant.ok_or(Refusal::NotFound)?;
        if claimant.named.as_ref() == Some(person) {
            return Err(Refusal::AlreadyDone);
        }
        let mut candidates = claimant.candidates.into_iter();
        let Some(chosen) = candidates.find(|one| one.person == *person) else {
            let words = format!(
                "Choose somebody from the list, who is not of {}",
                claimant.name
            );
            return Err(Refusal::fault(format!("verifier-{claims}"), words));
        };
        let row = verifier::ActiveModel {
            offer_id: Set(offer_id.clone()),
            claims: Set(claims.to_owned()),
            person_id: Set(chosen.person.to_string()),
            organisation_id: Set(chosen.organisation.to_string()),
            named_at: Set(open.act.now()),
            waits_since: Set(None),
        };
        entries::put_verifier(open.act.db(), row).await?;
        let ledger = entries::load(open.act.db(), &offer_id).await?;
        let waiting = entries::write_waits(&open.act, &offer_id, &agreed.content, &ledger).await?;
        let event = Event::Returning(Returning::VerifierNamed {
            claims: claimant.name,
            verifies: format!("{}, {}", chosen.name, chosen.organisation_name),
        });
        open.act.record(&offer_id, &event)?;
        letter_to_verify(&mut open.act, &open.head, &waiting).await?;
        open.act.commit().await
    }
}

/// Whoever bears a savings line and so claims, with those who could verify.
async fn claimants(
    db: &impl ConnectionTrait,
    head: &Head,
    agreed: &Agreed,
) -> Result<Vec<Claimant>, Refusal> {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let content = &agreed.content;
    let owners = Owners::of(db, head).await?;
    let keys: BTreeSet<Option<Key>> = content
        .savings()
        .map(|(_, line)| reports_itself(content, &line.bearer))
        .collect();
    let rows = verifier::Entity::find()
        .filter(verifier::Column::OfferId.eq(head.row.id.as_str()))
        .all(db)
        .await?;
    let everybody = candidates(db, head).await?;
    let each = keys.into_iter().map(|owner| {
        let key = owner.as_ref().map_or_else(String::new, Key::to_string);
        let organisation = owners.organisation(owner.as_ref()).cloned();
        let outside = everybody
            .iter()
            .filter(|one| Some(&one.organisation) != organisation.as_ref());
        Claimant {
            name: match &owner {
                Some(key) => content.name(key.as_str()).to_owned(),
                None => head.place_name.clone(),
            },
            named: (rows.iter().find(|row| row.claims == key))
                .map(|row| row.person_id.as_str().into()),
            candidates: outside.cloned().collect(),
            key,
        }
    });
    Ok(each.collect())
}

/// Everybody who may verify savings of this offer: partners, reviewers of its departments, its champion and the
/// programme office.
async fn candidates(db: &impl ConnectionTrait, head: &Head) -> Result<Vec<Candidate>, Refusal> {
    let parties = Parties::of(db, &head.row.id).await?;
    let mut all: Vec<Candidate> = Vec::new();
    for department in &parties.departments {
        for one in reviewers_of(db, &head.row.id, department).await? {
            all.push(candidate(one, department));
        }
    }
    for partner in &parties.partners {
        for one in holders(db, &[Role::Partner], Some(partner)).await? {
            all.push(candidate(one, partner));
        }
    }
    let office = OrganisationId::from(crate::PROGRAMME_OFFICE);
    for one in holders(db, &[Role::ProgrammeOffice], Some(&office)).await? {
        all.push(candidate(one, &office));
    }
    Ok(all)
}

fn candidate(holder: crate::offers::recipients::Holder, of: &OrganisationId) -> Candidate {
    Candidate {
        person: holder.person,
        name: holder.name,
        organisation: of.clone(),
        organisation_name: holder.organisation_name,
    }
}
