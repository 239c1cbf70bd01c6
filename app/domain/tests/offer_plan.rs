//! From an offer to its plan, and one half-typed form put into a plan.

mod worked;

use domain::form::Posted;
use domain::money::{Appraisal, NotComputableYet, Parameters, Pence, SharingProblem};
use domain::offer::{Key, MatterKind, Place, plan, put, typed_figures};
use worked::{form, line_a, proposal, retyped, save, sharing};

#[test]
fn the_worked_example_comes_out_of_its_forms() {
    let appraisal = Appraisal::of(&plan(&proposal()), &Parameters::default()).expect("it is small");
    let npv = |text: &str| Ok(Pence::parse(text).expect(text));
    assert_eq!(appraisal.low.npv, npv("5,973,424.70"));
    assert_eq!(appraisal.central.npv, npv("7,162,740.67"));
    assert_eq!(appraisal.high.npv, npv("8,352,056.64"));
    assert_eq!(appraisal.investors, ["kent", "police"]);
}

/// Puts a form into the plan of the offer, and saves it in the offer: both plans have to be equal.
fn put_is_save(key: Option<&str>, kind: MatterKind, posted: &Posted) {
    let mut offer = proposal();
    let name = key.map(Key::new);
    let place = Place::of(&offer, kind, name.as_ref());
    let mut with = plan(&offer);
    let typed = typed_figures(kind, posted, &with.years).expect("every figure can be read");
    put(&mut with, &place, &typed);

    save(&mut offer, key.unwrap_or(""), kind, posted);
    assert_eq!(with, plan(&offer), "{kind:?} {posted:?}");
}

#[test]
fn a_form_put_in_a_plan_is_the_form_saved() {
    let dearer = [
        ("low-2012-13", "3m"),
        ("high-2012-13", "£3.5 million"),
        ("grade", "6"),
    ];
    put_is_save(
        Some("line-a"),
        MatterKind::SavingsLine,
        &retyped(line_a(), &dearer),
    );
    put_is_save(Some("line-a"), MatterKind::SavingsLine, &line_a());
    put_is_save(None, MatterKind::SavingsLine, &line_a());
    put_is_save(
        None,
        MatterKind::SavingsLine,
        &form(&[("title", "No kind yet")]),
    );
    let blank = retyped(line_a(), &[("low-2011-12", ""), ("required-2013-14", "")]);
    put_is_save(Some("line-b"), MatterKind::SavingsLine, &blank);

    let other = form(&[
        ("title", "Works"),
        ("investor", "health"),
        ("kind", "capital"),
        ("grade", "3"),
        ("amount-2011-12", ""),
        ("amount-2012-13", "-1"),
        ("amount-2013-14", "5"),
    ]);
    put_is_save(Some("invest-1"), MatterKind::Investment, &other);
    put_is_save(None, MatterKind::Investment, &other);

    put_is_save(Some("sharing"), MatterKind::Sharing, &sharing());
    let steps = [
        ("tier-2-local", "65.5"),
        ("recovery", "no"),
        ("partner-1-body", ""),
    ];
    put_is_save(
        Some("sharing"),
        MatterKind::Sharing,
        &retyped(sharing(), &steps),
    );

    let spend = form(&[("local-spend-2011-12", "1bn"), ("local-spend-2013-14", "")]);
    put_is_save(Some("evidence"), MatterKind::Evidence, &spend);
}

#[test]
fn a_row_that_is_taken_away_leaves_the_others_as_they_were_typed() {
    for (act, locals) in [
        ("remove-tier-0", ["70%", "80%"]),
        ("remove-tier-1", ["50%", "80%"]),
    ] {
        let mut offer = proposal();
        let gone = retyped(
            sharing(),
            &[("act", act), ("partner-0-body", ""), ("partner-0-part", "")],
        );
        save(&mut offer, "sharing", MatterKind::Sharing, &gone);
        let rule = plan(&offer).sharing.expect("there is a rule");
        let left: Vec<_> = rule
            .tiers
            .iter()
            .map(|tier| tier.local.to_string())
            .collect();
        assert_eq!(left, locals);
        let partners: Vec<_> = rule
            .partners
            .iter()
            .map(|share| share.who.as_str())
            .collect();
        assert_eq!(partners, ["police", "health"]);
        put_is_save(Some("sharing"), MatterKind::Sharing, &gone);
    }
}

#[test]
fn a_line_that_was_not_counted_takes_its_place_among_the_others() {
    let mut offer = proposal();
    let uncounted = retyped(line_a(), &[("kind", "")]);
    save(&mut offer, "line-a", MatterKind::SavingsLine, &uncounted);
    let mut with = plan(&offer);
    assert_eq!(with.lines.len(), 1);

    let key = Key::new("line-a");
    let place = Place::of(&offer, MatterKind::SavingsLine, Some(&key));
    let typed = typed_figures(MatterKind::SavingsLine, &line_a(), &with.years);
    put(&mut with, &place, &typed.expect("every figure can be read"));
    assert_eq!(with, plan(&proposal()));
}

#[test]
fn a_form_with_a_figure_that_cannot_be_read_says_nothing_yet() {
    let years = proposal().years();
    for (name, text) in [
        ("low-2011-12", "£"),
        ("high-2012-13", "1,6m"),
        ("required-2013-14", "about 3m"),
        ("high-2012-13", "1m"),
    ] {
        let posted = retyped(line_a(), &[(name, text)]);
        assert_eq!(
            typed_figures(MatterKind::SavingsLine, &posted, &years),
            None,
            "{name} {text}"
        );
    }
    for (name, text) in [
        ("tier-0-up-to", "x"),
        ("tier-1-local", "70%%"),
        ("partner-2-part", "a"),
    ] {
        let posted = retyped(sharing(), &[(name, text)]);
        assert_eq!(
            typed_figures(MatterKind::Sharing, &posted, &years),
            None,
            "{name} {text}"
        );
    }
    let amount = form(&[("kind", "revenue"), ("amount-2011-12", "much")]);
    assert_eq!(typed_figures(MatterKind::Investment, &amount, &years), None);
    let spend = form(&[("local-spend-2011-12", "1e9")]);
    assert_eq!(typed_figures(MatterKind::Evidence, &spend, &years), None);
    assert_eq!(typed_figures(MatterKind::Freedom, &spend, &years), None);
}

#[test]
fn a_sharing_rule_that_cannot_be_used_says_why() {
    let mut offer = proposal();
    let ends = retyped(sharing(), &[("tier-2-up-to", "9m")]);
    save(&mut offer, "sharing", MatterKind::Sharing, &ends);
    let appraisal = Appraisal::of(&plan(&offer), &Parameters::default()).expect("it is small");
    let reason = NotComputableYet::Sharing(SharingProblem::LastTierEnds);
    assert_eq!(appraisal.central.sharing, Err(reason));

    let half_said = retyped(sharing(), &[("tier-1-local", ""), ("tier-2-local", "")]);
    save(&mut offer, "sharing", MatterKind::Sharing, &half_said);
    let appraisal = Appraisal::of(&plan(&offer), &Parameters::default()).expect("it is small");
    let reason = NotComputableYet::Sharing(SharingProblem::NoTiers);
    assert_eq!(appraisal.central.sharing, Err(reason));

    let mut offer = proposal();
    offer.kept.retain(|kept| kept.key.as_str() != "sharing");
    let appraisal = Appraisal::of(&plan(&offer), &Parameters::default()).expect("it is small");
    assert_eq!(
        appraisal.central.sharing,
        Err(NotComputableYet::NoSharingRule)
    );
}
