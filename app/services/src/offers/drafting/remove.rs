//! Taking a matter out of an offer. Its texts stay among the versions.

use domain::offer::{Key, Matter, MatterKind};
use domain::process::{Act, Event, Reference};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::after::follow;
use crate::Refusal;
use crate::act::{ActTx, Doer};
use crate::offers::Offers;
use crate::offers::content::Content;
use crate::offers::parties::{PARTNER, keep_parties};
use crate::offers::remove_matter_row;
use crate::offers::sight::Open;
use crate::store::matters;

impl Offers<'_> {
    /// Takes the matter out, if `version` is still the newest. What every offer has stays.
    pub async fn remove(
        &self,
        doer: &Doer,
        reference: &Reference,
        key: &Key,
        version: i64,
    ) -> Result<(), Refusal> {
        let Open { mut act, head } = self.open(doer, Act::RemoveMatter, reference).await?;
        let mut content = Content::now(act.db(), &head).await?;
        let Ok(kept) = content.find(key).cloned() else {
            return Err(gone(&act, &head.row.id, key).await?);
        };
        stays(&kept.matter)?;
        if kept.version != version {
            return Err(Refusal::stale());
        }
        remove_matter_row(&act, content.row_id(key)?).await?;
        act.record(
            &head.row.id,
            &Event::MatterRemoved {
                section: kept.matter.kind().section(),
                title: kept.matter.title(),
            },
        )?;
        content.proposal.kept.retain(|other| other.key != *key);
        if kept.matter.kind() == MatterKind::Partner {
            let willing = content.answers.willing(&content.proposal);
            keep_parties(act.db(), &head.row.id, PARTNER, &willing).await?;
        }
        follow(&mut act, &head, &content).await?;
        act.commit().await
    }
}

/// What to say of a matter that is not there: it was taken out already, or never was.
async fn gone(act: &ActTx, offer_id: &str, key: &Key) -> Result<Refusal, Refusal> {
    // What is no key of ours never reaches the database.
    if !key
        .as_str()
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric())
    {
        return Ok(Refusal::NotFound);
    }
    let known = matters::Entity::find()
        .filter(matters::Column::OfferId.eq(offer_id))
        .filter(matters::Column::Slug.eq(key.as_str()))
        .count(act.db())
        .await?;
    Ok(match known {
        0 => Refusal::NotFound,
        _ => Refusal::AlreadyDone,
    })
}

/// Refuses what no offer can be without.
fn stays(matter: &Matter) -> Result<(), Refusal> {
    match matter {
        Matter::Partner(partner) if partner.leads() => Err(Refusal::NotAllowed(
            "The lead council stays in its offer. To walk away, withdraw the offer.".to_owned(),
        )),
        matter if !matter.kind().is_several() => Err(Refusal::NotAllowed(format!(
            "Every offer keeps {}. Empty its fields instead.",
            matter.kind().with_article()
        ))),
        _ => Ok(()),
    }
}
