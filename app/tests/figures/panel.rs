//! Totals, value, ambition, ledgers, and what they rest on.

use app::figures::{FiguresPanel, Shown};
use domain::money::{BasisPoints, Parameters};
use domain::offer::{MatterKind, Proposal};
use leptos::prelude::*;

use super::tables::{table, tables};
use super::worked::{form, line_a, line_b, proposal, retyped, save};

fn drawn(proposal: &Proposal, parameters: &Parameters) -> String {
    let shown = Shown::of(proposal, parameters);
    Owner::new().with(|| view! { <FiguresPanel shown/> }.to_html())
}

fn panel(proposal: &Proposal) -> String {
    drawn(proposal, &Parameters::default())
}

#[test]
fn the_worked_example_stands_there_to_the_penny() {
    let html = panel(&proposal());
    let years = table(&html, "Cashable savings and what is put in");
    assert_eq!(
        years.heads,
        ["Figure", "2011-12", "2012-13", "2013-14", "All years"]
    );
    let additional = ["£375,000", "£2,680,000", "£5,565,000", "£8,620,000"];
    assert_eq!(years.row("Additional: central"), additional);
    let required = ["£100,000", "£350,000", "£350,000", "£800,000"];
    assert_eq!(years.row("Already required of all areas"), required);
    let put_in = ["£900,000", "£100,000", "£0", "£1,000,000"];
    assert_eq!(years.row("Put in, adjusted"), put_in);
    let net = ["−£525,000", "£2,580,000", "£5,565,000", "£7,620,000"];
    assert_eq!(years.row("Net: central"), net);
    let so_far = ["−£525,000", "£2,055,000", "£7,620,000", "£7,620,000"];
    assert_eq!(years.row("Net so far: central"), so_far);

    let worth = table(&html, "What it is worth");
    assert_eq!(worth.heads, ["Figure", "Low", "Central", "High"]);
    let npv = ["£5,973,424.70", "£7,162,740.67", "£8,352,056.64"];
    assert_eq!(worth.row("Net present value at 3.5%"), npv);
    let ratio = ["6.99 : 1", "8.19 : 1", "9.38 : 1"];
    assert_eq!(worth.row("Benefit to cost"), ratio);
    assert_eq!(worth.row("Pays back in"), ["2012-13"; 3]);

    assert!(html.contains("<dt>Net present value</dt><dd>£7.2m</dd><dd>Low £6m, high £8.4m</dd>"));
    assert!(html.contains("the report’s reference line is 2% (3.12)"));
    assert!(html.contains("is no pass mark"));
    assert!(
        html.contains("2012-13: £2.7m additional"),
        "the chart says its figures"
    );
    assert!(!html.contains("Not computable"));
    assert!(!html.contains("Other kinds of saving"));
}

#[test]
fn what_is_not_known_is_said_and_never_taken_for_nothing() {
    let mut offer = proposal();
    let unknown = retyped(line_b(), &[("required-2012-13", "")]);
    save(&mut offer, "line-b", MatterKind::SavingsLine, &unknown);
    save(
        &mut offer,
        "evidence",
        MatterKind::Evidence,
        &form(&[("local-spend-2013-14", "")]),
    );
    let html = panel(&offer);

    let reason = "Not computable yet: what is required of all areas in 2012-13 is not known.";
    assert_eq!(
        html.matches(reason).count(),
        1,
        "said once, above the figures"
    );
    assert!(html.contains("the locally controlled spend of 2013-14 is not given"));
    let not_yet = "Not computable yet";
    let years = table(&html, "Cashable savings and what is put in");
    let additional = ["£375,000", not_yet, "£5,565,000", not_yet];
    assert_eq!(years.row("Additional: central"), additional);
    let so_far = ["−£525,000", not_yet, not_yet, not_yet];
    assert_eq!(years.row("Net so far: central"), so_far);
    let worth = table(&html, "What it is worth");
    assert_eq!(worth.row("Net present value at 3.5%"), [not_yet; 3]);
    assert_eq!(worth.row("Benefit to cost"), [not_yet; 3]);
    assert!(
        !html.contains("2012-13: £"),
        "the chart leaves the year out"
    );
}

#[test]
fn a_missing_estimate_is_left_out_and_says_so() {
    let mut offer = proposal();
    let missing = retyped(line_a(), &[("high-2013-14", "about 2m")]);
    save(&mut offer, "line-a", MatterKind::SavingsLine, &missing);
    let html = panel(&offer);
    assert!(html.contains("left out of its year: 2013-14."));
}

#[test]
fn an_offer_without_years_costs_or_savings_has_figures_in_words() {
    let mut offer = proposal();
    save(
        &mut offer,
        "scope",
        MatterKind::Scope,
        &form(&[("start", "")]),
    );
    assert!(panel(&offer).contains("give the first financial year in Scope"));

    let mut offer = proposal();
    offer
        .kept
        .retain(|kept| kept.matter.kind() != MatterKind::Investment);
    assert_eq!(
        table(&panel(&offer), "What it is worth").row("Benefit to cost"),
        ["No cost"; 3]
    );

    let mut offer = proposal();
    offer
        .kept
        .retain(|kept| kept.matter.kind() != MatterKind::SavingsLine);
    assert_eq!(
        table(&panel(&offer), "What it is worth").row("Pays back in"),
        ["Not in these years"; 3]
    );

    let mut offer = proposal();
    let huge = retyped(
        line_a(),
        &[("low-2013-14", "999bn"), ("high-2013-14", "999bn")],
    );
    save(&mut offer, "line-a", MatterKind::SavingsLine, &huge);
    save(&mut offer, "line-b", MatterKind::SavingsLine, &huge);
    assert!(panel(&offer).contains("must be less than £1 trillion"));
}

#[test]
fn kinds_of_saving_are_kept_apart() {
    let mut offer = proposal();
    let before = table(&panel(&offer), "What it is worth")
        .row("Net present value at 3.5%")
        .join(" ");
    let receipt = retyped(
        line_a(),
        &[("title", "Old town hall"), ("kind", "capital_receipt")],
    );
    save(&mut offer, "receipt", MatterKind::SavingsLine, &receipt);
    let value = retyped(
        line_b(),
        &[("title", "Fewer accidents"), ("kind", "social_value")],
    );
    save(&mut offer, "value", MatterKind::SavingsLine, &value);
    let html = panel(&offer);
    let after = table(&html, "What it is worth");
    assert_eq!(after.row("Net present value at 3.5%").join(" "), before);

    let apart = table(&html, "Kept apart: all years, adjusted");
    let receipts = ["£3,705,000", "£3,895,000", "£4,085,000"];
    assert_eq!(apart.row("Capital receipts, once only"), receipts);
    assert!(apart.has("Social value"));
    assert!(!apart.has("Costs avoided"));
    assert!(html.contains("never added together (3.4)"));
}

#[test]
fn what_the_figures_rest_on_is_named_and_illustrative_until_it_has_a_source() {
    let mut parameters = Parameters::default();
    let html = drawn(&proposal(), &parameters);
    assert!(html.contains("Some of what these figures rest on is illustrative"));
    let basis = table(&html, "Parameters of the round");
    let rate = basis.row("Discount rate");
    assert_eq!(rate[..2], ["3.5%", "Illustrative: no source is given yet"]);

    parameters.discount_rate.source = Some("The Green Book (2003)".to_owned());
    parameters.discount_rate.value = BasisPoints::new(400);
    parameters.optimism_bias.source = Some("Guidance for the round".to_owned());
    let html = drawn(&proposal(), &parameters);
    assert!(!html.contains("Some of what these figures rest on is illustrative"));
    let rate = table(&html, "Parameters of the round");
    assert_eq!(
        rate.row("Discount rate")[..2],
        ["4%", "The Green Book (2003)"]
    );
    assert!(table(&html, "What it is worth").has("Net present value at 4%"));
}

#[test]
fn many_years_go_into_several_tables_that_fit_a_page() {
    let mut offer = proposal();
    offer.kind = domain::process::OfferKind::InnovativePolicyOffer;
    let scope = form(&[("start", "2011-12"), ("length", "10")]);
    save(&mut offer, "scope", MatterKind::Scope, &scope);
    let html = panel(&offer);
    assert!(tables(&html).iter().all(|table| table.heads.len() <= 6));
    let last = table(
        &html,
        "Cashable savings and what is put in – 2019-20 to All years",
    );
    assert_eq!(last.heads, ["Figure", "2019-20", "2020-21", "All years"]);
}
