//! Rounds: when places may submit, and the parameters that hold then.

use chrono::NaiveDate;
use domain::money::Parameters;
use domain::process::Act;
use domain::programme::{RoundForm, Settled};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait},
};
use serde::{Deserialize, Serialize};

use crate::act::Doer;
use crate::store::rounds;
use crate::{Conflict, Fault, Refusal, Services, chance};

/// A round with its parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Round {
    pub id: String,
    pub name: String,
    /// First and last day on which places may submit.
    pub opens_on: NaiveDate,
    pub closes_on: NaiveDate,
    pub parameters: Parameters,
    pub version: i64,
}

/// What the programme office wants a round to be; `version` is the one it looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoundChange {
    pub name: String,
    pub opens_on: NaiveDate,
    pub closes_on: NaiveDate,
    pub parameters: Parameters,
    pub version: i64,
}

impl Services {
    /// All rounds, the latest first.
    pub async fn rounds(&self) -> Result<Vec<Round>, Refusal> {
        rounds::Entity::find()
            .order_by_desc(rounds::Column::OpensOn)
            .order_by_asc(rounds::Column::Id)
            .all(self.read())
            .await?
            .into_iter()
            .map(Round::try_from)
            .collect()
    }

    pub async fn round(&self, id: &str) -> Result<Round, Refusal> {
        rounds::Entity::find_by_id(id)
            .one(self.read())
            .await?
            .ok_or(Refusal::NotFound)?
            .try_into()
    }

    /// The round a new offer belongs to: the latest that has opened, or the first there will be.
    pub async fn current_round(&self) -> Result<Round, Refusal> {
        let today = self.today();
        let mut rounds = self.rounds().await?;
        let at = rounds.iter().position(|round| round.opens_on <= today);
        match at {
            Some(at) => Ok(rounds.swap_remove(at)),
            None => rounds
                .pop()
                .ok_or_else(|| Refusal::broken("there is no round")),
        }
    }

    /// Opens a round to come. Its parameters are those that are filled in, or as they stand in the latest round.
    ///
    /// # Errors
    /// `Invalid`, by field of the form.
    pub async fn add_round(&self, doer: &Doer, form: &RoundForm) -> Result<String, Refusal> {
        doer.may(Act::ManageRounds, None)?;
        let settled = settle(form)?;
        let mut act = self.begin(doer).await?;
        let id = chance::new_id();
        rounds::Entity::insert(rounds::ActiveModel {
            id: Set(id.clone()),
            name: Set(settled.name.clone()),
            opens_on: Set(settled.opens),
            closes_on: Set(settled.closes),
            parameters: Set(serde_json::to_string(&settled.parameters)?),
            version: Set(1),
        })
        .exec_without_returning(act.db())
        .await?;
        act.record_beside(
            "round-added",
            &serde_json::json!({ "round": id, "form": form }),
        )?;
        act.commit().await?;
        Ok(id)
    }

    /// Changes a round to what is filled in. See `change_round`.
    ///
    /// # Errors
    /// `Invalid`, by field of the form; `Conflict` with both texts as JSON of `RoundForm`.
    pub async fn save_round(
        &self,
        doer: &Doer,
        id: &str,
        version: i64,
        form: &RoundForm,
    ) -> Result<(), Refusal> {
        doer.may(Act::ManageRounds, None)?;
        let settled = settle(form)?;
        let change = RoundChange {
            name: settled.name,
            opens_on: settled.opens,
            closes_on: settled.closes,
            parameters: settled.parameters,
            version,
        };
        match self.change_round(doer, id, change).await {
            Err(Refusal::Conflict(conflict)) => {
                let theirs: Round = serde_json::from_str(&conflict.theirs)?;
                Err(Refusal::Conflict(Box::new(Conflict {
                    theirs: serde_json::to_string(&theirs.form())?,
                    yours: serde_json::to_string(form)?,
                    ..*conflict
                })))
            }
            other => other,
        }
    }

    /// Changes a round. Offers already submitted keep the parameters they were submitted under.
    pub async fn change_round(
        &self,
        doer: &Doer,
        id: &str,
        change: RoundChange,
    ) -> Result<(), Refusal> {
        doer.may(Act::ManageRounds, None)?;
        if change.name.trim().is_empty() {
            return Err(Refusal::fault("name", "Enter the name of the round"));
        }
        if change.closes_on < change.opens_on {
            return Err(Refusal::fault(
                "closes_on",
                "The round must close on or after the day it opens",
            ));
        }
        let mut act = self.begin(doer).await?;
        let saved = rounds::Entity::update_many()
            .col_expr(rounds::Column::Name, Expr::value(change.name.trim()))
            .col_expr(rounds::Column::OpensOn, Expr::value(change.opens_on))
            .col_expr(rounds::Column::ClosesOn, Expr::value(change.closes_on))
            .col_expr(
                rounds::Column::Parameters,
                Expr::value(serde_json::to_string(&change.parameters)?),
            )
            .col_expr(
                rounds::Column::Version,
                Expr::col(rounds::Column::Version).add(1),
            )
            .filter(rounds::Column::Id.eq(id))
            .filter(rounds::Column::Version.eq(change.version))
            .exec(act.db())
            .await?;
        if saved.rows_affected == 0 {
            return Err(newer(&self.round(id).await?, &change)?);
        }
        act.record_beside(
            "round-changed",
            &serde_json::json!({ "round": id, "change": change }),
        )?;
        act.commit().await
    }
}

impl Round {
    /// As it is filled in.
    pub fn form(&self) -> RoundForm {
        RoundForm::of(&self.name, self.opens_on, self.closes_on, &self.parameters)
    }
}

fn settle(form: &RoundForm) -> Result<Settled, Refusal> {
    form.settle().map_err(|faults| {
        Refusal::Invalid(
            faults
                .into_iter()
                .map(|(field, words)| Fault { field, words })
                .collect(),
        )
    })
}

/// The conflict with a round that was changed meanwhile.
fn newer(round: &Round, change: &RoundChange) -> Result<Refusal, Refusal> {
    Ok(Refusal::Conflict(Box::new(Conflict {
        version: round.version,
        saved_by: "the programme office".to_owned(),
        saved_at: None,
        base: String::new(),
        theirs: serde_json::to_string(round)?,
        yours: serde_json::to_string(change)?,
    })))
}

impl TryFrom<rounds::Model> for Round {
    type Error = Refusal;

    fn try_from(row: rounds::Model) -> Result<Self, Refusal> {
        Ok(Self {
            id: row.id,
            name: row.name,
            opens_on: row.opens_on,
            closes_on: row.closes_on,
            parameters: serde_json::from_str(&row.parameters)?,
            version: row.version,
        })
    }
}

/// The round that an installation starts with. The report came out in March 2010 and meant its offers to run
/// from April 2011 (7.21); until the programme office sets dates, the round stays open.
pub fn first_round() -> Result<rounds::ActiveModel, Refusal> {
    let day = |year, month, day| {
        NaiveDate::from_ymd_opt(year, month, day)
            .ok_or_else(|| Refusal::broken("a day that is not in the calendar"))
    };
    Ok(rounds::ActiveModel {
        id: Set("first".to_owned()),
        name: Set("First round".to_owned()),
        opens_on: Set(day(2010, 4, 1)?),
        closes_on: Set(day(2100, 3, 31)?),
        parameters: Set(serde_json::to_string(&Parameters::default())?),
        version: Set(1),
    })
}
