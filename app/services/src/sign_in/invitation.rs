//! Inviting somebody in, and making links.

use askama::Template;
use chrono::{DateTime, Utc};
use domain::mail::MailKind;
use domain::process::{OrganisationId, Role};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, ExprTrait},
};

use super::link::{HOME, Kind, digest_of, local_path, path_of};
use crate::act::ActTx;
use crate::london;
use crate::outbox::{About, Mail};
use crate::people::read_address;
use crate::store::{organisations, sign_in_links};
use crate::{Refusal, chance};

/// Somebody to be invited. They join when they follow the link, which shows that the address is theirs.
#[derive(Clone, Debug)]
pub struct Invitation<'a> {
    pub address: &'a str,
    pub name: &'a str,
    pub organisation: &'a OrganisationId,
    pub role: Role,
    /// Where the link leads on to, within the house.
    pub destination: &'a str,
}

#[derive(Template)]
#[template(path = "invitation.txt")]
struct InvitationMail<'a> {
    inviter: &'a str,
    organisation: &'a str,
    role: &'a str,
    link: &'a str,
    until: &'a str,
}

impl ActTx {
    /// Invites somebody to an organisation, with the house's usual mail. `inviter` is named in it.
    pub async fn invite_to_join(
        &mut self,
        invitation: Invitation<'_>,
        inviter: &str,
    ) -> Result<(), Refusal> {
        let organisation = organisations::Entity::find_by_id(invitation.organisation.as_str())
            .one(self.db())
            .await?
            .ok_or(Refusal::NotFound)?;
        let link = self.invite(invitation.clone()).await?;
        let body = InvitationMail {
            inviter,
            organisation: &organisation.name,
            role: invitation.role.label(),
            link: &link,
            until: &london::clock(invitation_ends(self.services().real_now())),
        };
        self.mail(Mail {
            kind: MailKind::Invitation,
            to_person: None,
            to_address: read_address(invitation.address)?,
            subject: format!("Join {} on Single Offer", organisation.name),
            body: body.render().map_err(Refusal::broken)?,
            link,
            about: About::Organisation(invitation.organisation.clone()),
        });
        Ok(())
    }

    /// Invites somebody and answers the whole address of the link, for the mail. A former invitation of the
    /// same person to the same role stops working.
    pub async fn invite(&mut self, invitation: Invitation<'_>) -> Result<String, Refusal> {
        let person = self.person_at(invitation.address, invitation.name).await?;
        put_link(
            self,
            NewLink {
                kind: Kind::Invitation,
                person: person.as_str(),
                destination: local_path(invitation.destination).unwrap_or(HOME),
                gives: Some((invitation.organisation, invitation.role)),
            },
        )
        .await
    }
}

/// When an invitation of this moment expires.
pub fn invitation_ends(now: DateTime<Utc>) -> DateTime<Utc> {
    now + Kind::Invitation.lives()
}

/// A link to be made.
pub struct NewLink<'a> {
    pub kind: Kind,
    pub person: &'a str,
    pub destination: &'a str,
    pub gives: Option<(&'a OrganisationId, Role)>,
}

/// Makes a link in place of the former one of its kind, and answers its whole address.
pub async fn put_link(act: &ActTx, new: NewLink<'_>) -> Result<String, Refusal> {
    let now = act.services().real_now();
    let token = chance::token()?;
    let link = sign_in_links::Model {
        id: chance::new_id(),
        person_id: new.person.to_owned(),
        token_digest: digest_of(&token),
        kind: new.kind.code().to_owned(),
        destination: new.destination.to_owned(),
        organisation_id: new.gives.map(|(organisation, _)| organisation.to_string()),
        role: new.gives.map(|(_, role)| role.code().to_owned()),
        created_at: now,
        expires_at: now + new.kind.lives(),
        used_at: None,
        superseded_at: None,
        cancelled_at: None,
        invited_by: act.doer().person().map(ToString::to_string),
    };
    let mut former = sign_in_links::Entity::update_many()
        .col_expr(sign_in_links::Column::SupersededAt, Expr::value(now))
        .filter(sign_in_links::Column::PersonId.eq(new.person))
        .filter(sign_in_links::Column::Kind.eq(new.kind.code()))
        .filter(sign_in_links::Column::UsedAt.is_null())
        .filter(sign_in_links::Column::SupersededAt.is_null())
        .filter(sign_in_links::Column::CancelledAt.is_null());
    if let Some((organisation, role)) = new.gives {
        former = former
            .filter(sign_in_links::Column::OrganisationId.eq(organisation.as_str()))
            .filter(sign_in_links::Column::Role.eq(role.code()))
            .filter(Expr::col(sign_in_links::Column::Destination).eq(new.destination));
    }
    former.exec(act.db()).await?;
    sign_in_links::Entity::insert(link.into_active_model())
        .exec_without_returning(act.db())
        .await?;
    Ok(act.services().url(&path_of(&token)))
}
