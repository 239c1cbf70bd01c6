//! The middle of one process: who listens to which offer, and who has what open.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OnceCell, OwnedSemaphorePermit, Semaphore, broadcast, watch};

use super::notice::Notice;
use super::presence::Present;
use crate::chance;

/// The most streams of one process; a page beyond them is read again by hand.
const MOST_STREAMS: usize = 4_000;
/// The most streams of one person: more tabs than anybody reads.
const MOST_OF_ONE: usize = 24;
/// How far behind a reader may fall before their stream ends; the browser then connects again and reads the page.
const PATIENCE: usize = 64;

/// What a stream is woken by.
#[derive(Clone, Debug)]
pub(super) enum Signal {
    News(Arc<Notice>),
    /// Somebody has come or gone.
    Presence,
    /// Another server could not be heard for a while.
    MayHaveMissed,
}

pub(crate) struct Hub {
    /// By which the servers of a house tell their own messages from those of others.
    pub(super) instance: String,
    pub(super) listening: OnceCell<()>,
    offers: Mutex<HashMap<String, broadcast::Sender<Signal>>>,
    present: Mutex<HashMap<String, Present>>,
    places: Arc<Semaphore>,
    ended: watch::Sender<bool>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            instance: chance::new_id(),
            listening: OnceCell::new(),
            offers: Mutex::default(),
            present: Mutex::default(),
            places: Arc::new(Semaphore::new(MOST_STREAMS)),
            ended: watch::Sender::new(false),
        }
    }
}

impl Hub {
    pub fn instance(&self) -> &str {
        &self.instance
    }

    /// Tells those who have a page of the offer open. Nobody waits for them.
    pub fn tell(&self, notice: Notice) {
        let offer = notice.offer.clone();
        self.send(&offer, Signal::News(Arc::new(notice)));
    }

    /// Ends all streams, and lets no other begin.
    pub fn end(&self) {
        self.places.close();
        self.ended.send_replace(true);
    }

    pub(super) fn ended(&self) -> watch::Receiver<bool> {
        self.ended.subscribe()
    }

    /// A place for one more stream; none where all are taken, or where the house is closing.
    pub(super) fn place(&self) -> Option<OwnedSemaphorePermit> {
        self.places.clone().try_acquire_owned().ok()
    }

    /// What is told of an offer from now on.
    pub(super) fn listen_to(&self, offer: &str) -> broadcast::Receiver<Signal> {
        let mut offers = locked(&self.offers);
        // Nobody listens there any more.
        offers.retain(|_, sender| sender.receiver_count() > 0);
        let sender = offers
            .entry(offer.to_owned())
            .or_insert_with(|| broadcast::Sender::new(PATIENCE));
        sender.subscribe()
    }

    pub(super) fn send_to_all(&self, signal: &Signal) {
        for sender in locked(&self.offers).values() {
            // An error means that the last one has just left.
            let _ = sender.send(signal.clone());
        }
    }

    fn send(&self, offer: &str, signal: Signal) {
        if let Some(sender) = locked(&self.offers).get(offer) {
            let _ = sender.send(signal);
        }
    }

    /// Whether this person has as many streams here as one may have.
    pub(super) fn is_everywhere(&self, person: &str) -> bool {
        let present = locked(&self.present);
        let own = present
            .values()
            .filter(|one| one.is_here(&self.instance) && one.person.as_str() == person);
        own.count() >= MOST_OF_ONE
    }

    pub(super) fn arrive(&self, stream: String, present: Present) {
        let offer = present.offer.clone();
        let before = locked(&self.present).insert(stream, present);
        if before.is_none() {
            self.send(&offer, Signal::Presence);
        }
    }

    pub(super) fn leave(&self, stream: &str) {
        let gone = locked(&self.present).remove(stream);
        if let Some(gone) = gone {
            self.send(&gone.offer, Signal::Presence);
        }
    }

    /// Those for whom `wanted` holds. Whom another server has not named for long is forgotten.
    pub(super) fn present(&self, wanted: impl Fn(&Present) -> bool) -> Vec<Present> {
        let mut present = locked(&self.present);
        present.retain(|_, one| one.is_here(&self.instance) || one.is_fresh());
        present
            .values()
            .filter(|one| wanted(one))
            .cloned()
            .collect()
    }

    /// All streams of this process, for a server that has just begun to listen.
    pub(super) fn own(&self) -> Vec<(String, Present)> {
        let present = locked(&self.present);
        present
            .iter()
            .filter(|(_, one)| one.is_here(&self.instance))
            .map(|(stream, one)| (stream.clone(), one.clone()))
            .collect()
    }
}

/// What a panic left is as good as before: each of these is changed in one step.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
