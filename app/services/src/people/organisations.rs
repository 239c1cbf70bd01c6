//! Organisations: reading them, and adding them within an act.

use domain::process::{OrganisationId, OrganisationKind};
use domain::programme::Region;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::act::ActTx;
use crate::store::organisations;
use crate::{Refusal, Services, chance};

/// Longest code that is made of a name, in letters.
const LONGEST_CODE: usize = 40;

/// An organisation, for lists and names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub id: OrganisationId,
    pub kind: OrganisationKind,
    pub name: String,
    pub abbreviation: Option<String>,
    /// What references of a place’s offers begin with, such as KEN.
    pub prefix: Option<String>,
    /// The place that a partner belongs to.
    pub lead_place: Option<OrganisationId>,
    /// Where a place lies.
    pub region: Option<Region>,
}

/// An organisation to be added.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    /// Made of the name if it is not given.
    pub id: Option<OrganisationId>,
    pub kind: OrganisationKind,
    pub name: String,
    pub abbreviation: Option<String>,
    pub prefix: Option<String>,
    pub lead_place: Option<OrganisationId>,
}

impl Services {
    /// One organisation.
    pub async fn organisation(&self, id: &OrganisationId) -> Result<Option<Organisation>, Refusal> {
        let row = organisations::Entity::find_by_id(id.as_str())
            .one(self.read())
            .await?;
        row.map(Organisation::try_from).transpose()
    }

    /// All organisations of some kinds, by name.
    pub async fn organisations(
        &self,
        kinds: impl IntoIterator<Item = OrganisationKind>,
    ) -> Result<Vec<Organisation>, Refusal> {
        organisations::Entity::find()
            .filter(organisations::Column::Kind.is_in(kinds.into_iter().map(|kind| kind.code())))
            .order_by_asc(organisations::Column::Name)
            .all(self.read())
            .await?
            .into_iter()
            .map(Organisation::try_from)
            .collect()
    }
}

impl ActTx {
    /// Adds an organisation; a partner of the same name in the same place is the same organisation.
    pub async fn add_organisation(
        &mut self,
        new: NewOrganisation,
    ) -> Result<OrganisationId, Refusal> {
        if let Some(place) = &new.lead_place {
            let known = organisations::Entity::find()
                .filter(organisations::Column::LeadPlace.eq(place.as_str()))
                .filter(organisations::Column::Name.eq(new.name.trim()))
                // The programme office can have added one of a name that a draft of the place has too.
                .order_by_desc(organisations::Column::Listed)
                .order_by_asc(organisations::Column::CreatedAt)
                .order_by_asc(organisations::Column::Id)
                .one(self.db())
                .await?;
            if let Some(known) = known {
                return Ok(known.id.into());
            }
        }
        self.put_in_organisation(new).await
    }

    /// Adds an organisation, whatever else goes by its name.
    pub(super) async fn put_in_organisation(
        &mut self,
        new: NewOrganisation,
    ) -> Result<OrganisationId, Refusal> {
        let name = new.name.trim().to_owned();
        if name.is_empty() {
            return Err(Refusal::fault("name", "Enter the name of the organisation"));
        }
        let id = match new.id {
            Some(id) => id,
            // A partner’s code always has letters drawn by lot. Were they there only where another has the code,
            // they would tell whoever adds one of the partners that drafts name.
            None if new.lead_place.is_some() => drawn(&code_of(&name))?,
            None => self.free_code(&name).await?,
        };
        organisations::Entity::insert(organisations::ActiveModel {
            id: Set(id.to_string()),
            kind: Set(new.kind.code().to_owned()),
            name: Set(name.clone()),
            abbreviation: Set(new.abbreviation),
            prefix: Set(new.prefix),
            lead_place: Set(new.lead_place.map(|place| place.to_string())),
            created_at: Set(self.now()),
            version: Set(1),
            listed: Set(false),
            region: Set(None),
        })
        .exec_without_returning(self.db())
        .await?;
        self.record_beside(
            "organisation-added",
            &serde_json::json!({ "organisation": id.as_str(), "name": name }),
        )?;
        Ok(id)
    }

    /// Says in which region a place lies.
    pub async fn place_in(
        &mut self,
        place: &OrganisationId,
        region: Region,
    ) -> Result<(), Refusal> {
        organisations::Entity::update_many()
            .set(organisations::ActiveModel {
                region: Set(Some(region.code().to_owned())),
                ..Default::default()
            })
            .filter(organisations::Column::Id.eq(place.as_str()))
            .exec(self.db())
            .await?;
        Ok(())
    }

    /// A code made of the name; with letters drawn by lot behind it where another has it.
    async fn free_code(&self, name: &str) -> Result<OrganisationId, Refusal> {
        let code = code_of(name);
        let taken = organisations::Entity::find_by_id(code.as_str())
            .one(self.db())
            .await?
            .is_some();
        if taken || code.is_empty() {
            drawn(&code)
        } else {
            Ok(code.into())
        }
    }
}

fn drawn(code: &str) -> Result<OrganisationId, Refusal> {
    let drawn = format!("{code}-{}", chance::slug()?);
    Ok(drawn.trim_start_matches('-').into())
}

impl TryFrom<organisations::Model> for Organisation {
    type Error = Refusal;

    fn try_from(row: organisations::Model) -> Result<Self, Refusal> {
        Ok(Self {
            kind: OrganisationKind::from_code(&row.kind)
                .ok_or_else(|| Refusal::broken(format!("{}: kind {}", row.id, row.kind)))?,
            id: row.id.into(),
            name: row.name,
            abbreviation: row.abbreviation,
            prefix: row.prefix,
            lead_place: row.lead_place.map(Into::into),
            region: row.region.as_deref().and_then(Region::from_code),
        })
    }
}

fn code_of(name: &str) -> String {
    let mut code = String::new();
    for letter in name.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            code.push(letter);
        } else if !code.is_empty() && !code.ends_with('-') {
            code.push('-');
        }
    }
    code.truncate(LONGEST_CODE);
    code.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::code_of;

    #[test]
    fn codes_are_readable() {
        assert_eq!(code_of("Kent Police"), "kent-police");
        assert_eq!(code_of("St. Mungo’s (Thanet)"), "st-mungo-s-thanet");
        assert_eq!(code_of("市"), "");
    }
}
