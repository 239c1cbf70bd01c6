//! The words of every mail about a return.

use std::collections::BTreeSet;

use domain::delivery::returns::{Part, Period};
use domain::mail::MailKind;
use domain::process::{Act, OrganisationId, PersonId, Role, Room};

use super::kept::Owners;
use crate::act::ActTx;
use crate::offers::head::Head;
use crate::offers::recipients::{Holder, holders};
use crate::outbox::About;
use crate::people::viewers_among;
use crate::{Mail, Refusal, london};

struct Letter {
    kind: MailKind,
    subject: String,
    body: String,
    link: String,
    wanted: Act,
}

/// To those who fill it in: it is due soon, or late.
pub(super) async fn due(
    act: &mut ActTx,
    head: &Head,
    (owners, parts): (&Owners, &[Part]),
    period: &Period,
    late: bool,
) -> Result<(), Refusal> {
    let (words, day) = (period.words(), london::date(period.due_on));
    let link = link(act, head, period);
    let (subject, told) = if late {
        ("is late", format!("was due on {day}, and is late"))
    } else {
        ("is due soon", format!("is due on {day}"))
    };
    let letter = Letter {
        kind: MailKind::ReturnDue,
        subject: format!("{}: the return for {words} {subject}", head.reference),
        body: format!(
            "The return for {words} of “{}” {told}. Fill in your part:\n\n{link}\n",
            head.row.title
        ),
        link,
        wanted: Act::PrepareReturn,
    };
    let people = reporters(act, head, owners, parts).await?;
    send(act, head, people, &letter);
    Ok(())
}

/// To the programme office: it is there to be reviewed.
pub(super) async fn submitted(
    act: &mut ActTx,
    head: &Head,
    period: &Period,
) -> Result<(), Refusal> {
    let link = link(act, head, period);
    let words = period.words();
    let letter = Letter {
        kind: MailKind::ReturnSubmitted,
        subject: format!("{}: the return for {words} has come", head.reference),
        body: format!(
            "{} submitted the return for {words} of “{}”. Accept it, or query parts of it:\n\n{link}\n",
            head.place_name, head.row.title
        ),
        link,
        wanted: Act::ReviewReturn,
    };
    let people = holders(act.db(), &[Role::ProgrammeOffice], None).await?;
    send(act, head, people, &letter);
    Ok(())
}

/// To those who fill it in: these parts are open again.
pub(super) async fn queried(
    act: &mut ActTx,
    head: &Head,
    (owners, parts): (&Owners, &[Part]),
    period: &Period,
    reasons: &[(String, String)],
) -> Result<(), Refusal> {
    let link = link(act, head, period);
    let words = period.words();
    let each: Vec<String> = reasons
        .iter()
        .map(|(part, reason)| format!("{part}: {reason}"))
        .collect();
    let letter = Letter {
        kind: MailKind::ReturnQueried,
        subject: format!("{}: the return for {words} is queried", head.reference),
        body: format!(
            "The programme office queries parts of the return for {words} of “{}”:\n\n{}\n\nOnly these parts are open \
             again. Change them and submit the return once more:\n\n{link}\n",
            head.row.title,
            each.join("\n")
        ),
        link,
        wanted: Act::PrepareReturn,
    };
    let people = reporters(act, head, owners, parts).await?;
    send(act, head, people, &letter);
    Ok(())
}

/// To those who filled it in.
pub(super) async fn accepted(
    act: &mut ActTx,
    head: &Head,
    (owners, parts): (&Owners, &[Part]),
    period: &Period,
) -> Result<(), Refusal> {
    let link = link(act, head, period);
    let words = period.words();
    let letter = Letter {
        kind: MailKind::ReturnAccepted,
        subject: format!("{}: the return for {words} is accepted", head.reference),
        body: format!(
            "The programme office accepted the return for {words} of “{}”:\n\n{link}\n",
            head.row.title
        ),
        link,
        wanted: Act::ReadDelivery,
    };
    let people = reporters(act, head, owners, parts).await?;
    send(act, head, people, &letter);
    Ok(())
}

/// To those who are named to verify, and for whom something waits now.
pub(crate) async fn to_verify(
    act: &mut ActTx,
    head: &Head,
    people: &[PersonId],
) -> Result<(), Refusal> {
    if people.is_empty() {
        return Ok(());
    }
    let link = act.services().url(&head.address("/delivery/savings"));
    let letter = Letter {
        kind: MailKind::SavingsToVerify,
        subject: format!("{}: savings wait for you to verify them", head.reference),
        body: format!(
            "You are named to verify savings of “{}”. Some are claimed now, and count once you have verified \
             them:\n\n{link}\n",
            head.row.title
        ),
        link,
        wanted: Act::VerifySavings,
    };
    let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
    let found = viewers_among(act.db(), &ids).await?;
    let people = found.into_iter().map(|one| (one.person, one.email));
    post(act, head, people.collect(), &letter);
    Ok(())
}

fn link(act: &ActTx, head: &Head, period: &Period) -> String {
    let address = head.address(&format!("/returns/{}", period.code));
    act.services().url(&address)
}

/// Who leads and drafts for the place, and whoever reports for a partner that has a part.
async fn reporters(
    act: &ActTx,
    head: &Head,
    owners: &Owners,
    parts: &[Part],
) -> Result<Vec<Holder>, Refusal> {
    let place = OrganisationId::from(head.row.place_id.as_str());
    let roles = [Role::PlaceLeader, Role::Drafter];
    let mut people = holders(act.db(), &roles, Some(&place)).await?;
    let partners: BTreeSet<&OrganisationId> = parts
        .iter()
        .filter(|part| part.code.owner.is_some())
        .filter_map(|part| owners.organisation(part.code.owner.as_ref()))
        .collect();
    for partner in partners {
        people.append(&mut holders(act.db(), &[Role::Partner], Some(partner)).await?);
    }
    Ok(people)
}

fn send(act: &mut ActTx, head: &Head, people: Vec<Holder>, letter: &Letter) {
    let people = people.into_iter().map(|one| (one.person, one.email));
    post(act, head, people.collect(), letter);
}

/// One mail each, and none to the one who did it.
fn post(act: &mut ActTx, head: &Head, people: Vec<(PersonId, String)>, letter: &Letter) {
    let mut told: BTreeSet<PersonId> = act.doer().person().cloned().into_iter().collect();
    for (person, address) in people {
        if !told.insert(person.clone()) {
            continue;
        }
        act.mail(Mail {
            kind: letter.kind,
            to_person: Some(person),
            to_address: address,
            subject: letter.subject.clone(),
            body: letter.body.clone(),
            link: letter.link.clone(),
            about: About::Offer {
                offer: head.row.id.clone(),
                room: Room::Joint,
                wanted: letter.wanted,
                partner: None,
                term: None,
            },
        });
    }
}
