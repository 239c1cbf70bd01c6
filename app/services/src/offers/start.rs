//! Starting an offer: what stands in it from the first moment.

use domain::money::Parameters;
use domain::offer::{
    Assessment, Evidence, Governance, Kept, Key, Matter, Partner, PartnerRole, Proposal, Scope,
    Sharing,
};
use domain::process::{
    Act, Event, OfferKind, OrganisationId, OrganisationKind, Reference, Series, Stage, Theme,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::headline::headline;
use super::numbers::next_reference;
use super::{Offers, add_matter_row, words};
use crate::act::{ActTx, Doer};
use crate::store::{offers, organisations};
use crate::{Refusal, chance};

/// What a place says when it starts an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    pub kind: OfferKind,
    pub title: String,
    /// Needed for an Innovative Policy Offer (7.19), and of no use for the other kind.
    pub theme: Option<Theme>,
}

/// An offer about to be laid down.
pub(super) struct NewOffer<'a> {
    pub place: &'a OrganisationId,
    pub prefix: &'a str,
    pub round: &'a str,
    pub parameters: &'a Parameters,
    pub proposal: &'a Proposal,
    /// The id of the offer whose matter it carries over.
    pub carried_from: Option<&'a str>,
}

impl Offers<'_> {
    /// Starts a draft, with the lead council as its first partner.
    pub async fn start(&self, doer: &Doer, start: &Start) -> Result<Reference, Refusal> {
        doer.may(Act::StartOffer, None)?;
        let hat = doer.hat().ok_or(Refusal::SignIn)?;
        let title = words::line("title", &start.title, "Enter a title");
        let theme = start.theme.filter(|_| start.kind.needs_theme());
        if start.kind.needs_theme() && theme.is_none() {
            return Err(and_fault(title.err(), "theme", "Choose the theme"));
        }
        let title = title?;
        let round = self.services.current_round().await?;
        let mut act = self.services.begin(doer).await?;
        let place = organisations::Entity::find_by_id(hat.organisation.as_str())
            .one(act.db())
            .await?
            .ok_or(Refusal::NotFound)?;
        let proposal = blank(start.kind, title, theme, &place.name)?;
        let (id, reference) = lay_down(
            &act,
            &NewOffer {
                place: &hat.organisation,
                prefix: prefix_of(&place)?,
                round: &round.id,
                parameters: &round.parameters,
                proposal: &proposal,
                carried_from: None,
            },
        )
        .await?;
        act.record(&id, &Event::OfferStarted { offer: start.kind })?;
        act.commit().await?;
        Ok(reference)
    }
}

/// The code that references of a place’s offers begin with.
pub(super) fn prefix_of(place: &organisations::Model) -> Result<&str, Refusal> {
    place.prefix.as_deref().ok_or_else(|| {
        Refusal::NotAllowed(format!(
            "{} has no code for the references of its offers yet. Ask the programme office for one.",
            place.name
        ))
    })
}

/// Writes the rows of a draft: the offer, its matters and their first versions. Answers its id.
pub(super) async fn lay_down(
    act: &ActTx,
    new: &NewOffer<'_>,
) -> Result<(String, Reference), Refusal> {
    let (id, now) = (chance::new_id(), act.now());
    let reference = next_reference(act.db(), new.prefix, Series::Draft).await?;
    offers::Entity::insert(offers::ActiveModel {
        id: Set(id.clone()),
        reference: Set(None),
        draft_reference: Set(reference.to_string()),
        place_id: Set(new.place.to_string()),
        kind: Set(new.proposal.kind.code().to_owned()),
        stage: Set(Stage::Draft.code().to_owned()),
        stage_since: Set(now),
        round_id: Set(new.round.to_owned()),
        parameters: Set(None),
        first_submitted_at: Set(None),
        submitted_at: Set(None),
        champion_id: Set(None),
        lead_department_id: Set(None),
        carried_from: Set(new.carried_from.map(str::to_owned)),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..headline(new.proposal, new.parameters)
    })
    .exec_without_returning(act.db())
    .await?;
    for (position, kept) in (0..).zip(&new.proposal.kept) {
        add_matter_row(act, &id, position, kept).await?;
    }
    Ok((id, reference))
}

/// A draft in which nothing is filled in but what is known already.
fn blank(
    kind: OfferKind,
    title: String,
    theme: Option<Theme>,
    place: &str,
) -> Result<Proposal, Refusal> {
    let scope = Scope {
        title,
        theme,
        ..Scope::default()
    };
    let lead = Partner {
        name: place.to_owned(),
        kind: Some(OrganisationKind::LeadCouncil),
        role: Some(PartnerRole::LeadCouncil),
        ..Partner::default()
    };
    let kept = [
        Matter::Scope(scope),
        Matter::Evidence(Evidence::default()),
        Matter::Sharing(Sharing::default()),
        Matter::Partner(lead),
        Matter::Governance(Governance::default()),
        Matter::Assessment(Assessment::default()),
    ]
    .into_iter()
    .map(|matter| {
        Ok(Kept {
            key: Key::new(chance::slug()?),
            version: 1,
            matter,
        })
    })
    .collect::<Result<_, Refusal>>()?;
    Ok(Proposal {
        kind,
        kept,
        answers: Default::default(),
    })
}

/// A fault beside those that were found already, so that a page tells all at once.
fn and_fault(found: Option<Refusal>, field: &str, words: &str) -> Refusal {
    match (found, Refusal::fault(field, words)) {
        (Some(Refusal::Invalid(mut faults)), Refusal::Invalid(more)) => {
            faults.extend(more);
            Refusal::Invalid(faults)
        }
        (_, fault) => fault,
    }
}
