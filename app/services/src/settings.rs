//! Settings of the whole house, kept in the store.

use std::sync::atomic::Ordering;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    EntityTrait,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use crate::store::settings;
use crate::{Refusal, Services};

/// Microseconds by which the demo's time differs from real time.
const CLOCK_SHIFT: &str = "demo-clock-shift";

impl Services {
    /// Has the demo's time run from `moment` on, from now. Kept, so that it runs on over restarts.
    pub async fn start_demo_clock(&self, moment: DateTime<Utc>) -> Result<(), Refusal> {
        let shift = (moment - self.real_now())
            .num_microseconds()
            .ok_or_else(|| Refusal::broken("the demo's today is too far away"))?;
        self.put_setting(CLOCK_SHIFT, &shift.to_string()).await?;
        self.house.shift.store(shift, Ordering::Relaxed);
        Ok(())
    }

    /// The kept shift of the demo's clock; none outside the demo, whatever is kept.
    pub(crate) async fn clock_shift(&self) -> Result<i64, Refusal> {
        if !self.settings().demo {
            return Ok(0);
        }
        match self.setting(CLOCK_SHIFT).await? {
            Some(shift) => shift.parse().map_err(Refusal::broken),
            None => Ok(0),
        }
    }

    /// What is kept under a key.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, Refusal> {
        let row = settings::Entity::find_by_id(key).one(self.read()).await?;
        Ok(row.map(|row| row.value))
    }

    /// Keeps a value under a key, over what was there.
    pub async fn put_setting(&self, key: &str, value: &str) -> Result<(), Refusal> {
        settings::Entity::insert(settings::ActiveModel {
            key: Set(key.to_owned()),
            value: Set(value.to_owned()),
            version: Set(1),
        })
        .on_conflict(
            OnConflict::column(settings::Column::Key)
                .update_column(settings::Column::Value)
                .value(
                    settings::Column::Version,
                    Expr::col((settings::Entity, settings::Column::Version)).add(1),
                )
                .to_owned(),
        )
        .exec_without_returning(self.write())
        .await?;
        Ok(())
    }
}
