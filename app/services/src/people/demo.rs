//! The demo's people, who sign in by a button.

use std::collections::HashMap;

use domain::process::PersonId;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::viewer::{PersonWithHat, WornHat, viewers, with_hats};
use crate::store::people;
use crate::{Refusal, Services};

/// The setting under which the demo keeps a line on each of its people: JSON, by address.
pub const DEMO_ABOUT: &str = "demo-about";

/// Nobody real has an address there.
const DEMO_ADDRESSES: &str = "%.example";

/// Somebody of the demo, and what they do in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPerson {
    pub person: PersonId,
    pub name: String,
    pub hats: Vec<WornHat>,
    /// What they come for, in a line of the demo's own.
    pub comes_for: Option<String>,
    /// Such as “Place leader, Kent”; one for each hat.
    pub does: Vec<String>,
}

impl Services {
    /// Whether anybody is here at all: the demo goes into an empty house only.
    pub async fn has_people(&self) -> Result<bool, Refusal> {
        Ok(people::Entity::find().count(self.read()).await? > 0)
    }

    /// Everybody in the demo, in the order in which they were put in; nobody outside the demo.
    pub async fn demo_people(&self) -> Result<Vec<DemoPerson>, Refusal> {
        if !self.settings().demo {
            return Ok(Vec::new());
        }
        let rows = with_hats()
            .filter(people::Column::Email.like(DEMO_ADDRESSES))
            .into_model::<PersonWithHat>()
            .all(self.read())
            .await?;
        let mut about: HashMap<String, String> = match self.setting(DEMO_ABOUT).await? {
            Some(json) => serde_json::from_str(&json)?,
            None => HashMap::new(),
        };
        Ok(viewers(rows)
            .into_iter()
            .map(|viewer| DemoPerson {
                comes_for: about.remove(&viewer.email),
                person: viewer.person,
                name: viewer.name,
                does: viewer
                    .hats
                    .iter()
                    .map(|worn| format!("{}, {}", worn.hat.role, worn.organisation_name))
                    .collect(),
                hats: viewer.hats,
            })
            .collect())
    }

    /// Lets one of the demo's people in without a link. Not found for anybody else, and outside the demo.
    pub async fn sign_in_to_demo(&self, person: &PersonId) -> Result<PersonId, Refusal> {
        self.demo_people()
            .await?
            .into_iter()
            .map(|demo| demo.person)
            .find(|demo| demo == person)
            .ok_or(Refusal::NotFound)
    }
}
