//! Whoever can remove a barrier hears of it.

use domain::mail::MailKind;
use domain::negotiation::Barrier;
use domain::offer::Key;
use domain::process::{Act, OrganisationId, Role, Room, department};

use crate::act::ActTx;
use crate::offers::content::Content;
use crate::offers::head::Head;
use crate::offers::recipients::holders;
use crate::offers::reviewers_of;
use crate::outbox::About;
use crate::{Mail, Refusal};

/// To those who answer for its owner: a department’s reviewers, a partner’s people, or the place’s leaders.
pub(super) async fn raised(
    act: &mut ActTx,
    head: &Head,
    content: &Content,
    slug: &str,
    barrier: &Barrier,
) -> Result<(), Refusal> {
    let people = match department(&barrier.owner) {
        Some(department) => reviewers_of(act.db(), &head.row.id, &department.id()).await?,
        None if content.proposal.is_lead(&Key::new(&*barrier.owner)) => {
            let place = OrganisationId::from(head.row.place_id.as_str());
            holders(act.db(), &[Role::PlaceLeader], Some(&place)).await?
        }
        None => match content.partner_organisation(&Key::new(&*barrier.owner)) {
            Some(partner) => holders(act.db(), &[Role::Partner], Some(&partner)).await?,
            None => Vec::new(),
        },
    };
    let (name, title) = (&head.reference, &head.row.title);
    let link = act
        .services()
        .url(&head.address(&format!("/barriers/{slug}")));
    let body = format!(
        "Something stands in the way of “{title}” ({name}), and you are named as the one who can remove it:\n\n\
         {}\n\nRead it, and record what you do about it:\n\n{link}\n",
        barrier.what.trim()
    );
    let subject = format!("{name}: a barrier that you can remove");
    let doer = act.doer().person().cloned();
    for holder in people {
        if doer.as_ref() == Some(&holder.person) {
            continue;
        }
        act.mail(Mail {
            kind: MailKind::BarrierRaised,
            to_person: Some(holder.person),
            to_address: holder.email,
            subject: subject.clone(),
            body: body.clone(),
            link: link.clone(),
            about: About::Offer {
                offer: head.row.id.clone(),
                room: Room::Joint,
                wanted: Act::UpdateBarrier,
                partner: None,
                term: None,
            },
        });
    }
    Ok(())
}
