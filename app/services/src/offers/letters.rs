//! The words of every mail about an offer. Each names the offer, says what is wanted, and leads to the very page.
//! Moments are those of the act, as people in London read them.

use std::collections::BTreeSet;

use domain::mail::MailKind;
use domain::offer::{Key, Partner};
use domain::process::{Act, OrganisationId, PersonId, Role, Room};

use super::answers::Given;
use super::head::Head;
use super::parties::Parties;
use super::recipients::{Holder, holders};
use super::reviewers::reviewers_of;
use crate::act::ActTx;
use crate::outbox::{About, Mail};
use crate::sign_in::invitation_ends;
use crate::{Refusal, london};

/// To a partner: whether it is willing. `link` lets in whoever answers for it.
pub(super) fn asked(act: &ActTx, head: &Head, key: &Key, partner: &Partner, link: &str) -> Mail {
    let (place, title, name) = (&head.place_name, &head.row.title, &partner.name);
    let until = london::clock(invitation_ends(act.services().real_now()));
    Mail {
        kind: MailKind::PartnerAsked,
        to_person: None,
        to_address: partner.email.to_lowercase(),
        subject: format!("{place} asks {name} to confirm its part in “{title}”"),
        body: format!(
            "{place} is preparing an offer to central government, “{title}”, and names {name} as a partner.\n\n\
             Use this link to read what the offer says about {name} and its money, and to confirm or decline:\n\n\
             {link}\n\n\
             It works once, until {until}. After that you can sign in with this email address.\n"
        ),
        link: link.to_owned(),
        about: About::Offer {
            offer: head.row.id.clone(),
            room: Room::Place,
            wanted: Act::AnswerInvitation,
            partner: Some(key.clone()),
            term: None,
        },
    }
}

/// To those who answer for a partner that had confirmed: what it confirmed has changed.
pub(super) async fn asked_again(
    act: &mut ActTx,
    head: &Head,
    key: &Key,
    given: &Given,
    partner: &str,
    why: &str,
) -> Result<(), Refusal> {
    let (place, title, at) = (&head.place_name, &head.row.title, london::clock(act.now()));
    let link = act
        .services()
        .url(&head.address(&format!("/partners/{key}/answer")));
    let letter = Letter {
        kind: MailKind::PartnerAskedAgain,
        subject: format!("{place} has changed what {partner} confirmed in “{title}”"),
        body: format!(
            "{partner} had confirmed its part in the offer “{title}” of {place}. On {at} this was changed: {why}.\n\n\
             Read it and confirm again, or decline:\n\n{link}\n"
        ),
        link,
        room: Room::Place,
        wanted: Act::AnswerInvitation,
        partner: Some(key.clone()),
    };
    let people = match &given.row.organisation_id {
        Some(id) => holders(act.db(), &[Role::Partner], Some(&id.as_str().into())).await?,
        None => Vec::new(),
    };
    if people.is_empty() {
        // Nobody has come in for it yet: to where it was asked.
        let mail = letter.to(&head.row.id, None, given.row.email.clone());
        act.mail(mail);
    } else {
        send(act, &head.row.id, people, &letter);
    }
    Ok(())
}

/// To the place: a partner has declined.
pub(super) async fn declined_by_partner(
    act: &mut ActTx,
    head: &Head,
    key: &Key,
    partner: &str,
    reason: &str,
) -> Result<(), Refusal> {
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let link = act
        .services()
        .url(&head.address(&format!("/partners/{key}")));
    let letter = Letter {
        kind: MailKind::PartnerDeclined,
        subject: format!("{name}: {partner} has declined to join"),
        body: format!(
            "{partner} declined on {at} to be a partner in “{title}” ({name}), and gives this reason:\n\n{reason}\n\n\
             Change what it was asked for and ask again, or take it out of the offer:\n\n{link}\n"
        ),
        link,
        room: Room::Place,
        wanted: Act::InvitePartner,
        partner: Some(key.clone()),
    };
    to_place(act, head, &[Role::PlaceLeader, Role::Drafter], &letter).await
}

/// To the programme office: an offer has come.
pub(super) async fn submitted(act: &mut ActTx, head: &Head, name: &str) -> Result<(), Refusal> {
    let (place, title, at) = (&head.place_name, &head.row.title, london::clock(act.now()));
    let link = act.services().url(&format!("/offers/{name}"));
    let letter = Letter {
        kind: MailKind::OfferSubmitted,
        subject: format!("{name}: {place} has submitted its offer for a decision"),
        body: format!(
            "{place} submitted “{title}” ({name}) on {at}. It is for the programme office to accept it, return it \
             or decline it:\n\n{link}\n"
        ),
        link,
        room: Room::Joint,
        wanted: Act::Accept,
        partner: None,
    };
    let office = holders(act.db(), &[Role::ProgrammeOffice], None).await?;
    send(act, &head.row.id, office, &letter);
    Ok(())
}

/// To the place and to the champion: the negotiation begins.
pub(super) async fn accepted(
    act: &mut ActTx,
    head: &Head,
    champion: &PersonId,
    champion_name: &str,
    terms: &str,
) -> Result<(), Refusal> {
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let link = act.services().url(&head.address("/terms"));
    let to_the_place = Letter {
        kind: MailKind::OfferAccepted,
        subject: format!("{name} is accepted"),
        body: format!(
            "The programme office accepted “{title}” ({name}) on {at}. {champion_name} takes it through its \
             negotiation with Whitehall. Whatever there is to bargain over is a numbered term now, and each waits \
             for your agreement as well:\n\n{terms}\nAll of them in one table:\n{link}\n"
        ),
        link,
        room: Room::Joint,
        wanted: Act::ReadOffer,
        partner: None,
    };
    to_place(act, head, &[Role::PlaceLeader], &to_the_place).await?;
    named(act, head, champion).await
}

/// To the new champion, and to the place: somebody else takes the offer through its negotiation.
pub(super) async fn assigned(
    act: &mut ActTx,
    head: &Head,
    champion: &PersonId,
) -> Result<(), Refusal> {
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let link = act.services().url(&head.address(""));
    let who = champions(act, champion).await?;
    let who = who.first().map_or("Somebody else", |holder| &holder.name);
    let letter = Letter {
        kind: MailKind::ChampionChanged,
        subject: format!("{name}: {who} is its Whitehall champion now"),
        body: format!(
            "{who} took over “{title}” ({name}) on {at}, and takes it through its negotiation with Whitehall.\n\n\
             {link}\n"
        ),
        link,
        room: Room::Joint,
        wanted: Act::ReadOffer,
        partner: None,
    };
    to_place(act, head, &[Role::PlaceLeader], &letter).await?;
    named(act, head, champion).await
}

/// To the champion of an offer: it is theirs.
async fn named(act: &mut ActTx, head: &Head, champion: &PersonId) -> Result<(), Refusal> {
    let (name, place, title) = (&head.reference, &head.place_name, &head.row.title);
    let at = london::clock(act.now());
    let link = act.services().url(&head.address(""));
    let letter = Letter {
        kind: MailKind::OfferAssigned,
        subject: format!("{name}: you are its Whitehall champion"),
        body: format!(
            "On {at} you were named as the champion of “{title}” ({name}) of {place}. You take it through its \
             negotiation with the departments:\n\n{link}\n"
        ),
        link,
        room: Room::Joint,
        // What only its champion can do.
        wanted: Act::Settle,
        partner: None,
    };
    to_champion(act, head, champion, &letter).await
}

/// To reviewers of a department: this offer is theirs to deal with.
pub(super) async fn to_review(
    act: &mut ActTx,
    head: &Head,
    department: &OrganisationId,
    reviewers: &[PersonId],
) -> Result<(), Refusal> {
    let (name, place, title) = (&head.reference, &head.place_name, &head.row.title);
    let at = london::clock(act.now());
    let link = act.services().url(&head.address(""));
    let letter = Letter {
        kind: MailKind::OfferToReview,
        subject: format!("{name}: you are to review it for your department"),
        body: format!(
            "On {at} you were named to review “{title}” ({name}) of {place} for your department:\n\n{link}\n"
        ),
        link,
        room: Room::Whitehall,
        wanted: Act::ReadOffer,
        partner: None,
    };
    let mut people = holders(act.db(), &[Role::DepartmentReviewer], Some(department)).await?;
    people.retain(|holder| reviewers.contains(&holder.person));
    send(act, &head.row.id, people, &letter);
    Ok(())
}

/// To the place: the offer is back.
pub(super) async fn returned(act: &mut ActTx, head: &Head, reason: &str) -> Result<(), Refusal> {
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let link = act.services().url(&head.address(""));
    let letter = Letter {
        kind: MailKind::OfferReturned,
        subject: format!("{name} is returned to you for changes"),
        body: format!(
            "The programme office returned “{title}” ({name}) on {at}, and gives this reason:\n\n{reason}\n\n\
             It is a draft again: change it and submit it again.\n\n{link}\n"
        ),
        link,
        room: Room::Joint,
        wanted: Act::EditSection,
        partner: None,
    };
    to_place(act, head, &[Role::PlaceLeader, Role::Drafter], &letter).await
}

/// To the place: the offer is declined. `draft` is the address of what it can go on with.
pub(super) async fn declined(
    act: &mut ActTx,
    head: &Head,
    reason: &str,
    draft: Option<&str>,
) -> Result<(), Refusal> {
    let (name, title, at) = (&head.reference, &head.row.title, london::clock(act.now()));
    let link = match draft {
        Some(draft) => act.services().url(draft),
        None => act.services().url(&head.address("")),
    };
    let next = match draft {
        Some(_) => {
            "You can go on with an Innovative Policy Offer. Everything you had written is in it already:\n\n"
        }
        None => "",
    };
    let letter = Letter {
        kind: MailKind::OfferDeclined,
        subject: format!("{name} is declined"),
        body: format!(
            "The programme office declined “{title}” ({name}) on {at}, and gives this reason:\n\n{reason}\n\n\
             {next}{link}\n"
        ),
        link,
        room: Room::Joint,
        wanted: Act::ReadOffer,
        partner: None,
    };
    to_place(act, head, &[Role::PlaceLeader, Role::Drafter], &letter).await
}

/// To those on the other side whose turn it was: the place has walked away.
pub(super) async fn withdrawn(act: &mut ActTx, head: &Head, reason: &str) -> Result<(), Refusal> {
    let (name, place, title) = (&head.reference, &head.place_name, &head.row.title);
    let at = london::clock(act.now());
    let link = act.services().url(&head.address(""));
    let why = match reason {
        "" => String::new(),
        reason => format!(" It gives this reason:\n\n{reason}"),
    };
    let letter = Letter {
        kind: MailKind::OfferWithdrawn,
        subject: format!("{name}: {place} has withdrawn its offer"),
        body: format!(
            "{place} withdrew “{title}” ({name}) on {at}. Nothing more is needed from you.{why}\n\n{link}\n"
        ),
        link,
        room: Room::Joint,
        wanted: Act::ReadOffer,
        partner: None,
    };
    let mut people: Vec<Holder> = Vec::new();
    match head.row.champion_id.as_deref() {
        Some(champion) => {
            people.append(&mut champions(act, &champion.into()).await?);
            // Whoever bargained over it has nothing to say any more.
            for department in Parties::of(act.db(), &head.row.id).await?.departments {
                people.append(&mut reviewers_of(act.db(), &head.row.id, &department).await?);
            }
        }
        None => people.append(&mut holders(act.db(), &[Role::ProgrammeOffice], None).await?),
    }
    send(act, &head.row.id, people, &letter);
    Ok(())
}

struct Letter {
    kind: MailKind,
    subject: String,
    body: String,
    link: String,
    room: Room,
    wanted: Act,
    partner: Option<Key>,
}

impl Letter {
    fn to(&self, offer: &str, person: Option<PersonId>, address: String) -> Mail {
        Mail {
            kind: self.kind,
            to_person: person,
            to_address: address,
            subject: self.subject.clone(),
            body: self.body.clone(),
            link: self.link.clone(),
            about: About::Offer {
                offer: offer.to_owned(),
                room: self.room,
                wanted: self.wanted,
                partner: self.partner.clone(),
                term: None,
            },
        }
    }
}

async fn to_place(
    act: &mut ActTx,
    head: &Head,
    roles: &[Role],
    letter: &Letter,
) -> Result<(), Refusal> {
    let place = OrganisationId::from(head.row.place_id.as_str());
    let people = holders(act.db(), roles, Some(&place)).await?;
    send(act, &head.row.id, people, letter);
    Ok(())
}

async fn to_champion(
    act: &mut ActTx,
    head: &Head,
    person: &PersonId,
    letter: &Letter,
) -> Result<(), Refusal> {
    let champions = champions(act, person).await?;
    send(act, &head.row.id, champions, letter);
    Ok(())
}

/// The person, while they are a champion.
async fn champions(act: &ActTx, person: &PersonId) -> Result<Vec<Holder>, Refusal> {
    let mut champions = holders(act.db(), &[Role::Champion], None).await?;
    champions.retain(|holder| holder.person == *person);
    Ok(champions)
}

/// One mail each, however many hats, and none to the one who did it.
fn send(act: &mut ActTx, offer: &str, people: Vec<Holder>, letter: &Letter) {
    let mut told: BTreeSet<PersonId> = act.doer().person().cloned().into_iter().collect();
    for holder in people {
        if told.insert(holder.person.clone()) {
            act.mail(letter.to(offer, Some(holder.person), holder.email));
        }
    }
}
