//! The indicators of an agreement beside their paths, from what was submitted.

use chrono::NaiveDate;
use domain::agreement::Measure;
use domain::delivery::returns::{Filled, PartCode, PartKind, Path, Period, PeriodCode, Rag, parts};
use domain::form::Figure;
use domain::process::{Act, Reference};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationDef,
};

use super::LedgerOf;
use crate::returns::Agreed;
use crate::store::returns::{part, period};
use crate::{Refusal, Viewer};

#[derive(Clone, Debug, PartialEq)]
pub struct OutcomesView {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub measures: Vec<MeasureView>,
}

/// One indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureView {
    pub measure: Measure,
    /// The statement of its outcome.
    pub outcome: String,
    pub path: Option<Path>,
    /// What was measured at the end of each period, the earliest first.
    pub actuals: Vec<(PeriodCode, NaiveDate, Figure)>,
    pub progress: Option<i64>,
    pub rag: Rag,
}

#[derive(FromQueryResult)]
struct Row {
    code: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    opens_on: NaiveDate,
    due_on: NaiveDate,
    submitted: Option<String>,
}

impl LedgerOf<'_> {
    /// Every indicator with its actuals so far. Five statements.
    ///
    /// # Errors
    /// Not found, or the wrong stage, as for reading delivery.
    pub async fn outcomes(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<OutcomesView, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadDelivery, reference).await?;
        let db = self.services.read();
        let agreed = Agreed::of(db, &seen.head.row.id).await?;
        let of_period: RelationDef = part::Entity::belongs_to(period::Entity)
            .from(part::Column::ReturnId)
            .to(period::Column::Id)
            .into();
        let rows = part::Entity::find()
            .select_only()
            .column(part::Column::Submitted)
            .columns([
                period::Column::Code,
                period::Column::FirstDay,
                period::Column::LastDay,
                period::Column::OpensOn,
                period::Column::DueOn,
            ])
            .join(JoinType::InnerJoin, of_period)
            .filter(period::Column::OfferId.eq(seen.head.row.id.as_str()))
            .filter(part::Column::Code.eq(PartCode::of_lead(PartKind::Outcomes).to_string()))
            .filter(part::Column::Submitted.is_not_null())
            .order_by_asc(period::Column::Code)
            .into_model::<Row>()
            .all(db)
            .await?;
        let mut measured = Vec::new();
        for row in rows {
            let Some(text) = row.submitted else { continue };
            let filled: Filled = serde_json::from_str(&text)?;
            let period = Period {
                code: row.code.parse().map_err(Refusal::broken)?,
                first: row.first_day,
                last: row.last_day,
                opens_on: row.opens_on,
                due_on: row.due_on,
            };
            let asked = parts(&agreed.content, &period);
            let outcomes = asked
                .iter()
                .filter(|part| part.code.kind == PartKind::Outcomes);
            for part in outcomes {
                measured.push((period, filled.measured(part)));
            }
        }
        let measures = agreed.content.measures.iter().map(|measure| {
            let actuals: Vec<_> = measured
                .iter()
                .filter_map(|(period, figures)| {
                    Some((period.code, period.last, *figures.get(&measure.id)?))
                })
                .collect();
            let path = Path::of(measure, agreed.content.head.starts_on);
            let last = actuals.last().copied();
            let judged = path.as_ref().zip(last);
            let outcome = agreed
                .content
                .matters()
                .find_map(|(_, kept)| (kept.key == measure.outcome).then(|| kept.title.clone()));
            MeasureView {
                measure: measure.clone(),
                outcome: outcome.unwrap_or_default(),
                progress: judged.and_then(|(path, (_, _, figure))| path.progress(figure)),
                rag: judged.map_or(Rag::NotKnown, |(path, (_, on, figure))| {
                    path.rag(figure, on)
                }),
                path: path.clone(),
                actuals,
            }
        });
        Ok(OutcomesView {
            measures: measures.collect(),
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
        })
    }
}
