//! The programme office accepts an offer: it names the champion and the lead department (7.16, 7.21).

use domain::negotiation::PartyId;
use domain::process::{
    Act, Event, Guard, OrganisationId, OrganisationKind, PersonId, Reference, Role, Transition,
    department,
};
use sea_orm::ActiveValue::Set;

use super::make;
use crate::act::Doer;
use crate::negotiation::letters::{Awaited, asked_at_acceptance};
use crate::offers::content::Content;
use crate::offers::parties::{DEPARTMENT, departments_in, keep_parties};
use crate::offers::recipients::holders;
use crate::offers::{Offers, letters};
use crate::store::offers;
use crate::{Fault, Refusal, negotiation};

impl Offers<'_> {
    /// Opens the negotiation under a champion.
    ///
    /// # Errors
    /// `Invalid` at `champion` for somebody who is none, and at `lead-department`.
    pub async fn accept(
        &self,
        doer: &Doer,
        reference: &Reference,
        champion: &PersonId,
        lead_department: &OrganisationId,
    ) -> Result<(), Refusal> {
        let mut open = self.open(doer, Act::Accept, reference).await?;
        let champions = holders(open.act.db(), &[Role::Champion], None).await?;
        let named = champions
            .into_iter()
            .find(|holder| holder.person == *champion);
        let lead = department(lead_department.as_str())
            .filter(|department| department.kind == OrganisationKind::Department);
        let unmet = Transition::Accept.row().unmet(|guard| match guard {
            Guard::ChampionNamed => named.is_some(),
            Guard::LeadDepartmentNamed => lead.is_some(),
            _ => false,
        });
        let (Some(named), Some(lead), true) = (named, lead, unmet.is_empty()) else {
            return Err(Refusal::Invalid(unmet.into_iter().map(fault).collect()));
        };
        let writes = offers::ActiveModel {
            champion_id: Set(Some(champion.to_string())),
            lead_department_id: Set(Some(lead.code.to_owned())),
            ..Default::default()
        };
        let event = Event::Accepted {
            champion: champion.clone(),
            lead_department: lead.id(),
        };
        make(&mut open, Transition::Accept, writes, &event).await?;
        let content = Content::now(open.act.db(), &open.head).await?;
        let mut departments = departments_in(&content.proposal);
        departments.push(lead.id());
        keep_parties(open.act.db(), &open.head.row.id, DEPARTMENT, &departments).await?;
        negotiation::begin(&open.act, &open.head.row.id, &content.proposal, &lead.id()).await?;
        let (act, head) = (&mut open.act, &open.head);
        let awaited = Awaited::of(act, head, &content.proposal).await?;
        let for_the_place = awaited.list(&PartyId::Place);
        letters::accepted(act, head, champion, &named.name, &for_the_place).await?;
        asked_at_acceptance(act, head, &awaited).await?;
        open.act.commit().await
    }
}

/// What a guard says, beside the field it is about.
fn fault(guard: Guard) -> Fault {
    let field = match guard {
        Guard::ChampionNamed => "champion",
        Guard::LeadDepartmentNamed => "lead-department",
        _ => "",
    };
    Fault {
        field: field.to_owned(),
        words: guard.words().to_owned(),
    }
}
