//! A partner answers for itself, to what it was shown.

use domain::offer::{AnswerState, Key};
use domain::process::{Act, Event, OrganisationId, Reference};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};

use super::Said;
use crate::act::{ActTx, Doer, guarded};
use crate::offers::answers::{Answers, Given};
use crate::offers::content::Content;
use crate::offers::head::Head;
use crate::offers::parties::{PARTNER, Parties, keep_parties};
use crate::offers::sight::admit;
use crate::offers::{Offers, letters, words};
use crate::store::{partner_answers, people};
use crate::{Conflict, Fault, Refusal, london};

/// What a partner says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartnerSays {
    /// It is willing, and what is said about it and its money is right.
    Confirm {
        /// Who says so for it.
        name: String,
        /// What they are there, such as chief constable.
        role: String,
    },
    Decline {
        reason: String,
    },
}

impl Offers<'_> {
    /// Takes the answer of the doer’s own organisation to the statement with this digest.
    ///
    /// # Errors
    /// `Conflict` where the statement has changed since it was shown; `theirs` is what it says now.
    pub async fn answer(
        &self,
        doer: &Doer,
        reference: &Reference,
        key: &Key,
        says: &PartnerSays,
        digest_seen: &str,
    ) -> Result<(), Refusal> {
        let mut act = self.services.begin(doer).await?;
        let head = Head::lock(act.db(), reference).await?;
        let mut content = Content::now(act.db(), &head).await?;
        let parties = Parties {
            partners: asked(&content),
            ..Parties::of(act.db(), &head.row.id).await?
        };
        let today = london::local_date(act.now());
        let facts = head.facts(parties.partners, parties.departments, today);
        admit(doer, Act::AnswerInvitation, &head, &facts, reference)?;
        let said = Said::of(&content.proposal, key)?;
        let given = content.answers.get(key).ok_or(Refusal::NotFound)?;
        let own = given.row.organisation_id.as_deref();
        if own != doer.organisation().map(OrganisationId::as_str) {
            return Err(Refusal::NotAllowed(
                "You can answer only for your own organisation.".to_owned(),
            ));
        }
        let says = read(says)?;
        still_open(given, &says, &said)?;
        if said.digest != digest_seen {
            return Err(Refusal::Conflict(Box::new(Conflict {
                version: given.row.version,
                saved_by: head.place_name.clone(),
                saved_at: Some(head.row.updated_at),
                base: String::new(),
                theirs: said.as_json()?,
                yours: String::new(),
            })));
        }
        keep(&act, given, &says, &said).await?;
        let partner = said.partner;
        match says {
            PartnerSays::Confirm { .. } => {
                act.record(&head.row.id, &Event::PartnerConfirmed { partner })?;
            }
            PartnerSays::Decline { reason } => {
                content.answers = Answers::of(act.db(), &head.row.id).await?;
                let willing = content.answers.willing(&content.proposal);
                keep_parties(act.db(), &head.row.id, PARTNER, &willing).await?;
                let event = Event::PartnerDeclined {
                    partner: partner.clone(),
                    reason: reason.clone(),
                };
                act.record(&head.row.id, &event)?;
                letters::declined_by_partner(&mut act, &head, key, &partner, &reason).await?;
            }
        }
        act.commit().await
    }
}

/// Everybody who was asked, those that declined too: they can still look at what they answered.
pub(super) fn asked(content: &Content) -> Vec<OrganisationId> {
    content
        .answers
        .of_partners(&content.proposal)
        .filter_map(|(_, given)| given.row.organisation_id.as_deref())
        .map(OrganisationId::from)
        .collect()
}

/// What was typed, cleaned; each thing missing is said beside its field.
fn read(says: &PartnerSays) -> Result<PartnerSays, Refusal> {
    match says {
        PartnerSays::Confirm { name, role } => {
            let name = words::line("name", name, "Enter your name");
            let role = words::line("role", role, "Enter what you are in your organisation");
            match (name, role) {
                (Ok(name), Ok(role)) => Ok(PartnerSays::Confirm { name, role }),
                (name, role) => Err(Refusal::Invalid(
                    [name.err(), role.err()]
                        .into_iter()
                        .flatten()
                        .flat_map(faults)
                        .collect(),
                )),
            }
        }
        PartnerSays::Decline { reason } => Ok(PartnerSays::Decline {
            reason: words::reason(reason, "Give your reason. The place will read it")?,
        }),
    }
}

fn faults(refusal: Refusal) -> Vec<Fault> {
    match refusal {
        Refusal::Invalid(faults) => faults,
        _ => Vec::new(),
    }
}

/// Refuses an answer that was given already, and a yes after a no that nobody has asked about again.
fn still_open(given: &Given, says: &PartnerSays, said: &Said) -> Result<(), Refusal> {
    let same = given.row.statement_digest.as_deref() == Some(said.digest.as_str());
    match (given.state, says) {
        (AnswerState::Confirmed, PartnerSays::Confirm { .. }) if same => Err(Refusal::AlreadyDone),
        (AnswerState::Declined, PartnerSays::Decline { .. }) => Err(Refusal::AlreadyDone),
        (AnswerState::Declined, PartnerSays::Confirm { .. }) => Err(Refusal::NotAllowed(
            "Your organisation has declined. The place has to ask again before you can confirm."
                .to_owned(),
        )),
        (AnswerState::Invited | AnswerState::AskedAgain | AnswerState::Confirmed, _) => Ok(()),
    }
}

async fn keep(act: &ActTx, given: &Given, says: &PartnerSays, said: &Said) -> Result<(), Refusal> {
    let (state, name, role, reason) = match says {
        PartnerSays::Confirm { name, role } => (
            AnswerState::Confirmed,
            Some(name.clone()),
            Some(role.clone()),
            None,
        ),
        PartnerSays::Decline { reason } => (
            AnswerState::Declined,
            own_name(act).await?,
            None,
            Some(reason.clone()),
        ),
    };
    if let Some(name) = &name {
        introduce(act, name).await?;
    }
    let saved = partner_answers::Entity::update_many()
        .set(partner_answers::ActiveModel {
            state: Set(state.code().to_owned()),
            statement: Set(Some(said.as_json()?)),
            statement_digest: Set(Some(said.digest.clone())),
            reason: Set(reason),
            answered_by: Set(act.doer().person().map(ToString::to_string)),
            answered_name: Set(name),
            answered_role: Set(role),
            answered_at: Set(Some(act.now())),
            version: Set(given.row.version + 1),
            ..Default::default()
        })
        .filter(partner_answers::Column::Id.eq(given.row.id.as_str()))
        .filter(partner_answers::Column::Version.eq(given.row.version))
        .exec(act.db())
        .await?;
    guarded(saved.rows_affected)
}

/// Somebody invited by address alone goes by that address until they say their name.
async fn introduce(act: &ActTx, name: &str) -> Result<(), Refusal> {
    let Some(person) = act.doer().person() else {
        return Ok(());
    };
    people::Entity::update_many()
        .col_expr(people::Column::Name, Expr::value(name))
        .filter(people::Column::Id.eq(person.as_str()))
        .filter(Expr::col(people::Column::Name).equals(people::Column::Email))
        .exec(act.db())
        .await?;
    Ok(())
}

async fn own_name(act: &ActTx) -> Result<Option<String>, Refusal> {
    let Some(person) = act.doer().person() else {
        return Ok(None);
    };
    let row = people::Entity::find_by_id(person.as_str())
        .one(act.db())
        .await?;
    Ok(row.map(|row| row.name))
}
