//! A sheet to fill in.

use domain::form::{Field, Item, Rows, Sheet, Widget, Years};
use leptos::prelude::*;

use super::field::{Labelled, field};
use crate::components::{Button, ButtonKind, Cell, Column, Fieldset, Hint, SummaryError, Table};

/// Every part of a sheet, as fields. `demanding` also says beside each field what is missing.
#[component]
pub fn Fill(sheet: Sheet, #[prop(optional)] demanding: bool) -> impl IntoView {
    items(&sheet.0, demanding)
}

/// What the error summary lists: what cannot be read and, when `demanding`, what is missing.
pub fn summary(sheet: &Sheet, demanding: bool) -> Vec<SummaryError> {
    let problems = sheet.fields().into_iter().filter_map(|field| {
        let problem = field.problem.as_ref()?;
        Some(SummaryError::at(
            field.name.clone(),
            format!("{}: {problem}", field.full_label()),
        ))
    });
    let missing = sheet
        .missing()
        .into_iter()
        .filter(|_| demanding)
        .map(|(name, words)| SummaryError::at(name, words));
    problems.chain(missing).collect()
}

fn items(items: &[Item], demanding: bool) -> Vec<AnyView> {
    items.iter().map(|item| one(item, demanding)).collect()
}

fn one(item: &Item, demanding: bool) -> AnyView {
    match item {
        Item::Field(one) => field(one, Labelled::Openly, demanding),
        Item::Group {
            legend,
            hint,
            items,
        } => group(legend, hint.as_deref(), items, demanding),
        Item::Rows(rows) => several(rows, demanding),
        Item::Years(years) => table(years, demanding),
    }
}

fn group(legend: &str, hint: Option<&str>, parts: &[Item], demanding: bool) -> AnyView {
    let hint = hint
        .map(str::to_owned)
        .map(|hint| view! { <Hint>{hint}</Hint> });
    let parts = items(parts, demanding);
    view! {
        <Fieldset legend=legend.to_owned() legend_class="govuk-fieldset__legend--m" class="so-group">
            {hint}
            {parts}
        </Fieldset>
    }
    .into_any()
}

fn several(rows: &Rows, demanding: bool) -> AnyView {
    let Rows {
        name,
        one,
        hint,
        missing,
        rows,
    } = rows.clone();
    let count = rows.len();
    let removable = count > 1;
    let drawn: Vec<_> = rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let remove = removable.then(|| {
                let words = format!(" {} {}", one.to_lowercase(), index + 1);
                view! {
                    <Button kind=ButtonKind::Secondary name="act" value=format!("remove-{name}-{index}")>
                        "Remove"<span class="govuk-visually-hidden">{words}</span>
                    </Button>
                }
            });
            let parts = items(row, demanding);
            view! {
                <Fieldset legend=format!("{one} {}", index + 1) legend_class="govuk-fieldset__legend--s" class=shape(row)>
                    {parts}
                    {remove}
                </Fieldset>
            }
        })
        .collect();
    let missing = missing.filter(|_| demanding).map(|words| {
        view! { <p class="govuk-error-message"><span class="govuk-visually-hidden">"Error: "</span>{words}</p> }
    });
    let hint = hint.map(|hint| view! { <Hint>{hint}</Hint> });
    let add = format!("add-{name}");
    view! {
        <div class="so-rows" id=format!("{name}-rows")>
            <input type="hidden" name=format!("{name}-count") value=count.to_string()/>
            {hint}
            {missing}
            {drawn}
            <Button kind=ButtonKind::Secondary name="act" value=add.clone() id=add>
                {format!("Add another {}", one.to_lowercase())}
            </Button>
        </div>
    }
    .into_any()
}

/// A row of short fields stands on one line where there is room.
fn shape(row: &[Item]) -> &'static str {
    let is_short = |item: &Item| {
        matches!(
            item,
            Item::Field(Field {
                widget: Widget::Money | Widget::Percent | Widget::Number | Widget::Select(_),
                ..
            })
        )
    };
    if row.iter().all(is_short) {
        "so-row so-row--short"
    } else {
        "so-row"
    }
}

fn table(years: &Years, demanding: bool) -> AnyView {
    let Years {
        caption,
        hint,
        years,
        rows,
    } = years.clone();
    if years.is_empty() {
        return view! {
            <p class="govuk-body">
                {format!("{caption}: enter the first financial year under Scope, and the years appear here.")}
            </p>
        }
        .into_any();
    }
    let mut head = vec![Column::text(caption.clone()).hidden()];
    head.extend(years.iter().map(|year| Column::text(year.to_string())));
    let rows = rows
        .iter()
        .map(|row| {
            let label = row.label.clone();
            let hint = row
                .hint
                .clone()
                .map(|hint| view! { <span class="govuk-hint so-block">{hint}</span> });
            let mut cells = vec![Cell::new(view! { {label}{hint} })];
            cells.extend(row.fields.iter().map(|one: &Field| {
                let mut labelled = one.clone();
                // The row's question and the year together name the field.
                labelled.label = row.label.clone();
                Cell::new(field(&labelled, Labelled::ForScreenReaders, demanding))
            }));
            cells
        })
        .collect::<Vec<_>>();
    let hint = hint.map(|hint| view! { <Hint>{hint}</Hint> });
    view! {
        <div class="so-years">
            <p class="govuk-heading-m govuk-!-margin-bottom-1" aria-hidden="true">{caption.clone()}</p>
            {hint}
            <Table caption=caption caption_class="govuk-visually-hidden" head rows row_headers=true/>
        </div>
    }
    .into_any()
}
