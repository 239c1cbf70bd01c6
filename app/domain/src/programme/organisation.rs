//! What an organisation is called, and where it lies.

use serde::{Deserialize, Serialize};

use super::Region;
use crate::form::{Form, Posted, Sheet, ask};

/// The names of an organisation, as they are filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationForm {
    pub name: String,
    /// What people say for short; empty where they say the name.
    pub abbreviation: String,
    /// Of a place, for looking over the portfolio.
    #[serde(default)]
    pub region: Option<Region>,
}

impl OrganisationForm {
    pub fn sheet(&self) -> Sheet {
        let mut copy = self.clone();
        Form::show(|form| copy.fields(form))
    }

    /// Takes over what was posted.
    pub fn read(&mut self, posted: &Posted) {
        Form::read(posted, |form| self.fields(form));
        // A name stands in subjects of mail and in lists: it is one line.
        for line in [&mut self.name, &mut self.abbreviation] {
            *line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    /// What is wrong, by field.
    pub fn faults(&self) -> Vec<(String, String)> {
        let sheet = self.sheet();
        let problems = sheet.problems().into_iter();
        problems
            .map(|(field, words)| (field.to_owned(), words.to_owned()))
            .chain(sheet.missing())
            .collect()
    }

    fn fields(&mut self, form: &mut Form<'_>) {
        form.line(
            ask("name", "Name").needed("Enter the name of the organisation"),
            &mut self.name,
        );
        form.line(
            ask("abbreviation", "What people say for short (optional)").hint("Such as DWP"),
            &mut self.abbreviation,
        );
        form.select(
            ask("region", "Region of a place (optional)"),
            &mut self.region,
        );
    }
}
