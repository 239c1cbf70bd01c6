//! Somebody who reads all that they can reach, and notices whatever is different the second time.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use app::routes::{ROUTES, Way};
use services::Services;

use super::whispers::Offers;
use crate::support::{Browser, Page, Site, World};

pub struct Reader {
    pub name: &'static str,
    browser: Browser,
    /// What was answered at each address.
    read: BTreeMap<String, String>,
}

/// In the demo everybody reads all mail that went out, whatever its room: nobody has a mailbox there, and the demo
/// refuses to listen where others than whoever started it could read along (`server/src/config.rs` tests that).
/// What `/outbox` shows elsewhere is read by some outside the demo. Links to sign in are spent by looking.
const LEFT_OUT: &[&str] = &["/outbox", "/sign-in/link/{token}"];

/// Every address that is read, as the table of routes writes it. Streams are heard in `server/tests/live.rs`: what
/// they say is when, and there the order proves what is not said.
pub fn pages() -> impl Iterator<Item = &'static str> {
    ROUTES
        .iter()
        .filter(|route| matches!(route.way, Way::Page | Way::File))
        .map(|route| route.path)
        .filter(|path| !LEFT_OUT.contains(path))
}

impl Reader {
    pub async fn enter(site: &Site, services: &Services, name: &str) -> Self {
        let browser = site.entered(services, name).await;
        Self {
            name: String::leak(name.to_owned()),
            browser,
            read: BTreeMap::new(),
        }
    }

    /// Somebody of a house that is no demo.
    pub async fn by_link(site: &Site, world: &World, address: &str) -> Self {
        Self {
            name: String::leak(format!("{address} outside the demo")),
            browser: site.signed_in(world, address).await,
            read: BTreeMap::new(),
        }
    }

    /// Reads one page.
    pub async fn look_at(&mut self, address: &str) {
        let page = self.browser.get(address).await;
        assert_eq!(page.status, 200, "{address}");
        self.read.insert(address.to_owned(), seen(&page));
    }

    /// Reads every route with every name, and whatever the pages lead to.
    pub async fn read(&mut self, offers: &Offers) {
        let mut ahead: VecDeque<String> = addresses(offers).into();
        while let Some(address) = ahead.pop_front() {
            if self.read.contains_key(&address) {
                continue;
            }
            let page = self.browser.get(&address).await;
            ahead.extend(links(&page.text).filter(|link| is_ours(link)));
            self.read.insert(address, seen(&page));
        }
    }

    /// Reads it all once more: nothing may have changed, and none of these words may stand anywhere.
    pub async fn finds_nothing_new(&mut self, words: &[&str]) {
        for (address, before) in &self.read {
            let now = seen(&self.browser.get(address).await);
            assert!(
                now == *before,
                "{} at {address}:\n{}",
                self.name,
                difference(before, &now)
            );
        }
        self.finds_nothing(words);
        for word in words {
            for search in [
                "/offers?text=",
                "/search?q=",
                "/offers/BIR-1/talk?section=",
                "/offers/BIR-1/talk/",
            ] {
                let one = self.browser.get(&format!("{search}{word}")).await.text;
                let other = self
                    .browser
                    .get(&format!("{search}qzneverwritten"))
                    .await
                    .text;
                let same =
                    plain(&one).replace(word, "") == plain(&other).replace("qzneverwritten", "");
                assert!(same, "{} looks for {word} at {search}", self.name);
            }
        }
    }

    /// Reads one page once more: it has to tell more than before, and is what is compared with from now on.
    pub async fn finds_something_new(&mut self, address: &str) {
        let before = self.read[address].clone();
        self.look_at(address).await;
        assert_ne!(self.read[address], before, "{} at {address}", self.name);
    }

    pub fn finds_nothing(&self, words: &[&str]) {
        for (address, text) in &self.read {
            for word in words {
                assert!(
                    !text.contains(word),
                    "{} reads {word} at {address}",
                    self.name
                );
            }
        }
    }

    pub fn has_read(&self, word: &str) -> bool {
        self.read.values().any(|text| text.contains(word))
    }

    /// The lines of the table whose addresses were asked for.
    pub fn routes(&self) -> impl Iterator<Item = &'static str> {
        pages().filter(|path| self.read.keys().any(|address| fits(path, address)))
    }
}

/// Every route that only reads, with every name that there is for its parts.
fn addresses(offers: &Offers) -> Vec<String> {
    let mut all = BTreeSet::new();
    for path in pages() {
        let mut some = vec![path.to_owned()];
        if path.contains("{ref}") {
            some = fill(&some, "{ref}", &offers.references);
        }
        let mut filled = Vec::new();
        for address in some {
            let of = address.split('/').nth(2).unwrap_or_default().to_owned();
            if address.contains("{section}/{key}") {
                for (_, section, key) in offers.matters.iter().filter(|one| one.0 == of) {
                    let part = format!("{}/{key}", section.slug());
                    filled.push(address.replace("{section}/{key}", &part));
                }
            } else if address.contains("{thread}") {
                for (_, thread, comments) in &offers.talk {
                    for comment in comments {
                        let with = address.replace("{thread}", thread);
                        filled.push(with.replace("{comment}", comment));
                    }
                }
            } else if address.contains("partners/{key}") {
                for (_, _, key) in offers.matters.iter().filter(|one| one.0 == of) {
                    filled.push(address.replace("{key}", key.as_str()));
                }
            } else {
                let sections = domain::process::Section::ALL.iter();
                let sections: Vec<_> = sections.map(|one| one.slug().to_owned()).collect();
                filled.extend(fill(&[address], "{section}", &sections));
            }
        }
        // What belongs to people and organisations is the same for all rooms: any name will do.
        all.extend(filled.into_iter().map(|address| rest(&address)));
    }
    for room in ["place", "whitehall", "joint"] {
        for offer in &offers.references {
            all.insert(format!("/offers/{offer}/talk?room={room}"));
            all.insert(format!("/offers/{offer}/history?room={room}"));
        }
    }
    all.into_iter().collect()
}

fn fill(addresses: &[String], part: &str, names: &[String]) -> Vec<String> {
    let mut filled = Vec::new();
    for address in addresses {
        if !address.contains(part) {
            filled.push(address.clone());
            continue;
        }
        filled.extend(names.iter().map(|name| address.replace(part, name)));
    }
    filled
}

/// Fills what is left in an address.
fn rest(address: &str) -> String {
    address
        .split('/')
        .map(|part| match part {
            "{id}" | "{organisation}" => "birmingham",
            "{person}" => "nobody",
            "{n}" => "1",
            part if part.starts_with('{') => "anything",
            part => part,
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// Whether an address is one of this line of the table.
fn fits(path: &str, address: &str) -> bool {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let (mut parts, mut names) = (path.split('/'), address.split('/'));
    loop {
        match (parts.next(), names.next()) {
            (None, None) => return true,
            (Some(part), Some(name)) if part == name || part.starts_with('{') => {}
            _ => return false,
        }
    }
}

/// Pages of the three offers and those of no offer. What leads out of here, or to a file, is not read.
fn is_ours(link: &str) -> bool {
    let other_offer = link.strip_prefix("/offers/").is_some_and(|rest| {
        !["BIR-1", "LEI-1", "KEN-D1", "new"]
            .iter()
            .any(|one| rest.starts_with(one))
    });
    link.starts_with('/')
        && !link.starts_with("//")
        && !link.starts_with("/assets")
        && !link.starts_with("/outbox")
        && !link.starts_with("/offers?")
        // Places and departments are managed alike: one stands for all.
        && (!link.starts_with("/organisations/")
            || link.starts_with("/organisations/birmingham"))
        && !link.starts_with("/acting-for?")
        && !other_offer
}

fn links(text: &str) -> impl Iterator<Item = String> {
    text.split("href=\"").skip(1).filter_map(|rest| {
        let link = rest.split('"').next()?.replace("&amp;", "&");
        Some(link.split('#').next()?.to_owned())
    })
}

/// What came back, without what differs between any two requests.
fn seen(page: &Page) -> String {
    format!("{} {}\n{}", page.status, page.to(), plain(&page.text))
}

/// Nonces and the reference of a request are drawn anew each time.
fn plain(text: &str) -> String {
    let text = without(text, "nonce=\"", "\"");
    let text = without(&text, "data-live-since=\"", "\"");
    let text = without(&text, "<code id=\"reference\">", "</code>");
    without(&text, "so-reference\">", "<")
}

fn without(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(start);
        out.push_str(part.find(end).map_or(part, |at| &part[at..]));
    }
    out
}

/// The first place where two texts differ.
fn difference(before: &str, now: &str) -> String {
    let at = before
        .bytes()
        .zip(now.bytes())
        .position(|(one, other)| one != other)
        .unwrap_or(before.len().min(now.len()));
    let around = |text: &str| {
        let from = text.floor_char_boundary(at.saturating_sub(200));
        let to = text.floor_char_boundary((at + 200).min(text.len()));
        text[from..to].to_owned()
    };
    format!("before: {}\n\nnow: {}", around(before), around(now))
}
