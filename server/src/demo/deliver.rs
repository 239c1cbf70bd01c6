//! Has people say how milestones come on, and add further ones, as the stories say.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use domain::delivery::{Owned, PLACE, answers_for};
use domain::form::Posted;
use domain::process::{Act, Hat, OfferFacts, Reference, permit};
use serde::Deserialize;
use services::Services;
use services::delivery::MilestoneRow;

use super::cast::Member;
use super::form::Names;

/// What somebody does under an agreement in force.
#[derive(Deserialize)]
#[serde(tag = "does", rename_all = "kebab-case")]
pub enum Deliver {
    AddMilestone {
        /// What it is called in the story.
        milestone: String,
        title: String,
        /// The matter of whose term it is a step.
        term: String,
        /// The partner that answers for it; the place where none is named.
        owner: Option<String>,
        due: String,
        /// Another of the story, which has to come first.
        after: Option<String>,
    },
    Progress {
        /// One of the story, or the matter of one that was agreed: the first of its term.
        milestone: String,
        set: BTreeMap<String, String>,
    },
}

/// The milestones that the story has added, by their names in it.
#[derive(Default)]
pub struct Milestones(BTreeMap<String, String>);

impl Milestones {
    pub async fn take(
        &mut self,
        then: &Services,
        member: &Member,
        reference: &Reference,
        names: &Names,
        deliver: &Deliver,
    ) -> Result<()> {
        let all = then
            .delivery()
            .milestones_of(&member.viewer, reference)
            .await?;
        let offer = then.offers().read(&member.viewer, reference).await?;
        let facts = &offer.facts;
        match deliver {
            Deliver::AddMilestone {
                milestone,
                title,
                term,
                owner,
                due,
                after,
            } => {
                let key = names.get(term).context("no matter is called so")?;
                let of_term = all.iter().find(|row| is_about(row, key.as_str()));
                let of_term = of_term.context("nothing was agreed about it")?;
                let number = of_term.term.context("it is of no term")?;
                let code = match owner {
                    Some(name) => names.get(name).context("no partner is called so")?.as_str(),
                    None => PLACE,
                };
                let mut posted: Posted = [
                    ("title", title.clone()),
                    ("term", number.to_string()),
                    ("owner", code.to_owned()),
                    ("due", due.clone()),
                ]
                .into_iter()
                .collect();
                if let Some(first) = after {
                    let slug = self.0.get(first).context("no milestone is called so")?;
                    posted.push("after-count", "1");
                    posted.push("after-0-milestone", slug.as_str());
                }
                let owner = all.iter().find(|row| row.owner == code);
                let owner = owner.context("they own nothing here")?;
                let doer = member.acting_where(|hat| may(hat, facts, owner.owned()))?;
                let slug = then
                    .delivery()
                    .add_milestone(&doer, reference, &posted)
                    .await?;
                self.0.insert(milestone.clone(), slug);
            }
            Deliver::Progress { milestone, set } => {
                let row = match self.0.get(milestone) {
                    Some(slug) => all.iter().find(|row| row.slug == *slug),
                    None => {
                        let key = names.get(milestone).context("nothing is called so")?;
                        all.iter().find(|row| is_about(row, key.as_str()))
                    }
                };
                let row = row.context("there is no such milestone")?;
                let doer = member.acting_where(|hat| may(hat, facts, row.owned()))?;
                let delivery = then.delivery();
                let hat = doer.hat();
                let view = delivery.milestone(&member.viewer, hat, reference, &row.slug);
                let version = view.await?.version;
                let posted: Posted = set.iter().collect();
                delivery
                    .update_milestone(&doer, reference, &row.slug, version, &posted)
                    .await?;
            }
        }
        Ok(())
    }
}

fn may(hat: &Hat, facts: &OfferFacts, owned: Owned<'_>) -> bool {
    permit(Some(hat), Act::UpdateMilestone, Some(facts)).is_allowed() && answers_for(hat, owned)
}

/// Whether it is what was agreed in a matter.
fn is_about(row: &MilestoneRow, key: &str) -> bool {
    let mut parts = row.source.iter().flat_map(|source| source.split(':'));
    parts.nth(1) == Some(key)
}
