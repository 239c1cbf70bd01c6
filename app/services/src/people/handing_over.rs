//! Handing over: one person’s role, with the offers that come with it, passes to another of the same organisation
//! in one act.

use std::collections::BTreeSet;

use domain::mail::MailKind;
use domain::process::{Act, Event, OrganisationId, PersonId, Role};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    RelationDef,
    sea_query::{Expr, ExprTrait, LockType, OnConflict},
};

use super::directory::find_known;
use super::leaving::led_by;
use super::members::{Member, member};
use crate::act::{ActTx, Doer};
use crate::outbox::{About, Mail};
use crate::store::{memberships, offers, organisations, people, reviewer_assignments};
use crate::{Refusal, Services, Viewer};

/// Somebody who can take over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Successor {
    pub person: PersonId,
    pub name: String,
}

impl Services {
    /// Everybody else in the organisation, by name: those who can take over a role of this person.
    pub async fn successors(
        &self,
        viewer: &Viewer,
        organisation: &OrganisationId,
        membership: &str,
    ) -> Result<Vec<Successor>, Refusal> {
        let (_, leaving) = self
            .member(viewer, Act::ManagePeople, organisation, membership)
            .await?;
        let others = others_in(organisation, &leaving.person)
            .all(self.read())
            .await?;
        Ok(others
            .into_iter()
            .map(|row| Successor {
                person: row.id.into(),
                name: row.name,
            })
            .collect())
    }

    /// Passes the role on to `to`, and with it the offers that this person leads or reads, in one act. The one who
    /// takes over is told by mail.
    ///
    /// # Errors
    /// `Invalid` at `to` for somebody who is not of the organisation.
    pub async fn hand_role_over(
        &self,
        doer: &Doer,
        organisation: &OrganisationId,
        membership: &str,
        to: &PersonId,
    ) -> Result<(), Refusal> {
        doer.may_for(Act::ManagePeople, organisation)?;
        let mut act = self.begin(doer).await?;
        let place = find_known(act.db(), doer.hats(), organisation).await?;
        let from = member(act.db(), organisation, membership).await?;
        // Offers first, then what belongs to them: the one order in which acts take their locks.
        let led = match from.role {
            Role::Champion => act.lock_offers_of(&from.person).await?,
            _ => Vec::new(),
        };
        act.lock_organisations(&BTreeSet::from([organisation.to_string()]))
            .await?;
        let taker = others_in(organisation, &from.person)
            .filter(people::Column::Id.eq(to.as_str()))
            .one(act.db())
            .await?
            .ok_or_else(|| Refusal::fault("to", "Choose who takes over"))?;
        act.join(to, organisation, from.role).await?;
        for offer in &led {
            act.pass_on(offer, to).await?;
        }
        let read = match from.role {
            Role::DepartmentReviewer => act.pass_on_reviews(organisation, &from.person, to).await?,
            _ => Vec::new(),
        };
        act.leave(&from.person, organisation, from.role).await?;
        act.record_beside(
            "role-handed-over",
            &serde_json::json!({
                "from": from.person.as_str(),
                "to": to.as_str(),
                "organisation": organisation.as_str(),
                "role": from.role.code(),
            }),
        )?;
        if doer.person() != Some(to) {
            let mail = letter(&act, &from, taker, &place, led.iter().chain(&read));
            act.mail(mail);
        }
        act.commit().await
    }
}

impl ActTx {
    async fn lock_offers_of(&self, champion: &PersonId) -> Result<Vec<offers::Model>, Refusal> {
        let mut query = led_by(champion);
        QueryTrait::query(&mut query).lock(LockType::Update);
        Ok(query.all(self.db()).await?)
    }

    async fn pass_on(&mut self, offer: &offers::Model, to: &PersonId) -> Result<(), Refusal> {
        offers::Entity::update_many()
            .col_expr(offers::Column::ChampionId, Expr::value(to.as_str()))
            .col_expr(
                offers::Column::Version,
                Expr::col(offers::Column::Version).add(1),
            )
            .filter(offers::Column::Id.eq(offer.id.as_str()))
            .exec(self.db())
            .await?;
        let event = Event::ChampionAssigned {
            champion: to.clone(),
        };
        self.record(&offer.id, &event)?;
        Ok(())
    }

    /// Answers the offers whose reading passed on.
    async fn pass_on_reviews(
        &mut self,
        department: &OrganisationId,
        from: &PersonId,
        to: &PersonId,
    ) -> Result<Vec<offers::Model>, Refusal> {
        let assignment: RelationDef = offers::Entity::belongs_to(reviewer_assignments::Entity)
            .from(offers::Column::Id)
            .to(reviewer_assignments::Column::OfferId)
            .into();
        let read = offers::Entity::find()
            .join(JoinType::InnerJoin, assignment)
            .filter(reviewer_assignments::Column::OrganisationId.eq(department.as_str()))
            .filter(reviewer_assignments::Column::PersonId.eq(from.as_str()))
            .order_by_asc(offers::Column::Id)
            .all(self.db())
            .await?;
        if read.is_empty() {
            return Ok(read);
        }
        let rows = read.iter().map(|offer| reviewer_assignments::ActiveModel {
            offer_id: Set(offer.id.clone()),
            organisation_id: Set(department.to_string()),
            person_id: Set(to.to_string()),
            since: Set(self.now()),
        });
        reviewer_assignments::Entity::insert_many(rows)
            .on_conflict(
                OnConflict::columns([
                    reviewer_assignments::Column::OfferId,
                    reviewer_assignments::Column::OrganisationId,
                    reviewer_assignments::Column::PersonId,
                ])
                .do_nothing()
                .to_owned(),
            )
            .exec_without_returning(self.db())
            .await?;
        self.forget_assignments(department, from).await?;
        for offer in &read {
            let reviewers = reviewer_assignments::Entity::find()
                .filter(reviewer_assignments::Column::OfferId.eq(offer.id.as_str()))
                .filter(reviewer_assignments::Column::OrganisationId.eq(department.as_str()))
                .order_by_asc(reviewer_assignments::Column::PersonId)
                .all(self.db())
                .await?
                .into_iter()
                .map(|row| row.person_id.into())
                .collect();
            let event = Event::ReviewersAssigned {
                department: department.clone(),
                reviewers,
            };
            self.record(&offer.id, &event)?;
        }
        Ok(read)
    }
}

/// People of the organisation who can come in, but for this one.
fn others_in(organisation: &OrganisationId, except: &PersonId) -> sea_orm::Select<people::Entity> {
    let of_it = memberships::Entity::find()
        .select_only()
        .column(memberships::Column::PersonId)
        .filter(memberships::Column::OrganisationId.eq(organisation.as_str()))
        .filter(memberships::Column::EndedAt.is_null())
        .into_query();
    people::Entity::find()
        .filter(people::Column::Id.in_subquery(of_it))
        .filter(people::Column::Id.ne(except.as_str()))
        .filter(people::Column::DisabledAt.is_null())
        .order_by_asc(people::Column::Name)
        .order_by_asc(people::Column::Id)
}

fn letter<'o>(
    act: &ActTx,
    from: &Member,
    taker: people::Model,
    organisation: &organisations::Model,
    offers: impl Iterator<Item = &'o offers::Model>,
) -> Mail {
    let (who, role, at) = (&from.name, from.role.label(), &organisation.name);
    let link = act.services().url("/work");
    let offers: Vec<String> = offers
        .map(|offer| {
            let name = offer.reference.as_deref().unwrap_or(&offer.draft_reference);
            let link = act.services().url(&format!("/offers/{name}"));
            format!("{name}, “{}”:\n{link}\n", offer.title)
        })
        .collect();
    let what = if offers.is_empty() {
        String::new()
    } else {
        format!(
            "These offers are yours from now on:\n\n{}\n",
            offers.join("\n")
        )
    };
    Mail {
        kind: MailKind::RoleHandedOver,
        to_person: Some(taker.id.into()),
        to_address: taker.email,
        subject: format!("You take over from {who} at {at}, as: {role}"),
        body: format!(
            "{who} has handed over to you at {at}, and you now act there as: {role}.\n\n\
             {what}What waits for you is here:\n\n{link}\n"
        ),
        link,
        about: About::Organisation(organisation.id.as_str().into()),
    }
}
