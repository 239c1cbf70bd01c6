//! Pages of an offer that are drawn once, and stand until something happens in it.
//!
//! People go back and forth between a table and its terms, and read a page again to see whether anything is new. Who
//! may see what is asked each time, of the store; what they see is then as it was, as long as the offer is in the same
//! state for them. A drawing is one person’s, under one hat, and goes nowhere else; nothing that happens in rooms they
//! do not see throws it away, so that the time a page takes tells of nothing either.

use std::{fmt, future::Future, sync::Arc};

use domain::process::{Act, Hat, OfferFacts, PersonId};
use leptos::prelude::*;
use leptos_meta::Title;
use quick_cache::{Weighter, sync::Cache};
use services::{
    Refusal,
    offers::{self, OfferState},
};

use crate::{
    asked::Asked,
    markup::Markup,
    page::{Away, drawn, left},
};

/// What all drawings take together, in bytes.
const ROOM: u64 = 6 * 1024 * 1024;
/// How many that are, about.
const ABOUT: usize = 64;
/// For how long one stands, in seconds: some of what a page says turns with the clock.
const STANDS: i64 = 60;

/// What stands before that moment.
const LIVE_SINCE: &str = "data-live-since=\"";

/// The drawings of this process.
pub struct Drawings(Cache<Key, Arc<Drawing>, Bytes>);

/// All that a page of an offer depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    person: PersonId,
    hats: Vec<Hat>,
    worn: Option<Hat>,
    address: String,
    facts: OfferFacts,
    state: OfferState,
    /// The minute it is.
    minute: i64,
}

/// The title of a page, and what stands between header and footer.
#[derive(Clone, PartialEq, Eq)]
struct Drawing {
    title: String,
    main: Markup,
}

#[derive(Clone)]
struct Bytes;

impl Weighter<Key, Arc<Drawing>> for Bytes {
    fn weight(&self, _: &Key, drawing: &Arc<Drawing>) -> u64 {
        u64::try_from(drawing.main.as_str().len()).unwrap_or(u64::MAX)
    }
}

impl Default for Drawings {
    fn default() -> Self {
        Self(Cache::with_weighter(ABOUT, ROOM, Bytes))
    }
}

impl fmt::Debug for Drawings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Drawings")
    }
}

/// A page like any other, of the offer at `ref`, which `act` lets people read. Everything that it shows follows from
/// the offer, the address, who looks and what minute it is.
pub fn kept_page<L, F, D, S, V>(act: Act, load: L, show: S) -> impl IntoView
where
    L: FnOnce(Asked) -> F + Send + 'static,
    F: Future<Output = Result<D, Away>> + Send + 'static,
    D: Send + 'static,
    S: FnOnce(D) -> V + Send + 'static,
    V: IntoView + 'static,
{
    let asked = use_context::<Asked>();
    Suspend::new(async move {
        let asked = asked?;
        let key = match Key::of(&asked, act).await {
            Ok(key) => key,
            Err(refusal) => return Some(left(&asked, refusal.into()).into_view().into_any()),
        };
        let kept = key.as_ref().and_then(|key| asked.drawings().0.get(key));
        if let (Some(kept), false) = (&kept, cfg!(debug_assertions)) {
            return Some(kept.view());
        }
        let main = match load(asked.clone()).await {
            Ok(data) => drawn(show(data)),
            Err(away) => return Some(left(&asked, away).into_view().into_any()),
        };
        let drawing = Drawing {
            title: asked.title().unwrap_or_default().to_owned(),
            main: main.clone(),
        };
        if let Some(kept) = kept {
            // In tests it was drawn again: it has to be the same, or the key is not all that it depends on.
            let is_still = Key::of(&asked, act).await.is_ok_and(|now| now == key);
            if is_still {
                kept.must_equal(&drawing);
            }
        } else if let Some(key) = key {
            asked.drawings().0.insert(key, Arc::new(drawing));
        }
        Some(main.into_view().into_any())
    })
}

impl Drawing {
    /// # Panics
    /// Where it is another, with the place where they part.
    fn must_equal(&self, again: &Self) {
        let (kept, now) = (self.timeless(), again.timeless());
        let same = kept.bytes().zip(now.bytes());
        let same = same.take_while(|(one, other)| one == other).count();
        let from = |text: &str| -> String {
            let start = text.floor_char_boundary(same.saturating_sub(80));
            text[start..].chars().take(200).collect()
        };
        assert!(
            kept == now && self.title == again.title,
            "kept, and not what it is now:\n{}\n{}",
            from(&kept),
            from(&now)
        );
    }

    /// Without the moment since when an open page wants to hear what is new: that of the drawing stays right.
    fn timeless(&self) -> String {
        let mut parts = self.main.as_str().split(LIVE_SINCE);
        let first = parts.next().map(str::to_owned).into_iter();
        let others = parts.filter_map(|part| part.split_once('"'));
        first
            .chain(others.map(|(_, rest)| rest.to_owned()))
            .collect()
    }

    fn view(&self) -> AnyView {
        let title = self.title.clone();
        view! {
            <Title text=title/>
            {self.main.clone().into_view()}
        }
        .into_any()
    }
}

impl Key {
    /// None for a page that gives back what was typed, or says what was wrong with it.
    ///
    /// # Errors
    /// Those of `act`, as `permit` says.
    async fn of(asked: &Asked, act: Act) -> Result<Option<Self>, Refusal> {
        if asked.typed().is_some() {
            return Ok(None);
        }
        let viewer = asked.viewer()?;
        let reference = offers::reference(asked.param("ref"))?;
        let services = asked.services();
        let entered = services.offers().enter(viewer, act, &reference).await?;
        let key = Self {
            person: viewer.person.clone(),
            hats: viewer.hats(),
            worn: asked.hat().cloned(),
            address: asked.address(),
            facts: entered.facts().clone(),
            state: entered.state().clone(),
            minute: services.now().timestamp().div_euclid(STANDS),
        };
        asked.enter(act, entered);
        Ok(Some(key))
    }
}
