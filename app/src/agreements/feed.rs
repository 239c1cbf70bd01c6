//! `/agreements.atom`: agreements and their versions as they come into force, for whoever follows them.

use atom_syndication::{Category, Entry, Feed, Generator, Link, Person, Text};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, FixedOffset, Utc};
use services::{Refusal, agreements::FeedEntry};

use crate::{
    london,
    page::{Asked, House},
    problem::Problem,
};

const TITLE: &str = "Agreements between places and government";
const KIND: HeaderValue = HeaderValue::from_static("application/atom+xml; charset=utf-8");

/// `/agreements.atom`.
pub async fn file(State(house): State<House>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    match feed(&asked).await {
        Ok(feed) => ([(header::CONTENT_TYPE, KIND)], feed).into_response(),
        Err(refusal) => Problem::from(refusal).into_response(),
    }
}

async fn feed(asked: &Asked) -> Result<String, Refusal> {
    let services = asked.services();
    let entries = services.agreements().feed().await?;
    let site = &services.settings().public_url;
    Ok(written(site, &entries))
}

fn written(site: &str, entries: &[FeedEntry]) -> String {
    let own = format!("{site}/agreements.atom");
    // A feed of nothing has never changed.
    let updated = entries.iter().map(|entry| entry.updated).max();
    let feed = Feed {
        title: TITLE.into(),
        id: own.clone(),
        updated: fixed(updated.unwrap_or_default()),
        authors: vec![author()],
        generator: Some(Generator {
            value: "Single Offer".to_owned(),
            ..Generator::default()
        }),
        links: vec![
            link("self", own),
            link("alternate", format!("{site}/agreements")),
        ],
        entries: entries.iter().map(|entry| one(site, entry)).collect(),
        lang: Some("en-GB".to_owned()),
        ..Feed::default()
    };
    feed.to_string()
}

fn one(site: &str, entry: &FeedEntry) -> Entry {
    let version = entry.version;
    let address = format!("{site}/agreements/{}/versions/{version}", entry.reference);
    let since = london::date(entry.in_force_since);
    let title = format!("{} {}, {}", entry.reference, entry.title, entry.place_name);
    let title = match version {
        1 => title,
        later => format!("{title}: version {later}"),
    };
    Entry {
        title: title.into(),
        id: address.clone(),
        updated: fixed(entry.updated),
        published: Some(fixed(entry.updated)),
        links: vec![link("alternate", address)],
        categories: vec![Category {
            term: entry.place_name.clone(),
            ..Category::default()
        }],
        summary: Some(Text::plain(format!(
            "In force since {since}. SHA-256 of the text: {}",
            entry.digest
        ))),
        ..Entry::default()
    }
}

fn author() -> Person {
    Person {
        name: "Single Offer".to_owned(),
        ..Person::default()
    }
}

fn link(rel: &str, href: String) -> Link {
    Link {
        rel: rel.to_owned(),
        href,
        ..Link::default()
    }
}

fn fixed(moment: DateTime<Utc>) -> DateTime<FixedOffset> {
    moment.fixed_offset()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_reads_back_with_what_people_wrote_in_it() {
        let entry = FeedEntry {
            reference: "KEN-1".parse().expect("a reference"),
            title: "One <door> & more".to_owned(),
            place_name: "Kent".to_owned(),
            version: 2,
            in_force_since: "2013-04-01".parse().expect("a day"),
            updated: DateTime::from_timestamp(1_364_800_000, 0).expect("a moment"),
            digest: domain::agreement::Digest::of(b"text"),
        };
        let feed: Feed = written("https://offers.example", &[entry])
            .parse()
            .expect("a feed");
        assert_eq!(feed.entries.len(), 1);
        let entry = &feed.entries[0];
        assert_eq!(
            entry.title.value,
            "KEN-1 One <door> & more, Kent: version 2"
        );
        assert!(
            entry
                .summary
                .as_ref()
                .expect("a summary")
                .value
                .contains("In force since 1 April 2013")
        );
        assert_eq!(feed.updated, entry.updated);
    }
}
