//! What is remembered of places and ids while the program runs: which thread belongs to which channel, where an official
//! message of a thread stands, and whose messages are none of ours.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serenity::all::{ChannelId, MessageId};

use crate::domain::CommunityId;

/// So many ids of each kind are kept.
const KEPT: usize = 20_000;

/// After so many messages of others a cursor moves on.
const QUIET: u32 = 500;

/// Memory without words.
#[derive(Default)]
pub(super) struct Places(Mutex<State>);

#[derive(Default)]
struct State {
    /// Threads: their channel, and the title if they are posts of a forum.
    threads: Recent<ChannelId, (ChannelId, Option<String>)>,
    /// Official messages that stand in a thread.
    standing: Recent<MessageId, ChannelId>,
    /// Messages that passed.
    passed: Recent<MessageId, ()>,
    forums: HashSet<ChannelId>,
    /// Channels that are no threads.
    channels: HashSet<ChannelId>,
    /// Places with a cursor: where it stands, and how many messages passed there since.
    followed: HashMap<ChannelId, (u64, u32)>,
    /// The roles of each community.
    roles: HashMap<CommunityId, HashSet<u64>>,
}

impl Places {
    /// A thread is known.
    pub(super) fn thread(&self, id: ChannelId, parent: ChannelId, title: Option<String>) {
        self.state().threads.put(id, (parent, title));
    }

    /// The channel a thread counts to, and its title.
    pub(super) fn parent(&self, id: ChannelId) -> Option<(ChannelId, Option<String>)> {
        self.state().threads.map.get(&id).cloned()
    }

    /// The known threads of a channel, the oldest first.
    pub(super) fn threads(&self, channel: ChannelId) -> Vec<ChannelId> {
        let state = self.state();
        let own = state.threads.map.iter().filter(|(_, (parent, _))| *parent == channel);
        let mut threads: Vec<ChannelId> = own.map(|(id, _)| *id).collect();
        threads.sort();
        threads
    }

    /// An official message stands in a thread.
    pub(super) fn stands(&self, message: MessageId, thread: ChannelId) {
        self.state().standing.put(message, thread);
    }

    /// Where a message of a channel may stand, the likeliest first.
    pub(super) fn of(&self, message: MessageId, channel: ChannelId) -> Vec<ChannelId> {
        let state = self.state();
        if let Some(thread) = state.standing.map.get(&message) {
            return vec![*thread];
        }
        let threads = state.threads.map.iter().filter(|(_, (parent, _))| *parent == channel).map(|(id, _)| *id);
        // A forum post bears the id of its first message.
        let own = ChannelId::new(message.get());
        let mut all: Vec<ChannelId> = std::iter::once(channel).chain(threads).collect();
        all.sort_by_key(|id| (*id != own, *id != channel));
        all
    }

    /// A message that is none of ours passed.
    pub(super) fn passes(&self, message: MessageId) {
        self.state().passed.put(message, ());
    }

    /// Whether a message passed not long ago.
    pub(super) fn has_passed(&self, message: MessageId) -> bool {
        self.state().passed.map.contains_key(&message)
    }

    /// A channel is a forum.
    pub(super) fn forum(&self, channel: ChannelId) {
        self.state().forums.insert(channel);
    }

    /// Whether a channel is a forum.
    pub(super) fn is_forum(&self, channel: ChannelId) -> bool {
        self.state().forums.contains(&channel)
    }

    /// A place is a channel.
    pub(super) fn channel(&self, channel: ChannelId) {
        self.state().channels.insert(channel);
    }

    /// Whether a place is a known channel.
    pub(super) fn is_channel(&self, place: ChannelId) -> bool {
        self.state().channels.contains(&place)
    }

    /// A place has a cursor, which moves to here.
    pub(super) fn follow(&self, place: ChannelId, position: u64) {
        let mut state = self.state();
        let (known, passed) = state.followed.entry(place).or_default();
        (*known, *passed) = (position.max(*known), 0);
    }

    /// Whether a message lies before the cursor of its place.
    pub(super) fn is_behind(&self, place: ChannelId, message: MessageId) -> bool {
        self.state().followed.get(&place).is_some_and(|(position, _)| message.get() < *position)
    }

    /// Whether a message that passes moves the cursor of its place: enough of them do, and the first in a channel without
    /// one begins it. A thread has none until something official is posted there.
    pub(super) fn moves_on(&self, place: ChannelId) -> bool {
        let mut state = self.state();
        let Some((_, passed)) = state.followed.get_mut(&place) else { return state.channels.contains(&place) };
        *passed = (*passed + 1) % QUIET;
        *passed == 0
    }

    /// The roles of a community are these.
    pub(super) fn roles(&self, community: &CommunityId, roles: HashSet<u64>) {
        self.state().roles.insert(community.clone(), roles);
    }

    /// A role is new.
    pub(super) fn role(&self, community: &CommunityId, role: u64) {
        self.state().roles.entry(community.clone()).or_default().insert(role);
    }

    /// Whether an id is a role's.
    pub(super) fn is_role(&self, community: &CommunityId, id: u64) -> bool {
        self.state().roles.get(community).is_some_and(|roles| roles.contains(&id))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The newest entries of a map.
struct Recent<K, V> {
    map: HashMap<K, V>,
    order: VecDeque<K>,
}

impl<K, V> Default for Recent<K, V> {
    fn default() -> Self {
        Self { map: HashMap::new(), order: VecDeque::new() }
    }
}

impl<K: Copy + Eq + Hash, V> Recent<K, V> {
    fn put(&mut self, key: K, value: V) {
        if self.map.insert(key, value).is_none() {
            self.order.push_back(key);
        }
        if self.order.len() > KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.map.remove(&oldest);
        }
    }
}
