//! What a comment said before it was changed, a row for each version.

use sea_orm::{QueryOrder, Select, entity::prelude::*};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comment_edits")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub comment_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub body: String,
    pub until: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub fn of(comments: Vec<&str>) -> Select<Entity> {
    Entity::find()
        .filter(Column::CommentId.is_in(comments))
        .order_by_asc(Column::CommentId)
        .order_by_asc(Column::Version)
}
