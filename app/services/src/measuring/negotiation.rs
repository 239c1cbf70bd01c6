//! A negotiation far larger than people will have, for measuring its pages.

use chrono::TimeDelta;
use domain::negotiation::{Party, PartyId, Stance, TermKind, Why};
use domain::offer::{Kept, Key, Matter};
use domain::process::{OrganisationKind, PersonId, Reference, Role, Room, Section, departments};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};

use crate::offers::content::Content;
use crate::offers::head::Head;
use crate::offers::parties::{DEPARTMENT, Parties, keep_parties};
use crate::store::negotiation::{self, PositionRow, term, turn, version};
use crate::store::talk::{self, CommentRow, ThreadRow};
use crate::store::{matter_versions, matters};
use crate::{Refusal, Services, chance};

/// How large to make it.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub terms: usize,
    /// Of each term.
    pub versions: i32,
    /// On the offer as a whole.
    pub comments: usize,
    /// Of each term, the place among them.
    pub parties: usize,
}

/// Comments of one thread.
const TOGETHER: usize = 20;

impl Services {
    /// Makes the negotiation of this offer so large. What it adds are rows, and nobody’s acts. Answers its new threads.
    ///
    /// # Errors
    /// Not found where there is no such offer, or where it asks for no freedom.
    pub async fn enlarge_negotiation(
        &self,
        reference: &Reference,
        size: Size,
    ) -> Result<Vec<String>, Refusal> {
        let head = Head::find(self.read(), reference).await?;
        let content = Content::now(self.read(), &head).await?;
        let champion = head.row.champion_id.clone().ok_or(Refusal::NotFound)?;
        let added: Vec<Party> = departments()
            .iter()
            .filter(|one| one.kind == OrganisationKind::Department)
            .take(size.parties.saturating_sub(1))
            .map(|one| Party {
                id: PartyId::Department(one.id()),
                why: Why::Added {
                    reason: "For measuring.".to_owned(),
                    at: None,
                },
            })
            .collect();
        // The server runs already, and may write as well.
        let act = self.house.store.begin().await?;
        let grown = Grown {
            services: self,
            act: &act,
            head: &head,
            by: champion.as_str().into(),
            added: &added,
            size,
        };
        let pattern = content
            .proposal
            .kept
            .iter()
            .find(|kept| matches!(kept.matter, Matter::Freedom(_)))
            .ok_or(Refusal::NotFound)?;
        let terms = term::Entity::find()
            .filter(term::Column::OfferId.eq(head.row.id.as_str()))
            .all(&act)
            .await?;
        let mut keys = Vec::new();
        for row in &terms {
            let of_term: Vec<Kept> = content
                .proposal
                .kept
                .iter()
                .filter(|kept| match &row.matter_slug {
                    Some(slug) => kept.key.as_str() == slug,
                    None => TermKind::of(kept.matter.kind()).map(TermKind::code) == Some(&row.kind),
                })
                .cloned()
                .collect();
            grown.grow(row, &of_term).await?;
        }
        for number in terms.len()..size.terms {
            let kept = grown.freedom(number, pattern).await?;
            let row = grown.term(number, &kept).await?;
            grown.grow(&row, std::slice::from_ref(&kept)).await?;
            keys.push(kept.key);
        }
        let threads = grown.talk(&keys).await?;
        let mut parties = Parties::of(&act, &head.row.id).await?.departments;
        parties.extend(added.iter().filter_map(|party| match &party.id {
            PartyId::Place => None,
            PartyId::Department(code) => Some(code.clone()),
        }));
        keep_parties(&act, &head.row.id, DEPARTMENT, &parties).await?;
        act.commit().await?;
        Ok(threads)
    }
}

/// A negotiation that is being enlarged.
struct Grown<'a> {
    services: &'a Services,
    act: &'a DatabaseTransaction,
    head: &'a Head,
    by: PersonId,
    added: &'a [Party],
    size: Size,
}

impl Grown<'_> {
    /// One more freedom in the offer.
    async fn freedom(&self, number: usize, pattern: &Kept) -> Result<Kept, Refusal> {
        let mut matter = pattern.matter.clone();
        if let Matter::Freedom(freedom) = &mut matter {
            freedom.title = format!("{} ({number})", freedom.title);
        }
        let kept = Kept {
            key: Key::new(chance::slug()?),
            version: 1,
            matter,
        };
        let (id, now) = (chance::new_id(), self.services.now());
        let content = serde_json::to_string(&kept.matter)?;
        matters::Entity::insert(matters::ActiveModel {
            id: Set(id.clone()),
            offer_id: Set(self.head.row.id.clone()),
            slug: Set(kept.key.to_string()),
            kind: Set(kept.matter.kind().code().to_owned()),
            position: Set(i32::try_from(number).unwrap_or(i32::MAX)),
            content: Set(content.clone()),
            edited_by: Set(self.by.to_string()),
            edited_at: Set(now),
            removed_at: Set(None),
            version: Set(1),
        })
        .exec_without_returning(self.act)
        .await?;
        matter_versions::Entity::insert(matter_versions::ActiveModel {
            matter_id: Set(id),
            version: Set(1),
            content: Set(content),
            edited_by: Set(self.by.to_string()),
            edited_at: Set(now),
        })
        .exec_without_returning(self.act)
        .await?;
        Ok(kept)
    }

    /// Its term.
    async fn term(&self, number: usize, kept: &Kept) -> Result<term::Model, Refusal> {
        let row = term::Model {
            id: chance::new_id(),
            offer_id: self.head.row.id.clone(),
            number: i32::try_from(number + 1).map_err(Refusal::broken)?,
            kind: TermKind::Freedom.code().to_owned(),
            matter_slug: Some(kept.key.to_string()),
            lead_id: self.head.row.lead_department_id.clone().unwrap_or_default(),
            current: 0,
            openings: 0,
            opened_at: None,
            added: "[]".to_owned(),
            closing: None,
            version: 1,
        };
        term::Entity::insert(row.clone().into_active_model())
            .exec_without_returning(self.act)
            .await?;
        Ok(row)
    }

    /// Versions until there are enough, and what each party said of every one; of the last, half have spoken.
    async fn grow(&self, row: &term::Model, matters: &[Kept]) -> Result<(), Refusal> {
        let content = serde_json::to_string(matters)?;
        let last = self.size.versions.max(row.current);
        let start = self.services.now() - TimeDelta::days(i64::from(last));
        for number in row.current + 1..=last {
            version::Entity::insert(version::ActiveModel {
                term_id: Set(row.id.clone()),
                number: Set(number),
                matters: Set(content.clone()),
                reason: Set(format!("What was said of version {}.", number - 1)),
                by_id: Set(self.by.to_string()),
                organisation_id: Set(self.head.row.place_id.clone()),
                role: Set(Role::PlaceLeader.code().to_owned()),
                at: Set(start + TimeDelta::days(i64::from(number))),
            })
            .exec_without_returning(self.act)
            .await?;
        }
        let place = PartyId::Place;
        let parties = std::iter::once(&place).chain(self.added.iter().map(|party| &party.id));
        for (nth, party) in parties.enumerate() {
            for number in 1..=last {
                if number == last && nth % 2 == 1 {
                    self.turn(row, party).await?;
                    continue;
                }
                let stance = match number == last {
                    true => Stance::Agree,
                    false => Stance::Object,
                };
                let position = self.position(row, party, number, stance, start);
                negotiation::add_position(self.act, position).await?;
            }
        }
        term::Entity::update_many()
            .set(term::ActiveModel {
                current: Set(last),
                added: Set(serde_json::to_string(self.added)?),
                ..Default::default()
            })
            .filter(term::Column::Id.eq(row.id.as_str()))
            .exec(self.act)
            .await?;
        Ok(())
    }

    fn position(
        &self,
        row: &term::Model,
        party: &PartyId,
        number: i32,
        stance: Stance,
        start: chrono::DateTime<chrono::Utc>,
    ) -> PositionRow {
        PositionRow {
            id: chance::new_id(),
            term_id: row.id.clone(),
            party: party.code().to_owned(),
            version: number,
            opening: row.openings,
            room: Room::Joint.code().to_owned(),
            stance: stance.code().to_owned(),
            words: "It is not for this department alone to say what is paid for by whom."
                .to_owned(),
            red_line: number % 7 == 0,
            authority: String::new(),
            reply_by: None,
            released_from: None,
            by_id: self.by.to_string(),
            organisation_id: self.head.row.place_id.clone(),
            role: Role::DepartmentReviewer.code().to_owned(),
            at: start + TimeDelta::days(i64::from(number)) + TimeDelta::hours(1),
        }
    }

    async fn turn(&self, row: &term::Model, party: &PartyId) -> Result<(), Refusal> {
        let side = match party {
            PartyId::Place => "place",
            PartyId::Department(_) => "whitehall",
        };
        turn::Entity::insert(turn::ActiveModel {
            id: Set(chance::new_id()),
            term_id: Set(row.id.clone()),
            offer_id: Set(self.head.row.id.clone()),
            waits: Set("position".to_owned()),
            party: Set(party.code().to_owned()),
            side: Set(side.to_owned()),
            red_line: Set(false),
            since: Set(self.services.now()),
        })
        .exec_without_returning(self.act)
        .await?;
        Ok(())
    }

    /// Threads on these matters in turn.
    async fn talk(&self, keys: &[Key]) -> Result<Vec<String>, Refusal> {
        let mut slugs = Vec::new();
        let now = self.services.now();
        for (nth, key) in (0..self.size.comments / TOGETHER).zip(keys.iter().cycle()) {
            let thread = ThreadRow {
                id: chance::new_id(),
                offer_id: self.head.row.id.clone(),
                slug: chance::slug()?,
                room: Room::Joint.code().to_owned(),
                section: Some(Section::Freedoms.code().to_owned()),
                matter_slug: Some(key.to_string()),
                quote: None,
                quote_version: None,
                opening_id: chance::new_id(),
                comments: i32::try_from(TOGETHER).unwrap_or_default(),
                started_at: now,
                last_at: now,
                resolved_at: None,
                resolved_by: None,
                released_into: None,
                version: 1,
            };
            talk::add_thread(self.act, thread.clone()).await?;
            slugs.push(thread.slug.clone());
            for number in 0..TOGETHER {
                let comment = CommentRow {
                    id: match number {
                        0 => thread.opening_id.clone(),
                        _ => chance::new_id(),
                    },
                    thread_id: thread.id.clone(),
                    slug: chance::slug()?,
                    room: thread.room.clone(),
                    body: format!("Thread {nth}, comment {number}: who pays in the first year?"),
                    author_id: self.by.to_string(),
                    organisation_id: self.head.row.place_id.clone(),
                    role: Role::Champion.code().to_owned(),
                    written_at: now,
                    edited_at: None,
                    released_by: None,
                    released_at: None,
                    version: 1,
                };
                talk::add_comment(self.act, comment).await?;
            }
        }
        Ok(slugs)
    }
}
