//! Somebody else saved in between: both texts, field by field, and the choice between them.

use domain::form::{Difference, Posted, Preference, Sheet, compare};
use domain::offer::Around;
use leptos::prelude::*;
use services::offers::texts;
use services::{Conflict, Refusal};

use crate::components::{Button, ErrorSummary, SummaryError};
use crate::london;
use crate::posts::Form;

/// Two texts that started from the same one.
pub(crate) struct Clash {
    version: i64,
    saved: String,
    differences: Vec<Difference>,
    mine: Sheet,
    counts: Vec<(String, usize)>,
}

impl Clash {
    /// Over a matter.
    pub(crate) fn of(conflict: &Conflict, around: &Around) -> Result<Self, Refusal> {
        let texts = texts(conflict)?;
        Ok(Self::between(
            conflict,
            &texts.base.sheet(around),
            texts.yours.sheet(around),
            &texts.theirs.sheet(around),
        ))
    }

    /// Over anything that is filled in: what both started from, and both texts, laid out.
    pub(crate) fn between(conflict: &Conflict, base: &Sheet, mine: Sheet, theirs: &Sheet) -> Self {
        let at = conflict.saved_at.map(london::clock).unwrap_or_default();
        Self {
            version: conflict.version,
            saved: format!("{}, {at}", conflict.saved_by),
            differences: compare(base, &mine, theirs),
            counts: counts(&mine, theirs),
            mine,
        }
    }
}

/// How many rows each repeated group has, on whichever side has more.
fn counts(mine: &Sheet, theirs: &Sheet) -> Vec<(String, usize)> {
    let mut all: Vec<(String, usize)> = Vec::new();
    for (name, count) in mine.row_counts().into_iter().chain(theirs.row_counts()) {
        match all.iter_mut().find(|(other, _)| *other == name) {
            Some((_, most)) => *most = (*most).max(count),
            None => all.push((name, count)),
        }
    }
    all
}

/// Puts the other's text wherever it was chosen.
pub(crate) fn take_chosen(posted: &mut Posted, theirs: &Sheet) {
    for field in theirs.fields() {
        if posted.text(&format!("choose-{}", field.name)) == Some("theirs") {
            posted.put(field.name.clone(), field.texts());
        }
    }
    let only_mine: Vec<String> = posted
        .iter()
        .filter_map(|(name, texts)| {
            let name = name.strip_prefix("choose-")?;
            let theirs_has_none = theirs.field(name).is_none()
                && texts.last().is_some_and(|chosen| chosen == "theirs");
            theirs_has_none.then(|| name.to_owned())
        })
        .collect();
    for name in only_mine {
        posted.put(name, vec![String::new()]);
    }
}

/// Both texts with radios: what only one person changed is chosen already.
#[component]
pub(crate) fn ConflictForm(
    clash: Clash,
    caption: String,
    /// What else the form sends, as it was typed: name and text.
    #[prop(optional)]
    carried: Vec<(String, String)>,
    #[prop(default = "Save what I chose")] button: &'static str,
) -> impl IntoView {
    let Clash {
        version,
        saved,
        differences,
        mine,
        counts,
    } = clash;
    let first = differences
        .first()
        .map(|one| format!("choose-{}", one.name))
        .unwrap_or_default();
    let errors = vec![SummaryError::at(
        first,
        "Choose which text to keep where you and somebody else both wrote",
    )];
    let typed: Vec<_> = mine
        .fields()
        .into_iter()
        .flat_map(|field| {
            field
                .texts()
                .into_iter()
                .map(|text| (field.name.clone(), text))
        })
        .map(|(name, text)| view! { <input type="hidden" name=name value=text/> })
        .collect();
    let counts: Vec<_> = counts
        .into_iter()
        .map(|(name, count)| view! { <input type="hidden" name=format!("{name}-count") value=count.to_string()/> })
        .collect();
    let carried: Vec<_> = carried
        .into_iter()
        .map(|(name, text)| view! { <input type="hidden" name=name value=text/> })
        .collect();
    let sides = Sides {
        mine: "Yours".to_owned(),
        theirs: format!("Saved by {saved}"),
        notes: [
            "Only you changed this.",
            "Only the other person changed this.",
            "You both changed this.",
        ],
    };
    let choices: Vec<_> = differences
        .into_iter()
        .map(|difference| choice(difference, &sides))
        .collect();
    view! {
        <ErrorSummary errors title="Somebody else saved this while you were writing"/>
        <span class="govuk-caption-l">{caption}</span>
        <h1 class="govuk-heading-l">"Choose which text to keep"</h1>
        <p class="govuk-body">
            {format!("Saved in between by {saved}. Nothing of yours is lost: both texts are below, and nothing is saved until you choose.")}
        </p>
        <Form class="so-form">
            <input type="hidden" name="version" value=version.to_string()/>
            {counts}
            {carried}
            {typed}
            {choices}
            <Button name="act" value="choose">{button}</Button>
        </Form>
    }
}

/// What the two sides of a choice are called.
pub(crate) struct Sides {
    pub mine: String,
    pub theirs: String,
    /// Said where only this one changed a field, only the other one, or both.
    pub notes: [&'static str; 3],
}

/// One field in which two texts differ: radios, each with the whole text below it.
pub(crate) fn choice(difference: Difference, sides: &Sides) -> impl IntoView + use<> {
    let Difference {
        name,
        label,
        mine,
        theirs,
        preference,
    } = difference;
    let group = format!("choose-{name}");
    let [only_mine, only_theirs, both] = sides.notes;
    let note = match preference {
        Preference::Mine => only_mine,
        Preference::Theirs => only_theirs,
        Preference::Neither => both,
    };
    let theirs_first = preference == Preference::Theirs;
    let mine_side = side(&group, "mine", sides.mine.clone(), mine, !theirs_first);
    let theirs_side = side(
        &format!("{group}-theirs"),
        "theirs",
        sides.theirs.clone(),
        theirs,
        theirs_first,
    );
    let name = group.clone();
    view! {
        <div class="govuk-form-group">
            <fieldset class="govuk-fieldset">
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{label}</legend>
                <p class="govuk-hint">{note}</p>
                <div class="govuk-radios so-conflict" data-module="govuk-radios">
                    {mine_side(name.clone())}
                    {theirs_side(name)}
                </div>
            </fieldset>
        </div>
    }
}

/// One side of a difference: a radio, and the whole text below it.
fn side(
    id: &str,
    value: &'static str,
    whose: String,
    text: String,
    chosen: bool,
) -> impl FnOnce(String) -> AnyView + use<> {
    let id = id.to_owned();
    move |name| {
        let text_id = format!("{id}-text");
        let class = match value {
            "mine" => "so-conflict__side so-conflict__side--yours",
            _ => "so-conflict__side so-conflict__side--theirs",
        };
        let shown = if text.is_empty() {
            view! { <em>"Nothing"</em> }.into_any()
        } else {
            text.into_any()
        };
        view! {
            <div class=class>
                <div class="govuk-radios__item">
                    <input class="govuk-radios__input" id=id.clone() name=name type="radio" value=value checked=chosen aria-describedby=text_id.clone()/>
                    <label class="govuk-label govuk-radios__label" for=id>{whose}</label>
                </div>
                <div class="so-conflict__text" id=text_id>{shown}</div>
            </div>
        }
        .into_any()
    }
}
