//! The people of one organisation, and who is invited to join it.

use chrono::{DateTime, Utc};
use domain::process::{Act, OrganisationId, PersonId, Role, permit_any_for};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef, Select, sea_query::Expr,
};

use super::{Organisation, directory::find_known};
use crate::offers::Paging;
use crate::offers::head::known;
use crate::refusal::allowed;
use crate::sign_in::{HOME, Kind};
use crate::store::{memberships, people, sign_in_links};
use crate::{Refusal, Services, Viewer};

/// The most invitations that the page of an organisation shows, the newest of them.
const MOST_INVITATIONS: u64 = 100;

/// One role of one person in an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Names this role of this person in addresses.
    pub membership: String,
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub since: DateTime<Utc>,
    /// The account is closed: nobody comes in by it.
    pub closed: bool,
}

/// An invitation that nobody has accepted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingInvitation {
    pub id: String,
    pub email: String,
    pub role: Role,
    pub sent_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub expired: bool,
    pub invited_by: Option<String>,
}

/// The people of an organisation, a page of them, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationPeople {
    pub organisation: Organisation,
    /// All roles of each person of this page, one person after the other.
    pub members: Vec<Member>,
    pub page: u64,
    pub pages: u64,
    /// How many people there are.
    pub total: u64,
    pub invitations: Vec<PendingInvitation>,
}

impl Services {
    /// Who takes part for an organisation, and who is invited. Four statements.
    pub async fn people_of(
        &self,
        viewer: &Viewer,
        organisation: &OrganisationId,
        paging: Paging,
    ) -> Result<OrganisationPeople, Refusal> {
        let db = self.read();
        let hats = viewer.hats();
        allowed(permit_any_for(&hats, Act::ReadPeople, organisation).verdict)?;
        let row = find_known(db, &hats, organisation).await?;
        let of_it = memberships::Entity::find()
            .filter(memberships::Column::OrganisationId.eq(organisation.as_str()))
            .filter(memberships::Column::EndedAt.is_null());
        let members = of_it
            .clone()
            .select_only()
            .column(memberships::Column::PersonId)
            .into_query();
        let people = people::Entity::find().filter(people::Column::Id.in_subquery(members));
        let total = people.clone().count(db).await?;
        let on_page = people
            .select_only()
            .column(people::Column::Id)
            .order_by_asc(people::Column::Name)
            .order_by_asc(people::Column::Id)
            .offset(paging.offset())
            .limit(paging.size())
            .into_query();
        let rows = with_person(of_it)
            .filter(memberships::Column::PersonId.in_subquery(on_page))
            .order_by_asc(people::Column::Name)
            .order_by_asc(people::Column::Id)
            .order_by_asc(memberships::Column::Id)
            .into_model::<MemberRow>()
            .all(db)
            .await?;
        Ok(OrganisationPeople {
            organisation: row.try_into()?,
            members: rows
                .into_iter()
                .map(Member::try_from)
                .collect::<Result<_, Refusal>>()?,
            page: paging.page(),
            pages: paging.pages(total),
            total,
            invitations: self.invitations(organisation).await?,
        })
    }

    /// One role of one person, with the organisation it is in, where one of the viewer’s hats may do this with it.
    pub async fn member(
        &self,
        viewer: &Viewer,
        act: Act,
        organisation: &OrganisationId,
        membership: &str,
    ) -> Result<(Organisation, Member), Refusal> {
        let hats = viewer.hats();
        allowed(permit_any_for(&hats, act, organisation).verdict)?;
        let row = find_known(self.read(), &hats, organisation).await?;
        let member = member(self.read(), organisation, membership).await?;
        Ok((row.try_into()?, member))
    }

    /// One pending invitation, with its organisation, where one of the viewer’s hats may do this with it.
    pub async fn invitation(
        &self,
        viewer: &Viewer,
        organisation: &OrganisationId,
        id: &str,
    ) -> Result<(Organisation, PendingInvitation), Refusal> {
        let hats = viewer.hats();
        allowed(permit_any_for(&hats, Act::ManagePeople, organisation).verdict)?;
        let row = find_known(self.read(), &hats, organisation).await?;
        let mut invitations = self.invitations(organisation).await?;
        invitations.retain(|invitation| invitation.id == id);
        let invitation = invitations.pop().ok_or(Refusal::NotFound)?;
        Ok((row.try_into()?, invitation))
    }

    /// Those that lead to an offer are the affair of the place that asked its partner: they stand in the offer.
    async fn invitations(
        &self,
        organisation: &OrganisationId,
    ) -> Result<Vec<PendingInvitation>, Refusal> {
        let now = self.real_now();
        let invited: RelationDef = sign_in_links::Entity::belongs_to(people::Entity)
            .from(sign_in_links::Column::PersonId)
            .to(people::Column::Id)
            .into();
        let inviter: RelationDef = sign_in_links::Entity::belongs_to(people::Entity)
            .from(sign_in_links::Column::InvitedBy)
            .to(people::Column::Id)
            .into();
        let rows = sign_in_links::Entity::find()
            .select_only()
            .columns([
                sign_in_links::Column::Id,
                sign_in_links::Column::Role,
                sign_in_links::Column::CreatedAt,
                sign_in_links::Column::ExpiresAt,
            ])
            .column_as(Expr::col(("invited", people::Column::Email)), "email")
            .column_as(Expr::col(("inviter", people::Column::Name)), "invited_by")
            .join_as(JoinType::InnerJoin, invited, "invited")
            .join_as(JoinType::LeftJoin, inviter, "inviter")
            .filter(sign_in_links::Column::OrganisationId.eq(organisation.as_str()))
            .filter(sign_in_links::Column::Kind.eq(Kind::Invitation.code()))
            .filter(sign_in_links::Column::Destination.eq(HOME))
            .filter(sign_in_links::Column::UsedAt.is_null())
            .filter(sign_in_links::Column::SupersededAt.is_null())
            .filter(sign_in_links::Column::CancelledAt.is_null())
            .order_by_desc(sign_in_links::Column::CreatedAt)
            .order_by_desc(sign_in_links::Column::Id)
            .limit(MOST_INVITATIONS)
            .into_model::<InvitationRow>()
            .all(self.read())
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(PendingInvitation {
                    role: known(row.role.as_deref().unwrap_or_default(), Role::from_code)?,
                    expired: row.expires_at <= now,
                    id: row.id,
                    email: row.email,
                    sent_at: row.created_at,
                    expires_at: row.expires_at,
                    invited_by: row.invited_by,
                })
            })
            .collect()
    }
}

/// One role of one person in this organisation, unless it has ended.
pub(super) async fn member(
    db: &impl ConnectionTrait,
    organisation: &OrganisationId,
    membership: &str,
) -> Result<Member, Refusal> {
    let found = memberships::Entity::find_by_id(membership)
        .filter(memberships::Column::OrganisationId.eq(organisation.as_str()))
        .filter(memberships::Column::EndedAt.is_null());
    with_person(found)
        .into_model::<MemberRow>()
        .one(db)
        .await?
        .ok_or(Refusal::NotFound)?
        .try_into()
}

#[derive(FromQueryResult)]
struct MemberRow {
    id: String,
    person_id: String,
    name: String,
    email: String,
    role: String,
    since: DateTime<Utc>,
    disabled_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct InvitationRow {
    id: String,
    email: String,
    role: Option<String>,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    invited_by: Option<String>,
}

fn with_person(rows: Select<memberships::Entity>) -> Select<memberships::Entity> {
    let person: RelationDef = memberships::Entity::belongs_to(people::Entity)
        .from(memberships::Column::PersonId)
        .to(people::Column::Id)
        .into();
    rows.select_only()
        .columns([
            memberships::Column::Id,
            memberships::Column::PersonId,
            memberships::Column::Role,
            memberships::Column::Since,
        ])
        .columns([
            people::Column::Name,
            people::Column::Email,
            people::Column::DisabledAt,
        ])
        .join(JoinType::InnerJoin, person)
}

impl TryFrom<MemberRow> for Member {
    type Error = Refusal;

    fn try_from(row: MemberRow) -> Result<Self, Refusal> {
        Ok(Self {
            role: known(&row.role, Role::from_code)?,
            membership: row.id,
            person: row.person_id.into(),
            name: row.name,
            email: row.email,
            since: row.since,
            closed: row.disabled_at.is_some(),
        })
    }
}
