//! Threads and comments. They are read only through the functions here, each of which asks for the rooms of who
//! reads: the entities themselves are known to nobody else.

mod comment;
mod edit;
mod mention;
mod thread;

use domain::process::{Room, Rooms};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, JoinType,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef, Select, UpdateMany,
    sea_query::{Expr, ExprTrait, SubQueryStatement},
};

use super::{offers, organisations, people};

use comment::Entity as Comments;
use mention::Entity as Mentions;
use thread::Entity as Threads;

pub use comment::{ActiveModel as CommentChange, Column as CommentColumn, Model as CommentRow};
pub use edit::Model as FormerText;
pub use mention::{ActiveModel as MentionChange, Column as MentionColumn, Model as MentionRow};
pub use thread::{ActiveModel as ThreadChange, Column as ThreadColumn, Model as ThreadRow};

/// Comments that somebody may read.
pub type SeenComments = Select<Comments>;
/// Threads that somebody may know of.
pub type SeenThreads = Select<Threads>;
/// Mentions that somebody may know of.
pub type SeenMentions = Select<Mentions>;

/// How much of the opening comment a list reads, in characters.
const OPENING: &str = "SUBSTR(comments.body, 1, 400)";

/// The threads of an offer that stand in one of these rooms.
pub fn threads(offer_id: &str, rooms: Rooms) -> SeenThreads {
    Threads::find()
        .filter(ThreadColumn::OfferId.eq(offer_id))
        .filter(ThreadColumn::Room.is_in(codes(rooms)))
}

/// The same by the name that the offer goes by since it was submitted.
pub fn threads_of(reference: &str, rooms: Rooms) -> SeenThreads {
    let offer: RelationDef = Threads::belongs_to(offers::Entity)
        .from(ThreadColumn::OfferId)
        .to(offers::Column::Id)
        .into();
    Threads::find()
        .join(JoinType::InnerJoin, offer)
        .filter(offers::Column::Reference.eq(reference))
        .filter(ThreadColumn::Room.is_in(codes(rooms)))
}

/// The same, each with the beginning of its first comment (`opening`) and who wrote that (`author_name`,
/// `organisation_name`, `role`).
pub fn with_opening(threads: SeenThreads) -> SeenThreads {
    let opening: RelationDef = Threads::belongs_to(Comments)
        .from(ThreadColumn::OpeningId)
        .to(CommentColumn::Id)
        .into();
    threads
        .column_as(Expr::cust(OPENING), "opening")
        .column(CommentColumn::Role)
        .column_as(people::Column::Name, "author_name")
        .column_as(organisations::Column::Name, "organisation_name")
        .join(JoinType::InnerJoin, opening)
        .join(JoinType::InnerJoin, author())
        .join(JoinType::InnerJoin, organisation())
}

/// The same, each with the name of a comment in it for which `same` holds (`same`) and the id of a mention that waits
/// and for which `calling` holds (`calls`), nothing where there is none. Both stand in the room of their thread.
pub fn with_same_and_calls(
    threads: SeenThreads,
    same: Condition,
    calling: Condition,
) -> SeenThreads {
    let comment = Comments::find()
        .select_only()
        .column(CommentColumn::Slug)
        .filter(Expr::col((Comments, CommentColumn::ThreadId)).equals((Threads, ThreadColumn::Id)))
        .filter(same)
        .limit(1);
    let mention = Mentions::find()
        .select_only()
        .column(MentionColumn::Id)
        .filter(Expr::col((Mentions, MentionColumn::ThreadId)).equals((Threads, ThreadColumn::Id)))
        .filter(MentionColumn::DoneAt.is_null())
        .filter(calling)
        .limit(1);
    let one = |query| Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(query)));
    threads
        .expr_as(one(comment.into_query()), "same")
        .expr_as(one(mention.into_query()), "calls")
}

/// The comments of a thread that stand in one of these rooms.
pub fn comments(thread_id: &str, rooms: Rooms) -> SeenComments {
    Comments::find()
        .filter(CommentColumn::ThreadId.eq(thread_id))
        .filter(CommentColumn::Room.is_in(codes(rooms)))
}

/// The ids of those who wrote in a thread, each once, as far as it stands in one of these rooms.
pub fn authors(thread_id: &str, rooms: Rooms) -> SeenComments {
    comments(thread_id, rooms)
        .select_only()
        .column(CommentColumn::AuthorId)
        .distinct()
}

/// What one person wrote themselves, in whatever room: for their own eyes.
pub fn own_comments(author: &str) -> SeenComments {
    Comments::find()
        .filter(CommentColumn::AuthorId.eq(author))
        .order_by_asc(CommentColumn::Id)
}

/// The same, each with the names of who wrote it (`author_name`, `organisation_name`) and, for a copy, of who
/// released it (`releaser_name`).
pub fn with_names(comments: SeenComments) -> SeenComments {
    let releaser: RelationDef = Comments::belongs_to(people::Entity)
        .from(CommentColumn::ReleasedBy)
        .to(people::Column::Id)
        .into();
    comments
        .column_as(people::Column::Name, "author_name")
        .column_as(organisations::Column::Name, "organisation_name")
        .column_as(
            Expr::col(("releaser", people::Column::Name)),
            "releaser_name",
        )
        .join(JoinType::InnerJoin, author())
        .join(JoinType::InnerJoin, organisation())
        .join_as(JoinType::LeftJoin, releaser, "releaser")
}

/// What these comments said before they were changed, the oldest first. Whoever read a comment reads its former texts.
pub async fn former_texts(
    db: &impl ConnectionTrait,
    read: &[CommentRow],
) -> Result<Vec<FormerText>, DbErr> {
    let edited: Vec<&str> = read
        .iter()
        .filter(|comment| comment.edited_at.is_some())
        .map(|comment| comment.id.as_str())
        .collect();
    if edited.is_empty() {
        return Ok(Vec::new());
    }
    edit::of(edited).all(db).await
}

/// Whom the comments of a thread call, as far as they stand in one of these rooms.
pub fn mentions(thread_id: &str, rooms: Rooms) -> SeenMentions {
    Mentions::find()
        .filter(MentionColumn::ThreadId.eq(thread_id))
        .filter(MentionColumn::Room.is_in(codes(rooms)))
}

/// The mentions that wait in any offer, for each of these: its rooms, and whom they call in which offers. None
/// where there are none to look for.
pub fn mentions_waiting(wanted: Vec<(Rooms, Condition)>) -> Option<SeenMentions> {
    if wanted.is_empty() {
        return None;
    }
    let any = wanted
        .into_iter()
        .fold(Condition::any(), |any, (rooms, wanted)| {
            let seen = MentionColumn::Room.is_in(codes(rooms));
            any.add(Condition::all().add(seen).add(wanted))
        });
    let offer: RelationDef = Mentions::belongs_to(offers::Entity)
        .from(MentionColumn::OfferId)
        .to(offers::Column::Id)
        .into();
    Some(
        Mentions::find()
            .join(JoinType::InnerJoin, offer)
            .filter(MentionColumn::DoneAt.is_null())
            .filter(any),
    )
}

/// From a mention to its thread.
fn thread_of_mention() -> RelationDef {
    Mentions::belongs_to(Threads)
        .from(MentionColumn::ThreadId)
        .to(ThreadColumn::Id)
        .into()
}

/// Of these mentions those in the thread of this name.
pub fn mentions_in(mentions: SeenMentions, thread: &str) -> SeenMentions {
    mentions
        .join(JoinType::InnerJoin, thread_of_mention())
        .filter(ThreadColumn::Slug.eq(thread))
}

/// The same mentions with what a list says of them: `thread`, `comment` (their names in addresses),
/// `author_name`, and the offer’s `reference`, `draft_reference`, `title` and `place_name`.
pub fn mentions_in_words(mentions: SeenMentions) -> SeenMentions {
    let comment: RelationDef = Mentions::belongs_to(Comments)
        .from(MentionColumn::CommentId)
        .to(CommentColumn::Id)
        .into();
    let by: RelationDef = Mentions::belongs_to(people::Entity)
        .from(MentionColumn::ById)
        .to(people::Column::Id)
        .into();
    let place: RelationDef = offers::Entity::belongs_to(organisations::Entity)
        .from(offers::Column::PlaceId)
        .to(organisations::Column::Id)
        .into();
    mentions
        .column_as(ThreadColumn::Slug, "thread")
        .column_as(CommentColumn::Slug, "comment")
        .column_as(people::Column::Name, "author_name")
        .columns([
            offers::Column::Reference,
            offers::Column::DraftReference,
            offers::Column::Title,
        ])
        .column_as(organisations::Column::Name, "place_name")
        .join(JoinType::InnerJoin, thread_of_mention())
        .join(JoinType::InnerJoin, comment)
        .join(JoinType::InnerJoin, by)
        .join(JoinType::InnerJoin, place)
}

/// The same, each with the name of whom it calls (`person_name`, `organisation_name`).
pub fn mentions_with_names(mentions: SeenMentions) -> SeenMentions {
    let person: RelationDef = Mentions::belongs_to(people::Entity)
        .from(MentionColumn::PersonId)
        .to(people::Column::Id)
        .into();
    let organisation: RelationDef = Mentions::belongs_to(organisations::Entity)
        .from(MentionColumn::OrganisationId)
        .to(organisations::Column::Id)
        .into();
    mentions
        .column_as(people::Column::Name, "person_name")
        .column_as(organisations::Column::Name, "organisation_name")
        .join(JoinType::LeftJoin, person)
        .join(JoinType::LeftJoin, organisation)
}

/// Adds whom a comment calls, in the room of the comment.
pub async fn add_mentions(db: &impl ConnectionTrait, rows: Vec<MentionRow>) -> Result<(), DbErr> {
    if rows.is_empty() {
        return Ok(());
    }
    Mentions::insert_many(rows.into_iter().map(IntoActiveModel::into_active_model))
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// Changes the mentions of a thread that wait. Whoever calls this has read the thread.
pub fn change_mentions(thread: &ThreadRow) -> UpdateMany<Mentions> {
    Mentions::update_many()
        .filter(MentionColumn::ThreadId.eq(thread.id.as_str()))
        .filter(MentionColumn::DoneAt.is_null())
}

/// Adds a thread in a room, for ever.
pub async fn add_thread(db: &impl ConnectionTrait, thread: ThreadRow) -> Result<(), DbErr> {
    Threads::insert(thread.into_active_model())
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// Adds a comment, in the room of its thread.
pub async fn add_comment(db: &impl ConnectionTrait, comment: CommentRow) -> Result<(), DbErr> {
    Comments::insert(comment.into_active_model())
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// Keeps what a comment said until now.
pub async fn keep_former(db: &impl ConnectionTrait, text: FormerText) -> Result<(), DbErr> {
    edit::Entity::insert(text.into_active_model())
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// Changes this version of a thread. Its room is none of what changes.
pub fn change_thread(thread: &ThreadRow) -> UpdateMany<Threads> {
    Threads::update_many()
        .filter(ThreadColumn::Id.eq(thread.id.as_str()))
        .filter(ThreadColumn::Version.eq(thread.version))
}

/// Changes this version of a comment. Its room is none of what changes.
pub fn change_comment(comment: &CommentRow) -> UpdateMany<Comments> {
    Comments::update_many()
        .filter(CommentColumn::Id.eq(comment.id.as_str()))
        .filter(CommentColumn::Version.eq(comment.version))
}

fn codes(rooms: Rooms) -> impl Iterator<Item = &'static str> {
    rooms.list().into_iter().map(Room::code)
}

fn author() -> RelationDef {
    Comments::belongs_to(people::Entity)
        .from(CommentColumn::AuthorId)
        .to(people::Column::Id)
        .into()
}

fn organisation() -> RelationDef {
    Comments::belongs_to(organisations::Entity)
        .from(CommentColumn::OrganisationId)
        .to(organisations::Column::Id)
        .into()
}

/// Every comment in the open threads of an offer, as far as it and its thread stand in one of these rooms; with what the
/// thread is about (`section`, `matter_slug`), the oldest thread first.
pub fn in_open_threads(offer_id: &str, rooms: Rooms) -> SeenComments {
    let thread: RelationDef = Comments::belongs_to(Threads)
        .from(CommentColumn::ThreadId)
        .to(ThreadColumn::Id)
        .into();
    Comments::find()
        .columns([ThreadColumn::Section, ThreadColumn::MatterSlug])
        .join(JoinType::InnerJoin, thread)
        .filter(ThreadColumn::OfferId.eq(offer_id))
        .filter(ThreadColumn::ResolvedAt.is_null())
        .filter(ThreadColumn::Room.is_in(codes(rooms)))
        .filter(CommentColumn::Room.is_in(codes(rooms)))
        .order_by_asc(ThreadColumn::StartedAt)
        .order_by_asc(ThreadColumn::Id)
        .order_by_asc(CommentColumn::WrittenAt)
        .order_by_asc(CommentColumn::Id)
}
