//! The programme office adds organisations, and changes what they are called.

use domain::form::Posted;
use domain::process::{Act, OrganisationId, OrganisationKind};
use domain::programme::{OrganisationForm, Region};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};

use super::directory::{find_known, openly_here};
use super::{NewOrganisation, Organisation};
use crate::act::{ActTx, Doer};
use crate::store::organisations;
use crate::{Conflict, Fault, Refusal, Services, Viewer};

/// Letters that the references of a place’s offers begin with.
const PREFIX: std::ops::RangeInclusive<usize> = 2..=5;

/// What is known of an organisation that is to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registration {
    pub kind: Option<OrganisationKind>,
    pub names: OrganisationForm,
    /// For a place: what references of its offers begin with.
    pub prefix: String,
    /// For a partner: the place it belongs to, by id. Empty for one that belongs to none.
    pub place: String,
}

impl Services {
    /// Adds an organisation. The Treasury’s like are here from the start.
    ///
    /// # Errors
    /// `Invalid` at `kind`, `name`, `abbreviation`, `prefix` or `place`.
    pub async fn register(
        &self,
        doer: &Doer,
        new: &Registration,
    ) -> Result<OrganisationId, Refusal> {
        doer.may(Act::ManageOrganisations, None)?;
        let mut act = self.begin(doer).await?;
        let organisation = act.checked(new).await?;
        let place = organisation.lead_place.clone();
        let id = match act.openly_known(&organisation).await? {
            Some(known) => known,
            // What a draft alone names is nothing to go by: that it is there must not show.
            None => act.put_in_organisation(organisation).await?,
        };
        organisations::Entity::update_many()
            .col_expr(organisations::Column::Listed, Expr::value(true))
            .col_expr(
                organisations::Column::Region,
                Expr::value(new.names.region.map(|region| region.code().to_owned())),
            )
            .filter(organisations::Column::Id.eq(id.as_str()))
            .exec(act.db())
            .await?;
        act.record_beside(
            "organisation-registered",
            &serde_json::json!({ "organisation": id.as_str(), "place": place }),
        )?;
        act.commit().await?;
        Ok(id)
    }

    /// An organisation whose names one of the viewer’s hats may change, with the version that a save names.
    pub async fn organisation_to_change(
        &self,
        viewer: &Viewer,
        id: &OrganisationId,
    ) -> Result<(Organisation, i64), Refusal> {
        let row = find_known(self.read(), &viewer.hats(), id).await?;
        let version = row.version;
        Ok((row.try_into()?, version))
    }

    /// Changes what an organisation is called.
    ///
    /// # Errors
    /// `Invalid` at `name` or `abbreviation`; `Conflict` with the names that somebody else gave it, as JSON of
    /// `OrganisationForm`.
    pub async fn rename(
        &self,
        doer: &Doer,
        id: &OrganisationId,
        version: i64,
        posted: &Posted,
    ) -> Result<(), Refusal> {
        doer.may(Act::ManageOrganisations, None)?;
        let mut act = self.begin(doer).await?;
        let row = find_known(act.db(), doer.hats(), id).await?;
        let theirs = OrganisationForm {
            name: row.name.clone(),
            abbreviation: row.abbreviation.clone().unwrap_or_default(),
            region: row.region.as_deref().and_then(Region::from_code),
        };
        let mut names = theirs.clone();
        names.read(posted);
        refuse(names.faults())?;
        if row.version == version && names == theirs {
            return Ok(());
        }
        act.refuse_taken(&names.name, row.lead_place.as_deref(), Some(id))
            .await?;
        let saved = organisations::Entity::update_many()
            .set(organisations::ActiveModel {
                name: Set(names.name.clone()),
                abbreviation: Set(some(&names.abbreviation)),
                region: Set(names.region.map(|region| region.code().to_owned())),
                ..Default::default()
            })
            .col_expr(
                organisations::Column::Version,
                Expr::col(organisations::Column::Version).add(1),
            )
            .filter(organisations::Column::Id.eq(id.as_str()))
            .filter(organisations::Column::Version.eq(version))
            .exec(act.db())
            .await?;
        if saved.rows_affected == 0 {
            return Err(Refusal::Conflict(Box::new(Conflict {
                version: row.version,
                saved_by: "the programme office".to_owned(),
                saved_at: None,
                base: String::new(),
                theirs: serde_json::to_string(&theirs)?,
                yours: serde_json::to_string(&names)?,
            })));
        }
        act.record_beside(
            "organisation-renamed",
            &serde_json::json!({ "organisation": id.as_str(), "from": theirs, "to": names }),
        )?;
        act.commit().await
    }
}

impl ActTx {
    async fn checked(&self, new: &Registration) -> Result<NewOrganisation, Refusal> {
        let mut faults = new.names.faults();
        let Some(kind) = new.kind else {
            faults.insert(
                0,
                (
                    "kind".to_owned(),
                    "Choose the kind of organisation".to_owned(),
                ),
            );
            return Err(invalid(faults));
        };
        let prefix = new.prefix.trim().to_uppercase();
        let is_place = kind == OrganisationKind::LeadCouncil;
        if is_place {
            let letters = PREFIX.contains(&prefix.len())
                && prefix.bytes().all(|letter| letter.is_ascii_uppercase());
            if !letters {
                faults.push((
                    "prefix".to_owned(),
                    "Enter 2 to 5 letters, such as KEN".to_owned(),
                ));
            } else if self.is_taken(&prefix).await? {
                faults.push((
                    "prefix".to_owned(),
                    format!("{prefix} belongs to another place"),
                ));
            }
        }
        let is_partner = OrganisationKind::partners().any(|partner| partner == kind);
        let place = Some(new.place.trim()).filter(|place| is_partner && !place.is_empty());
        if let Some(place) = place
            && !self.is_place(place).await?
        {
            faults.push((
                "place".to_owned(),
                "Choose a place from the list".to_owned(),
            ));
        }
        refuse(faults)?;
        // In its place, an organisation of the same name is the same.
        if place.is_none() {
            self.refuse_taken(&new.names.name, None, None).await?;
        }
        Ok(NewOrganisation {
            id: None,
            kind,
            name: new.names.name.clone(),
            abbreviation: some(&new.names.abbreviation),
            prefix: is_place.then_some(prefix),
            lead_place: place.map(Into::into),
        })
    }

    async fn is_taken(&self, prefix: &str) -> Result<bool, Refusal> {
        let known = organisations::Entity::find()
            .filter(organisations::Column::Prefix.eq(prefix))
            .one(self.db())
            .await?;
        Ok(known.is_some())
    }

    async fn is_place(&self, id: &str) -> Result<bool, Refusal> {
        let known = organisations::Entity::find_by_id(id)
            .filter(organisations::Column::Kind.eq(OrganisationKind::LeadCouncil.code()))
            .one(self.db())
            .await?;
        Ok(known.is_some())
    }

    /// The organisation of this name in this place, if the programme office knows it.
    async fn openly_known(&self, new: &NewOrganisation) -> Result<Option<OrganisationId>, Refusal> {
        let Some(place) = &new.lead_place else {
            return Ok(None);
        };
        let known = organisations::Entity::find()
            .filter(organisations::Column::LeadPlace.eq(place.as_str()))
            .filter(organisations::Column::Name.eq(new.name.trim()))
            .filter(openly_here())
            .one(self.db())
            .await?;
        Ok(known.map(|row| row.id.into()))
    }

    /// Two of the same name could not be told apart. What belongs to a place has its name in that place alone;
    /// and what only a draft names takes none, since the refusal would tell that it is there.
    async fn refuse_taken(
        &self,
        name: &str,
        place: Option<&str>,
        except: Option<&OrganisationId>,
    ) -> Result<(), Refusal> {
        let mut same = organisations::Entity::find()
            .filter(organisations::Column::Name.eq(name))
            .filter(openly_here());
        same = match place {
            Some(place) => same.filter(organisations::Column::LeadPlace.eq(place)),
            None => same.filter(organisations::Column::LeadPlace.is_null()),
        };
        if let Some(except) = except {
            same = same.filter(organisations::Column::Id.ne(except.as_str()));
        }
        match same.one(self.db()).await? {
            None => Ok(()),
            Some(_) => Err(Refusal::fault(
                "name",
                "There is an organisation of this name already",
            )),
        }
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn refuse(faults: Vec<(String, String)>) -> Result<(), Refusal> {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(invalid(faults))
    }
}

fn invalid(faults: Vec<(String, String)>) -> Refusal {
    Refusal::Invalid(
        faults
            .into_iter()
            .map(|(field, words)| Fault { field, words })
            .collect(),
    )
}
