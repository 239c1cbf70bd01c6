//! The words to whoever owns milestones.

use domain::mail::MailKind;
use domain::process::{Act, OrganisationId, Role, Room, Side};

use crate::act::ActTx;
use crate::offers::head::Head;
use crate::offers::recipients::holders;
use crate::offers::reviewers_of;
use crate::outbox::About;
use crate::store::delivery::milestone;
use crate::{Mail, Refusal, london};

/// To those who answer for an owner: a department’s reviewers, a partner’s people, or the place’s leaders; for a partner
/// that has not come here nobody but the place can be told.
pub(super) async fn tell(
    act: &mut ActTx,
    head: &Head,
    kind: MailKind,
    side: Side,
    organisation: Option<&OrganisationId>,
    rows: &[milestone::Model],
) -> Result<(), Refusal> {
    let place = OrganisationId::from(head.row.place_id.as_str());
    let people = match (side, organisation) {
        (Side::Whitehall, Some(department)) => {
            reviewers_of(act.db(), &head.row.id, department).await?
        }
        (Side::Whitehall, None) => Vec::new(),
        (Side::Place | Side::Neither, Some(partner)) if *partner != place => {
            holders(act.db(), &[Role::Partner], Some(partner)).await?
        }
        (Side::Place | Side::Neither, _) => {
            holders(act.db(), &[Role::PlaceLeader], Some(&place)).await?
        }
    };
    let name = &head.reference;
    let is_late = kind == MailKind::MilestoneLate;
    let (subject, begins) = match (rows.len(), is_late) {
        (1, true) => (
            format!("{name}: a milestone is late"),
            "A milestone that you answer for is late",
        ),
        (_, true) => (
            format!("{name}: {} milestones are late", rows.len()),
            "Milestones that you answer for are late",
        ),
        (1, false) => (
            format!("{name}: a milestone is due in 30 days"),
            "A milestone that you answer for is due within 30 days",
        ),
        (_, false) => (
            format!("{name}: {} milestones are due in 30 days", rows.len()),
            "Milestones that you answer for are due within 30 days",
        ),
    };
    let lines: Vec<String> = rows
        .iter()
        .map(|row| format!("- {}, due {}", row.title.trim(), london::date(row.due)))
        .collect();
    let below = match rows {
        [only] => format!("/delivery/milestones/{}", only.slug),
        _ => "/delivery".to_owned(),
    };
    let link = act.services().url(&head.address(&below));
    let body = format!(
        "{begins} under the agreement “{}” ({name}):\n\n{}\n\nSay how it comes on:\n\n{link}\n",
        head.row.title,
        lines.join("\n")
    );
    for holder in people {
        act.mail(Mail {
            kind,
            to_person: Some(holder.person),
            to_address: holder.email,
            subject: subject.clone(),
            body: body.clone(),
            link: link.clone(),
            about: About::Offer {
                offer: head.row.id.clone(),
                room: Room::Joint,
                wanted: Act::UpdateMilestone,
                partner: None,
                term: None,
            },
        });
    }
    Ok(())
}
