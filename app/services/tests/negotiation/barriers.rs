//! What stands in the way: raised by either side, told to whoever can remove it, and blocking what it blocks.

use domain::negotiation::Stance;
use services::Refusal;
use services::offers::Paging;

use super::cast::Bargain;
use crate::offers::cast::{Actor, Typed, post};
use crate::support::{World, both_databases};

both_databases!(
    a_barrier_is_raised_for_all_to_read_and_told_to_whoever_can_remove_it,
    a_barrier_that_does_not_say_who_and_when_is_not_raised,
    two_people_who_write_in_one_barrier_see_both_texts,
    who_may_raise_and_change_it,
);

/// Benefits data cannot be shared: Work and Pensions can change that.
fn data(terms: &str) -> Vec<(&'static str, String)> {
    vec![
        ("what", "Benefits data cannot be shared.".to_owned()),
        ("owner", "dwp".to_owned()),
        ("due", "3 May 2099".to_owned()),
        ("status", "open".to_owned()),
        ("blocks", terms.to_owned()),
        ("steps-count", "0".to_owned()),
        ("trial", String::new()),
    ]
}

fn typed<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect()
}

impl Bargain {
    async fn raise(&self, who: &Actor, fields: Typed<'_>) -> Result<String, Refusal> {
        self.services()
            .negotiation()
            .raise_barrier(&who.doer, &self.kent, &post(fields))
            .await
    }
}

async fn a_barrier_is_raised_for_all_to_read_and_told_to_whoever_can_remove_it(world: World) {
    let table = Bargain::of(world).await;
    let outcome = table.number("outcome").await;
    let fields = data(&outcome.to_string());
    let slug = table
        .raise(&table.cast.dev, &typed(&fields))
        .await
        .expect("Dev raises it");
    let again = table
        .raise(&table.cast.dev, &typed(&fields))
        .await
        .expect("the same press");
    assert_eq!(slug, again);
    assert_eq!(table.cast.events("barrier-raised").await, 1);
    let told = table
        .cast
        .world
        .texts("SELECT to_person AS answer FROM outbox WHERE kind = 'barrier-raised'")
        .await;
    assert_eq!(told, [table.wendy.person.to_string()]);
    for reader in [&table.cast.ann, &table.theo, &table.cast.carla, &table.pat] {
        let list = table
            .services()
            .negotiation()
            .barriers(
                &reader.viewer,
                reader.doer.hat(),
                &table.kent,
                Paging::first(),
            )
            .await
            .expect("is read");
        assert_eq!(list.total, 1);
        let row = &list.rows[0];
        assert_eq!(row.owner, "Department for Work and Pensions");
        assert!(row.stands && !row.is_late);
        assert_eq!(row.blocks, [outcome.to_string()]);
    }
    // It blocks the deal although everybody agrees to the term.
    table
        .says(&table.cast.ann, outcome, Stance::Agree, "")
        .await
        .expect("Kent agrees");
    table
        .says(&table.wendy, outcome, Stance::Agree, "")
        .await
        .expect("Work and Pensions agrees");
    let mut removed = data(&outcome.to_string());
    removed[3].1 = "removed".to_owned();
    let view = table
        .services()
        .negotiation()
        .barrier(
            &table.wendy.viewer,
            table.wendy.doer.hat(),
            &table.kent,
            &slug,
        )
        .await
        .expect("is read");
    assert!(view.may_update && view.barrier.blocks(outcome));
    table
        .services()
        .negotiation()
        .update_barrier(
            &table.wendy.doer,
            &table.kent,
            &slug,
            view.version,
            &post(&typed(&removed)),
        )
        .await
        .expect("is removed");
    let view = table
        .services()
        .negotiation()
        .barrier(
            &table.wendy.viewer,
            table.wendy.doer.hat(),
            &table.kent,
            &slug,
        )
        .await
        .expect("is read");
    assert!(!view.barrier.blocks(outcome));
    assert_eq!(view.edited_by, "Wendy");
    assert_eq!(table.cast.events("barrier-changed").await, 1);
}

async fn a_barrier_that_does_not_say_who_and_when_is_not_raised(world: World) {
    let table = Bargain::of(world).await;
    let refused = table
        .raise(
            &table.cast.ann,
            &[("what", ""), ("owner", "nobody"), ("due", "soon")],
        )
        .await;
    let Err(Refusal::Invalid(faults)) = refused else {
        panic!("{refused:?}");
    };
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    for field in ["what", "owner", "due"] {
        assert!(fields.contains(&field), "{field} in {fields:?}");
    }
    assert_eq!(table.cast.world.rows_in("barriers").await, 0);
    assert_eq!(table.cast.events("barrier-raised").await, 0);
}

async fn two_people_who_write_in_one_barrier_see_both_texts(world: World) {
    let table = Bargain::of(world).await;
    let fields = data("");
    let slug = table
        .raise(&table.cast.ann, &typed(&fields))
        .await
        .expect("is raised");
    let mut hers = data("");
    hers[0].1 = "Benefits data cannot be shared by law.".to_owned();
    let mut his = data("");
    his[0].1 = "Benefits data is not shared.".to_owned();
    let negotiation = table.services().negotiation();
    negotiation
        .update_barrier(
            &table.wendy.doer,
            &table.kent,
            &slug,
            1,
            &post(&typed(&hers)),
        )
        .await
        .expect("Wendy is first");
    let second = negotiation
        .update_barrier(&table.theo.doer, &table.kent, &slug, 1, &post(&typed(&his)))
        .await;
    let Err(Refusal::Conflict(conflict)) = second else {
        panic!("{second:?}");
    };
    assert_eq!(conflict.version, 2);
    assert_eq!(conflict.saved_by, "Wendy");
    assert!(conflict.theirs.contains("by law"));
    assert!(conflict.yours.contains("is not shared"));
    // Who sends what stands, or what they started from, loses nothing and overwrites nothing.
    for same in [&hers, &fields] {
        negotiation
            .update_barrier(&table.theo.doer, &table.kent, &slug, 1, &post(&typed(same)))
            .await
            .expect("nothing to do");
    }
    assert_eq!(table.cast.events("barrier-changed").await, 1);
}

async fn who_may_raise_and_change_it(world: World) {
    let table = Bargain::of(world).await;
    let fields = data("");
    let lena = table.raise(&table.cast.lena, &typed(&fields)).await;
    assert!(matches!(lena, Err(Refusal::NotFound)), "{lena:?}");
    let noor = table.raise(&table.cast.noor, &typed(&fields)).await;
    assert!(matches!(noor, Err(Refusal::NotAllowed(_))), "{noor:?}");
    let draft = table.cast.start().await;
    let early = table
        .services()
        .negotiation()
        .raise_barrier(&table.cast.ann.doer, &draft, &post(&typed(&fields)))
        .await;
    assert!(matches!(early, Err(Refusal::WrongStage(_))), "{early:?}");
    let unknown = table
        .services()
        .negotiation()
        .update_barrier(
            &table.cast.ann.doer,
            &table.kent,
            "nowhere",
            1,
            &post(&typed(&fields)),
        )
        .await;
    assert!(matches!(unknown, Err(Refusal::NotFound)), "{unknown:?}");
    // The partner whose part it is can be named as well as a department.
    let police = table.police.to_string();
    let mut of_the_police = data("");
    of_the_police[1].1 = police;
    table
        .raise(&table.cast.carla, &typed(&of_the_police))
        .await
        .expect("the champion raises it");
    let told = table
        .cast
        .world
        .texts("SELECT to_person AS answer FROM outbox WHERE kind = 'barrier-raised'")
        .await;
    assert_eq!(told, [table.pat.person.to_string()]);
}
