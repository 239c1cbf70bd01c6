//! Roles that end: by whoever looks after the organisation’s people, or by the person. Nobody leaves an
//! organisation without those it needs, or an offer without its champion.

use std::collections::BTreeSet;

use domain::process::{Act, Hat, OrganisationId, OrganisationKind, PersonId, Remaining, Role};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationDef, Select, sea_query::LockType,
};

use super::directory::find_known;
use super::members::{Member, member};
use crate::act::{ActTx, Doer};
use crate::offers::head::known;
use crate::store::{memberships, offers, organisations, people, reviewer_assignments};
use crate::{Refusal, Services, Viewer};

impl Services {
    /// Ends one role of one person in an organisation. They lose the hat at their next request.
    ///
    /// # Errors
    /// `Invalid` at `role`, in words, where the organisation or an offer would be left without somebody it needs.
    pub async fn end_membership(
        &self,
        doer: &Doer,
        organisation: &OrganisationId,
        membership: &str,
    ) -> Result<(), Refusal> {
        doer.may_for(Act::ManagePeople, organisation)?;
        let mut act = self.begin(doer).await?;
        find_known(act.db(), doer.hats(), organisation).await?;
        let member = member(act.db(), organisation, membership).await?;
        act.end_role(organisation, &member).await?;
        act.commit().await
    }

    /// Ends a role of the viewer’s own. It is the last act under this hat.
    ///
    /// # Errors
    /// As `end_membership`; `AlreadyDone` where the viewer does not wear it.
    pub async fn leave_role(&self, viewer: &Viewer, hat: &Hat) -> Result<(), Refusal> {
        let doer = viewer.acting_as(hat).ok_or(Refusal::AlreadyDone)?;
        doer.may(Act::ManageOwnAccount, None)?;
        let mut act = self.begin(&doer).await?;
        let row = memberships::Entity::find()
            .filter(memberships::Column::PersonId.eq(hat.person.as_str()))
            .filter(memberships::Column::OrganisationId.eq(hat.organisation.as_str()))
            .filter(memberships::Column::Role.eq(hat.role.code()))
            .filter(memberships::Column::EndedAt.is_null())
            .one(act.db())
            .await?
            .ok_or(Refusal::AlreadyDone)?;
        let member = member(act.db(), &hat.organisation, &row.id).await?;
        act.end_role(&hat.organisation, &member).await?;
        act.commit().await
    }
}

impl ActTx {
    async fn end_role(
        &mut self,
        organisation: &OrganisationId,
        member: &Member,
    ) -> Result<(), Refusal> {
        let organisations = BTreeSet::from([organisation.to_string()]);
        self.lock_organisations(&organisations).await?;
        self.can_spare(organisation, member).await?;
        if member.role == Role::DepartmentReviewer {
            self.forget_assignments(organisation, &member.person)
                .await?;
        }
        self.leave(&member.person, organisation, member.role).await
    }

    /// Refuses where the organisation, or an offer, would be left without somebody it needs.
    pub(crate) async fn can_spare(
        &self,
        organisation: &OrganisationId,
        member: &Member,
    ) -> Result<(), Refusal> {
        // Who cannot come in is missed already.
        if !member.closed {
            let others = || {
                active_in(organisation)
                    .filter(memberships::Column::Id.ne(member.membership.as_str()))
            };
            let row = organisations::Entity::find_by_id(organisation.as_str())
                .one(self.db())
                .await?
                .ok_or(Refusal::NotFound)?;
            let remaining = Remaining {
                in_role: others()
                    .filter(memberships::Column::Role.eq(member.role.code()))
                    .count(self.db())
                    .await?,
                in_all: others().count(self.db()).await?,
            };
            known(&row.kind, OrganisationKind::from_code)?
                .can_spare(member.role, remaining)
                .map_err(|vacancy| Refusal::fault("role", vacancy.words(&row.name)))?;
        }
        if member.role == Role::Champion {
            self.can_spare_champion(member).await?;
        }
        Ok(())
    }

    async fn can_spare_champion(&self, member: &Member) -> Result<(), Refusal> {
        let elsewhere = memberships::Entity::find()
            .filter(memberships::Column::PersonId.eq(member.person.as_str()))
            .filter(memberships::Column::Role.eq(Role::Champion.code()))
            .filter(memberships::Column::EndedAt.is_null())
            .filter(memberships::Column::Id.ne(member.membership.as_str()))
            .count(self.db())
            .await?;
        if elsewhere > 0 {
            return Ok(());
        }
        let led = led_by(&member.person).all(self.db()).await?;
        let names: Vec<String> = led
            .into_iter()
            .map(|offer| offer.reference.unwrap_or(offer.draft_reference))
            .collect();
        if names.is_empty() {
            return Ok(());
        }
        Err(Refusal::fault(
            "role",
            format!(
                "{} is the Whitehall champion of {}. Hand over to another champion first.",
                member.name,
                names.join(", ")
            ),
        ))
    }

    /// Whoever changes what an organisation is left with waits here for whoever does so at the same moment.
    /// Several are taken in one order, so that nobody waits in a circle.
    pub(crate) async fn lock_organisations(&self, ids: &BTreeSet<String>) -> Result<(), Refusal> {
        let mut query = organisations::Entity::find()
            .filter(organisations::Column::Id.is_in(ids))
            .order_by_asc(organisations::Column::Id);
        QueryTrait::query(&mut query).lock(LockType::Update);
        query.all(self.db()).await?;
        Ok(())
    }

    pub(super) async fn forget_assignments(
        &self,
        organisation: &OrganisationId,
        person: &PersonId,
    ) -> Result<(), Refusal> {
        reviewer_assignments::Entity::delete_many()
            .filter(reviewer_assignments::Column::OrganisationId.eq(organisation.as_str()))
            .filter(reviewer_assignments::Column::PersonId.eq(person.as_str()))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// All that one person does anywhere, with the organisations locked: for what ends all of it.
    pub(crate) async fn lock_roles_of(
        &self,
        person: &PersonId,
    ) -> Result<Vec<(OrganisationId, Member)>, Refusal> {
        let roles = || {
            memberships::Entity::find()
                .filter(memberships::Column::PersonId.eq(person.as_str()))
                .filter(memberships::Column::EndedAt.is_null())
        };
        let ids = roles()
            .all(self.db())
            .await?
            .into_iter()
            .map(|row| row.organisation_id)
            .collect();
        self.lock_organisations(&ids).await?;
        let mut all = Vec::new();
        for row in roles().all(self.db()).await? {
            let organisation = OrganisationId::from(row.organisation_id);
            let member = member(self.db(), &organisation, &row.id).await?;
            all.push((organisation, member));
        }
        Ok(all)
    }
}

/// Roles that somebody holds now, by whom the organisation can be served.
fn active_in(organisation: &OrganisationId) -> Select<memberships::Entity> {
    let person: RelationDef = memberships::Entity::belongs_to(people::Entity)
        .from(memberships::Column::PersonId)
        .to(people::Column::Id)
        .into();
    memberships::Entity::find()
        .join(JoinType::InnerJoin, person)
        .filter(memberships::Column::OrganisationId.eq(organisation.as_str()))
        .filter(memberships::Column::EndedAt.is_null())
        .filter(people::Column::DisabledAt.is_null())
}

/// The offers that this champion takes through, at the stages at which an offer has one.
pub(super) fn led_by(person: &PersonId) -> Select<offers::Entity> {
    let stages = Act::AssignChampion.rule().at();
    offers::Entity::find()
        .filter(offers::Column::ChampionId.eq(person.as_str()))
        .filter(offers::Column::Stage.is_in(stages.iter().map(|stage| stage.code())))
        .order_by_asc(offers::Column::Id)
}
