//! The freedoms that places ask for, by type and by who can grant them: what was granted, what was refused, and how
//! many days it took.

use chrono::{DateTime, Utc};
use domain::offer::FreedomType;
use domain::process::{Act, Reference, Stage, permit_any};
use domain::programme::AskState;
use sea_orm::{FromQueryResult, Value};

use super::Programme;
use super::added_up::number;
use super::cut::Cut;
use super::figures::rows;
use crate::offers::Paging;
use crate::offers::head::known;
use crate::refusal::allowed;
use crate::{Refusal, Viewer};

/// Which asks to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskFilter {
    pub kind: Option<FreedomType>,
    /// The code of a department.
    pub department: Option<String>,
    pub state: Option<AskState>,
}

/// How many freedoms of one type one department was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskCount {
    pub kind: FreedomType,
    pub department: String,
    pub asked: u64,
    pub waiting: u64,
    pub granted: u64,
    pub refused: u64,
    /// Days on average until it was granted or refused; none where none was.
    pub days: Option<i64>,
    /// The answers that the days are of, and all their days, for adding up.
    pub answered: u64,
    pub all_days: i64,
}

/// One freedom that one department was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    pub reference: Reference,
    pub place_name: String,
    pub key: String,
    /// Once it is on the table.
    pub term: Option<u32>,
    pub title: String,
    pub kind: FreedomType,
    pub department: String,
    pub state: AskState,
    pub asked_at: DateTime<Utc>,
    pub days: Option<i64>,
}

/// A page of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskList {
    pub rows: Vec<Ask>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
}

#[derive(FromQueryResult)]
struct Counted {
    kind: String,
    department: String,
    state: String,
    asked: i64,
    answered: i64,
    days: i64,
}

#[derive(FromQueryResult)]
struct Row {
    reference: String,
    place_name: String,
    matter_slug: String,
    term: Option<i32>,
    title: String,
    kind: String,
    department: String,
    state: String,
    asked_at: DateTime<Utc>,
    days: Option<i32>,
}

#[derive(FromQueryResult)]
struct Total {
    total: i64,
}

impl Programme<'_> {
    /// Every freedom asked for, counted by type and department. One statement.
    ///
    /// # Errors
    /// Not found for those who do not read the programme’s pages.
    pub async fn asks(&self, viewer: &Viewer, cut: Cut) -> Result<Vec<AskCount>, Refusal> {
        allowed(permit_any(&viewer.hats(), Act::ReadProgramme, None).verdict)?;
        let (among, values) = cut.offers();
        let counted: Vec<Counted> = rows(
            self.services.read(),
            format!(
                "SELECT a.kind AS kind, a.department AS department, {} AS state, COUNT(*) AS asked, \
                 COUNT(a.days) AS answered, CAST(COALESCE(SUM(a.days), 0) AS BIGINT) AS days \
                 FROM freedom_asks a JOIN offers o ON o.id = a.offer_id{among} GROUP BY 1, 2, 3",
                state()
            ),
            values,
        )
        .await?;
        let mut found: Vec<AskCount> = Vec::new();
        for row in counted {
            let kind = known(&row.kind, FreedomType::from_code)?;
            let at = found
                .iter()
                .position(|one| one.kind == kind && one.department == row.department);
            let at = at.unwrap_or_else(|| {
                found.push(AskCount {
                    kind,
                    department: row.department.clone(),
                    asked: 0,
                    waiting: 0,
                    granted: 0,
                    refused: 0,
                    days: None,
                    answered: 0,
                    all_days: 0,
                });
                found.len() - 1
            });
            found[at].add(known(&row.state, AskState::from_code)?, &row);
        }
        for one in &mut found {
            let answered = i64::try_from(one.answered).unwrap_or_default();
            one.days = (answered > 0).then(|| (one.all_days + answered / 2) / answered);
        }
        found.sort_by(|one, other| {
            (one.kind, one.department.as_str()).cmp(&(other.kind, other.department.as_str()))
        });
        Ok(found)
    }

    /// The freedoms behind a count, those asked for last first. Two statements.
    ///
    /// # Errors
    /// As for the counts.
    pub async fn asked(
        &self,
        viewer: &Viewer,
        cut: Cut,
        filter: &AskFilter,
        paging: Paging,
    ) -> Result<AskList, Refusal> {
        allowed(permit_any(&viewer.hats(), Act::ReadProgramme, None).verdict)?;
        let (mut among, mut values) = cut.offers();
        let wanted: [(&str, Option<&str>); 2] = [
            ("a.kind", filter.kind.map(FreedomType::code)),
            ("a.department", filter.department.as_deref()),
        ];
        let state = state();
        for (column, code) in wanted
            .into_iter()
            .chain([(state.as_str(), filter.state.map(AskState::code))])
        {
            if let Some(code) = code {
                values.push(Value::from(code.replace('\0', "")));
                among.push_str(&format!(" AND {column} = ${}", values.len()));
            }
        }
        let db = self.services.read();
        let total: Vec<Total> = rows(
            db,
            format!("SELECT COUNT(*) AS total FROM freedom_asks a JOIN offers o ON o.id = a.offer_id{among}"),
            values.clone(),
        )
        .await?;
        let total = total.first().map_or(0, |one| number(one.total));
        let found: Vec<Row> = rows(
            db,
            format!(
                "SELECT o.reference AS reference, p.name AS place_name, a.matter_slug AS matter_slug, \
                 a.term AS term, a.title AS title, a.kind AS kind, a.department AS department, {state} AS state, \
                 a.asked_at AS asked_at, a.days AS days \
                 FROM freedom_asks a JOIN offers o ON o.id = a.offer_id{among} \
                 ORDER BY a.asked_at DESC, o.reference, a.matter_slug, a.department LIMIT {} OFFSET {}",
                paging.size(),
                paging.offset()
            ),
            values,
        )
        .await?;
        Ok(AskList {
            rows: found.into_iter().map(Ask::of).collect::<Result<_, _>>()?,
            page: paging.page(),
            pages: paging.pages(total),
            total,
        })
    }
}

/// What waits in an offer that ended waits no more.
fn state() -> String {
    let over = Stage::ALL
        .iter()
        .filter(|stage| AskState::lapses_at(**stage))
        .map(|stage| format!("'{}'", stage.code()))
        .collect::<Vec<_>>()
        .join(", ");
    format!(
        "CASE WHEN a.state = '{}' AND o.stage IN ({over}) THEN '{}' ELSE a.state END",
        AskState::Waiting.code(),
        AskState::Lapsed.code()
    )
}

impl AskCount {
    fn add(&mut self, state: AskState, row: &Counted) {
        let many = number(row.asked);
        self.asked += many;
        match state {
            AskState::Waiting => self.waiting += many,
            AskState::Granted => self.granted += many,
            AskState::Refused => self.refused += many,
            AskState::Withdrawn | AskState::Lapsed => {}
        }
        if matches!(state, AskState::Granted | AskState::Refused) {
            self.answered += number(row.answered);
            self.all_days += row.days;
        }
    }
}

impl Ask {
    fn of(row: Row) -> Result<Self, Refusal> {
        Ok(Self {
            reference: row.reference.parse().map_err(Refusal::broken)?,
            place_name: row.place_name,
            key: row.matter_slug,
            term: row.term.and_then(|term| u32::try_from(term).ok()),
            title: row.title,
            kind: known(&row.kind, FreedomType::from_code)?,
            department: row.department,
            state: known(&row.state, AskState::from_code)?,
            asked_at: row.asked_at,
            days: row.days.map(i64::from),
        })
    }
}
