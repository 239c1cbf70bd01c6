//! Fifty people of five parties do three thousand things with one offer, over two servers on one database. Nobody is
//! sent a word of a room that they do not read, nothing that was accepted is lost, nothing that was refused is there,
//! and the chain of history holds.

mod ask;
mod clock;
mod desk;
mod dice;
mod ear;
mod ledger;
mod people;
mod reading;
mod secret;
mod streams;
mod talking;
mod terms;
mod wording;

#[expect(
    dead_code,
    reason = "shared with the services' own stories, which need more of it"
)]
#[path = "../../../app/services/tests/offers/cast.rs"]
mod cast;
#[expect(
    dead_code,
    reason = "shared with the services' own stories, which need more of it"
)]
#[path = "../../../app/services/tests/offers/complete.rs"]
mod complete;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::TimeDelta;
use sea_orm::DatabaseConnection;
use services::{Clock, Services};
use tokio::task::JoinSet;

use crate::support::{Kind as Database, Site, World, tell};
use ask::{Ask, Choosing};
use cast::Cast;
use clock::Ticking;
use desk::Desk;
use dice::{Dice, Kind, SEED};
use ear::Ear;
use ledger::Ledger;
use people::{Person, gather};
use secret::Whose;
use streams::Streams;

const ACTS: usize = 3_000;
/// Done at the same time.
const AT_ONCE: usize = 8;
/// In every hundred of each kind, so many have to succeed at least: a story of refusals would tell nothing.
const DONE_AT_LEAST: usize = 15;

#[test]
fn fifty_people_bargain_over_two_servers() {
    tell(Database::Postgres, fifty_people_bargain);
}

struct Town {
    people: Vec<Person>,
    ear: Ear,
}

async fn fifty_people_bargain(world: World) {
    let cast = Cast::of(world).await;
    let pat = accepted(&cast).await;
    let servers = servers(&cast.world).await;
    let sites = [
        Site::of(servers[0].clone()).await,
        Site::of(servers[1].clone()).await,
    ];
    let town = Arc::new(Town {
        people: gather(&cast, &pat, &sites).await,
        ear: Ear::default(),
    });
    let door = cast.world.back_door().await;
    let streams = Streams::open(&town).await;
    let ledger = bargain(&town, &cast.world, &door).await;
    streams.end().await;
    reads_all_again(&town, &door).await;
    mail_was_read(&town, &door).await;

    for (kind, (done, all)) in ledger.counts() {
        let enough = (all * DONE_AT_LEAST / 100).max(1);
        let is_enough = kind == Kind::Trespass || done >= enough;
        assert!(is_enough, "{kind:?}: {done} of {all} were done");
    }
    ledger.holds(&door).await;
    let taken_up = terms::each_version_follows_from_the_one_before(&door).await;
    let carla = town
        .people
        .iter()
        .find(|person| person.id == cast.carla.person);
    let both = [&servers[0], &servers[1]];
    let states = terms::each_stands_where_its_positions_say(&door, both, carla.unwrap()).await;
    assert!(taken_up > 50, "{states:?}");
    for room in [Whose::Place, Whose::Whitehall, Whose::Everybody] {
        let heard = town.ear.heard(room);
        assert!(heard > 1_000, "{heard} words of {room:?} were read");
    }
    let reminded = cast.world.rows_in("term_reminders").await;
    assert_eq!(i64::try_from(ledger.led_to("done=reminded")), Ok(reminded));
    for services in &servers {
        services.verify(None).await.expect("one chain");
        services.close().await.unwrap();
    }
    door.close().await.unwrap();
}

/// Kent’s offer is accepted under Carla. Answers Pat, who speaks for Kent Police.
async fn accepted(cast: &Cast) -> cast::Actor {
    let offer = cast.submitted().await;
    let offers = cast.world.services.offers();
    let (priya, carla) = (&cast.priya.doer, &cast.carla.person);
    offers
        .accept(priya, &offer.reference, carla, &"clg".into())
        .await
        .unwrap();
    offer.pat
}

/// Two servers of the same house, whose clocks do not agree.
async fn servers(world: &World) -> [Services; 2] {
    let ticks = Arc::default();
    let open = async |ahead: TimeDelta| {
        let clock = Ticking::new(world.clock.clone(), &ticks, ahead);
        let settings = world.services.settings().clone();
        Services::connect_with(&world.database_url, settings, Arc::new(clock))
            .await
            .unwrap()
    };
    [
        open(TimeDelta::zero()).await,
        open(TimeDelta::milliseconds(1_500)).await,
    ]
}

/// Everything that was drawn, eight acts at a time.
async fn bargain(town: &Arc<Town>, world: &World, door: &DatabaseConnection) -> Ledger {
    let mut dice = Dice::new(SEED);
    let mut ledger = Ledger::default();
    let keys = keys(door).await;
    let drawn: Vec<_> = (0..ACTS).map(|nth| dice.draw(nth)).collect();
    for moment in drawn.chunks(AT_ONCE) {
        world.clock.forward(TimeDelta::minutes(4));
        let desk = Desk::look(door, &world.clock.now().to_rfc3339()).await;
        town.ear.knows(desk.names());
        let mut choosing = Choosing {
            people: &town.people,
            desk: &desk,
            keys: &keys,
            taken: &mut BTreeSet::new(),
        };
        let asks: Vec<Ask> = moment.iter().map(|drawn| choosing.choose(drawn)).collect();
        let mut all = JoinSet::new();
        for ask in asks {
            all.spawn(town.clone().asks(ask));
        }
        for (ask, status, to) in all.join_all().await {
            ledger.note(ask, status, to);
        }
    }
    ledger
}

impl Town {
    /// Somebody asks and reads what they are sent.
    async fn asks(self: Arc<Self>, ask: Ask) -> (Ask, u16, String) {
        let person = &self.people[ask.person];
        let browser = &person.at[ask.server];
        self.ear.goes_out(&ask.puts_out);
        if ask.adds {
            self.ear.adds();
        }
        let page = match &ask.fields {
            None => browser.get(&ask.path).await,
            Some(fields) => {
                let fields = fields.iter();
                let fields: Vec<_> = fields
                    .map(|(name, text)| (name.as_str(), text.as_str()))
                    .collect();
                browser.post(&ask.path, &fields).await
            }
        };
        let done = page.status == 303;
        self.ear.went_out(&ask.puts_out, done);
        if ask.adds {
            self.ear.added(done);
        }
        self.ear
            .hears(person, &ask.path, &format!("{:?}", page.headers));
        self.ear.hears(person, &ask.path, &page.text);
        let (who, what) = (&person.name, (ask.nth, ask.kind, &ask.path));
        let expected: &[u16] = match ask.kind {
            // Whoever can release nothing is told so, whatever there is.
            Kind::Trespass if ask.path.contains("/positions/") => &[403, 404],
            Kind::Trespass => &[404],
            Kind::Read => &[200, 303, 403, 404, 409],
            _ => &[200, 303, 403, 404, 409, 422],
        };
        let is_expected = expected.contains(&page.status);
        assert!(is_expected, "{who} {what:?}: {} {}", page.status, page.text);
        let to = page.to().to_owned();
        (ask, page.status, to)
    }
}

/// The first matter of each term.
async fn keys(door: &DatabaseConnection) -> BTreeMap<u32, String> {
    let query = "SELECT CAST(t.number AS TEXT) AS what, v.matters AS a, '' AS b, '' AS c, '' AS d, \
        '' AS e, '' AS f FROM term_versions v JOIN terms t ON t.id = v.term_id WHERE v.number = 1";
    let rows = desk::rows(door, query).await.into_iter();
    rows.map(|[number, matters, ..]| {
        let matters: Vec<domain::offer::Kept> = serde_json::from_str(&matters).expect("matters");
        (
            number.parse().expect("a number"),
            matters[0].key.to_string(),
        )
    })
    .collect()
}

/// One of each role and organisation reads all pages of the negotiation once more.
async fn reads_all_again(town: &Arc<Town>, door: &DatabaseConnection) {
    let desk = Desk::look(door, "2013-01-01T00:00:00Z").await;
    let mut pages: Vec<String> = [
        "/terms",
        "/talk",
        "/history",
        "/history.csv",
        "/barriers",
        "/gives",
    ]
    .iter()
    .map(|page| format!("{}{page}", ask::OFFER))
    .collect();
    pages.extend(["/work", "/outbox", "/account/export"].map(str::to_owned));
    let terms = desk.terms.iter();
    pages.extend(terms.map(|term| format!("{}/terms/{}", ask::OFFER, term.number)));
    pages.extend((2..6).map(|page| format!("{}/history?page={page}", ask::OFFER)));
    pages.extend((2..4).map(|page| format!("{}/talk?page={page}", ask::OFFER)));
    let mut seats = BTreeSet::new();
    for person in &town.people {
        if !seats.insert((person.hat.organisation.clone(), person.hat.role.code())) {
            continue;
        }
        for path in &pages {
            let page = person.at[seats.len() % 2].get(path).await;
            assert!(page.status < 500, "{path} {}", page.text);
            town.ear.hears(person, path, &page.text);
        }
    }
}

/// Every mail to each of them.
async fn mail_was_read(town: &Town, door: &DatabaseConnection) {
    let query = "SELECT to_address AS what, subject AS a, body AS b, COALESCE(link, '') AS c, \
        COALESCE(reason, '') AS d, kind AS e, '' AS f FROM outbox";
    let mut letters = 0;
    for [address, subject, body, link, reason, kind, _] in desk::rows(door, query).await {
        let Some(person) = town.people.iter().find(|person| person.email == address) else {
            panic!("a letter to somebody unknown: {address}");
        };
        letters += 1;
        let letter = [subject, body, link, reason].join("\n");
        town.ear
            .hears(person, &format!("a letter: {kind}"), &letter);
    }
    assert!(letters > 500, "{letters} letters");
}
