//! A form as it stands on a page: what a browser would send if nobody typed anything more.

use super::browser::{Browser, Page, between};

#[derive(Debug)]
pub struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

impl Page {
    /// The form with a button that says this.
    pub fn form(&self, button: &str) -> Form {
        let mut forms = self
            .text
            .split("<form ")
            .skip(1)
            .filter_map(|rest| rest.split_once("</form>"));
        let found = forms.find(|(form, _)| form.contains(button));
        let (form, _) = found.unwrap_or_else(|| panic!("no form has “{button}”: {}", self.text));
        Form {
            action: read(between(form, "action=\"", "\"")),
            fields: form
                .split('<')
                .filter_map(|element| field(element, form))
                .chain(pressed(form, button))
                .collect(),
        }
    }
}

impl Form {
    /// Another text in the place of what stands in a field; a box that is not ticked is ticked so.
    pub fn with(mut self, name: &str, text: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), text.to_owned()));
        self
    }

    /// One more box ticked beside the others of its name.
    pub fn and(mut self, name: &str, text: &str) -> Self {
        self.fields.push((name.to_owned(), text.to_owned()));
        self
    }

    /// What stands in a field.
    pub fn text(&self, name: &str) -> &str {
        let mut fields = self.fields.iter();
        let found = fields.find(|(field, _)| field == name);
        found.map_or("", |(_, text)| text.as_str())
    }

    /// Presses its button.
    pub async fn send(&self, browser: &Browser) -> Page {
        let fields: Vec<(&str, &str)> = self
            .fields
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        browser.post(&self.action, &fields).await
    }
}

/// What the button sends itself.
fn pressed(form: &str, words: &str) -> Option<(String, String)> {
    let buttons = form.split("<button ").skip(1);
    let mut buttons = buttons.filter_map(|button| button.split("</button>").next());
    let button = buttons.find(|button| button.contains(words))?;
    let (name, value) = (
        between(button, " name=\"", "\""),
        between(button, " value=\"", "\""),
    );
    (!name.is_empty()).then(|| (read(name), read(value)))
}

/// What an element sends, where it is a field that sends anything.
fn field(element: &str, form: &str) -> Option<(String, String)> {
    let (tag, rest) = element.split_once('>')?;
    let attribute = |name: &str| read(between(tag, &format!(" {name}=\""), "\""));
    let name = attribute("name");
    let is_on = |word: &str| tag.split([' ', '=']).any(|part| part == word);
    match tag.split([' ', '\n']).next()? {
        _ if name.is_empty() => None,
        "input" => match attribute("type").as_str() {
            "radio" | "checkbox" if !is_on("checked") => None,
            "submit" => None,
            _ => Some((name, attribute("value"))),
        },
        "textarea" => Some((name, read(rest.strip_prefix('\n').unwrap_or(rest)))),
        "select" => {
            let options = between(form, element, "</select>");
            let chosen = options.split("<option").find(|option| {
                option
                    .split('>')
                    .next()
                    .is_some_and(|tag| tag.contains(" selected"))
            });
            let chosen = chosen.map(|option| read(between(option, "value=\"", "\"")));
            Some((name, chosen.unwrap_or_default()))
        }
        _ => None,
    }
}

/// Text as it was before it was written into the page.
fn read(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
