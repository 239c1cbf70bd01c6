//! From a form in a file to what a browser would send.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow, bail};
use domain::form::Posted;
use domain::offer::Key;
use toml::{Table, Value};

/// The field by which a form is known in its file; no field of the page.
const KEY: &str = "key";

/// The keys of matters by their names in the file.
pub type Names = BTreeMap<String, Key>;

/// Fills in a form. A table within is one field for each year (`low-2013-14`), a list of tables a group that
/// comes several times (`indicator-0-name`), a list of texts several ticks; `@name` stands for another matter.
pub fn posted(form: &Table, names: &Names) -> Result<Posted> {
    let mut posted = Posted::default();
    fill("", form, names, &mut posted)?;
    Ok(posted)
}

fn fill(prefix: &str, form: &Table, names: &Names, posted: &mut Posted) -> Result<()> {
    for (field, value) in form.iter().filter(|(field, _)| *field != KEY) {
        let name = format!("{prefix}{field}");
        match value {
            Value::String(text) => posted.push(name, meant(text, names)?),
            Value::Table(years) => fill(&format!("{name}-"), years, names, posted)?,
            Value::Array(all) if all.iter().all(Value::is_table) => {
                posted.push(format!("{name}-count"), all.len().to_string());
                for (index, row) in all.iter().filter_map(Value::as_table).enumerate() {
                    fill(&format!("{name}-{index}-"), row, names, posted)?;
                }
            }
            Value::Array(all) => {
                for one in all {
                    let text = one.as_str();
                    let text = text.ok_or_else(|| anyhow!("{name}: {}", one.type_str()))?;
                    posted.push(name.as_str(), meant(text, names)?);
                }
            }
            Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => {
                bail!("{name}: write it as people type it, in quotes")
            }
        }
    }
    Ok(())
}

/// The text, or the key of what it names.
fn meant(text: &str, names: &Names) -> Result<String> {
    match text.strip_prefix('@') {
        None => Ok(text.to_owned()),
        Some(name) => match names.get(name) {
            Some(key) => Ok(key.to_string()),
            None => bail!("nothing is called @{name} yet"),
        },
    }
}
