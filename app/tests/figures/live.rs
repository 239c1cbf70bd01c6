//! The figures that follow the typing are those of the form saved.

use app::figures::{FiguresBeside, Live, Shown, UNREAD, beside, spoken};
use domain::form::Posted;
use domain::money::Parameters;
use domain::offer::{Key, MatterKind};
use leptos::prelude::*;

use super::worked::{form, line_a, proposal, retyped, save, sharing};

/// As the browser has it: through the page and back.
fn in_the_browser(live: &Live) -> Live {
    let sent = serde_json::to_string(live).expect("a plan can be sent");
    assert!(
        !sent.contains("One front door"),
        "prose stays on the server"
    );
    serde_json::from_str(&sent).expect("what was sent can be read")
}

fn typed_is_saved(kind: MatterKind, key: &str, posted: &Posted) {
    let mut offer = proposal();
    let parameters = Parameters::default();
    let name = Key::new(key);
    let live = Live::of(&offer, &parameters, kind, Some(&name));
    let browser = in_the_browser(&live).typed(Some(posted));
    let server = live.typed(Some(posted));

    save(&mut offer, key, kind, posted);
    let saved = Shown::of(&offer, &parameters);
    assert_eq!(
        beside(kind, &browser.shown()),
        beside(kind, &saved),
        "{key}"
    );
    assert_eq!(beside(kind, &server.shown()), beside(kind, &saved), "{key}");
    assert_eq!(spoken(kind, &browser.shown()), spoken(kind, &saved));
}

#[test]
fn page_and_island_work_the_same_figures_out_of_a_form() {
    let dearer = [
        ("low-2012-13", "3m"),
        ("high-2012-13", "£3.5 million"),
        ("grade", "6"),
    ];
    typed_is_saved(
        MatterKind::SavingsLine,
        "line-a",
        &retyped(line_a(), &dearer),
    );
    typed_is_saved(MatterKind::SavingsLine, "line-c", &line_a());
    let receipt = retyped(
        line_a(),
        &[("kind", "capital_receipt"), ("required-2011-12", "")],
    );
    typed_is_saved(MatterKind::SavingsLine, "line-b", &receipt);

    let other = form(&[
        ("investor", "health"),
        ("kind", "capital"),
        ("grade", "3"),
        ("amount-2011-12", ""),
        ("amount-2012-13", "250k"),
    ]);
    typed_is_saved(MatterKind::Investment, "invest-2", &other);
    let steps = [
        ("tier-1-up-to", "2m"),
        ("tier-2-local", "65.5"),
        ("recovery", "no"),
    ];
    typed_is_saved(MatterKind::Sharing, "sharing", &retyped(sharing(), &steps));
    typed_is_saved(
        MatterKind::Sharing,
        "sharing",
        &retyped(sharing(), &[("act", "remove-tier-0")]),
    );
    let spend = form(&[("local-spend-2013-14", "£1bn")]);
    typed_is_saved(MatterKind::Evidence, "evidence", &spend);
}

#[test]
fn while_a_figure_cannot_be_read_the_last_sums_stand() {
    let offer = proposal();
    let key = Key::new("line-a");
    let kind = MatterKind::SavingsLine;
    let live = Live::of(&offer, &Parameters::default(), kind, Some(&key));
    let before = beside(kind, &live.shown());
    let typed = live
        .clone()
        .typed(Some(&retyped(line_a(), &[("low-2011-12", "£")])));
    assert!(typed.is_unread());
    assert_eq!(beside(kind, &typed.shown()), before);

    let draw = |live: Live| Owner::new().with(|| view! { <FiguresBeside live/> }.to_html());
    let notice = format!("<div class=\"govuk-inset-text\">{UNREAD}");
    assert!(draw(typed).contains(&notice));
    let html = draw(live);
    assert!(!html.contains(&notice));
    assert!(html.contains("<leptos-island"));
    assert!(
        html.contains(before.as_str()),
        "drawn on the server as in the browser"
    );
    assert!(html.contains("What these figures rest on"));
}

#[test]
fn new_sums_are_said_in_a_sentence() {
    let shown = Shown::of(&proposal(), &Parameters::default());
    assert_eq!(
        spoken(MatterKind::SavingsLine, &shown),
        "New figures. Additional in 2013-14: £5,565,000. Net present value: £7,162,740.67. \
         Benefit to cost: 8.19 : 1. Pays back: 2012-13."
    );
    assert_eq!(
        spoken(MatterKind::Sharing, &shown),
        "New figures. Over all years, £5,496,000 stays local and £2,124,000 is central."
    );
}
