//! Everything held about a person, as one document that they can keep.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationDef,
};
use serde::Serialize;

use super::signatures::{HeldSignature, signatures};
use crate::sessions::BROWSER_IN_SESSION;
use crate::store::delivery::milestone_version;
use crate::store::{
    events, files, kept_posts, mail_choices, matter_versions, memberships, negotiation, offers,
    organisations, outbox, partner_answers, people, provider_identities, reviewer_assignments,
    sessions, sign_in_links, talk,
};
use crate::{Refusal, Services, Viewer};

/// What is held, by where it stands. Tokens and digests of them say nothing about a person and are left out.
#[derive(Debug, Serialize)]
pub struct AccountExport {
    pub exported_at: DateTime<Utc>,
    pub name: String,
    pub email: String,
    pub here_since: DateTime<Utc>,
    pub roles: Vec<HeldRole>,
    pub sessions: Vec<HeldSession>,
    /// Links that were mailed, invitations among them.
    pub links: Vec<HeldLink>,
    /// Providers that vouch for the person, and the name by which each does.
    pub providers: Vec<HeldProvider>,
    /// Kinds of mail, and how soon each is wanted.
    pub mail_choices: Vec<HeldChoice>,
    pub mail: Vec<HeldMail>,
    /// Texts that came when a session had ended.
    pub kept_texts: Vec<HeldText>,
    pub comments: Vec<HeldText>,
    /// Files that they attached, in whatever room; the contents are the offers’.
    pub files: Vec<HeldFile>,
    /// What they said of terms for a party, in whatever room.
    pub positions: Vec<HeldPosition>,
    pub proposals: Vec<HeldProposal>,
    /// Versions of terms that they put forward.
    pub versions: Vec<HeldVersion>,
    /// Agreements and memoranda that they were asked to sign, and what they did.
    pub signatures: Vec<HeldSignature>,
    /// What they said of milestones, as it is stored.
    pub milestones: Vec<HeldText>,
    pub partner_answers: Vec<HeldAnswer>,
    /// What they saved in offers; the texts are in the offers.
    pub saved: Vec<HeldSave>,
    /// Offers that are theirs to take through, or to read for a department.
    pub assigned: Vec<HeldAssignment>,
    pub acts: Vec<HeldAct>,
}

#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldAssignment {
    pub offer_id: String,
    /// The department; none for a champion.
    pub organisation_id: Option<String>,
    pub since: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldRole {
    pub role: String,
    pub organisation: Option<String>,
    pub since: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize)]
pub struct HeldSession {
    pub started: DateTime<Utc>,
    pub last_seen: Option<DateTime<Utc>>,
    pub ends: DateTime<Utc>,
    pub browser: Option<String>,
}

#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldLink {
    pub kind: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
    pub destination: String,
    pub organisation_id: Option<String>,
    pub role: Option<String>,
}

#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldProvider {
    pub issuer: String,
    pub subject: String,
    pub created_at: DateTime<Utc>,
}

#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldChoice {
    pub kind: String,
    pub pace: String,
}

#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldMail {
    pub kind: String,
    pub to_address: String,
    pub subject: String,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
}

/// A text, where it was written, and when.
#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldText {
    pub place: String,
    pub text: String,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldFile {
    pub offer_id: String,
    pub place: String,
    pub name: String,
    pub sha256: String,
    pub attached_at: DateTime<Utc>,
    pub removed_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldPosition {
    pub term_id: String,
    pub party: String,
    pub version: i32,
    pub stance: String,
    pub words: String,
    pub authority: String,
    pub at: DateTime<Utc>,
}

/// What they proposed for a term, as it is stored.
#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldProposal {
    pub term_id: String,
    pub base: i32,
    pub content: String,
    pub reason: String,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldVersion {
    pub term_id: String,
    pub number: i32,
    pub reason: String,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldAnswer {
    pub offer_id: String,
    pub state: String,
    pub answered_name: Option<String>,
    pub answered_role: Option<String>,
    pub reason: Option<String>,
    pub answered_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldSave {
    pub matter_id: String,
    pub version: i64,
    pub edited_at: DateTime<Utc>,
}

#[derive(Debug, Serialize, FromQueryResult)]
pub struct HeldAct {
    pub at: DateTime<Utc>,
    pub kind: String,
    pub offer: Option<String>,
    pub organisation_id: Option<String>,
    pub role: Option<String>,
    /// What the timeline tells of it, as it is stored.
    pub told: Option<String>,
}

impl Services {
    /// Everything held about the viewer.
    pub async fn export_account(&self, viewer: &Viewer) -> Result<AccountExport, Refusal> {
        let db = &self.house.store.begin_reading().await?;
        let id = viewer.person.as_str();
        let person = people::Entity::find_by_id(id)
            .one(db)
            .await?
            .ok_or(Refusal::NotFound)?;
        let belongs: RelationDef = memberships::Entity::belongs_to(organisations::Entity)
            .from(memberships::Column::OrganisationId)
            .to(organisations::Column::Id)
            .into();
        let sessions = sessions::Entity::find()
            .filter(sessions::Column::PersonId.eq(id))
            .order_by_asc(sessions::Column::CreatedAt)
            .all(db)
            .await?;
        Ok(AccountExport {
            exported_at: self.real_now(),
            name: person.name,
            here_since: person.created_at,
            roles: memberships::Entity::find()
                .select_only()
                .columns([
                    memberships::Column::Role,
                    memberships::Column::Since,
                    memberships::Column::EndedAt,
                ])
                .column_as(organisations::Column::Name, "organisation")
                .join(JoinType::LeftJoin, belongs)
                .filter(memberships::Column::PersonId.eq(id))
                .order_by_asc(memberships::Column::Since)
                .order_by_asc(memberships::Column::Id)
                .into_model()
                .all(db)
                .await?,
            sessions: sessions
                .into_iter()
                .map(HeldSession::try_from)
                .collect::<Result<_, _>>()?,
            links: sign_in_links::Entity::find()
                .filter(sign_in_links::Column::PersonId.eq(id))
                .order_by_asc(sign_in_links::Column::CreatedAt)
                .into_model()
                .all(db)
                .await?,
            providers: provider_identities::Entity::find()
                .filter(provider_identities::Column::PersonId.eq(id))
                .into_model()
                .all(db)
                .await?,
            mail_choices: mail_choices::Entity::find()
                .filter(mail_choices::Column::PersonId.eq(id))
                .into_model()
                .all(db)
                .await?,
            mail: outbox::Entity::find()
                .filter(
                    Condition::any()
                        .add(outbox::Column::ToPerson.eq(id))
                        .add(outbox::Column::ToAddress.eq(person.email.as_str())),
                )
                .order_by_asc(outbox::Column::Id)
                .into_model()
                .all(db)
                .await?,
            kept_texts: kept_posts::Entity::find()
                .select_only()
                .column_as(kept_posts::Column::Path, "place")
                .column_as(kept_posts::Column::Body, "text")
                .column_as(kept_posts::Column::CreatedAt, "at")
                .filter(kept_posts::Column::PersonId.eq(id))
                .into_model()
                .all(db)
                .await?,
            comments: talk::own_comments(id)
                .select_only()
                .column_as(talk::CommentColumn::ThreadId, "place")
                .column_as(talk::CommentColumn::Body, "text")
                .column_as(talk::CommentColumn::WrittenAt, "at")
                .into_model()
                .all(db)
                .await?,
            files: files::own(id).into_model().all(db).await?,
            positions: negotiation::own_positions(id)
                .order_by_asc(negotiation::PositionColumn::At)
                .into_model()
                .all(db)
                .await?,
            proposals: negotiation::own_proposals(id)
                .order_by_asc(negotiation::ProposalColumn::At)
                .into_model()
                .all(db)
                .await?,
            versions: negotiation::version::Entity::find()
                .filter(negotiation::version::Column::ById.eq(id))
                .order_by_asc(negotiation::version::Column::At)
                .into_model()
                .all(db)
                .await?,
            signatures: signatures(db, &viewer.person).await?,
            milestones: milestone_version::Entity::find()
                .select_only()
                .column_as(milestone_version::Column::MilestoneId, "place")
                .column_as(milestone_version::Column::Content, "text")
                .column_as(milestone_version::Column::EditedAt, "at")
                .filter(milestone_version::Column::EditedBy.eq(id))
                .order_by_asc(milestone_version::Column::EditedAt)
                .into_model()
                .all(db)
                .await?,
            partner_answers: partner_answers::Entity::find()
                .filter(
                    Condition::any()
                        .add(partner_answers::Column::AnsweredBy.eq(id))
                        .add(partner_answers::Column::Email.eq(person.email.as_str())),
                )
                .into_model()
                .all(db)
                .await?,
            saved: matter_versions::Entity::find()
                .select_only()
                .columns([
                    matter_versions::Column::MatterId,
                    matter_versions::Column::Version,
                    matter_versions::Column::EditedAt,
                ])
                .filter(matter_versions::Column::EditedBy.eq(id))
                .order_by_asc(matter_versions::Column::EditedAt)
                .into_model()
                .all(db)
                .await?,
            assigned: self.assigned(db, id).await?,
            acts: events::record()
                .select_only()
                .columns([
                    events::Column::At,
                    events::Column::Kind,
                    events::Column::OrganisationId,
                    events::Column::Role,
                ])
                .column_as(events::Column::Payload, "told")
                .column_as(offers::Column::DraftReference, "offer")
                .join(JoinType::LeftJoin, events::offer())
                .filter(events::Column::PersonId.eq(id))
                .order_by_asc(events::Column::At)
                .order_by_asc(events::Column::Id)
                .into_model()
                .all(db)
                .await?,
            email: person.email,
        })
    }

    async fn assigned(
        &self,
        db: &DatabaseTransaction,
        person: &str,
    ) -> Result<Vec<HeldAssignment>, Refusal> {
        let mut assigned: Vec<HeldAssignment> = reviewer_assignments::Entity::find()
            .filter(reviewer_assignments::Column::PersonId.eq(person))
            .into_model()
            .all(db)
            .await?;
        let led: Vec<String> = offers::Entity::find()
            .select_only()
            .column(offers::Column::Id)
            .filter(offers::Column::ChampionId.eq(person))
            .into_tuple()
            .all(db)
            .await?;
        assigned.extend(led.into_iter().map(|offer_id| HeldAssignment {
            offer_id,
            organisation_id: None,
            since: None,
        }));
        Ok(assigned)
    }
}

impl TryFrom<sessions::Model> for HeldSession {
    type Error = Refusal;

    fn try_from(row: sessions::Model) -> Result<Self, Refusal> {
        let data: serde_json::Value = serde_json::from_str(&row.data)?;
        Ok(Self {
            started: row.created_at,
            last_seen: row.seen_at,
            ends: row.expires_at,
            browser: data
                .get(BROWSER_IN_SESSION)
                .and_then(serde_json::Value::as_str)
                .map(str::to_owned),
        })
    }
}
