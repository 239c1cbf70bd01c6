//! Has people do what the stories say, each act at its own moment and all in the order of time.

use anyhow::{Context, Result, anyhow, bail};
use chrono::{DateTime, TimeDelta, Utc};
use domain::offer::{Key, MatterKind};
use domain::process::{OfferKind, Reference, Role, Stage, Theme};
use services::{
    Services,
    offers::{Filter, Paging, PartnerSays, Start},
};
use toml::Table;

use super::accord;
use super::bargain::Bargain;
use super::cast::{Cast, Member};
use super::deliver::Milestones;
use super::form::{Names, posted};
use super::report;
use super::say::Threads;
use super::script::{Deed, Scene, Script};

/// How long somebody sits over one form.
const A_FORM: TimeDelta = TimeDelta::minutes(3);

const DRAFTERS: &[Role] = &[Role::Drafter, Role::PlaceLeader];
const LEADER: &[Role] = &[Role::PlaceLeader];
const PARTNER: &[Role] = &[Role::Partner];
const PROGRAMME: &[Role] = &[Role::ProgrammeOffice];

/// Plays every story.
pub async fn play(services: &Services, cast: &Cast, scripts: &[Script]) -> Result<()> {
    let mut played: Vec<Played> = scripts.iter().map(|_| Played::default()).collect();
    let mut scenes: Vec<(usize, &Scene)> = scripts
        .iter()
        .enumerate()
        .flat_map(|(at, script)| script.story.iter().map(move |scene| (at, scene)))
        .collect();
    scenes.sort_by_key(|(_, scene)| scene.at);
    for (at, scene) in scenes {
        let member = cast.member(&scene.by)?;
        let script = &scripts[at];
        played[at]
            .act(services, cast, script, scene, member)
            .await
            .with_context(|| format!("{}, {}", script.place, scene.at))?;
    }
    Ok(())
}

/// How far one story has come.
#[derive(Default)]
struct Played {
    reference: Option<Reference>,
    /// Keys of matters by their names in the story; those that come once go by their kind.
    names: Names,
    threads: Threads,
    bargain: Bargain,
    milestones: Milestones,
}

impl Played {
    async fn act(
        &mut self,
        services: &Services,
        cast: &Cast,
        script: &Script,
        scene: &Scene,
        member: &Member,
    ) -> Result<()> {
        let then = services.as_of(scene.at);
        let offers = then.offers();
        match &scene.does {
            Deed::Start => self.start(&then, script, member).await,
            Deed::Write { parts } => {
                let mut at = scene.at;
                for part in parts {
                    for form in script.forms(part.0) {
                        self.write(services, at, member, part.0, form).await?;
                        at += A_FORM;
                    }
                }
                Ok(())
            }
            Deed::Change { what, set } => {
                let key = self.key(what)?.clone();
                self.save(&then, member, self.reference()?, &key, set).await
            }
            Deed::ChangeCarriedOver { what, set } => {
                let (reference, key) = carried_over(&then, member, what.0).await?;
                self.save(&then, member, &reference, &key, set).await
            }
            Deed::Invite { partners } => {
                let doer = member.acting(DRAFTERS)?;
                for partner in script.partners() {
                    let chosen = partners.as_ref();
                    if chosen.is_none_or(|chosen| chosen.iter().any(|key| key == partner.key)) {
                        let key = self.key(partner.key)?;
                        offers.invite(&doer, self.reference()?, key).await?;
                    }
                }
                Ok(())
            }
            Deed::Confirm { partner } => {
                let says = PartnerSays::Confirm {
                    name: member.viewer.name.clone(),
                    role: member.post.clone(),
                };
                self.answer(&then, script, partner, member, &says).await
            }
            Deed::TurnDown { partner, reason } => {
                let reason = reason.clone();
                let says = PartnerSays::Decline { reason };
                self.answer(&then, script, partner, member, &says).await
            }
            Deed::Submit => {
                let doer = member.acting(LEADER)?;
                self.reference = Some(offers.submit(&doer, self.reference()?).await?);
                Ok(())
            }
            Deed::Accept {
                champion,
                lead_department,
            } => {
                let champion = cast.member(champion)?.person();
                let (doer, lead) = (member.acting(PROGRAMME)?, lead_department.as_str().into());
                Ok(offers
                    .accept(&doer, self.reference()?, champion, &lead)
                    .await?)
            }
            Deed::Return { reason } => {
                let doer = member.acting(PROGRAMME)?;
                Ok(offers
                    .return_to_place(&doer, self.reference()?, reason)
                    .await?)
            }
            Deed::Decline { reason, carry_over } => {
                let doer = member.acting(PROGRAMME)?;
                let theme = carry_over.map(|theme| theme.0);
                Ok(offers
                    .decline(&doer, self.reference()?, reason, theme)
                    .await?)
            }
            Deed::Bargain(step) => {
                let reference = self.reference()?.clone();
                let bargain = &mut self.bargain;
                bargain
                    .take(&then, member, &reference, &self.names, step)
                    .await
            }
            Deed::Accord(deal) => {
                let at = accord::At {
                    then: &then,
                    cast,
                    member,
                    reference: self.reference()?,
                    names: &self.names,
                };
                at.take(deal).await
            }
            Deed::Report(report) => {
                let at = report::At {
                    then: &then,
                    cast,
                    member,
                    reference: self.reference()?,
                    names: &self.names,
                };
                at.take(report).await
            }
            Deed::Deliver(deliver) => {
                let reference = self.reference()?.clone();
                let milestones = &mut self.milestones;
                milestones
                    .take(&then, member, &reference, &self.names, deliver)
                    .await
            }
            Deed::Talk { .. }
            | Deed::Reply { .. }
            | Deed::Release { .. }
            | Deed::Resolve { .. } => {
                let reference = self.reference()?.clone();
                let threads = &mut self.threads;
                threads
                    .say(&then, member, &reference, &self.names, &scene.does)
                    .await
            }
        }
    }

    async fn start(&mut self, then: &Services, script: &Script, member: &Member) -> Result<()> {
        let start = Start {
            kind: script.kind.0,
            title: script.scope("title").context("a title")?.to_owned(),
            theme: script.scope("theme").and_then(Theme::from_code),
        };
        let doer = member.acting(DRAFTERS)?;
        let reference = then.offers().start(&doer, &start).await?;
        let view = then.offers().read(&member.viewer, &reference).await?;
        for kept in &view.proposal.kept {
            let kind = kept.matter.kind();
            self.names.insert(kind.code().to_owned(), kept.key.clone());
        }
        self.reference = Some(reference);
        Ok(())
    }

    /// Fills in one form: of a matter that is there from the start, or of a new one.
    async fn write(
        &mut self,
        services: &Services,
        at: DateTime<Utc>,
        member: &Member,
        kind: MatterKind,
        form: &Table,
    ) -> Result<()> {
        let then = services.as_of(at);
        let reference = self.reference()?.clone();
        let name = form.get("key").and_then(toml::Value::as_str);
        let leads = form.get("role").and_then(toml::Value::as_str) == Some("lead-council");
        if !kind.is_several() || leads {
            let key = self.key(kind.code())?.clone();
            if let Some(name) = name {
                self.names.insert(name.to_owned(), key.clone());
            }
            return self.save(&then, member, &reference, &key, form).await;
        }
        let form = posted(form, &self.names)?;
        let doer = member.acting(DRAFTERS)?;
        let saved = then.offers().add(&doer, &reference, kind, &form).await?;
        if let Some(name) = name
            && self.names.insert(name.to_owned(), saved.key).is_some()
        {
            bail!("two things are called @{name}");
        }
        Ok(())
    }

    async fn save(
        &self,
        then: &Services,
        member: &Member,
        reference: &Reference,
        key: &Key,
        form: &Table,
    ) -> Result<()> {
        let offers = then.offers();
        let view = offers.read(&member.viewer, reference).await?;
        let version = view.matter(key)?.version;
        let (doer, form) = (member.acting(DRAFTERS)?, posted(form, &self.names)?);
        offers.save(&doer, reference, key, version, &form).await?;
        Ok(())
    }

    async fn answer(
        &self,
        then: &Services,
        script: &Script,
        partner: &str,
        member: &Member,
        says: &PartnerSays,
    ) -> Result<()> {
        let address = script.partner(partner)?.email;
        if address != member.viewer.email {
            bail!("{partner} is asked at {address}");
        }
        let (reference, key) = (self.reference()?, self.key(partner)?);
        let shown = then
            .offers()
            .answer_view(&member.viewer, reference, key)
            .await?;
        let doer = member.acting(PARTNER)?;
        then.offers()
            .answer(&doer, reference, key, says, &shown.digest)
            .await?;
        Ok(())
    }

    fn reference(&self) -> Result<&Reference> {
        self.reference.as_ref().context("the offer is not started")
    }

    fn key(&self, name: &str) -> Result<&Key> {
        self.names
            .get(name)
            .ok_or_else(|| anyhow!("nothing is called {name}"))
    }
}

/// The draft that was carried over, as its place finds it, and its only matter of this kind.
async fn carried_over(
    then: &Services,
    member: &Member,
    kind: MatterKind,
) -> Result<(Reference, Key)> {
    let filter = Filter {
        stage: Some(Stage::Draft),
        kind: Some(OfferKind::InnovativePolicyOffer),
        ..Filter::default()
    };
    let drafts = then
        .offers()
        .list(&member.viewer, &filter, Paging::first())
        .await?;
    let draft = drafts.rows.into_iter().next();
    let reference = draft.context("a draft that was carried over")?.reference;
    let view = then.offers().read(&member.viewer, &reference).await?;
    let key = view.only(kind)?.key.clone();
    Ok((reference, key))
}
