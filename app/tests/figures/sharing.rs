//! Who gets what.

use app::figures::{SharingTable, Shown};
use domain::money::Parameters;
use domain::offer::{MatterKind, Proposal};
use leptos::prelude::*;

use super::tables::table;
use super::worked::{form, line_b, proposal, retyped, save, sharing};

fn drawn(proposal: &Proposal) -> String {
    let shown = Shown::of(proposal, &Parameters::default());
    Owner::new().with(|| view! { <SharingTable shown/> }.to_html())
}

#[test]
fn the_worked_example_is_shared_to_the_penny_by_name() {
    let html = drawn(&proposal());
    let central = table(&html, "Sharing: central estimates");
    for (head, cells) in [
        (
            "Additional savings",
            ["£375,000", "£2,680,000", "£5,565,000", "£8,620,000"],
        ),
        (
            "Recovered by Kent County Council",
            ["£250,000", "£450,000", "£0", "£700,000"],
        ),
        (
            "Recovered by Kent Police",
            ["£125,000", "£175,000", "£0", "£300,000"],
        ),
        ("Still to be recovered", ["£525,000", "£0", "£0", "£0"]),
        ("Shared", ["£0", "£2,055,000", "£5,565,000", "£7,620,000"]),
        (
            "Local part",
            ["£0", "£1,238,500", "£4,257,500", "£5,496,000"],
        ),
        (
            "Kent County Council",
            ["£0", "£681,175", "£2,341,625", "£3,022,800"],
        ),
        (
            "Kent Police",
            ["£0", "£371,550", "£1,277,250", "£1,648,800"],
        ),
        ("Health in Kent", ["£0", "£185,775", "£638,625", "£824,400"]),
        (
            "Central part",
            ["£0", "£816,500", "£1,307,500", "£2,124,000"],
        ),
        ("HM Treasury", ["£0", "£489,900", "£784,500", "£1,274,400"]),
        ("Home Office", ["£0", "£326,600", "£523,000", "£849,600"]),
    ] {
        assert_eq!(central.row(head), cells, "{head}");
    }
    assert!(!central.has("Deficit carried forward"));
    for caption in ["Sharing: low estimates", "Sharing: high estimates"] {
        assert!(table(&html, caption).has("Kent Police"));
    }
}

#[test]
fn a_deficit_is_carried_and_made_good_before_anything_is_shared() {
    let mut offer = proposal();
    // Brings the additional savings of the second year to −£200,000 and leaves those of the third.
    let loss = [
        ("low-2012-13", "-980k"),
        ("high-2012-13", "-980k"),
        ("required-2012-13", "450k"),
    ];
    let gain = [
        ("grade", "1"),
        ("low-2013-14", "3,825,000"),
        ("high-2013-14", "3,825,000"),
    ];
    let posted = retyped(retyped(line_b(), &loss), &gain);
    save(&mut offer, "line-b", MatterKind::SavingsLine, &posted);
    let central = table(&drawn(&offer), "Sharing: central estimates");
    for (head, cells) in [
        (
            "Additional savings",
            ["£375,000", "−£200,000", "£5,565,000", "£5,740,000"],
        ),
        ("Deficit carried forward", ["£0", "£200,000", "£0", "£0"]),
        (
            "Makes good earlier years",
            ["£0", "£0", "£200,000", "£200,000"],
        ),
        (
            "Still to be recovered",
            ["£525,000", "£625,000", "£0", "£0"],
        ),
        ("Local part", ["£0", "£0", "£3,192,000", "£3,192,000"]),
        ("Central part", ["£0", "£0", "£1,548,000", "£1,548,000"]),
    ] {
        assert_eq!(central.row(head), cells, "{head}");
    }
}

#[test]
fn what_keeps_savings_from_being_shared_is_said() {
    let mut offer = proposal();
    let nobody = [
        ("partner-0-part", ""),
        ("partner-1-part", ""),
        ("partner-2-part", ""),
    ];
    save(
        &mut offer,
        "sharing",
        MatterKind::Sharing,
        &retyped(sharing(), &nobody),
    );
    assert!(drawn(&offer).contains("Not computable yet: Name at least one partner"));

    offer
        .kept
        .retain(|kept| kept.matter.kind() != MatterKind::Sharing);
    assert!(
        drawn(&offer).contains("Not computable yet: nothing is said about how savings are shared.")
    );
}

#[test]
fn names_are_shown_as_they_were_written() {
    let mut offer = proposal();
    let name = form(&[("name", "<script>alert(1)</script> & \"Sons\"")]);
    save(&mut offer, "police", MatterKind::Partner, &name);
    let html = drawn(&offer);
    assert!(!html.contains("<script"));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Sons&quot;"));

    offer.kept.retain(|kept| kept.key.as_str() != "police");
    assert!(drawn(&offer).contains("Recovered by An organisation no longer in the offer"));
}
