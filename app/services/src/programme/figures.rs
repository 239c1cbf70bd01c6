//! The portfolio in figures. Each is added up by the database over indexed columns: the number of statements is always
//! the same, and no offer is read whole.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::money::{FinancialYear, Pence, SavingsKind};
use domain::process::{Act, Level, Reference, Stage, Theme, department, permit_any};
use domain::programme::Region;
use sea_orm::{DatabaseConnection, DbErr, EntityTrait, FromQueryResult, Statement, Value};

use super::Programme;
use super::added_up::{
    Counted, KIND, Looked, Middle, PROMISED, REPORTED, Sum, Undecided, Waiting, groups, kinds,
    number, promised, stages, waits,
};
use super::cut::Cut;
use super::delivery::{self, ReturnTrouble};
use crate::delivery::Trouble;
use crate::negotiation::keep::THE_PLACE;
use crate::refusal::allowed;
use crate::store::chain_head;
use crate::{Refusal, Viewer};

/// How many offers that wait for a decision are shown.
const SHOWN: u64 = 20;

/// The portfolio, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portfolio {
    pub offers: u64,
    pub stages: Vec<StageCount>,
    pub themes: Vec<Group<Theme>>,
    pub regions: Vec<Group<Region>>,
    pub levels: Vec<Group<Level>>,
    /// Additional cashable savings that agreements in force promise, year by year.
    pub promised: Vec<Promised>,
    /// Over their whole length, kind by kind: kinds are never added together (3.4).
    pub kinds: Vec<(SavingsKind, Pence)>,
    /// The longest waiting first.
    pub waits: Vec<Waits>,
    pub delivery: Delivered,
    pub submitted: u64,
    /// Those that wait longest for a decision.
    pub decisions: Vec<Decision>,
}

/// How many offers stand at a stage, and for how many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageCount {
    pub stage: Stage,
    pub offers: u64,
    pub median_days: i64,
}

/// The offers of one theme, region or level; of none, where that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group<T> {
    pub of: Option<T>,
    pub offers: u64,
    pub negotiating: u64,
    pub in_force: u64,
}

/// What is promised for one year: cashable, and beyond what is required of all areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promised {
    pub year: FinancialYear,
    pub offers: u64,
    pub low: Pence,
    pub central: Pence,
    pub high: Pence,
    /// None before there is a ledger of that year.
    pub reported: Option<Reported>,
}

/// What the ledgers of one year come to, cashable alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported {
    pub planned: Pence,
    pub claimed: Pence,
    pub verified: Pence,
}

impl Promised {
    pub(super) const fn nothing(year: FinancialYear) -> Self {
        Self {
            year,
            offers: 0,
            low: Pence::ZERO,
            central: Pence::ZERO,
            high: Pence::ZERO,
            reported: None,
        }
    }
}

/// What asks to be looked at in the agreements in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    pub late: u64,
    pub slipping: u64,
    pub due_soon: u64,
    pub missing: u64,
    pub queried: u64,
}

/// On whom terms wait.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum WaitsOn {
    /// A department has to say where it stands.
    Department(String),
    /// Champions have to answer.
    Champions,
    /// Places have to answer, or to say where they stand.
    Places,
}

impl WaitsOn {
    /// As it stands in addresses.
    pub fn code(&self) -> &str {
        match self {
            Self::Department(code) => code,
            Self::Champions => "champions",
            Self::Places => "places",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "champions" => Some(Self::Champions),
            "places" => Some(Self::Places),
            code => department(code).map(|_| Self::Department(code.to_owned())),
        }
    }

    pub fn name(&self) -> &str {
        match self {
            Self::Department(code) => department(code).map_or(code, |known| known.name),
            Self::Champions => "Champions, to answer",
            Self::Places => "Places",
        }
    }
}

/// What waits on somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    pub on: WaitsOn,
    pub terms: u64,
    pub offers: u64,
    pub oldest_days: i64,
}

/// An offer that waits for a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub since: DateTime<Utc>,
}

impl Programme<'_> {
    /// The portfolio as it stands. One statement while nothing happens in the house, else seven.
    ///
    /// # Errors
    /// Not found for those who do not read the programme’s pages.
    pub async fn portfolio(&self, viewer: &Viewer, cut: Cut) -> Result<Arc<Portfolio>, Refusal> {
        allowed(permit_any(&viewer.hats(), Act::ReadProgramme, None).verdict)?;
        let db = self.services.read();
        let head = chain_head::Entity::find().one(db).await?;
        let (place, today) = (head.map_or(0, |head| head.seq), self.services.today());
        let kept = &self.services.house.portfolio;
        if let Some(kept) = kept.at(cut, place, today) {
            return Ok(kept);
        }
        let portfolio = Arc::new(Portfolio::of(db, cut, today).await?);
        kept.keep(cut, place, today, portfolio.clone());
        Ok(portfolio)
    }
}

/// Rows of a statement that both databases understand.
pub(super) async fn rows<T: FromQueryResult>(
    db: &DatabaseConnection,
    sql: String,
    values: Vec<Value>,
) -> Result<Vec<T>, DbErr> {
    let backend = db.get_database_backend();
    T::find_by_statement(Statement::from_sql_and_values(backend, sql, values))
        .all(db)
        .await
}

impl Portfolio {
    async fn of(db: &DatabaseConnection, cut: Cut, today: NaiveDate) -> Result<Self, Refusal> {
        let (among, values) = cut.offers();
        let counted: Vec<Counted> = rows(
            db,
            format!(
                "SELECT o.stage AS stage, COALESCE(o.theme, '') AS theme, o.level AS level, \
                 COALESCE(p.region, '') AS region, COUNT(*) AS counted FROM offers o{among} \
                 GROUP BY o.stage, COALESCE(o.theme, ''), o.level, COALESCE(p.region, '')"
            ),
            values.clone(),
        )
        .await?;
        let middle: Vec<Middle> = rows(
            db,
            format!(
                "SELECT stage, stage_since FROM (SELECT o.stage AS stage, o.stage_since AS stage_since, \
                 ROW_NUMBER() OVER (PARTITION BY o.stage ORDER BY o.stage_since) AS nth, \
                 COUNT(*) OVER (PARTITION BY o.stage) AS many FROM offers o{among}) x \
                 WHERE nth = (many + 1) / 2 OR nth = (many + 2) / 2"
            ),
            values.clone(),
        )
        .await?;
        let promising = format!(
            "{among} AND o.stage IN ('{}', '{}')",
            Stage::InForce.code(),
            Stage::Completed.code()
        );
        let sums: Vec<Sum> = rows(
            db,
            format!(
                "SELECT '{PROMISED}' AS of, CAST(s.year AS TEXT) AS code, COUNT(*) AS offers, \
                 CAST(SUM(s.low) AS BIGINT) AS first, CAST(SUM(s.central) AS BIGINT) AS second, \
                 CAST(SUM(s.high) AS BIGINT) AS third \
                 FROM promised_savings s JOIN offers o ON o.id = s.offer_id{promising} GROUP BY s.year \
                 UNION ALL SELECT '{KIND}' AS of, k.kind AS code, COUNT(*) AS offers, 0 AS first, \
                 CAST(SUM(k.adjusted) AS BIGINT) AS second, 0 AS third \
                 FROM promised_kinds k JOIN offers o ON o.id = k.offer_id{promising} GROUP BY k.kind \
                 UNION ALL SELECT '{REPORTED}' AS of, t.year AS code, COUNT(*) AS offers, \
                 CAST(SUM(t.planned) AS BIGINT) AS first, CAST(SUM(t.claimed) AS BIGINT) AS second, \
                 CAST(SUM(t.verified) AS BIGINT) AS third FROM savings_totals t \
                 JOIN offers o ON o.id = t.offer_id{promising} AND t.kind = '{}' GROUP BY t.year",
                SavingsKind::Cashable.key()
            ),
            values.clone(),
        )
        .await?;
        let waiting: Vec<Waiting> = rows(
            db,
            format!(
                "SELECT w.side AS side, w.waits AS waits, CASE WHEN w.side = '{THE_PLACE}' THEN '' ELSE w.party END AS party, \
                 COUNT(*) AS terms, COUNT(DISTINCT w.offer_id) AS offers, MIN(w.since) AS oldest \
                 FROM term_turns w JOIN offers o ON o.id = w.offer_id{among} \
                 AND o.stage IN ('{}', '{}') GROUP BY 1, 2, 3",
                Stage::Negotiating.code(),
                Stage::InForce.code(),
            ),
            values.clone(),
        )
        .await?;
        let undecided: Vec<Undecided> = rows(
            db,
            format!(
                "SELECT o.reference AS reference, o.title AS title, p.name AS place_name, \
                 o.stage_since AS stage_since FROM offers o{among} AND o.stage = '{}' \
                 ORDER BY o.stage_since, o.id LIMIT {SHOWN}",
                Stage::Submitted.code()
            ),
            values.clone(),
        )
        .await?;
        let delivery = delivered(db, &among, values, today).await?;
        let stages = stages(&counted, &middle, today)?;
        let submitted = stages.iter().find(|one| one.stage == Stage::Submitted);
        Ok(Self {
            offers: stages.iter().map(|one| one.offers).sum(),
            submitted: submitted.map_or(0, |one| one.offers),
            stages,
            themes: groups(Theme::ALL, &counted, |row| Theme::from_code(&row.theme))?,
            regions: groups(Region::ALL, &counted, |row| Region::from_code(&row.region))?,
            levels: groups(Level::ALL, &counted, |row| Level::from_code(&row.level))?,
            promised: promised(&sums)?,
            kinds: kinds(&sums)?,
            waits: waits(waiting, today),
            delivery,
            decisions: undecided
                .into_iter()
                .map(|row| {
                    Ok(Decision {
                        reference: row.reference.parse().map_err(Refusal::broken)?,
                        title: row.title,
                        place_name: row.place_name,
                        since: row.stage_since,
                    })
                })
                .collect::<Result<_, Refusal>>()?,
        })
    }
}

async fn delivered(
    db: &DatabaseConnection,
    among: &str,
    values: Vec<Value>,
    today: NaiveDate,
) -> Result<Delivered, Refusal> {
    let mut counts = Vec::new();
    let mut values = values;
    for trouble in Trouble::ALL {
        counts.push(format!(
            "SELECT '{}' AS of, COUNT(*) AS many FROM milestones m JOIN offers o ON o.id = m.offer_id{among} AND {}",
            trouble.code(),
            delivery::late(trouble, today, &mut values)
        ));
    }
    for state in ReturnTrouble::ALL {
        counts.push(format!(
            "SELECT '{}' AS of, COUNT(*) AS many FROM returns r JOIN offers o ON o.id = r.offer_id{among} AND {}",
            state.code(),
            delivery::wanting(state, today, &mut values)
        ));
    }
    let found: Vec<Looked> = rows(db, counts.join(" UNION ALL "), values).await?;
    let of = |code: &str| {
        let one = found.iter().find(|one| one.of == code);
        one.map_or(0, |one| number(one.many))
    };
    Ok(Delivered {
        late: of(Trouble::Late.code()),
        slipping: of(Trouble::Slipping.code()),
        due_soon: of(Trouble::DueSoon.code()),
        missing: of(ReturnTrouble::Missing.code()),
        queried: of(ReturnTrouble::Queried.code()),
    })
}
