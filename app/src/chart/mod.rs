//! A chart of money by year, drawn on the server and, where an island follows the typing, in the browser as well.

mod scale;

use domain::money::Pence;
use leptos::prelude::*;

use scale::{HEIGHT, Scale, TOP};

/// The figures of one year: the additional saving with its range, and what is invested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartYear {
    pub label: String,
    pub low: Pence,
    pub central: Pence,
    pub high: Pence,
    /// What is invested, above nought; it is drawn below the line.
    pub cost: Pence,
}

const LEFT: i64 = 84;
const SLOT: i64 = 140;
const SAVING: i64 = 44;
const COST: i64 = 28;

/// Bars by year: savings filled with their range as a whisker, investment hatched and below the line. Every bar has
/// its figure written at it, so that no colour alone says anything; the exact figures belong in a table beside.
///
/// ```ignore
/// <Chart id="savings-chart" title="Additional savings and investment by year" years=years/>
/// ```
#[component]
pub fn Chart(
    /// What the ids in the drawing start with: one of its own for each chart of a page.
    #[prop(into)]
    id: String,
    #[prop(into)] title: String,
    years: Vec<ChartYear>,
) -> impl IntoView {
    let scale = Scale::holding(
        years
            .iter()
            .flat_map(|year| [year.low, year.central, year.high, -year.cost]),
    );
    let right = LEFT + SLOT * i64::try_from(years.len()).unwrap_or(0);
    let hatching = format!("{id}-hatching");
    let in_words: Vec<String> = years.iter().map(year_in_words).collect();
    let bars: Vec<_> = years
        .into_iter()
        .zip((LEFT..).step_by(SLOT.unsigned_abs() as usize))
        .map(|(year, from)| year_bars(&year, from, &scale, &hatching))
        .collect();
    view! {
        <figure class="so-chart">
            <figcaption class="govuk-heading-s" id=format!("{id}-title")>
                {title}
            </figcaption>
            <svg
                class="so-chart__drawing"
                viewBox=format!("0 0 {} {}", right + 8, TOP + HEIGHT + 56)
                role="img"
                aria-labelledby=format!("{id}-title")
                aria-describedby=format!("{id}-words")
                focusable="false"
            >
                <defs>
                    <pattern
                        id=hatching.clone()
                        width="8"
                        height="8"
                        patternUnits="userSpaceOnUse"
                        patternTransform="rotate(45)"
                    >
                        <line class="so-chart__hatching" x1="0" y1="0" x2="0" y2="8"></line>
                    </pattern>
                </defs>
                {axis(&scale, right)}
                {bars}
            </svg>
            {key(&hatching)}
            <p class="govuk-visually-hidden" id=format!("{id}-words")>
                {in_words.join(" ")}
            </p>
        </figure>
    }
}

/// One year as a sentence, for those who cannot see the drawing.
fn year_in_words(year: &ChartYear) -> String {
    let mut words = format!(
        "{}: {} additional, between {} and {}",
        year.label,
        year.central.rounded(),
        year.low.rounded(),
        year.high.rounded()
    );
    if !year.cost.is_zero() {
        words.push_str(&format!("; {} invested", year.cost.rounded()));
    }
    words.push('.');
    words
}

/// The round amounts and their lines; nought is the line that bars stand on.
fn axis(scale: &Scale, right: i64) -> impl IntoView + use<> {
    let lines: Vec<_> = scale
        .steps()
        .into_iter()
        .map(|amount| {
            let y = scale.height_of(amount);
            let class = if amount.is_zero() {
                "so-chart__axis"
            } else {
                "so-chart__grid"
            };
            view! {
                <line class=class x1=LEFT.to_string() x2=right.to_string() y1=y.to_string() y2=y.to_string()></line>
                <text class="so-chart__words" x=(LEFT - 8).to_string() y=(y + 5).to_string() text-anchor="end">
                    {amount.rounded()}
                </text>
            }
        })
        .collect();
    view! { <g aria-hidden="true">{lines}</g> }
}

fn year_bars(year: &ChartYear, from: i64, scale: &Scale, hatching: &str) -> impl IntoView + use<> {
    let saving_from = from + 12;
    let cost_from = saving_from + SAVING + 26;
    let middle = saving_from + SAVING / 2;
    let nought = scale.height_of(Pence::ZERO);
    let central = scale.height_of(year.central);
    let high = scale.height_of(year.high);
    let low = scale.height_of(year.low);
    // The figure stands beyond bar and whisker, on the side to which the bar points.
    let figure = if year.central.is_negative() {
        central.max(low) + 20
    } else {
        central.min(high) - 8
    };
    let whisker = format!(
        "M{} {high}h12M{middle} {high}V{low}M{} {low}h12",
        middle - 6,
        middle - 6
    );
    let cost = (!year.cost.is_zero()).then(|| {
        let end = scale.height_of(-year.cost);
        let words_at = if end >= nought { end + 18 } else { end - 8 };
        view! {
            {bar("so-chart__cost", format!("url(#{hatching})"), cost_from, COST, nought, end)}
            {figure_at(cost_from + COST / 2, words_at, year.cost.rounded())}
        }
    });
    view! {
        <g aria-hidden="true">
            {bar("so-chart__saving", "currentColor".to_owned(), saving_from, SAVING, nought, central)}
            <path class="so-chart__whisker-edge" d=whisker.clone()></path>
            <path class="so-chart__whisker" d=whisker></path>
            {figure_at(middle, figure, year.central.rounded())}
            {cost}
            <text
                class="so-chart__words so-chart__words--strong"
                x=(from + SLOT / 2).to_string()
                y=(TOP + HEIGHT + 44).to_string()
                text-anchor="middle"
            >
                {year.label.clone()}
            </text>
        </g>
    }
}

/// A bar between the line and where it ends, above or below.
fn bar(
    class: &'static str,
    fill: String,
    x: i64,
    width: i64,
    nought: i64,
    end: i64,
) -> impl IntoView {
    view! {
        <rect
            class=class
            fill=fill
            x=x.to_string()
            width=width.to_string()
            y=nought.min(end).to_string()
            height=(nought - end).abs().to_string()
        ></rect>
    }
}

fn figure_at(x: i64, y: i64, words: String) -> impl IntoView {
    view! {
        <text class="so-chart__words" x=x.to_string() y=y.to_string() text-anchor="middle">
            {words}
        </text>
    }
}

/// What bars, whiskers and hatching mean.
fn key(hatching: &str) -> impl IntoView + use<> {
    view! {
        <ul class="so-chart__key" aria-hidden="true">
            <li>
                <svg class="so-chart__swatch" viewBox="0 0 24 24" focusable="false">
                    <rect class="so-chart__saving" fill="currentColor" x="2" y="2" width="20" height="20"></rect>
                </svg>
                " Additional saving, central estimate"
            </li>
            <li>
                <svg class="so-chart__swatch" viewBox="0 0 24 24" focusable="false">
                    <path class="so-chart__whisker" d="M6 3h12M12 3V21M6 21h12"></path>
                </svg>
                " From the low to the high estimate"
            </li>
            <li>
                <svg class="so-chart__swatch" viewBox="0 0 24 24" focusable="false">
                    <rect
                        class="so-chart__cost"
                        fill=format!("url(#{hatching})")
                        x="2"
                        y="2"
                        width="20"
                        height="20"
                    ></rect>
                </svg>
                " Investment, below the line"
            </li>
        </ul>
    }
}
