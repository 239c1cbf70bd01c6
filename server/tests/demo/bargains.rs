//! The two bargains of the demo: they are about what the report tells of these places, and stand half way.

use domain::negotiation::{PartyId, Stance, TermKind, TermState};
use domain::offer::{Matter, MatterKind};
use domain::process::{Reference, Role, Room};
use services::negotiation::{TermFilter, TermRow, TermTable};
use services::offers::{OfferView, Paging};
use services::talk::ThreadLine;
use services::{Services, Viewer};

use super::person;

/// Paragraphs that each is made of, and what has to be found in it.
const BARGAINS: [Expected; 2] = [
    Expected {
        offer: "BIR-1",
        champion: "Priya",
        leader: "Joan",
        paragraphs: &["5.9", "4.5", "3.5", "2.24", "7.38"],
        figures: &["10% of £6 million", "£50,000 for each person"],
        fought_over: "Drug treatment money for alcohol and for prevention",
        versions: 3,
        parties: &["place", "ho", "dh", "nta", "moj"],
        data: "health records",
    },
    Expected {
        offer: "KEN-1",
        champion: "Helen",
        leader: "Margaret",
        paragraphs: &["5.22", "3.2", "4.4", "7.34", "Box 5.D"],
        figures: &[
            "about £40 million a year",
            "£200 to £280 million net",
            "£2.2 million a year",
        ],
        fought_over: "One capital budget for shared buildings",
        versions: 2,
        parties: &["place", "hmt", "clg", "dh", "ho"],
        data: "Data Protection Act",
    },
];

struct Expected {
    offer: &'static str,
    champion: &'static str,
    leader: &'static str,
    paragraphs: &'static [&'static str],
    /// What the report gives, as its lines name it.
    figures: &'static [&'static str],
    /// A freedom to which somebody objects as a red line.
    fought_over: &'static str,
    versions: u32,
    parties: &'static [&'static str],
    /// What the barrier on data sharing speaks of.
    data: &'static str,
}

pub async fn have_substance(services: &Services) {
    for expected in &BARGAINS {
        let bargain = Bargain::read(services, expected).await;
        bargain.it_is_made_of_the_report();
        bargain.it_stands_half_way();
        bargain.somebody_objects();
        bargain.data_cannot_be_shared(services).await;
        bargain.whitehall_talks_among_itself(services).await;
        bargain.a_department_has_a_position_of_its_own();
    }
    a_lower_saving_was_agreed(services).await;
}

struct Bargain<'a> {
    expected: &'a Expected,
    reference: Reference,
    champion: Viewer,
    leader: Viewer,
    offer: OfferView,
    /// As the champion sees it.
    table: TermTable,
}

impl<'a> Bargain<'a> {
    async fn read(services: &Services, expected: &'a Expected) -> Self {
        let reference = expected.offer.parse().unwrap();
        let champion = person(services, expected.champion).await;
        let offers = services.offers();
        Self {
            expected,
            leader: person(services, expected.leader).await,
            offer: offers.read(&champion, &reference).await.unwrap(),
            table: table(services, &champion, &reference).await,
            champion,
            reference,
        }
    }

    fn it_is_made_of_the_report(&self) {
        let name = self.expected.offer;
        let sources: Vec<&str> = self
            .offer
            .proposal
            .kept
            .iter()
            .filter_map(|kept| match &kept.matter {
                Matter::Outcome(one) => Some(one.source.as_str()),
                Matter::SavingsLine(one) => Some(one.source.as_str()),
                Matter::Freedom(one) => Some(one.source.as_str()),
                Matter::Investment(one) => Some(one.source.as_str()),
                _ => None,
            })
            .collect();
        for wanted in self.expected.paragraphs.iter().chain(self.expected.figures) {
            let found = sources.iter().any(|source| source.contains(wanted));
            assert!(found, "{name} says nothing of {wanted}: {sources:?}");
        }
    }

    fn it_stands_half_way(&self) {
        let (name, table) = (self.expected.offer, &self.table);
        assert_eq!(table.champion.as_deref(), Some(self.expected.champion));
        assert!(table.counts.all >= 12, "{name}: {:?}", table.counts);
        let (agreed, open) = (table.counts.agreed, table.counts.open);
        assert!(agreed >= 2 && open >= 5, "{name}: {:?}", table.counts);
        assert!(table.blocking.len() >= 5, "{name}: {:?}", table.blocking);
        assert!(!table.nobody_yet.is_empty(), "{name}");
        // Somebody waits for each side.
        let waits = |ours: bool| {
            let turns = table.rows.iter().flat_map(|row| &row.turns);
            turns
                .filter_map(|turn| turn.party.as_ref())
                .any(|party| (party.id == PartyId::Place) == ours)
        };
        assert!(waits(true) && waits(false), "{name}");
    }

    fn somebody_objects(&self) {
        let name = self.expected.offer;
        let row = self.row(self.expected.fought_over);
        assert_eq!(row.state, TermState::Open, "{name}");
        assert_eq!(row.version, self.expected.versions, "{name}");
        let mut parties: Vec<&str> = row.seats.iter().map(|seat| seat.party.id.code()).collect();
        let mut wanted = self.expected.parties.to_vec();
        parties.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(parties, wanted, "{name}");
        let stands = |wanted: Stance, red_line: bool| {
            let stands = row.seats.iter().filter_map(|seat| seat.stands.as_ref());
            stands
                .filter(|stand| stand.stance == wanted && stand.red_line == red_line)
                .count()
        };
        assert_eq!(stands(Stance::Object, true), 1, "{name}");
        assert!(stands(Stance::Agree, false) >= 2, "{name}");
    }

    async fn data_cannot_be_shared(&self, services: &Services) {
        let name = self.expected.offer;
        let barriers = services
            .negotiation()
            .barriers(&self.leader, None, &self.reference, Paging::first())
            .await
            .unwrap();
        let barrier = barriers
            .rows
            .iter()
            .find(|row| row.what.contains(self.expected.data))
            .expect(name);
        assert!(barrier.stands && !barrier.blocks.is_empty(), "{name}");
        assert!(!barrier.at_risk.is_empty(), "{name}");
        assert!(barrier.trial.contains("7.34"), "{name}: {}", barrier.trial);
        assert!(barrier.last_step.is_some(), "{name}");
    }

    async fn whitehall_talks_among_itself(&self, services: &Services) {
        let name = self.expected.offer;
        let seen = threads(services, &self.champion, &self.reference).await;
        let by_the_place = threads(services, &self.leader, &self.reference).await;
        let of = |lines: &[ThreadLine], room: Room| {
            lines.iter().filter(|line| line.room == room).count()
        };
        assert!(of(&seen, Room::Whitehall) >= 2, "{name}");
        assert!(of(&seen, Room::Joint) >= 2, "{name}");
        assert!(of(&by_the_place, Room::Place) >= 1, "{name}");
        let about = |line: &ThreadLine| line.about.contains(self.expected.fought_over);
        let a_freedom = seen.iter().any(|line| {
            let proposal = &self.offer.proposal;
            let mut freedoms = proposal.freedoms().map(|(_, freedom)| &freedom.title);
            line.room == Room::Whitehall
                && (about(line) || freedoms.any(|title| line.about.contains(title.as_str())))
        });
        assert!(a_freedom, "{name}");
        assert_eq!(of(&seen, Room::Place), 0, "{name}");
        assert_eq!(of(&by_the_place, Room::Whitehall), 0, "{name}");
    }

    fn a_department_has_a_position_of_its_own(&self) {
        let name = self.expected.offer;
        let seats = || self.table.rows.iter().flat_map(|row| &row.seats);
        let notes = seats().flat_map(|seat| &seat.private);
        assert!(
            notes.filter(|(room, _)| *room == Room::Whitehall).count() >= 1,
            "{name}: nobody in Whitehall has noted anything"
        );
    }

    fn row(&self, title: &str) -> &TermRow {
        let mut rows = self.table.rows.iter();
        rows.find(|row| row.title == title).expect(title)
    }
}

/// The Treasury brought Kent’s receipts down, Kent took it up, and those who would have had the money are asked again.
async fn a_lower_saving_was_agreed(services: &Services) {
    let kent = BARGAINS.iter().find(|one| one.offer == "KEN-1").unwrap();
    let kent = Bargain::read(services, kent).await;
    let savings = kent.table.rows.iter();
    let savings = savings
        .clone()
        .find(|row| row.kind == TermKind::Savings)
        .unwrap();
    assert_eq!((savings.version, savings.state), (2, TermState::Agreed));
    let mut lines = kent.offer.proposal.lines();
    let (_, receipts) = lines
        .find(|(_, line)| line.title.starts_with("Receipts"))
        .unwrap();
    let last = receipts.low.values().last().unwrap().value().unwrap();
    assert_eq!(last.to_string(), "£110,000,000");
    let leader = services
        .offers()
        .read(&kent.leader, &kent.reference)
        .await
        .unwrap();
    let asked_again = leader.proposal.kept.iter().filter(|kept| {
        kept.matter.kind() == MatterKind::Partner
            && leader
                .answers
                .get(&kept.key)
                .is_some_and(|answer| answer.state == domain::offer::AnswerState::AskedAgain)
    });
    let names: Vec<String> = asked_again.map(|kept| kept.matter.title()).collect();
    assert_eq!(names, ["NHS Eastern and Coastal Kent"]);
}

async fn table(services: &Services, viewer: &Viewer, reference: &Reference) -> TermTable {
    let champion = viewer
        .hats()
        .into_iter()
        .find(|hat| hat.role == Role::Champion);
    let (filter, all) = (TermFilter::default(), Paging::of(1, 100));
    let negotiation = services.negotiation();
    let table = negotiation.table(viewer, champion.as_ref(), reference, &filter, all);
    table.await.unwrap()
}

async fn threads(services: &Services, viewer: &Viewer, reference: &Reference) -> Vec<ThreadLine> {
    let filter = services::talk::Filter::default();
    let talk = services.talk();
    let threads = talk.threads(viewer, None, reference, &filter, Paging::of(1, 100));
    threads.await.unwrap().lines
}
