//! What a search found, in words, with the address at which it is read.

use domain::offer::MatterKind;
use domain::process::{Reference, Role};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    RelationDef,
    sea_query::{Condition, Expr, ExprTrait},
};

use super::words::Words;
use super::{Entries, Entry, offers, organisations, term};
use crate::Refusal;
use crate::offers::head::{known, name_of};

/// What sort of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FoundKind {
    Offer,
    /// What an offer says: a section of it, or a term once it is negotiated.
    Matter,
    Comment,
    File,
    Person,
    Agreement,
    /// A freedom that was granted.
    Precedent,
}

impl FoundKind {
    pub const ALL: &'static [Self] = &[
        Self::Offer,
        Self::Matter,
        Self::Comment,
        Self::File,
        Self::Agreement,
        Self::Precedent,
        Self::Person,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Matter => "matter",
            Self::Comment => "comment",
            Self::File => "file",
            Self::Person => "person",
            Self::Agreement => "agreement",
            Self::Precedent => "precedent",
        }
    }

    /// What people call several of it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Offer => "Offers",
            Self::Matter => "Sections and terms",
            Self::Comment => "Talk",
            Self::File => "Documents",
            Self::Person => "People",
            Self::Agreement => "Agreements",
            Self::Precedent => "Freedoms granted",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// A part of a text, and whether it is one of the words looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub is_marked: bool,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub kind: FoundKind,
    /// Where it is read.
    pub address: String,
    /// What it is: “Term 3”, “Freedom”, “Talk”.
    pub what: String,
    pub title: Vec<Piece>,
    /// Empty where the title says it all.
    pub excerpt: Vec<Piece>,
    /// The offer that it belongs to, and its place; or the organisation of a person.
    pub of: String,
}

#[derive(FromQueryResult)]
struct Row {
    seq: i64,
    kind: String,
    organisation_id: Option<String>,
    facet: String,
    slug: String,
    thread: String,
    title: String,
    body: String,
    reference: Option<String>,
    draft_reference: Option<String>,
    offer_title: Option<String>,
    place_name: Option<String>,
    organisation_name: Option<String>,
    term: Option<i32>,
}

/// These entries, in this order. One statement, also for none.
pub async fn of(
    db: &impl ConnectionTrait,
    wanted: Vec<i64>,
    words: &Words,
) -> Result<Vec<Found>, Refusal> {
    let offer: RelationDef = Entries::belongs_to(offers::Entity)
        .from(Entry::OfferId)
        .to(offers::Column::Id)
        .into();
    let of_person: RelationDef = Entries::belongs_to(organisations::Entity)
        .from(Entry::OrganisationId)
        .to(organisations::Column::Id)
        .into();
    let mut table: RelationDef = Entries::belongs_to(term::Entity)
        .from(Entry::OfferId)
        .to(term::Column::OfferId)
        .into();
    table = table.on_condition(|entry, term| {
        Condition::all()
            .add(Expr::col((term, term::Column::MatterSlug)).equals((entry, Entry::Slug)))
    });
    let mut rows = Entries::find()
        .select_only()
        .columns([
            Entry::Seq,
            Entry::Kind,
            Entry::OrganisationId,
            Entry::Facet,
            Entry::Slug,
            Entry::Thread,
            Entry::Title,
            Entry::Body,
        ])
        .column(offers::Column::Reference)
        .column(offers::Column::DraftReference)
        .column_as(offers::Column::Title, "offer_title")
        .column_as(
            Expr::col(("place", organisations::Column::Name)),
            "place_name",
        )
        .column_as(
            Expr::col(("own", organisations::Column::Name)),
            "organisation_name",
        )
        .column_as(term::Column::Number, "term")
        .join(JoinType::LeftJoin, offer)
        .join_as(JoinType::LeftJoin, crate::offers::head::place(), "place")
        .join_as(JoinType::LeftJoin, of_person, "own")
        .join(JoinType::LeftJoin, table)
        .filter(Entry::Seq.is_in(wanted))
        .into_model::<Row>()
        .all(db)
        .await?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.seq));
    rows.into_iter().map(|row| row.found(words)).collect()
}

impl Row {
    fn found(self, words: &Words) -> Result<Found, Refusal> {
        let kind = known(&self.kind, FoundKind::from_code)?;
        let name = match &self.draft_reference {
            Some(draft) => Some(name_of(self.reference.as_deref(), draft)?),
            None => None,
        };
        let matter = MatterKind::ALL.iter().find(|one| one.code() == self.facet);
        let address = self.address(kind, name.as_ref(), matter.copied());
        let what = match kind {
            FoundKind::Offer => "Offer".to_owned(),
            FoundKind::Matter => match (self.term, matter) {
                (Some(term), _) => format!("Term {term}"),
                (None, Some(matter)) => matter.label().to_owned(),
                (None, None) => "Section".to_owned(),
            },
            FoundKind::Comment => "Talk".to_owned(),
            FoundKind::File => "Document".to_owned(),
            FoundKind::Person => Role::from_code(&self.facet)
                .map_or("Person", Role::label)
                .to_owned(),
            FoundKind::Agreement => "Agreement".to_owned(),
            FoundKind::Precedent => "Freedom granted".to_owned(),
        };
        let title = match (self.title.trim(), matter) {
            ("", Some(matter)) => matter.label().to_owned(),
            ("", None) => what.clone(),
            (title, _) => title.to_owned(),
        };
        let of = match (&name, kind) {
            (Some(name), FoundKind::Offer | FoundKind::Agreement) => {
                format!("{name}, {}", self.place_name.as_deref().unwrap_or_default())
            }
            (Some(name), _) => format!(
                "{name} {}, {}",
                self.offer_title.as_deref().unwrap_or_default(),
                self.place_name.as_deref().unwrap_or_default()
            ),
            (None, _) => self.organisation_name.clone().unwrap_or_default(),
        };
        let excerpt = match kind {
            FoundKind::Matter
            | FoundKind::Comment
            | FoundKind::Agreement
            | FoundKind::Precedent => words.excerpt(&self.body),
            FoundKind::Offer | FoundKind::File | FoundKind::Person => Vec::new(),
        };
        Ok(Found {
            kind,
            address,
            what,
            title: words.mark(&title),
            excerpt,
            of,
        })
    }

    fn address(
        &self,
        kind: FoundKind,
        name: Option<&Reference>,
        matter: Option<MatterKind>,
    ) -> String {
        let offer = name.map(ToString::to_string).unwrap_or_default();
        match kind {
            FoundKind::Offer => format!("/offers/{offer}"),
            FoundKind::Matter => match (self.term, matter) {
                (Some(term), _) => format!("/offers/{offer}/terms/{term}"),
                (None, Some(matter)) if matter.fills_section() => {
                    format!("/offers/{offer}/{}", matter.section().slug())
                }
                (None, Some(matter)) => {
                    format!("/offers/{offer}/{}/{}", matter.section().slug(), self.slug)
                }
                (None, None) => format!("/offers/{offer}"),
            },
            FoundKind::Comment => format!("/offers/{offer}/talk/{}#{}", self.thread, self.slug),
            FoundKind::File => format!("/offers/{offer}/files"),
            FoundKind::Person => format!(
                "/organisations/{}",
                self.organisation_id.as_deref().unwrap_or_default()
            ),
            FoundKind::Agreement => format!("/agreements/{offer}"),
            FoundKind::Precedent => format!("/agreements/{offer}#freedoms"),
        }
    }
}
