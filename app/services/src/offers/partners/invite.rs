//! Asking a partner whether it is willing.

use chrono::TimeDelta;
use domain::form::is_address;
use domain::offer::{AnswerState, Key, Matter, Partner};
use domain::process::{Act, Event, OrganisationId, OrganisationKind, Reference, Role};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationDef,
};

use super::Said;
use crate::act::{ActTx, Doer, guarded};
use crate::offers::answers::Given;
use crate::offers::content::Content;
use crate::offers::head::Head;
use crate::offers::parties::{PARTNER, keep_parties};
use crate::offers::sight::Open;
use crate::offers::{Offers, letters};
use crate::store::{memberships, organisations, partner_answers, people};
use crate::{Fault, Invitation, NewOrganisation, Refusal, chance};

/// A second press of the button within this time is the first one again.
const SAME_PRESS: TimeDelta = TimeDelta::minutes(1);

impl Offers<'_> {
    /// Mails the partner a link to its page, for the first time or again. What it had answered is open again.
    ///
    /// # Errors
    /// `Invalid` at `name`, `kind` and `email` where one of them is missing; `AlreadyDone` where the partner
    /// has confirmed just this, or was asked a moment ago.
    pub async fn invite(
        &self,
        doer: &Doer,
        reference: &Reference,
        key: &Key,
    ) -> Result<(), Refusal> {
        let Open { mut act, head } = self.open(doer, Act::InvitePartner, reference).await?;
        let mut content = Content::now(act.db(), &head).await?;
        let Matter::Partner(partner) = content.find(key)?.matter.clone() else {
            return Err(Refusal::NotFound);
        };
        let kind = can_be_asked(&partner)?;
        let said = Said::of(&content.proposal, key)?;
        let former = content.answers.get(key);
        if former.is_some_and(|given| is_asked_already(given, &partner, &said, &act)) {
            return Err(Refusal::AlreadyDone);
        }
        let organisation = organisation(&mut act, &head, &partner, kind).await?;
        keep_answer(&act, &head, key, &partner, &organisation, former).await?;
        content.answers = crate::offers::answers::Answers::of(act.db(), &head.row.id).await?;
        let willing = content.answers.willing(&content.proposal);
        keep_parties(act.db(), &head.row.id, PARTNER, &willing).await?;
        let destination = head.address(&format!("/partners/{key}/answer"));
        let link = act
            .invite(Invitation {
                address: &partner.email,
                name: "",
                organisation: &organisation,
                role: Role::Partner,
                destination: &destination,
            })
            .await?;
        act.record(
            &head.row.id,
            &Event::PartnerInvited {
                partner: partner.name.clone(),
            },
        )?;
        let mail = letters::asked(&act, &head, key, &partner, &link);
        act.mail(mail);
        act.commit().await
    }
}

/// Whether enough is known to ask, and what kind of organisation it is.
fn can_be_asked(partner: &Partner) -> Result<OrganisationKind, Refusal> {
    if partner.leads() {
        return Err(Refusal::NotAllowed(
            "The lead council answers by submitting the offer. Nobody has to ask it.".to_owned(),
        ));
    }
    let mut faults = Vec::new();
    let mut fault = |field: &str, words: &str| {
        faults.push(Fault {
            field: field.to_owned(),
            words: words.to_owned(),
        });
    };
    if partner.name.is_empty() {
        fault("name", "Enter the name of the organisation");
    }
    // Another council that leads a place of its own takes part in this one as a council.
    let kind = match partner.kind {
        Some(OrganisationKind::LeadCouncil) => Some(OrganisationKind::Council),
        Some(kind) if OrganisationKind::partners().any(|partner| partner == kind) => Some(kind),
        Some(_) => {
            fault(
                "kind",
                "Choose a kind of body that can be a partner. Central government takes part on its own side.",
            );
            None
        }
        None => {
            fault("kind", "Choose what kind of body it is");
            None
        }
    };
    if !is_address(&partner.email) {
        fault("email", "Enter an email address, like name@example.org");
    }
    match kind {
        Some(kind) if faults.is_empty() => Ok(kind),
        _ => Err(Refusal::Invalid(faults)),
    }
}

/// Whether asking would tell the partner nothing: it confirmed just this, or the mail has only just gone.
fn is_asked_already(given: &Given, partner: &Partner, said: &Said, act: &ActTx) -> bool {
    let same_address = given.row.email.eq_ignore_ascii_case(&partner.email);
    match given.state {
        AnswerState::Confirmed => {
            same_address && given.row.statement_digest.as_deref() == Some(said.digest.as_str())
        }
        AnswerState::Invited | AnswerState::AskedAgain => {
            same_address
                && given
                    .row
                    .invited_at
                    .is_some_and(|at| act.now() - at < SAME_PRESS)
        }
        AnswerState::Declined => false,
    }
}

/// The partner’s organisation: one of this name to which the address belongs already, or one of this place.
///
/// Nobody is let into an organisation that others made because its name was typed.
async fn organisation(
    act: &mut ActTx,
    head: &Head,
    partner: &Partner,
    kind: OrganisationKind,
) -> Result<OrganisationId, Refusal> {
    let member: RelationDef = organisations::Entity::belongs_to(memberships::Entity)
        .from(organisations::Column::Id)
        .to(memberships::Column::OrganisationId)
        .into();
    let person: RelationDef = memberships::Entity::belongs_to(people::Entity)
        .from(memberships::Column::PersonId)
        .to(people::Column::Id)
        .into();
    let known = organisations::Entity::find()
        .join(JoinType::InnerJoin, member)
        .join(JoinType::InnerJoin, person)
        .filter(organisations::Column::Name.eq(partner.name.as_str()))
        .filter(people::Column::Email.eq(partner.email.to_lowercase()))
        .filter(people::Column::DisabledAt.is_null())
        .filter(memberships::Column::EndedAt.is_null())
        .one(act.db())
        .await?;
    if let Some(known) = known {
        return Ok(known.id.into());
    }
    act.add_organisation(NewOrganisation {
        id: None,
        kind,
        name: partner.name.clone(),
        abbreviation: None,
        prefix: None,
        lead_place: Some(head.row.place_id.as_str().into()),
    })
    .await
}

/// Notes that the partner is asked. What it confirmed before stays beside it, for telling what changed.
async fn keep_answer(
    act: &ActTx,
    head: &Head,
    key: &Key,
    partner: &Partner,
    organisation: &OrganisationId,
    former: Option<&Given>,
) -> Result<(), Refusal> {
    let asked = partner_answers::ActiveModel {
        organisation_id: Set(Some(organisation.to_string())),
        email: Set(partner.email.to_lowercase()),
        state: Set(AnswerState::Invited.code().to_owned()),
        reason: Set(None),
        answered_by: Set(None),
        answered_name: Set(None),
        answered_role: Set(None),
        answered_at: Set(None),
        invited_at: Set(Some(act.now())),
        ..Default::default()
    };
    match former {
        Some(Given { row, .. }) => {
            let saved = partner_answers::Entity::update_many()
                .set(partner_answers::ActiveModel {
                    version: Set(row.version + 1),
                    ..asked
                })
                .filter(partner_answers::Column::Id.eq(row.id.as_str()))
                .filter(partner_answers::Column::Version.eq(row.version))
                .exec(act.db())
                .await?;
            guarded(saved.rows_affected)
        }
        None => {
            partner_answers::Entity::insert(partner_answers::ActiveModel {
                id: Set(chance::new_id()),
                offer_id: Set(head.row.id.clone()),
                matter_slug: Set(key.to_string()),
                statement: Set(None),
                statement_digest: Set(None),
                version: Set(1),
                ..asked
            })
            .exec_without_returning(act.db())
            .await?;
            Ok(())
        }
    }
}
