//! Who has a part in an offer, and which departments have nobody who could say where they stand. One statement.

use std::collections::BTreeSet;

use domain::negotiation::PartyId;
use domain::process::{OrganisationId, Role};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    QueryTrait, RelationDef,
    sea_query::{CaseStatement, Expr, ExprTrait, SelectStatement},
};

use crate::Refusal;
use crate::offers::parties::{DEPARTMENT, PARTNER, Parties};
use crate::store::{memberships, offer_parties, people};

/// The departments for which somebody reviews now.
pub(super) struct Staffed(BTreeSet<OrganisationId>);

#[derive(FromQueryResult)]
struct Row {
    organisation_id: String,
    relation: String,
    staffed: i32,
}

impl Staffed {
    /// Partners and departments of the offer, and who of these is staffed.
    pub async fn with_parties(
        db: &impl ConnectionTrait,
        offer_id: &str,
    ) -> Result<(Parties, Self), Refusal> {
        let staffed: CaseStatement = CaseStatement::new()
            .case(Expr::exists(reviewers()), Expr::cust("1"))
            .finally(Expr::cust("0"));
        let rows = offer_parties::Entity::find()
            .select_only()
            .columns([
                offer_parties::Column::OrganisationId,
                offer_parties::Column::Relation,
            ])
            .expr_as(staffed, "staffed")
            .filter(offer_parties::Column::OfferId.eq(offer_id))
            .into_model::<Row>()
            .all(db)
            .await?;
        let mut parties = Parties::default();
        let mut departments = BTreeSet::new();
        for row in rows {
            let organisation = OrganisationId::from(row.organisation_id);
            match row.relation.as_str() {
                PARTNER => parties.partners.push(organisation),
                DEPARTMENT => {
                    if row.staffed > 0 {
                        departments.insert(organisation.clone());
                    }
                    parties.departments.push(organisation);
                }
                _ => {}
            }
        }
        Ok((parties, Self(departments)))
    }

    /// Whether nobody could answer for this party. A place has its leader, or it would have made no offer.
    pub fn has_nobody(&self, party: &PartyId) -> bool {
        match party {
            PartyId::Place => false,
            PartyId::Department(department) => !self.0.contains(department),
        }
    }
}

/// Those who review now for the organisation of the row.
fn reviewers() -> SelectStatement {
    let person: RelationDef = memberships::Entity::belongs_to(people::Entity)
        .from(memberships::Column::PersonId)
        .to(people::Column::Id)
        .into();
    memberships::Entity::find()
        .select_only()
        .expr(Expr::cust("1"))
        .join(JoinType::InnerJoin, person)
        .filter(
            Expr::col((memberships::Entity, memberships::Column::OrganisationId))
                .equals((offer_parties::Entity, offer_parties::Column::OrganisationId)),
        )
        .filter(memberships::Column::Role.eq(Role::DepartmentReviewer.code()))
        .filter(memberships::Column::EndedAt.is_null())
        .filter(people::Column::DisabledAt.is_null())
        .into_query()
}
