//! What stands in a brief.

use chrono::{NaiveDate, NaiveTime};
use domain::{
    brief::{Awaited, Brief, Given, OpenPoint, RedLine, Sum, YearOfSavings},
    money::{Appraisal, Case, CaseAppraisal, Computable, Pence},
    negotiation::{Stance, TermKind, TermState},
    process::{Room, Stage},
};
use services::{
    Viewer,
    negotiation::{Bargained, Glance, Granting, Seat, TermRow},
    offers::OfferView,
};

use crate::{
    london,
    offers::home::bargain::{owners, place_gives},
    work::for_how_long,
};

/// The brief of an offer for this viewer, as it stands today.
pub fn brief(glance: &Glance, viewer: &Viewer, today: NaiveDate, address: String) -> Brief {
    let offer = &glance.offer;
    let bargain = glance.bargain.as_ref();
    let appraisal = offer.appraisal().ok();
    let since = for_how_long(offer.stage_since, today);
    Brief {
        reference: offer.reference.to_string(),
        title: offer.title.clone(),
        place: offer.place_name.clone(),
        kind: offer.kind.label().to_owned(),
        stage: format!("{} {since}", offer.stage.name()),
        reader: reader(viewer),
        at: today.and_time(NaiveTime::MIN).and_utc(),
        address,
        purpose: offer.proposal.scope().summary.clone(),
        place_gives: place(offer, bargain),
        government_gives: government(offer, bargain),
        agreed: bargain
            .map(|bargain| (bargain.progress.agreed, bargain.progress.terms))
            .filter(|(_, terms)| *terms > 0),
        sums: appraisal.as_ref().map(sums).unwrap_or_default(),
        years: appraisal.as_ref().and_then(years).unwrap_or_default(),
        open: bargain.map(open).unwrap_or_default(),
        red_lines: bargain.map(red_lines).unwrap_or_default(),
        next: next(offer, bargain),
    }
}

/// The organisations that the reader belongs to: they say what is seen, a name would not.
fn reader(viewer: &Viewer) -> String {
    let mut names: Vec<&str> = (viewer.hats.iter())
        .map(|worn| worn.organisation_name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

fn stands(state: TermState) -> &'static str {
    match state {
        TermState::Open => "open",
        TermState::Agreed => "agreed",
        TermState::Withdrawn => "withdrawn",
        TermState::Refused => "refused",
    }
}

/// The sums of what the place gives, then each outcome.
fn place(offer: &OfferView, bargain: Option<&Bargained>) -> Vec<Given> {
    let mut given: Vec<Given> = place_gives(&offer.proposal, offer.appraisal())
        .iter()
        .map(|one| Given {
            words: one.in_words(),
            stands: String::new(),
        })
        .collect();
    match bargain {
        Some(bargain) => given.extend(
            (bargain.rows.iter())
                .filter(|row| row.kind == TermKind::Outcome)
                .map(|row| Given {
                    words: row.title.clone(),
                    stands: stands(row.state).to_owned(),
                }),
        ),
        None => given.extend(offer.proposal.outcomes().map(|(_, outcome)| Given {
            words: outcome.statement.clone(),
            stands: String::new(),
        })),
    }
    given
}

/// Each freedom with the departments that can grant it.
fn government(offer: &OfferView, bargain: Option<&Bargained>) -> Vec<Given> {
    let Some(bargain) = bargain else {
        let freedoms = offer.proposal.freedoms();
        return freedoms
            .map(|(_, freedom)| Given {
                words: format!("{} ({})", freedom.title, owners(freedom)),
                stands: String::new(),
            })
            .collect();
    };
    let grants = bargain.progress.grants.iter();
    let mut each: Vec<(u32, Given)> = grants
        .flat_map(|one| {
            let owner = match &one.department {
                Some(department) => department.short.as_str(),
                None => "no department yet",
            };
            one.freedoms.iter().map(move |grant| {
                let given = Given {
                    words: format!("{} ({owner})", grant.title),
                    stands: granting(grant.standing).to_owned(),
                };
                (grant.term, given)
            })
        })
        .collect();
    each.sort_by_key(|(term, _)| *term);
    each.into_iter().map(|(_, given)| given).collect()
}

const fn granting(standing: Granting) -> &'static str {
    match standing {
        Granting::Agreed => "agreed",
        Granting::AgreedByIt => "it agrees",
        Granting::AgreesIf { .. } => "agrees if the wording changes",
        Granting::Objected { .. } => "objects",
        Granting::Awaited => "awaited",
        Granting::Refused => "refused",
        Granting::Withdrawn => "withdrawn",
    }
}

fn sums(appraisal: &Appraisal) -> Vec<Sum> {
    let last = appraisal.years.last();
    let last = last.map(|year| format!(" in {year}")).unwrap_or_default();
    vec![
        sum(appraisal, &format!("Additional{last}"), |case| {
            let year = case.years.last();
            year.map_or(Ok(Pence::ZERO), |year| year.additional)
                .map(Pence::rounded)
        }),
        sum(appraisal, "Net present value", |case| {
            case.npv.map(Pence::rounded)
        }),
        sum(appraisal, "Benefit to cost", |case| {
            case.benefit_cost.map(|ratio| {
                ratio.map_or_else(|| "No cost".to_owned(), |ratio| format!("{ratio} : 1"))
            })
        }),
        sum(appraisal, "Pays back", |case| {
            case.payback.map(|year| {
                year.map_or_else(|| "Not in these years".to_owned(), |year| year.to_string())
            })
        }),
    ]
}

fn sum(
    appraisal: &Appraisal,
    name: &str,
    of: impl Fn(&CaseAppraisal) -> Computable<String>,
) -> Sum {
    let [low, central, high] = Case::ALL
        .map(|case| of(appraisal.case(case)).unwrap_or_else(|_| "Not known yet".to_owned()));
    Sum {
        name: name.to_owned(),
        central,
        range: if low == high {
            String::new()
        } else {
            format!("Low {low}, high {high}")
        },
    }
}

/// None where the figures of a year are not known.
fn years(appraisal: &Appraisal) -> Option<Vec<YearOfSavings>> {
    let additional = |case: Case, at: usize| appraisal.case(case).years.get(at)?.additional.ok();
    let years = appraisal.central.years.iter().enumerate();
    years
        .map(|(at, year)| {
            Some(YearOfSavings {
                year: year.year,
                low: additional(Case::Low, at)?,
                central: additional(Case::Central, at)?,
                high: additional(Case::High, at)?,
                put_in: year.adjusted_cost,
            })
        })
        .collect()
}

fn open(bargain: &Bargained) -> Vec<OpenPoint> {
    let rows = bargain.rows.iter();
    rows.filter(|row| row.state == TermState::Open)
        .map(|row| OpenPoint {
            term: row.number,
            title: row.title.clone(),
            stands: where_it_stands(row),
        })
        .collect()
}

/// Who has not agreed, and how they stand, as far as the reader may know.
fn where_it_stands(row: &TermRow) -> String {
    let mut parts: Vec<String> = row.seats.iter().flat_map(seat).collect();
    parts.extend(
        (row.barriers.iter()).map(|(barrier, _)| format!("a barrier stands in the way: {barrier}")),
    );
    if parts.is_empty() {
        "Everybody has agreed; it waits for the others".to_owned()
    } else {
        parts.join("; ")
    }
}

fn seat(seat: &Seat) -> Vec<String> {
    let party = &seat.party.short;
    let line = |stance: Stance| match stance {
        Stance::Agree | Stance::NoInterest => None,
        Stance::AgreeIf => Some(format!("{party} agrees if the wording changes")),
        Stance::Object => Some(format!("{party} objects")),
    };
    let joint = match &seat.stands {
        None => Some(format!("{party} has yet to say")),
        Some(stand) => line(stand.stance),
    };
    let private = (seat.private.iter()).filter_map(|(room, stand)| {
        Some(format!("{} ({})", line(stand.stance)?, room_name(*room)))
    });
    joint.into_iter().chain(private).collect()
}

/// The room, in words that stand behind something said in it.
const fn room_name(room: Room) -> &'static str {
    match room {
        Room::Place => "said in the place only",
        Room::Whitehall => "said in Whitehall only",
        Room::Joint => "said to everyone in this offer",
    }
}

fn red_lines(bargain: &Bargained) -> Vec<RedLine> {
    let lines = bargain.red_lines.iter();
    lines
        .map(|line| RedLine {
            term: line.term,
            party: line.party.short.clone(),
            words: line.words.clone(),
            room: line.room.label().to_owned(),
        })
        .collect()
}

/// Who has to act: while terms are bargained over whoever is waited for, the longest first; else whose turn the stage
/// says it is.
fn next(offer: &OfferView, bargain: Option<&Bargained>) -> Vec<Awaited> {
    let by_the_stage = |who: &str, what: &str| {
        vec![Awaited {
            who: who.to_owned(),
            what: what.to_owned(),
            since: Some(london::local_date(offer.stage_since)),
        }]
    };
    match offer.stage {
        Stage::Draft => by_the_stage(&offer.place_name, "Write the offer and submit it"),
        Stage::Submitted => by_the_stage(
            "The programme office",
            "Accept the offer, return it or decline it",
        ),
        Stage::Negotiating => bargain.map(turns).unwrap_or_default(),
        Stage::Settled => by_the_stage("The programme office", "Issue the agreement for signature"),
        Stage::Signing => by_the_stage("The signatories", "Sign the agreement, or refuse"),
        Stage::InForce => by_the_stage("Both sides", "Deliver, and report in each period"),
        Stage::Signed
        | Stage::Completed
        | Stage::Terminated
        | Stage::Declined
        | Stage::Ended
        | Stage::Withdrawn => Vec::new(),
    }
}

fn turns(bargain: &Bargained) -> Vec<Awaited> {
    let mut found: Vec<(String, Vec<String>, NaiveDate)> = Vec::new();
    for row in &bargain.rows {
        for turn in &row.turns {
            let (who, since) = (turn.who(), london::local_date(turn.since));
            let what = if turn.position {
                format!("a position on term {}", row.number)
            } else {
                format!("an answer on term {}", row.number)
            };
            match found.iter_mut().find(|(name, ..)| *name == who) {
                Some((_, whats, earliest)) => {
                    whats.push(what);
                    *earliest = since.min(*earliest);
                }
                None => found.push((who, vec![what], since)),
            }
        }
    }
    found.sort_by(|one, other| (one.2, &one.0).cmp(&(other.2, &other.0)));
    let awaited = found.into_iter().map(|(who, whats, since)| Awaited {
        who,
        what: capital(&whats.join(", ")),
        since: Some(since),
    });
    awaited.collect()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
