//! A few files in the demo, written by us: a letter of support and the notes of a meeting.

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Utc};
use domain::process::{Role, Room};
use services::Services;
use services::files::NewFile;

/// Something that somebody attached.
struct Letter {
    by: &'static str,
    role: Role,
    at: &'static str,
    offer: &'static str,
    place: &'static str,
    room: Room,
    name: &'static str,
    content: &'static [u8],
}

const LETTERS: [Letter; 3] = [
    Letter {
        by: "Joan",
        role: Role::PlaceLeader,
        at: "2013-01-29T11:20:00Z",
        offer: "BIR-1",
        place: "partners",
        room: Room::Joint,
        name: "Letter of support, West Midlands Police.pdf",
        content: include_bytes!("letters/support.pdf"),
    },
    Letter {
        by: "Sunita",
        role: Role::Drafter,
        at: "2013-01-30T15:05:00Z",
        offer: "BIR-1",
        place: "engagement",
        room: Room::Place,
        name: "Citizens’ panel, notes of 12 January.txt",
        content: include_bytes!("letters/panel.txt"),
    },
    Letter {
        by: "Priya",
        role: Role::Champion,
        at: "2013-01-31T10:40:00Z",
        offer: "BIR-1",
        place: "terms/1",
        room: Room::Whitehall,
        name: "What the panel said.txt",
        content: include_bytes!("letters/panel.txt"),
    },
];

/// Attaches them, each at its moment. A house that keeps no files has none.
pub async fn put_in(services: &Services) -> Result<()> {
    if !services.files().are_kept() {
        return Ok(());
    }
    let people = services.demo_people().await?;
    for letter in &LETTERS {
        let moment: DateTime<Utc> = letter.at.parse().context("a moment")?;
        let then = services.as_of(moment);
        let person = people.iter().find(|person| person.name == letter.by);
        let person = person.with_context(|| format!("nobody is called {}", letter.by))?;
        let viewer = then.viewer(&person.person).await?;
        let viewer = viewer.with_context(|| format!("{} is not here", letter.by))?;
        let mut hats = viewer.hats().into_iter();
        let doer = hats
            .find(|hat| hat.role == letter.role)
            .and_then(|hat| viewer.acting_as(&hat));
        let new = NewFile {
            place: letter.place.parse()?,
            room: Some(letter.room),
            name: letter.name.to_owned(),
            content: letter.content.into(),
        };
        let doer = doer.with_context(|| format!("{} has no such role", letter.by))?;
        let attached = then
            .files()
            .attach(&doer, &letter.offer.parse()?, new)
            .await;
        attached.map_err(|refusal| anyhow!("{}: {refusal:?}", letter.name))?;
    }
    Ok(())
}
