//! The words of every mail about an offer. Each names the offer, says what is wanted, and leads to the very page.

use domain::offer::{Key, Partner};
use domain::process::{OrganisationId, PersonId, Role};

use super::answers::Given;
use super::head::Head;
use super::recipients::{Holder, holders};
use crate::act::ActTx;
use crate::{Mail, Refusal, Services};

/// To a partner: whether it is willing. `link` lets in whoever answers for it.
pub(super) fn asked(head: &Head, partner: &Partner, link: &str) -> Mail {
    let (place, title, name) = (&head.place_name, &head.row.title, &partner.name);
    Mail {
        kind: "partner-asked",
        to_person: None,
        to_address: partner.email.to_lowercase(),
        subject: format!("{place} asks {name} to confirm its part in an offer"),
        body: format!(
            "{place} is preparing an offer to central government, “{title}”, and names {name} as a partner.\n\n\
             Use this link to read what the offer says about {name} and its money, and to confirm or decline:\n\n\
             {link}\n\n\
             It works once, in the next 14 days. After that you can sign in with this email address.\n"
        ),
        offer: Some(head.row.id.clone()),
    }
}

/// To a partner that had confirmed: what it confirmed has changed.
pub(super) fn asked_again(
    services: &Services,
    head: &Head,
    key: &Key,
    given: &Given,
    partner: &str,
    why: &str,
) -> Mail {
    let (place, title) = (&head.place_name, &head.row.title);
    let link = services.url(&head.address(&format!("/partners/{key}/answer")));
    Mail {
        kind: "partner-asked-again",
        to_person: None,
        to_address: given.row.email.clone(),
        subject: format!("{place} has changed what {partner} confirmed"),
        body: format!(
            "{partner} had confirmed its part in the offer “{title}” of {place}. Since then this has changed: {why}.\n\n\
             Read it and confirm again, or decline:\n\n{link}\n"
        ),
        offer: Some(head.row.id.clone()),
    }
}

/// To the place: a partner has declined.
pub(super) async fn declined_by_partner(
    act: &mut ActTx,
    head: &Head,
    partner: &str,
    reason: &str,
) -> Result<(), Refusal> {
    let (name, title) = (&head.reference, &head.row.title);
    let link = act.services().url(&head.address("/partners"));
    let letter = Letter {
        kind: "partner-declined",
        subject: format!("{partner} has declined to join {name}"),
        body: format!(
            "{partner} has declined to be a partner in “{title}” ({name}), and gives this reason:\n\n{reason}\n\n\
             Change what it was asked for and ask again, or take it out of the offer:\n\n{link}\n"
        ),
    };
    to_place(act, head, &[Role::PlaceLeader, Role::Drafter], &letter).await
}

/// To the programme office: an offer has come.
pub(super) async fn submitted(act: &mut ActTx, head: &Head, name: &str) -> Result<(), Refusal> {
    let (place, title) = (&head.place_name, &head.row.title);
    let link = act.services().url(&format!("/offers/{name}"));
    let letter = Letter {
        kind: "offer-submitted",
        subject: format!("{name}: {place} has submitted an offer"),
        body: format!(
            "{place} has submitted “{title}” ({name}). It is for the programme office to accept it, return it or decline it:\n\n{link}\n"
        ),
    };
    let office = holders(act.db(), &[Role::ProgrammeOffice], None).await?;
    send(act, head, office, &letter);
    Ok(())
}

/// To the place and to the champion: the negotiation begins.
pub(super) async fn accepted(
    act: &mut ActTx,
    head: &Head,
    champion: &PersonId,
    champion_name: &str,
) -> Result<(), Refusal> {
    let (name, place, title) = (&head.reference, &head.place_name, &head.row.title);
    let link = act.services().url(&head.address(""));
    let to_the_place = Letter {
        kind: "offer-accepted",
        subject: format!("{name} is accepted"),
        body: format!(
            "The programme office has accepted “{title}” ({name}). {champion_name} takes it through its negotiation with Whitehall.\n\n{link}\n"
        ),
    };
    let to_the_champion = Letter {
        kind: "offer-assigned",
        subject: format!("{name}: you are its Whitehall champion"),
        body: format!(
            "The programme office has accepted “{title}” ({name}) of {place} and named you as its champion. \
             You take it through its negotiation with the departments:\n\n{link}\n"
        ),
    };
    to_place(act, head, &[Role::PlaceLeader], &to_the_place).await?;
    to_person(act, head, champion, &to_the_champion).await
}

/// To the place: the offer is back.
pub(super) async fn returned(act: &mut ActTx, head: &Head, reason: &str) -> Result<(), Refusal> {
    let (name, title) = (&head.reference, &head.row.title);
    let link = act.services().url(&head.address(""));
    let letter = Letter {
        kind: "offer-returned",
        subject: format!("{name} is returned to you"),
        body: format!(
            "The programme office has returned “{title}” ({name}), and gives this reason:\n\n{reason}\n\n\
             It is a draft again: change it and submit it again.\n\n{link}\n"
        ),
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
    let (name, title) = (&head.reference, &head.row.title);
    let next = match draft {
        Some(draft) => format!(
            "You can go on with an Innovative Policy Offer. Everything you had written is in it already:\n\n{}\n",
            act.services().url(draft)
        ),
        None => format!("{}\n", act.services().url(&head.address(""))),
    };
    let letter = Letter {
        kind: "offer-declined",
        subject: format!("{name} is declined"),
        body: format!(
            "The programme office has declined “{title}” ({name}), and gives this reason:\n\n{reason}\n\n{next}"
        ),
    };
    to_place(act, head, &[Role::PlaceLeader, Role::Drafter], &letter).await
}

/// To those on the other side whose turn it was: the place has walked away.
pub(super) async fn withdrawn(act: &mut ActTx, head: &Head, reason: &str) -> Result<(), Refusal> {
    let (name, place, title) = (&head.reference, &head.place_name, &head.row.title);
    let link = act.services().url(&head.address(""));
    let why = match reason {
        "" => String::new(),
        reason => format!(" It gives this reason:\n\n{reason}"),
    };
    let letter = Letter {
        kind: "offer-withdrawn",
        subject: format!("{name}: {place} has withdrawn its offer"),
        body: format!(
            "{place} has withdrawn “{title}” ({name}). Nothing more is needed from you.{why}\n\n{link}\n"
        ),
    };
    match head.row.champion_id.as_deref() {
        Some(champion) => to_person(act, head, &champion.into(), &letter).await,
        None => {
            let office = holders(act.db(), &[Role::ProgrammeOffice], None).await?;
            send(act, head, office, &letter);
            Ok(())
        }
    }
}

struct Letter {
    kind: &'static str,
    subject: String,
    body: String,
}

async fn to_place(
    act: &mut ActTx,
    head: &Head,
    roles: &[Role],
    letter: &Letter,
) -> Result<(), Refusal> {
    let place = OrganisationId::from(head.row.place_id.as_str());
    let people = holders(act.db(), roles, Some(&place)).await?;
    send(act, head, people, letter);
    Ok(())
}

async fn to_person(
    act: &mut ActTx,
    head: &Head,
    person: &PersonId,
    letter: &Letter,
) -> Result<(), Refusal> {
    let mut champions = holders(act.db(), &[Role::Champion], None).await?;
    champions.retain(|holder| holder.person == *person);
    send(act, head, champions, letter);
    Ok(())
}

/// One mail each, and none to the one who did it.
fn send(act: &mut ActTx, head: &Head, people: Vec<Holder>, letter: &Letter) {
    let doer = act.doer().person().cloned();
    for holder in people {
        if doer.as_ref() == Some(&holder.person) {
            continue;
        }
        act.mail(Mail {
            kind: letter.kind,
            to_person: Some(holder.person),
            to_address: holder.email,
            subject: letter.subject.clone(),
            body: letter.body.clone(),
            offer: Some(head.row.id.clone()),
        });
    }
}
