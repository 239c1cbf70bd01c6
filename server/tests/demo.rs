//! The demo: the thirteen pilots go in through people's own acts, and are what they say.

mod bargains;

use domain::money::FinancialYear;
use domain::offer::{MatterKind, Standing, findings};
use domain::process::{OfferKind, Role, Stage};
use services::offers::{Filter, HistoryFilter, OfferRow, OfferView, Paging};
use services::{Refusal, Services, Viewer};
use single_offer::demo;

use crate::support::{World, both_databases, plain_press};

both_databases!(
    the_demo_is_what_it_says,
    a_demo_that_was_interrupted_is_refused
);

/// One story, since putting the demo in takes the longest; what changes something comes last.
async fn the_demo_is_what_it_says(world: World) {
    let services = with_demo(&world).await;
    the_thirteen_pilots_are_at_different_stages(&services).await;
    government_sees_no_draft(&services).await;
    every_figure_says_where_it_comes_from(&services).await;
    one_amount_alone_is_left_half_typed(&services).await;
    the_past_is_in_order_and_unbroken(&services).await;
    bargains::have_substance(&services).await;
    kent_is_ready_to_submit(&services).await;
}

async fn the_thirteen_pilots_are_at_different_stages(services: &Services) {
    assert_eq!(services.offers().places().await.unwrap().len(), 13);
    let mut found = Vec::new();
    for (leader, rows) in leaders(services).await {
        for row in rows {
            let view = read(services, &leader, &row).await;
            found.push((row.reference.to_string(), row.kind, view.stage));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let (single, innovative) = (OfferKind::SingleOffer, OfferKind::InnovativePolicyOffer);
    let told = [
        ("BDP-D1", innovative, Stage::Draft),
        ("BIR-1", single, Stage::Negotiating),
        ("BRA-1", single, Stage::Declined),
        ("BRA-D2", innovative, Stage::Draft),
        ("CRO-1", innovative, Stage::Submitted),
        ("CSW-D1", single, Stage::Draft),
        ("DUR-D1", innovative, Stage::Draft),
        ("GST-D1", innovative, Stage::Draft),
        ("KEN-1", innovative, Stage::Negotiating),
        ("KEN-D1", single, Stage::Draft),
        ("LEI-1", single, Stage::Submitted),
        ("LEW-1", innovative, Stage::Signing),
        ("LEW-D1", innovative, Stage::Draft),
        ("LUT-D1", innovative, Stage::Draft),
        ("MAN-1", innovative, Stage::Draft),
        ("WOR-1", innovative, Stage::InForce),
        ("WOR-D2", single, Stage::Draft),
    ]
    .map(|(name, kind, stage)| (name.to_owned(), kind, stage));
    assert_eq!(found, told);
    let birmingham = person(services, "Joan").await;
    let birmingham = services
        .offers()
        .read(&birmingham, &"BIR-1".parse().unwrap())
        .await
        .unwrap();
    assert_eq!(birmingham.champion.as_deref(), Some("Priya"));
    assert_eq!(services.today().to_string(), "2013-02-04");
}

async fn government_sees_no_draft(services: &Services) {
    for name in ["Ruth", "Tom", "Edward", "Helen"] {
        let viewer = person(services, name).await;
        let rows = rows(services, &viewer).await;
        assert!(!rows.is_empty(), "{name}");
        for row in rows {
            assert!(!row.reference.is_draft(), "{name}: {}", row.reference);
            let view = read(services, &viewer, &row).await;
            assert!(view.facts.submitted_before, "{name}: {}", row.reference);
            assert_eq!(view.as_submitted, view.stage == Stage::Draft, "{name}");
        }
        let kent = "KEN-D1".parse().unwrap();
        let kent = services.offers().read(&viewer, &kent).await;
        assert!(matches!(kent, Err(Refusal::NotFound)), "{name}");
    }
}

async fn kent_is_ready_to_submit(services: &Services) {
    let margaret = person(services, "Margaret").await;
    let kent = "KEN-D1".parse().unwrap();
    let view = services.offers().read(&margaret, &kent).await.unwrap();
    let missing: Vec<_> = findings(&view.verdicts())
        .into_iter()
        .map(|finding| finding.words.clone())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(
        view.proposal.years(),
        FinancialYear::run("2013-14".parse().unwrap(), 3)
    );
    let leader = margaret.hats.first().unwrap();
    let doer = margaret.acting_as(&leader.hat).unwrap();
    let name = services.offers().submit(&doer, &kent).await.unwrap();
    assert_eq!(name.to_string(), "KEN-2");
}

async fn every_figure_says_where_it_comes_from(services: &Services) {
    for (leader, rows) in leaders(services).await {
        for row in rows {
            let view = read(services, &leader, &row).await;
            let name = &row.reference;
            let lines = view.proposal.lines();
            let lines = lines.map(|(_, line)| (&line.title, line.standing, &line.source));
            let investments = view.proposal.investments();
            let investments = investments.map(|(_, one)| (&one.title, one.standing, &one.source));
            for (title, standing, source) in lines.chain(investments) {
                let illustrative = source.contains("llustrative");
                let reported = source.contains("paragraph");
                let fits = match standing {
                    Some(Standing::Reported) => reported,
                    Some(Standing::Estimated) => reported || illustrative,
                    Some(Standing::Illustrative) => illustrative,
                    None => false,
                };
                assert!(fits, "{name}, {title}: {standing:?}, {source}");
            }
            for (_, outcome) in view.proposal.outcomes() {
                assert!(!outcome.source.is_empty(), "{name}, {}", outcome.statement);
                for one in &outcome.indicators {
                    assert!(
                        says_where(&one.source),
                        "{name}, {}: {}",
                        one.name,
                        one.source
                    );
                }
            }
            for one in &view.proposal.evidence().spending {
                assert!(
                    says_where(&one.source),
                    "{name}, {}: {}",
                    one.service,
                    one.source
                );
            }
            for (_, budget) in view.proposal.budgets() {
                assert!(says_where(&budget.source), "{name}, {}", budget.title);
            }
            for (_, freedom) in view.proposal.freedoms() {
                assert!(says_where(&freedom.source), "{name}, {}", freedom.title);
            }
        }
    }
}

async fn one_amount_alone_is_left_half_typed(services: &Services) {
    let mut unread = Vec::new();
    for (leader, rows) in leaders(services).await {
        for row in rows {
            let view = read(services, &leader, &row).await;
            for kept in &view.proposal.kept {
                let sheet = view.sheet(&kept.key).unwrap();
                let problems = sheet
                    .fields()
                    .into_iter()
                    .filter(|one| one.problem.is_some());
                unread.extend(problems.map(|one| {
                    let kind = kept.matter.kind();
                    (
                        row.reference.to_string(),
                        kind,
                        one.name.clone(),
                        one.text.clone(),
                    )
                }));
            }
        }
    }
    let (kind, field, text) = (MatterKind::SavingsLine, "high-2014-15", "1.4 million?");
    let left = ("MAN-1".to_owned(), kind, field.to_owned(), text.to_owned());
    assert_eq!(unread, [left]);
}

async fn the_past_is_in_order_and_unbroken(services: &Services) {
    let (begins, ends) = ("2012-08-31", "2013-02-04");
    for (leader, rows) in leaders(services).await {
        for row in rows {
            let history = services
                .offers()
                .history(
                    &leader,
                    &row.reference,
                    &HistoryFilter::default(),
                    Paging::of(1, 100),
                )
                .await
                .unwrap();
            assert!(!history.entries.is_empty(), "{}", row.reference);
            assert!(
                history
                    .entries
                    .is_sorted_by(|newer, older| newer.at >= older.at)
            );
            for entry in &history.entries {
                let day = entry.at.date_naive().to_string();
                assert!(
                    begins < day.as_str() && day.as_str() < ends,
                    "{}: {day}",
                    row.reference
                );
            }
        }
    }
    assert!(services.verify(None).await.unwrap().entries > 300);
}

async fn a_demo_that_was_interrupted_is_refused(world: World) {
    let services = world.demo_instance().await;
    assert!(demo::check(&services).await.is_ok());
    services.put_setting("demo", "begun").await.unwrap();
    assert!(demo::check(&services).await.is_err());
}

/// The world with the demo in it.
async fn with_demo(world: &World) -> Services {
    let services = world.demo_instance().await;
    services.set_press(plain_press());
    demo::put_in(&services).await.unwrap();
    demo::check(&services).await.unwrap();
    services
}

/// Every place's leader, with the offers they see.
async fn leaders(services: &Services) -> Vec<(Viewer, Vec<OfferRow>)> {
    let mut leaders = Vec::new();
    for demo in services.demo_people().await.unwrap() {
        let viewer = services.viewer(&demo.person).await.unwrap().unwrap();
        let leads = |worn: &services::WornHat| worn.hat.role == Role::PlaceLeader;
        if viewer.hats.iter().any(leads) {
            let rows = rows(services, &viewer).await;
            leaders.push((viewer, rows));
        }
    }
    leaders
}

async fn person(services: &Services, name: &str) -> Viewer {
    let people = services.demo_people().await.unwrap();
    let demo = people.iter().find(|demo| demo.name == name).unwrap();
    services.viewer(&demo.person).await.unwrap().unwrap()
}

async fn rows(services: &Services, viewer: &Viewer) -> Vec<OfferRow> {
    let all = Filter::default();
    let offers = services.offers();
    let list = offers.list(viewer, &all, Paging::of(1, 100)).await;
    list.unwrap().rows
}

async fn read(services: &Services, viewer: &Viewer, row: &OfferRow) -> OfferView {
    let offers = services.offers();
    offers.read(viewer, &row.reference).await.unwrap()
}

/// Names a paragraph, a box or an annex of the report, or says that it is illustrative.
fn says_where(source: &str) -> bool {
    ["paragraph", "Box ", "Annex ", "llustrative"]
        .iter()
        .any(|words| source.contains(words))
}
