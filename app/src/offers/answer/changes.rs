//! What has changed since a partner last answered.

use domain::offer::Statement;

/// One line of a statement that is not what it was.
#[derive(Debug, PartialEq, Eq)]
pub struct Change {
    pub heading: String,
    /// Nothing where the line is new.
    pub before: Option<String>,
    /// Nothing where it was taken out.
    pub now: Option<String>,
}

/// The lines of `now` that were not there or read otherwise, then those that were taken out.
///
/// A heading can stand several times, so what is the same is set aside first, and the rest is paired by
/// heading in its order.
pub fn changes(before: &Statement, now: &Statement) -> Vec<Change> {
    let mut gone: Vec<&(String, String)> = before.0.iter().collect();
    let mut new: Vec<&(String, String)> = Vec::new();
    for line in &now.0 {
        match gone.iter().position(|old| *old == line) {
            Some(same) => {
                gone.remove(same);
            }
            None => new.push(line),
        }
    }
    let mut all = Vec::new();
    for (heading, words) in new {
        let old = gone
            .iter()
            .position(|(other, _)| other == heading)
            .map(|at| gone.remove(at));
        all.push(Change {
            heading: heading.clone(),
            before: old.map(|(_, words)| words.clone()),
            now: Some(words.clone()),
        });
    }
    all.extend(gone.into_iter().map(|(heading, words)| Change {
        heading: heading.clone(),
        before: Some(words.clone()),
        now: None,
    }));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(lines: &[(&str, &str)]) -> Statement {
        Statement(
            lines
                .iter()
                .map(|(heading, words)| ((*heading).to_owned(), (*words).to_owned()))
                .collect(),
        )
    }

    fn change(heading: &str, before: Option<&str>, now: Option<&str>) -> Change {
        Change {
            heading: heading.to_owned(),
            before: before.map(str::to_owned),
            now: now.map(str::to_owned),
        }
    }

    #[test]
    fn what_reads_the_same_has_not_changed() {
        let same = statement(&[
            ("Role", "Partner"),
            ("Leads", "Fewer fires"),
            ("Leads", "Safer roads"),
        ]);
        assert_eq!(changes(&same, &same), vec![]);
    }

    #[test]
    fn lines_are_changed_added_or_taken_out() {
        let before = statement(&[
            ("Role", "Partner"),
            ("Leads", "Fewer fires"),
            ("Puts in", "£1 million"),
            ("Hosts", "Pool"),
        ]);
        let now = statement(&[
            ("Role", "Partner"),
            ("Leads", "Fewer fires"),
            ("Leads", "Safer roads"),
            ("Puts in", "£2 million"),
        ]);
        assert_eq!(
            changes(&before, &now),
            vec![
                change("Leads", None, Some("Safer roads")),
                change("Puts in", Some("£1 million"), Some("£2 million")),
                change("Hosts", Some("Pool"), None),
            ]
        );
    }
}
