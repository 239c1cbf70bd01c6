//! Whether what a mail tells about an offer still stands: asked when its turn comes to be sent.

use domain::mail::MailKind;
use domain::negotiation::PartyId;
use domain::offer::{AnswerState, Key};
use domain::process::{Act, Hat, OfferFacts, PersonId, Role, Room, Rooms, Verdict, permit_any};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::Offers;
use super::head::{Head, known, name_of};
use super::parties::Parties;
use crate::Refusal;
use crate::agreements::{at_the_stage_of_its_variation, waits_for};
use crate::negotiation::still_waits::Wanted;
use crate::store::{matters, offers, partner_answers};

/// What is asked about a mail.
pub(crate) struct Standing<'a> {
    pub kind: MailKind,
    /// The id of the offer.
    pub offer: &'a str,
    pub room: Option<Room>,
    pub wanted: Act,
    /// The partner whose answer it is about.
    pub partner: Option<Key>,
    /// The term, and the party that it is about.
    pub term: Option<(u32, PartyId)>,
    /// The thread that it leads to, by its name in addresses.
    pub thread: Option<&'a str>,
    pub person: Option<&'a PersonId>,
    /// The hats of today; none for an address that nobody has used here.
    pub hats: Option<Vec<Hat>>,
    pub address: &'a str,
}

impl Offers<'_> {
    /// Why it is not needed any more; none while it is.
    pub(crate) async fn reason_against(
        &self,
        mail: &Standing<'_>,
    ) -> Result<Option<String>, Refusal> {
        let db = self.services.read();
        let Some(row) = offers::Entity::find_by_id(mail.offer).one(db).await? else {
            return Ok(Some("The offer is no more".to_owned()));
        };
        let reference = name_of(row.reference.as_deref(), &row.draft_reference)?;
        let mut head = Head::find(db, &reference).await?;
        if let Some((term, _)) = &mail.term {
            at_the_stage_of_its_variation(db, &mut head, *term).await?;
        }
        let mut parties = Parties::of(db, mail.offer).await?;
        let mut hats = mail.hats.clone().unwrap_or_default();
        if let Some(key) = &mail.partner {
            let answer = match self.answer_of(mail, key).await? {
                Ok(answer) => answer,
                Err(reason) => return Ok(Some(reason.to_owned())),
            };
            if let (MailKind::PartnerAsked, Some(organisation)) =
                (mail.kind, &answer.organisation_id)
            {
                // They are asked to join: judged by the hat that they would wear.
                let person = mail.person.cloned().unwrap_or_else(|| "nobody".into());
                hats.push(Hat::new(person, organisation.as_str(), Role::Partner));
                parties.partners.push(organisation.as_str().into());
            }
            if mail.wanted == Act::AnswerInvitation {
                // Nobody answers for another organisation.
                hats.retain(|hat| {
                    answer.organisation_id.as_deref() == Some(hat.organisation.as_str())
                });
            }
        }
        let facts = head.facts(parties.partners, parties.departments, self.services.today());
        if let Some(reason) = refusal_of(mail, &hats, &facts) {
            return Ok(Some(reason));
        }
        if let (MailKind::Mentioned, Some(thread)) = (mail.kind, mail.thread)
            && !self.is_called(&hats, mail.offer, thread).await?
        {
            return Ok(Some("They have answered, or set it aside".to_owned()));
        }
        if matches!(
            mail.kind,
            MailKind::SigningAsked | MailKind::SigningReminded
        ) && !waits_for(db, mail.offer, mail.person).await?
        {
            return Ok(Some(
                "It does not wait for their signature any more".to_owned(),
            ));
        }
        let wanted = Wanted {
            kind: mail.kind,
            offer: mail.offer,
            place: &facts.place,
            room: mail.room,
            term: mail.term.as_ref(),
            rooms: Rooms::of_any(&hats, &facts),
            hats: &hats,
        };
        Ok(wanted.reason_against(db).await?.map(str::to_owned))
    }

    /// The answer it is about, while that is open as the mail says.
    async fn answer_of(
        &self,
        mail: &Standing<'_>,
        key: &Key,
    ) -> Result<Result<partner_answers::Model, &'static str>, Refusal> {
        let db = self.services.read();
        let there = matters::Entity::find()
            .filter(matters::Column::OfferId.eq(mail.offer))
            .filter(matters::Column::Slug.eq(key.as_str()))
            .filter(matters::Column::RemovedAt.is_null())
            .one(db)
            .await?;
        let answer = partner_answers::Entity::find()
            .filter(partner_answers::Column::OfferId.eq(mail.offer))
            .filter(partner_answers::Column::MatterSlug.eq(key.as_str()))
            .one(db)
            .await?;
        let (Some(_), Some(answer)) = (there, answer) else {
            return Ok(Err("The partner is not in the offer any more"));
        };
        let state = known(&answer.state, AnswerState::from_code)?;
        let about_refusal = mail.kind == MailKind::PartnerDeclined;
        Ok(match state {
            AnswerState::Declined if about_refusal => Ok(answer),
            _ if about_refusal => Err("The partner was asked again since"),
            AnswerState::Invited | AnswerState::AskedAgain => {
                if mail.kind == MailKind::PartnerAsked && answer.email != mail.address {
                    Err("The partner is asked at another address now")
                } else {
                    Ok(answer)
                }
            }
            AnswerState::Confirmed | AnswerState::Declined => {
                Err("The partner has answered already")
            }
        })
    }
}

fn refusal_of(mail: &Standing<'_>, hats: &[Hat], facts: &OfferFacts) -> Option<String> {
    let reason = match permit_any(hats, mail.wanted, Some(facts)).verdict {
        Verdict::Allowed => {
            let sees = |room| hats.iter().any(|hat| Rooms::of(hat, facts).sees(room));
            match mail.room {
                Some(room) if !sees(room) => "They may not read it any more",
                Some(_) | None => return None,
            }
        }
        Verdict::WrongStage(_) => "It is done already, or the offer has moved on",
        Verdict::SignIn | Verdict::NotFound => "The offer is out of their sight now",
        Verdict::NotAllowed(_) => "It is not theirs to do any more",
    };
    Some(reason.to_owned())
}
