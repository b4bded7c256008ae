//! The one pipeline: every event of every origin goes through [`Watch::handle`]. What follows from an event is one
//! transaction. It touches only the store and pure code and never awaits a platform.

mod card;
mod change;
mod drift;
mod fingerprint;
mod fuse;
mod gaps;
mod gone;
mod house;
mod incident;
mod message;
mod observe;
mod outcome;
mod past;
mod person;
mod readers;
mod recall;
mod repeat;
mod week;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tracing::{Instrument, debug, info_span};

use crate::domain::{Assessment, CommunityId, Counts, Event, Kind};
use crate::engine::Engine;
use crate::store::{Put, Result, Store, Tx};

pub use card::{CARD_DONE, CARD_GONE};
pub use change::Turn;
pub use fingerprint::Key;
pub use gaps::{Gaps, Missed};
pub use house::House;
use message::Judged;
pub use message::counts;
pub use observe::Question;
use recall::{Recall, Recent};
pub use repeat::REPEAT;
pub use week::Closing;

/// The pipeline with what it works on. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Watch(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    store: Store,
    engine: Arc<Engine>,
    key: Key,
    houses: Mutex<HashMap<CommunityId, Arc<House>>>,
    refreshed: AtomicU64,
    gates: Mutex<HashMap<CommunityId, Arc<tokio::sync::Mutex<()>>>>,
    gaps: Gaps,
    recall: Recall,
}

/// What an event led to, for whoever shows it.
#[derive(Debug, Clone, Default)]
pub struct Handled {
    /// What the engine says of the message, with a repeat priced in.
    pub assessment: Option<Assessment>,
    /// Whether it counts.
    pub counts: Option<Counts>,
    /// What the store made of it.
    pub put: Option<Put>,
    /// Whether its role made too many people official, and is none any more.
    pub fused: bool,
}

impl Watch {
    /// A pipeline over a store; the key hashes what must be recognised but not known.
    #[must_use]
    pub fn new(store: Store, engine: Arc<Engine>, key: Key) -> Self {
        Self(Arc::new(Parts {
            store,
            engine,
            key,
            houses: Mutex::default(),
            refreshed: AtomicU64::new(0),
            gates: Mutex::default(),
            gaps: Gaps::default(),
            recall: Recall::default(),
        }))
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// Where something may have been missed.
    #[must_use]
    pub fn gaps(&self) -> &Gaps {
        &self.0.gaps
    }

    /// Handles one event; serial per community.
    ///
    /// # Errors
    /// When the store fails; then nothing of the event stands and it may be handled again.
    pub async fn handle(&self, event: Event) -> Result<Handled> {
        let span = info_span!("event", community = %event.community, kind = kind_name(&event.kind));
        let gate = self.gate(&event.community);
        async {
            let _turn = gate.lock().await;
            let house = self.house(&event.community).await?;
            // Only what was on its way when the bot went still comes to its end.
            if house.is_removed() && !matches!(event.kind, Kind::Delivered { .. }) {
                return Ok(Handled::default());
            }
            let judged = self.judged(&house, std::slice::from_ref(&event)).pop();
            let mut tx = self.0.store.write_uncounted().await?;
            let mut recent = self.0.recall.take(&event.community, self.0.store.changes());
            let handled = self.follow(&mut tx, &house, &event, judged, &mut recent).await?;
            self.forget_readers(&mut tx, &house, &event.community).await?;
            if let Some(seen) = &event.seen {
                tx.advance(&event.community, &seen.place, &seen.position).await?;
            }
            tx.commit().await?;
            self.0.recall.put(&event.community, recent);
            if handled.fused || matches!(event.kind, Kind::Pause { .. } | Kind::Feedback { .. }) {
                self.refresh(&event.community);
            }
            debug!(put = ?handled.put, counts = handled.counts.map(Counts::name), "handled");
            Ok(handled)
        }
        .instrument(span)
        .await
    }

    async fn follow(
        &self,
        tx: &mut Tx,
        house: &House,
        event: &Event,
        judged: Option<Judged<'_>>,
        recent: &mut Recent,
    ) -> Result<Handled> {
        if !matches!(event.kind, Kind::Message(_) | Kind::Passed) {
            recent.forget();
        }
        match &event.kind {
            Kind::Message(_) => match judged {
                Some(judged) => self.take(tx, house, judged, recent).await,
                None => Ok(Handled::default()),
            },
            Kind::Passed => Ok(Handled::default()),
            Kind::Deleted { message } => self.bury(tx, house, event, message).await,
            Kind::Feedback { nudge, by, verdict } => self.hear(tx, house, event, nudge, by, *verdict).await,
            Kind::Pause { by, until } => self.rest(tx, event, by, *until).await,
            Kind::Delivered { outbox, outcome } => self.settle(tx, event, outbox, outcome).await,
        }
    }

    /// Everything the pipeline needs to know of a community, read once and kept until its settings change.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn house(&self, community: &CommunityId) -> Result<Arc<House>> {
        if let Some(house) = self.known_house(community) {
            return Ok(house);
        }
        let refreshed = self.0.refreshed.load(Ordering::Acquire);
        let mut tx = self.0.store.read().await?;
        let house = Arc::new(House::read(&mut tx, community).await?);
        let mut houses = self.houses();
        // What was read while somebody changed it is of no use to the next.
        if self.0.refreshed.load(Ordering::Acquire) == refreshed {
            houses.insert(community.clone(), Arc::clone(&house));
        }
        Ok(house)
    }

    /// What is kept of a community, without asking the store.
    #[must_use]
    pub fn known_house(&self, community: &CommunityId) -> Option<Arc<House>> {
        self.houses().get(community).cloned()
    }

    /// Forgets what is kept of a community: call it after its settings, senders or channels changed.
    pub fn refresh(&self, community: &CommunityId) {
        let mut houses = self.houses();
        self.0.refreshed.fetch_add(1, Ordering::Release);
        houses.remove(community);
    }

    fn houses(&self) -> std::sync::MutexGuard<'_, HashMap<CommunityId, Arc<House>>> {
        self.0.houses.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn gate(&self, community: &CommunityId) -> Arc<tokio::sync::Mutex<()>> {
        let mut gates = self.0.gates.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(gates.entry(community.clone()).or_default())
    }
}

fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Message(_) => "message",
        Kind::Deleted { .. } => "deleted",
        Kind::Passed => "passed",
        Kind::Feedback { .. } => "feedback",
        Kind::Pause { .. } => "pause",
        Kind::Delivered { .. } => "delivered",
    }
}
