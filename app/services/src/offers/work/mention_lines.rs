//! Comments that call somebody, by name or with their organisation, until they answer or set it aside.

use chrono::{DateTime, Utc};
use domain::process::{Act, Hat, Role, Rooms, Sight};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait, SelectModel, Selector, sea_query::SelectStatement,
};

use super::Item;
use super::hats::{Hats, one_of};
use crate::Refusal;
use crate::offers::Offers;
use crate::offers::head::name_of;
use crate::offers::sight::within_sight;
use crate::store::talk::{
    MentionColumn, SeenMentions, mentions_in, mentions_in_words, mentions_waiting,
};
use crate::store::{offers, reviewer_assignments};

#[derive(Clone, FromQueryResult)]
pub(super) struct MentionLine {
    pub id: String,
    person_id: Option<String>,
    organisation_id: Option<String>,
    at: DateTime<Utc>,
    thread: String,
    comment: String,
    author_name: String,
    reference: Option<String>,
    draft_reference: String,
    title: String,
    place_name: String,
}

impl Hats<'_> {
    /// What calls one of the hats, in a room that this hat reads of an offer in its sight, as long as it can answer.
    pub fn mentions_for_me(&self) -> Option<SeenMentions> {
        let answers = self.find(|hat| Act::Comment.rule().who().contains(&hat.role));
        let wanted: Vec<(Rooms, Condition)> = answers
            .iter()
            .filter_map(|hat| {
                let sight = within_sight(std::slice::from_ref(hat))?;
                let called = Condition::all().add(sight).add(called(hat));
                Some((Sight::of(hat).rooms(), called))
            })
            .collect();
        // Said once more for all hats together, so that the database looks only at what calls this person.
        let any = one_of(answers.iter().map(names).collect())?;
        let open = Act::Comment.rule().at().iter().map(|stage| stage.code());
        let waiting = mentions_waiting(wanted)?;
        Some(
            waiting
                .filter(any)
                .filter(offers::Column::Stage.is_in(open)),
        )
    }

    fn of_mention(&self, organisation: Option<&str>, person: Option<&str>) -> Vec<Hat> {
        self.find(|hat| {
            Act::Comment.rule().who().contains(&hat.role)
                && (organisation == Some(hat.organisation.as_str())
                    || person == Some(hat.person.as_str()))
        })
    }
}

fn names(hat: &Hat) -> Condition {
    Condition::any()
        .add(MentionColumn::PersonId.eq(hat.person.as_str()))
        .add(MentionColumn::OrganisationId.eq(hat.organisation.as_str()))
}

/// A department that shares its offers out is called for those who have this one.
fn called(hat: &Hat) -> Condition {
    let of_organisation = MentionColumn::OrganisationId.eq(hat.organisation.as_str());
    let of_organisation = match hat.role {
        Role::DepartmentReviewer => {
            let assigned = || {
                reviewer_assignments::Entity::find()
                    .select_only()
                    .column(reviewer_assignments::Column::OfferId)
                    .filter(
                        reviewer_assignments::Column::OrganisationId.eq(hat.organisation.as_str()),
                    )
            };
            let mine =
                assigned().filter(reviewer_assignments::Column::PersonId.eq(hat.person.as_str()));
            Condition::all().add(of_organisation).add(
                Condition::any()
                    .add(offers::Column::Id.not_in_subquery(assigned().into_query()))
                    .add(offers::Column::Id.in_subquery(mine.into_query())),
            )
        }
        Role::PlaceLeader
        | Role::Drafter
        | Role::Partner
        | Role::Champion
        | Role::ProgrammeOffice
        | Role::Auditor
        | Role::Administrator => Condition::all().add(of_organisation),
    };
    Condition::any()
        .add(MentionColumn::PersonId.eq(hat.person.as_str()))
        .add(of_organisation)
}

impl Offers<'_> {
    /// Whether anything in this thread of an offer still calls one of these hats.
    pub(in crate::offers) async fn is_called(
        &self,
        hats: &[Hat],
        offer: &str,
        thread: &str,
    ) -> Result<bool, Refusal> {
        let Some(waiting) = Hats(hats).mentions_for_me() else {
            return Ok(false);
        };
        let waiting = mentions_in(waiting, thread)
            .filter(MentionColumn::OfferId.eq(offer))
            .count(self.services.read())
            .await?;
        Ok(waiting > 0)
    }
}

impl MentionLine {
    pub fn for_me(self, hats: &Hats<'_>) -> Result<Item, Refusal> {
        let reference = name_of(self.reference.as_deref(), &self.draft_reference)?;
        let own = hats.of_mention(self.organisation_id.as_deref(), self.person_id.as_deref());
        let whom = match self.person_id {
            Some(_) => "you",
            None => "your organisation",
        };
        Ok(Item {
            address: format!("/offers/{reference}/talk/{}#{}", self.thread, self.comment),
            reference,
            title: self.title,
            place_name: self.place_name,
            what: format!("{} mentions {whom} in its talk", self.author_name),
            since: self.at,
            button: "Read and answer",
            remind: None,
            hats: own,
        })
    }
}

pub(super) fn mention_keys(waiting: SeenMentions, sort: &str) -> SelectStatement {
    waiting
        .select_only()
        .expr_as(sea_orm::sea_query::Expr::cust(format!("'{sort}'")), "sort")
        .column_as(MentionColumn::Id, "id")
        .column_as(MentionColumn::At, "since")
        .into_query()
}

/// What is known of these, of those that wait.
pub(super) fn mention_lines(
    waiting: SeenMentions,
    ids: &[&str],
) -> Selector<SelectModel<MentionLine>> {
    mentions_in_words(waiting)
        .filter(MentionColumn::Id.is_in(ids.iter().copied()))
        .into_model::<MentionLine>()
}
