//! The champion’s table: where each party stands, whose turn it is, what blocks, and that each sees only their rooms.

use domain::negotiation::{PartyId, Said, Stance, TermState};
use domain::offer::{Freedom, Matter};
use domain::process::{Hat, Room, departments};
use services::counting;
use services::negotiation::{Seat, Show, Sort, TermFilter, TermRow, TermTable};
use services::offers::Paging;

use super::cast::Bargain;
use crate::offers::cast::{Actor, is_nowhere};
use crate::support::{World, both_databases};

both_databases!(
    everybody_reads_where_each_party_stands,
    the_turn_goes_to_whoever_has_to_act,
    what_is_said_in_a_room_stays_in_it,
    a_department_without_a_reviewer_has_nobody_yet,
    the_filter_shows_what_it_says_in_the_order_it_says,
    the_longest_waiting_comes_first,
    it_costs_the_same_however_long_it_is,
);

impl Bargain {
    async fn table(&self, who: &Actor, filter: &TermFilter) -> TermTable {
        self.services()
            .negotiation()
            .table(&who.viewer, hat(who), &self.kent, filter, Paging::of(1, 60))
            .await
            .expect("is shown")
    }

    async fn row(&self, who: &Actor, number: u32) -> TermRow {
        let table = self.table(who, &TermFilter::default()).await;
        let mut rows = table.rows.into_iter();
        rows.find(|row| row.number == number).expect("a term")
    }

    async fn shown(&self, who: &Actor, show: Show) -> Vec<u32> {
        let filter = TermFilter {
            show,
            ..TermFilter::default()
        };
        numbers(&self.table(who, &filter).await)
    }
}

fn hat(who: &Actor) -> Option<&Hat> {
    who.doer.hat()
}

fn numbers(table: &TermTable) -> Vec<u32> {
    table.rows.iter().map(|row| row.number).collect()
}

fn seat<'a>(row: &'a TermRow, party: &PartyId) -> &'a Seat {
    let mut seats = row.seats.iter();
    seats.find(|seat| seat.party.id == *party).expect("a party")
}

fn says(row: &TermRow, party: &PartyId) -> Option<(Stance, bool)> {
    let stand = seat(row, party).stands.as_ref()?;
    Some((stand.stance, stand.red_line))
}

async fn everybody_reads_where_each_party_stands(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let treasury = PartyId::department("hmt");
    let kent = table
        .says(&table.cast.ann, savings, Stance::Agree, "")
        .await;
    assert_eq!(kent.expect("Kent agrees"), TermState::Open);
    let said = Said {
        red_line: true,
        ..Said::new(Stance::Object, "Too little by 2013-14.")
    };
    table
        .says_in(&table.theo, savings, Room::Joint, said)
        .await
        .expect("the Treasury objects");
    for reader in [
        &table.cast.carla,
        &table.cast.ann,
        &table.cast.dev,
        &table.pat,
        &table.wendy,
        &table.cast.priya,
        &table.cast.noor,
    ] {
        let row = table.row(reader, savings).await;
        assert_eq!(says(&row, &PartyId::Place), Some((Stance::Agree, false)));
        assert_eq!(says(&row, &treasury), Some((Stance::Object, true)));
        assert!(row.has_red_line() && row.state == TermState::Open);
        assert_eq!((row.version, row.author.as_str()), (1, "Priya"));
        let whole = table.table(reader, &TermFilter::default()).await;
        assert_eq!((whole.counts.all, whole.counts.objected), (8, 1));
        let first = whole.blocking.first().expect("something blocks");
        assert_eq!(
            first.words,
            format!(
                "HM Treasury objects to term {savings}, Savings commitment (red line, since today)."
            )
        );
        assert_eq!(first.link, format!("/offers/KEN-1/terms/{savings}"));
    }
    let negotiation = table.services().negotiation();
    let filter = TermFilter::default();
    let lena = &table.cast.lena;
    let leicester = negotiation
        .table(
            &lena.viewer,
            hat(lena),
            &table.kent,
            &filter,
            Paging::first(),
        )
        .await;
    assert!(is_nowhere(leicester));
    table
        .says(&table.theo, savings, Stance::Agree, "")
        .await
        .expect("the Treasury agrees");
    let row = table.row(&table.cast.carla, savings).await;
    assert_eq!(row.state, TermState::Agreed);
    assert!(row.turns.is_empty() && row.since().is_none());
    let blocking = negotiation
        .blocks(&table.cast.carla.viewer, &table.kent)
        .await
        .expect("is told");
    let about_it = format!("term {savings},");
    assert!(blocking.iter().all(|one| !one.words.contains(&about_it)));
}

async fn the_turn_goes_to_whoever_has_to_act(world: World) {
    let table = Bargain::of(world).await;
    let sharing = table.number("sharing").await;
    let turns = |row: &TermRow| -> Vec<String> {
        let who = row.turns.iter().map(services::negotiation::Turns::who);
        who.collect()
    };
    let row = table.row(&table.theo, sharing).await;
    assert_eq!(turns(&row), ["Kent County Council", "Treasury"]);
    assert!(row.asks_us() && row.waits_for_us());
    assert!(!table.row(&table.wendy, sharing).await.asks_us());
    assert!(table.row(&table.cast.dev, sharing).await.waits_for_us());
    assert!(!table.row(&table.cast.dev, sharing).await.asks_us());
    assert!(!table.row(&table.cast.carla, sharing).await.waits_for_us());
    table
        .says(&table.theo, sharing, Stance::Object, "Too generous.")
        .await
        .expect("objects");
    let row = table.row(&table.cast.ann, sharing).await;
    // Kent has to say where it stands, and to answer: one line for both.
    assert_eq!(turns(&row), ["Kent County Council"]);
    let kent = row.turns.first().expect("Kent’s");
    assert!(kent.position && kent.ours);
    assert_eq!(kent.answers, ["Treasury"]);
    assert!(!table.row(&table.theo, sharing).await.waits_for_us());
    table
        .says(
            &table.cast.ann,
            sharing,
            Stance::AgreeIf,
            "Seventy per cent to us.",
        )
        .await
        .expect("agrees if");
    let row = table.row(&table.cast.carla, sharing).await;
    assert!(turns(&row).contains(&"Whitehall".to_owned()));
    assert!(row.waits_for_us(), "the champion answers for Whitehall");
}

async fn what_is_said_in_a_room_stays_in_it(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let treasury = PartyId::department("hmt");
    let before = table.table(&table.cast.ann, &TermFilter::default()).await;
    let noors = table.table(&table.cast.noor, &TermFilter::default()).await;
    let first = Said {
        red_line: true,
        ..Said::new(Stance::Object, "Not without the Chancellor.")
    };
    table
        .says_in(&table.theo, savings, Room::Whitehall, first)
        .await
        .expect("is recorded");
    for reader in [&table.cast.carla, &table.theo, &table.wendy] {
        let row = table.row(reader, savings).await;
        let seat = seat(&row, &treasury);
        assert_eq!(seat.stands, None);
        let private: Vec<_> = seat
            .private
            .iter()
            .map(|(room, stand)| (*room, stand.stance, stand.red_line))
            .collect();
        assert_eq!(private, [(Room::Whitehall, Stance::Object, true)]);
        // It does not count, so the Treasury is still asked.
        assert!(seat.awaited.is_some() && !row.has_red_line());
    }
    // The other side reads what it read before, to the letter.
    let filter = TermFilter::default();
    assert_eq!(table.table(&table.cast.ann, &filter).await, before);
    assert_eq!(table.table(&table.cast.noor, &filter).await, noors);
}

async fn a_department_without_a_reviewer_has_nobody_yet(world: World) {
    let table = Bargain::of(world).await;
    let outcome = table.number("outcome").await;
    let pensions = PartyId::department("dwp");
    let carla = &table.cast.carla;
    let staffed = table.table(carla, &TermFilter::default()).await;
    let missing = |table: &TermTable| {
        let mut parties = table.nobody_yet.iter();
        parties.any(|party| party.id == PartyId::department("dwp"))
    };
    assert!(!missing(&staffed));
    table
        .cast
        .world
        .damage(
            "UPDATE memberships SET ended_at = since WHERE organisation_id = 'dwp' \
             AND role = 'department-reviewer'",
        )
        .await;
    let now = table.table(carla, &TermFilter::default()).await;
    assert!(missing(&now));
    let row = table.row(carla, outcome).await;
    assert!(seat(&row, &pensions).nobody_yet);
    assert!(!seat(&row, &PartyId::Place).nobody_yet);
}

async fn the_filter_shows_what_it_says_in_the_order_it_says(world: World) {
    let table = Bargain::of(world).await;
    let (scope, savings) = (table.number("scope").await, table.number("savings").await);
    let carla = &table.cast.carla;
    let all = table.shown(carla, Show::All).await;
    assert_eq!(all, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert!(table.shown(carla, Show::Agreed).await.is_empty());
    for who in [&table.cast.ann, &table.cleo] {
        table
            .says(who, scope, Stance::Agree, "")
            .await
            .expect("agrees");
    }
    table
        .says(&table.theo, savings, Stance::Object, "Too little.")
        .await
        .expect("objects");
    assert_eq!(table.shown(carla, Show::Agreed).await, [scope]);
    assert_eq!(table.shown(carla, Show::Objected).await, [savings]);
    assert_eq!(table.shown(carla, Show::Open).await.len(), 7);
    assert!(
        !table
            .shown(&table.cast.ann, Show::Ours)
            .await
            .contains(&scope)
    );
    let mine = table.shown(&table.theo, Show::Ours).await;
    assert!(
        !mine.contains(&savings),
        "the Treasury has spoken: {mine:?}"
    );
    assert!(table.shown(&table.cast.noor, Show::Ours).await.is_empty());
    let waiting = TermFilter {
        waiting_for: Some(PartyId::department("hmt")),
        sort: Sort::Turn,
        ..TermFilter::default()
    };
    let sharing = table.number("sharing").await;
    let waits = numbers(&table.table(carla, &waiting).await);
    assert!(
        waits.contains(&sharing) && !waits.contains(&savings),
        "{waits:?}"
    );
    // Two on a page: the second page goes on where the first ended.
    let negotiation = table.services().negotiation();
    let page = negotiation
        .table(
            &carla.viewer,
            hat(carla),
            &table.kent,
            &TermFilter::default(),
            Paging::of(2, 3),
        )
        .await
        .expect("is shown");
    assert_eq!(
        (numbers(&page), page.page, page.pages),
        (vec![4, 5, 6], 2, 3)
    );
    assert_eq!(page.counts.all, 8, "counts are of all pages");
}

async fn the_longest_waiting_comes_first(world: World) {
    let table = Bargain::of(world).await;
    let (scope, sharing) = (table.number("scope").await, table.number("sharing").await);
    let early = "UPDATE term_versions SET at = '2011-01-05 09:00:00+00:00' WHERE term_id IN \
                 (SELECT id FROM terms WHERE kind = 'sharing')";
    table.cast.world.damage(early).await;
    for who in [&table.cast.ann, &table.cleo] {
        table
            .says(who, scope, Stance::Agree, "")
            .await
            .expect("agrees");
    }
    let filter = TermFilter {
        sort: Sort::Longest,
        ..TermFilter::default()
    };
    let rows = numbers(&table.table(&table.cast.carla, &filter).await);
    assert_eq!(rows.first(), Some(&sharing));
    assert_eq!(rows.last(), Some(&scope), "what is agreed waits for nobody");
}

/// Fifty-two freedoms more, each asked of eleven departments: sixty terms, twelve parties.
async fn grow(table: &Bargain) {
    let codes: Vec<&str> = departments().iter().map(|one| one.code).take(11).collect();
    let freedom = Matter::Freedom(Freedom {
        title: "Lighter inspection".to_owned(),
        departments: codes.iter().map(|code| (*code).to_owned()).collect(),
        ..Freedom::default()
    });
    let content = serde_json::to_string(&freedom).expect("is kept as text");
    let mut sql = String::new();
    for code in &codes {
        sql += &format!(
            "INSERT INTO offer_parties (offer_id, organisation_id, relation) \
             SELECT id, '{code}', 'department' FROM offers WHERE NOT EXISTS (SELECT 1 FROM offer_parties \
             WHERE organisation_id = '{code}' AND relation = 'department'); "
        );
    }
    for more in 0..52 {
        let number = 9 + more;
        sql += &format!(
            "INSERT INTO matters (id, offer_id, slug, kind, position, content, edited_by, edited_at, version) \
             SELECT 'm{more}', offer_id, 'more{more}', 'freedom', {number}, '{content}', edited_by, edited_at, 1 \
             FROM matters WHERE kind = 'scope'; \
             INSERT INTO terms (id, offer_id, number, kind, matter_slug, lead_id, current, openings, added, version) \
             SELECT 't{more}', offer_id, {number}, 'freedom', 'more{more}', lead_id, 1, 0, '[]', 1 \
             FROM terms WHERE number = 1; \
             INSERT INTO term_versions (term_id, number, matters, reason, by_id, organisation_id, role, at) \
             SELECT 't{more}', 1, '[]', '', by_id, organisation_id, role, at FROM term_versions \
             WHERE term_id = (SELECT id FROM terms WHERE number = 1); "
        );
        for code in &codes {
            sql += &format!(
                "INSERT INTO term_positions (id, term_id, party, version, opening, room, stance, words, red_line, \
                 authority, by_id, organisation_id, role, at) \
                 SELECT 'p{more}{code}', 't{more}', '{code}', 1, 0, 'joint', 'object', 'No.', FALSE, '', by_id, \
                 organisation_id, role, at FROM term_versions WHERE term_id = 't{more}'; "
            );
        }
    }
    table.cast.world.damage(&sql).await;
}

async fn it_costs_the_same_however_long_it_is(world: World) {
    let table = Bargain::of(world).await;
    let carla = &table.cast.carla;
    let negotiation = table.services().negotiation();
    let filter = TermFilter::default();
    let mut costs = Vec::new();
    for terms in [8, 60] {
        let (shown, reading) = counting(negotiation.table(
            &carla.viewer,
            hat(carla),
            &table.kent,
            &filter,
            Paging::of(1, 60),
        ))
        .await;
        let shown = shown.expect("is shown");
        assert_eq!((shown.rows.len(), shown.counts.all), (terms, terms));
        let (gives, giving) = counting(negotiation.gives(&carla.viewer, &table.kent)).await;
        assert!(gives.is_ok());
        let (blocks, blocking) = counting(negotiation.blocks(&carla.viewer, &table.kent)).await;
        assert!(!blocks.expect("is told").is_empty());
        let offer = table.cast.read(carla, &table.kent).await;
        let (progress, beside) = counting(negotiation.progress(&carla.viewer, &offer)).await;
        assert_eq!(progress.expect("is told").expect("terms").terms, terms);
        costs.push([reading, giving, blocking, beside]);
        if terms == 8 {
            grow(&table).await;
        } else {
            assert!(shown.parties.len() >= 12, "{:?}", shown.parties);
        }
    }
    // Two more are the house’s on every page: who is signed in, and how much waits for them.
    assert_eq!(costs, [[4, 5, 5, 3], [4, 5, 5, 3]]);
}
