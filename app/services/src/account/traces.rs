//! Where a name and an address stand beside the account: in mail, in what events tell, in answers of partners
//! and in the contacts that places wrote down.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter,
    QuerySelect, QueryTrait, sea_query::Expr,
};

use crate::Refusal;
use crate::store::{events, matter_versions, matters, outbox, partner_answers, people};

/// Somebody whose traces are looked for.
pub struct Traces<'a> {
    person: &'a people::Model,
    /// What stands in the place of the name.
    former: &'a str,
}

impl<'a> Traces<'a> {
    pub const fn of(person: &'a people::Model, former: &'a str) -> Self {
        Self { person, former }
    }

    pub async fn erase(&self, db: &DatabaseTransaction) -> Result<(), Refusal> {
        self.in_mail(db).await?;
        self.in_events(db).await?;
        self.in_answers(db).await?;
        self.in_contacts(db).await
    }

    /// Mail to them goes. Mail to others says their former role in the place of their name.
    async fn in_mail(&self, db: &DatabaseTransaction) -> Result<(), Refusal> {
        outbox::Entity::delete_many()
            .filter(
                Condition::any()
                    .add(outbox::Column::ToPerson.eq(self.person.id.as_str()))
                    .add(outbox::Column::ToAddress.eq(self.person.email.as_str())),
            )
            .exec(db)
            .await?;
        let by_them = events::record()
            .select_only()
            .column(events::Column::Id)
            .filter(events::Column::PersonId.eq(self.person.id.as_str()))
            .into_query();
        let mut named = Condition::any()
            .add(outbox::Column::Body.contains(&self.person.name))
            .add(outbox::Column::Subject.contains(&self.person.name));
        if !self.is_full_name() {
            named = Condition::all()
                .add(outbox::Column::EventId.in_subquery(by_them))
                .add(named);
        }
        let told = outbox::Entity::find()
            .filter(
                Condition::any()
                    .add(named)
                    .add(outbox::Column::Body.contains(&self.person.email)),
            )
            .all(db)
            .await?;
        for mail in told {
            let (subject, body) = (self.without(&mail.subject), self.without(&mail.body));
            if subject == mail.subject && body == mail.body {
                continue;
            }
            outbox::Entity::update_many()
                .col_expr(outbox::Column::Subject, Expr::value(subject))
                .col_expr(outbox::Column::Body, Expr::value(body))
                .filter(outbox::Column::Id.eq(mail.id))
                .exec(db)
                .await?;
        }
        Ok(())
    }

    /// What an event tells goes with its salt where it names them: that it happened, by whom and under which
    /// role stays, and the chain still checks. A value that is their name and nothing else is a trace; a word in
    /// a longer text that happens to be a name is not.
    async fn in_events(&self, db: &DatabaseTransaction) -> Result<(), Refusal> {
        let whole = serde_json::Value::from(self.person.name.as_str()).to_string();
        let named: Vec<String> = events::record()
            .select_only()
            .column(events::Column::Id)
            .filter(
                Condition::any()
                    .add(events::Column::Payload.contains(&whole))
                    .add(events::Column::Payload.contains(&self.person.email)),
            )
            .into_tuple()
            .all(db)
            .await?;
        for some in named.chunks(500) {
            events::change()
                .set(events::ActiveModel {
                    payload: Set(None),
                    salt: Set(None),
                    ..events::ActiveModel::default()
                })
                .filter(events::Column::Id.is_in(some))
                .exec(db)
                .await?;
        }
        Ok(())
    }

    async fn in_answers(&self, db: &DatabaseTransaction) -> Result<(), Refusal> {
        partner_answers::Entity::update_many()
            .col_expr(
                partner_answers::Column::AnsweredName,
                Expr::value(self.former),
            )
            .filter(partner_answers::Column::AnsweredBy.eq(self.person.id.as_str()))
            .exec(db)
            .await?;
        partner_answers::Entity::update_many()
            .col_expr(partner_answers::Column::Email, Expr::value(""))
            .filter(partner_answers::Column::Email.eq(self.person.email.as_str()))
            .exec(db)
            .await?;
        Ok(())
    }

    /// The address as a place wrote it down for a partner, in every version of it. What else people wrote into
    /// an offer is the offer's.
    async fn in_contacts(&self, db: &DatabaseTransaction) -> Result<(), Refusal> {
        let address = &self.person.email;
        let written = matters::Entity::find()
            .filter(matters::Column::Content.contains(address))
            .all(db)
            .await?;
        for matter in written {
            matters::Entity::update_many()
                .col_expr(
                    matters::Column::Content,
                    Expr::value(without_word(&matter.content, address, "")),
                )
                .filter(matters::Column::Id.eq(matter.id))
                .exec(db)
                .await?;
        }
        let written = matter_versions::Entity::find()
            .filter(matter_versions::Column::Content.contains(address))
            .all(db)
            .await?;
        for version in written {
            matter_versions::Entity::update_many()
                .col_expr(
                    matter_versions::Column::Content,
                    Expr::value(without_word(&version.content, address, "")),
                )
                .filter(matter_versions::Column::MatterId.eq(version.matter_id))
                .filter(matter_versions::Column::Version.eq(version.version))
                .exec(db)
                .await?;
        }
        Ok(())
    }

    /// A name of one word can be a word like any other, so it is looked for only in what they caused.
    fn is_full_name(&self) -> bool {
        self.person.name.trim().contains(' ')
    }

    fn without(&self, text: &str) -> String {
        let text = without_word(text, &self.person.email, self.former);
        without_word(&text, &self.person.name, self.former)
    }
}

/// The text with `other` in the place of a word; a longer word that holds it stays.
fn without_word(text: &str, word: &str, other: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(word).filter(|_| !word.is_empty()) {
        let (before, from) = rest.split_at(at);
        let after = &from[word.len()..];
        let is_inside = |letter: char| letter.is_alphanumeric();
        let begins = before
            .chars()
            .next_back()
            .or_else(|| kept.chars().next_back());
        let alone = !begins.is_some_and(is_inside) && !after.chars().next().is_some_and(is_inside);
        kept.push_str(before);
        kept.push_str(if alone { other } else { word });
        rest = after;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::without_word;

    #[test]
    fn a_name_goes_and_a_longer_word_stays() {
        for (text, left) in [
            ("Ann asks Ann’s deputy", "X asks X’s deputy"),
            ("Annual report by Joann", "Annual report by Joann"),
            ("AnnAnn Ann", "AnnAnn X"),
            ("(Ann)", "(X)"),
            ("", ""),
        ] {
            assert_eq!(without_word(text, "Ann", "X"), left);
        }
        assert_eq!(without_word("Ann", "", "X"), "Ann");
        assert_eq!(
            without_word(r#"{"email":"a@k.example"}"#, "a@k.example", ""),
            r#"{"email":""}"#
        );
    }
}
