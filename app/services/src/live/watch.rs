//! One stream: what its reader is told, one thing after the other, for as long as they may know.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::negotiation::TermKind;
use domain::offer::Key;
use domain::process::{Act, Hat, Reference, Room, Rooms, Side};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tokio::sync::{OwnedSemaphorePermit, broadcast, watch};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};
use tower_sessions_core::session::Id;

use super::Live;
use super::hub::{Hub, Signal};
use super::message::{Says, send};
use super::notice::Stirred;
use super::presence::Present;
use super::spot::{Concern, Spot};
use crate::offers::head::known;
use crate::offers::sight::Seen as SeenOffer;
use crate::store::events;
use crate::store::negotiation::term;
use crate::store::talk::{self, ThreadColumn};
use crate::{Refusal, Services, Viewer, chance};

/// How often a stream says that it stands, and asks whether it still may.
const BEAT: Duration = Duration::from_secs(20);
/// By how much the clocks of two servers may differ.
const SLACK: TimeDelta = TimeDelta::seconds(2);
/// The most names that are said; the rest is counted.
const MOST_NAMED: usize = 12;

/// What a stream says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It stands.
    Ready,
    /// There is something new in what the reader sees; which kind, where that is known.
    News(Option<Stirred>),
    /// Who of the reader’s own side has the same open.
    Here(Vec<String>),
    /// Nothing, so that nobody on the way takes the stream for dead.
    Beat,
}

/// Who listens, and from where.
pub struct Listener<'a> {
    pub viewer: &'a Viewer,
    pub hat: Option<&'a Hat>,
    /// The session they are signed in by: with it ends the stream.
    pub session: Option<Id>,
    /// The moment at which the page was drawn, that is already open.
    pub since: Option<DateTime<Utc>>,
}

/// An open stream. Dropped, it is gone.
pub struct Watch {
    services: Services,
    hub: Arc<Hub>,
    reader: Reader,
    offer: String,
    spot: Spot,
    concern: Concern,
    signals: broadcast::Receiver<Signal>,
    ended: watch::Receiver<bool>,
    beat: Interval,
    /// The name of the stream, while its reader is shown to others.
    stream: Option<String>,
    here: Vec<String>,
    waiting: Vec<Seen>,
    _place: OwnedSemaphorePermit,
}

/// Who reads, and what has to hold for each thing that they are told.
struct Reader {
    viewer: Viewer,
    hat: Option<Hat>,
    session: Option<Id>,
    reference: Reference,
    act: Act,
    /// The room of the thread that is open.
    room: Option<Room>,
    rooms: Rooms,
}

impl Live<'_> {
    /// What becomes new on one term.
    ///
    /// # Errors
    /// What the table says of reading terms; not found where there is none of this number; busy where there are
    /// too many streams.
    pub async fn term(
        &self,
        listener: Listener<'_>,
        reference: &Reference,
        number: u32,
    ) -> Result<Watch, Refusal> {
        let seen = self.see(&listener, Act::ReadTerms, reference).await?;
        let row = term::Entity::find()
            .filter(term::Column::OfferId.eq(seen.head.row.id.as_str()))
            .filter(term::Column::Number.eq(i32::try_from(number).unwrap_or(i32::MAX)))
            .one(self.services.read())
            .await?
            .ok_or(Refusal::NotFound)?;
        let kind = known(&row.kind, TermKind::from_code)?;
        let concern = Concern::of_term(number, kind, row.matter_slug.map(Key::new));
        let open = (Spot::Term(number), concern, None);
        self.watch(listener, seen, Act::ReadTerms, open).await
    }

    /// What becomes new in one thread.
    ///
    /// # Errors
    /// Not found in a room that none of the viewer’s hats sees; busy where there are too many streams.
    pub async fn thread(
        &self,
        listener: Listener<'_>,
        reference: &Reference,
        thread: &str,
    ) -> Result<Watch, Refusal> {
        let seen = self.see(&listener, Act::ReadTalk, reference).await?;
        let row = talk::threads(&seen.head.row.id, seen.rooms())
            .filter(ThreadColumn::Slug.eq(thread))
            .one(self.services.read())
            .await?
            .ok_or(Refusal::NotFound)?;
        let room = known(&row.room, Room::from_code)?;
        let concern = Concern::Thread(row.id.clone());
        let open = (Spot::Thread(row.id), concern, Some(room));
        self.watch(listener, seen, Act::ReadTalk, open).await
    }

    async fn see(
        &self,
        listener: &Listener<'_>,
        act: Act,
        reference: &Reference,
    ) -> Result<SeenOffer, Refusal> {
        let offers = self.services.offers();
        offers.see(listener.viewer, act, reference).await
    }

    async fn watch(
        &self,
        listener: Listener<'_>,
        seen: SeenOffer,
        act: Act,
        (spot, concern, room): (Spot, Concern, Option<Room>),
    ) -> Result<Watch, Refusal> {
        let services = self.services.clone();
        let hub = services.house.hub.clone();
        let full = || Refusal::Busy("there are as many streams as there can be".into());
        if hub.is_everywhere(listener.viewer.person.as_str()) {
            return Err(full());
        }
        let place = hub.place().ok_or_else(full)?;
        services.listen().await?;
        let offer = seen.head.row.id.clone();
        let (signals, ended) = (hub.listen_to(&offer), hub.ended());
        let mut waiting = vec![Seen::Ready];
        // What came between the drawing of the page and this moment; from here on it is told.
        if let Some(since) = listener.since {
            let later = events::seen(&offer, seen.rooms())
                .filter(events::Column::At.gt(since - SLACK))
                .count(services.read())
                .await?;
            if later > 0 {
                waiting.push(Seen::News(None));
            }
        }
        waiting.reverse();
        let mut beat = interval_at(Instant::now() + BEAT, BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Ok(Watch {
            reader: Reader {
                viewer: listener.viewer.clone(),
                hat: listener.hat.cloned(),
                session: listener.session,
                act,
                room,
                rooms: seen.rooms(),
                // The name it has now: that of a draft may be another tomorrow.
                reference: seen.head.reference,
            },
            services,
            hub,
            offer,
            spot,
            concern,
            signals,
            ended,
            beat,
            stream: None,
            here: Vec::new(),
            waiting,
            _place: place,
        })
    }
}

impl Watch {
    /// The next thing to say; none where the stream is over: the session ended, the role is lost, the reader is
    /// too slow, or the house closes.
    pub async fn next(&mut self) -> Option<Seen> {
        if let Some(first) = self.waiting.pop() {
            if first == Seen::Ready {
                self.arrive().await;
            }
            return Some(first);
        }
        loop {
            let woken = tokio::select! {
                biased;
                () = over(&mut self.ended) => return None,
                signal = self.signals.recv() => Some(signal.ok()?),
                _ = self.beat.tick() => None,
            };
            let Some(signal) = woken else {
                if !self.may_still().await {
                    return None;
                }
                self.tell_others().await;
                return Some(Seen::Beat);
            };
            let news = match signal {
                Signal::News(notice) => {
                    // What is in another room does not reach as far as the question who may know.
                    if !self.concern.is_met_by(&notice) || !self.reader.rooms.sees(notice.room) {
                        continue;
                    }
                    if !self.may_still().await {
                        return None;
                    }
                    if !self.reader.rooms.sees(notice.room) {
                        continue;
                    }
                    Seen::News(Some(notice.kind))
                }
                Signal::Presence => match self.who_is_here().await {
                    Some(here) if self.may_still().await => Seen::Here(here),
                    Some(_) => return None,
                    None => continue,
                },
                Signal::MayHaveMissed if self.may_still().await => Seen::News(None),
                Signal::MayHaveMissed => return None,
            };
            return Some(news);
        }
    }

    /// The moment by the clock of the house: with it a stream that breaks off can be taken up again.
    pub fn now(&self) -> DateTime<Utc> {
        self.services.now()
    }

    /// Whether the reader is signed in and may read it now. A fault of the database ends the stream as well: the
    /// browser connects again.
    async fn may_still(&mut self) -> bool {
        match self.reader.look_again(&self.services).await {
            Ok(may) => may,
            Err(refusal) => {
                tracing::debug!(?refusal, "a stream ends");
                false
            }
        }
    }

    /// Shows the reader to those of their side.
    async fn arrive(&mut self) {
        let Some(hat) = self
            .reader
            .hat
            .as_ref()
            .filter(|hat| hat.side() != Side::Neither)
        else {
            return;
        };
        let stream = chance::new_id();
        let present = Present::new(&self.hub.instance, &self.offer, self.spot.clone(), hat);
        self.hub.arrive(stream.clone(), present);
        self.stream = Some(stream);
        self.tell_others().await;
    }

    /// Tells the other servers that the reader is here, still.
    async fn tell_others(&self) {
        let (Some(stream), Some(hat)) = (&self.stream, &self.reader.hat) else {
            return;
        };
        let says = Says::Here {
            stream: stream.clone(),
            present: Present::new(&self.hub.instance, &self.offer, self.spot.clone(), hat),
        };
        let told = send(self.services.write(), &self.hub.instance, vec![says]).await;
        if let Err(refusal) = told {
            tracing::debug!(?refusal, "other servers do not hear who is here");
        }
    }

    /// Who else is here, where that is not what was said last.
    async fn who_is_here(&mut self) -> Option<Vec<String>> {
        let hat = self.reader.hat.as_ref()?;
        let mut present = self
            .hub
            .present(|one| one.is_shown_to(hat, &self.offer, &self.spot));
        present.sort_by_key(Present::hat);
        present.dedup_by(|one, other| one.person == other.person);
        let mut here = Vec::new();
        for one in present.iter().take(MOST_NAMED) {
            here.extend(self.name_of(one).await);
        }
        here.sort();
        if present.len() > MOST_NAMED {
            here.push(format!("{} more", present.len() - MOST_NAMED));
        }
        if here == self.here {
            return None;
        }
        self.here.clone_from(&here);
        Some(here)
    }

    /// `Hari (Home Office)`; none for somebody who has lost the role since.
    async fn name_of(&self, present: &Present) -> Option<String> {
        let viewer = self.services.viewer(&present.person).await.ok()??;
        let hat = present.hat();
        let worn = viewer.hats.iter().find(|worn| worn.hat == hat)?;
        Some(format!("{} ({})", viewer.name, worn.organisation_short))
    }
}

impl Reader {
    async fn look_again(&mut self, services: &Services) -> Result<bool, Refusal> {
        if let Some(session) = &self.session
            && !services
                .session_stands(session, &self.viewer.person)
                .await?
        {
            return Ok(false);
        }
        let Some(viewer) = services.viewer(&self.viewer.person).await? else {
            return Ok(false);
        };
        if self
            .hat
            .as_ref()
            .is_some_and(|hat| !viewer.hats().contains(hat))
        {
            return Ok(false);
        }
        let offers = services.offers();
        let seen = match offers.see(&viewer, self.act, &self.reference).await {
            Ok(seen) => seen,
            Err(Refusal::Broken(fault)) => return Err(Refusal::Broken(fault)),
            Err(_) => return Ok(false),
        };
        self.rooms = seen.rooms();
        self.viewer = viewer;
        Ok(self.room.is_none_or(|room| self.rooms.sees(room)))
    }
}

async fn over(ended: &mut watch::Receiver<bool>) {
    // An error means that the house is gone: that is an end as well.
    drop(ended.wait_for(|ended| *ended).await);
}

impl Drop for Watch {
    fn drop(&mut self) {
        let Some(stream) = self.stream.take() else {
            return;
        };
        self.hub.leave(&stream);
        let (services, hub) = (self.services.clone(), self.hub.clone());
        // Where nothing runs any more there is nobody to tell.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let says = vec![Says::Gone { stream }];
                if let Err(refusal) = send(services.write(), &hub.instance, says).await {
                    tracing::debug!(?refusal, "other servers do not hear who has gone");
                }
            });
        }
    }
}
