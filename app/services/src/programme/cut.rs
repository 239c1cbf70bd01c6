//! A part of the portfolio to look at: by theme, region and level.

use domain::process::{Level, Theme};
use domain::programme::Region;
use sea_orm::Value;

/// Which offers count; all of those that were submitted where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cut {
    pub theme: Option<Theme>,
    pub region: Option<Region>,
    pub level: Option<Level>,
}

impl Cut {
    /// The offers `o` with their places `p`, as both databases read it, and the values that it names.
    pub(super) fn offers(self) -> (String, Vec<Value>) {
        let mut sql =
            " JOIN organisations p ON p.id = o.place_id WHERE o.first_submitted_at IS NOT NULL"
                .to_owned();
        let mut values: Vec<Value> = Vec::new();
        let wanted = [
            ("o.theme", self.theme.map(Theme::code)),
            ("p.region", self.region.map(Region::code)),
            ("o.level", self.level.map(Level::code)),
        ];
        for (column, code) in wanted {
            if let Some(code) = code {
                values.push(code.into());
                sql.push_str(&format!(" AND {column} = ${}", values.len()));
            }
        }
        (sql, values)
    }
}
