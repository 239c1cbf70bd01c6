//! How many offers stand at each stage.

use domain::process::Stage;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::Offers;
use super::sight::within_sight;
use crate::store::offers;
use crate::{Refusal, Viewer};

impl Offers<'_> {
    /// The offers that any of the viewer’s hats sees, counted by stage, in the order of the stages. One statement.
    pub async fn by_stage(&self, viewer: &Viewer) -> Result<Vec<(Stage, u64)>, Refusal> {
        let Some(sight) = within_sight(&viewer.hats()) else {
            return Ok(Vec::new());
        };
        let counted: Vec<(String, i64)> = offers::Entity::find()
            .select_only()
            .column(offers::Column::Stage)
            .column_as(offers::Column::Id.count(), "counted")
            .filter(sight)
            .group_by(offers::Column::Stage)
            .into_tuple()
            .all(self.services.read())
            .await?;
        let of = |stage: &Stage| {
            let row = counted.iter().find(|(code, _)| code == stage.code())?;
            Some((*stage, u64::try_from(row.1).ok()?))
        };
        Ok(Stage::ALL.iter().filter_map(of).collect())
    }
}
