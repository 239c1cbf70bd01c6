//! The words of every mail about an agreement: whose signature it waits for, and what became of it.

use std::collections::BTreeSet;

use domain::agreement::SheetState;
use domain::mail::MailKind;
use domain::process::{Act, OrganisationId, PersonId, Role, Room};

use super::kept::{Body, Kept};
use super::papers::Papers;
use super::sheet::OpenSheet;
use crate::act::ActTx;
use crate::offers::head::Head;
use crate::offers::parties::Parties;
use crate::offers::recipients::holders;
use crate::offers::reviewers_of;
use crate::outbox::About;
use crate::people::viewers_among;
use crate::{Mail, Refusal, london};

/// One letter, before it is known to whom it goes.
struct Letter {
    kind: MailKind,
    subject: String,
    body: String,
    link: String,
}

/// Whoever comes first in the order of a sheet that has just gone out.
pub(super) async fn first_asked(act: &mut ActTx, head: &Head, kept: &Kept) -> Result<(), Refusal> {
    ask(act, head, kept, &[]).await
}

/// Whose turn it has become; `was_due` were asked before.
pub(super) async fn asked(open: &mut OpenSheet, was_due: &[PersonId]) -> Result<(), Refusal> {
    ask(&mut open.open.act, &open.open.head, &open.kept, was_due).await
}

async fn ask(
    act: &mut ActTx,
    head: &Head,
    kept: &Kept,
    was_due: &[PersonId],
) -> Result<(), Refusal> {
    let due = kept.due();
    let fresh = due.iter().map(|one| one.holder().person.clone());
    let fresh: Vec<PersonId> = fresh.filter(|person| !was_due.contains(person)).collect();
    let (what, name) = (&kept.body.sheet().title, &head.reference);
    let link = link(act, head, kept);
    let until = london::date(kept.body.sheet().last_day);
    let letter = Letter {
        kind: MailKind::SigningAsked,
        subject: format!("{name}: {} waits for your signature", brief(kept)),
        body: format!(
            "You are named to sign {what}, of “{}”. Read it, and sign it or refuse, by the end of {until}:\n\n{link}\n",
            head.row.title
        ),
        link,
    };
    send(act, head, &fresh, &letter).await
}

/// To these, whose turn it is: there is not much time left.
pub(super) async fn reminded(
    act: &mut ActTx,
    head: &Head,
    kept: &Kept,
    people: &[PersonId],
) -> Result<(), Refusal> {
    let (what, name) = (&kept.body.sheet().title, &head.reference);
    let link = link(act, head, kept);
    let until = london::date(kept.body.sheet().last_day);
    let letter = Letter {
        kind: MailKind::SigningReminded,
        subject: format!("{name}: {} still waits for your signature", brief(kept)),
        body: format!(
            "This is a reminder: {what}, of “{}”, waits for your signature. The last day to sign is {until}:\n\n{link}\n",
            head.row.title
        ),
        link,
    };
    send(act, head, people, &letter).await
}

/// Every contributor has signed a memorandum: who was kept from signing the agreement by it can go on.
pub(super) async fn agreement_can_be_signed(open: &mut OpenSheet) -> Result<(), Refusal> {
    let memoranda = open.papers.all_memoranda();
    let now = open.open.act.now();
    for mut kept in open.papers.sheets.clone() {
        let is_out = kept.body.sheet().state() == SheetState::Open;
        if is_out && kept.waits && !kept.body.waits(&memoranda) {
            kept.waits = false;
            kept.save(open.open.act.db(), now).await?;
            ask(&mut open.open.act, &open.open.head, &kept, &[]).await?;
        }
    }
    Ok(())
}

/// To everybody who signed before, and those who bargain: somebody refuses, over these terms.
pub(super) async fn refused(
    open: &mut OpenSheet,
    reason: &str,
    terms: &[u32],
) -> Result<(), Refusal> {
    let party = open.party().await?;
    let (act, head) = (&open.open.act, &open.open.head);
    let (what, at) = (&open.sheet().title, london::clock(act.now()));
    let link = link(act, head, &open.kept);
    let terms = match terms {
        [only] => format!("term {only}"),
        several => {
            let each: Vec<String> = several.iter().map(u32::to_string).collect();
            format!("terms {}", each.join(", "))
        }
    };
    let letter = Letter {
        kind: MailKind::SigningRefused,
        subject: format!("{}: {party} refuses to sign", head.reference),
        body: format!(
            "{party} refused on {at} to sign {what}, and gives this reason:\n\n{reason}\n\n\
             It is about {terms}, which is negotiated again. Signatures that were given stay on record and do not \
             count for another text:\n\n{link}\n"
        ),
        link,
    };
    tell_all(&mut open.open.act, &open.open.head, &open.kept, &letter).await
}

/// The programme office took the text back.
pub(super) async fn recalled(open: &mut OpenSheet, reason: &str) -> Result<(), Refusal> {
    let (act, head) = (&open.open.act, &open.open.head);
    let (what, at) = (&open.sheet().title, london::clock(act.now()));
    let link = link(act, head, &open.kept);
    let letter = Letter {
        kind: MailKind::IssueRecalled,
        subject: format!("{}: {} is recalled", head.reference, brief(&open.kept)),
        body: format!(
            "The programme office recalled {what} on {at}, and gives this reason:\n\n{reason}\n\n\
             Nothing more is needed from you on it. Signatures that were given stay on record and do not count for \
             another text:\n\n{link}\n"
        ),
        link,
    };
    tell_all(&mut open.open.act, &open.open.head, &open.kept, &letter).await
}

/// The last day to sign is over.
pub(super) async fn expired(act: &mut ActTx, head: &Head, kept: &Kept) -> Result<(), Refusal> {
    let what = &kept.body.sheet().title;
    let link = link(act, head, kept);
    let letter = Letter {
        kind: MailKind::IssueExpired,
        subject: format!(
            "{}: the time to sign {} ran out",
            head.reference,
            brief(kept)
        ),
        body: format!(
            "The last day to sign {what} was {}, and not everybody has signed it. Signatures that were given stay \
             on record and do not count for another text:\n\n{link}\n",
            london::date(kept.body.sheet().last_day)
        ),
        link,
    };
    tell_all(act, head, kept, &letter).await
}

/// Everybody has signed the agreement.
pub(super) async fn all_signed(open: &mut OpenSheet) -> Result<(), Refusal> {
    let (act, head) = (&open.open.act, &open.open.head);
    let (what, at) = (&open.sheet().title, london::clock(act.now()));
    let link = link(act, head, &open.kept);
    let letter = Letter {
        kind: MailKind::AgreementSigned,
        subject: format!("{}: everybody has signed", head.reference),
        body: format!("The last signature under {what} was given on {at}:\n\n{link}\n"),
        link,
    };
    tell_all(&mut open.open.act, &open.open.head, &open.kept, &letter).await
}

/// The agreement, or a new version of it, is in force.
pub(super) async fn in_force(act: &mut ActTx, head: &Head, kept: &Kept) -> Result<(), Refusal> {
    let what = &kept.body.sheet().title;
    let link = act
        .services()
        .url(&format!("/agreements/{}", head.reference));
    let letter = Letter {
        kind: MailKind::AgreementInForce,
        subject: format!("{}: {} is in force", head.reference, brief(kept)),
        body: format!("From today {what}, is in force:\n\n{link}\n"),
        link,
    };
    tell_all(act, head, kept, &letter).await
}

/// The agreement has come to its end.
pub(super) async fn ended(
    act: &mut ActTx,
    head: &Head,
    papers: &Papers,
    how: &str,
    reason: &str,
) -> Result<(), Refusal> {
    let link = act
        .services()
        .url(&format!("/agreements/{}", head.reference));
    let letter = Letter {
        kind: MailKind::AgreementEnded,
        subject: format!("{}: the agreement is {how}", head.reference),
        body: format!(
            "The programme office {how} the agreement {}, “{}”, on {}, and gives this reason:\n\n{reason}\n\n\
             What becomes of what was still open stands on its page:\n\n{link}\n",
            head.reference,
            head.row.title,
            london::clock(act.now())
        ),
        link,
    };
    let current = papers.current().and_then(|one| papers.sheet_of(&one.id));
    match current {
        Some(kept) => tell_all(act, head, kept, &letter).await,
        None => Ok(()),
    }
}

/// What was done with a variation: opened or ended, settled, or open again. `done` is told in words: “variation 1 is
/// opened”.
pub(super) async fn variation(
    act: &mut ActTx,
    head: &Head,
    papers: &Papers,
    (kind, done): (MailKind, &str),
    reason: Option<&str>,
) -> Result<(), Refusal> {
    let link = act.services().url(&head.address("/agreement"));
    let because = reason.map_or_else(
        || "What was agreed in it can now be issued for signature.".to_owned(),
        |reason| format!("The reason that was given:\n\n{reason}"),
    );
    let letter = Letter {
        kind,
        subject: format!("{}: {done}", head.reference),
        body: format!(
            "{done}: the agreement {}, “{}”, on {}. {because}\n\n\
             The agreement stays in force as it was signed.\n\n{link}\n",
            head.reference,
            head.row.title,
            london::clock(act.now())
        ),
        link,
    };
    // How the negotiation comes on is told to those who bargain; that it begins or ends to whoever signed as well.
    if kind != MailKind::VariationOpened {
        let people = bargaining(act, head).await?;
        post(act, head, people, &letter);
        return Ok(());
    }
    let current = papers.current().and_then(|one| papers.sheet_of(&one.id));
    match current {
        Some(kept) => tell_all(act, head, kept, &letter).await,
        None => Ok(()),
    }
}

/// `the agreement`, `a memorandum`: short enough for a subject.
fn brief(kept: &Kept) -> &'static str {
    match kept.body {
        Body::Agreement(_) => "the agreement",
        Body::Memorandum(_) => "a memorandum of understanding",
    }
}

/// The whole address of a sheet.
fn link(act: &ActTx, head: &Head, kept: &Kept) -> String {
    let address = head.address(&format!("/agreement/{}", kept.slug()));
    act.services().url(&address)
}

/// Everybody who is named on the sheet, and those who bargain.
async fn tell_all(
    act: &mut ActTx,
    head: &Head,
    kept: &Kept,
    letter: &Letter,
) -> Result<(), Refusal> {
    let signatories = kept.body.sheet().signatories.iter();
    let mut named: Vec<PersonId> = signatories
        .flat_map(|one| [one.named.person.clone(), one.holder().person.clone()])
        .collect();
    named.sort();
    named.dedup();
    let mut everybody = reached(act, &named).await?;
    everybody.extend(bargaining(act, head).await?);
    post(act, head, everybody, letter);
    Ok(())
}

/// Who leads on each side, who reviews for a department, and the programme office.
async fn bargaining(act: &ActTx, head: &Head) -> Result<Vec<(PersonId, String)>, Refusal> {
    let place = OrganisationId::from(head.row.place_id.as_str());
    let mut people = holders(act.db(), &[Role::PlaceLeader], Some(&place)).await?;
    let mut champions = holders(act.db(), &[Role::Champion], None).await?;
    champions.retain(|one| Some(one.person.as_str()) == head.row.champion_id.as_deref());
    people.append(&mut champions);
    for department in Parties::of(act.db(), &head.row.id).await?.departments {
        people.append(&mut reviewers_of(act.db(), &head.row.id, &department).await?);
    }
    people.append(&mut holders(act.db(), &[Role::ProgrammeOffice], None).await?);
    let people = people.into_iter();
    Ok(people.map(|one| (one.person, one.email)).collect())
}

async fn send(
    act: &mut ActTx,
    head: &Head,
    people: &[PersonId],
    letter: &Letter,
) -> Result<(), Refusal> {
    let reached = reached(act, people).await?;
    post(act, head, reached, letter);
    Ok(())
}

/// Where these people are reached; nobody whose account is closed.
async fn reached(act: &ActTx, people: &[PersonId]) -> Result<Vec<(PersonId, String)>, Refusal> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
    let found = viewers_among(act.db(), &ids).await?;
    Ok(found
        .into_iter()
        .map(|one| (one.person, one.email))
        .collect())
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
                wanted: Act::ReadTerms,
                partner: None,
                term: None,
            },
        });
    }
}
