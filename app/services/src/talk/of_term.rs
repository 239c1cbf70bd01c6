//! Talk about what a term says: the threads that are open, and which version their words were quoted from.

use std::collections::BTreeMap;

use domain::negotiation::TermKind;
use domain::offer::Key;
use domain::process::{Act, Rooms, Section, permit_any};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef,
};

use super::Talk;
use super::list::Row;
use super::names::subject;
use super::view::{SaidIn, ThreadLine};
use crate::negotiation::TermView;
use crate::offers::matters_seen::Versioned;
use crate::refusal::allowed;
use crate::store::negotiation::{term, version};
use crate::store::talk::{self, ThreadColumn, ThreadRow};
use crate::{Refusal, Viewer};

/// Threads that a term shows; the list of all talk has the others.
const SHOWN: u64 = 8;

/// The talk on a term that waits for an answer.
#[derive(Clone, Debug, Default)]
pub struct OnTerm {
    /// The latest written in first.
    pub open: Vec<ThreadLine>,
    /// Whether there are others.
    pub more: bool,
    /// What a new thread on this term is about: a section, and the entry where there is one.
    pub section: Option<Section>,
    pub key: Option<Key>,
}

impl Talk<'_> {
    /// The open threads about what a term says, in the rooms of whoever has read the term. One statement.
    ///
    /// # Errors
    /// What the table says of reading talk.
    pub async fn on_term(&self, viewer: &Viewer, read: &TermView) -> Result<OnTerm, Refusal> {
        let hats = viewer.hats();
        allowed(permit_any(&hats, Act::ReadTalk, Some(&read.facts)).verdict)?;
        let rooms = Rooms::of_any(&hats, &read.facts);
        let Some((section, about)) = about(read) else {
            return Ok(OnTerm::default());
        };
        let name = read.reference.to_string();
        let threads = talk::threads_of(&name, rooms)
            .filter(about)
            .filter(ThreadColumn::ResolvedAt.is_null());
        let mut rows = talk::with_opening(threads)
            .order_by_desc(ThreadColumn::LastAt)
            .order_by_desc(ThreadColumn::Slug)
            .limit(SHOWN + 1)
            .into_model::<Row>()
            .all(self.services.read())
            .await?;
        let more = rows.len() as u64 > SHOWN;
        rows.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
        let titles: BTreeMap<&str, &str> = read
            .matters
            .iter()
            .map(|matter| (matter.key.as_str(), matter.title.as_str()))
            .collect();
        let open = rows.into_iter().map(|row| {
            let subject = subject(&row.thread)?;
            let title = subject.key().and_then(|key| titles.get(key.as_str()));
            row.line(subject.words(title.copied()))
        });
        let only = match read.matters.as_slice() {
            [only] => Some(only.key.clone()),
            _ => None,
        };
        Ok(OnTerm {
            open: open.collect::<Result<_, Refusal>>()?,
            more,
            section: Some(section),
            key: only,
        })
    }
}

/// Which threads are about what a term says. Of a section that several terms share, those that name the section
/// alone are about each.
fn about(read: &TermView) -> Option<(Section, Condition)> {
    let kinds: Vec<_> = domain::offer::MatterKind::ALL
        .iter()
        .filter(|kind| TermKind::of(**kind) == Some(read.subject.kind))
        .collect();
    let section = kinds.first()?.section();
    let in_section = ThreadColumn::Section.eq(section.code());
    let keys = read.matters.iter().map(|matter| matter.key.as_str());
    let is_shared = domain::offer::MatterKind::ALL
        .iter()
        .any(|kind| kind.section() == section && !kinds.contains(&kind));
    let condition = match &read.subject.matter {
        Some(key) => Condition::all().add(ThreadColumn::MatterSlug.eq(key.as_str())),
        None if is_shared => Condition::all().add(in_section).add(
            Condition::any()
                .add(ThreadColumn::MatterSlug.is_null())
                .add(ThreadColumn::MatterSlug.is_in(keys)),
        ),
        None => Condition::all().add(in_section),
    };
    Some((section, condition))
}

/// Which version of its term said the words of a thread when it was started: one can quote only what stands.
pub(super) async fn said_in(
    db: &impl ConnectionTrait,
    thread: &ThreadRow,
    matters: &BTreeMap<Key, Versioned>,
) -> Result<Option<SaidIn>, Refusal> {
    let kind = matters
        .values()
        .next()
        .and_then(|(matter, _)| TermKind::of(matter.kind()));
    let Some(kind) = kind else {
        return Ok(None);
    };
    let of_term: RelationDef = version::Entity::belongs_to(term::Entity)
        .from(version::Column::TermId)
        .to(term::Column::Id)
        .into();
    let found: Option<(i32, i32)> = version::Entity::find()
        .select_only()
        .column_as(term::Column::Number, "term")
        .column_as(version::Column::Number, "version")
        .join(JoinType::InnerJoin, of_term)
        .filter(term::Column::OfferId.eq(thread.offer_id.as_str()))
        .filter(term::Column::Kind.eq(kind.code()))
        .filter(
            Condition::any()
                .add(term::Column::MatterSlug.is_null())
                .add(term::Column::MatterSlug.eq(thread.matter_slug.as_deref())),
        )
        .filter(version::Column::At.lte(thread.started_at))
        .order_by_desc(version::Column::Number)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.and_then(|(term, version)| {
        Some(SaidIn {
            term: u32::try_from(term).ok()?,
            version: u32::try_from(version).ok()?,
        })
    }))
}
