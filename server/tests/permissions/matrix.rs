//! Everybody asks for everything, at one stage after the other.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use app::posts::address;
use app::routes::{ROUTES, Way};
use domain::process::OfferFacts;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::asks::{Ask, Then, asks};
use super::cast::{Asker, gather, pats, sign_in};
use super::kent::{Kent, situations};
use super::told::Told;
use crate::support::{Page, Site, World, between};

/// People who ask at the same time: enough to keep the machine busy, and no more.
pub static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// A name that no offer has.
const NOWHERE: &str = "KEN-77";

pub struct Matrix {
    pub kent: Kent,
    pub askers: Vec<Arc<Asker>>,
    /// About an offer; the others are asked once.
    pub on_offer: Arc<Vec<Ask>>,
    pub beside: Arc<Vec<Ask>>,
    requests: usize,
    told: BTreeMap<&'static str, usize>,
    pub wrong: Vec<String>,
}

/// One answer against what was expected.
struct Answered {
    told: Told,
    fault: Option<String>,
}

impl Matrix {
    pub async fn set_up(world: &World) -> Self {
        let site = Site::open(world).await;
        let mut people = gather(world).await;
        let person = |name: &str| {
            let found = people.iter().find(|(other, _)| *other == name);
            found.map(|(_, person)| person.clone()).unwrap()
        };
        let (kent, pat) = Kent::begin(world, person).await;
        people.push(pats(pat));
        let askers = sign_in(world, &site, people).await;
        let mut matrix = Self {
            askers: askers.into_iter().map(Arc::new).collect(),
            on_offer: Arc::default(),
            beside: Arc::default(),
            requests: 0,
            told: BTreeMap::new(),
            wrong: Vec::new(),
            kent,
        };
        matrix.plan();
        matrix
    }

    /// All that is asked. Signing out is left to the end, by which everybody is out.
    fn plan(&mut self) {
        let (mut on_offer, mut beside) = (Vec::new(), Vec::new());
        for route in ROUTES.iter().filter(|route| route.path != "/sign-out") {
            for act in route.acts {
                match asks(route, *act, &self.kent) {
                    Some(asks) if route.path.contains("{ref}") => on_offer.extend(asks),
                    Some(asks) => beside.extend(asks),
                    None => self.wrong.push(format!(
                        "{} {}: server/tests/permissions/asks.rs does not say how it is asked for {act:?}",
                        route.way.method(),
                        route.path
                    )),
                }
            }
        }
        self.on_offer = Arc::new(on_offer);
        self.beside = Arc::new(beside);
    }

    pub async fn walk(&mut self, world: &World) {
        // What is about no offer, and an offer that there is not.
        let mut asking = JoinSet::new();
        for asker in &self.askers {
            asking.spawn(all(asker.clone(), self.beside.clone(), None));
            asking.spawn(nowhere(asker.clone(), self.on_offer.clone()));
        }
        self.hear(asking).await;
        self.change(world, self.beside.clone(), None).await;
        for situation in situations() {
            self.kent.stands(world, situation).await;
            let facts = self.kent.facts(situation);
            let mut asking = JoinSet::new();
            for asker in &self.askers {
                let (asker, asks) = (asker.clone(), self.on_offer.clone());
                asking.spawn(all(asker, asks, Some(facts.clone())));
            }
            self.hear(asking).await;
            self.change(world, self.on_offer.clone(), Some(&facts))
                .await;
        }
        self.sign_out().await;
    }

    /// What may be done and changes something, one after the other, each made good again.
    async fn change(&mut self, world: &World, asks: Arc<Vec<Ask>>, facts: Option<&OfferFacts>) {
        for asker in &self.askers.clone() {
            for ask in asks.iter().filter(|ask| ask.then != Then::Same) {
                if Told::of(asker, ask, facts) != Told::Allowed {
                    continue;
                }
                let mut ask = ask.clone();
                if let Then::Saved(key) = &ask.then {
                    let version = self.kent.version(world, key).await;
                    ask = ask.sends("version", version.to_string());
                }
                if ask.then == Then::Removed {
                    ask = ask.sends("version", "1");
                }
                let answered = one(asker, &ask, facts).await;
                self.count(answered);
                if matches!(ask.then, Then::Removed | Then::Ended) {
                    self.kent.put_back(world).await;
                }
            }
        }
    }

    async fn sign_out(&mut self) {
        for asker in self.askers.clone() {
            let page = asker.browser.post("/sign-out", &[]).await;
            let after = asker.browser.get("/work").await;
            let fault = (page.status != 303 || page.to() != "/" || after.status != 303)
                .then(|| format!("{} is not signed out", asker.name));
            self.count(Answered {
                told: Told::Allowed,
                fault,
            });
        }
    }

    async fn hear(&mut self, mut asking: JoinSet<Vec<Answered>>) {
        while let Some(answers) = asking.join_next().await {
            for answered in answers.unwrap() {
                self.count(answered);
            }
        }
    }

    fn count(&mut self, answered: Answered) {
        self.requests += 1;
        *self.told.entry(answered.told.name()).or_default() += 1;
        self.wrong.extend(answered.fault);
    }
}

/// One asker asks for each in turn. What is allowed and changes something is left out.
async fn all(asker: Arc<Asker>, asks: Arc<Vec<Ask>>, facts: Option<OfferFacts>) -> Vec<Answered> {
    let _turn = AT_ONCE.acquire().await.unwrap();
    let mut answers = Vec::new();
    for ask in asks.iter() {
        let told = Told::of(&asker, ask, facts.as_ref());
        if ask.then == Then::Same || told != Told::Allowed {
            answers.push(one(&asker, ask, facts.as_ref()).await);
        }
    }
    answers
}

/// One asker asks for an offer that there is not. What they are told is kept: an offer that they may not see
/// has to be told in the same way.
async fn nowhere(asker: Arc<Asker>, asks: Arc<Vec<Ask>>) -> Vec<Answered> {
    let _turn = AT_ONCE.acquire().await.unwrap();
    let mut answers = Vec::new();
    for ask in asks.iter() {
        let told = Told::of(&asker, ask, None);
        let path = ask.path.replace("{ref}", NOWHERE);
        let page = send(&asker, ask, &path).await;
        asker.keep_nowhere(ask, bare(&page, &path));
        let fault = (!told.is_said_by(&page, ask, &path)).then(|| {
            format!(
                "{}: {path}: {told:?} expected, {} came",
                asker.name, page.status
            )
        });
        answers.push(Answered { told, fault });
    }
    answers
}

async fn one(asker: &Asker, ask: &Ask, facts: Option<&OfferFacts>) -> Answered {
    let told = Told::of(asker, ask, facts);
    let name = facts.map_or_else(|| NOWHERE.to_owned(), |facts| facts.reference.to_string());
    let path = ask.path.replace("{ref}", &name);
    let page = send(asker, ask, &path).await;
    let mut fault = (!told.is_said_by(&page, ask, &path)).then(|| {
        format!(
            "{}, {} {path} ({:?}) at {:?}: {told:?} expected, {} {} {} came",
            asker.name,
            ask.way.method(),
            ask.act,
            facts.map(|facts| facts.stage),
            page.status,
            page.to(),
            between(&page.text, "<h1", "</h1>"),
        )
    });
    // What may not be seen looks like what is not there.
    if fault.is_none() && facts.is_some() && matches!(told, Told::SignIn | Told::NotFound) {
        let (here, there) = (bare(&page, &path), asker.kept_nowhere(ask));
        if here != there {
            fault = Some(format!(
                "{}, {} {path}: not as where there is nothing:\n{here}\n{there}",
                asker.name,
                ask.way.method()
            ));
        }
    }
    Answered { told, fault }
}

pub async fn send(asker: &Asker, ask: &Ask, path: &str) -> Page {
    match ask.way {
        Way::Page | Way::File | Way::Stream => asker.browser.get(path).await,
        Way::Form => {
            let fields: Vec<(&str, &str)> = ask
                .fields
                .iter()
                .map(|(name, text)| (*name, text.as_str()))
                .collect();
            asker.browser.post(path, &fields).await
        }
    }
}

/// An answer without what differs from one request to the next: its own address, nonce, reference and time.
fn bare(page: &Page, path: &str) -> String {
    let nonce = between(&page.text, "nonce=\"", "\"");
    let reference = page.header("x-request-id").unwrap_or_default();
    let mut headers: Vec<String> = page
        .headers
        .iter()
        .filter(|(name, _)| *name != "x-request-id" && *name != "date")
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    headers.sort();
    let mut whole = format!("{}\n{}\n{}", page.status, headers.join("\n"), page.text);
    for (own, word) in [(nonce, "NONCE"), (reference, "REQUEST")] {
        if !own.is_empty() {
            whole = whole.replace(own, word);
        }
    }
    whole
        .replace(&address::text(path), "ADDRESS")
        .replace(path, "ADDRESS")
        .replace(between(&whole, ">Your work", "<"), "")
}

impl fmt::Display for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} askers × {} asks × {} situations: {} answers over HTTP {:?}",
            self.askers.len(),
            self.on_offer.len() + self.beside.len(),
            situations().len() + 1,
            self.requests,
            self.told,
        )
    }
}
